"""positions are about a subject: a standard, a domain or the whole; and each says when it was reopened"""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FORWARD = """
INSERT INTO position (
    id, workshop_id, level, subject_number,
    version, state, wording, number, band, evidence, divergent_views, written_by, written_at
)
SELECT
    p.id, s.workshop_id, 'standard', s.number,
    p.version, p.state, p.wording, p.number, p.band, p.evidence, p.divergent_views, p.written_by, p.written_at
FROM position_before AS p JOIN standard AS s ON s.id = p.standard_id
"""
BACK = """
INSERT INTO position (
    id, standard_id,
    version, state, wording, number, band, evidence, divergent_views, written_by, written_at
)
SELECT
    p.id, s.id,
    p.version, p.state, p.wording, p.number, p.band, p.evidence, p.divergent_views, p.written_by, p.written_at
FROM position_after AS p JOIN standard AS s ON s.workshop_id = p.workshop_id AND s.number = p.subject_number
WHERE p.level = 'standard'
"""


def upgrade() -> None:
    op.drop_index("ix_position_standard_id", table_name="position")
    op.rename_table("position", "position_before")
    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("subject_number", sa.String(), nullable=False),
        *_kept(),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_position_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
        sa.UniqueConstraint(
            "workshop_id",
            "level",
            "subject_number",
            "version",
            name=op.f("uq_position_workshop_id_level_subject_number_version"),
        ),
    )
    op.create_index(op.f("ix_position_workshop_id"), "position", ["workshop_id"])
    op.execute(FORWARD)
    op.drop_table("position_before")
    _say_when_it_was_reopened()


def downgrade() -> None:
    """What was said about a domain or the whole has no place in the older table, and goes."""
    op.drop_index("ix_position_workshop_id", table_name="position")
    op.rename_table("position", "position_after")
    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        *_kept(),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["standard.id"], name=op.f("fk_position_standard_id_standard"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
        sa.UniqueConstraint("standard_id", "version", name=op.f("uq_position_standard_id_version")),
    )
    op.create_index(op.f("ix_position_standard_id"), "position", ["standard_id"])
    op.execute(BACK)
    op.drop_table("position_after")


def _kept() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("band", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("divergent_views", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
    )


def _say_when_it_was_reopened() -> None:
    """Every version but a settled standard's newest was reopened; the log says when, in the order of the versions.

    Where the log does not, the moment is the next version's, or its own: it was open again by then.
    """
    bind = op.get_bind()
    reopened = _reopened(bind.execute)
    versions: dict[tuple[int, str], list[sa.Row[tuple[int, int, str, object, bool]]]] = defaultdict(list)
    for row in bind.execute(
        sa.text(
            "SELECT p.id, p.workshop_id, p.subject_number, p.written_at, s.settled_at IS NOT NULL AS is_settled "
            "FROM position AS p JOIN standard AS s ON s.workshop_id = p.workshop_id AND s.number = p.subject_number "
            "ORDER BY p.version"
        )
    ):
        versions[row.workshop_id, row.subject_number].append(row)
    for subject, rows in versions.items():
        for place, row in enumerate(rows):
            if place == len(rows) - 1 and row.is_settled:
                continue
            logged = reopened[subject][place : place + 1]
            moment = logged[0] if logged else rows[min(place + 1, len(rows) - 1)].written_at
            bind.execute(
                sa.text("UPDATE position SET reopened_at = :moment WHERE id = :id"), {"moment": moment, "id": row.id}
            )


def _reopened(execute: Callable[..., sa.CursorResult[Any, Any, Any]]) -> dict[tuple[int, str], list[object]]:
    """(workshop, number of a standard) -> the moments at which it was reopened, in order."""
    moments: dict[tuple[int, str], list[object]] = defaultdict(list)
    events = execute(sa.text("SELECT workshop_id, at, about FROM event WHERE act = 'reopened' ORDER BY id"))
    for workshop_id, at, about in events:
        moments[workshop_id, json.loads(about)["standard"]].append(at)
    return moments
