"""How often a password may be tried: for each address that is typed, and for the whole service. Never by network
address, for a venue is one.

An account that does not exist is counted like one that does. A browser that has been signed in to an account before
proves it by a cookie and is counted apart, so that a stranger who guesses (at one account or at all of them) cannot
keep its owner out on the day. Whoever is signed in is not asked for a password at all.
"""

from hashlib import sha256

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from app.errors import TooMany
from app.log import told

OF_ADDRESS = (RateLimitItemPerMinute(5, namespace="address"), RateLimitItemPerHour(30, namespace="address"))
OF_BROWSER = (RateLimitItemPerMinute(10, namespace="browser"), RateLimitItemPerHour(60, namespace="browser"))
OF_SERVICE = RateLimitItemPerMinute(30, namespace="service")
LOGGED = RateLimitItemPerMinute(1, namespace="logged")  # a flood of refusals is one line a minute, not a full disk

FOR_ADDRESS = (
    "Too many tries for this address. Wait a minute, then try again. If it goes on, an administrator can give you "
    "a link for a new password, which works at once."
)
FOR_SERVICE = (
    "Too many wrong passwords are coming in from many places. Wait a minute, then try again. A browser in which you "
    "have signed in before is let through, and so is a link for a new password from an administrator."
)


class Tries:
    def __init__(self) -> None:
        # In windows that start with the first try: every counter goes when its time is over, however many are typed.
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def begin(self, email: str, known_account: int | None) -> None:
        """Counts one try, or refuses it. `known_account`: the one in which this browser has been signed in before."""
        if known_account is not None:
            return self._count(OF_BROWSER, str(known_account), FOR_ADDRESS)
        if not self._limiter.test(OF_SERVICE):
            raise self._too_many("service", FOR_SERVICE)
        return self._count(OF_ADDRESS, _key(email), FOR_ADDRESS)

    def was_wrong(self, known_account: int | None) -> None:
        if known_account is None:
            self._limiter.hit(OF_SERVICE)

    def was_right(self, email: str, known_account: int | None) -> None:
        """Somebody mistyped and then knew it: they start afresh."""
        self._forget(OF_ADDRESS, _key(email))
        if known_account is not None:
            self._forget(OF_BROWSER, str(known_account))

    def _count(self, limits: tuple[RateLimitItem, ...], key: str, sentence: str) -> None:
        if not all(self._limiter.hit(limit, key) for limit in limits):
            raise self._too_many(key, sentence)

    def _forget(self, limits: tuple[RateLimitItem, ...], key: str) -> None:
        for limit in limits:
            self._limiter.clear(limit, key)

    def _too_many(self, key: str, sentence: str) -> TooMany:
        if self._limiter.hit(LOGGED, key):
            told("password tries limited", reason="the service" if key == "service" else "an address", status=429)
        return TooMany(sentence)


def _key(email: str) -> str:
    """Of one length, whatever is typed; and no address lies about in memory."""
    return sha256(email.strip().casefold().encode("utf-8", "replace")).hexdigest()
