"""As much as a workshop is made for: nine standards at once, nine groups, and names that do not fit."""

from dataclasses import replace

from sqlmodel import Session

from app.demo.seeding import northvale_draft
from app.frameworks import DEFAULT, framework
from app.models import Workshop
from app.models.people.seat import take_seat
from app.models.rounds.opening import open_sitting
from app.models.rounds.preparing import create
from app.models.rounds.standard import numbered
from app.models.workshop.draft import GroupDraft
from pictures.rounds import FAY, people_of, rated, revealed, under_way

GROUPS = (
    GroupDraft("Council officers of adult social care", 7, is_assessing=True), GroupDraft("Council members", 3),
    GroupDraft("NHS Northvale Integrated Care Board", 3), GroupDraft("Providers", 5),
    GroupDraft("Residential and nursing care providers", 4), GroupDraft("Healthwatch", 1),
    GroupDraft("People who use services", 4, asks_for_label=False), GroupDraft("Carers", 3, asks_for_label=False),
    GroupDraft("Voluntary and community sector", 3),
)  # fmt: skip
COUNCIL = "London Borough of Northvale and Upper Dales"
TITLE = "Peer challenge of adult social care, day 2, the afternoon workshop"


def opened(session: Session, workshop: Workshop) -> Workshop:
    """All but the last of each larger group have answered."""
    return _rated(session, workshop, thinking=1)


def shown(session: Session, workshop: Workshop) -> Workshop:
    nine = _rated(session, workshop, thinking=0)
    revealed(session, under_way(session, nine))
    numbered(session, nine.id, "6").show(session, by=FAY)
    return nine


def _rated(session: Session, workshop: Workshop, thinking: int) -> Workshop:
    draft = replace(northvale_draft(session, framework(DEFAULT)), council=COUNCIL, title=TITLE, groups=GROUPS)
    nine = create(session, workshop.owner_id, draft)
    nine.admits_everybody = True
    nine.open_lobby(session, by=FAY)
    for group in nine.groups:
        for _ in range(group.expected):
            take_seat(session, nine, group.id, "")
    session.flush()
    for seat in people_of(session, nine):
        seat.read_notice(may_show_group=None)
    nine.admits_everybody = False
    sitting = open_sitting(session, nine, [standard.number for standard in nine.standards], by=FAY)
    for place, round_ in enumerate(sitting.rounds):
        rated(session, nine, round_, {name: said[: len(said) - thinking] for name, said in _scores(place)})
    return nine


def _scores(standard: int) -> list[tuple[str, list[int]]]:
    """Apart in the first, and closer with each that follows."""
    return [
        (group.name, [5 + (place * 7 % 9 - 4) * (9 - standard) // 9 + who % 2 for who in range(group.expected)])
        for place, group in enumerate(GROUPS)
    ]
