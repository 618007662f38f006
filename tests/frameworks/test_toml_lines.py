"""Each value's line, and how deep a file nests before anything else is asked of it."""

import pytest

from app.frameworks.problems import Problems, Stopped
from app.frameworks.toml_file import read_toml
from app.frameworks.toml_lines import Lines, syntax, too_deep


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
