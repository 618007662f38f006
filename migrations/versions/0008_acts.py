"""acts: the turn of a sitting that an act is meant for, and presses that were done"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plainly, without making the table anew: its ids must go on being given once.
    op.add_column("sitting", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "press",
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=True),
        sa.Column("pressed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_press")),
    )
    op.create_index(op.f("ix_press_pressed_at"), "press", ["pressed_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_press_pressed_at"), table_name="press")
    op.drop_table("press")
    op.drop_column("sitting", "turn")
