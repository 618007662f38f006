"""Rows from a file: what there was of the workshop and its log, and nothing of who sat in it."""

from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from app.errors import Incomplete
from app.errors.saving import NotImported
from app.exports.contents.archive import Archive
from app.exports.contents.evidence import EvidenceItem
from app.exports.contents.report import Report
from app.exports.rebuilding import rebuild
from app.frameworks import DEFAULT, framework
from app.frameworks.resources import Resource
from app.models import (
    Assent,
    Edition,
    Rating,
    Reason,
    Round,
    Seat,
    Workshop,
    WorkshopState,
)
from app.models.evidence.offer import Strength
from app.models.workshop.edition import listed
from tests.exports.kept import an_owner, kept

RESOURCE = Resource(title="A guide").model_dump(mode="json")
NOBODYS = (Seat, Rating, Assent, Reason)


@pytest.fixture
def made(migrated: Path) -> Report:
    return kept(migrated).report


def archive_of(made: Report) -> Archive:
    assert made.archive is not None
    return made.archive


def rebuilt(session: Session, made: Report) -> Workshop:
    return rebuild(session, made, archive_of(made), an_owner(session))


def test_nobody_is_in_it_and_no_snapshot(session: Session, made: Report) -> None:
    workshop = rebuilt(session, made)
    for table in NOBODYS:
        assert session.exec(select(func.count()).select_from(table)).one() == 0
    rounds = session.exec(select(Round)).all()
    assert rounds and all(round_.snapshot is None and round_.told for round_ in rounds)
    assert workshop.state is WorkshopState.CONFIRMED and workshop.join_code is None
    assert workshop.imported_at and workshop.has_no_seats and workshop.people == made.front.people


def test_what_was_revealed_together_is_one_sitting(session: Session, made: Report) -> None:
    workshop = rebuilt(session, made)
    sittings = [row.rounds[0].sitting_id for row in workshop.standards]
    assert len(set(sittings)) == 2 and sittings[1] == sittings[2]  # 6 and 9, and 4 before the close
    assert workshop.arrow and workshop.arrow.rounds[0].sitting_id not in sittings


def test_its_framework_is_the_one_that_is_here_or_is_kept_and_offered_to_nobody(session: Session, made: Report) -> None:
    before = session.exec(select(func.count(col(Edition.id)))).one()
    known = rebuilt(session, made)
    assert session.exec(select(func.count(col(Edition.id)))).one() == before
    other = framework(DEFAULT).model_copy(update={"edition": "As read by an earlier program"})
    archive = archive_of(made).model_copy(update={"framework": other.model_dump(mode="json")})
    chained = made.chained.model_copy(update={"mark": "another"})
    workshop = rebuild(session, made.model_copy(update={"chained": chained}), archive, known.owner_id)
    assert workshop.edition.framework == other
    assert workshop.edition not in listed(session)


def test_a_framework_with_more_in_it_than_this_program_reads_is_refused(session: Session, made: Report) -> None:
    newer = {**archive_of(made).framework, "films": []}
    with pytest.raises(NotImported, match="newer form"):
        rebuild(session, made, archive_of(made).model_copy(update={"framework": newer}), an_owner(session))


def test_an_address_that_is_none_of_the_web_becomes_a_link_on_no_page(session: Session, made: Report) -> None:
    """Whoever makes a file with a seal of its own may write into it what they like."""
    owner, archive = an_owner(session), archive_of(made)
    item = EvidenceItem(
        title="A plan", link="javascript:alert(1)", note="", strength=Strength.SOME, criterion="", answers="",
        offered_by="",
    )  # fmt: skip
    bad = {"evidence": (item,)}
    domain = made.domains[0]
    standards = (domain.standards[0].model_copy(update=bad), *domain.standards[1:])
    with pytest.raises(Incomplete, match="A link starts with"):
        domains = (domain.model_copy(update={"standards": standards}), *made.domains[1:])
        rebuild(session, made.model_copy(update={"domains": domains}), archive, owner)
    session.rollback()
    resources = {"general": [{**RESOURCE, "url": "javascript:alert(1)"}], "outcomes": []}
    framework_ = {**archive.framework, "resources": resources}
    with pytest.raises(NotImported, match="no address on the web"):
        rebuild(session, made, archive.model_copy(update={"framework": framework_}), owner)
