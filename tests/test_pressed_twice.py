"""Every button of every page, pressed twice: the act happens once, and the second press is answered like the first."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest
from sqlmodel import Session, select, update

from app.models import Action, Dissent, LinkPurpose, OneUseLink, Seat, Sitting, Workshop, WorkshopState
from app.models.people.account import Account
from app.models.people.second_facilitator import OWNER, name
from app.models.people.sign_in import SignIn
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.cases import mostly_long
from tests.forms import Fields, Form, forms_of
from tests.northvale import Hall, Town, browser_at, complained, town_on
from tests.read_backs import asked, dissent, say

LONG = "60"  # seconds in which a reveal may be cancelled: none falls due while a test looks
# What becomes of a pack that was asked for.
GOES_ON = {f"pack.{column}" for column in ("state", "done", "revision", "failure", "made_at")}
NOT_OF_THE_ACT = {*GOES_ON, "workshop.rev", "sign_in.last_seen_at", "sign_in.started_at", "sign_in.expires_at"}
# Passwords are weighed anew with each sending: what is kept is another hash of the same.
NEW_WITH_EVERY_HASH = {"account.password_hash", "account.password_changed_at"}
TYPED = {
    "reason": "Two people moved to the other side of the room.", "wording": "Choice is thin outside the towns.",
    "what": "Ask carers again", "text": "Nobody asked the night staff.", "next_step": "Ask again in spring",
    "title": "The survey of carers", "asked_title": "Numbers from the hospital", "council": "Northvale",
    "why": "It names a person.", "outcome": "The label was deleted.", "progress": "We asked the scribe.",
}  # fmt: skip
CHOSEN = {
    "state": "agreed", "answer": "6", "choice": "pooled", "strength": "some", "keep": "true", "standard": "6",
    "asked_standard": "6",
}  # fmt: skip


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("twice") / "town.sqlite3"))
    with town_on(file, CANCEL_SECONDS=LONG) as town:
        yield town


def everything(town: Town) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in the order in which it stands, without what any look at a page changes."""
    told = {}
    with closing(sqlite3.connect(town.store.file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = [it for it in columns if f"{table}.{it}" not in NOT_OF_THE_ACT | NEW_WITH_EVERY_HASH]
            if table not in ("press", "pack_file"):
                told[table] = connection.execute(f"SELECT {', '.join(kept)} FROM {table}").fetchall()
    return told


def forget_reveals(town: Town) -> None:
    """Of the halls before: none falls due while this one is looked at."""
    with Session(town.store.writing) as session, session.begin():
        session.exec(update(Sitting).values(reveal_due_at=None))


def lobby(town: Town) -> Hall:
    """One person waits at the door, and one word is explained."""
    hall = town.hall()
    with browser_at(town.base) as stranger:
        group = str(hall.groups["Council"])
        stranger.get(f"/join/{hall.code}")
        stranger.post(f"/join/{hall.code}", data={"group": group, "key": new_token()})
    hall.act("/words/show", term=hall_term(hall))
    hall.act("/evidence", standard="6", title="A survey", strength="some", key=new_token())
    hall.act("/evidence/asked", asked_standard="6", asked_title="Numbers")
    return hall


def hall_term(hall: Hall) -> str:
    with hall.store.read() as session:
        return session.get_one(Workshop, hall.id).edition.framework.glossary[0].term


def open_(town: Town) -> Hall:
    hall = town.hall_in(WorkshopState.LIVE)
    hall.rate("Hari", "6", "4")
    return hall


def just_opened(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def timed(town: Town) -> Hall:
    """A timer runs, and the stage is frozen."""
    hall = just_opened(town)
    hall.act("/stage/timer", minutes="5")
    hall.act("/stage/freeze")
    return hall


def closed(town: Town) -> Hall:
    hall = open_(town)
    hall.act(f"/sittings/{hall.sitting}/close")
    return hall


def cancellable(town: Town) -> Hall:
    hall = open_(town)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    return hall


def revealed(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    hall.rated({"Priya": "3", "Pat": "3", "Petra": "4", "Olu": "8", "Oona": "8", "Omar": "9"})
    with Session(town.store.writing) as session, session.begin():
        sitting = session.get_one(Sitting, hall.sitting)
        sitting.close(session, by="facilitator")
        reveal(session, sitting, by="facilitator")
    return hall


def shown(town: Town) -> Hall:
    hall = revealed(town)
    for act in ("show", "pin", "park"):
        hall.act(f"/standards/6/{act}")
    return hall


def settled(town: Town) -> Hall:
    hall = shown(town)
    with Session(town.store.writing) as session, session.begin():
        settle(
            session,
            Subject.standard(numbered(session, hall.id, "6")),
            Wording(PositionState.AGREED, "So it is."),
            "facilitator",
            0,
        )
    return hall


def deferred(town: Town) -> Hall:
    hall = revealed(town)
    hall.act("/deferrals", left="6", reason="No time is left.")
    return hall


def dissented(town: Town) -> Hall:
    """Two of the providers have answered, one asks the group to stand behind words."""
    hall = settled(town)
    read_back = asked(hall)
    dissent(hall, "Pat", read_back, asks_group="true")
    say(hall, "Priya", read_back, "ag")
    return hall


def told_of_a_dissent(town: Town) -> Hall:
    hall = dissented(town)
    hall.act("/askings/end")
    return hall


def first_dissent(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.exec(select(Dissent.id).where(Dissent.workshop_id == hall.id)).first() or 0


def with_an_action(town: Town) -> Hall:
    hall = settled(town)
    hall.act("/actions", subject="standard-6", what="Share figures")
    return hall


def names_somebody(town: Town) -> Hall:
    """In an action of a standard that was shown: it has to be decided about before anything is published."""
    hall = settled(town)
    hall.act("/actions", subject="standard-6", what="Ask Healthwatch and the carers")
    return hall


def ended(town: Town) -> Hall:
    hall = settled(town)
    hall.act("/close", left="none")
    return hall


def commented(town: Town) -> Hall:
    hall = ended(town)
    hall.act("/phone/comments", by="Hari", text="Nobody asked the night staff.", key=new_token())
    return hall


def first_action(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.exec(select(Action.id).where(Action.workshop_id == hall.id)).first() or 0


def named(town: Town) -> Hall:
    """A second facilitator was named, and is signed in under "Sue"; an administrator under "Ada"."""
    hall = town.hall()
    with Session(town.store.writing) as session, session.begin():
        for who, looks_after in (("Sue", False), ("Ada", True)):
            address = f"{new_token()}@northvale.example"
            account = Account.add(session, address, who, "no password fits this", is_administrator=looks_after)
            hall.tokens[who] = SignIn.start(session, account.id)
            if who == "Sue":
                name(session, session.get_one(Workshop, hall.id), account, OWNER)
    return hall


def complaint(town: Town) -> Hall:
    hall = town.hall()
    complained(town, hall)
    return hall


def draft(town: Town) -> Hall:
    return town.hall_in(WorkshopState.DRAFT)


PEOPLE = [
    (timed, "Fay", ("{w}/console/stage",)),
    (just_opened, "Fay", ("{w}/console/stage",)),
    (draft, "Fay", ("/workshops/new", "{w}", "/frameworks", "/verify", "/workshops", "/account", "{w}/pre-read")),
    (draft, "Fay", tuple(f"{{w}}/prepare/{step}" for step in ("occasion", "standards", "groups", "told", "check"))),
    (lobby, "Fay", ("{w}/people", "{w}/console", "{w}/evidence", "{w}/words")),
    (lobby, "Sam", ("{w}/people",)),
    (lobby, "Hari", ("{w}/notice", "{w}/choice", "{w}/phone/practice", "{w}/phone/evidence", "{w}/words")),
    (just_opened, "Fay", ("{w}/console",)),
    (open_, "Fay", ("{w}/console",)),
    (open_, "Sam", ("{w}/evidence", "{w}/console/standards/9")),
    (open_, "Hari", ("{w}/phone", "{w}/phone/rounds/{r}", "{w}/phone/mine")),
    (closed, "Fay", ("{w}/console", "{w}/people")),
    (cancellable, "Fay", ("{w}/console",)),
    (revealed, "Fay", ("{w}/console", "{w}/console/standards/6")),
    (shown, "Fay", ("{w}/console/standards/6", "{w}/overview")),
    (settled, "Fay", ("{w}/console/standards/6",)),
    (revealed, "Fay", ("{w}/console/closing",)),
    (deferred, "Fay", ("{w}/console/closing",)),
    (with_an_action, "Sam", ("{w}/actions", "{w}/actions/{a}")),
    (ended, "Fay", ("{w}/console", "{w}/console/confirming", "{w}/console/standards/6")),
    (commented, "Hari", ("{w}/phone/comments",)),
    (names_somebody, "Fay", ("{w}/pack", "{w}/pack/sentences")),
    (dissented, "Petra", ("{w}/phone/positions", "{w}/phone/positions/standard-6")),
    (dissented, "Pat", ("{w}/phone/positions/standard-6",)),
    (dissented, "Fay", ("{w}/console",)),
    (told_of_a_dissent, "Fay", ("{w}/dissents/{d}",)),
    (named, "Fay", ("/second-facilitators/{id}",)),
    (named, "Sue", ("/workshops",)),
    (named, "Ada", ("/accounts",)),
    (complaint, None, ("/complaints",)),
    (complaint, "Fay", ("{w}/complaints",)),
]
# Of phones all, and of the room what every slot of a day goes through; the others with `--long`.
AT_EVERY_RUN = [
    row
    for row in PEOPLE
    if row[1] in ("Hari", "Petra") or row[:2] in {(it, "Fay") for it in (open_, cancellable, shown, ended)}
]
Press = tuple[Form, tuple[str, str, str]]
Wrong = tuple[object, ...]


def presses(hall: Hall, by: str | None, path: str, *, may_be_gone: bool = False) -> list[Press]:
    """None where an act may have ended what the page is for, and has."""
    address = path.format(w=hall.path, id=hall.id, r=hall.rounds.get("6"), a=first_action(hall), d=first_dissent(hall))
    with browser(hall, by) as visitor:
        answer = visitor.get(address)
    if may_be_gone and answer.status_code != 200:
        return []
    assert answer.status_code == 200, (by, address, answer.status_code)
    forms = [form for form in forms_of(answer.text, address) if not form.takes_files]
    return [(form, button) for form in forms for button in form.buttons]


def browser(hall: Hall, by: str | None) -> httpx2.Client:
    signs_in = by in ("Fay", "Sue", "Ada")
    cookies = {"account": hall.tokens[by]} if by and signs_in else hall.cookies(by)
    return browser_at(hall.base, cookies)


def leads_to(hall: Hall, by: str | None, answer: httpx2.Response) -> tuple[int, str]:
    """The page on which it ends."""
    if "location" not in answer.headers:
        return answer.status_code, answer.url.path
    with browser(hall, by) as visitor:
        page = visitor.get(answer.headers["location"], follow_redirects=True)
    return page.status_code, page.url.path


def kind_of(press: Press) -> str:
    """What it does, whatever it does it to: once for each kind is enough."""
    form, (name_, _, label) = press
    return f"{re.sub(r'[0-9]+', 'N', form.action)} {name_} {re.split(r' for |[(]', label)[0]}"


def typed(press: Press) -> Fields:
    form, button = press
    fields = form.sent_by(button, **TYPED)
    for field, value in CHOSEN.items():
        if field in form.fields and not any(form.fields[field]):
            fields[field] = [value]
    if form.action.endswith("/assent"):
        fields |= {"answer": ["ag"], "words": ["Fees are too low."], "shown": ["none"]}
    if "email" in fields:
        fields["email"] = [f"{new_token()}@northvale.example".lower()]
    return fields


def named_by(value: object) -> str:
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("prepared", "by", "paths"), mostly_long(PEOPLE, *AT_EVERY_RUN), ids=named_by)
def test_a_second_press_changes_nothing_and_is_answered_alike(
    town: Town, prepared: Callable[[Town], Hall], by: str | None, paths: tuple[str, ...]
) -> None:
    """One hall for all that can be done in it; a new one where an act before took the button, or its effect."""
    wrong: list[Wrong] = []
    forget_reveals(town)
    hall, done, is_new = prepared(town), 0, True
    kinds = [(path, kind) for path in paths for kind in dict.fromkeys(map(kind_of, presses(hall, by, path)))]
    for path, kind in kinds:
        did = press_twice(town, hall, by, path, kind, wrong)
        if not did and not is_new:
            forget_reveals(town)
            hall, is_new = prepared(town), True
            did = press_twice(town, hall, by, path, kind, wrong)
        assert did is not None, kind
        done, is_new = done + did, is_new and not did
    assert not wrong
    assert done, "nothing at all was done"


def press_twice(town: Town, hall: Hall, by: str | None, path: str, kind: str, wrong: list[Wrong]) -> bool | None:
    """Whether anything was done; None where there is no such button any more."""
    label = kind.split(" ", 1)[1]
    press = next((it for it in presses(hall, by, path, may_be_gone=True) if kind_of(it).endswith(label)), None)
    if press is None:
        return None
    fields, before = typed(press), everything(town)
    with browser(hall, by) as visitor:
        first = visitor.post(press[0].action, data=fields)
        once = everything(town)
        second = visitor.post(press[0].action, data=fields)
    twice = everything(town)
    if twice != once:
        wrong.append((kind, "changed", [table for table in once if once[table] != twice[table]]))
    if leads_to(hall, by, first) != leads_to(hall, by, second):
        wrong.append((kind, first.status_code, second.status_code, second.headers.get("location")))
    return once != before


def reset_link(town: Town, hall: Hall) -> str:
    with Session(town.store.writing) as session, session.begin():
        account = Account.add(session, f"{new_token()}@northvale.example".lower(), "Lin", "no password fits this")
        return f"/reset/{account.reset_link(session)}"


def link(town: Town, hall: Hall, purpose: LinkPurpose) -> str:
    with Session(town.store.writing) as session, session.begin():
        return OneUseLink.make(session, purpose, None if purpose is LinkPurpose.SET_UP else hall.id)


def rejoin_code(town: Town, hall: Hall) -> str:
    with Session(town.store.writing) as session, session.begin():
        return session.get_one(Seat, hall.seats["Hari"]).rejoin_code(session, by="facilitator")


GOOD = "five ducks cross the bypass at dusk"
NEW = {"email": "lin@northvale.example", "name": "Lin", "password": GOOD}
SPENT: dict[str, Callable[[Town, Hall], tuple[str, dict[str, str]]]] = {
    "a seat": lambda town, hall: (f"/join/{hall.code}", {"group": str(hall.groups["Council"])}),
    "a rejoin code": lambda town, hall: ("/rejoin", {"code": rejoin_code(town, hall)}),
    "a link for a stage": lambda town, hall: (f"/links/{link(town, hall, LinkPurpose.STAGE)}", {}),
    "a link for an account": lambda town, hall: (f"/set-up/{link(town, hall, LinkPurpose.SET_UP)}", NEW),
    "a sign-in": lambda town, hall: ("/sign-in", NEW),
    "a link for a new password": lambda town, hall: (reset_link(town, hall), {"password": GOOD}),
}


@pytest.mark.parametrize("spent", SPENT)
def test_what_works_once_goes_to_the_same_browser_when_the_first_answer_was_lost(town: Town, spent: str) -> None:
    """The second press goes out before the first is answered, so it brings no cookie of the first."""
    forget_reveals(town)
    hall = town.hall()
    path, fields = SPENT[spent](town, hall)
    fields = {**fields, "key": new_token()}
    answers, states = [], []
    for _ in range(2):
        with browser_at(town.base, {"keeps": "yes"}) as visitor:
            answers.append(visitor.post(path, data=fields))
        states.append(everything(town))
    first, second = answers
    assert (first.status_code, second.status_code) == (303, 303), second.text
    assert first.headers["location"] == second.headers["location"]
    assert dict(first.cookies) == dict(second.cookies) != {}
    assert states[0] == states[1]


def test_without_its_key_a_link_that_was_used_stays_used(town: Town) -> None:
    hall = town.hall()
    path = f"/links/{link(town, hall, LinkPurpose.STAGE)}"
    with browser_at(town.base, {"keeps": "yes"}) as visitor:
        assert visitor.post(path, data={"key": new_token()}).status_code == 303
    with browser_at(town.base, {"keeps": "yes"}) as another:
        assert another.post(path, data={"key": new_token()}).status_code == 404


def test_an_old_page_does_nothing_and_is_told_what_happened_since(town: Town) -> None:
    hall = open_(town)
    old = next(form for form, button in presses(hall, "Fay", "{w}/console") if button[2] == "Close without revealing")
    hall.act(f"/sittings/{hall.sitting}/close")
    hall.act(f"/sittings/{hall.sitting}/undo-close")
    with browser(hall, "Fay") as fay:
        answer = fay.post(old.action, data=old.fields)
    assert answer.status_code == 409
    assert "closed, or opened again, since this page was loaded" in answer.text
    with hall.store.read() as session:
        assert session.get_one(Sitting, hall.sitting).closed_at is None


def test_going_back_and_writing_something_else_is_another_act(town: Town) -> None:
    hall = lobby(town)
    key = new_token()
    for title in ("Letters", "Minutes"):
        assert hall.act("/evidence/asked", asked_standard="6", asked_title=title, key=key).status_code == 303
    told = hall.see("/evidence").text
    assert "Letters" in told and "Minutes" in told


TEMPLATES = Path(__file__).parent.parent / "app" / "templates"
SENT = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
# The first asks for a page, with the key of the form that it brings back; the others say how pages look from now on.
IS_ONLY_SHOWN = {"_back_to_the_form.html", "_top.html", "easy_read.html"}


def test_every_form_of_every_page_carries_a_key_and_every_act_of_a_fragment_its_state() -> None:
    """A key is made for one page; a fragment is the same for a whole audience, and says what it was made for."""
    wrong = []
    for file in TEMPLATES.rglob("*.html"):
        text, is_fragment = file.read_text(), file.parent.name == "live"
        for form in SENT.findall(text) if file.name not in {"acts.html", *IS_ONLY_SHOWN} else []:
            has_key = "once()" in form or 'name="key"' in form or "_offer.html" in form
            if is_fragment or not has_key:
                wrong.append((file.name, form[:80]))
        if is_fragment and "once()" in text:
            wrong.append((file.name, "a key in a fragment"))
    assert not wrong
