"""A record that will be chained must say who acted: whoever calls a verb says so, and no verb makes it up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from app.models import Chain, Event, Workshop
from app.models.workshop.chain import commitment, link
from app.models.workshop.event import BEGAN, begin_chains, entries_of, forget_part, record, role_of
from tests.cases import over
from tests.conftest import Lobby

MODELS = Path(__file__).parents[3] / "app" / "models"
FILES = sorted(MODELS.rglob("*.py"))
# Acts that only one kind of person can do at all, and of which the words themselves say who.
ONE_ALONE = {
    ("rejoining", "'participant'"),
    ("erasing_answers", "'participant'"),
    ("second_facilitator", "OWNER"),
    ("second_facilitator", "SECOND"),
}


def made_up(file: Path, source: str) -> Iterator[str]:
    """Every `record(...)` whose actor is not handed in, and every `by` that has a default."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "record":
            actor = ast.unparse(node.args[2])
            if actor != "by" and (file.stem, actor) not in ONE_ALONE:
                yield f"{file.stem}:{node.lineno} records {actor}"
        if isinstance(node, ast.FunctionDef):
            named = node.args.posonlyargs + node.args.args
            with_default = {it.arg for it in named[len(named) - len(node.args.defaults) :]}
            kept = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            with_default |= {it.arg for it, default in kept if default is not None}
            if "by" in with_default:
                yield f"{file.stem}:{node.lineno} {node.name} has a default for who acts"


@over("file", FILES)
def test_no_verb_makes_up_who_acted(file: Path) -> None:
    assert list(made_up(file, file.read_text())) == []


def test_acts_are_recorded_in_many_files() -> None:
    """Or the test above could look at none."""
    assert sum("record(session" in file.read_text() for file in FILES) > 8


@pytest.mark.parametrize(
    "source",
    [
        'record(session, 1, "facilitator", "showed")',
        'def park(self, by: str = "facilitator") -> None: ...',
        'def park(self, *, by: str = "facilitator") -> None: ...',
    ],
)
def test_a_verb_that_makes_it_up_is_found(source: str) -> None:
    assert len(list(made_up(Path("standard.py"), source))) == 1


def test_a_place_number_is_no_part_of_a_role() -> None:
    assert [role_of(by) for by in ("scribe 2", "scribe 12", "facilitator", "participant")] == [
        "scribe",
        "scribe",
        "facilitator",
        "participant",
    ]


# -- The chain


def follows(session: Session, workshop: Workshop) -> bool:
    """Every link from the one before it, as far as to the head."""
    chain, before = session.get_one(Chain, workshop.id), ""
    for number, event in enumerate(entries_of(session, workshop.id), 1):
        if event.number != number or event.link != link(chain.mark, number, before, event.commitments):
            return False
        before = event.link
    return chain.head == before


def test_every_act_becomes_the_newest_entry(session: Session, room: Lobby) -> None:
    before = len(entries_of(session, room.workshop.id))
    event = record(session, room.workshop.id, "facilitator", "showed", standard="6")
    session.flush()
    assert event.number == before + 1 and follows(session, room.workshop)


def test_an_entry_opens_with_its_salts_and_says_which_chain_it_is_of(session: Session, room: Lobby) -> None:
    record(session, room.workshop.id, "scribe 2", "settled", {"position": {"wording": "Yes."}}, standard="6", key="x")
    session.flush()
    session.expire_all()
    chain, event = session.get_one(Chain, room.workshop.id), entries_of(session, room.workshop.id)[-1]
    parts = event.parts_in(chain.mark)
    assert {*parts} == {"act", "about", "details", "position"} and parts["act"]["chain"] == chain.mark
    assert {name: commitment(event.salts[name], part) for name, part in parts.items()} == event.commitments


def test_what_is_kept_elsewhere_is_committed_to_and_not_stored_again(session: Session, room: Lobby) -> None:
    event = record(session, room.workshop.id, "facilitator", "revealed", None, {"snapshot": [3, 8]})
    assert event.commitments["snapshot"] == commitment(event.salts["snapshot"], [3, 8]) and event.holds == {}


def test_erasing_a_part_takes_what_could_show_it_and_leaves_the_chain_whole(session: Session, room: Lobby) -> None:
    event = record(session, room.workshop.id, "facilitator", "held back a reason", standard="6", why="It names her.")
    event.erase("details")
    session.flush()
    assert event.about == {"standard": "6"} and {*event.salts} == {"act", "about"}
    assert {*event.commitments} == {"act", "about", "details"} and follows(session, room.workshop)


def test_what_was_taken_out_leaves_the_entries_that_told_of_it(session: Session, room: Lobby) -> None:
    for id_ in (1, 2):
        record(session, room.workshop.id, "scribe", "wrote an action", {"action": {"id": id_, "what": "Canary"}})
    session.flush()
    forget_part(session, room.workshop.id, "action", 1)
    session.flush()
    told = [event.holds.get("action", {}).get("id") for event in entries_of(session, room.workshop.id)[-2:]]
    assert told == [None, 2] and follows(session, room.workshop)


def test_acts_that_would_tell_of_a_dissent_have_no_place_in_it(session: Session, room: Lobby) -> None:
    length = session.get_one(Chain, room.workshop.id).length
    event = record(session, room.workshop.id, "facilitator", "held back a dissent", why="x")
    assert event.number is None and session.get_one(Chain, room.workshop.id).length == length


def test_a_workshop_from_before_begins_its_chain_with_an_entry_that_says_so(session: Session, room: Lobby) -> None:
    session.delete(session.get_one(Chain, room.workshop.id))
    for event in entries_of(session, room.workshop.id):
        event.number, event.link, event.commitments, event.salts = None, "", {}, {}
    session.flush()
    session.expire_all()
    begin_chains(session)
    session.flush()
    (began,) = entries_of(session, room.workshop.id)
    assert (began.act, began.by) == (BEGAN, "program") and began.holds["before"]["acts"] > 0
    begin_chains(session)
    assert len(entries_of(session, room.workshop.id)) == 1


def test_the_facilitators_name_stands_where_it_can_be_erased(session: Session, room: Lobby) -> None:
    event = Event(workshop_id=1, by="facilitator", act="opened the lobby", about={"rule": "open", "facilitator": "Fay"})
    event.number = 1
    parts = event.parts_in("mark")
    assert parts["details"] == {"facilitator": "Fay"} and "Fay" not in str({**parts, "details": None})
