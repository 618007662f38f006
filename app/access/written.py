"""What was typed into a form that could not be taken: given back with the refusal, and carried over a sign-in.

It stays with whoever sent it, in the page that answers them; the server keeps nothing of it.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

SENT = "critical_friend.sent"  # in a request's scope: the body of its form
AGAIN = "again"  # the field by which a form asks to be shown as it was, and does nothing
NEVER_BACK = frozenset({"password", "current", AGAIN})
TEXT = re.compile(
    r"text|wording|divergent_views|evidence|how_known|next_step|good_practice|narrative|words|what|others|due|why|"
    r"action_(what|who|due)|reason(-\d+)?|title|link|note|asked_title|label|ground_rules|council|responsible|"
    r"data_contact|lawful_basis|theme-(title|about|questions)-.+|group-\d+|fingerprint|"
    r"hold_(reason|owner)|reach|progress|outcome"
)
COMES_BACK = re.compile(
    r"/workshops|/workshops/\d+/(prepare/[a-z]+|evidence|evidence/asked|phone/evidence|phone/comments)|"
    r"/workshops/\d+/actions(/\d+)?|/workshops/\d+/positions/[^/]+|/workshops/\d+/rounds/\d+/rating|"
    r"/workshops/\d+/read-backs/\d+/assent|/workshops/\d+/pack/sentences|/complaints"
)  # where a form with AGAIN answers with its page, everything typed still in it
SHORT = 60  # characters; such lines are given back together
MOST_FIELDS = 1000  # the longest form of ours, a draft with every group and theme, has under 200
MOST_CARRIED = 200 * 1024  # bytes: the longest form of ours in the longest writing has about 120


class Written(NamedTuple):
    """A form as it was sent."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> list[str]:
        """What a person typed, for copying: long texts each alone, short ones a line each."""
        typed = [text for name, text in self.fields if TEXT.fullmatch(name) and text.strip() and not text.isdecimal()]
        long = [text for text in typed if _is_long(text)]
        short = "\n".join(text for text in typed if not _is_long(text))
        return [*long, short] if short else long

    @property
    def comes_back(self) -> bool:
        return bool(self.texts) and COMES_BACK.fullmatch(self.path) is not None

    @property
    def packed(self) -> str:
        """As one field of another form; nothing if it is more than that may carry."""
        whole = urlencode(self.fields) if self.texts else ""
        return whole if len(whole) <= MOST_CARRIED else ""


def _is_long(text: str) -> bool:
    return len(text) > SHORT or "\n" in text.strip()


def written(scope: Mapping[str, Any]) -> Written:
    """Takes a while for a long form: not on the event loop."""
    return unpacked(scope["path"], scope.get(SENT, b"").decode(errors="replace"))


def unpacked(path: str, packed: str) -> Written:
    """Of a form with more fields than ours have nothing comes back: nobody typed it."""
    fields = parse_qsl(packed, keep_blank_values=True) if packed.count("&") < MOST_FIELDS else []
    return Written(path, tuple((name, text) for name, text in fields if name not in NEVER_BACK))


def asks_back(typed: MutableMapping[str, Any]) -> bool:
    """Whether this form only wants to be shown as it was: after a sign-in, or after a failure."""
    return bool(typed.pop(AGAIN, "") == "yes")
