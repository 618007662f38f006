import pytest

from app.frameworks.entries import Entries
from app.frameworks.kinds import CRITERIA, DOMAINS, KINDS, STANDARDS, WORDING_KINDS
from app.frameworks.problems import Problems, Stopped
from app.frameworks.toml_file import read_toml
from app.frameworks.toml_lines import Lines, syntax, too_deep
from app.frameworks.toml_writing import toml_of
from tests.frameworks import good_neighbours

SMALL = """\
key = "small" # a comment

[[domains]]
number = 1
titles.form = "On the form"
[[domains.standards]]
number = 1

# below a comment
[[domains.standards.criteria]]
number = "1.1"
text = \"\"\"
Over
two lines\"\"\"
[[domains.standards.criteria]]
"number" = "1.2"
[[domains.standards]]
number = 2
questions = [
    { number = "2a", text = "Who?" },
    { number = "2b", text = "When?" },
]
"""


def entries(text: str) -> Entries:
    problems = Problems()
    found = read_toml(text.encode(), problems)
    assert problems == []
    return found


def test_each_row_and_each_cell_knows_its_line() -> None:
    rows = entries(SMALL)
    first, second = rows.of(CRITERIA)
    assert [first.where, first.where_is("number"), first.where_is("text")] == ["line 10", "line 11", "line 12"]
    assert [second.where, second.where_is("number")] == ["line 15", "line 16"]
    assert rows.of(DOMAINS)[0].where_is("titles.form") == "line 5"
    assert [row.where_is("text") for row in rows.rows if row.kind.name == "Questions"] == ["line 20", "line 21"]


def test_what_is_nested_says_where_it_belongs_as_a_sheet_would() -> None:
    rows = entries(SMALL)
    assert [row.cells["domain"].value for row in rows.of(STANDARDS)] == [1, 1]
    assert [row.cells["standard"].value for row in rows.of(CRITERIA)] == [1, 1]


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read() -> None:
    content = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    rows = read_toml(content, Problems())
    assert rows.of(CRITERIA)[1].where == "line 15"
    assert rows.of(CRITERIA)[0].cells["text"].value == "Over\ntwo lines"


def test_a_file_of_wording_is_known_by_its_first_name() -> None:
    assert entries('wording_of = "small"').kinds is WORDING_KINDS
    assert entries('key = "small"').kinds is KINDS


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('a = 1\n"b c" = 2', ("b c",), 2),
        ("\na.b.c = 1", ("a", "b", "c"), 2),
        ("\na.b.c = 1", ("a", "b"), 2),
        ("[a]\n[a.b]\nc = 1", ("a", "b", "c"), 3),
        ("[[a]]\n[[a]]\n[a.b]\nc = 1", ("a", 1, "b", "c"), 4),
        ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", 1, "b", 1, "c"), 6),
        ("a = [\n# one\n{ b = 1 },\n[2,\n3]]", ("a", 0, "b"), 3),
        ("a = [\n# one\n{ b = 1 },\n[2,\n3]]", ("a", 1, 1), 5),
        ('\n"\\u0061" = 1', ("a",), 2),
        ("\n\na = 1", ("a", "unknown", 7), 3),
        ("\n\na = 1", ("unknown",), 1),
    ],
)
def test_lines_are_found_however_a_path_is_written(text: str, path: tuple[str | int, ...], line: int) -> None:
    assert Lines(syntax(text.encode()))[path] == line


def test_depth_is_measured_before_anything_overflows() -> None:
    assert too_deep(syntax(b"a = [[1]]\n[b.c.d]\ne.f = { g = 1 }")) is None
    assert too_deep(syntax(b"\na = " + b"[" * 100 + b"]" * 100)) == 2
    with pytest.raises(Stopped):
        read_toml(b"a = " + b"[" * 100_000, Problems())


def test_a_framework_written_in_braces_alone_is_not_too_deep() -> None:
    text = 'domains = [{ standards = [{ criteria = [{ number = "1.1", text = "a \\u0062" }] }] }]'
    assert entries(text).of(CRITERIA)[0].where == "line 1"


def test_it_is_written_in_the_order_of_the_kinds_without_what_is_empty() -> None:
    text = toml_of(good_neighbours()).decode()
    heads = [line for line in text.splitlines() if line.startswith("[")]
    assert heads[:4] == ["[[considerations]]", "[scale]", "[[scale.bands]]", "[[scale.bands]]"]
    assert '= ""\n' not in text and "misprint" not in text and "page" not in text
    assert "number = 1\n" in text and 'number = "1a"' in text


def test_words_with_quotes_backslashes_and_lines_come_back() -> None:
    told = 'A "quote", a \\, \'\'\' and """ on\ntwo lines, then [[domains]] # and £'
    held = good_neighbours().model_copy(update={"about": told})
    assert entries(toml_of(held).decode()).rows[0].cells["about"].value == told
