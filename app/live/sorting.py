"""What differs between what a screen was told and what it shows now: found once for all who are told the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.live.state import Cut, Letters, Own, Piece, Shared, State
from app.live.wire import framed


@dataclass(frozen=True)
class News:
    letters: Letters

    @cached_property
    def frame(self) -> bytes:
        return framed(self.letters.values())


NO_NEWS = News({})


@dataclass(frozen=True)
class _Between:
    """Two states of an audience."""

    new: tuple[tuple[str, Cut], ...]  # for everybody
    with_gaps: tuple[tuple[str, Cut], ...]  # new for whom one of their own places is


class Sorting:
    """Of one refresh of a room. What is the same is the same object there, so that it is found by identity."""

    def __init__(self) -> None:
        self._news: dict[tuple[int, int, int, int], tuple[State, State, News]] = {}  # which keeps them from being freed
        self._between: dict[tuple[int, int], _Between] = {}

    def between(self, shown: State, state: State) -> News:
        """What stays away from a state stands on its screen as it was: no fragment is ever taken back."""
        if shown.shared is state.shared and shown.own is state.own:
            return NO_NEWS
        same = id(shown.shared), id(shown.own), id(state.shared), id(state.own)
        found = self._news.get(same)
        if found is None:
            news = News(self._letters(shown, state))
            found = self._news[same] = shown, state, news
        return found[2]

    def _letters(self, shown: State, state: State) -> Letters:
        pair = id(shown.shared), id(state.shared)
        between = self._between.get(pair)
        if between is None:
            between = self._between[pair] = _compared(shown.shared, state.shared)
        letters = {element: cut.filled(state.own) for element, cut in between.new}
        if shown.own is not state.own:
            moved = [(element, cut) for element, cut in between.with_gaps if _has_moved(cut.gaps, shown.own, state.own)]
            letters |= {element: cut.filled(state.own) for element, cut in moved}
            before = dict(shown.own.beside)
            beside = [(element, piece) for element, piece in state.own.beside if _differ(before.get(element), piece)]
            letters |= {element: (piece,) for element, piece in beside}
        return letters


def _compared(shown: Shared, state: Shared) -> _Between:
    new = {element for element, cut in state.cut.items() if _is_new(shown.cut.get(element), cut)}
    return _Between(
        tuple((element, cut) for element, cut in state.cut.items() if element in new),
        tuple((element, cut) for element, cut in state.cut.items() if element not in new and cut.gaps),
    )


def _is_new(before: Cut | None, cut: Cut) -> bool:
    return before is not cut and (before is None or before.html != cut.html)


def _has_moved(gaps: Iterable[str], before: Own, own: Own) -> bool:
    return any(_differ(before.piece(name), own.piece(name)) for name in gaps)


def _differ(before: Piece | None, piece: Piece) -> bool:
    return before is not piece and (before is None or before.text != piece.text)
