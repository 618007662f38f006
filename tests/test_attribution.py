"""The attribution rules on every surface: canaries searched in every byte that anybody gets, before and after a reveal.

Hari is alone for Healthwatch, Carol and Cy are the carers; the council and the providers are large enough to be shown.
"""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session, col, select
from websockets.sync.client import connect
from websockets.typing import Origin

from app.models import Rating, Round, Workshop
from app.models.rounds.kept_view import KeptView
from app.models.rounds.rating import Submission
from app.models.rounds.reason import Reason
from tests.cases import mostly_long
from tests.live.conftest import Line
from tests.northvale import DEADLINE, Hall, Town, until
from tests.on_disk import is_in_the_files
from tests.plain import plain

TOGETHER = "Smaller groups together"
SMALL = ("Healthwatch", "Carers")
PRIVATE = ("by_group", "not_attributable")
RULES = ("by_group", "not_attributable", "open")

Answers = dict[str, str]
LARGE = {"Olu": "8", "Oona": "8", "Omar": "9", "Ola": "7", "Priya": "6", "Pat": "7", "Petra": "6"}
MOVED = {"Olu": "7", "Oona": "7", "Omar": "8", "Ola": "7", "Priya": "6", "Pat": "7", "Petra": "6"}
REASONS = {name: f"canary-reason-of-{name}" for name in (*LARGE, "Hari", "Carol", "Cy")}
RELEASED = frozenset({"Priya", "Carol"})  # whose reasons may be quoted

# Which of the small groups said what. Each pair gives the pool the same answers from other people.
SWAPS: dict[str, tuple[Answers, Answers]] = {
    "scores": ({"Hari": "1", "Carol": "10", "Cy": "5"}, {"Hari": "10", "Carol": "1", "Cy": "5"}),
    "a can't tell": ({"Hari": "cant_tell", "Carol": "3", "Cy": "4"}, {"Hari": "3", "Carol": "cant_tell", "Cy": "4"}),
}


@pytest.fixture
def lines() -> Iterator[ExitStack]:
    with ExitStack() as lines:
        yield lines


WATCHERS = (
    ("stage", "stage", ""), ("Ruth", "stage", ""), ("Fay", "console", "&standard=6"), ("Sam", "console", "&standard=6"),
    ("Fay", "console", ""), ("Pat", "phone", ""), ("Ola", "phone", ""),
)  # fmt: skip
PAGES = (
    ("stage", "/stage"), ("Ruth", "/stage"), ("Fay", "/console"), ("Fay", "/console/standards/6"),
    ("Sam", "/console/standards/6"), ("Sam", "/overview"),
    ("Sam", "/people"), ("Fay", "/people"), ("Pat", "/phone"), ("Ola", "/phone"),
)  # fmt: skip
EXPORTS = ("/export/record.json", "/export/record.docx", "/export/record.docx?numbers=yes")
EXPORTED_AT = ("rated", "revealed", "settled", "over")


@dataclass
class Watched:
    """A hall with every screen of it open, and all that any of them was ever given."""

    hall: Hall
    lines: list[Line]
    seen: dict[str, list[str]] = field(default_factory=dict)  # surface -> what it got, in order
    latest: dict[int, dict[str, str]] = field(default_factory=dict)

    def look(self, moment: str) -> None:
        """Every page and export at this moment; then every polling answer, and its socket until it tells the same."""
        for name, path in PAGES:
            self._keep(f"{moment}: {path} of {name}", self.hall.see(path, by=name).text)
        for path in EXPORTS if moment in EXPORTED_AT else ():
            self._keep(f"{moment}: {path}", export(self.hall, path))
        for place, (line, (name, screen, more)) in enumerate(zip(self.lines, WATCHERS, strict=True)):
            polled = self.hall.see(f"/live?screen={screen}{more}", by=name).text
            self._keep(f"{moment}: polled {screen}{more} of {name}", polled)
            self._catch_up(place, line, polled)
            self._keep(f"{moment}: frames of {line.name} at {line.screen} {place}", "\n".join(line.frames))
            line.frames.clear()

    def _keep(self, where: str, text: str) -> None:
        self.seen.setdefault(where, []).append(text)

    def _catch_up(self, place: int, line: Line, polled: str) -> None:
        told = {element: html for element, html in parts(polled).items() if element in SHARED_PARTS}
        last = self.latest.setdefault(place, {})
        while any(last.get(element) != html for element, html in told.items()):
            last |= parts(line.hear())

    def text(self) -> Iterator[tuple[str, str]]:
        return ((where, text) for where, texts in self.seen.items() for text in texts)

    def after(self, moment: str) -> Iterator[tuple[str, str]]:
        return ((where, text) for where, text in self.text() if where.startswith(f"{moment}:"))


