from app.frameworks.entries import Entries
from app.frameworks.kinds import KINDS, WORDING_KINDS
from app.frameworks.kinds.standards import CRITERIA, DOMAINS, STANDARDS
from app.frameworks.problems import Problems
from app.frameworks.toml_file import read_toml

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


def test_a_framework_written_in_braces_alone_is_not_too_deep() -> None:
    text = 'domains = [{ standards = [{ criteria = [{ number = "1.1", text = "a \\u0062" }] }] }]'
    assert entries(text).of(CRITERIA)[0].where == "line 1"
