"""One's own answer and its mark under the picture: in its owner's page and frames, and in nobody else's."""

import re
from datetime import UTC, datetime

import pytest

from app.live.mine import NOTHING_TYPED, Mine, acknowledged
from app.models import Receipt
from tests.live.conftest import Dial, Line, borrow
from tests.northvale import Hall, Town, until

TEN = datetime(2026, 11, 26, 10, 0, 30, tzinfo=UTC)
SCORES = {
    "Olu": "8", "Oona": "9", "Omar": "8", "Ola": "7", "Priya": "3", "Pat": "4", "Petra": "3", "Hari": "1",
    "Carol": "5",
}  # fmt: skip
MARK = re.compile(r"Your rating: <strong class=\"own-value\">([^<]+)<")
ARROW = re.compile(r"<li>(▲?)</li>")


def rated(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    hall.rated(SCORES)
    return hall


@pytest.fixture
def hall(town: Town) -> Hall:
    return rated(town)


@pytest.fixture(scope="module")
def shown(town: Town) -> Hall:
    """The same after the reveal, for tests that only look."""
    hall = rated(town)
    show(hall)
    return hall


def reveal(hall: Hall) -> None:
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "Rate again" in hall.see("/console/standards/6").text)


def show(hall: Hall) -> None:
    reveal(hall)
    hall.act("/standards/6/show")


@pytest.mark.parametrize("name", SCORES)
def test_the_phone_page_marks_its_owners_rating_on_the_axis(shown: Hall, name: str) -> None:
    page = shown.see("/phone", by=name).text
    assert MARK.findall(page) == [SCORES[name]]
    strip = page[page.index('class="strip-own"') :]
    assert [place for place, arrow in enumerate(ARROW.findall(strip), 1) if arrow] == [int(SCORES[name])]


def test_somebody_who_did_not_rate_is_told_so_without_a_mark(shown: Hall) -> None:
    page = shown.see("/phone", by="Cy").text
    assert "You did not rate this round." in page and not MARK.findall(page) and "▲" not in page


def test_cant_tell_is_told_in_words_without_a_mark(hall: Hall) -> None:
    hall.rate("Cy", "6", "cant_tell")
    show(hall)
    page = hall.see("/phone", by="Cy").text
    assert MARK.findall(page) == ["can’t tell"] and "▲" not in page


def test_each_phones_frame_brings_the_own_mark_with_the_picture_and_no_other(hall: Hall, dial: Dial) -> None:
    lines = {name: dial(hall, name) for name in ("Hari", "Carol", "Priya", "Cy")}
    for line in lines.values():
        line.hear_all_on_arrival()
    show(hall)
    for name, line in lines.items():
        frame = line.hear_until(lambda frame: 'id="strip-' in frame)
        assert MARK.findall(frame) == ([SCORES[name]] if name in SCORES else [])
        everything = "".join(line.frames)
        assert set(MARK.findall(everything)) <= {SCORES.get(name)}


@pytest.mark.parametrize(
    ("name", "screen", "more"),
    [
        ("stage", "stage", ""),
        ("Ruth", "stage", ""),
        ("Fay", "console", "&standard=6"),
        ("Sam", "console", "&standard=6"),
    ],
)
def test_no_shared_screen_ever_gets_a_mark(hall: Hall, dial: Dial, name: str, screen: str, more: str) -> None:
    line = dial(hall, name, screen, more)
    show(hall)
    line.hear_until(lambda frame: "<svg" in frame)
    told = "".join(line.frames) + hall.see(f"/live?screen={screen}{more}", by=name).text
    assert "Your rating" not in told and "▲" not in told


def test_before_it_is_shown_no_phone_has_a_mark(hall: Hall) -> None:
    assert "Your rating" not in hall.see("/phone", by="Hari").text
    reveal(hall)
    assert "Your rating" not in hall.see("/phone", by="Hari").text
    hall.act("/standards/6/show")
    assert "Your rating" in hall.see("/phone", by="Hari").text
    hall.act("/standards/6/hide")
    assert "Your rating" not in hall.see("/phone", by="Hari").text


