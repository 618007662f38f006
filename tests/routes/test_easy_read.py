"""Easy Read on one phone: on every page that has it, with a form alone, and nobody else learns of it."""

import re

import pytest
from sqlmodel import Session

from app.models import AttributionRule, Workshop
from tests.frameworks.test_readable import EASY
from tests.northvale import Hall, Town, browser_at
from tests.reading_age import SENTENCE, age

LINE = "There is good help near you."


def is_easy(page: str) -> bool:
    return " reads-easy" in page.partition("<body")[2].partition(">")[0]


def folds(page: str) -> bool:
    return '<details class="in-full">' in page


def pages(hall: Hall) -> tuple[str, ...]:
    return f"{hall.path}/notice", f"{hall.path}/phone/rounds/{hall.rounds['6']}"


def test_a_phone_has_the_simple_words_and_the_full_text_folded_until_it_is_switched_off(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    with hall.browser("Priya") as phone:
        for page in pages(hall):
            assert not is_easy(phone.get(page).text) and not folds(phone.get(page).text)
        answer = phone.post("/easy-read", data={"easy": "yes", "then": pages(hall)[1]})
        assert (answer.status_code, answer.headers["location"]) == (303, pages(hall)[1])
        for page in (*pages(hall), f"{hall.path}/phone"):
            assert is_easy(phone.get(page).text)
        assert all(folds(phone.get(page).text) for page in pages(hall))
        phone.post("/easy-read", data={"easy": "no", "then": pages(hall)[1]})
        assert not is_easy(phone.get(pages(hall)[1]).text)


def test_the_title_stays_and_the_words_stand_before_the_full_text_beside_a_picture_that_says_what_it_shows(
    town: Town,
) -> None:
    hall = town.hall()
    hall.open("6")
    page = hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Priya").text
    shown = 'role="img" aria-label="Three houses in a row, each of another kind."'
    places = [page.index(part) for part in ("6. A diverse", shown, LINE, "Is there a lively, stable choice")]
    assert places == sorted(places)


def test_who_joins_can_switch_it_on_before_there_is_a_seat(town: Town) -> None:
    hall = town.hall()
    with browser_at(town.base) as stranger:
        path = f"/join/{hall.code}"
        assert "Choose one from the list." in stranger.get(path).text
        assert stranger.post("/easy-read", data={"easy": "yes", "then": path}).headers["location"] == path
        assert is_easy(stranger.get(path).text)


def test_the_cookie_says_no_more_than_that_and_stays_for_as_long_as_a_seat(town: Town) -> None:
    with town.hall().browser("Priya") as phone:
        answer = phone.post("/easy-read", data={"easy": "yes", "then": "//elsewhere.example/phone"})
    assert answer.headers["location"] == "/"
    assert answer.headers["set-cookie"].partition(";")[0] == "easy=yes"
    assert f"Max-Age={14 * 24 * 60 * 60}" in answer.headers["set-cookie"]


def test_without_scripts_a_rating_half_made_comes_back_with_the_simple_words_and_nothing_is_recorded(
    town: Town,
) -> None:
    hall = town.hall()
    hall.open("6")
    half_made = {"act": "rate", "answer": "04", "reason": "Half a thought", "key": "a-key-of-priyas-page"}
    answer = hall.act(f"/rounds/{hall.rounds['6']}/rating", by="Priya", easy="yes", **half_made)
    assert is_easy(answer.text) and ">Half a thought</textarea>" in answer.text
    assert 'value="04" required checked' in answer.text and "Nothing recorded yet" in answer.text
    assert answer.headers["set-cookie"].partition(";")[0] == "easy=yes"


def test_nobody_else_learns_of_it(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither the room, nor what is stored, nor the log."""
    hall = town.hall()
    hall.open("6")
    with Session(town.store.writing) as session:
        before = session.get_one(Workshop, hall.id).rev
    console, others = hall.see("/console").text, hall.see("/phone", by="Carol").text
    capfd.readouterr()
    with hall.browser("Priya") as phone:
        phone.post("/easy-read", data={"easy": "yes", "then": pages(hall)[1]})
    with Session(town.store.writing) as session:
        assert session.get_one(Workshop, hall.id).rev == before
    assert without_keys(hall.see("/console").text) == without_keys(console)
    assert without_keys(hall.see("/phone", by="Carol").text) == without_keys(others)
    assert "easy" not in "".join(capfd.readouterr())


def without_keys(page: str) -> str:
    """Without what is new in every page: a form's key and the server's time."""
    return re.sub(r'name="key" value="[^"]*"|data-server-time="[^"]*"', "", page)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (AttributionRule.BY_GROUP, "A group of one or two is mixed with other small groups."),
        (AttributionRule.OPEN, "people may guess which dot is you."),
        (AttributionRule.NOT_ATTRIBUTABLE, "Ten minutes after the end we cut the link from you to what you said."),
    ],
)
def test_the_notice_says_in_simple_words_what_law_asks_for_and_who_sees_what_under_each_rule(
    town: Town, rule: AttributionRule, says: str
) -> None:
    hall = town.hall()
    with Session(town.store.writing) as session, session.begin():
        session.get_one(Workshop, hall.id).attribution_rule = rule
        workshop = session.get_one(Workshop, hall.id)
        named = (workshop.responsible, workshop.lawful_basis, workshop.data_contact)
    page = " ".join(hall.see("/notice", by="Priya").text.partition("in-full")[0].split())
    assert says in page
    assert all(name in page for name in named)
    for part in ("We delete your seat and your reasons on", "The law lets people ask", "Not even the person who leads"):
        assert part in page


def test_notice_and_join_page_can_be_read_at_the_age_of_nine_or_ten(town: Town) -> None:
    hall = town.hall()
    with browser_at(town.base) as stranger:
        for page in (hall.see("/notice", by="Priya").text, stranger.get(f"/join/{hall.code}").text):
            blocks = re.findall(r'class="easy-words">(.*?)</div>', page, re.DOTALL)
            words = [" ".join(re.sub("<[^>]+>", " ", block).split()) for block in blocks]
            assert words and age(" ".join(words)) < EASY
            lengths = {line: len(line.split()) for block in words for line in SENTENCE.split(block)}
            assert {line: length for line, length in lengths.items() if length > 15} == {}
