"""what the forms ask of a position, typed text, reading back and assent, dissent, actions, the whole as a rated row"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXTS = ("how_known", "next_step", "good_practice", "narrative")


def upgrade() -> None:
    with op.batch_alter_table("position") as position:
        for name in TEXTS:
            position.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        position.add_column(sa.Column("has_no_marker", sa.Boolean(), nullable=False, server_default=sa.false()))
        position.add_column(sa.Column("has_divergent_views", sa.Boolean(), nullable=True))
        position.add_column(sa.Column("importance", sa.String(length=40), nullable=True))
        position.add_column(sa.Column("missing", sa.JSON(), nullable=False, server_default="[]"))
        position.add_column(sa.Column("confirmed_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("workshop") as workshop:
        workshop.add_column(sa.Column("typed", sa.Integer(), nullable=False, server_default="0"))
        workshop.add_column(sa.Column("words_on_stage", sa.String(), nullable=False, server_default=""))
        workshop.add_column(sa.Column("confirmed_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("standard") as standard:
        standard.add_column(sa.Column("is_overall", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("reason") as reason:
        reason.add_column(sa.Column("held_back_at", sa.DateTime(), nullable=True))
        reason.add_column(sa.Column("held_back_why", sa.String(), nullable=False, server_default=""))
    _typed_text()
    _read_back()
    _assent()
    _dissent()
    _action()


def downgrade() -> None:
    """What has no place in the older tables goes: everything here but the positions of standards."""
    for table in ("action", "standing_behind", "dissent", "assent_submission", "assent", "read_back", "typed_text"):
        op.drop_table(table)

    for statement in WITHOUT_THE_WHOLE:
        op.execute(statement)
    op.execute("UPDATE workshop SET state = 'closed' WHERE state = 'confirmed'")
    with op.batch_alter_table("reason") as reason:
        reason.drop_column("held_back_why")
        reason.drop_column("held_back_at")
    with op.batch_alter_table("standard") as standard:
        standard.drop_column("is_overall")
    with op.batch_alter_table("workshop") as workshop:
        workshop.drop_column("confirmed_at")
        workshop.drop_column("words_on_stage")
        workshop.drop_column("typed")
    with op.batch_alter_table("position") as position:
        for name in ("confirmed_at", "missing", "importance", "has_divergent_views", "has_no_marker", *TEXTS):
            position.drop_column(name)


ITS_ROUNDS = "round_id IN (SELECT r.id FROM round AS r JOIN standard AS s ON s.id = r.standard_id WHERE s.is_overall)"
WITHOUT_THE_WHOLE = (
    *[f"DELETE FROM {table} WHERE {ITS_ROUNDS}" for table in ("rating", "submission", "reason", "kept_view")],  # noqa: S608
    "DELETE FROM round WHERE standard_id IN (SELECT id FROM standard WHERE is_overall)",
    "DELETE FROM sitting WHERE id NOT IN (SELECT sitting_id FROM round)",
    "DELETE FROM person WHERE standard_id IN (SELECT id FROM standard WHERE is_overall)",
    "DELETE FROM standard WHERE is_overall",
)


def _subject() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("subject_number", sa.String(), nullable=False),
    )


def _of_a_workshop(table: str) -> tuple[sa.Constraint, ...]:
    name = op.f(f"fk_{table}_workshop_id_workshop")
    return (
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"], name=name, ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE")


def _typed_text() -> None:
    unique = ("workshop_id", "level", "subject_number", "field")
    op.create_table(
        "typed_text",
        *_subject(),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("typed_at", sa.DateTime(), nullable=False),
        sa.Column("rival_text", sa.String(), nullable=True),
        sa.Column("rival_by", sa.String(), nullable=False),
        sa.Column("rival_page", sa.String(), nullable=False),
        sa.Column("rival_at", sa.DateTime(), nullable=True),
        *_of_a_workshop("typed_text"),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_typed_text_{'_'.join(unique)}")),
    )
    op.create_index(op.f("ix_typed_text_workshop_id"), "typed_text", ["workshop_id"])


def _read_back() -> None:
    op.create_table(
        "read_back",
        *_subject(),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("marker", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        *_of_a_workshop("read_back"),
    )
    op.create_index(op.f("ix_read_back_workshop_id"), "read_back", ["workshop_id"])


def _assent() -> None:
    op.create_table(
        "assent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("read_back_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("submission_key", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        _belongs("assent", "read_back_id", "read_back"),
        _belongs("assent", "seat_id", "seat"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assent")),
        sa.UniqueConstraint("read_back_id", "seat_id", name=op.f("uq_assent_read_back_id_seat_id")),
    )
    op.create_index(op.f("ix_assent_read_back_id"), "assent", ["read_back_id"])
    op.create_index(op.f("ix_assent_seat_id"), "assent", ["seat_id"])
    op.create_table(
        "assent_submission",
        sa.Column("read_back_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        _belongs("assent_submission", "read_back_id", "read_back"),
        _belongs("assent_submission", "seat_id", "seat"),
        sa.PrimaryKeyConstraint("read_back_id", "seat_id", "key", name=op.f("pk_assent_submission")),
    )


def _dissent() -> None:
    unique = ("seat_id", "level", "subject_number")
    op.create_table(
        "dissent",
        *_subject(),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("shown", sa.String(length=40), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("asks_group", sa.Boolean(), nullable=False),
        sa.Column("behind", sa.Integer(), nullable=True),
        sa.Column("of_people", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("held_back_at", sa.DateTime(), nullable=True),
        sa.Column("held_back_why", sa.String(), nullable=False),
        *_of_a_workshop("dissent"),
        _belongs("dissent", "seat_id", "seat"),
        _belongs("dissent", "group_id", "stakeholder_group"),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_dissent_{'_'.join(unique)}")),
    )
    op.create_index(op.f("ix_dissent_workshop_id"), "dissent", ["workshop_id"])
    op.create_index(op.f("ix_dissent_seat_id"), "dissent", ["seat_id"])
    op.create_table(
        "standing_behind",
        sa.Column("dissent_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("stood_at", sa.DateTime(), nullable=False),
        _belongs("standing_behind", "dissent_id", "dissent"),
        _belongs("standing_behind", "seat_id", "seat"),
        sa.PrimaryKeyConstraint("dissent_id", "seat_id", name=op.f("pk_standing_behind")),
    )


def _action() -> None:
    op.create_table(
        "action",
        *_subject(),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=True),
        sa.Column("who", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("how_known", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("submission_key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_of_a_workshop("action"),
    )
    op.create_index(op.f("ix_action_workshop_id"), "action", ["workshop_id"])
