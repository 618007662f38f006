"""The round on the arrow from end to end, on a real server: opened, rated blind, revealed, shown, settled."""

import re
from html import unescape

import pytest

from app.frameworks import OVERALL
from app.models import Round, Sitting, Workshop
from tests.live.conftest import Dial
from tests.northvale import Hall, Town, until

HEADING = "Where are we as a whole?"
CANARY = "canary-of-the-whole"
OPENS = "Open the round on the arrow"
SCORES = {
    "Olu": 7, "Oona": 7, "Omar": 8, "Ola": 7, "Priya": 4, "Pat": 4, "Petra": 3, "Hari": 5, "Carol": 6, "Cy": 6,
}  # fmt: skip
FIELDS = {"state": "agreed", "wording": "We meet most of it.", "number": "6", "after_version": "0"}


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def newest_round(hall: Hall) -> Round:
    with hall.store.read() as session:
        arrow = session.get_one(Workshop, hall.id).arrow
        assert arrow is not None and arrow.latest_round is not None
        return arrow.latest_round


def opened(hall: Hall) -> int:
    """Opened on the console, as its page has the form; the round's id."""
    page = hall.see("/console/overall").text
    form = re.search(r'<form class="act"[^>]* action="([^"]+/sittings)".*?</form>', page, re.DOTALL)
    assert form is not None
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    assert hidden["standards"] == OVERALL
    assert hall.act(form[1].removeprefix(hall.path), **hidden).status_code == 303
    newest = newest_round(hall)
    hall.rounds[OVERALL], hall.sitting = newest.id, newest.sitting_id
    return newest.id


def is_revealed(hall: Hall) -> bool:
    with hall.store.read() as session:
        return session.get_one(Sitting, hall.sitting).revealed_at is not None


def revealed(hall: Hall, **changes: int) -> None:
    opened(hall)
    hall.rated({name: str(score) for name, score in {**SCORES, **changes}.items()}, OVERALL)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: is_revealed(hall))


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<!--.*?-->|<[^>]+>", " ", html)).split())


def test_only_who_may_open_a_sitting_finds_the_way_to_open_it_and_only_while_it_waits(hall: Hall) -> None:
    assert OPENS in hall.see("/console/overall").text
    assert OPENS not in hall.see("/console/overall", by="Sam").text
    assert OPENS not in hall.see("/console").text
    opened(hall)
    assert OPENS not in hall.see("/console/overall").text


def test_the_phone_asks_its_own_plain_question_in_bands_and_without_criteria_or_evidence(hall: Hall) -> None:
    round_id = opened(hall)
    page = hall.see(f"/phone/rounds/{round_id}", by="Priya").text
    said = words(page)
    assert f'<h1 dir="auto">{HEADING}</h1>' in page and "everything that was rated and said, not one standard" in said
    assert all(band in said for band in ("Red/amber", "Amber/green", "Green +"))
    assert len(re.findall(r'name="answer" value="\d\d"', page)) == 10 and 'value="ct"' in page
    assert "Evidence to hand" not in said and 'name="criteria"' not in page and "overall." not in said


def test_while_it_is_open_nothing_but_counts_leaves_it(hall: Hall, dial: Dial) -> None:
    stage, console = dial(hall, "stage", "stage"), dial(hall, "Fay", "console", "&standard=overall")
    opened(hall)
    for name, score in list(SCORES.items())[:3]:
        hall.rate(name, OVERALL, f"{score:02d}", reason=CANARY)
    frame = stage.hear_until(lambda frame: "3 of 10" in frame)
    assert HEADING in frame and "overall." not in words(frame)
    assert "3 of 10" in console.hear_until(lambda frame: "3 of 10" in words(frame))
    frames = "".join([*stage.frames, *console.frames])
    assert CANARY not in frames and 'svg class="picture' not in frames and "middle" not in frames


def test_revealed_it_is_the_consoles_alone_until_it_is_shown(hall: Hall, dial: Dial) -> None:
    revealed(hall)
    assert 'class="picture arrow"' in hall.see("/console/overall").text
    for name, path in (("stage", "/stage"), ("Priya", "/phone")):
        assert "picture" not in hall.see(path, by=name).text
    stage, phone = dial(hall, "stage", "stage"), dial(hall, "Priya", "phone")
    assert hall.act(f"/standards/{OVERALL}/show").status_code == 303
    assert 'class="picture arrow"' in stage.hear_until(lambda frame: "Smaller groups together" in frame)
    own = phone.hear_until(lambda frame: "Smaller groups together" in frame)
    assert 'class="picture arrow narrow"' in own and "Your rating" in own and '<strong class="own-value">4' in own


def test_rated_again_it_shows_both_rounds_and_each_person_their_own(hall: Hall) -> None:
    revealed(hall)
    hall.act(f"/standards/{OVERALL}/show")
    revealed(hall, Priya=6, Pat=6, Petra=6)
    assert "picture arrow" not in hall.see("/stage", by="stage").text, "the new round is shown by an act"
    hall.act(f"/standards/{OVERALL}/show")
    assert 'class="hollow"' in hall.see("/stage", by="stage").text
    assert "You moved from 4 to 6" in hall.see("/phone", by="Priya").text
    assert "You moved" not in hall.see("/phone", by="Olu").text


def test_read_back_and_settled_its_words_and_marker_come_to_stage_and_phones_at_once(hall: Hall, dial: Dial) -> None:
    revealed(hall)
    hall.act(f"/standards/{OVERALL}/show")
    stage, phone = dial(hall, "stage", "stage"), dial(hall, "Priya", "phone")
    assert hall.act("/positions/overall/read-back", **FIELDS).status_code == 200
    for line in (stage, phone):
        frame = words(line.hear_until(lambda frame: "We meet most of it." in frame))
        assert "0 of 10 have answered" in frame and "Agreed marker: 6 (Amber/green)" in frame
    assert hall.act("/positions/overall", **FIELDS).status_code == 303
    for line in (stage, phone):
        line.hear_until(lambda frame: "We meet most of it." in frame and "have answered" not in frame)
    agenda = hall.see("/console").text
    assert re.search(r"Overall</span>\s*<span class=\"tag\">Agreed · on stage", agenda)


def test_it_goes_by_no_number_and_is_in_no_list_of_standards(hall: Hall) -> None:
    revealed(hall)
    for path in ("/console", "/console/overall", "/evidence", "/people"):
        assert "overall." not in words(hall.see(path).text) and "standard overall" not in words(hall.see(path).text)
    assert 'value="overall"' not in hall.see("/console").text
    for path in ("/console/standards/overall", "/console/overall-overall"):
        assert hall.see(path).status_code == 404
    for act in ("park", "pin"):
        assert hall.act(f"/standards/{OVERALL}/{act}").status_code == 404
