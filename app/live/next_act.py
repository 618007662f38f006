"""The one green act at the foot of a console: the next one, whatever page is open. Everything else there is quiet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.live.closing import ClosingList
from app.live.progress import SittingScene
from app.live.scene import Scene
from app.live.standard_scene import StandardScene
from app.live.words import PositionScene
from app.models import StandardState, WorkshopState
from app.models.record.subject import Key, Level
from app.rendering.spoken import counted

CLOSING, CONFIRMING = "closing", "confirming"  # pages of the console on which the next act is their own
OPENS, POSITION = "opens", "position"  # forms of a page that its foot sends
BEFORE_YOU_CLOSE = f"/console/{CLOSING}"
May = Callable[[str], bool]


class How(StrEnum):
    ACT = "act"  # a form of its own
    FORM = "form"  # the page's form, of the id `carries`
    LINK = "link"


@dataclass(frozen=True)
class NextAct:
    words: str
    path: str = ""  # below the workshop's own
    how: How = How.ACT
    carries: tuple[tuple[str, str | int | tuple[str, ...]], ...] = ()  # what it was meant for
    form: str = ""  # the id of the form that it sends
    beside: tuple[str, ...] = ()  # sentences
    due: datetime | None = None  # until when it can be pressed


def next_act(scene: Scene, key: Key | None, page: str, may: May, closing: ClosingList | None = None) -> NextAct | None:
    """None where nothing waits for whoever looks at this console."""
    if scene.has_ended:
        return _after_the_close(scene, key, page, may)
    if scene.state is WorkshopState.DRAFT:
        return NextAct("Go on preparing", how=How.LINK) if may("edit standards and groups") else None
    if scene.sitting and may("close a sitting"):
        return _of_a_sitting(scene.sitting, page)
    if page == CLOSING and closing:
        return _close(scene, closing)
    position = scene.position(key.slug) if key else None
    is_arrow = position is not None and position.key.level is Level.OVERALL and may("open a sitting")
    if position and not position.is_settled and (position.is_revealed or is_arrow):
        return _of_a_position(scene, position, may)
    return None if scene.sitting else _onward(scene, key, page, may)


def _after_the_close(scene: Scene, key: Key | None, page: str, may: May) -> NextAct | None:
    if key or scene.confirmed_at or not may("confirm the workshop"):
        return None
    if page == CONFIRMING:
        return NextAct("Confirm it for good", "/confirm", beside=("It cannot be undone.",))
    asked = ("Confirming fixes the record.", "You are asked once more before it is done.")
    return None if page else NextAct("Confirm the workshop", "/console/confirming", How.LINK, beside=asked)


def _of_a_sitting(sitting: SittingScene, page: str) -> NextAct:
    at, turn = f"/sittings/{sitting.id}", (("turn", sitting.turn),)
    if sitting.reveal_due_at:
        beside = ("Rating is closed.", "It is revealed when the count ends.")
        return NextAct("Cancel", f"{at}/undo-close", carries=turn, beside=beside, due=sitting.reveal_due_at)
    beside = ("Everyone sees a short countdown first.", "You can cancel in that time.")
    if page == CLOSING:
        beside = ("Rating is not over. Reveal it, or call it off, before you close.", "")
    words = "Close and reveal" if sitting.is_open else "Reveal"
    return NextAct(words, f"{at}/close-and-reveal", carries=turn, beside=beside)


def _close(scene: Scene, closing: ClosingList) -> NextAct:
    count = len(closing.left)
    words = f"Close with {count} standard{'s' if count > 1 else ''} deferred" if count else "Close the workshop"
    cuts = "; then links to seats are cut" if scene.rule == "not_attributable" else ""
    beside = ("People can read and comment for seven days.", f"You can undo it for ten minutes{cuts}.")
    return NextAct(words, "/close", carries=(("left", closing.deferring),), beside=beside)


def _of_a_position(scene: Scene, position: PositionScene, may: May) -> NextAct | None:
    rated = scene.rated_as(position.key)
    is_whole = position.key.level is Level.OVERALL
    if is_whole and not (rated and rated.revealed) and may("open a sitting"):
        return NextAct("Open the round on the arrow", "/sittings", carries=(("standards", position.slug),))
    if rated and rated.revealed and may("show a standard") and not _is_on_stage(scene, rated):
        meant = (("round_id", rated.revealed_round_id or 0),)
        return NextAct("Show on stage", f"/standards/{rated.number}/show", carries=meant)
    if not may("settle"):
        return None
    if position.key.level is Level.STANDARD:
        return NextAct("Settle and next", how=How.FORM, carries=(("onward", "yes"),), form=POSITION)
    return NextAct(f"Settle {position.spoken.lower()}", how=How.FORM, carries=(("onward", ""),), form=POSITION)


def _is_on_stage(scene: Scene, rated: StandardScene) -> bool:
    """Its picture, or its words."""
    is_arrow_shown = rated.is_overall and scene.arrow_shown is not None
    return is_arrow_shown or rated.is_shown or scene.words_on_stage == rated.slug


def _onward(scene: Scene, key: Key | None, page: str, may: May) -> NextAct | None:
    """To the standard that is talked about next, else to those that nobody has rated, else to the close."""
    if onward := scene.next_to_discuss:
        return NextAct(f"Go to standard {onward.number}", f"/console/standards/{onward.number}", How.LINK)
    ready = [one for one in scene.standards if one.state is StandardState.WAITING and not one.is_parked]
    if ready and may("open a sitting"):
        return _open(scene, ready, is_chosen=not key and not page)
    if not ready and scene.state is WorkshopState.LIVE and may("close the workshop"):
        beside = ("Nothing is left to talk about.", "What is still open is listed first.")
        return NextAct("Before you close", BEFORE_YOU_CLOSE, How.LINK, beside=beside)
    return None


def _open(scene: Scene, ready: list[StandardScene], *, is_chosen: bool) -> NextAct:
    """`is_chosen`: on the page where standards are ticked."""
    beside = ("This starts the workshop.",) if scene.state is WorkshopState.LOBBY else ()
    if is_chosen:
        return NextAct("Open these for rating", how=How.FORM, form=OPENS, beside=beside)
    numbers = tuple(standard.number for standard in ready)
    which = f"standard {numbers[0]}" if len(numbers) == 1 else counted(len(numbers))
    return NextAct(f"Open {which} for rating", "/sittings", carries=(("standards", numbers),), beside=beside)
