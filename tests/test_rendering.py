"""Templates in one place: typed words stay text, figures read as people say them, and no name is made up."""

from datetime import UTC, datetime

import pytest
from jinja2 import UndefinedError
from starlette.requests import Request

from app.bidi import FSI
from app.errors import Incomplete, NotNow, Refusal
from app.rendering import Form, code, even, fragment, middle, mixed, moment, people, refused, static, typed

NORTH = "מועצת הצפון"


def asking(path: str = "/workshops/3/console", **headers: str) -> Request:
    named = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": named})


@pytest.mark.parametrize(("interval", "said"), [((8, 8), "8"), ((4, 5), "4 to 5"), ((1, 10), "1 to 10")])
def test_a_middle_is_a_number_or_two_and_never_a_decimal(interval: tuple[int, int], said: str) -> None:
    assert middle(interval) == said


def test_counts_codes_and_moments_are_said_as_people_say_them() -> None:
    assert (people(1), people(0), people(12)) == ("1 person", "0 people", "12 people")
    assert code("ABCDEF") == "ABC DEF"
    assert moment(datetime(2026, 7, 3, 23, 30, tzinfo=UTC)) == "4 July 2026, 00:30"


def test_what_somebody_typed_is_text_whichever_way_it_runs() -> None:
    assert typed("<b>Pat</b>") == "&lt;b&gt;Pat&lt;/b&gt;"
    assert typed(f"<b>{NORTH}") == f"<bdi>&lt;b&gt;{NORTH}</bdi>"
    assert mixed(f"<i>From {NORTH}.") == f"&lt;i&gt;From <bdi>{NORTH}</bdi>."
    assert FSI not in mixed(NORTH), "an element keeps it to itself, no sign does"


@pytest.mark.parametrize("html", ["", "7", "ü" * 40, "<p>Recorded: 10</p>", "x" * 57])
def test_filled_up_a_text_is_a_whole_number_of_its_size_in_bytes(html: str) -> None:
    filled = even(html, 64)
    assert len(filled.encode()) % 64 == 0 and filled.startswith(html)


def test_a_name_that_no_template_was_given_is_a_failure_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        fragment("live/_notice.html", signs_in=False)


def test_an_address_of_a_file_changes_with_the_file_alone() -> None:
    assert static("scripts/live.js") == static("scripts/live.js") != static("scripts/line.js")
    with pytest.raises(FileNotFoundError):
        static("scripts/nobodys.js")


def test_a_refusal_is_json_to_a_command_a_notice_to_a_live_page_and_a_page_to_everybody_else() -> None:
    refusal = Refusal("Not while <it> is open.")
    to_command = refused(asking("/local/accounts"), refusal)
    assert bytes(to_command.body) == b'{"refused":"Not while <it> is open."}'
    notice = bytes(refused(asking(HX_Request="true"), refusal).body)
    assert b"Not while &lt;it&gt; is open." in notice and b"<html" not in notice
    page = bytes(refused(asking(), refusal).body)
    assert b"Not while &lt;it&gt; is open." in page and b"That did not happen" in page
    assert b"Not now" in bytes(refused(asking(), NotNow("Later.")).body)


def test_no_refused_page_leads_to_a_site_that_the_browser_was_sent_from() -> None:
    """Two slashes begin an address of somebody else's."""
    for path, leads in (("/help", True), ("//evil.example/help", False)):
        request = asking(Host="here.example", Referer=f"https://here.example{path}")
        assert (f'href="{path}"' in bytes(refused(request, Refusal("No.")).body).decode()) is leads


def test_a_form_keeps_what_was_typed_and_marks_what_is_wrong() -> None:
    form = Form({"title": "<b>"}, Incomplete({"link": f"“{NORTH}” is no link."}))
    assert (form.value("title"), form.value("note")) == ("<b>", "")
    assert form.problem("title") is None and form.problem("link") == {"html": mixed(f"“{NORTH}” is no link.")}
    assert form.marks("title", id="title") == {"id": "title"}
    assert form.marks("link") == {"aria-invalid": "true"}
