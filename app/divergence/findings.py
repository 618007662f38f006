"""All findings of a room, and the tier they put it in."""

from collections.abc import Callable, Iterable

from app.divergence.agreement import Codes, agreement, agreement_partial, band_border, mixed, weighting_matters
from app.divergence.between import between_groups, lone_group, self_higher, self_lower
from app.divergence.camps import split_room, wide_spread
from app.divergence.codes import BESIDE_AGREEMENT, FOR_TALK
from app.divergence.finding import Finding
from app.divergence.inside import lone_voice, minority_view, within_group
from app.divergence.room import RatedRoom
from app.divergence.silence import dont_know_high, group_cannot_say, missing_group, not_enough

FIRST: tuple[Callable[[RatedRoom], Finding | None], ...] = (
    between_groups,
    lone_group,
    self_higher,
    self_lower,
    split_room,
    wide_spread,
    within_group,
    minority_view,
    lone_voice,
    dont_know_high,
    group_cannot_say,
    missing_group,
    not_enough,
    weighting_matters,
)

# These depend on what has been found before them, in this order.
THEN: tuple[Callable[[RatedRoom, Codes], Finding | None], ...] = (agreement, agreement_partial, mixed, band_border)


def find(room: RatedRoom) -> tuple[Finding, ...]:
    """By tier, then importance."""
    found = [finding for rule in FIRST if (finding := rule(room))]
    for rule in THEN:
        if finding := rule(room, codes_of(found)):
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.importance))


def codes_of(findings: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def tier_of(findings: Iterable[Finding]) -> int:
    """A room with too few ratings never reaches tier 1: `gap_tier` and the split rule see to that."""
    findings = tuple(findings)
    codes = codes_of(findings)
    if any(finding.tier == 1 for finding in findings):
        return 1
    if codes & FOR_TALK:
        return 2
    return 4 if "agreement" in codes and codes <= BESIDE_AGREEMENT else 3
