"""What people take away: one file per format, each written from the same format-free report."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from app.errors import CannotStart
from app.exports.as_json import as_json
from app.exports.as_word import as_word
from app.exports.contents import Report
from app.exports.report import report

FORMATS: dict[str, Callable[[Report, bool], bytes]] = {
    "json": lambda made, _: as_json(made),
    "docx": lambda made, numbers: as_word(made, numbers=numbers),
}

__all__ = ["FORMATS", "Report", "as_json", "as_word", "file_name", "report", "write"]


def write(session: Session, workshop_id: int, folder: Path, *, numbers: bool = False) -> list[Path]:
    """Writes every format into `folder`, replacing what an earlier export of the same day's workshop left there."""
    made = report(session, workshop_id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / file_name(made, ending), form(made, numbers)) for ending, form in FORMATS.items()]
    except OSError as error:
        raise CannotStart(
            f"The folder {folder} cannot be written ({error.strerror}). Choose another one, or make it writable."
        ) from None


def _write(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def file_name(made: Report, ending: str) -> str:
    """Plain letters, digits and hyphens, whatever the council is called: safe in a folder and in a header."""
    letters = unicodedata.normalize("NFKD", made.workshop.council).encode("ascii", "ignore").decode().lower()
    council = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80] or "workshop"
    return f"{council}-{made.workshop.held_on.isoformat()}-workshop-{made.workshop.id}.{ending}"
