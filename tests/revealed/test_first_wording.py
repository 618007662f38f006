"""The draft of divergent views: from ratings and released quotes, and stored only once a person settles with it."""

import re
from html import unescape

import pytest
from sqlmodel import select

from app.divergence import analyse
from app.divergence.codes import CONSOLE_ONLY, WORTH_RECORDING
from app.models import Position, Reason
from app.revealed.first_wording import divergent_views
from tests.northvale import Hall, Town, until

APART = {"Council": [8, 8, 9], "Providers": [3, 3, 4], "People": [4, 4, 5]}


def reason(text: str, *, may_quote: bool, unit: str = "Providers") -> Reason:
    return Reason(round_id=1, unit=unit, text=text, may_quote=may_quote, from_experience=False, from_document=False)


def test_a_draft_is_the_findings_sentences_and_the_released_quotes() -> None:
    findings = analyse(APART).findings
    draft = divergent_views(findings, [reason("Two homes closed.", may_quote=True), reason("Canary.", may_quote=False)])
    sentences = [finding.sentence for finding in findings if finding.code in WORTH_RECORDING]
    assert draft.split("\n") == [*sentences, "Providers: “Two homes closed.”"]


def test_a_reason_changes_no_sentence_of_it() -> None:
    findings = analyse(APART).findings
    plain = divergent_views(findings, [])
    assert divergent_views(findings, [reason("Canary.", may_quote=False)]) == plain
    assert divergent_views(findings, [reason("Canary.", may_quote=True)]).startswith(plain)


def test_where_views_agree_there_is_no_draft_even_with_quotes() -> None:
    agreed = analyse({"Council": [7, 7, 7], "Providers": [7, 7, 7]}).findings
    assert divergent_views(agreed, [reason("Canary.", may_quote=True)]) == ""
    assert divergent_views([], []) == ""


@pytest.mark.parametrize("code", sorted(CONSOLE_ONLY))
def test_a_finding_for_the_console_alone_is_drafted_only_if_it_is_among_those_told(code: str) -> None:
    higher = {"Council": [8, 8, 8], "Providers": [6, 6, 6], "People": [6, 6, 6]}
    rooms = {
        "self_higher": analyse(higher, self_group="Council"),
        "self_lower": analyse({name: [11 - s for s in given] for name, given in higher.items()}, self_group="Council"),
        "lone_voice": analyse({"Council": [8, 8, 8], "Providers": [8, 8, 4], "People": [8, 8, 8]}),
    }
    findings = rooms[code].findings
    (alone,) = [finding for finding in findings if finding.code == code]
    told = [finding for finding in findings if finding.code not in CONSOLE_ONLY]
    assert alone.sentence not in divergent_views(told, [])
    if code != "lone_voice":  # one voice is no divergent view of a group: it is not drafted at all
        assert alone.sentence in divergent_views([alone], [])


def test_a_draft_holds_no_number_of_a_position_and_no_forbidden_verdict() -> None:
    draft = divergent_views(analyse(APART).findings, []).lower()
    for word in ("thinks", "should", "agreed position", "%", "average", "mean "):
        assert word not in draft


# -- In a workshop


SAID = {
    "Olu": "8", "Oona": "8", "Omar": "9", "Ola": "8", "Priya": "3", "Pat": "3", "Petra": "4", "Hari": "5",
    "Carol": "4", "Cy": "5",
}  # fmt: skip
RELEASED, KEPT_BACK = "Two homes closed this year.", "canary-kept-back"


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    for name, answer in SAID.items():
        quote = {"reason": RELEASED, "may_quote": "true"} if name == "Hari" else {"reason": f"{KEPT_BACK}-{name}"}
        hall.act(f"/rounds/{hall.rounds['6']}/rating", by=name, answer=answer, key=f"a-key-of-{name}-0", **quote)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "first-wording" in hall.see("/console/standards/6").text)
    return hall


def draft(hall: Hall, by: str = "Fay") -> str:
    found = re.search(r'name="first_wording" value="([^"]*)"', hall.see("/console/standards/6", by=by).text)
    assert found is not None
    return unescape(found[1])


def positions(hall: Hall) -> list[Position]:
    with hall.store.read() as session:
        mine = select(Position).where(Position.workshop_id == hall.id)
        return list(session.exec(mine))


@pytest.mark.parametrize("by", ["Fay", "Sam"])
def test_a_draft_quotes_the_released_words_under_the_displayed_unit_and_no_others(hall: Hall, by: str) -> None:
    text = draft(hall, by)
    assert f"Smaller groups together: “{RELEASED}”" in text
    assert KEPT_BACK not in text and "Healthwatch" not in text


def test_a_draft_is_on_no_other_screen_and_in_no_export(hall: Hall) -> None:
    hall.act("/standards/6/show")
    for path, name in (("/stage", "stage"), ("/phone", "Pat"), ("/phone", "Hari"), ("/export/record.json", "Fay")):
        assert RELEASED not in hall.see(path, by=name).text


def test_looking_at_a_draft_and_taking_it_stores_nothing(hall: Hall) -> None:
    taken = hall.act("/standards/6/position", first_wording=draft(hall), after_version="0", wording="We ask people.")
    assert taken.status_code == 200
    field = re.search(r'<textarea[^>]*name="divergent_views"[^>]*>(.*?)</textarea>', taken.text, re.DOTALL)
    assert field is not None and RELEASED in unescape(field[1])
    assert "We ask people." in taken.text
    assert positions(hall) == []
    assert RELEASED not in hall.see("/export/record.json").text


def test_settling_without_taking_it_leaves_it_out_of_the_record(hall: Hall) -> None:
    hall.act("/standards/6/position", state="agreed", wording="We ask people.", after_version="0")
    (position,) = positions(hall)
    assert (position.divergent_views, position.number, position.band) == ("", None, None)


def test_settling_with_what_was_taken_and_edited_stores_just_that(hall: Hall) -> None:
    edited = f"Providers see it otherwise. “{RELEASED}”"
    hall.act("/standards/6/position", state="agreed", wording="We ask.", divergent_views=edited, after_version="0")
    (position,) = positions(hall)
    assert (position.divergent_views, position.number, position.band) == (edited, None, None)
    assert RELEASED in hall.see("/export/record.json").text


def test_taking_a_draft_keeps_what_was_typed_before_it(hall: Hall) -> None:
    taken = hall.act(
        "/standards/6/position", first_wording=draft(hall), divergent_views="Typed by hand.", after_version="0"
    )
    field = re.search(r'<textarea[^>]*name="divergent_views"[^>]*>(.*?)</textarea>', taken.text, re.DOTALL)
    assert field is not None
    assert unescape(field[1]).strip().startswith("Typed by hand.")


def test_an_unrevealed_standard_has_no_draft(hall: Hall) -> None:
    hall.act("/sittings", standards="9")
    for number in ("9", "4"):
        assert "first_wording" not in hall.see(f"/console/standards/{number}").text


def test_a_participant_cannot_fetch_or_take_a_draft(hall: Hall) -> None:
    for name in ("Pat", "Ruth", "stage"):
        assert hall.see("/console/standards/6", by=name).status_code == 403
        assert hall.act("/standards/6/position", by=name, first_wording="x").status_code == 403
    assert positions(hall) == []
