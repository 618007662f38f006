"""From a draft to rows: whole or not at all, and only until the lobby opens."""

import pytest
from sqlmodel import Session

from app.errors import Incomplete, Refusal
from app.frameworks import Framework
from app.models import Account, Workshop
from app.models.rounds.preparing import create, edit
from app.models.workshop.draft import GroupDraft
from app.models.workshop.edition import add_edition
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


def test_a_draft_is_edited_whole(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft())
    edit(session, workshop, northvale_draft(title="Day 3", standards=("1",), groups=groups("Council", "Carers")))
    session.flush()
    session.expire_all()
    kept = session.get_one(Workshop, workshop.id)
    assert (kept.title, [s.number for s in kept.standards], [g.name for g in kept.groups]) == (
        "Day 3", ["1"], ["Council", "Carers"],
    )  # fmt: skip


def test_an_edit_that_does_not_hold_changes_nothing(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft())
    with pytest.raises(Incomplete):
        edit(session, workshop, northvale_draft(title=""))
    assert workshop.title == "Day 2"
    assert len(workshop.groups) == 4


@pytest.mark.parametrize(
    "change", [{"standards": ("1",)}, {"groups": northvale_draft().groups[:2]}, {"title": "Day 9"}]
)
def test_groups_standards_and_the_rest_are_fixed_once_the_lobby_is_open(room: Lobby, change: dict[str, object]) -> None:
    before = [s.number for s in room.workshop.standards], [g.name for g in room.workshop.groups], room.workshop.title
    with pytest.raises(Refusal, match="while the workshop is in its lobby"):
        edit(room.session, room.workshop, northvale_draft(**change))
    room.session.expire_all()
    workshop = room.workshop
    assert ([s.number for s in workshop.standards], [g.name for g in workshop.groups], workshop.title) == before


def reworded(known: Framework, **changes: object) -> Framework:
    return known.model_copy(update=changes)


def test_a_draft_that_names_its_edition_keeps_it_when_it_is_saved_again(session: Session, fay: Account) -> None:
    first = add_edition(session, good_neighbours())
    workshop = create(session, fay.id, northvale_draft(framework_key=first.choice, standards=("1",)))
    add_edition(session, reworded(good_neighbours(), edition="Second edition"))
    edit(session, workshop, northvale_draft(framework_key=workshop.edition.choice, standards=("2",)))
    assert workshop.edition_id == first.id
