"""What works once: for its own purpose, for its time, and kept by its hash alone."""

import pytest
from sqlmodel import Session

from app.errors import NotFound
from app.models import LinkPurpose, OneUseLink
from app.models.people.one_use_link import LASTS
from app.models.rounds.rejoining import rejoin
from app.tokens import hashed
from tests.conftest import Lobby


@pytest.mark.parametrize("purpose", [LinkPurpose.SCRIBE, LinkPurpose.OBSERVER, LinkPurpose.STAGE])
def test_a_one_use_link_gives_the_place_it_names_once(room: Lobby, purpose: LinkPurpose) -> None:
    token = OneUseLink.make(room.session, purpose, room.workshop.id)
    room.session.flush()
    assert OneUseLink.use(room.session, token, purpose).workshop_id == room.workshop.id
    with pytest.raises(NotFound, match="used already"):
        OneUseLink.use(room.session, token, purpose)


def test_a_link_serves_its_own_purpose_only(room: Lobby) -> None:
    token = OneUseLink.make(room.session, LinkPurpose.OBSERVER, room.workshop.id)
    with pytest.raises(NotFound):
        OneUseLink.use(room.session, token, LinkPurpose.SCRIBE, LinkPurpose.SET_UP)
    assert OneUseLink.use(room.session, token, LinkPurpose.OBSERVER).used_at


def test_a_link_that_has_run_out_opens_nothing(room: Lobby) -> None:
    code = room.seats["Hari"].rejoin_code(room.session, by="facilitator")
    room.session.flush()
    link = room.session.get_one(OneUseLink, hashed(code))
    link.expires_at -= LASTS[LinkPurpose.REJOIN]
    with pytest.raises(NotFound, match="has run out"):
        rejoin(room.session, code)


def test_no_code_is_kept_in_a_form_that_somebody_could_use(session: Session, room: Lobby) -> None:
    code = room.seats["Hari"].rejoin_code(session, by="facilitator")
    session.flush()
    assert session.get(OneUseLink, code) is None
    assert session.get(OneUseLink, hashed(code)) is not None
