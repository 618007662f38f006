"""ids of sittings and rounds are given once

A sitting that is called off is deleted, and SQLite gave its id to the next: a phone that still held the page of the one
recorded its answer in the other.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_anew(autoincrement=True)


def downgrade() -> None:
    _make_anew(autoincrement=False)


def _make_anew(*, autoincrement: bool) -> None:
    for table in ("sitting", "round"):
        kwargs = {"sqlite_autoincrement": autoincrement}
        with op.batch_alter_table(table, schema=None, recreate="always", table_kwargs=kwargs):
            pass
