"""What differs between what a screen was told and what it shows now: found once for all who are told the same."""

from dataclasses import dataclass
from functools import cached_property

from app.live.state import NOBODYS, Cut, Letters, Own, Piece, Shared, State
from app.live.wire import framed


class News:
    """Both frames are made once each, without the lock that a `cached_property` takes before Python 3.12."""

    __slots__ = ("_frame", "_packed", "letters")

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self._frame: bytes | None = None
        self._packed: bytes | None = None

    @property
    def frame(self) -> bytes:
        if self._frame is None:
            self._frame = framed(self.letters.values())
        return self._frame

    @property
    def packed(self) -> bytes:
        if self._packed is None:
            self._packed = framed(self.letters.values(), packed=True)
        return self._packed


NO_NEWS = News({})


@dataclass(frozen=True)
class _Between:
    """Two states of an audience."""

    shown: Shared  # kept from being freed, like
    state: Shared
    new: tuple[tuple[str, Cut], ...]  # for everybody
    with_gaps: tuple[tuple[str, Cut], ...]  # new for whom one of their own places is

    @cached_property
    def for_all(self) -> News | None:
        """None: it has places of each one's own in it."""
        if any(cut.goes_on for _, cut in self.new):
            return None
        return News({element: cut.filled(NOBODYS) for element, cut in self.new})

    def news(self, before: Own, own: Own) -> News:
        letters = {element: cut.filled(own) for element, cut in self.new}
        if before is not own:
            moved = [(element, cut) for element, cut in self.with_gaps if _has_moved(cut, before, own)]
            letters |= {element: cut.filled(own) for element, cut in moved}
            were = dict(before.beside)
            letters |= {element: (piece,) for element, piece in own.beside if _differ(were.get(element), piece)}
        return News(letters)


class Sorting:
    """Of one refresh of a room. What is the same is the same object there, so that it is found by identity."""

    def __init__(self) -> None:
        self._between: dict[tuple[int, int], _Between] = {}
        self._news: dict[tuple[int, int, int, int], tuple[Own, Own, News]] = {}  # which keeps both from being freed

    def between(self, shown: State, state: State) -> News:
        """What stays away from a state stands on its screen as it was: no fragment is ever taken back."""
        if shown.shared is state.shared and shown.own is state.own:
            return NO_NEWS
        pair = id(shown.shared), id(state.shared)
        between = self._between.get(pair)
        if between is None:
            between = self._between[pair] = _compared(shown.shared, state.shared)
        if shown.own is state.own and between.for_all is not None:
            return between.for_all
        same = *pair, id(shown.own), id(state.own)
        found = self._news.get(same)
        if found is None:
            found = self._news[same] = shown.own, state.own, between.news(shown.own, state.own)
        return found[2]


def _compared(shown: Shared, state: Shared) -> _Between:
    new = {element for element, cut in state.cut.items() if _is_new(shown.cut.get(element), cut)}
    return _Between(
        shown,
        state,
        tuple((element, cut) for element, cut in state.cut.items() if element in new),
        tuple((element, cut) for element, cut in state.cut.items() if element not in new and cut.goes_on),
    )


def _is_new(before: Cut | None, cut: Cut) -> bool:
    return before is not cut and (before is None or before.html != cut.html)


def _has_moved(cut: Cut, before: Own, own: Own) -> bool:
    return any(_differ(before.piece(name), own.piece(name)) for name, _ in cut.goes_on)


def _differ(before: Piece | None, piece: Piece) -> bool:
    return before is not piece and (before is None or before.text != piece.text)
