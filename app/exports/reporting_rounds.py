"""Rounds as a report tells them: from frozen snapshots of what was revealed, and from nothing else."""

from collections.abc import Sequence

from app import models
from app.divergence import Finding
from app.exports.archiving import told_findings
from app.exports.contents import rounds
from app.exports.reading import Record
from app.models import AttributionRule
from app.models.rounds.kept_view import FEWEST_KEPT
from app.revealed.round import Revealed, ShownRow, shown_by


def round_of(round_: models.Round, record: Record) -> rounds.Round:
    return rounds.Round(
        number=round_.number,
        is_after_seeing=round_.is_after_seeing,
        state=round_.state,
        shown_at=round_.shown_at,
        shown=_shown(round_, record),
    )


def _shown(round_: models.Round, record: Record) -> rounds.Shown | None:
    """Asks for both the reveal and its snapshot: a frozen round that nobody revealed stays closed."""
    if round_.sitting.revealed_at is None or not round_.is_frozen:
        return None
    release = shown_by(round_)
    also = {
        "kept_first_views": _kept_first_views(round_, release),
        "reasons_held_back": record.held_back.get(round_.id, 0),
    }
    return shown_of(round_, release).model_copy(update=also)


def shown_of(round_: models.Round, release: Revealed) -> rounds.Shown:
    """What this release of a round tells, and of the round itself when it was revealed and what was put on stage."""
    assert round_.sitting.revealed_at is not None
    return rounds.Shown(
        revealed_at=round_.sitting.revealed_at,
        attribution_rule=AttributionRule(release.rule),
        answered=release.answered,
        rated=release.rated,
        cant_tell=release.cant_tell,
        units=units(release.every_row),
        pooled=release.pooled,
        withheld=release.withheld,
        late=release.late,
        middle_by_group=release.by_group,
        middle_by_person=release.by_person,
        has_shared_middle=release.has_shared_middle,
        findings=tuple(told_finding(finding) for finding in told_findings(round_, release)),
        movement=release.movement.sentence if release.movement else None,
        kept_first_views=(),
        reasons_held_back=0,
    )


def _kept_first_views(round_: models.Round, release: Revealed) -> tuple[int, ...]:
    """Together or not at all: one that appears by itself is the last person's who was asked."""
    kept = sorted(view.score for view in round_.kept_views)
    tells_all = release.rule == AttributionRule.OPEN
    return tuple(kept) if tells_all or (len(kept) >= FEWEST_KEPT and not release.withheld) else ()


def units(rows: Sequence[ShownRow]) -> tuple[rounds.Unit, ...]:
    lowest = min((row.middle[0] for row in rows if row.middle), default=0)
    return tuple(_unit(row, lowest) for row in rows)


def _unit(row: ShownRow, lowest: int) -> rounds.Unit:
    dots = tuple(rounds.Dot(score=score, people=people) for score, people in row.dots)
    return rounds.Unit(
        name=row.name,
        rated=row.n,
        cant_tell=row.cant_tell,
        middle=row.middle,
        place=(row.middle[0] - lowest, row.middle[1] - lowest) if row.middle else None,
        bands=row.bands,
        dots=dots,
        is_guarded=row.is_guarded,
    )


def told_finding(finding: Finding) -> rounds.Finding:
    return rounds.Finding(code=finding.code, sentence=finding.sentence, words=finding.words, why=finding.why)
