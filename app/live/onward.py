"""The standards that are open together, as one person goes through them: where this one stands, and what comes next."""

from dataclasses import dataclass

from sqlmodel import Session

from app.live.progress import Progress
from app.live.scene import Scene
from app.models import Seat
from app.models.rounds.rating import own_rating


@dataclass(frozen=True)
class Step:
    round_id: int
    heading: str
    is_answered: bool


@dataclass(frozen=True)
class Way:
    steps: tuple[Step, ...]
    here: int | None  # none: this round is not among the open ones

    @property
    def skips_to(self) -> Step | None:
        """Only ever forward, so that whoever skips all of them comes to the list."""
        return next((step for step in self._later if not step.is_answered), None)

    @property
    def goes_to(self) -> Step | None:
        """Once this one is recorded."""
        return self.skips_to or next((step for step in self._earlier if not step.is_answered), None)

    @property
    def _later(self) -> tuple[Step, ...]:
        return () if self.here is None else self.steps[self.here + 1 :]

    @property
    def _earlier(self) -> tuple[Step, ...]:
        return () if self.here is None else self.steps[: self.here]


def way_from(session: Session, scene: Scene, seat: Seat, round_id: int) -> Way:
    progress = scene.sitting.progress if scene.sitting and scene.sitting.is_open else ()
    steps = tuple(_step(session, seat, asked) for asked in progress)
    return Way(steps, next((place for place, step in enumerate(steps) if step.round_id == round_id), None))


def _step(session: Session, seat: Seat, asked: Progress) -> Step:
    return Step(asked.round_id, asked.heading, own_rating(session, seat.id, asked.round_id) is not None)
