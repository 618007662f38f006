"""What of a glossary's entry finds room on the stage, in letters for ten metres. Phones have it whole."""

import re
from textwrap import shorten

from app.frameworks import Term

HOLDS = 300  # characters of 40 px beside the picture, in the widest of the fonts that a projector may have
LARGER = 1.6  # room that a character of the term takes, beside one of its meaning
WHERE_THE_REST_IS = 70  # for the sentence that says so


def on_stage(term: Term) -> str:
    """The whole entry, or as many of its sentences as fit; the first one at least, shortened if it must be."""
    room = HOLDS - round(len(term.term) * LARGER)
    if len(term.words) <= room:
        return term.words
    room = max(room - WHERE_THE_REST_IS, WHERE_THE_REST_IS)
    told = ""
    for sentence in re.split(r"(?<=[.?!])\s+", term.words):
        if told and len(told) + len(sentence) >= room:
            break
        told = f"{told} {sentence}".strip()
    return shorten(told, room, placeholder="…")