SHARED_PARTS = (
    "stage", "now", "to-rate", "how-many", "agenda", "sitting", "progress", "findings", "word", "undo", "foot",
    "asking", "typed",
)  # fmt: skip


def parts(frame: str) -> dict[str, str]:
    """Element -> its HTML, without what is in a phone's own places."""
    frame = re.sub(r'(<div id="strip-\d+")[^>]*>.*?</div>', r"\1>", frame, flags=re.DOTALL)
    frame = re.sub(r'(<span id="(?:mine|yours)-\d+" class="\w+")[^>]*>.*?</span>', r"\1>", frame, flags=re.DOTALL)
    frame = re.sub(r'(<div id="next-\d+")[^>]*>.*?</div>', r"\1>", frame, flags=re.DOTALL)
    pieces = re.split(r'(?=<(?:section|details|div|nav|aside|span|footer) id="[\w-]+"[^>]*hx-swap-oob)', frame)
    found = [(re.match(r'<\w+ id="([\w-]+)"', piece), piece) for piece in pieces]
    return {match[1]: piece.strip() for match, piece in found if match}


def export(hall: Hall, path: str) -> str:
    answer = hall.see(path)
    assert answer.status_code == 200
    if not answer.content.startswith(b"PK"):
        return answer.text
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        return "\n".join(file.read(name).decode(errors="replace") for name in sorted(file.namelist()))


def watch(hall: Hall, lines: ExitStack) -> Watched:
    return Watched(hall, [dialled(hall, lines, *watcher) for watcher in WATCHERS])


def dialled(hall: Hall, lines: ExitStack, name: str, screen: str, more: str = "") -> Line:
    cookies = "; ".join(f"{key}={value}" for key, value in hall.cookies(name).items())
    address = f"{hall.base.replace('http', 'ws')}{hall.path}/live?screen={screen}{more}"
    socket = connect(
        address, origin=Origin(hall.base), additional_headers={"Cookie": cookies}, proxy=None, open_timeout=DEADLINE
    )
    return Line(hall, name, screen, lines.enter_context(socket))


def rate(hall: Hall, answers: Answers, reasons: bool = True) -> None:
    for name, answer in answers.items():
        fields = {"answer": answer, "key": f"canary-key-{name}-{hall.id}-{hall.rounds['6']}"}
        if reasons:
            fields["reason"] = REASONS[name]
            if name in RELEASED:
                fields["may_quote"] = "true"
        if name in ("Hari", "Priya"):
            fields["from_document"] = "true"
        said = hall.act(f"/rounds/{hall.rounds['6']}/rating", by=name, **fields)
        assert said.status_code == 303


def open_for_rating(hall: Hall, number: str = "6") -> None:
    """By its route, so that the open screens hear of it; a standard that was revealed gets a new round."""
    assert hall.act("/sittings", standards=number).status_code == 303
    with hall.store.read() as session:
        newest = session.exec(select(Round).where(Round.workshop_id == hall.id).order_by(col(Round.id).desc())).first()
        assert newest is not None
        hall.sitting, hall.rounds[number] = newest.sitting_id, newest.id


def reveal(hall: Hall, number: str = "6") -> None:
    assert hall.act(f"/sittings/{hall.sitting}/close-and-reveal").status_code == 303
    until(lambda: is_revealed(hall, number))


