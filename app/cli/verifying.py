"""`critical-friend verify`: of a JSON record, without any database."""

from pathlib import Path

from app.errors import CannotStart
from app.exports.parsing import LARGEST_RECORD
from app.exports.verifying import verdict


def verify_file(file: Path, fingerprint: str) -> bool:
    """One sentence, then why, a line each. Whether it is intact."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_RECORD + 1)
    except OSError as error:
        raise CannotStart(f"“{file}” cannot be read: {error.strerror}. Give the path of a JSON record.") from error
    found = verdict(content, fingerprint)
    print(found.sentence, *found.details, sep="\n")
    return found.is_intact
