"""What stands in a template as markup of ours: typed text kept to itself, drawings, keys, and what hides a length."""

import re
from functools import cache

from markupsafe import Markup, escape

from app.bidi import has_letters_from_the_right, runs
from app.frameworks.pictures import PICTURES
from app.rendering.static_files import APP
from app.tokens import new_token


def line_drawing(name: str, shows: str = "") -> Markup:
    """One of our pictures, in the page itself: so it has the colour of the words, in a contrast theme too."""
    if name not in PICTURES:
        return Markup()
    opening = Markup('<svg class="easy-picture" role="img" aria-label="{}" ').format(shows or PICTURES[name])
    return opening + _drawn(name)


@cache
def _drawn(name: str) -> Markup:
    file = APP / "static" / "pictures" / f"{name}.svg"
    return Markup(file.read_text(encoding="utf-8").removeprefix("<svg "))  # noqa: S704 - a file of ours


def once() -> Markup:
    """A form's key: sent twice it is one press. Not for a fragment, which is the same for a whole audience."""
    return Markup('<input type="hidden" name="key" value="{}">').format(new_token())


def even(html: str, size: int) -> Markup:
    """Filled up to a full `size` of bytes, so that nobody reads an answer off the length of a frame or a page."""
    missing = -(len(str(html).encode()) + len("<!---->")) % size
    return Markup(html) + Markup(f"<!--{'.' * missing}-->")  # noqa: S704 - dots


def flag(attribute: str, holds: object) -> Markup:
    """One that is there or not, like `checked`; blanks as long where it is not."""
    return Markup(f" {attribute}" if holds else " " * (len(attribute) + 1))  # noqa: S704 - a template's own


def typed(text: str) -> Markup:
    """What somebody typed, inside a line of ours: the signs at its end stay with it, whichever way it runs."""
    return Markup("<bdi>{}</bdi>").format(text) if has_letters_from_the_right(text) else escape(text)


def at_joints(address: str) -> Markup:
    """A line may end before a dot, colon or slash of it, nowhere else while that is enough; copied it is as it was."""
    return Markup("<wbr>").join(escape(part) for part in re.split(r"(?<=[^:/])(?=[.:/](?!/))", address))


def mixed(sentence: str) -> Markup:
    """A sentence of ours with names in it that somebody typed."""
    parts = (typed(part) if from_the_right else escape(part) for part, from_the_right in runs(sentence))
    return Markup("").join(parts)
