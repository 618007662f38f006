from app.exports.tables.assent import ASKED_ALONE, STILL_ASKED, assent
from tests.exports.demo_record import demo, quiet


def test_each_unit_is_told_as_the_room_was_told() -> None:
    rows = assent(quiet()).rows
    assert rows[0][5:] == ("Council", "5 agree, 2 can live with it", 5, 2, 0)
    assert rows[1][5:] == ("CCG (now ICB)", "Can stand", "", "", "")


def test_the_marker_people_were_asked_about_is_a_number() -> None:
    assert assent(demo()).rows[-1][3] == 6


def test_an_asking_without_units_says_why_there_are_none() -> None:
    made = demo()
    asking = made.overall.askings[-1].model_copy(update={"units": ()})
    for ended_at, sentence in ((asking.ended_at, ASKED_ALONE), (None, STILL_ASKED)):
        alone = asking.model_copy(update={"ended_at": ended_at})
        changed = made.model_copy(update={"overall": made.overall.model_copy(update={"askings": (alone,)})})
        assert assent(changed).rows[-1][-5:] == ("", sentence, "", "", "")
