"""The record as one web page: its style and pictures inside it, no script, and nothing fetched from anywhere."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from app.exports.contents.report import Report
from app.exports.front import NOT_CONFIRMED, WORKING
from app.exports.record import record
from app.exports.record.blocks import Picture
from app.rendering import fragment

SHEETS = {
    (WORKING, NOT_CONFIRMED): "working",
    (WORKING,): "confirmed-working",
    (NOT_CONFIRMED,): "unconfirmed",
    (): "confirmed",
}  # what the style prints on top of each sheet
STYLE = Path(__file__).parent / "page.css"


def as_page(report: Report) -> bytes:
    """HTML that stands by itself, as a file and behind a policy that lets in this one style."""
    told = record(report)
    sheet, css = SHEETS[told.marks], Markup(style())  # noqa: S704 - ours
    return fragment("record/page.html", record=told, sheet=sheet, style=css, inline=inline).encode()


def style_hash() -> str:
    """As `style-src` of a Content-Security-Policy takes it."""
    return f"'sha256-{b64encode(sha256(style().encode()).digest()).decode()}'"


@cache
def style() -> str:
    return STYLE.read_text("utf-8").strip()


def inline(picture: Picture, place: str) -> Markup:
    """With a name and a description that a screen reader finds. The drawing has escaped what people typed."""
    start, end = picture.svg.split(">", 1)
    names = Markup(' role="img" aria-labelledby="{0}-name {0}-words"><title id="{0}-name">{1}</title>').format(
        place, picture.caption
    )
    words = Markup('<desc id="{}-words">{}</desc>').format(place, picture.alt)
    return Markup(start) + names + words + Markup(end)  # noqa: S704
