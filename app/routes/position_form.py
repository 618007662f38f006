"""The form of a position: what stands in its fields, and what it says when it is sent."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import Depends, Request

from app.access.written import AGAIN
from app.errors import Incomplete
from app.models import Position, PositionState, Weight
from app.models.record.action import Typed as TypedAction
from app.models.record.position import LATER, Wording
from app.models.record.subject import Level
from app.models.record.typed_text import FIELDS as TYPED_FIELDS
from app.models.record.typed_text import OF_AN_ACTION, TypedTexts
from app.rendering.form import Form

SEEN = "seen-"  # before the name of a field: the number of what was typed in it when the page was sent
FIELDS = (*TYPED_FIELDS, "first_wording", "after_version", "key", "onward", AGAIN)
LEVELS = {Level.STANDARD: "this standard", Level.DOMAIN: "this domain", Level.OVERALL: "the whole"}


async def _typed(request: Request) -> dict[str, str]:
    """Long texts come here: they are taken apart in a thread, and only for somebody who may settle."""
    body = (await request.body()).decode(errors="replace")
    sent = await asyncio.to_thread(parse_qs, body, keep_blank_values=True)
    names = (*FIELDS, *[SEEN + name for name in TYPED_FIELDS])
    return {name: sent[name][-1] for name in names if name in sent} | {name: "" for name in FIELDS if name not in sent}


Typed = Annotated[dict[str, str], Depends(_typed)]


def position_form(position: Position | None, typed: TypedTexts) -> Form:
    """What is typed and not settled, else the newest version to go on from; never a drafted number or word."""
    values: dict[str, Any] = {"after_version": position.version if position else 0}
    if position is not None:
        values |= {name: _as_text(getattr(position, name)) for name in ("state", "wording", *LATER)}
    return Form(values | {name: row.text for name, row in typed.items()})


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def read_wording(typed: Mapping[str, str], level: Level = Level.STANDARD) -> Wording:
    if typed["state"] not in list(PositionState):
        raise Incomplete(
            {"state": f"Choose how {LEVELS[level]} ends: agreed, with reservations, not agreed, or deferred."}
        )
    return Wording(PositionState(typed["state"]), typed["wording"].strip(), **read_later(typed))


def read_later(typed: Mapping[str, str]) -> dict[str, Any]:
    """The fields that can be finished later."""
    number = typed["number"].strip()
    if number and not (number.isdecimal() and len(number) < 5):
        raise Incomplete({"number": "A number is optional; if you give one, make it a whole number on the scale."})
    if typed["importance"] and typed["importance"] not in list(Weight):
        raise Incomplete({"importance": "Choose high, medium or low, or leave it open."})
    texts = ("evidence", "divergent_views", "how_known", "next_step", "good_practice", "narrative")
    return {
        **{name: typed[name].strip() for name in texts},
        "number": int(number) if number else None,
        "has_no_marker": typed["has_no_marker"] == "yes",
        "band": typed["band"] or None,
        "has_divergent_views": {"yes": True, "no": False}.get(typed["has_divergent_views"]),
        "importance": Weight(typed["importance"]) if typed["importance"] else None,
    }


def read_action(typed: Mapping[str, str]) -> TypedAction | None:
    """The one line of the room; its problems stand at its own fields."""
    what, who, due = (typed[name].strip() for name in OF_AN_ACTION)
    if not (what or who or due):
        return None
    action = TypedAction(what, who.split(";"), due)
    try:
        action.columns()
    except Incomplete as refusal:
        problems = {f"action_{name}": sentence for name, sentence in refusal.problems.items()}
        raise Incomplete(problems) from None
    return action


def read_seen(typed: Mapping[str, str]) -> dict[str, int]:
    numbers = {name.removeprefix(SEEN): number for name, number in typed.items() if name.startswith(SEEN)}
    return {name: int(number) for name, number in numbers.items() if number.isdecimal() and len(number) < 9}


def read_version(typed: Mapping[str, str]) -> int:
    version = typed["after_version"]
    return int(version) if version.isdecimal() and len(version) < 9 else 0
