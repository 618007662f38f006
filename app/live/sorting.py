"""What differs between what a screen was told and what it shows now: found once for all who are told the same."""

from dataclasses import dataclass
from functools import cached_property

from app.live.own import Rendered
from app.live.wire import framed


@dataclass(frozen=True)
class News:
    letters: Rendered

    @cached_property
    def frame(self) -> bytes:
        return framed("".join(self.letters.values()))


class Sorting:
    """Of one refresh of a room. States that are equal are the same object there, so that they are found by identity."""

    def __init__(self) -> None:
        self._news: dict[tuple[int, int], tuple[Rendered, Rendered, News]] = {}  # which keeps both from being freed

    def between(self, shown: Rendered, state: Rendered) -> News:
        """What stays away from a state stands on its screen as it was: no fragment is ever taken back."""
        found = self._news.get((id(shown), id(state)))
        if found is None:
            news = News({element: html for element, html in state.items() if html != shown.get(element)})
            found = self._news[id(shown), id(state)] = shown, state, news
        return found[2]
