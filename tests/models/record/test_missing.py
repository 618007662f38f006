"""Missing voices are told by displayed unit, as the rows tell them and no further, and never while people are asked.

The adversary: a guarded or pooled group is told of by its row alone, and a group so small that its silence would be
somebody's is not told of either; who has answered is nobody's business before asking ends, nor who does afterwards.
"""

from collections.abc import Callable, Iterable

import pytest

from app.models import AttributionRule, PositionState
from app.models.record import asking
from app.models.record.missing import missing_voices, unheard
from app.models.record.position import Wording
from app.models.record.read_back import CanStand, ReadBack
from app.models.record.settling import finish_later, position_of, settle
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.models.workshop.draft import GroupDraft
from app.tokens import new_token
from tests.conftest import Lobby

COUNCIL, PROVIDERS = ("Olu", "Oona", "Omar", "Ola"), ("Priya", "Pat", "Petra")
SMALL = ("Hari", "Carol", "Cy")
LARGE = (
    GroupDraft("Council", 8, is_assessing=True),
    GroupDraft("Providers", 6),
    GroupDraft("Healthwatch", 1),
    GroupDraft("Carers", 2, asks_for_label=False),
)
WORDS = "People are asked what matters to them."


def all_say(score: int | None, *names: Iterable[str]) -> dict[str, int | None]:
    return {name: score for group in names for name in group}


def said(room: Lobby, subject: Subject | None = None) -> list[str]:
    subject = subject or Subject.standard(numbered(room.session, room.workshop.id, "6"))
    return [str(voice) for voice in missing_voices(room.session, subject)]


# -- As they rated


def test_a_group_of_which_nobody_answered_was_not_heard(room: Lobby) -> None:
    room.revealed(all_say(7, COUNCIL, SMALL))
    assert said(room) == ["Providers was not heard"]


def test_a_group_that_could_not_tell_is_no_silent_one(room: Lobby) -> None:
    room.revealed(all_say(7, COUNCIL, SMALL) | all_say(None, PROVIDERS))
    assert not any("Providers was not heard" in line for line in said(room))


def test_of_a_pool_its_row_is_told_and_nothing_of_who_in_it_said_nothing(room: Lobby) -> None:
    """Hari could not tell, or said nothing: the two rooms read alike."""
    read = []
    for number, hari in (("6", None), ("9", 4)):
        round_ = room.revealed(all_say(7, COUNCIL, PROVIDERS) | all_say(4, ("Carol", "Cy")) | {"Hari": hari}, number)
        read.append([str(voice) for voice in unheard(round_.frozen)])
    assert not any(name in str(read) for name in ("Healthwatch", "Carers", "Smaller groups"))


def test_nobody_is_missing_where_everybody_spoke(room: Lobby) -> None:
    room.revealed(all_say(7, COUNCIL, PROVIDERS, SMALL))
    assert said(room) == []


def test_a_domain_and_the_whole_name_them_by_standard(room: Lobby) -> None:
    room.revealed(all_say(7, COUNCIL, SMALL), "6")
    room.revealed(all_say(7, PROVIDERS, SMALL), "9")
    room.revealed(all_say(7, COUNCIL, PROVIDERS, SMALL), "4")
    assert said(room, Subject.domain(room.workshop, "3")) == ["6: Providers was not heard", "9: Council was not heard"]
    assert said(room, Subject.overall(room.workshop)) == ["6: Providers was not heard", "9: Council was not heard"]
    assert said(room, Subject.domain(room.workshop, "2")) == []


def test_before_a_reveal_there_is_nobody_to_miss(room: Lobby) -> None:
    sitting = room.open("6")
    room.rate("Olu", room.round_of("6"), 7)
    assert said(room) == []
    sitting.close(room.session, by="facilitator")
    assert said(room) == []


# -- As they answered


@pytest.fixture
def large(make_room: Callable[..., Lobby]) -> Lobby:
    """Council and Providers have enough people to be counted; three more of small groups speak together."""
    room = make_room(groups=LARGE)
    for number in range(4):
        room.seat(f"Council {number}", "Council")
    for number in range(3):
        room.seat(f"Provider {number}", "Providers")
    room.revealed(dict.fromkeys(room.seats, 6))
    return room


