"""All that is wrong with a file, at once and in the order of the file, and no more than anyone mends."""

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
