"""How much of something people do in how long. Beyond it is a flood, told in words with what to do; nothing is lost.

Counted by seat, by workshop, or for the whole service; never by address, for a venue is one address.
"""

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooFast

ANSWERS = RateLimitItemPerSecond(30, 10)  # of one seat, or sign-in; questions and unreadable frames among them
OFFERS = RateLimitItemPerMinute(10, 10)  # of one seat
COMMENTS = RateLimitItemPerMinute(10, 10)  # of one seat
# Likewise, while people comment. Where what is stored has no seat, nothing stored can count them: this does, in
# memory alone, until the server is started again.
COMMENTS_OF_A_WINDOW = RateLimitItemPerDay(50, 7)
WORDS_OF_SEAT = RateLimitItemPerMinute(6)
WORDS_OF_WORKSHOP = RateLimitItemPerMinute(20)
JOINS = RateLimitItemPerMinute(300)  # of one code: a room of 200 in a minute, each pressing once and a half
ALL_JOINS = RateLimitItemPerMinute(1200)
# Nobody who complains has a seat in what is stored: the whole service is counted.
COMPLAINTS = RateLimitItemPerMinute(30, 10)

FEW = 100  # names that are kept without looking which of them are still of use

TOO_MANY_ANSWERS = "Not recorded yet: too many answers came from this phone at once. Wait ten seconds, then send it."
TOO_MANY_OFFERS = (
    "Not offered: ten items in ten minutes is the most from one phone. Wait a little, then offer it again."
)
TOO_MANY_COMMENTS = (
    "Not taken: ten comments in ten minutes is the most from one seat. Wait a little, then send it again."
)
ALL_COMMENTS = "Not taken: fifty comments is the most from one seat. Tell the facilitator what else you want to say."
TOO_MANY_WORDS = "Not shown: words are being put on the stage too quickly. Wait a minute, then show it again."
TOO_MANY_COMPLAINTS = (
    "Not taken yet: very many complaints came in at once. Wait ten minutes, then send it again; or use the contact in "
    "your workshop’s notice."
)
TOO_MANY_JOINS = "Very many people are joining at once. Wait a minute, then press the button again."


class Forgetful(MemoryStorage):
    """The library keeps the name of everybody it ever counted, and looks through all of them after each hit."""

    _tidy_at = FEW

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        if len(self.events) > self._tidy_at:
            for name in list(self.events):
                with self.locks[name]:
                    if not self.events.get(name):
                        self.events.pop(name, None)
                        self.locks.pop(name, None)
            self._tidy_at = 2 * len(self.events) + FEW
        return super().acquire_entry(key, limit, expiry, amount)


class Pace:
    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(Forgetful())

    def answer(self, of: int | str | None) -> None:
        self._keep(TOO_MANY_ANSWERS, (ANSWERS, f"answers of {of}"))

    def offer(self, seat_id: int | None) -> None:
        self._keep(TOO_MANY_OFFERS, (OFFERS, f"offers of {seat_id}"))

    def comment(self, seat_id: int | None) -> None:
        self._keep(TOO_MANY_COMMENTS, (COMMENTS, f"comments of {seat_id}"))
        self._keep(ALL_COMMENTS, (COMMENTS_OF_A_WINDOW, f"comments of {seat_id}"))

    def word(self, workshop_id: int, seat_id: int | None) -> None:
        seat, workshop = f"words of {seat_id}", f"words in {workshop_id}"
        self._keep(TOO_MANY_WORDS, (WORDS_OF_SEAT, seat), (WORDS_OF_WORKSHOP, workshop))

    def join(self, workshop_id: int) -> None:
        self._keep(TOO_MANY_JOINS, (JOINS, f"joins of {workshop_id}"), (ALL_JOINS, "joins"))

    def complaint(self) -> None:
        self._keep(TOO_MANY_COMPLAINTS, (COMPLAINTS, "complaints"))

    def _keep(self, sentence: str, *limits: tuple[RateLimitItem, str]) -> None:
        if not all(self._limiter.hit(most, of) for most, of in limits):
            raise TooFast(sentence)
