"""What a participant's screens say, and every refusal, can be read at about the age of twelve: `tests.reading_age`.

Screens are read as they are sent: from the door to the record, in every state of a workshop, with forms that came back
and addresses that lead nowhere. What the framework says is measured with the frameworks; here it is left out, as names,
days and addresses are, which are typed in or counted by others.

A page is measured as a whole, over all states it was seen in, from sixty words on.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.bidi import has_letters_from_the_right
from app.frameworks import DEFAULT, Theme, framework
from tests.errors import kinds
from tests.frameworks.test_readable import sentences as of_the_framework
from tests.markup import Element, read
from tests.northvale import Hall, Town
from tests.reading_age import AIM, FEWEST, MOST, SENTENCE, age, without_words_of_this_work
from tests.routes.test_every_page import hall_in

APP = Path(__file__).parents[2] / "app"
FEWEST_OF_A_PAGE = 60  # words
THEME = Theme("L1", "Short breaks", "Are breaks easy to get?", ("People know whom to ask.",))
INLINE = {"a", "b", "bdi", "em", "i", "strong", "span", "time", "abbr", "kbd", "small", "sup", "sub", "input", "img"}
NOT_READ = {"script", "style", "svg", "select", "textarea"}
NUMBER = re.compile(r"^[MPL]?\d+(\.\d+)*[a-z]?\.? ")
NAMES = re.compile(
    r"https?://\S+|\S+@\S+|\d{1,2} [A-Z][a-z]+ \d{4}|Northvale Council|Healthwatch|Providers|SERVICE_\w+|"
    r"Equality Advisory and Support Service|Equality Commission for Northern Ireland|Information Commissioner"
)
# The statement's own words, as the regulations give them for everybody's website.
OF_THE_MODEL_STATEMENT = re.compile(
    r"^(The Equality and Human Rights Commission|This website is partially compliant with|"
    r"Whoever runs this service is committed to making)"
)
EXCEPTIONS = {
    "Choose how word ends: agreed, with reservations, not agreed, or deferred.": "the names of the four ways",
}


# -- What screens say


@pytest.fixture(scope="module")
def said(town: Town) -> dict[str, set[str]]:
    """The sentences of each page, whichever workshop and state it was seen in."""
    pages: dict[str, set[str]] = defaultdict(set)
    for state in ("lobby", "open", "revealed", "settled", "closed", "confirmed"):
        hall = hall_in(town, {"standards": ("1", "2", "L1"), "themes": (THEME,)}, state, is_full=False)
        if state == "open":
            hall.rate("Hari", "1", "3", reason="")
        if state == "settled":
            hall.act("/positions/standard-1/read-back")
        seen_once = went_wrong(hall) if state == "settled" else of_anybody(hall) if state == "confirmed" else ()
        for path, html in (*of_a_participant(hall), *seen_once):
            pages[re.sub(r"\d+", "n", path)] |= spoken(html)
    return pages


def of_a_participant(hall: Hall) -> Iterator[tuple[str, str]]:
    mine = ["/phone/mine", "/phone/mine/print", "/phone/mine/standard-1", "/phone/comments", "/phone/erasing"]
    whole = ["/phone", "/phone/positions", "/notice", "/choice", "/waiting"]
    rounds = [f"/phone/rounds/{it}" for it in hall.rounds.values()]
    yield from seen(hall, "Hari", *whole, *mine, *rounds, "/phone/positions/standard-1", "/console")
    yield from seen(hall, "waits", "/waiting", "/notice", "/phone")
    with hall.browser(None) as browser:
        yield "/join/code", browser.get(f"/join/{hall.code}").text


def went_wrong(hall: Hall) -> Iterator[tuple[str, str]]:
    """Forms that came back, a round that is closed, and a seat that was freed; and what is the same all day."""
    for path, fields in {
        f"/rounds/{hall.rounds['1']}/rating": {"answer": "", "key": "k"},
        "/phone/evidence": {"title": ""},
    }.items():
        answer = hall.act(path, by="Hari", **fields)
        assert answer.status_code >= 400
        yield f"{path}, sent", answer.text
    yield from seen(hall, "Hari", "/framework/corrections", "/phone/evidence", "/phone/practice")
    hall.act(f"/seats/{hall.seats['Hari']}/remove")
    yield from seen(hall, "Hari", "/phone")


def seen(hall: Hall, name: str, *paths: str) -> Iterator[tuple[str, str]]:
    with hall.browser(name) as browser:
        for path in paths:
            yield path, browser.get(f"{hall.path}{path}").text


def of_anybody(hall: Hall) -> Iterator[tuple[str, str]]:
    paths = ["/", "/privacy", "/accessibility", "/help", "/complaints", "/rejoin", "/nowhere", "/my-page/x", "/join/NO"]
    with hall.browser(None) as browser:
        for path in (*paths, f"/workshops/{hall.id}/phone"):
            yield path, browser.get(path).text
        yield "/, sent", browser.post("/", data={"code": "NOSUCH"}).text


def spoken(html: str) -> set[str]:
    lines = "".join(words(read(html))).split("\n")
    told = {" ".join(one.split()) for line in lines for one in SENTENCE.split(line.replace("(No. 2)", ""))}
    ours = {NUMBER.sub("", one) for one in told if not has_letters_from_the_right(one)} - of_others()
    return {NAMES.sub("word", one) for one in ours if is_a_sentence(one)}


def words(page: Element) -> Iterator[str]:
    """A word that is explained on tap stands in its sentence; what explains it is the framework's."""
    if page.tag in NOT_READ or "meaning" in page.get("class"):
        return
    starts = page.tag not in INLINE and "term" not in page.get("class") and not is_of_a_term(page)
    yield "\n" if starts else ""
    for part in page.inside:
        yield from words(part) if isinstance(part, Element) else [" ".join(f"|{part}|".split()).strip("|")]
    yield "\n" if starts else ""


