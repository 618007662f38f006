from app.exports.slides.grid import MOST_LINES, filled

HEADER, WIDTHS = ("What", "Who"), (6.0, 4.0)


def test_rows_go_on_on_a_further_slide_and_none_is_lost() -> None:
    rows = [(f"Action {number}", "Council") for number in range(40)]
    made = filled(HEADER, WIDTHS, rows, 4.9)
    assert len(made) > 2
    assert [row[0] for part in made for row in part] == [row[0] for row in rows]


def test_a_row_too_long_is_cut_and_says_so() -> None:
    ((row,),) = filled(HEADER, WIDTHS, [("word " * 500, "x")], 4.9)
    assert row[0].count("\n") == MOST_LINES - 1 and row[0].endswith("(see the notes)")
