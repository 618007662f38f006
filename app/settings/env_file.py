"""The file `.env`, in whatever writing the machine at hand saved it: UTF-8, UTF-16 (“Unicode”) or Windows-1252."""

import codecs
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from pydantic_settings import DotEnvSettingsSource

from app.errors import CannotStart

MARKS = (  # the longer ones first: one of UTF-32 begins as one of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


class EnvFile(DotEnvSettingsSource):
    def _read_env_file(self, file_path: Path) -> Mapping[str, str | None]:
        found = dotenv_values(stream=StringIO(_text(file_path)), interpolate=True)
        return {name.lower(): value for name, value in found.items()}


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CannotStart(
            f"{file.absolute()} cannot be read ({error.strerror}). Make it readable for this account, or take it away."
        ) from None
    for encoding in _writings(content):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise CannotStart(f"{file.absolute()} cannot be read as text. Open it in an editor and save it as UTF-8.")


def _writings(content: bytes) -> tuple[str, ...]:
    """By its mark; else by where the zeros stand, for settings are written in letters of English."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return (encoding,)
    if b"\0" in content:
        return ("utf-16-be",) if content.startswith(b"\0") else ("utf-16-le",)
    return ("utf-8", "cp1252")
