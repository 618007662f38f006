"""What somebody on the same Wi-Fi could count: every frame and page of a kind is as long, whatever was answered."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import combinations

import pytest

from app.live.frames import STANDS
from app.tokens import new_token
from tests.live.conftest import Dial, dial  # noqa: F401 - a fixture
from tests.northvale import Hall, Town, alike, until
from tests.read_backs import asked, revealed, say

ANSWERS = ("6", "10", "cant_tell")
PROVIDERS = ("Priya", "Pat", "Petra")
TOLD_TO_ALL = r"<svg.*?</svg>|<table.*?</table>|<p class=\"(?:counts|finding|question)\">.*?</p>"


@pytest.fixture
def halls(town: Town) -> dict[str, Hall]:
    """The same day, but for Priya's answer."""

    def opened(_: str) -> Hall:
        hall = town.hall()
        hall.open("6")
        return hall

    return alike(ANSWERS, opened)


def is_shown(hall: Hall) -> bool:
    return hall.act("/standards/6/show").status_code == 303


def length(hall: Hall, text: str) -> int:
    """Without what is of the workshop and not of the answer: its numbers, code and keys, and the time."""
    text = re.sub(r"\b\d\d:\d\d\b|[\w-]{22}", "", text.replace(hall.code, "").replace(hall.base, ""))
    return len(re.sub(r"(?<=[/-])\d+\b|(?<=\")\d+(?=\")", "", text).encode())


def all_equal(lengths: Mapping[str, object]) -> bool:
    return all(one == other for one, other in combinations(lengths.values(), 2))


def test_f24_a_receipt_is_as_long_for_six_as_for_ten_and_for_cant_tell(
    halls: dict[str, Hall],
    dial: Dial,  # noqa: F811
) -> None:
    told = {}
    for answer, hall in halls.items():
        phone = dial(hall, "Priya", "phone")
        phone.hear_all_on_arrival()
        told[answer] = length(hall, phone.rate("6", answer))
    assert all_equal(told), told


def test_f24_the_pages_of_a_phone_are_as_long_before_and_after_the_reveal(halls: dict[str, Hall]) -> None:
    seen: dict[str, list[int]] = {}
    for answer, hall in halls.items():
        hall.rate("Olu", "6", answer)
        for name, other in {**dict.fromkeys(("Oona", "Omar", "Ola"), "8"), **dict.fromkeys(PROVIDERS, "5")}.items():
            hall.rate(name, "6", other)
        pages = ["/phone", f"/phone/rounds/{hall.rounds['6']}", "/live?screen=phone"]
        seen[answer] = [length(hall, own(hall.see(path, by="Olu").text)) for path in pages]
        hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
        until(partial(is_shown, hall))
        seen[answer] += [length(hall, own(hall.see(path, by="Olu").text)) for path in pages]
    assert all_equal(seen), seen


def own(page: str) -> str:
    """Without the picture and its table, which tell the room's row to everybody."""
    page = re.sub(
        r"<svg.*?</svg>|<table.*?</table>|<p class=\"(?:counts|finding|question)\">.*?</p>", "", page, flags=re.DOTALL
    )
    return re.sub(r'data-announce="[^"]*"', "", page)


WHOLE = {"reason": "Nobody was asked.", "may_quote": "true", "from_experience": "true", "criteria": "6.1"}


def test_f24_no_page_of_a_phone_tells_whether_anything_was_said_there(town: Town) -> None:
    hall = town.hall()
    hall.open("6", "9")
    pages = ("/phone", f"/phone/rounds/{hall.rounds['6']}", f"/phone/rounds/{hall.rounds['9']}")
    rating = f"/rounds/{hall.rounds['6']}"
    seen = {"nothing": lengths(hall, "Priya", pages)}
    for said, path, fields in (
        ("an answer", f"{rating}/rating", {"answer": "4"}),
        ("all that can be said beside it", f"{rating}/rating", {"answer": "10", **WHOLE}),
        ("one of another", f"/rounds/{hall.rounds['9']}/rating", {"answer": "4"}),
        ("the first taken back", f"{rating}/withdraw", {}),
        ("more time", "/more-time", {}),
        ("no longer", "/more-time/no-longer", {}),
    ):
        assert hall.act(path, by="Priya", key=new_token(), **fields).status_code == 303, said
        seen[said] = lengths(hall, "Priya", pages)
    assert all_equal(seen), seen


def test_no_page_tells_how_somebody_wants_their_small_group_shown(town: Town) -> None:
    hall = town.hall()
    pages = ("/phone", "/choice")
    seen = {"": lengths(hall, "Carol", pages)}
    for choice in ("shown", "pooled"):
        assert hall.act("/choice", by="Carol", choice=choice).status_code == 303
        seen[choice] = lengths(hall, "Carol", pages)
    assert all_equal(seen), seen


def test_no_page_of_a_phone_tells_what_somebody_said_to_words_that_were_read_back(town: Town) -> None:
    hall = revealed(town)
    read_back = asked(hall)
    pages = ("/phone", "/phone/positions/standard-6", "/phone/positions")
    seen = {"": lengths(hall, "Priya", pages)}
    for answer in STANDS:
        assert say(hall, "Priya", read_back, answer).status_code == 303
        seen[answer] = lengths(hall, "Priya", pages)
    assert all_equal(seen), seen


def lengths(hall: Hall, name: str, pages: Iterable[str]) -> list[int]:
    """Of one hall, as they are."""
    return [len(hall.see(page, by=name).content) for page in pages]


def test_f24_what_a_page_sends_is_as_long_whatever_is_chosen(halls: dict[str, Hall]) -> None:
    hall = halls["6"]
    page = hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Priya").text
    sent = re.findall(r'name="answer" value="([^"]+)"', page)
    assert len(sent) == 11 and {len(value) for value in sent} == {2}


def test_the_comparison_sees_a_line_that_is_not_filled_up(halls: dict[str, Hall]) -> None:
    hall = halls["6"]
    assert length(hall, "<p>Recorded: 6</p>") != length(hall, "<p>Recorded: 10</p>")
