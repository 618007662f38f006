"""All that is wrong with a file, at once and in the order of the file, and no more than anyone mends."""

from app.frameworks.problems import BrokenFile, Problem, nearest, quoted
from tests.frameworks.broken import problems_of
from tests.frameworks.broken_toml import TOML


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    content = TOML.replace("points = 5", "points = 99").replace('"lunch-club"', '"Lunch Club"').replace("1a", "1/a")
    refused = problems_of("ours.toml", content.encode())
    lines = [int(problem.where.removeprefix("line ")) for problem in refused.problems]
    assert len(lines) == 3 and lines == sorted(lines)
    assert len(str(refused).splitlines()) == 3


def test_what_is_more_than_fifty_is_counted() -> None:
    content = TOML + "\n".join(f'[[groups]]\nnumber = "{number}"\ntext = ""' for number in range(10, 110))
    refused = problems_of("ours.toml", content.encode())
    assert len(refused.problems) == 100
    assert str(refused).splitlines()[-1] == "ours.toml: and 50 more."
    assert refused.status == 422


def test_a_file_is_not_read_on_when_it_has_more_problems_than_anyone_mends() -> None:
    unknown = "\n".join(f"nmae{number} = 1" for number in range(50))
    names = f"[[groups]]\n{unknown}\n" * 100
    assert len(problems_of("ours.toml", (TOML + names).encode()).problems) == 500


def test_line_nine_is_told_before_line_twelve_and_row_four_before_row_twelve() -> None:
    places = ["line 12", "Criteria!B12", "line 9", "Criteria!B4", "the whole file"]
    told = BrokenFile("ours.toml", [Problem(where, "A slip.", "Mend it.") for where in places]).problems
    assert [problem.where for problem in told] == [
        "Criteria!B4",
        "Criteria!B12",
        "line 9",
        "line 12",
        "the whole file",
    ]


def test_words_of_a_file_stand_in_a_sentence_on_one_line_and_are_cut_for_the_eye() -> None:
    assert quoted("two\nlines\u202e") == "“two lines ”"
    assert quoted("x" * 60) == f"“{'x' * 60}”" and quoted("x" * 61) == f"“{'x' * 59}…”"


def test_a_slip_of_the_keys_is_asked_about_and_a_stranger_is_not() -> None:
    assert nearest("GLOSARY", ["Glossary", "Bands"]) == "Did you mean “Glossary”? "
    assert nearest("Elephant", ["Glossary", "Bands"]) == nearest("Glossary", []) == ""