def is_revealed(hall: Hall, number: str) -> bool:
    with hall.store.read() as session:
        return session.get_one(Round, hall.rounds[number]).snapshot is not None


def the_day(town: Town, lines: ExitStack, rule: str, first: Answers, second: Answers) -> Watched:
    """Rate, close, reveal, show, rate once more, settle, close: every surface at every step."""
    hall = town.hall(attribution_rule=rule)
    day = watch(hall, lines)
    day.look("lobby")
    open_for_rating(hall)
    day.look("open")
    rate(hall, {**LARGE, **first})
    day.look("rated")
    hall.act(f"/sittings/{hall.sitting}/close")
    day.look("closed")
    reveal(hall)
    day.look("revealed")
    hall.act("/standards/6/show")
    day.look("shown")
    the_second_round(day, second)
    hall.act("/positions/standard-6", state="agreed", wording="We ask people.", after_version="0")
    day.look("settled")
    hall.act("/standards/6/hide")
    hall.act("/close")
    day.look("over")
    return day


def the_second_round(day: Watched, answers: Answers) -> None:
    open_for_rating(day.hall)
    day.look("open again")
    rate(day.hall, {**MOVED, **answers}, reasons=False)
    day.look("rated again")
    reveal(day.hall)
    day.look("revealed again")
    day.hall.act("/standards/6/show")
    day.look("shown again")


BLIND = ("lobby", "open", "rated", "closed")


@pytest.fixture(scope="module")
def days(town: Town) -> Callable[..., Watched]:
    """One workshop a rule and a way of saying, run once."""

    @cache
    def kept(rule: str, swap: str, which: int) -> Watched:
        with ExitStack() as lines:  # nobody listens when the day is over, and what is not taken makes a close slow
            return the_day(town, lines, rule, SWAPS[swap][which], SWAPS[swap][1 - which])

    def day(rule: str, swap: str = "scores", which: int = 0) -> Watched:
        return kept(rule, swap, which)

    return day


Days = Callable[..., Watched]


# -- Reasons


@pytest.mark.parametrize("rule", mostly_long(RULES, "by_group"))
def test_f24_no_reason_is_in_any_byte_before_the_reveal(days: Days, rule: str) -> None:
    for moment in BLIND:
        assert not [where for where, text in days(rule).after(moment) if "canary-reason" in text]


@pytest.mark.parametrize("rule", mostly_long(RULES, "by_group"))
def test_f24_after_the_reveal_reasons_are_on_the_console_of_their_standard_and_nowhere_else(
    days: Days, rule: str
) -> None:
    told = {where for where, text in days(rule).text() if "canary-reason" in text}
    assert {re.sub(r"^.*?: ", "", where) for where in told} <= {
        "/console/standards/6 of Fay", "/console/standards/6 of Sam", "polled console&standard=6 of Fay",
        "polled console&standard=6 of Sam", "frames of Fay at console 2", "frames of Sam at console 3",
    }  # fmt: skip
    assert "revealed: /console/standards/6 of Fay" in told


@pytest.mark.parametrize("rule", mostly_long(RULES, "by_group"))
def test_f24_no_submissions_key_reaches_anybody_but_its_sender(days: Days, rule: str) -> None:
    for where, text in days(rule).text():
        told = set(re.findall(r"canary-key-(\w+)", text))
        assert told <= {name for name in ("Pat", "Ola") if f"frames of {name}" in where}, where  # one's own receipt


@pytest.mark.parametrize("rule", mostly_long(PRIVATE, "by_group"))
def test_f24_the_reasons_of_pooled_people_stand_under_their_pool_alone(days: Days, rule: str) -> None:
    for where, text in days(rule).after("revealed"):
        for name in ("Hari", "Carol", "Cy"):
            if REASONS[name] in text and "/console/" in where:
                told = without_draft(text)
                before = told[: told.index(REASONS[name])]
                assert re.findall(r'<h3 dir="auto">([^<]+)</h3>', before)[-1] == TOGETHER


def without_draft(page: str) -> str:
    return re.sub(r'<div class="first-wording">.*?</div>', "", page, flags=re.DOTALL)


