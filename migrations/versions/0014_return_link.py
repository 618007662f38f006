"""private return links to one's own page"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "return_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_return_link_seat_id_seat"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_return_link")),
    )
    op.create_index(op.f("ix_return_link_seat_id"), "return_link", ["seat_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_return_link_seat_id"), "return_link")
    op.drop_table("return_link")
