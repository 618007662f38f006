"""What one person of a crowd remembers, against what is stored."""

import asyncio

from app.crowd.gathering import Crowd, Gathering
from app.crowd.person import Person
from app.crowd.tally import Tally
from app.crowd.told import Receipt


def test_something_else_stored_than_was_acknowledged_is_lost() -> None:
    assert _lost(stands="06", stored="Recorded: 6, 14:03.") == 0
    assert _lost(stands="ct", stored="Recorded: can’t tell, 14:03.") == 0
    assert _lost(stands="06", stored="Recorded: 5, 14:03.") == 1
    assert _lost(stands="06", stored="Nothing recorded yet.") == 1


def test_what_was_sent_later_and_not_acknowledged_may_be_stored() -> None:
    assert _lost(stands="06", stored="Recorded: 5, 14:03.", sent_later={"05"}) == 0


def _lost(stands: str, stored: str, sent_later: frozenset[str] | set[str] = frozenset()) -> int:
    async def compare() -> int:
        gathering = Gathering(Crowd("http://127.0.0.1:1", "ABCDEF"), Tally(1))
        person = Person(gathering, 0)
        person._compare(Receipt("", is_recorded=True, text=stored), stands, set(sent_later))
        await gathering.close()
        return gathering.tally.lost

    return asyncio.run(compare())