@pytest.mark.long
def test_under_the_open_rule_a_reason_stands_under_its_group(days: Days) -> None:
    page = next(text for where, text in days("open").after("revealed") if "/console/standards/6 of Fay" in where)
    told = without_draft(page)
    assert re.findall(r'<h3 dir="auto">([^<]+)</h3>', told[: told.index(REASONS["Hari"])])[-1] == "Healthwatch"


@pytest.mark.parametrize("rule", mostly_long(RULES, "by_group"))
def test_a_draft_quotes_only_what_its_writer_released(days: Days, rule: str) -> None:
    for where, text in days(rule).after("revealed"):
        for draft in re.findall(r'<div class="first-wording">.*?</div>', text, flags=re.DOTALL):
            quoted = {name for name, reason in REASONS.items() if reason in draft}
            assert quoted <= RELEASED, where


def test_what_a_withheld_group_wrote_is_nowhere(town: Town, lines: ExitStack) -> None:
    """Too few rated for any pool, so nothing is shown by group, and not even kept as a reason."""
    hall = town.hall()
    day = watch(hall, lines)
    hall.open("6")
    rate(hall, {"Hari": "1", "Carol": "10"})
    reveal(hall)
    hall.act("/standards/6/show")
    day.look("shown")
    assert not [where for where, text in day.text() if "canary" in text]
    with hall.store.read() as session:
        assert not session.exec(select(Reason).where(Reason.round_id == hall.rounds["6"])).all()


# -- Names beside figures


@pytest.mark.parametrize("swap", mostly_long(SWAPS, "scores"))
@pytest.mark.parametrize("rule", mostly_long(PRIVATE, "by_group"))
def test_f32_a_pooled_group_is_named_only_as_a_member_of_the_pool(days: Days, rule: str, swap: str) -> None:
    for where, text in days(rule, swap).text():
        for sentence in sentences_naming(text, SMALL, where):
            assert is_harmless(sentence) or is_who_is_here(where, sentence), f"{where}: {sentence}"


def test_the_search_finds_a_pooled_group_beside_a_figure() -> None:
    page = "<p>Healthwatch: 1 of 1 can’t tell.</p><p>Smaller groups together: Carers, Healthwatch. They speak once.</p>"
    found = sentences_naming(page, SMALL, "a page")
    assert [is_harmless(sentence) for sentence in found] == [False, True]
    assert not is_harmless("findings: Healthwatch did not answer")
    assert sentences_naming("<td>Carers</td><td>1</td>", SMALL, "a page") and not is_harmless("Carers 1")


def sentences_naming(text: str, groups: tuple[str, ...], where: str) -> list[str]:
    if not any(group in text for group in groups):
        return []
    if "record.json" in where:
        told = [f"{'/'.join(path)}: {value}" for path, value in leaves(json.loads(text))]
    else:
        blocks = shared(text) if "record.docx" not in where else text.replace("</w:p>", "\n")
        told = [" ".join(line.split()) for line in re.sub(r"<[^>]+>", " ", blocks).split("\n")]
    return [line for line in told if any(group in line for group in groups)]


def shared(page: str) -> str:
    """A page's blocks, one a line, without who has answered (counts that a console has) and who sits where."""
    page = re.sub(r'<aside id="progress".*?</aside>', "", page, flags=re.DOTALL)
    page = re.sub(r"<title[^>]*>|<header.*?</header>", "", page, flags=re.DOTALL)
    page = re.sub(r"\s+", " ", page)
    return re.sub(r"(</(?:p|tr|li|h\d|desc|title|caption|text|div|section)>|\. )", r"\1\n", page)


