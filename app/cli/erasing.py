"""`critical-friend erase --due`: what has fallen due, beside a running server or alone."""

from sqlmodel import Session

from app.cli.beside import write_beside
from app.clock import today
from app.live.due import do_all_due, in_lines
from app.settings import Settings


def erase_due(settings: Settings) -> str:
    """Alone, what was deleted leaves the log when the storage is closed; a server empties it."""

    def act(session: Session) -> str:
        return in_lines(do_all_due(session, today()), settings.backups_kept_days, today())

    return write_beside(settings, "erasures", {}, act)
