"""The one act at the foot of a participant's list of today: what waits for them now. Nothing of values."""

from collections.abc import Sequence
from typing import NamedTuple

from app.live.progress import Progress
from app.live.scene import Scene
from app.live.words import AskingScene
from app.models import WorkshopState


class NextStep(NamedTuple):
    text: str
    path: str = ""  # empty: nothing waits, and the text says what comes


def next_step(
    scene: Scene, unanswered: Sequence[Progress], has_answered: bool, to_stand: Sequence[AskingScene] = ()
) -> NextStep:
    """`unanswered`: of what is open to this person, of which they may have answered some.

    `to_stand`: words that wait for their answer.
    """
    phone = f"/workshops/{scene.workshop_id}/phone"
    if unanswered:
        return NextStep(_rate(unanswered[0], is_first=not has_answered), f"{phone}/rounds/{unanswered[0].round_id}")
    if scene.sitting and scene.sitting.is_open:
        return NextStep(ANSWERED if has_answered else "You join from the next standard.")
    if to_stand and not scene.has_ended:
        return NextStep(f"Can this stand? {to_stand[0].heading}", f"{phone}/positions/{to_stand[0].slug}")
    return NextStep(_comes(scene))


ANSWERED = "You have answered all that is open. You can change it until it is closed."


def _rate(progress: Progress, *, is_first: bool) -> str:
    if progress.is_again:
        return f"Rate {progress.spoken.removeprefix('standard ')} again"
    return f"{'Rate' if is_first else 'Next:'} {progress.heading}"


def _comes(scene: Scene) -> str:
    if scene.has_ended:
        return "Nothing waits for you. Thank you."
    if scene.sitting:
        return "The reveal comes next. You need do nothing."
    if scene.state is WorkshopState.LOBBY:
        return "The first standards open here by themselves."
    return "Talk in the room. What opens next comes here by itself."
