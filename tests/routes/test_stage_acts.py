"""The console's page about the stage: what it shows, whose it is, and what it does."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.northvale import Hall, Town, town_on


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("stage") / "town.sqlite3"))
    with town_on(file, CANCEL_SECONDS="0") as town:
        yield town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def test_it_shows_what_the_stage_shows_and_is_the_facilitators_alone(hall: Hall) -> None:
    page = hall.see("/console/stage").text
    assert 'class="stage-body stands-lobby"' in page and "The stage follows the room." in page
    assert "/console/stage" in hall.see("/console").text and "/console/stage" not in hall.see("/console", "Sam").text
    assert {hall.see("/console/stage", by).status_code for by in ("Sam", "Ruth", "stage", "Priya")} == {403}


def test_frozen_and_blank_stand_on_the_stage_for_whoever_looks_until_it_goes_on(hall: Hall) -> None:
    hall.act("/stage/freeze", stands="lobby")
    hall.open("6")
    for by in ("stage", "Ruth", "Sam", "Fay"):
        assert "Choose the voice you bring" in hall.see("/stage", by).text
    assert "Frozen." in hall.see("/console/stage").text and "stage frozen" in hall.see("/console").text
    hall.act("/stage/blank")
    assert "One moment" in hall.see("/stage", "Ruth").text
    hall.act("/stage/go-on")
    assert "Rate on your phone" in hall.see("/stage", "Ruth").text


def test_f20_stage_and_phones_say_the_same_words_and_pressing_twice_adds_three_minutes_once(hall: Hall) -> None:
    hall.open("6")
    hall.act("/stage/timer", minutes="7")
    page = hall.see("/console/stage").text
    ends = page.partition('name="ends" value="')[2].partition('"')[0]
    for by, path in (("stage", "/stage"), ("Priya", "/phone")):
        assert "about 7 min left" in hall.see(path, by).text
    for _ in range(2):
        hall.act("/stage/timer/more", ends=ends)
    assert "about 10 min left" in hall.see("/stage", "stage").text
    hall.act("/stage/timer/stop")
    assert "min left" not in hall.see("/stage", "stage").text


def test_a_timer_of_no_length_is_refused_in_words(hall: Hall) -> None:
    with hall.browser("Fay") as browser:
        assert browser.post(f"{hall.path}/stage/timer", data={"minutes": "0"}).status_code == 409


def test_the_page_says_that_no_phone_came_yet(hall: Hall) -> None:
    assert "No phone has reached this server yet" in hall.see("/console/stage").text
