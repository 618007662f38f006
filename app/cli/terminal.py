"""What a command says on consoles that cannot show every sign of it."""

import codecs
import io
import sys

IN_PLAIN = str.maketrans({"“": "'", "”": "'", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "·": "-"})


def speak_plainly() -> None:
    """No curly quote, and no file name that is no text, may end a command half-way."""
    codecs.register_error("plainly", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainly")


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = error.object[error.start : error.end].translate(IN_PLAIN)
    return plain.encode("ascii", "replace").decode(), error.end
