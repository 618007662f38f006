"""What opens something: tokens for cookies and links, and codes that people read out. Kept by their hash alone."""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # 31, none that look alike: no I, L, O, 0, 1


def new_token() -> str:
    """128 random bits, as text for a cookie or a link."""
    return secrets.token_urlsafe(16)


def derived_token(*parts: str) -> str:
    """128 bits that only whoever knows the parts can make; as unguessable as the most secret of them."""
    return urlsafe_b64encode(sha256("\n".join(parts).encode()).digest()[:16]).decode().rstrip("=")


def hashed(token: str) -> str:
    """A token is random already, so one round of SHA-256 is enough; passwords go another way (see account)."""
    return sha256(token.encode()).hexdigest()


def random_code(length: int) -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def code_from(token: str) -> str:
    """Eight letters, evenly drawn: the last remainders of 128 bits weigh nothing here."""
    number = int.from_bytes(sha256(token.encode()).digest())
    return "".join(CODE_LETTERS[number // len(CODE_LETTERS) ** place % len(CODE_LETTERS)] for place in range(8))


def typed_code(text: str) -> str:
    """A code as people type it, spaces, hyphens and small letters forgiven."""
    return "".join(character for character in text.upper() if character.isalnum())
