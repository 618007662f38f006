"""releases

Snapshots become what is released: a guarded unit keeps its row alone, and who counts for a standard is written down.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

POOL = "Smaller groups together"


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["stakeholder_group.id"],
            name=op.f("fk_person_group_id_stakeholder_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_person_seat_id_seat"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_person_standard_id_standard"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("standard_id", "seat_id", name=op.f("uq_person_standard_id_seat_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_seat_id"), ["seat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_standard_id"), ["standard_id"], unique=False)
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown_at", sa.DateTime(), nullable=True))
    _write_down_people()
    _say_what_was_shown()
    _rewrite(_released)


def downgrade() -> None:
    """The rows stay: what a guarded unit's people had said is not in the file any more, and must not come back."""
    _rewrite(_as_before)
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_column("shown_at")
    op.drop_table("person")


def _write_down_people() -> None:
    """Who sat in the workshop when a standard was first revealed, in the group they sit in today."""
    op.execute(
        "INSERT INTO person (standard_id, seat_id, group_id) "
        "SELECT first.standard_id, seat.id, seat.group_id FROM seat JOIN ("
        "  SELECT round.standard_id AS standard_id, round.workshop_id AS workshop_id, "
        "         min(sitting.revealed_at) AS revealed_at "
        "  FROM round JOIN sitting ON sitting.id = round.sitting_id "
        "  WHERE sitting.revealed_at IS NOT NULL GROUP BY round.standard_id, round.workshop_id"
        ") AS first ON first.workshop_id = seat.workshop_id "
        "WHERE seat.role = 'participant' AND seat.group_id IS NOT NULL AND seat.joined_at <= first.revealed_at "
        "AND (seat.removed_at IS NULL OR seat.removed_at > first.revealed_at)"
    )


def _say_what_was_shown() -> None:
    """Which rounds were on stage is not in the file; a standard that is on stage now shows its newest reveal."""
    op.execute(
        "UPDATE round SET shown_at = (SELECT revealed_at FROM sitting WHERE sitting.id = round.sitting_id) "
        "WHERE snapshot IS NOT NULL AND standard_id IN (SELECT id FROM standard WHERE is_shown) "
        "AND number = (SELECT max(number) FROM round AS other WHERE other.standard_id = round.standard_id "
        "AND other.snapshot IS NOT NULL)"
    )


def _rewrite(change: Any) -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, number, snapshot FROM round WHERE snapshot IS NOT NULL")).all()
    for id_, number, stored in rows:
        snapshot = json.loads(stored)
        if snapshot is not None:
            changed = json.dumps(change(snapshot, number))
            connection.execute(sa.text("UPDATE round SET snapshot = :it WHERE id = :id"), {"it": changed, "id": id_})


def _released(old: dict[str, Any], number: int) -> dict[str, Any]:
    consent = old["by_consent"]
    units = [_unit(unit, old["rule"], consent) for unit in old["units"]]
    kept = {key: old[key] for key in ("rule", "pooled", "withheld", "assessing_unit", "seated", "thresholds")}
    spoke = [unit["name"] for unit in units if unit["scores"] or unit["cant_tell"]]
    return {
        **kept,
        "units": units,
        "late": [],
        "apart": _apart(old, units),
        "answered": old["rated"] + old["cant_tell"],
        "movement": old.get("movement"),
        "first": 1,
        "standing": {name: {"told_in": number, "for_good": False} for name in spoke},
    }


def _unit(unit: dict[str, Any], rule: str, consent: list[str]) -> dict[str, Any]:
    scores, name = unit["scores"], unit["name"]
    guarded = rule != "open" and (name == POOL or (len(scores) < 5 and name not in consent))
    guarded = guarded and bool(scores or unit["cant_tell"])
    cites = {"document": 0, "experience": 0, "both": 0, "nothing": 0}
    return {
        "name": name,
        "scores": _at_middle(scores) if guarded else scores,
        "cant_tell": unit["cant_tell"],
        "is_guarded": guarded,
        "by_consent": name in consent,
        "silent_again": 0,
        "cites": cites if guarded else unit.get("cites", cites),
        "criteria": [] if guarded else unit.get("criteria", []),
    }


def _at_middle(scores: list[int]) -> list[int]:
    if not scores:
        return []
    low, high = scores[(len(scores) - 1) // 2], scores[len(scores) // 2]
    lower = len(scores) if low == high else len(scores) // 2
    return [low] * lower + [high] * (len(scores) - lower)


def _apart(old: dict[str, Any], units: list[dict[str, Any]]) -> list[str] | None:
    """Who was far from everybody: told without unit or number from now on, where there is a guarded unit."""
    scores = sorted(score for unit in old["units"] for score in unit["scores"])
    if len(scores) < 8 or not any(unit["is_guarded"] for unit in units):
        return None
    gap = 3 * (old["thresholds"]["scale"]["points"] - 1) / 9
    cuts = [place for place in range(1, len(scores)) if scores[place] - scores[place - 1] >= gap]
    parts = [scores[a:b] for a, b in zip([0, *cuts], [*cuts, len(scores)], strict=True)]
    main = max(parts, key=len)
    if len(main) * 2 <= len(scores) or main[-1] - main[0] > gap:
        return []
    sizes = {len(part) for part in parts if part is not main}
    return [code for code, is_there in (("lone_voice", 1 in sizes), ("minority_view", bool(sizes - {1}))) if is_there]


def _as_before(new: dict[str, Any], _number: int) -> dict[str, Any]:
    kept = {key: new[key] for key in ("rule", "pooled", "withheld", "assessing_unit", "seated", "thresholds")}
    same = ("name", "scores", "cant_tell", "cites", "criteria")
    cant_tell = sum(unit["cant_tell"] for unit in new["units"])
    return {
        **kept,
        "units": [{key: unit[key] for key in same} for unit in new["units"]],
        "by_consent": [unit["name"] for unit in new["units"] if unit["by_consent"]],
        "rated": new["answered"] - cant_tell,
        "cant_tell": cant_tell,
        "movement": new["movement"],
    }