HARMLESS = (
    re.compile(r"^Smaller groups together: Carers(, | and )Healthwatch((, | and )Providers)?\.$"),
    re.compile(r"^(groups/\d+/name|(domains/.*/shown|chain/\d+/parts/rows/\d+)/pooled/\d+): (Carers|Healthwatch)$"),
    re.compile(r"^(Carers|Healthwatch) \d\d:\d\d "),  # on the page of people: when somebody sat down
    re.compile(r"^(Carers|Healthwatch) \d+ \d+$"),  # on it, before the opening: how many are here, and wait
    re.compile(r"^To which group\? Council Providers Healthwatch Carers Why\?"),  # and what a seat may be moved to
    re.compile(r"^front/heard/\d+: (Carers|Healthwatch)$"),  # somebody of it answered, once something is revealed
    re.compile(r"^Groups heard Council, Providers, Healthwatch, Carers$"),
    re.compile(r"^archive/framework/"),  # its own texts, which are the same for every workshop
    re.compile(r"^evidence_missing/\d+/title: Healthwatch (Annual Report|reports)$"),  # titles of the framework's list
)


def is_harmless(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in HARMLESS)


def is_who_is_here(where: str, sentence: str) -> bool:
    """Before anything is revealed: how many of each group sit in the room, or have answered nothing."""
    counts = r"(Carers|Healthwatch)( :)? \d+ (person|people)( planned, not here)?"
    return where.startswith(("lobby: ", "open: ", "rated: ", "closed: ")) and re.fullmatch(counts, sentence) is not None


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, str(place)))
    else:
        yield path, str(value)


# -- Who of a pool said what changes not one byte


@pytest.mark.parametrize("swap", mostly_long(SWAPS, "scores"))
@pytest.mark.parametrize("rule", mostly_long(PRIVATE, "by_group"))
def test_f24_who_of_the_smaller_groups_said_what_changes_not_one_byte(days: Days, rule: str, swap: str) -> None:
    one, other = days(rule, swap, 0), days(rule, swap, 1)
    assert one.seen.keys() == other.seen.keys()
    for where in one.seen:
        if "frames" not in where:
            assert plain(one.hall, one.seen[where][0]) == plain(other.hall, other.seen[where][0]), where


@pytest.mark.parametrize("rule", mostly_long(PRIVATE, "by_group"))
def test_f24_and_neither_does_it_change_a_frame(days: Days, rule: str) -> None:
    """A room may skip a state, so each value that a frame tells is looked for among those of the other day."""
    for which in (0, 1):
        one, other = days(rule, "scores", which), days(rule, "scores", 1 - which)
        for place in range(len(WATCHERS)):
            told, known = told_values(one, place), told_values(other, place, polled=True)
            assert told <= known
    assert told_values(days("by_group"), 0)


def told_values(day: Watched, place: int, polled: bool = False) -> set[str]:
    """Of one screen: elements with a figure in it that it was sent; of a moment the last of each name.

    Counts that pass within a moment are skipped or not as it happens.
    """
    name, screen, more = WATCHERS[place]
    ours = (f"frames of {name} at {screen} {place}", f"polled {screen}{more} of {name}")[: 2 if polled else 1]
    texts = [text for where, text in day.text() if where.split(": ", 1)[1] in ours]
    elements = {part for text in texts for name, part in parts(text).items() if name in SHARED_PARTS}
    return {plain(day.hall, part) for part in elements if "<svg" in part}


def test_the_comparison_sees_a_value_under_the_open_rule(town: Town) -> None:
    """Where dots may be told the same swap does change bytes: the tests above can fail."""
    told = []
    for answers in SWAPS["scores"]:
        hall = town.hall(attribution_rule="open")
        hall.open("6")
        rate(hall, {**LARGE, **answers})
        reveal(hall)
        hall.act("/standards/6/show")
        told.append(plain(hall, hall.see("/stage", by="stage").text))
    assert told[0] != told[1]


# -- Order and silence


def test_no_row_and_no_word_depends_on_who_answered_first(town: Town, lines: ExitStack) -> None:
    told = []
    answers = {**LARGE, **SWAPS["scores"][0]}
    for order in (answers, dict(reversed(answers.items()))):
        hall = town.hall()
        hall.open("6")
        rate(hall, order)
        reveal(hall)
        hall.act("/standards/6/show")
        day = watch(hall, lines)
        day.look("shown")
        told.append({where: plain(hall, texts[0]) for where, texts in day.seen.items() if "frames" not in where})
    assert told[0] == told[1]


