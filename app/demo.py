"""A seeded workshop of fictional Northvale Council, at any point of its day, in a folder of its own."""

import json
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, select

from app.frameworks import DEFAULT
from app.models import (
    Account,
    Answer,
    AttributionRule,
    LinkPurpose,
    OneUseLink,
    PositionState,
    Purpose,
    Round,
    Seat,
    Sitting,
    Workshop,
)
from app.models.account import hash_password
from app.models.columns import new_token
from app.models.draft import Draft, GroupDraft, create
from app.models.edition import keep_published
from app.models.position import Wording
from app.models.rating import rate
from app.models.round import open_sitting
from app.models.seat import take_seat
from app.models.standard import numbered
from app.running import Running
from app.schema import upgrade
from app.serving import listen, serve
from app.settings import Settings

STAGES = ("draft", "lobby", "open", "revealed", "settled")
EMAIL = "facilitator@northvale.example"
SITTING = ("6", "7", "8", "9")
CANT = None

GROUPS = (
    GroupDraft("Council", 7, is_assessing=True),
    GroupDraft("CCG (now ICB)", 3),
    GroupDraft("Providers", 5),
    GroupDraft("Healthwatch", 1),
    GroupDraft("People who use services", 4, asks_for_label=False),
    GroupDraft("Carers", 2, asks_for_label=False),
)

# standard -> group -> what each of its people says
RATINGS: dict[str, dict[str, tuple[int | None, ...]]] = {
    "6": {
        "Council": (8, 8, 9, 7, 8, 7, 8),
        "CCG (now ICB)": (7, 6, 7),
        "Providers": (3, 3, 3, 2, 4),
        "Healthwatch": (5,),
        "People who use services": (4, 4, 3, CANT),
        "Carers": (5, 4),
    },
    "7": {
        "Council": (7, 7, 6, 7, 8, 7, 7),
        "CCG (now ICB)": (7, 7, 8),
        "Providers": (2, 3, 8, 9, 5),
        "Healthwatch": (CANT,),
        "People who use services": (6, 7, CANT, CANT),
        "Carers": (6, 7),
    },
    "8": {
        "Council": (7, 7, 8, 7, 7, 7, 8),
        "CCG (now ICB)": (7, 7, 7),
        "Providers": (7, 6, 7, 7, 8),
        "Healthwatch": (7,),
        "People who use services": (7, 7, 6, 7),
        "Carers": (7, 8),
    },
    "9": {
        "Council": (6, 7, 6, 7, 6, 6, 7),
        "CCG (now ICB)": (6, 6, 5),
        "Providers": (4, 4, 5, 4, 3),
        "Healthwatch": (5,),
        "People who use services": (CANT, CANT, CANT, 5),
        "Carers": (CANT, 5),
    },
}
REASONS = {
    ("6", "Providers"): "Two homes closed this year and nobody asked us what a fair fee would be.",
    ("6", "Council"): "The market position statement was refreshed and vacancies are low.",
    ("6", "People who use services"): "There is one agency where I live. That is not a choice.",
    ("7", "Providers"): "Monitoring visits ask for the same figures three times.",
}
WORDINGS = {
    "6": (
        PositionState.WITH_RESERVATIONS,
        "Vacancies are low, but fees have not kept pace with costs and choice is thin outside the towns.",
    ),
    "7": (
        PositionState.NOT_AGREED,
        "We weigh cost and quality together in tenders; providers do not recognise this in monitoring.",
    ),
    "8": (PositionState.AGREED, "A shared workforce plan is in place and training is open to every provider."),
    "9": (PositionState.DEFERRED, "Few people who use services could tell. We ask again after the spring forum."),
}
DIVERGENT = {"6": "Providers (5 people) have a middle of 3; the council (7 people) has 8."}


@dataclass(frozen=True)
class Seeded:
    workshop_id: int
    join_code: str | None
    stage_token: str | None


def serve_demo(settings: Settings, at: str, as_json: bool) -> None:
    with TemporaryDirectory(prefix="critical-friend-demo-") as folder:
        database = Path(folder) / "northvale.sqlite3"
        upgrade(database)
        ours = settings.model_copy(update={"database_url": f"sqlite:///{database}"})
        password = secrets.token_urlsafe(9)

        async def greet(here: Running, port: int) -> None:
            password_hash = hash_password(password)
            seeded = await here.writer.do(None, lambda session: seed(session, password_hash, at))
            _tell(f"http://{'127.0.0.1' if ours.host == '0.0.0.0' else ours.host}:{port}", seeded, password, as_json)  # noqa: S104

        serve(ours, listen(ours), greet)


