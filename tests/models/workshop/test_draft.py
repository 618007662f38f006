"""What a draft must hold, and that it says what is missing field by field."""

from datetime import date

import pytest
from sqlmodel import Session

from app.errors import Incomplete
from app.frameworks import DEFAULT, framework
from app.models import Account
from app.models.rounds.preparing import create
from app.models.workshop.draft import MOST_GROUPS, GroupDraft
from tests.conftest import northvale_draft


@pytest.fixture
def fay(session: Session) -> Account:
    return Account.add(session, "fay@northvale.example", "Fay", "not a hash")


def problems(**changes: object) -> dict[str, str]:
    with pytest.raises(Incomplete) as refusal:
        northvale_draft(**changes).must_hold(framework(DEFAULT))
    return refusal.value.problems


def groups(*names: str) -> tuple[GroupDraft, ...]:
    return tuple(GroupDraft(name, 3) for name in names)


def test_a_whole_draft_holds() -> None:
    northvale_draft().must_hold(framework(DEFAULT))


@pytest.mark.parametrize("field", ["council", "title", "responsible", "data_contact", "lawful_basis"])
def test_an_empty_or_endless_line_is_named_by_its_field(field: str) -> None:
    assert set(problems(**{field: "  "})) == {field}
    assert set(problems(**{field: "x" * 121})) == {field}


def test_every_problem_is_told_at_once() -> None:
    found = problems(council="", title="", standards=(), groups=(), planned_minutes=0, erase_seats_on=date(2020, 1, 1))
    assert set(found) == {"council", "title", "standards", "groups", "planned_minutes", "erase_seats_on"}


def test_an_unknown_framework_is_refused(session: Session, fay: Account) -> None:
    with pytest.raises(Incomplete) as refusal:
        create(session, fay.id, northvale_draft(framework_key="../../etc/passwd"))
    assert set(refusal.value.problems) == {"framework_key"}


def test_an_unknown_standard_is_refused() -> None:
    assert set(problems(standards=("6", "77"))) == {"standards"}


@pytest.mark.parametrize(
    "names",
    [
        ("Council",),
        tuple(f"Group {n}" for n in range(MOST_GROUPS + 1)),
        ("Carers", "carers"),
        ("Council", "Smaller groups together"),
    ],
)
def test_groups_are_two_to_twelve_with_names_of_their_own(names: tuple[str, ...]) -> None:
    assert set(problems(groups=groups(*names))) == {"groups"}


@pytest.mark.parametrize("names", [("Carers", "Ｃarers"), ("Health watch", "Health  watch")])
def test_names_that_are_equal_once_cleaned_are_refused_in_words(
    session: Session, fay: Account, names: tuple[str, ...]
) -> None:
    with pytest.raises(Incomplete) as refusal:
        create(session, fay.id, northvale_draft(groups=groups(*names)))
    assert set(refusal.value.problems) == {"groups"}


def test_no_group_can_take_the_name_of_the_pooled_unit_by_an_extra_space(session: Session, fay: Account) -> None:
    with pytest.raises(Incomplete):
        create(session, fay.id, northvale_draft(groups=groups("Council", "Smaller  groups together")))


@pytest.mark.parametrize("name", ["x" * 41, "left\u202eright"])
def test_a_group_name_that_cannot_be_kept_is_a_problem_of_the_groups_field(
    session: Session, fay: Account, name: str
) -> None:
    with pytest.raises(Incomplete) as refusal:
        create(session, fay.id, northvale_draft(groups=groups("Council", name)))
    assert set(refusal.value.problems) == {"groups"}


@pytest.mark.parametrize("expected", [0, 501])
def test_each_group_expects_1_to_500_people(expected: int) -> None:
    assert set(problems(groups=(GroupDraft("Council", 4), GroupDraft("Carers", expected)))) == {"groups"}


def test_the_record_outlives_seats_and_reasons_and_both_the_day() -> None:
    for day in (22, 23, 30):  # until then people who sat there may comment
        assert set(problems(erase_seats_on=date(2026, 11, day))) == {"erase_seats_on"}
    northvale_draft(erase_seats_on=date(2026, 12, 1)).must_hold(framework(DEFAULT))
    northvale_draft(erase_seats_on=date(2026, 12, 1), erase_record_on=date(2026, 12, 1)).must_hold(framework(DEFAULT))
    assert set(problems(erase_record_on=date(2026, 11, 24))) == {"erase_record_on"}
