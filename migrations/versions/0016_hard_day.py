"""a hard day with people who have never seen it: console, stage, phone, preparing, and words that help"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables that stand are never made anew: they remember which numbers were given."""
    _console()
    _stage()
    _phone()
    _preparing()
    _helping()
    _rehearsals()


def downgrade() -> None:
    _without_rehearsals()
    _without_helping()
    _without_preparing()
    _without_phone()
    _without_stage()
    _without_console()


# -- Console


def _console() -> None:
    _added("workshop", "overview_on_stage BOOLEAN DEFAULT 0 NOT NULL")
    _added("standard", "talk_place INTEGER")


def _without_console() -> None:
    _dropped("workshop", "overview_on_stage")
    _dropped("standard", "talk_place")


# -- Stage


def _stage() -> None:
    _added("workshop", "stage_frozen VARCHAR DEFAULT '' NOT NULL", "stage_is_blank BOOLEAN DEFAULT 0 NOT NULL")
    _added("workshop", "timer_ends_at DATETIME")


def _without_stage() -> None:
    _dropped("workshop", "stage_frozen", "stage_is_blank", "timer_ends_at")


# -- Phone


def _phone() -> None:
    _added("seat", "more_time_in INTEGER", "has_practised BOOLEAN DEFAULT 0 NOT NULL")


def _without_phone() -> None:
    _dropped("seat", "more_time_in", "has_practised")


# -- Preparing


def _preparing() -> None:
    _added("workshop", "half_filled JSON DEFAULT '{}' NOT NULL", "prepared_at DATETIME")
    op.create_table(
        "pre_read_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_pre_read_link_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_pre_read_link")),
    )
    op.create_index(op.f("ix_pre_read_link_workshop_id"), "pre_read_link", ["workshop_id"])


def _without_preparing() -> None:
    op.drop_table("pre_read_link")
    _dropped("workshop", "half_filled", "prepared_at")


# -- Words that help


def _helping() -> None:
    _added("seat", "removed_by VARCHAR DEFAULT '' NOT NULL", "left_hash VARCHAR")
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reach", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("outcome_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_complaint_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_complaint_token_hash")),
    )
    op.create_index(op.f("ix_complaint_workshop_id"), "complaint", ["workshop_id"])


def _without_helping() -> None:
    op.drop_table("complaint")
    _dropped("seat", "removed_by", "left_hash")


# -- Rehearsals


def _rehearsals() -> None:
    _added("workshop", "is_rehearsal BOOLEAN DEFAULT 0 NOT NULL")


def _without_rehearsals() -> None:
    """What was rehearsed stays no workshop by going back: it would count as one that was held."""
    op.execute("DELETE FROM workshop WHERE is_rehearsal")
    _dropped("workshop", "is_rehearsal")


# -- What these share


def _added(table: str, *columns: str) -> None:
    for column in columns:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def _dropped(table: str, *names: str) -> None:
    for name in names:
        op.drop_column(table, name)