def seed(session: Session, password_hash: str, at: str) -> Seeded:
    keep_published(session)
    account = Account.add(session, EMAIL, "Demo facilitator", password_hash, is_administrator=True)
    workshop = create(session, account.id, _draft())
    if at != "draft":
        workshop.open_lobby(session)
        _seat_everybody(session, workshop)
    if at in ("open", "revealed", "settled"):
        sitting = open_sitting(session, workshop, list(SITTING))
        _rate(session, workshop, sitting, everybody=at != "open")
        if at != "open":
            sitting.close(session)
            sitting.reveal(session)
            numbered(session, workshop.id, "6").show(session)
    if at == "settled":
        for number, (state, words) in WORDINGS.items():
            wording = Wording(state, words, divergent_views=DIVERGENT.get(number, ""))
            numbered(session, workshop.id, number).settle(session, wording, "scribe", after_version=0)
    stage = OneUseLink.make(session, LinkPurpose.STAGE, workshop.id) if at != "draft" else None
    session.flush()
    return Seeded(workshop.id, workshop.join_code, stage)


def _draft() -> Draft:
    today = date.today()
    return Draft(
        council="Northvale Council",
        title="Peer challenge, day 2",
        held_on=today,
        purpose=Purpose.LGA_PEER_CHALLENGE,
        framework_key=DEFAULT,
        standards=tuple(str(number) for number in range(1, 10)),
        groups=GROUPS,
        attribution_rule=AttributionRule.BY_GROUP,
        planned_minutes=75,
        ground_rules="One voice at a time. Speak from what you know. What is said here is not quoted by name.",
        responsible="Northvale Council",
        data_contact="data@northvale.example",
        lawful_basis="Public task",
        erase_seats_on=today + timedelta(days=30),
        erase_record_on=today + timedelta(days=730),
    )


def _seat_everybody(session: Session, workshop: Workshop) -> None:
    for group in workshop.groups:
        for _ in range(group.expected):
            take_seat(session, workshop, group.id, "")
    session.flush()
    for seat in _seats(session, workshop):
        seat.read_notice(may_show_group=None)


def _seats(session: Session, workshop: Workshop) -> list[Seat]:
    return list(session.exec(select(Seat).where(Seat.workshop_id == workshop.id).order_by(Seat.id)))  # type: ignore[arg-type]


def _rate(session: Session, workshop: Workshop, sitting: Sitting, *, everybody: bool) -> None:
    """In an open sitting the last of each larger group is still thinking."""
    for round_ in session.exec(select(Round).where(Round.sitting_id == sitting.id)):
        number = round_.standard.number
        for group in workshop.groups:
            seats = [seat for seat in _seats(session, workshop) if seat.group_id == group.id]
            answering = seats if everybody or len(seats) < 3 else seats[:-1]
            for seat, score in zip(answering, RATINGS[number][group.name], strict=False):
                reason = REASONS.get((number, group.name), "") if seat is seats[0] else ""
                answer = Answer(
                    score, key=new_token(), reason=reason, may_quote=bool(reason), from_experience=bool(reason)
                )
                rate(session, seat.id, workshop.id, round_.id, answer)


def _tell(base: str, seeded: Seeded, password: str, as_json: bool) -> None:
    # The part behind # never reaches a server: only a browser opened on purpose takes the place by itself.
    stage = f"{base}/links/{seeded.stage_token}#open" if seeded.stage_token else None
    if as_json:
        told = {
            "base": base,
            "workshop": seeded.workshop_id,
            "join_code": seeded.join_code,
            "facilitator": {"email": EMAIL, "password": password},
            "stage": stage,
        }
        print(json.dumps(told), flush=True)
        return
    print(f"Northvale is ready: {base}/workshops/{seeded.workshop_id}")
    print(f"  Facilitator:  {EMAIL}, password {password} (sign in at {base}/sign-in)")
    if seeded.join_code:
        print(f"  Join code:    {seeded.join_code}\n  Stage:        {stage}  (works once)")
    print("Everything here is gone when you stop it with Ctrl+C.", flush=True)
