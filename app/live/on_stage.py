"""What stands on the stage, decided in one place: for the projector, and for the console's small picture of it.

A frozen stage holds on to the name of what stood there. It is decided anew with every reading, so a standard that is
hidden meanwhile, or words that hold no longer, are gone from a frozen stage too.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.live.progress import Progress
from app.live.scene import Scene
from app.live.staged import StagedWords
from app.live.standard_scene import StandardScene
from app.models import WorkshopState


class Stands(StrEnum):
    LOBBY = "lobby"  # the practice rating is counted here
    WAITING = "waiting"  # live, with nothing opened yet
    RATING = "rating"
    CLOSED = "closed"  # for rating, and not revealed
    REVEALED = "revealed"  # titles in the order of talk, and nothing else
    OVERVIEW = "overview"  # what was shown, by group
    SHOWN = "shown"  # one standard's picture, with the round before where that was shown too
    ARROW = "arrow"
    WORDS = "words"  # of a standard, a domain or the whole, read back or settled
    MOMENT = "moment"  # dark: blanked, or frozen on what may no longer be shown
    ENDED = "ended"


@dataclass(frozen=True)
class OnStage:
    stands: Stands
    picture: StandardScene | None = None
    words: StagedWords | None = None
    again: tuple[Progress, ...] = ()  # while what the picture shows is rated again: counts of the room
    listed: tuple[StandardScene, ...] = ()
    is_held: bool = False  # frozen or blank: it does not follow the room

    @property
    def name(self) -> str:
        """What a frozen stage holds on to."""
        return " ".join(filter(None, (self.stands.value, self.about)))

    @property
    def about(self) -> str:
        if self.picture and self.stands is not Stands.WORDS:
            return f"{self.picture.slug} {self.picture.revealed_number}"
        return self.words.slug if self.words else ""


def on_stage(scene: Scene) -> OnStage:
    """Of a scene as a stage is handed it (`Scene.seen_by`)."""
    if scene.has_ended:
        return OnStage(Stands.ENDED, listed=scene.standards)
    if scene.stage_is_blank:
        return OnStage(Stands.MOMENT, is_held=True)
    if scene.stage_frozen:
        return _frozen(scene)
    return _now(scene)


def _now(scene: Scene) -> OnStage:
    sitting = scene.sitting
    again = _again(scene, scene.shown)
    if sitting and sitting.is_open and not again:
        return OnStage(Stands.RATING)
    if scene.by_group:
        return OnStage(Stands.OVERVIEW)
    if showing := _showing(scene, again):
        return showing
    if sitting:
        return OnStage(Stands.CLOSED)
    if listed := order_of_talk(scene):
        return OnStage(Stands.REVEALED, listed=listed)
    return OnStage(Stands.LOBBY if scene.state is WorkshopState.LOBBY else Stands.WAITING)


def _showing(scene: Scene, again: tuple[Progress, ...]) -> OnStage | None:
    """A picture or words, if any stand there."""
    shown = scene.shown
    if scene.arrow_shown:
        return OnStage(Stands.ARROW, scene.arrow_shown, scene.words_of_whole, again)
    if scene.staged and not again:
        return OnStage(Stands.WORDS, shown, scene.staged)
    return OnStage(Stands.SHOWN, shown, again=again) if shown and shown.revealed else None


def _again(scene: Scene, shown: StandardScene | None) -> tuple[Progress, ...]:
    """What is rated again, if the first picture of some of it stands on the stage: then that stays."""
    progress = scene.sitting.progress if scene.sitting else ()
    stays = shown is not None and shown.revealed is not None and any(it.number == shown.number for it in progress)
    return progress if stays and all(it.is_again for it in progress) else ()


def order_of_talk(scene: Scene) -> tuple[StandardScene, ...]:
    by_number = {standard.number: standard for standard in scene.standards}
    return tuple(by_number[number] for number in scene.order_of_talk)


def _frozen(scene: Scene) -> OnStage:
    """As it was, or nothing: never what came instead."""
    stands, _, about = scene.stage_frozen.partition(" ")
    now = _now(scene)
    if now.name == scene.stage_frozen:
        held = now
    elif stands in (Stands.RATING, Stands.CLOSED):
        held = OnStage(Stands.CLOSED)
    elif stands in (Stands.LOBBY, Stands.WAITING):
        held = OnStage(Stands(stands))
    elif stands == Stands.REVEALED and order_of_talk(scene):
        held = OnStage(Stands.REVEALED, listed=order_of_talk(scene))
    elif stands in (Stands.SHOWN, Stands.ARROW) and (picture := _still_shown(scene, about)):
        held = OnStage(Stands(stands), picture, scene.words_of_whole if stands == Stands.ARROW else None)
    elif stands == Stands.WORDS and scene.staged and scene.staged.slug == about:
        held = OnStage(Stands.WORDS, scene.shown, scene.staged)
    else:
        held = OnStage(Stands.MOMENT)
    return OnStage(held.stands, held.picture, held.words, held.again, held.listed, is_held=True)


def _still_shown(scene: Scene, about: str) -> StandardScene | None:
    """The same round of the same standard: what was revealed since is not what was frozen."""
    shown = scene.shown
    return shown if shown and shown.revealed and f"{shown.slug} {shown.revealed_number}" == about else None
