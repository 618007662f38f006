"""Our static files: where each is found, and the proof that all scripts have arrived."""

from functools import cache
from hashlib import sha256
from pathlib import Path

APP = Path(__file__).parents[1]
# In this order. Plain pages have them all, too: who joins has them when the phone's first screen opens.
OURS = (
    *("saying", "reach", "line", "kept", "rating", "foot", "assent", "hiding", "easy", "typing", "unanswered"),
    *("pressing", "live", "announcing", "ended", "looks", "printing", "preparing", "copying", "acts"),
    *("agenda", "console", "refused", "whole"),
)
SCRIPTS = ("vendor/htmx.js", *(f"scripts/{name}.js" for name in OURS))


@cache
def static(name: str) -> str:
    """An address that changes with the file, so that a phone may keep it for a year."""
    digest = sha256((APP / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


@cache
def proof() -> str:
    """Of the scripts as they are in this version; a page that has them all sets it as a cookie."""
    return sha256("".join(static(name) for name in SCRIPTS).encode()).hexdigest()[:12]
