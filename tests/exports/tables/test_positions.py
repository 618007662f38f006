from app.exports import Report
from app.exports.sentences import FIELDS
from app.exports.tables.positions import positions
from app.models.record.position import TEXTS
from tests.exports.demo_record import demo, quiet
from tests.exports.marked import finished


def row(made: object, name: str) -> dict[str, object]:
    table = positions(made)  # type: ignore[arg-type]
    names = [column.name for column in table.columns]
    return next(dict(zip(names, cells, strict=True)) for cells in table.rows if cells[0] == name)


def test_the_words_stand_with_how_they_ended_and_the_dissent_beside_them() -> None:
    six = row(quiet(), "6. A diverse and sustainable market")
    assert six["How it ended"] == "Agreed with reservations"
    assert str(six["How are we doing?"]).startswith("Vacancies are low")
    assert str(six["Dissent"]).startswith("Providers: “Two homes closed")
    assert str(six["Dissent"]).endswith("(3 of 5 stand behind these words)")


def test_what_was_not_settled_says_so_and_nothing_else() -> None:
    nine = row(demo(), "9. Promotes positive engagement with providers")
    assert nine.pop("How it ended") == "Not settled in this workshop"
    nine.pop("Standard")
    assert set(nine.values()) == {""}


def test_what_was_written_afterwards_is_named_as_its_columns_are_and_only_where_something_was(told: Report) -> None:
    six = row(finished(told), "6. A diverse and sustainable market")
    names = str(six["Written afterwards"]).split("\n")
    assert names == ["Band", "Evidence of impact", "Next step"] and set(names) <= six.keys()
    assert "Written afterwards" not in row(told, "Overall")


def test_each_text_of_a_position_stands_in_the_column_of_its_name() -> None:
    made = demo()
    texts = {name: f"Words of {name}." for name in TEXTS}
    position = made.overall.positions[-1].model_copy(update={**texts, "has_divergent_views": None})
    told = row(
        made.model_copy(update={"overall": made.overall.model_copy(update={"positions": (position,)})}), "Overall"
    )
    assert {name: told[FIELDS[name]] for name in TEXTS} == texts


def test_the_marker_of_the_whole_is_a_number_and_its_absence_is_said() -> None:
    made = demo()
    assert row(made, "Overall")["Number"] == 6
    position = made.overall.positions[-1].model_copy(update={"number": None, "has_no_marker": True})
    without = made.model_copy(update={"overall": made.overall.model_copy(update={"positions": (position,)})})
    assert row(without, "Overall")["Number"] == "No agreed marker"
