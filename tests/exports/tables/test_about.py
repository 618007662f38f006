from app.exports import front
from app.exports.tables.about import facts, mark, title
from tests.exports.demo_record import demo


def test_it_says_first_whose_views_these_are_and_what_they_are_not() -> None:
    said = dict(facts(demo()))
    assert [*said][:5] == ["Mark", "What the mark means", "Whose views", "Heard", "Not heard"]
    assert said["What this is"] == front.NOT_A_RATING
    assert said["Whose views"].startswith("Views of 22 people in the room on ")
    assert title(demo()) == "Northvale Council: Peer challenge, day 2"


def test_marks_stand_in_one_line() -> None:
    assert mark(demo()) == "NOT FOR PUBLICATION · Not yet confirmed"