def test_frames_of_a_rating_are_the_same_whoever_of_the_room_rated(town: Town, lines: ExitStack) -> None:
    """Before the reveal a stage and a phone hear of an answer as one more of the room's total, and nothing else."""
    heard = []
    for name in ("Hari", "Olu"):
        hall = town.hall()
        hall.open("6")
        stage, phone = dialled(hall, lines, "stage", "stage"), dialled(hall, lines, "Pat", "phone")
        for line in (stage, phone):
            line.hear_until(lambda frame: "0 of 10" in frame)
            line.frames.clear()
        rate(hall, {name: "1"})
        for line in (stage, phone):
            line.hear_until(lambda frame: "1 of 10" in frame)
        heard.append([plain(hall, frame) for line in (stage, phone) for frame in line.frames])
    assert heard[0] == heard[1]


@pytest.mark.parametrize("rule", PRIVATE)
def test_f32_the_only_persons_cant_tell_is_not_told_by_naming_all_others_as_silent(
    town: Town, lines: ExitStack, rule: str
) -> None:
    """Healthwatch is withheld; its can't tell must not stand in the room's count beside the names of the silent."""
    told = []
    for answer in ("cant_tell", "3"):
        hall = town.hall(attribution_rule=rule)
        hall.open("6")
        rate(hall, {"Hari": answer}, reasons=False)
        reveal(hall)
        hall.act("/standards/6/show")
        told.append({path: plain(hall, hall.see(path, by=name).text) for name, path in PAGES})
    for path in told[0]:
        assert told[0][path] == told[1][path], path


# -- Consent


