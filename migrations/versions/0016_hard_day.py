"""a hard day with people who have never seen it: console, stage, phone, preparing, and words that help"""

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
    _added("seat", "more_time_in INTEGER", "has_practised BOOLEAN DEFAULT 0 NOT NULL")


def _without_phone() -> None:
    _dropped("seat", "more_time_in", "has_practised")


# -- Preparing


def _preparing() -> None:
    pass


def _without_preparing() -> None:
    pass


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
