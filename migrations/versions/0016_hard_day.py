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


def downgrade() -> None:
    _without_helping()
    _without_preparing()
    _without_phone()
    _without_stage()
    _without_console()


# -- Console


def _console() -> None:
    pass


def _without_console() -> None:
    pass


# -- Stage


def _stage() -> None:
    pass


def _without_stage() -> None:
    pass


# -- Phone


def _phone() -> None:
    pass


def _without_phone() -> None:
    pass


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
    pass


def _without_helping() -> None:
    pass


# -- What these share


def _added(table: str, *columns: str) -> None:
    for column in columns:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def _dropped(table: str, *names: str) -> None:
    for name in names:
        op.drop_column(table, name)
