"""accounts"""

from datetime import UTC, datetime
from secrets import token_urlsafe

import sqlalchemy as sa
from alembic import op
from pwdlib import PasswordHash

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SIGNED_IN_HOURS = 14  # as long as a sign-in lasted when this was written


def upgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("password_changed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("disabled_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("started_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("last_seen_at", sa.DateTime(), nullable=True))
    date_sign_ins()
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.alter_column("started_at", nullable=False, existing_type=sa.DateTime())
        batch_op.alter_column("last_seen_at", nullable=False, existing_type=sa.DateTime())
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)

    with op.batch_alter_table("one_use_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_one_use_link_account_id_account"), "account", ["account_id"], ["id"], ondelete="CASCADE"
        )

    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("run_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_workshop_run_by_id_account"), "account", ["run_by_id"], ["id"])

    create_tables()


def date_sign_ins() -> None:
    """Whoever is signed in stays so: since when follows from until when, and they were seen just now."""
    connection = op.get_bind()
    connection.execute(
        sa.text(
            f"UPDATE sign_in SET started_at = strftime('%Y-%m-%d %H:%M:%f000', expires_at, '-{SIGNED_IN_HOURS} hours'),"  # noqa: S608
            " last_seen_at = :now"
        ),
        {"now": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")},
    )


def create_tables() -> None:
    op.create_table(
        "known_browser",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_known_browser_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_known_browser")),
    )
    with op.batch_alter_table("known_browser", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_browser_account_id"), ["account_id"], unique=False)

    op.create_table(
        "second_facilitator",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("named_by", sa.String(), nullable=False),
        sa.Column("named_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_second_facilitator_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_second_facilitator_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", "account_id", name=op.f("pk_second_facilitator")),
    )


def downgrade() -> None:
    op.drop_table("second_facilitator")
    with op.batch_alter_table("known_browser", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_browser_account_id"))
    op.drop_table("known_browser")

    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_workshop_run_by_id_account"), type_="foreignkey")
        batch_op.drop_column("run_by_id")

    # Words that the program of before does not know.
    op.execute("DELETE FROM one_use_link WHERE purpose IN ('account', 'reset')")
    with op.batch_alter_table("one_use_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_one_use_link_account_id_account"), type_="foreignkey")
        batch_op.drop_column("account_id")

    # The program of before would let a disabled account sign in, and a sign-in that is idle go on.
    op.execute("DELETE FROM sign_in")
    op.get_bind().execute(
        sa.text("UPDATE account SET password_hash = :nobodys WHERE disabled_at IS NOT NULL"),
        {"nobodys": PasswordHash.recommended().hash(token_urlsafe(16))},
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))
        batch_op.drop_column("last_seen_at")
        batch_op.drop_column("started_at")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("disabled_at")
        batch_op.drop_column("password_changed_at")
