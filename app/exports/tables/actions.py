"""What is to be done: every action of the record, and those that somebody has to chase."""

from app.exports.contents.recorded import Action
from app.exports.contents.report import Report
from app.exports.tables.table import OF, Column, Row, Table, capital, lined, subjects
from app.models.record.action import ActionStatus

DROPPED = capital(ActionStatus.DROPPED)
STATUS = Column("Status", 12, tuple(map(capital, ActionStatus)))
COLUMNS = (
    Column("Action", 40),
    Column("Priority", 10),
    Column("Who", 22),
    Column("By when", 18),
    STATUS,
    Column("How would we know?", 26),
    OF,
    Column("Criterion", 10),
)
PROGRESS = Column("Progress", 32)
NOTHING = "No action was written down."


def actions(report: Report) -> Table:
    about = "What is to be done, by whom and by when. Nothing stands where nobody has said it yet."
    rows = (_row(name, action) for name, subject in subjects(report) for action in subject.actions)
    return Table("Actions", about, NOTHING, COLUMNS, tuple(rows))


def actions_to_chase(report: Report) -> Table:
    """What was dropped is in the record, and nobody chases it."""
    at = COLUMNS.index(STATUS) + 1
    about = "What is to be done, by whom and by when. Choose how far each has come, and write beside it what happened."
    rows = ((*row[:at], "", *row[at:]) for row in actions(report).rows if row[at - 1] != DROPPED)
    return Table("Actions", about, NOTHING, (*COLUMNS[:at], PROGRESS, *COLUMNS[at:]), tuple(rows))


def _row(name: str, action: Action) -> Row:
    return (
        action.what,
        capital(action.priority),
        lined(action.who),
        action.due_on or action.due,
        capital(action.status),
        action.how_known,
        name,
        action.criterion,
    )
