"""No screen and no export says what this product does not do: mark, vote, judge, promise what it cannot prove."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import over

APP = Path(__file__).parent.parent / "app"
FORBIDDEN = re.compile(
    r"\b(grad(e|es|ed|ing)|vot(e|es|ed|er|ers|ing)|anonym\w*|secret\w*|tamper[- ]?proof|blind ?spots?|sides? with|"
    r"sees? it better|scores? awarded|awarded|results?|averag\w*|the mean|mean (of|score|rating)|means? of ratings)\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(r"nobody is (being )?graded", re.IGNORECASE)
SPOKEN_NOT = {  # code that names what it works with, which no screen or export repeats
    "local_key.py": {"secret"},  # a key in the file that only the owner of the server reads
    "writer.py": {"Result"},  # a type variable
    "press.py": {"Result"},  # and one more
}


def forbidden(text: str) -> list[str]:
    return [found[0] for found in FORBIDDEN.finditer(ALLOWED.sub("", text))]


def spoken(template: str) -> str:
    """What a template shows: without its comments, expressions' names, and the names of tags and attributes."""
    shown = re.sub(r"{#.*?#}", " ", template, flags=re.DOTALL)
    return re.sub(r"</?[a-z][\w-]*|[\w:-]+(?==)", " ", shown)


def literals(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every string that is not a docstring, f-strings in their pieces."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


TEMPLATES = sorted((APP / "templates").rglob("*.html"))
SCRIPTS = sorted((APP / "static" / "scripts").glob("*.js"))
MODULES = sorted(APP.rglob("*.py"))


@over("file", TEMPLATES)
def test_no_template_says_a_forbidden_word(file: Path) -> None:
    assert forbidden(spoken(file.read_text())) == []


@over("file", MODULES)
def test_no_sentence_in_the_code_says_a_forbidden_word(file: Path) -> None:
    allowed = SPOKEN_NOT.get(file.name, set())
    found = [
        (line, word) for line, text in literals(file.read_text()) for word in forbidden(text) if word not in allowed
    ]
    assert found == []


def test_the_script_says_no_forbidden_word() -> None:
    for file in SCRIPTS:
        texts = re.findall(r'"([^"\n]*)"|`([^`]*)`', file.read_text())
        assert forbidden(" . ".join(first or second for first, second in texts)) == [], file.name


@pytest.mark.parametrize(
    "sentence",
    [
        "The grade is 7", "Graded by peers", "Cast your vote", "Votes: 3", "This is anonymous", "Anonymously",
        "A secret ballot",
        "tamper-proof", "Tamper proof", "a blind spot", "The council sides with providers", "Carers see it better",
        "score awarded", "The result", "Results so far", "The average is 6", "mean of ratings", "The mean is 6.5",
    ],
)  # fmt: skip
def test_a_forbidden_word_is_found_wherever_it_stands(sentence: str) -> None:
    assert forbidden(sentence)
    assert forbidden(spoken(f"<p>{{% if x %}}{sentence}{{% endif %}}</p>"))
    assert [text for _, text in literals(f"print({sentence!r})") if forbidden(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody is being graded",
        "Nobody is graded",
        "You can upgrade",
        "What does it mean?",
        "devoted",
        "the other side",
    ],
)
def test_what_only_looks_like_one_is_left_alone(sentence: str) -> None:
    assert not forbidden(sentence)


def test_not_shown_by_name_is_what_people_are_promised() -> None:
    assert "not shown by name" in (APP / "templates" / "join" / "notice.html").read_text()
