"""From a draft to rows, step by step, whatever is typed; and only until the lobby opens."""

import pytest
from sqlmodel import Session

from app.errors import Incomplete, Refusal
from app.errors.acts import ChangedMeanwhile
from app.frameworks import Framework
from app.models import Account, Workshop
from app.models.rounds.preparing import create, must_be_whole, prepare
from app.models.workshop.draft import GroupDraft
from app.models.workshop.edition import add_edition
from app.models.workshop.steps import FILLED_IN, Step
from app.models.workshop.typed_draft import group_fields, kept, only_of, state_of, values_of
from tests.conftest import Lobby, northvale_draft
from tests.frameworks import good_neighbours


@pytest.fixture
def fay(session: Session) -> Account:
    return Account.add(session, "fay@northvale.example", "Fay", "not a hash")


def groups(*names: str) -> tuple[GroupDraft, ...]:
    return tuple(GroupDraft(name, 3) for name in names)


def test_standards_stand_in_the_drafts_order_those_of_a_domain_together(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft(standards=("9", "4", "6")))
    assert [standard.number for standard in workshop.standards] == ["9", "6", "4"]
    assert [s.title for s in workshop.standards] == [workshop.framework.standard(n).title for n in ("9", "6", "4")]


def test_a_step_that_holds_is_taken_up_and_no_other_is_touched(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft())
    fields = group_fields(groups("Council", "Carers"))
    assert prepare(session, workshop, Step.GROUPS, {**fields, "attribution_rule": "open", "title": "Day 9"})
    session.expire_all()
    stored = session.get_one(Workshop, workshop.id)
    assert ([g.name for g in stored.groups], stored.attribution_rule) == (["Council", "Carers"], "open")
    assert (stored.title, [s.number for s in stored.standards]) == ("Day 2", list(northvale_draft().standards))


def test_a_step_that_does_not_hold_is_kept_as_it_was_typed_until_it_does(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft())
    typed = {**only_of(Step.OCCASION, kept(workshop)), "title": "", "held_on": "soon", "planned_minutes": "x"}
    assert not prepare(session, workshop, Step.OCCASION, typed)
    session.expire_all()
    workshop = session.get_one(Workshop, workshop.id)
    assert values_of(workshop).items() >= typed.items() and workshop.title == "Day 2"
    assert prepare(session, workshop, Step.OCCASION, {**typed, "title": "Day 3", "held_on": "2026-12-02",
                                                      "planned_minutes": "60"})  # fmt: skip
    assert (workshop.half_filled, workshop.title, workshop.planned_minutes) == ({}, "Day 3", 60)


def test_a_step_can_be_undone_by_another_and_the_lobby_waits_for_both(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft())
    must_be_whole(session, workshop)
    assert prepare(session, workshop, Step.OCCASION, {**kept(workshop), "held_on": "2127-01-01"})
    with pytest.raises(Incomplete, match="more than a week after it"):
        must_be_whole(session, workshop)


def test_what_another_page_saved_is_not_written_over_unseen(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft())
    mine, seen = kept(workshop), state_of(Step.OCCASION, kept(workshop))
    prepare(session, workshop, Step.OCCASION, {**mine, "title": "Theirs"}, seen)
    with pytest.raises(ChangedMeanwhile):
        prepare(session, workshop, Step.OCCASION, {**mine, "title": "Mine"}, seen)
    assert workshop.title == "Theirs"
    assert prepare(session, workshop, Step.OCCASION, {**mine, "title": "Theirs"}, seen), "the same is no conflict"
    prepare(session, workshop, Step.OCCASION, {**mine, "title": "Mine"}, state_of(Step.OCCASION, values_of(workshop)))
    assert workshop.title == "Mine"


@pytest.mark.parametrize("step", FILLED_IN)
def test_no_step_changes_anything_once_the_lobby_is_open(room: Lobby, step: Step) -> None:
    before = kept(room.workshop)
    with pytest.raises(Refusal, match="while the workshop is in its lobby"):
        prepare(room.session, room.workshop, step, {"title": "Day 9", "standards": ["1"], "group-0": "Us"})
    room.session.expire_all()
    assert kept(room.workshop) == before and room.workshop.half_filled == {}


def reworded(known: Framework, **changes: object) -> Framework:
    return known.model_copy(update=changes)


def test_a_draft_that_names_its_edition_keeps_it_when_it_is_saved_again(session: Session, fay: Account) -> None:
    first = add_edition(session, good_neighbours())
    workshop = create(session, fay.id, northvale_draft(framework_key=first.choice, standards=("1",)))
    add_edition(session, reworded(good_neighbours(), edition="Second edition"))
    prepare(session, workshop, Step.STANDARDS, {**kept(workshop), "standards": ["2"]})
    assert workshop.edition_id == first.id
