"""a record that holds, and an end that is kept: chains, the close that can be undone, comments, holds, erasure"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

JSON_OBJECT, JSON_LIST = sa.text("'{}'"), sa.text("'[]'")
CLOSED_AT = """
    UPDATE workshop SET closed_at = coalesce(
        (SELECT max(event.at) FROM event WHERE event.workshop_id = workshop.id AND event.act = 'closed the workshop'),
        workshop.created_at
    ) WHERE state IN ('closed', 'confirmed')
"""
CUT_AT = "UPDATE workshop SET links_cut_at = closed_at WHERE attribution_rule = 'not_attributable'"
ENDINGS = ("closed_at", "links_cut_at", "seats_erased_at", "record_erased_at", "imported_at")
GRANTS = ("scribe_exports", "scribe_finishes")
PEOPLE = ("people", "people_shown")
PARTS = ("holds", "salts", "commitments")


def upgrade() -> None:
    with op.batch_alter_table("workshop") as batch:
        for name in ENDINGS:
            batch.add_column(sa.Column(name, sa.DateTime(), nullable=True))
        for name in GRANTS:
            batch.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        for name in PEOPLE:
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
    with op.batch_alter_table("workshop") as batch:
        for name in GRANTS:
            batch.alter_column(name, server_default=None)
    op.execute(CLOSED_AT)
    op.execute(CUT_AT)
    _fill("event", dict.fromkeys(PARTS, JSON_OBJECT), sa.JSON(), number=sa.Integer())
    with op.batch_alter_table("event") as batch:
        batch.add_column(sa.Column("link", sa.String(), nullable=False, server_default=""))
        batch.create_unique_constraint(op.f("uq_event_workshop_id_number"), ["workshop_id", "number"])
    with op.batch_alter_table("event") as batch:
        batch.alter_column("link", server_default=None)
    _fill("position", {"afterwards": JSON_LIST}, sa.JSON())
    with op.batch_alter_table("evidence_item") as batch:
        batch.add_column(sa.Column("told_as", sa.String(), nullable=True))
    # Not made anew: what was called off has had its number, and the table remembers which were given.
    op.add_column("round", sa.Column("told", sa.JSON(), nullable=True))
    op.add_column("round", sa.Column("reasons_held_back", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.create_table(
        "chain",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        _belongs("chain"),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_chain")),
        sa.UniqueConstraint("mark", name=op.f("uq_chain_mark")),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("subject_number", sa.String(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("submission_key", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=True),
        _belongs("comment"),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_comment_seat_id_seat"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_workshop_id"), "comment", ["workshop_id"])
    op.create_index(op.f("ix_comment_seat_id"), "comment", ["seat_id"])
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=False),
        _belongs("hold"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_workshop_id"), "hold", ["workshop_id"])


def downgrade() -> None:
    """Comments, holds and chains go; of an erased workshop the line stays, as a closed one without content."""
    for table in ("hold", "comment", "chain"):
        op.drop_table(table)
    op.execute("DELETE FROM event WHERE act = 'began the chain'")
    op.execute("UPDATE workshop SET state = 'closed' WHERE state = 'erased'")
    op.drop_column("round", "told")
    op.drop_column("round", "reasons_held_back")
    with op.batch_alter_table("position") as batch:
        batch.drop_column("afterwards")
    with op.batch_alter_table("evidence_item") as batch:
        batch.drop_column("told_as")
    with op.batch_alter_table("event") as batch:
        batch.drop_constraint(op.f("uq_event_workshop_id_number"), type_="unique")
        for name in ("number", "link", *PARTS):
            batch.drop_column(name)
    with op.batch_alter_table("workshop") as batch:
        for name in (*ENDINGS, *GRANTS, *PEOPLE):
            batch.drop_column(name)


def _fill(
    table: str, filled: dict[str, sa.TextClause], kind: sa.types.TypeEngine[Any], **empty: sa.types.TypeEngine[Any]
) -> None:
    """New columns; those of rows that are there already get a value, and no default for rows that come."""
    with op.batch_alter_table(table) as batch:
        for name, value in filled.items():
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=value))
        for name, kind_of_empty in empty.items():
            batch.add_column(sa.Column(name, kind_of_empty, nullable=True))
    with op.batch_alter_table(table) as batch:
        for name in filled:
            batch.alter_column(name, server_default=None)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workshop_id_workshop")
    return sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=name, ondelete="CASCADE")
