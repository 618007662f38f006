from app.exports.contents.rounds import Dot
from app.exports.tables.views import views
from tests.exports.demo_record import demo, nothing, quiet


def test_each_unit_of_each_round_has_a_row_with_its_middle() -> None:
    rows = views(demo()).rows
    assert rows[0] == ("6. A diverse and sustainable market", 1, "No", "Council", 7, 0, 8, 8, "Green")
    assert rows[-1][:4] == ("Overall", 1, "No", "Smaller groups together")


def test_who_rated_and_who_could_not_tell_are_counted_apart() -> None:
    made = demo()
    shown = made.overall.rounds[0].shown
    assert shown
    unsure = shown.units[0].model_copy(update={"rated": 5, "cant_tell": 2})
    round_ = made.overall.rounds[0].model_copy(update={"shown": shown.model_copy(update={"units": (unsure,)})})
    overall = made.overall.model_copy(update={"rounds": (round_,)})
    assert views(made.model_copy(update={"overall": overall})).rows[-1][4:6] == (5, 2)


def test_with_numbers_off_counts_of_people_are_all_that_is_told() -> None:
    assert views(quiet()).rows[0] == ("6. A diverse and sustainable market", 1, "No", "Council", 7, 0)


def test_before_a_reveal_there_is_no_row() -> None:
    assert views(nothing()).rows == ()


def test_people_by_number_are_told_where_dots_are() -> None:
    made = demo()
    overall = made.overall
    shown = overall.rounds[0].shown
    assert shown
    dotted = shown.units[0].model_copy(update={"dots": (Dot(score=7, people=5), Dot(score=8, people=2))})
    round_ = overall.rounds[0].model_copy(update={"shown": shown.model_copy(update={"units": (dotted,)})})
    table = views(made.model_copy(update={"overall": overall.model_copy(update={"rounds": (round_,)})}))
    assert (table.columns[-1].name, table.rows[-1][-1], table.rows[0][-1]) == ("People by number", "7: 5\n8: 2", "")
