"""What the record of a closed workshop tells about a position beside its words: what was filled in, and the actions."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.frameworks.around import Forms
from app.models import Action, ActionStatus, Position
from app.models.record.position import FOLDED, Weight

IMPORTANCE = {Weight.HIGH: "High", Weight.MEDIUM: "Medium", Weight.LOW: "Low"}


@dataclass(frozen=True)
class Written:
    """A folded field with text in it, as people in the room or somebody in the window wrote it."""

    label: str
    text: str
    is_afterwards: bool


@dataclass(frozen=True)
class Step:
    """An action, in the words of its line."""

    what: str
    who: str
    when: str


def written_of(position: Position, forms: Forms) -> tuple[Written, ...]:
    """Numbers and bands stay out, as they do of everything that is read without being asked for."""
    texts = {**{name: getattr(position, name) for name in _labels(forms)}, "importance": ""}
    if position.importance:
        texts["importance"] = IMPORTANCE[position.importance]
    return tuple(
        Written(label, texts[name], name in position.afterwards)
        for name, label in _labels(forms).items()
        if name in FOLDED[position.level] and texts[name]
    )


def _labels(forms: Forms) -> dict[str, str]:
    return {
        "evidence": forms.evidence,
        "good_practice": forms.good_practice,
        "divergent_views": "Divergent views",
        "how_known": "How would we know?",
        "importance": "How important is it?",
        "next_step": "Next step",
        "narrative": forms.narrative,
    }


def steps_of(actions: Iterable[Action]) -> tuple[Step, ...]:
    kept = [action for action in actions if action.status is not ActionStatus.DROPPED]
    return tuple(Step(action.what, "; ".join(action.who), action.when) for action in kept)