def is_of_a_term(one: Element) -> bool:
    return one.tag == "summary" and one.around is not None and "term" in one.around.get("class")


@cache
def of_others() -> set[str]:
    held = framework(DEFAULT)
    return {" ".join(one.split()) for one in of_the_framework(held)} | {
        part for slip in held.corrections for text in (slip.printed, slip.corrected) for part in SENTENCE.split(text)
    }


def is_a_sentence(text: str) -> bool:
    """Not a heading, a label, a button or a title, and none that the law worded."""
    return text.endswith((".", "?", "!", ";", ":")) and text.count(" ") > 1 and not OF_THE_MODEL_STATEMENT.match(text)


# -- What is refused


@cache
def refusals() -> frozenset[str]:
    """Every sentence that is written down in a refusal; what is put into it counts as a word."""
    return frozenset(one.strip() for text in of_refusals() for one in SENTENCE.split(text))


def of_refusals() -> Iterator[str]:
    refused = {kind.__name__ for kind in kinds()}
    for file in sorted(APP.rglob("*.py")):
        if {"cli", "frameworks"} & set(file.relative_to(APP).parts):
            continue  # for who runs a server, or writes a framework's file
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (called(node) in refused or called(node) == "__init__"):
                yield from literals(node)


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(it.value) if isinstance(it, ast.Constant) else "word" for it in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for part in ast.iter_child_nodes(node):
            yield from literals(part)


# -- The tests


def hard(sentences: set[str]) -> dict[str, float]:
    measured = {one: age(without_words_of_this_work(one)) for one in sentences if len(one.split()) >= FEWEST}
    return {one: round(years, 1) for one, years in measured.items() if years > MOST and one not in EXCEPTIONS}


def test_a_hard_sentence_on_a_page_is_found() -> None:
    hard_one = (
        "Participants’ <b>retrospective</b> reconsideration necessitates proportionate facilitation across boundaries."
    )
    assert len(hard(spoken(f"<p>Take part. {hard_one}</p><p>Nothing else is here.</p>"))) == 1
    assert hard(spoken("<p>Take part.</p><p>Nothing else is <b>here</b>, and you can go on to the next.</p>")) == {}


def test_no_sentence_of_a_screen_is_hard_but_those_that_have_to_be(said: dict[str, set[str]]) -> None:
    told = set.union(*said.values())
    assert (hard(told), len(told) > 300) == ({}, True)


def test_every_page_can_be_read_at_the_age_of_twelve(said: dict[str, set[str]]) -> None:
    pages = {path: without_words_of_this_work(" ".join(sorted(told))) for path, told in said.items()}
    long = {path: text for path, text in pages.items() if len(text.split()) >= FEWEST_OF_A_PAGE}
    assert len(long) > 10
    assert {path: round(age(text), 1) for path, text in long.items() if age(text) > AIM} == {}


def test_no_refusal_is_hard_and_all_together_are_read_at_the_age_of_twelve() -> None:
    told = {one for one in refusals() if is_a_sentence(one)}
    assert len(told) > 200
    assert hard(told) == {}
    assert age(without_words_of_this_work(" ".join(sorted(told)))) < AIM


def test_every_exception_is_said_and_is_hard() -> None:
    assert set(EXCEPTIONS) <= refusals()
    assert all(age(without_words_of_this_work(one)) > MOST for one in EXCEPTIONS)
