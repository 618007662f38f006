"""Which standards a draft takes up, in which order, with which themes: rearranged before anything is stored."""

import re

import httpx2
import pytest
from sqlmodel import Session, func, select

from app.models import Workshop
from app.models.workshop.edition import add_edition, named
from tests.frameworks import good_neighbours
from tests.northvale import Hall, Town
from tests.routes.test_drafts import FIELDS

ALL = [str(number) for number in range(1, 10)]
THEME = {
    "theme-title-L1": "Care across the border",
    "theme-about-L1": "The same care from either side.",
    "theme-questions-L1": "Who pays?\r\n\r\nWho decides?",
    "theme-domain-L1": "L",
}


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def send(hall: Hall, **changes: object) -> httpx2.Response:
    with hall.browser("Fay") as fay:
        return fay.post("/workshops", data={**FIELDS, "order": ALL, **changes})


def order(page: str) -> list[str]:
    return re.findall(r'name="order" value="([^"]+)"', page)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="standards" value="([^"]+)" checked', page)


def saved(hall: Hall, answer: httpx2.Response) -> Workshop:
    found = re.search(r"/workshops/(\d+)/draft", str(answer.headers.get("location", answer.url)))
    assert found, answer.text
    with hall.store.read() as session:
        workshop = session.get_one(Workshop, int(found[1]))
        assert workshop.framework and workshop.standards  # read while the session is open
        return workshop


def workshops(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.exec(select(func.count()).select_from(Workshop)).one()


def test_a_standard_goes_up_within_its_domain_and_nothing_is_stored(hall: Hall) -> None:
    before = workshops(hall)
    page = send(hall, move="up standard 9").text
    assert order(page) == ["1", "2", "3", "4", "5", "6", "7", "9", "8"]
    assert ticked(page) == ["4", "6"]
    assert 'value="Eastmere Council"' in page
    assert workshops(hall) == before


def test_a_domain_goes_down_with_all_its_standards(hall: Hall) -> None:
    assert order(send(hall, move="down domain 1").text) == ["3", "4", "5", "1", "2", "6", "7", "8", "9"]


@pytest.mark.parametrize(
    "move",
    ["up standard 3", "down standard 2", "up domain 1", "up standard 77", "sideways standard 4", "up", "x y z w"],
)
def test_what_cannot_be_moved_stays(hall: Hall, move: str) -> None:
    assert order(send(hall, move=move).text) == ALL


def test_the_order_on_the_page_is_the_order_of_the_workshop(hall: Hall) -> None:
    answer = send(hall, order=["9", "8", "7", "6", "3", "4", "5", "1", "2"], standards=["4", "6", "9", "3", "1"])
    workshop = saved(hall, answer)
    assert [standard.number for standard in workshop.standards] == ["9", "6", "3", "4", "1"]
    assert [domain.number for domain in workshop.framework.domains] == ["3", "2", "1"]


def test_another_framework_shows_its_own_standards_before_anything_is_stored(hall: Hall) -> None:
    page = send(hall, take="framework", framework_key="commissioning-procurement-contracting").text
    assert "Children’s homes" in page or "Children&#39;s homes" in page
    assert ticked(page) == ALL


@pytest.mark.parametrize("then", ["", "lobby"])
def test_ticks_for_one_framework_are_never_saved_for_another(hall: Hall, then: str) -> None:
    """Both number their standards 1 to 9: whoever only changes the list below sees the new standards first."""
    before = workshops(hall)
    with hall.store.read() as session:
        shown = named(session, FIELDS["framework_key"]).choice  # type: ignore[arg-type]
        other = named(session, "commissioning-procurement-contracting").choice
    answer = send(hall, shown=shown, framework_key=other, then=then)
    assert answer.status_code == 200
    assert "Below are the standards of" in answer.text and "Fostering services" in answer.text
    assert workshops(hall) == before
    assert saved(hall, send(hall, shown=other, framework_key=other)).framework.key == other.split("@")[0]


def test_a_framework_that_was_imported_can_be_chosen(hall: Hall) -> None:
    with Session(hall.store.writing) as session, session.begin():
        choice = add_edition(session, good_neighbours()).choice
    workshop = saved(hall, send(hall, framework_key=choice, standards=["1", "2"], order=["1", "2"]))
    assert [standard.number for standard in workshop.standards] == ["1", "2"]


def test_standards_of_another_framework_are_told_at_their_field(hall: Hall) -> None:
    with Session(hall.store.writing) as session, session.begin():
        choice = add_edition(session, good_neighbours()).choice
    answer = send(hall, framework_key=choice, standards=["9"], order=["9"])
    assert answer.status_code == 422
    assert 'id="standards-error"' in answer.text


def test_a_local_theme_is_stored_with_its_questions_and_comes_back_to_be_edited(hall: Hall) -> None:
    answer = send(hall, **THEME)
    workshop = saved(hall, answer)
    theme = workshop.framework.standard("L1")
    assert (theme.title, theme.words) == ("Care across the border", "The same care from either side.")
    assert [question.words for question in theme.genuine_questions] == ["Who pays?", "Who decides?"]
    assert [standard.number for standard in workshop.standards] == ["4", "6", "L1"]
    with hall.browser("Fay") as fay:
        page = fay.get(f"/workshops/{workshop.id}/draft").text
    assert 'value="Care across the border"' in page and "Who pays?\nWho decides?" in page
    assert order(page)[-1] == "L1"


def test_a_theme_whose_fields_were_emptied_is_gone(hall: Hall) -> None:
    emptied = dict.fromkeys(THEME, "")
    workshop = saved(hall, send(hall, **emptied, order=[*ALL, "L1"]))
    assert [standard.number for standard in workshop.standards] == ["4", "6"]


def test_a_theme_alone_makes_a_workshop(hall: Hall) -> None:
    assert [s.number for s in saved(hall, send(hall, **THEME, standards=[])).standards] == ["L1"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("theme-title-L1", ""),
        ("theme-title-L1", "x" * 121),
        ("theme-about-L1", "x" * 601),
        ("theme-questions-L1", "\n".join(["Why?"] * 6)),
        ("theme-questions-L1", "x" * 201),
        ("theme-domain-L1", "77"),
    ],
)
def test_what_is_wrong_with_a_theme_is_told_at_its_field_and_nothing_is_lost(
    hall: Hall, field: str, typed: str
) -> None:
    answer = send(hall, **{**THEME, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert "Eastmere Council" in answer.text


def test_a_theme_with_script_in_it_is_text(hall: Hall) -> None:
    workshop = saved(hall, send(hall, **{**THEME, "theme-title-L1": "<script>alert(1)</script>"}))
    with hall.browser("Fay") as fay:
        page = fay.get(f"/workshops/{workshop.id}/draft").text
    assert "<script>alert(1)</script>" not in page and "&lt;script&gt;alert(1)" in page


def test_whether_printed_labels_are_shown_is_kept(hall: Hall) -> None:
    assert saved(hall, send(hall, shows_printed_labels="yes")).shows_printed_labels
    assert not saved(hall, send(hall)).shows_printed_labels
