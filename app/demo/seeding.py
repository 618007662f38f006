"""Northvale's workshop in the database: prepared, joined, rated, revealed, settled."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from app.clock import today
from app.demo.agreeing import agree
from app.demo.day import Day, day_with
from app.demo.northvale import GROUPS
from app.frameworks import Framework, framework_keys
from app.models import (
    Account,
    Answer,
    AttributionRule,
    LinkPurpose,
    OneUseLink,
    Purpose,
    Round,
    Seat,
    Sitting,
    Workshop,
)
from app.models.evidence.item import ask, offer
from app.models.people.seat import take_seat
from app.models.rounds.opening import open_sitting
from app.models.rounds.preparing import create
from app.models.rounds.rating import rate
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.draft import Draft
from app.models.workshop.edition import keep_published, pin
from app.tokens import new_token

EMAIL = "facilitator@northvale.example"
FACILITATOR = "facilitator"
STAGES = ("draft", "lobby", "open", "revealed", "settled")


@dataclass(frozen=True)
class Seeded:
    workshop_id: int
    join_code: str | None
    stage_token: str | None


def seed(
    session: Session, password_hash: str, at: str, framework: Framework, *, admits_everybody: bool = False
) -> Seeded:
    """Everybody who is planned has a seat. `admits_everybody` leaves the door open to any number more."""
    keep_published(session)
    account = Account.add(session, EMAIL, "Demo facilitator", password_hash, is_administrator=True)
    workshop, day = create(session, account.id, northvale_draft(session, framework)), day_with(framework)
    workshop.admits_everybody = admits_everybody
    if at != "draft":
        workshop.open_lobby(session, by=FACILITATOR)
        _seat_everybody(session, workshop)
        _offer_evidence(session, workshop, day)
    if at in ("open", "revealed", "settled"):
        sitting = open_sitting(session, workshop, day.sitting, by=FACILITATOR)
        _rate(session, workshop, sitting, day, everybody=at != "open")
        if at != "open":
            sitting.close(session, by=FACILITATOR)
            reveal(session, sitting, by=FACILITATOR)
            numbered(session, workshop.id, day.sitting[0]).show(session, by=FACILITATOR)
    if at == "settled":
        agree(session, workshop, day, _by_group(session, workshop))
    stage = OneUseLink.make(session, LinkPurpose.STAGE, workshop.id) if at != "draft" else None
    session.flush()
    return Seeded(workshop.id, workshop.join_code, stage)


def northvale_draft(session: Session, framework: Framework) -> Draft:
    day = today()
    return Draft(
        council="Northvale Council",
        title="Peer challenge, day 2",
        held_on=day,
        purpose=Purpose.LGA_PEER_CHALLENGE,
        framework_key=pin(session, framework, is_imported=framework.key not in framework_keys()).choice,
        standards=tuple(standard.number for standard in framework.standards),
        groups=GROUPS,
        attribution_rule=AttributionRule.BY_GROUP,
        planned_minutes=75,
        ground_rules="One voice at a time. Speak from what you know. What is said here is not quoted by name.",
        responsible="Northvale Council",
        data_contact="data@northvale.example",
        lawful_basis="Public task",
        erase_seats_on=day + timedelta(days=30),
        erase_record_on=day + timedelta(days=730),
    )


def _seat_everybody(session: Session, workshop: Workshop) -> None:
    for group in workshop.groups:
        for _ in range(group.expected):
            take_seat(session, workshop, group.id, "")
    session.flush()
    for seat in _seats(session, workshop):
        seat.read_notice(may_show_group=None)


def _offer_evidence(session: Session, workshop: Workshop, day: Day) -> None:
    groups = {group.name: group.id for group in workshop.groups}
    for group, offered in day.evidence:
        offer(session, workshop, offered, by="participant", group_id=groups[group], key=new_token())
    if day.asked:
        ask(session, workshop, *day.asked, by=FACILITATOR)


def _seats(session: Session, workshop: Workshop) -> list[Seat]:
    return list(session.exec(select(Seat).where(Seat.workshop_id == workshop.id).order_by(col(Seat.id))))


def _by_group(session: Session, workshop: Workshop) -> dict[str, list[Seat]]:
    seats = _seats(session, workshop)
    return {group.name: [seat for seat in seats if seat.group_id == group.id] for group in workshop.groups}


def _rate(session: Session, workshop: Workshop, sitting: Sitting, day: Day, *, everybody: bool) -> None:
    """In an open sitting the last of each larger group is still thinking."""
    for round_ in session.exec(select(Round).where(Round.sitting_id == sitting.id)):
        number = round_.standard.number
        for group in workshop.groups:
            seats = [seat for seat in _seats(session, workshop) if seat.group_id == group.id]
            answering = seats if everybody or len(seats) < 3 else seats[:-1]
            for place, (seat, score) in enumerate(zip(answering, day.ratings[number][group.name], strict=False)):
                answer = _answer(day, (number, group.name), place, score)
                rate(session, seat.id, workshop.id, round_.id, answer)


def _answer(day: Day, who: tuple[str, str], place: int, score: int | None) -> Answer:
    """The first of a group says why; the first three say what it is about."""
    reason = day.reasons.get(who, "") if place == 0 else ""
    return Answer(
        score,
        key=new_token(),
        reason=reason,
        may_quote=bool(reason),
        from_experience=bool(reason),
        criteria=day.criteria.get(who, ()) if place < 3 else (),
    )
