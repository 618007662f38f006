"""packs: the files of a workshop, kept beside it"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("release", sa.String(length=40), nullable=False),
        sa.Column("has_numbers", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=True),
        _belongs("pack", "workshop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pack_workshop_id"), "pack", ["workshop_id"])
    op.create_table(
        "pack_file",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _belongs("pack_file", "pack"),
        sa.PrimaryKeyConstraint("pack_id", "key", name=op.f("pk_pack_file")),
    )


def downgrade() -> None:
    """Packs go: they can be made again."""
    op.drop_table("pack_file")
    op.drop_table("pack")


def _belongs(table: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{to}_id_{to}")
    return sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=name, ondelete="CASCADE")
