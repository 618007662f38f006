"""`critical-friend import`: a workshop that was held on another server, from its working JSON."""

import base64
from pathlib import Path

from app.cli.beside import write_beside
from app.cli.framework_files import read_bytes
from app.exports.importing import read_record, take_in
from app.settings import Settings


def import_file(settings: Settings, file: Path, owner: str = "") -> str:
    """Returns a sentence for the person who asked. A broken file is refused before a database is made for it."""
    content = read_bytes(file)
    record = read_record(content)
    body: dict[str, object] = {"content": base64.b64encode(content).decode(), "owner": owner}
    return write_beside(settings, "records", body, lambda session: take_in(session, record, owner))
