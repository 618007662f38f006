"""The program from a command line: whatever a command runs into ends in words."""

import os
import signal
import sqlite3
import sys

from sqlalchemy.exc import DBAPIError

from app.cli.commands import app
from app.cli.terminal import speak_plainly
from app.errors import CannotStart, Refusal
from app.settings import current
from app.store.storage import trouble


def main() -> None:
    """Whatever cannot be done ends in one sentence on stderr and a non-zero exit, never in a traceback."""
    # The server passes the signal on once it has shut down; as an exit it still runs what cleans up behind it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    speak_plainly()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a full disk behind it can still be told
    except KeyboardInterrupt:
        sys.exit(0)
    except (CannotStart, Refusal) as reason:
        print(reason, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (DBAPIError, sqlite3.Error, OSError) as error:
        if not (sentence := trouble(current().database_file, error)):
            raise
        print(sentence, file=sys.stderr)
        sys.exit(1)
