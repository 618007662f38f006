"""A finding in one line, for the console's list: what its picture says already is left out, and what follows the first
sentence. The whole of it opens under “Why”."""

import re
from collections.abc import Iterable

COUNTED = r" \(\d+ (?:person|people)\)"
NEXT_SENTENCE = re.compile(r"\. (?=[A-Z“\"])")


def brief(sentence: str, bands: Iterable[str]) -> str:
    """Without counts of people and names of bands: both stand in the picture beside it."""
    names = "|".join(re.escape(name) for name in bands)
    text = re.sub(rf"{COUNTED}| \((?:{names})(?: to (?:{names}))?\)", "", sentence)
    first, *rest = NEXT_SENTENCE.split(text.replace(": middle ", " "), maxsplit=1)
    return f"{first}." if rest else first