def test_a_consent_counts_only_if_every_member_gave_it_and_is_frozen_at_the_reveal(town: Town) -> None:
    hall = town.hall()
    for name in ("Hari", "Carol"):
        hall.act("/choice", by=name, choice="shown")
    hall.open("6")
    rate(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
    reveal(hall)
    hall.act("/standards/6/show")
    shown = everything(hall)
    for where, text in shown.items():
        assert not beside(text, "Carers"), where
    assert beside(shown["/stage"], "Healthwatch") and beside(shown["/stage"], "Council")
    assert not beside(shown["/stage"], "Providers")  # who joined the carers, so that their pool is not one group
    hall.act("/choice", by="Cy", choice="shown")
    hall.act("/choice", by="Hari", choice="pooled")
    assert everything(hall) == shown
    open_for_rating(hall, "9")
    for name, answer in {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"}.items():
        hall.rate(name, "9", answer)
    reveal(hall, "9")
    hall.act("/standards/9/show")
    stage = hall.see("/stage", by="stage").text
    assert beside(stage, "Carers") and not beside(stage, "Healthwatch")


def everything(hall: Hall) -> dict[str, str]:
    pages = {path: plain(hall, hall.see(path, by=name).text) for name, path in PAGES}
    return pages | {path: plain(hall, export(hall, path)) for path in EXPORTS}


def beside(html: str, group: str) -> bool:
    """Does a row of its own carry this group's name?"""
    return f'<th scope="row" dir="auto">{group}</th>' in html


def test_f24_a_consent_given_after_a_standard_was_revealed_does_not_unpool_its_next_round(town: Town) -> None:
    """Two pictures of one standard, with and without a group in the pool, could be subtracted."""
    hall = town.hall()
    answers = {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"}
    open_for_rating(hall)
    rate(hall, answers)
    reveal(hall)
    for name in ("Hari", "Carol", "Cy"):
        hall.act("/choice", by=name, choice="shown")
    open_for_rating(hall)
    rate(hall, answers, reasons=False)
    reveal(hall)
    hall.act("/standards/6/show")
    stage = hall.see("/stage", by="stage").text
    assert beside(stage, TOGETHER) and not beside(stage, "Healthwatch") and not beside(stage, "Carers")


def test_with_every_members_consent_a_group_of_one_stands_for_itself(town: Town) -> None:
    hall = town.hall()
    for name in ("Hari", "Carol", "Cy"):
        hall.act("/choice", by=name, choice="shown")
    hall.open("6")
    rate(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
    reveal(hall)
    hall.act("/standards/6/show")
    stage = hall.see("/stage", by="stage").text
    assert beside(stage, "Healthwatch") and beside(stage, "Carers") and TOGETHER not in stage


@pytest.mark.parametrize("rule", ["not_attributable", "open"])
def test_a_consent_sent_all_the_same_under_another_rule_changes_nothing(town: Town, rule: str) -> None:
    told = []
    for choices in ((), ("Hari", "Carol", "Cy")):
        hall = town.hall(attribution_rule=rule)
        for name in choices:
            assert hall.act("/choice", by=name, choice="shown").status_code == 409
        hall.open("6")
        rate(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
        reveal(hall)
        hall.act("/standards/6/show")
        told.append(everything(hall))
    assert told[0] == told[1]


# -- Locked with the lobby


def test_rule_and_thresholds_stay_as_they_are_from_the_lobby_on_by_every_route(town: Town) -> None:
    hall = town.hall()
    fixed = rule_of(hall)
    fields = {"attribution_rule": "open", "thresholds": '{"gap": 1}', "then": "lobby", "knows_who_is_visible": "yes"}
    draft = {
        **fields, "council": "Northvale Council", "title": "Day 2", "held_on": "2026-11-23",
        "purpose": "LGA peer challenge", "framework_key": "commissioning-for-better-outcomes", "standards": "6",
        "group-0": "Council", "expected-0": "4",
        "group-1": "Providers", "expected-1": "3", "planned_minutes": "75", "responsible": "Northvale Council",
        "data_contact": "data@northvale.example", "lawful_basis": "Public task", "erase_seats_on": "2126-12-23",
        "erase_record_on": "2127-11-23",
    }  # fmt: skip
    steps = tuple(f"/prepare/{step}{typed}" for step in ("standards", "groups", "told") for typed in ("", "/typed"))
    paths = (*steps, "/lobby", "/sittings", "/standards/6/pin", "/standards/6/show", "/door", "/choice")
    for moment in ("lobby", "live", "revealed", "closed"):
        if moment == "live":
            hall.open("6")
        if moment == "revealed":
            rate(hall, LARGE)
            reveal(hall)
        if moment == "closed":
            hall.act("/close")
        for path in paths:
            if not (path == "/sittings" and moment != "live"):
                hall.act(path, **(draft if path in steps else fields))
        assert rule_of(hall) == fixed, moment


def rule_of(hall: Hall) -> tuple[object, ...]:
    with hall.store.read() as session:
        workshop = session.get_one(Workshop, hall.id)
        groups = [(group.name, group.expected, group.is_assessing) for group in workshop.groups]
        return workshop.attribution_rule, workshop.thresholds, groups


def test_the_snapshot_keeps_the_thresholds_it_was_made_with(town: Town) -> None:
    """Even if a row were changed behind the program's back, what was revealed stays as it was."""
    hall = town.hall()
    hall.open("6")
    rate(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
    reveal(hall)
    hall.act("/standards/6/show")
    before = hall.see("/stage", by="stage").text
    with Session(hall.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        workshop.thresholds = {**workshop.thresholds, "gap": 1, "unit_scores": 1}
    hall.act("/standards/6/pin")
    assert hall.see("/stage", by="stage").text == before


# -- Not attributable, after the close


def test_under_not_attributable_nothing_links_a_seat_and_a_rating_after_the_workshop(town: Town) -> None:
    hall = town.hall(attribution_rule="not_attributable")
    hall.open("6")
    rate(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
    reveal(hall)
    open_for_rating(hall)
    rate(hall, {**LARGE, "Hari": "8", "Carol": "2", "Cy": "5"}, reasons=False)
    reveal(hall)
    kept = hall.act(f"/rounds/{hall.rounds['6']}/first-view", by="Hari", keep="true")
    assert kept.status_code == 303
    with hall.store.read() as session:
        assert [view.seat_id for view in session.exec(kept_views(hall))] == [hall.seats["Hari"]]
    figures = hall.see("/export/record.json").json()["domains"]
    hall.act("/close")
    hall.act("/confirm")  # before the ten minutes are over: it ends them
    with hall.store.read() as session:
        rounds = select(Round.id).where(Round.workshop_id == hall.id)
        assert not session.exec(select(Rating).where(col(Rating.round_id).in_(rounds))).all()
        assert not session.exec(select(Submission).where(col(Submission.round_id).in_(rounds))).all()
        assert [(view.seat_id, view.score) for view in session.exec(kept_views(hall))] == [(None, 3)]
    assert hall.see("/export/record.json").json()["domains"] == figures


def kept_views(hall: Hall) -> Any:
    rounds = select(Round.id).where(Round.workshop_id == hall.id)
    return select(KeptView).where(col(KeptView.round_id).in_(rounds))


def test_under_not_attributable_no_byte_of_the_file_links_them_either(town: Town) -> None:
    """The rows are gone from the tables; pages of the write-ahead log that held them must be gone too."""
    hall = town.hall(attribution_rule="not_attributable")
    hall.open("6")
    rate(hall, {**LARGE, "Hari": "3"})
    with hall.store.read() as session:
        kept = select(Rating.submission_key).where(Rating.seat_id == hall.seats["Hari"])
        key = session.exec(kept).one()
    assert is_in_the_files(hall.store.file, key)  # before
    reveal(hall)
    hall.act("/close")
    hall.act("/confirm")
    until(lambda: not is_in_the_files(hall.store.file, key))  # once nobody reads them


@pytest.mark.parametrize("rule", ["by_group", "open"])
def test_under_the_other_rules_own_ratings_stay_readable_to_their_owner(town: Town, rule: str) -> None:
    hall = town.hall(attribution_rule=rule)
    hall.open("6")
    rate(hall, {**LARGE, "Hari": "3"})
    reveal(hall)
    hall.act("/close")
    with hall.store.read() as session:
        ratings = session.exec(select(Rating).where(Rating.round_id == hall.rounds["6"])).all()
    assert len(ratings) == 8


# -- Movement


@pytest.mark.parametrize("rule", mostly_long(PRIVATE, "by_group"))
def test_f32_a_lone_move_is_told_in_no_shared_byte_whoever_made_it(town: Town, lines: ExitStack, rule: str) -> None:
    """Hari or Carol moves from 2 to 9 and nobody else moves: the same bytes for everybody but the two."""
    told = []
    for mover, other in (("Hari", "Carol"), ("Carol", "Hari")):
        hall = town.hall(attribution_rule=rule)
        hall.open("6")
        rate(hall, {**LARGE, mover: "2", other: "5", "Cy": "5"}, reasons=False)
        reveal(hall)
        hall.act("/standards/6/show")
        open_for_rating(hall)
        rate(hall, {**LARGE, mover: "9", other: "5", "Cy": "5"}, reasons=False)
        reveal(hall)
        hall.act("/standards/6/show")
        day = watch(hall, lines)
        day.look("again")
        told.append({where: plain(hall, texts[0]) for where, texts in day.seen.items()})
        assert "You moved from 2 to 9" in hall.see("/phone", by=mover).text
        assert "You moved" not in hall.see("/phone", by=other).text + "".join(told[-1].values())
    assert told[0] == told[1]


def test_frames_come_in_the_order_of_the_rows_on_the_page(days: Days) -> None:
    """Rows stand as the groups were drafted, the pool last: an order that no answer can change."""
    for moment in ("shown", "shown again"):
        text = next(text for where, text in days("by_group").after(moment) if "/stage of stage" in where)
        rows = re.findall(r'<th scope="row"(?: dir="auto")?>([^<]+)</th>', text)
        assert rows == ["Council", "Providers", TOGETHER]
        places = [text.index(f'class="unit">{part}') for part in ("Council", "Providers")]
        assert all(a < b for a, b in pairwise(places))
