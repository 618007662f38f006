"""A finding beside its picture: what the picture says already is left out.

On the console it is its first sentence, and the whole of it opens under “Why”. Stage and phone have every sentence, the
lead of each in bold.
"""

import re
from collections.abc import Iterable

Leads = tuple[tuple[str, str], ...]
COUNTED = r" \(\d+ (?:person|people)\)"
NEXT_SENTENCE = re.compile(r"\. (?=[A-Z“\"])")
SENTENCE = re.compile(r"(?<=\.) (?=[A-Z“\"])")


MOVED = {  # how a comparison of two rounds begins, where there is one
    "moved_together": "Moved together",
    "held": "Unchanged",
    "opened_up": "Opened up",
    "converged": "Converged",
    "narrowed": "Narrowed",
    "widened": "Widened",
    "unchanged": "Unchanged",
}


def brief(sentence: str, bands: Iterable[str]) -> str:
    first, *rest = NEXT_SENTENCE.split(beside_picture(sentence, bands), maxsplit=1)
    return f"{first}." if rest else first


def beside_picture(text: str, bands: Iterable[str]) -> str:
    """Without counts of people and names of bands."""
    names = "|".join(re.escape(name) for name in bands)
    return re.sub(rf"{COUNTED}| \((?:{names})(?: to (?:{names}))?\)", "", text).replace(": middle ", " ")


def moved(label: str | None, text: str) -> str:
    lead = MOVED.get(label or "")
    return f"{lead}: {text[0].lower()}{text[1:]}" if lead else text


def leads(text: str) -> Leads:
    """Of each sentence what it begins with, up to its last colon, and the rest."""
    return tuple(_led(sentence) for sentence in SENTENCE.split(text))


def _led(sentence: str) -> tuple[str, str]:
    lead, colon, rest = sentence.rpartition(": ")
    return f"{lead}{colon}".rstrip(), rest
