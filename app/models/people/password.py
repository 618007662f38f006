"""Passwords: which may be kept, as OWASP ASVS 5.0 asks in 6.2: a length and a list of common ones, no composition."""

import re
from collections.abc import Iterable
from functools import cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError

from app.errors import Incomplete

SHORTEST = 8
LONG = 15  # from here on no list is asked: four plain words are beyond all lists
LONGEST = 256
OF_THE_PRODUCT = ("critical friend", "peer challenge", "peer review", "workshop", "facilitator", "commissioning")
REPEATED = re.compile(r"(.{1,4}?)\1+")  # one short piece again and again
passwords = PasswordHash.recommended()

TOO_SHORT = f"Choose a password of {SHORTEST} characters or more; four plain words are good."
TOO_LONG = f"Choose a password of {LONGEST} characters or fewer."
COMMON = (
    "That password is on a list of common ones, and whoever guesses starts there. "
    "Choose another; four plain words that do not belong together are good."
)
ABOUT_YOU = (
    "That password is made of your address or of words that everybody here knows. "
    "Choose one that nobody would connect with you or with this program."
)


def must_hold(password: str, email: str, guesses: Iterable[str] = ()) -> None:
    """`guesses`: more words that whoever guesses would try, such as the council whose workshop the account prepares."""
    if problem := _problem(password, email, guesses):
        raise Incomplete({"password": problem})


def _problem(password: str, email: str, guesses: Iterable[str]) -> str:
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    if _letters(password) in {_letters(text) for text in (*OF_THE_PRODUCT, *_of_address(email), *guesses)}:
        return ABOUT_YOU
    folded = password.casefold()
    if REPEATED.fullmatch(folded) or (len(password) < LONG and {folded, _letters(folded)} & _common()):
        return COMMON
    return ""


def _of_address(email: str) -> Iterable[str]:
    name, _, host = email.partition("@")
    return email, name, host, host.partition(".")[0]


def _letters(text: str) -> str:
    """Without what people add to a word that was refused: capitals, digits and signs."""
    return "".join(character for character in text.casefold() if character.isalpha())


@cache
def _common() -> frozenset[str]:
    """Loaded when first asked, not at every start of a command: about 90,000 passwords, names and words."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    lists: Iterable[list[str]] = FREQUENCY_LISTS.values()
    return frozenset(word.casefold() for words in lists for word in words)


def hash_password(password: str) -> str:
    """Argon2: about 160 ms of one core and 64 MiB, so a server does it through `Weighing` alone."""
    return passwords.hash(password)


def password_matches(password: str, password_hash: str | None) -> bool:
    """Takes as long for an unknown address as for a known one, so that addresses cannot be probed."""
    try:
        matches = passwords.verify(password, password_hash or _nobodys())
    except UnknownHashError:  # an account that nobody can sign in to yet
        return False
    return matches and password_hash is not None


@cache
def _nobodys() -> str:
    return passwords.hash("nobody")
