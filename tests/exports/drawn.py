"""Rounds to be drawn, made without a database, and what a drawing says when it is read as XML."""

from lxml import etree

from app.clock import now
from app.exports.contents.occasion import Band
from app.exports.contents.rounds import Dot, Interval, Round, Shown, Unit
from app.models import AttributionRule, RoundState

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Red", "Red/amber", "Amber/green", "Green", "Green +")
BANDS = tuple(
    Band(low=2 * at + 1, high=2 * at + 2, name=name, label=f"What {name} means", printed="", shown=f"What {name} means")
    for at, name in enumerate(NAMES)
)
EMPTY = Shown(
    revealed_at=now(), attribution_rule=AttributionRule.BY_GROUP, answered=10, rated=None, cant_tell=None, units=(),
    pooled=(), withheld=(), late=(), middle_by_group=None, middle_by_person=None, has_shared_middle=False, findings=(),
    movement=None, kept_first_views=(), reasons_held_back=0,
)  # fmt: skip


def unit(name: str, middle: int | Interval | None, rated: int = 5, cant_tell: int = 0, **dots: int) -> Unit:
    """Dots as `at_7=3`. Its place is set by `round_of`."""
    both = (middle, middle) if isinstance(middle, int) else middle
    people = tuple(Dot(score=int(score[3:]), people=count) for score, count in dots.items())
    return Unit(
        name=name, rated=rated, cant_tell=cant_tell, middle=both, place=None, bands=(), dots=people, is_guarded=False
    )


def round_of(*units: Unit, number: int = 1, **shown: object) -> Round:
    lowest = min((each.middle[0] for each in units if each.middle), default=0)
    placed = tuple(
        each.model_copy(update={"place": (each.middle[0] - lowest, each.middle[1] - lowest)}) if each.middle else each
        for each in units
    )
    return Round(
        number=number, is_after_seeing=number > 1, state=RoundState.REVEALED, shown_at=None,
        shown=EMPTY.model_copy(update={"units": placed, **shown}),
    )  # fmt: skip


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg.encode()).iter(f"{SVG}text")]
