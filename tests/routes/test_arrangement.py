"""Which standards a draft takes up, in which order, with which themes."""

import re

import httpx2
import pytest
from sqlmodel import Session

from app.frameworks import DEFAULT
from app.models import Workshop
from app.models.workshop.edition import add_edition, named
from tests.drafts import prepare, save, see
from tests.frameworks import good_neighbours
from tests.northvale import Hall, Town

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


@pytest.fixture
def draft(hall: Hall) -> str:
    return prepare(hall)


def send(hall: Hall, draft: str, **changes: object) -> httpx2.Response:
    return save(hall, draft, "standards", **{"order": ALL, **changes})


def order(page: str) -> list[str]:
    return re.findall(r'name="order" value="([^"]+)"', page)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="standards" value="([^"]+)" checked', page)


def saved(hall: Hall, draft: str, **changes: object) -> Workshop:
    answer = send(hall, draft, **changes)
    assert answer.status_code == 303, answer.text
    with hall.store.read() as session:
        workshop = session.get_one(Workshop, int(draft.rsplit("/", maxsplit=1)[-1]))
        assert workshop.framework and workshop.standards  # read while the session is open
        return workshop


def test_a_standard_goes_up_within_its_domain_and_what_was_ticked_stays_so(hall: Hall, draft: str) -> None:
    page = send(hall, draft, move="up standard 9", standards=["4", "6", "9", "8"]).text
    assert order(page) == ["1", "2", "3", "4", "5", "6", "7", "9", "8"]
    assert ticked(page) == ["4", "6", "9", "8"]
    assert ticked(see(hall, f"{draft}/prepare/standards")) == ["4", "6", "9", "8"]


def test_a_domain_goes_down_with_all_its_standards(hall: Hall, draft: str) -> None:
    page = send(hall, draft, move="down domain 1").text
    assert order(page) == ["3", "4", "5", "1", "2", "6", "7", "8", "9"]


@pytest.mark.parametrize(
    "move",
    ["up standard 3", "down standard 2", "up domain 1", "up standard 77", "sideways standard 4", "up", "x y z w"],
)
def test_what_cannot_be_moved_stays(hall: Hall, draft: str, move: str) -> None:
    assert order(send(hall, draft, move=move).text) == ALL


def test_the_order_on_the_page_is_the_order_of_the_workshop(hall: Hall, draft: str) -> None:
    numbers = ["9", "8", "7", "6", "3", "4", "5", "1", "2"]
    workshop = saved(hall, draft, order=numbers, standards=["4", "6", "9", "3", "1"])
    assert [standard.number for standard in workshop.standards] == ["9", "6", "3", "4", "1"]
    assert [domain.number for domain in workshop.framework.domains] == ["3", "2", "1"]


def test_another_framework_shows_its_own_standards_and_none_of_them_is_ticked(hall: Hall, draft: str) -> None:
    page = send(hall, draft, take="framework", framework_key="commissioning-procurement-contracting").text
    assert "Fostering services" in page and "Choose from" in page
    assert ticked(page) == [] and "None chosen yet" in page


def test_ticks_for_one_framework_are_never_saved_for_another(hall: Hall, draft: str) -> None:
    """Both number their standards 1 to 9: whoever only changes the list below sees the new standards first."""
    with hall.store.read() as session:
        shown = named(session, "commissioning-for-better-outcomes").choice
        other = named(session, "commissioning-procurement-contracting").choice
    changed = {"shown": shown, "framework_key": other}
    with hall.browser("Fay") as fay:
        silently = fay.post(f"{draft}/prepare/standards/typed", data={**changed, "standards": ["4"]}).json()
    assert "Show its standards" in silently["refused"]
    answer = send(hall, draft, **changed)
    assert answer.status_code == 200 and ticked(answer.text) == []
    assert "Below are the standards of" in answer.text and "Fostering services" in answer.text
    assert saved(hall, draft, shown=other, framework_key=other).framework.key == other.split("@")[0]


def test_a_framework_that_was_imported_can_be_chosen(hall: Hall, draft: str) -> None:
    with Session(hall.store.writing) as session, session.begin():
        choice = add_edition(session, good_neighbours()).choice
    workshop = saved(hall, draft, framework_key=choice, standards=["1", "2"], order=["1", "2"])
    assert [standard.number for standard in workshop.standards] == ["1", "2"]


def test_standards_of_another_framework_are_told_at_their_field(hall: Hall, draft: str) -> None:
    with Session(hall.store.writing) as session, session.begin():
        choice = add_edition(session, good_neighbours()).choice
    answer = send(hall, draft, framework_key=choice, standards=["9"], order=["9"])
    assert answer.status_code == 422
    assert 'id="standards-error"' in answer.text


def test_a_local_theme_is_stored_with_its_questions_and_comes_back_to_be_edited(hall: Hall, draft: str) -> None:
    workshop = saved(hall, draft, **THEME)
    theme = workshop.framework.standard("L1")
    assert (theme.title, theme.words) == ("Care across the border", "The same care from either side.")
    assert [question.words for question in theme.genuine_questions] == ["Who pays?", "Who decides?"]
    assert [standard.number for standard in workshop.standards] == ["4", "6", "L1"]
    page = see(hall, f"{draft}/prepare/standards")
    assert 'value="Care across the border"' in page and "Who pays?\nWho decides?" in page
    assert order(page)[-1] == "L1" and "3 chosen, about 25 minutes each" in page


def test_a_theme_whose_fields_were_emptied_is_gone(hall: Hall, draft: str) -> None:
    saved(hall, draft, **THEME)
    workshop = saved(hall, draft, **dict.fromkeys(THEME, ""), order=[*ALL, "L1"])
    assert [standard.number for standard in workshop.standards] == ["4", "6"]


def test_a_theme_alone_makes_a_workshop(hall: Hall, draft: str) -> None:
    assert [s.number for s in saved(hall, draft, **THEME, standards=[]).standards] == ["L1"]


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
    hall: Hall, draft: str, field: str, typed: str
) -> None:
    answer = send(hall, draft, **{**THEME, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert field == "theme-domain-L1" or typed in see(hall, f"{draft}/prepare/standards")  # that one is a list


def test_a_theme_with_script_in_it_is_text(hall: Hall, draft: str) -> None:
    saved(hall, draft, **{**THEME, "theme-title-L1": "<script>alert(1)</script>"})
    page = see(hall, f"{draft}/prepare/standards") + see(hall, f"{draft}/pre-read")
    assert "<script>alert(1)</script>" not in page and "&lt;script&gt;alert(1)" in page


def test_whether_printed_labels_are_shown_is_kept(hall: Hall, draft: str) -> None:
    assert saved(hall, draft, shows_printed_labels="yes").shows_printed_labels
    assert not saved(hall, draft).shows_printed_labels


@pytest.mark.parametrize(("key", "offers"), [(DEFAULT, True), ("commissioning-procurement-contracting", False)])
def test_printed_labels_are_offered_where_the_print_slipped(hall: Hall, draft: str, key: str, offers: bool) -> None:
    page = send(hall, draft, framework_key=key, take="framework").text
    assert ("slips and all" in page) == offers