def test_while_it_is_rated_again_no_mark_is_of_the_round_that_is_open(hall: Hall) -> None:
    show(hall)
    hall.open("6")
    hall.rate("Hari", "6", "9")
    assert set(MARK.findall(hall.see("/phone", by="Hari").text)) <= {"1"}


# -- A seat that moved to a new phone


def told(hall: Hall, name: str, line: Line) -> str:
    """All that this phone gets: its pages, its polling answer, its frames."""
    pages = [hall.see(path, by=name).text for path in ("/phone", f"/phone/rounds/{hall.rounds['6']}")]
    return "".join([*pages, hall.see("/live?screen=phone", by=name).text, *line.frames])


def test_f31_a_rejoined_phone_sees_no_value_before_the_reveal_and_none_after(hall: Hall, dial: Dial) -> None:
    borrow(hall, "Hari", by="Fay")
    line = dial(hall, "Hari")
    line.hear_all_on_arrival()
    hidden = told(hall, "Hari", line)
    assert "Recorded" in hidden
    assert not re.search(r'own-value">(?:: )?\d|Recorded: \d|value="\d+" required checked', hidden)
    hall.act(f"/sittings/{hall.sitting}/close")
    line.hear_until(lambda frame: "Rating is closed" in frame)
    assert not re.search(r'own-value">(?:: )?\d|Recorded: \d|▲', told(hall, "Hari", line))
    show(hall)
    page = hall.see("/phone", by="Hari").text
    assert "Recorded on your other phone" in page and not MARK.findall(page) and "▲" not in page


def test_f31_the_search_finds_a_value_on_a_phone_that_did_not_move(hall: Hall, dial: Dial) -> None:
    line = dial(hall, "Hari")
    line.hear_all_on_arrival()
    assert re.search(r'own-value">(?:: )?\d|Recorded: \d|value="\d+" required checked', told(hall, "Hari", line))


def test_f31_in_a_later_round_too_a_rejoined_phone_sees_no_rating_from_before_the_move(hall: Hall) -> None:
    show(hall)
    hall.open("6")
    hall.rate("Hari", "6", "9")
    borrow(hall, "Hari", by="Fay")
    page = hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Hari").text
    assert "You gave your answer on your other phone" in page and "You gave <strong" not in page
    assert not re.search(r'own-value">(?:: )?9|Recorded: 9|value="09" required checked', page)


def test_the_old_phone_gets_nothing_more(hall: Hall) -> None:
    old = dict(hall.tokens)
    borrow(hall, "Hari", by="Fay")
    show(hall)
    before = Hall(**{**vars(hall), "tokens": old})
    assert before.see("/phone", by="Hari").status_code == 404


# -- By itself


def mine(**changes: object) -> Mine:
    said: dict[str, object] = {"is_recorded": True, "score": 4, "recorded_at": TEN, "reason": "Calls wait."}
    return Mine(12, **{**said, **changes})  # type: ignore[arg-type]


def test_an_answer_is_told_with_its_minute_and_goes_back_into_its_form() -> None:
    assert mine().sentence == "Recorded: 4, 10:00" and mine().as_typed()["answer"] == "04"
    assert mine(score=None).sentence == "Recorded: can’t tell, 10:00"
    assert mine().as_typed()["reason"] == "Calls wait."


def test_f31_of_an_answer_from_another_phone_there_is_neither_value_nor_what_was_typed_with_it() -> None:
    hidden = mine(is_hidden=True)
    assert (hidden.value, hidden.sentence) == ("", "Recorded on your other phone, 10:00")
    assert hidden.as_typed() == NOTHING_TYPED == mine(is_recorded=False).as_typed()


def test_whoever_comes_after_a_reveal_is_told_when_they_join_and_nobody_is_told_of_an_answer_they_did_not_give() -> (
    None
):
    assert mine(is_recorded=False, joins_next=True).sentence == "You join from the next standard"
    assert mine(is_recorded=False).sentence == mine(is_recorded=False).value == ""


def test_f31_a_late_retry_may_find_an_answer_of_the_other_phone_and_tells_no_value() -> None:
    assert acknowledged(Receipt(12, "a-key-of-hari", 4, TEN, outrun=False)).value == "4"
    assert acknowledged(Receipt(12, "a-key-of-hari", 4, TEN, outrun=True)).value == ""