def of(room: Lobby, *groups: str) -> list[str]:
    names = {group.id: group.name for group in room.workshop.groups}
    return [name for name, seat in room.seats.items() if names[seat.group_id or 0] in groups]


def ask(room: Lobby) -> tuple[Subject, ReadBack]:
    six = Subject.standard(numbered(room.session, room.workshop.id, "6"))
    return six, asking.read_back(room.session, six, PositionState.AGREED, WORDS, by="facilitator")


def answer(room: Lobby, about: tuple[Subject, ReadBack], names: Iterable[str], says: CanStand = CanStand.AGREE) -> None:
    for name in names:
        asking.assent(room.session, *about, room.seats[name].id, says, new_token())


def test_nothing_is_said_of_who_has_answered_while_people_are_asked(large: Lobby) -> None:
    about = ask(large)
    assert said(large) == []
    answer(large, about, of(large, "Council"))
    assert said(large) == []


def test_a_counted_unit_that_did_not_answer_is_named_once_asking_has_ended(large: Lobby) -> None:
    about = ask(large)
    answer(large, about, of(large, "Council"))
    asking.end_all(large.session, about[0], by="facilitator")
    assert said(large) == ["Providers did not answer when the words were read back"]


def test_one_answer_of_a_unit_is_enough_for_it_not_to_be_missing(large: Lobby) -> None:
    about = ask(large)
    answer(large, about, [*of(large, "Council"), of(large, "Providers")[0]])
    asking.end_all(large.session, about[0], by="facilitator")
    assert said(large) == []


@pytest.mark.parametrize("answers", [(), ("Hari",), ("Carol", "Cy")])
def test_a_guarded_units_silence_is_never_told(large: Lobby, answers: tuple[str, ...]) -> None:
    about = ask(large)
    answer(large, about, [*of(large, "Council", "Providers"), *answers])
    asking.end_all(large.session, about[0], by="facilitator")
    assert said(large) == []


def test_of_a_unit_that_is_guarded_for_its_few_scores_nothing_is_told(room: Lobby) -> None:
    """Three providers: their row is told of the round, and of the asking nothing."""
    room.revealed(all_say(7, COUNCIL, PROVIDERS, SMALL))
    about = ask(room)
    answer(room, about, COUNCIL)
    asking.end_all(room.session, about[0], by="facilitator")
    assert said(room) == []


def test_nobody_sees_an_answer_come_in_after_asking_has_ended(large: Lobby) -> None:
    """Else whoever watches the console learns that one of them has just answered."""
    about = ask(large)
    answer(large, about, of(large, "Council"))
    asking.end_all(large.session, about[0], by="facilitator")
    before = said(large)
    answer(large, about, of(large, "Providers"), CanStand.DO_NOT_AGREE)
    assert said(large) == before != []


def test_under_the_open_rule_every_unit_may_be_missed(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    room.revealed(all_say(7, COUNCIL, PROVIDERS, SMALL))
    about = ask(room)
    answer(room, about, COUNCIL)
    asking.end_all(room.session, about[0], by="facilitator")
    missing = "did not answer when the words were read back"
    assert said(room) == [f"{name} {missing}" for name in ("Providers", "Healthwatch", "Carers")]


# -- In the record


def test_settling_all_the_same_is_recorded_with_who_was_missing(large: Lobby) -> None:
    about = ask(large)
    answer(large, about, of(large, "Council"))
    asking.end_all(large.session, about[0], by="facilitator")
    named = said(large)
    position = settle(large.session, about[0], Wording(PositionState.AGREED, WORDS), "facilitator", 0)
    assert position.missing == named == ["Providers did not answer when the words were read back"]


def test_what_is_finished_later_leaves_who_was_missing_as_it_was(room: Lobby) -> None:
    room.revealed(all_say(7, COUNCIL, SMALL))
    six = Subject.standard(numbered(room.session, room.workshop.id, "6"))
    settle(room.session, six, Wording(PositionState.AGREED, WORDS), "facilitator", 0)
    finish_later(room.session, six, {"next_step": "Ask them."}, "scribe 1", 1)
    newest = position_of(room.session, six)
    assert newest is not None and (newest.version, newest.missing) == (2, ["Providers was not heard"])
