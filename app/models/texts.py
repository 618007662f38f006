"""What people write, as it is kept: no control characters, no surplus space around it, not longer than is read."""

import unicodedata

from app.errors import Incomplete

LONGEST_LABEL = 40


def cleaned(text: str) -> str:
    """Line breaks stay; other control characters go, for no screen and no document can show them."""
    if text.isprintable():  # one line without any, as most are
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c for c in line if unicodedata.category(c) != "Cc") for line in lines).strip()


def length(text: str) -> int:
    """Of what is kept: a form sends a line break as two characters, and a person counts it as one."""
    return len(cleaned(text))


def must_be_shorter(field: str, text: str, most: int) -> None:
    if length(text) > most:
        raise Incomplete({field: f"Keep this under {most} characters."})


def clean_label(label: str) -> str:
    """NFKC-normalised, one line, without control or direction-changing characters, which could make a name lie."""
    if len(label) > 4 * LONGEST_LABEL:  # before it is normalised, which takes the square of a hostile length
        raise Incomplete({"label": f"Keep your label to {LONGEST_LABEL} characters."})
    text = " ".join(unicodedata.normalize("NFKC", label).split())
    if any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs") for character in text):
        raise Incomplete({"label": "Use plain letters, numbers and spaces in your label."})
    if len(text) > LONGEST_LABEL:
        raise Incomplete({"label": f"Keep your label to {LONGEST_LABEL} characters."})
    return text
