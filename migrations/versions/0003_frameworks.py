"""frameworks"""

from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from app.frameworks import framework

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("is_imported", sa.Boolean(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("digest", name=op.f("uq_edition_digest")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_key"), ["key"], unique=False)

    op.create_table(
        "evidence_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_evidence_asked_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_asked")),
    )
    with op.batch_alter_table("evidence_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_asked_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "evidence_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("strength", sa.String(length=40), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("submission_key", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_id"],
            ["evidence_asked.id"],
            name=op.f("fk_evidence_item_asked_id_evidence_asked"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["stakeholder_group.id"],
            name=op.f("fk_evidence_item_group_id_stakeholder_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_evidence_item_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_item")),
    )
    with op.batch_alter_table("evidence_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_item_workshop_id"), ["workshop_id"], unique=False)

    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.add_column(sa.Column("criteria", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("reason", schema=None) as batch_op:
        batch_op.add_column(sa.Column("criteria", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("standard", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_local", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("domain", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("about", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edition_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("shows_printed_labels", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("explained_term", sa.String(), nullable=True))

    pin_what_workshops_use()
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.alter_column("edition_id", nullable=False, existing_type=sa.Integer())
        batch_op.create_index(batch_op.f("ix_workshop_edition_id"), ["edition_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_workshop_edition_id_edition"), "edition", ["edition_id"], ["id"])
        batch_op.drop_column("framework_key")
        batch_op.drop_column("framework_edition")


def pin_what_workshops_use() -> None:
    """A workshop of before knows its framework by key alone, and reads it from the program: from this very one."""
    connection = op.get_bind()
    for key in connection.execute(sa.text("SELECT DISTINCT framework_key FROM workshop")).scalars().all():
        used = framework(key)
        content = used.model_dump_json()
        values = {
            "key": key,
            "name": used.edition,
            "title": used.title,
            "points": used.scale.points,
            "digest": sha256(content.encode()).hexdigest(),
            "content": content,
            "is_imported": False,
            "is_offered": True,
            "added_at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),  # text: sqlite3 gives up on datetimes
        }
        edition = sa.table("edition", *[sa.column(name) for name in values])
        connection.execute(sa.insert(edition).values(**values))
        connection.execute(
            sa.text(
                "UPDATE workshop SET edition_id = (SELECT id FROM edition WHERE key = :key) WHERE framework_key = :key"
            ),
            {"key": key},
        )


def downgrade() -> None:
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("framework_edition", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("framework_key", sa.String(), nullable=False, server_default=""))

    op.execute(
        "UPDATE workshop SET framework_key = (SELECT key FROM edition WHERE edition.id = edition_id),"
        " framework_edition = (SELECT name FROM edition WHERE edition.id = edition_id)"
    )
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_workshop_edition_id_edition"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_workshop_edition_id"))
        batch_op.drop_column("explained_term")
        batch_op.drop_column("shows_printed_labels")
        batch_op.drop_column("edition_id")

    with op.batch_alter_table("standard", schema=None) as batch_op:
        batch_op.drop_column("questions")
        batch_op.drop_column("about")
        batch_op.drop_column("domain")
        batch_op.drop_column("is_local")

    with op.batch_alter_table("reason", schema=None) as batch_op:
        batch_op.drop_column("criteria")

    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_column("criteria")

    with op.batch_alter_table("evidence_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_item_workshop_id"))

    op.drop_table("evidence_item")
    with op.batch_alter_table("evidence_asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_asked_workshop_id"))

    op.drop_table("evidence_asked")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_key"))

    op.drop_table("edition")
