"""what people decided about single sentences before anything is published"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unique = ("workshop_id", "level", "subject_number", "field", "original")
    op.create_table(
        "public_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("subject_number", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_public_text_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_text")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_public_text_{'_'.join(unique)}")),
    )
    op.create_index(op.f("ix_public_text_workshop_id"), "public_text", ["workshop_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_public_text_workshop_id"), "public_text")
    op.drop_table("public_text")
