"""One database for every phase, made once and used again: whoever draws later shows the same day of the same people."""

import json
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from app.demo.northvale import RATINGS
from app.demo.seeding import seed
from app.frameworks import DEFAULT, framework
from app.models import Account, Role, Round, SignIn, Workshop
from app.models.people.seat import seat_of, take_place, take_seat
from app.models.workshop.state import WorkshopState
from app.schema import upgrade
from app.store.sqlite import Store
from app.tokens import hashed, new_token
from pictures.phases import PHASES
from pictures.rounds import people_of

LATE = ("late", "open")
Day = dict[str, Any]  # the cookies of each person, and what stands for the parts of an address


def day_of(phase: str, data: Path) -> tuple[Day, Path]:
    told, database = data / f"{phase}.json", data / f"{phase}.sqlite3"
    if not told.exists():
        data.mkdir(parents=True, exist_ok=True)
        database.unlink(missing_ok=True)
        _make(phase, told, database)
    return json.loads(told.read_text()), database


def _make(phase: str, told: Path, database: Path) -> None:
    upgrade(database)
    store = Store(database)
    with Session(store.writing) as session, session.begin():
        day = _made(session, phase)
    store.close()
    told.write_text(json.dumps(day))


def _made(session: Session, phase: str) -> Day:
    begins, goes_on = PHASES[phase]
    seeded = seed(session, "no password fits this", begins, framework(DEFAULT), admits_everybody=True)
    workshop = session.get_one(Workshop, seeded.workshop_id)
    workshop.admits_everybody = False
    if begins != "draft":
        _keep_four(session, workshop)
    drawn = goes_on(session, workshop) or workshop
    session.flush()
    account = session.exec(select(Account)).one()
    cookies: dict[str, dict[str, str]] = {"Fay": {"account": SignIn.start(session, account.id)}, "nobody": {}}
    cookies |= {name: {f"seat-{drawn.id}": token} for name, token in _people(session, drawn, phase).items()}
    rounds = {round_.standard.number: round_.id for round_ in session.exec(select(Round).order_by(col(Round.id)))}
    places = {"id": drawn.id, "w": f"/workshops/{drawn.id}", "code": drawn.join_code or "",
              "edition": drawn.edition_id, "round": rounds.get("6", 1)}  # fmt: skip
    return {"cookies": cookies, "places": places}


def _keep_four(session: Session, workshop: Workshop) -> None:
    """The slot that is drawn has four standards; nine are pictures of their own."""
    for standard in list(workshop.standards):
        if standard.number not in RATINGS:
            session.delete(standard)
    session.flush()
    session.refresh(workshop, ["standards"])


def _people(session: Session, workshop: Workshop, phase: str) -> dict[str, str]:
    """The screens, and those who take part: the first of the providers, the last (who still thinks), a lone person;
    in the lobby one who has read nothing yet; and one who came late and waits."""
    people = {"Sam": take_place(session, workshop.id, Role.SCRIBE)}
    if workshop.state is WorkshopState.DRAFT:
        return people
    people["Stage"] = take_place(session, workshop.id, Role.STAGE)
    named = {"Pia": ("Providers", 0), "Pat": ("Providers", -1), "Hari": ("Healthwatch", 0)}
    for name, (group, place) in named.items():
        if seats := people_of(session, workshop, group):
            people[name] = new_token()
            seats[place].token_hash = hashed(people[name])
    if phase == "lobby":
        noor = people_of(session, workshop, "Carers")[0]
        people["Noor"], noor.notice_read_at = new_token(), None
        noor.token_hash = hashed(people["Noor"])
    if phase in LATE:
        people["Lee"] = take_seat(session, workshop, workshop.groups[-1].id, "")
        session.flush()
        if (lee := seat_of(session, workshop.id, people["Lee"])) is not None:
            lee.read_notice(may_show_group=None)
    return people
