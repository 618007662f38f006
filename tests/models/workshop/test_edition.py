"""Editions of frameworks: pinned whole, so that what comes later changes no older workshop."""

import json

import pytest
from sqlmodel import Session, select

from app.errors import NotFound, Refusal
from app.frameworks import DEFAULT, Framework, framework, framework_keys
from app.models import Account, Edition, Workshop
from app.models.rounds.preparing import create
from app.models.workshop.edition import add_edition, keep, keep_published, listed, named, pin
from app.models.workshop.edition_file import read_file
from tests.conftest import northvale_draft
from tests.frameworks import good_neighbours


@pytest.fixture
def fay(session: Session) -> Account:
    return Account.add(session, "fay@northvale.example", "Fay", "not a hash")


def reworded(known: Framework, **changes: object) -> Framework:
    return known.model_copy(update=changes)


def test_what_is_pinned_is_read_back_equal(session: Session) -> None:
    for known in (framework(DEFAULT), good_neighbours()):
        edition = pin(session, known)
        session.flush()
        session.expire(edition)
        assert edition.framework == known
        assert (edition.key, edition.name, edition.points) == (known.key, known.edition, known.scale.points)


def test_pinning_twice_stores_one_row(session: Session) -> None:
    assert pin(session, good_neighbours()).id == pin(session, good_neighbours()).id


def test_a_new_edition_changes_no_older_workshop(session: Session, fay: Account) -> None:
    add_edition(session, good_neighbours())
    old = create(session, fay.id, northvale_draft(framework_key="good-neighbours", standards=("1",)))
    newer = reworded(good_neighbours(), edition="Second edition", title="Better neighbours")
    add_edition(session, newer)
    new = create(session, fay.id, northvale_draft(framework_key="good-neighbours", standards=("1",)))
    session.flush()
    session.expire_all()
    assert (old.framework.title, new.framework.title) == (good_neighbours().title, "Better neighbours")


def test_an_upgrade_of_the_program_leaves_what_a_workshop_was_prepared_with(session: Session, fay: Account) -> None:
    """As if an earlier program had said one criterion in other words."""
    session.exec(select(Edition).where(Edition.key == DEFAULT)).one().is_listed = False
    earlier = pin(session, reworded(framework(DEFAULT), note="As it was said last year."))
    workshop = create(session, fay.id, northvale_draft(framework_key=earlier.choice))
    keep_published(session)
    session.flush()
    assert workshop.framework.note == "As it was said last year."
    assert earlier not in listed(session)
    assert named(session, DEFAULT).framework == framework(DEFAULT)


def test_the_same_edition_again_is_taken_once(session: Session) -> None:
    assert add_edition(session, good_neighbours()).id == add_edition(session, good_neighbours()).id


def test_an_edition_that_says_something_else_under_the_same_name_is_refused_and_leaves_nothing(
    session: Session,
) -> None:
    add_edition(session, good_neighbours())
    before = len(session.exec(select(Edition)).all())
    with pytest.raises(Refusal, match=r"There is an edition .* already"):
        add_edition(session, reworded(good_neighbours(), title="Something else"))
    assert len(session.exec(select(Edition)).all()) == before


def test_an_edition_named_like_a_published_one_is_refused(session: Session) -> None:
    with pytest.raises(Refusal):
        add_edition(session, reworded(framework(DEFAULT), title="Mine"))


def test_the_list_offers_what_comes_with_the_program_and_then_imports_newest_first(session: Session) -> None:
    add_edition(session, good_neighbours())
    add_edition(session, reworded(good_neighbours(), edition="Second edition"))
    session.flush()
    told = [(edition.key, edition.name) for edition in listed(session)]
    assert {key for key, _ in told[: len(framework_keys())]} == set(framework_keys())
    assert told[len(framework_keys()) :] == [
        ("good-neighbours", "Second edition"),
        ("good-neighbours", good_neighbours().edition),
    ]


@pytest.mark.parametrize("choice", ["", "@", "unknown", f"{DEFAULT}@000000000000", f"{DEFAULT}@%", "../../etc/passwd"])
def test_a_framework_that_nobody_has_is_not_found(session: Session, choice: str) -> None:
    with pytest.raises(NotFound):
        named(session, choice)


def test_a_workshops_ratings_are_checked_on_its_own_scale(session: Session, fay: Account) -> None:
    add_edition(session, good_neighbours())
    workshop = create(session, fay.id, northvale_draft(framework_key="good-neighbours", standards=("1",)))
    assert workshop.scale.points == 5
    assert workshop.thresholds["scale"]["points"] == 5


def test_an_edition_is_kept_as_json_that_others_can_read(session: Session) -> None:
    content = json.loads(named(session, DEFAULT).content)
    assert content["domains"][0]["standards"][0]["criteria"][0]["number"] == "1.1"


def test_a_workshop_knows_its_edition_after_a_fresh_read(session: Session, fay: Account) -> None:
    workshop = create(session, fay.id, northvale_draft())
    session.flush()
    session.expire_all()
    assert session.get_one(Workshop, workshop.id).edition.key == DEFAULT


def test_an_upgrade_of_the_program_does_not_take_back_what_was_imported(session: Session) -> None:
    official = add_edition(session, worded(session, "Its owner", **{"5_1": "In our own words."}))
    pin(session, reworded(framework(DEFAULT), note="As the next program says it."))
    assert named(session, DEFAULT).id == official.id


def worded(session: Session, by: str, **words: str) -> Framework:
    items = "".join(f'[[items]]\nnumber = "{number}"\ntext = "{text}"\n' for number, text in words.items())
    head = f'wording_of = "{DEFAULT}"\nedition = "As {by} says it"\nsupplied_by = "{by}"\n'
    return read_file(session, "wording.toml", (head + items.replace("_", ".")).encode())


def test_an_edition_that_came_with_a_workshop_is_offered_to_no_new_one_and_stands_in_nobodys_way(
    session: Session,
) -> None:
    kept = keep(session, good_neighbours())
    assert not kept.is_listed and keep(session, good_neighbours()) is kept
    assert keep(session, pin(session, framework(DEFAULT)).framework).is_listed  # what is here already stays as it is
    assert add_edition(session, good_neighbours()) is kept and kept.is_listed
