"""an edition that a new workshop may choose is listed; what is offered is evidence"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plainly, without making the table anew: every workshop refers to it.
    op.alter_column("edition", "is_offered", new_column_name="is_listed")


def downgrade() -> None:
    op.alter_column("edition", "is_listed", new_column_name="is_offered")
