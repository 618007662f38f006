"""admission"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("door", sa.String(length=40), nullable=False, server_default="open"))
        batch_op.add_column(sa.Column("admits_everybody", sa.Boolean(), nullable=False, server_default=sa.false()))

    # The latch falls at the first opening, and a workshop is live from then on.
    op.execute(
        "UPDATE workshop SET door = CASE WHEN is_locked THEN 'locked' WHEN state = 'live' THEN 'on the latch'"
        " ELSE 'open' END"
    )
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_column("is_locked")

    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("admitted_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("next_group_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_seat_next_group_id_stakeholder_group"),
            "stakeholder_group",
            ["next_group_id"],
            ["id"],
            ondelete="SET NULL",
        )

    op.execute("UPDATE seat SET admitted_at = joined_at")  # whoever sat before there was a nod sits

    with op.batch_alter_table("one_use_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_by", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("made_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("one_use_link", schema=None) as batch_op:
        batch_op.drop_column("ended_at")
        batch_op.drop_column("made_at")
        batch_op.drop_column("made_by")

    # A program from before knows no waiting seat: whoever was not let in must not sit there by going back.
    op.execute("UPDATE seat SET removed_at = joined_at WHERE admitted_at IS NULL AND removed_at IS NULL")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_seat_next_group_id_stakeholder_group"), type_="foreignkey")
        batch_op.drop_column("next_group_id")
        batch_op.drop_column("admitted_at")

    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_locked", sa.Boolean(), nullable=False, server_default=sa.false()))

    op.execute("UPDATE workshop SET is_locked = (door = 'locked')")
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_column("admits_everybody")
        batch_op.drop_column("door")
