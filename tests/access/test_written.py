"""Words are never lost: whatever a form is refused for they come back, and after a sign-in they stand in their form."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest
from sqlmodel import Session, func, select

from app.access.written import TEXT, unpacked, written
from app.clock import now
from app.models import Account, EvidenceItem, Position, SignIn, Sitting, Workshop, WorkshopState
from app.models.ending.closing import close
from app.models.people import second_facilitator as seconds
from app.models.people.password import hash_password
from app.models.rounds.beginning import begin
from app.models.rounds.revealing import reveal
from app.tokens import hashed, new_token
from tests.drafts import STEPS
from tests.northvale import Hall, Town, browser_at, flood, town_on

PASSWORD = "three plain words"
TEMPLATES = Path(__file__).parents[2] / "app" / "templates"
TYPED = 'Choice is thin <outside> the towns & “nobody” was asked.\r\n\r\nSecond paragraph, +20% "as it is".'
NOT_SAVED = "What you wrote was not saved"


class Sheet(NamedTuple):
    """One form with a long text: whose it is, where it goes, the field of the text, and what else is in it."""

    name: str
    path: str
    field: str
    fields: dict[str, object]

    def send(self, browser: httpx2.Client, **changes: str) -> httpx2.Response:
        return browser.post(self.path, data={**self.fields, self.field: TYPED, **changes})


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("written") / "town.sqlite3"))
    with town_on(file) as town:
        yield town


@pytest.fixture
def hall(town: Town) -> Hall:
    return hall_of(town)


@pytest.fixture(scope="module")
def quiet(town: Town) -> Hall:
    """One for all who are only refused in it."""
    return hall_of(town)


def hall_of(town: Town) -> Hall:
    """Standard 6 is revealed, 9 is open, and Fay knows her password."""
    hall = town.hall_in(WorkshopState.LIVE)
    with Session(town.store.writing) as session, session.begin():
        sitting = session.get_one(Sitting, hall.sitting)
        sitting.close(session, by="facilitator")
        reveal(session, sitting, by="facilitator")
        owner(session, hall).password_hash = hash_password(PASSWORD)
    hall.open("9")
    return hall


def owner(session: Session, hall: Hall) -> Account:
    return session.get_one(Account, session.get_one(Workshop, hall.id).owner_id)


def position(hall: Hall, name: str = "Fay") -> Sheet:
    fields = {"state": "not agreed", "after_version": "0", "number": "4", "band": ""}
    return Sheet(name, f"{hall.path}/positions/standard-6", "wording", {**fields})


def scribes_position(hall: Hall) -> Sheet:
    return position(hall, "Sam")


def new_draft(hall: Hall) -> Sheet:
    with Session(hall.store.writing) as session, session.begin():
        draft = begin(session, owner(session, hall).id, "Eastmere Council", "Day 1", "2026-12-01")
        return Sheet("Fay", f"/workshops/{draft.id}/prepare/told", "ground_rules", {**STEPS["told"]})


def evidence(hall: Hall) -> Sheet:
    fields = {"standard": "6", "title": "A survey", "strength": "some", "key": new_token()}
    return Sheet("Fay", f"{hall.path}/evidence", "note", {**fields})


def offer(hall: Hall) -> Sheet:
    return Sheet("Priya", f"{hall.path}/phone/evidence", "note", evidence(hall).fields)


def rating(hall: Hall) -> Sheet:
    fields = {"answer": "04", "key": new_token(), "may_quote": "true"}
    return Sheet("Priya", f"{hall.path}/rounds/{hall.rounds['9']}/rating", "reason", {**fields})


SHEETS: dict[str, Callable[[Hall], Sheet]] = {
    "a position": position, "a scribe's position": scribes_position, "a new draft": new_draft,
    "evidence on the console": evidence, "an offer on a phone": offer, "a rating": rating,
}  # fmt: skip
OF_ACCOUNTS = [name for name in SHEETS if name not in ("a scribe's position", "an offer on a phone", "a rating")]
OF_SEATS = ["a scribe's position", "an offer on a phone", "a rating"]


def gives_back(answer: httpx2.Response) -> bool:
    return TYPED.replace("\r\n", "\n") in unescape(answer.text).replace("\r\n", "\n")


def in_its_field(page: str, field: str) -> str:
    found = re.search(rf'<textarea[^>]* name="{field}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return unescape(found[1]).replace("\r\n", "\n").strip() if found else ""


def hidden(page: str, action: str) -> dict[str, list[str]]:
    form = re.search(rf'<form method="post" action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form is not None, action
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[1]):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def stored(hall: Hall) -> tuple[int, ...]:
    with hall.store.read() as session:
        kinds = (Position, EvidenceItem, Workshop)
        return tuple(session.exec(select(func.count()).select_from(kind)).one() for kind in kinds)


def runs_out(hall: Hall, browser: httpx2.Client) -> None:
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(SignIn, hashed(hall.tokens["Fay"])).expires_at = now() - timedelta(seconds=1)


def signs_out_in_another_tab(hall: Hall, browser: httpx2.Client) -> None:
    left = browser.post("/sign-out")
    assert left.status_code == 303 and left.headers["set-cookie"].startswith('account=""')
    browser.cookies = httpx2.Cookies({"browser": "known-since-yesterday"})


def changes_the_password_elsewhere(hall: Hall, browser: httpx2.Client) -> None:
    with Session(hall.store.writing) as session, session.begin():
        owner(session, hall).change_password(session, hash_password(PASSWORD))


def loses_every_cookie(hall: Hall, browser: httpx2.Client) -> None:
    browser.cookies = httpx2.Cookies()


ENDS = (runs_out, signs_out_in_another_tab, changes_the_password_elsewhere)


# -- A sign-in that ended


@pytest.mark.parametrize("end", [*ENDS, loses_every_cookie])
@pytest.mark.parametrize("kind", OF_ACCOUNTS)
def test_words_come_back_with_the_way_to_sign_in_and_then_stand_in_their_form(
    hall: Hall, kind: str, end: Callable[[Hall, httpx2.Client], None]
) -> None:
    sheet, before = SHEETS[kind](hall), stored(hall)
    with hall.browser("Fay") as fay:
        end(hall, fay)
        refused = sheet.send(fay)
        assert refused.status_code in (401, 404)
        assert gives_back(refused)
        brought = {name: values[-1] for name, values in hidden(refused.text, "/sign-in").items()}
        if end is loses_every_cookie and refused.status_code == 404:
            page = fay.post("/sign-in", data=brought)  # “Sign in, and go on with what you wrote”
            brought = {name: values[-1] for name, values in hidden(page.text, "/sign-in").items()}
        else:
            assert "Your sign-in has ended" in refused.text
        wrong = fay.post("/sign-in", data={**brought, "email": "fay@x.example", "password": "a wrong one"})
        assert gives_back(wrong) and hidden(wrong.text, "/sign-in")["typed"] == [brought["typed"]]
        with hall.store.read() as session:
            email = owner(session, hall).email
        signed_in = fay.post("/sign-in", data={**brought, "email": email, "password": PASSWORD})
        assert signed_in.status_code == 200 and "You are signed in" in signed_in.text
        fields = hidden(signed_in.text, sheet.path)
        back = fay.post(sheet.path, data=fields)
        assert back.status_code == 200
        assert in_its_field(back.text, sheet.field) == TYPED.replace("\r\n", "\n")
        assert stored(hall) == before, "shown, and not sent for them"
        assert PASSWORD not in signed_in.text + back.text


def test_the_position_that_was_brought_back_keeps_its_other_fields_and_settles(hall: Hall) -> None:
    sheet = position(hall)
    with hall.browser("Fay") as fay:
        back = fay.post(sheet.path, data={**sheet.fields, "wording": TYPED, "again": "yes"}).text
        assert re.search(r'value="not agreed"[^>]* checked', back)
        assert re.search(r'name="number"[^>]* value="4"', back)
        assert sheet.send(fay).status_code == 303
    assert stored(hall)[0] >= 1


def test_a_version_that_came_meanwhile_is_not_overwritten_unread(hall: Hall) -> None:
    sheet = position(hall)
    with hall.browser("Sam") as sam, hall.browser("Fay") as fay:
        assert sam.post(sheet.path, data={**sheet.fields, "wording": "The scribe's words."}).status_code == 303
        back = fay.post(sheet.path, data={**sheet.fields, "wording": TYPED, "again": "yes"})
        assert in_its_field(back.text, "wording") == TYPED.replace("\r\n", "\n")
        assert "Settled meanwhile" in back.text


@pytest.mark.parametrize("end", ENDS)
def test_a_page_that_is_opened_again_leads_over_the_sign_in_and_back_with_its_question(
    hall: Hall, end: Callable[[Hall, httpx2.Client], None]
) -> None:
    with hall.browser("Fay") as fay:
        end(hall, fay)
        for path in ("/console", "/evidence?standard=6", "/people"):
            led = fay.get(f"{hall.path}{path}")
            assert led.status_code == 303
            page = fay.get(led.headers["location"]).text
            assert f'name="then" value="{hall.path}{path}"' in page


def test_a_live_page_is_told_to_sign_in_without_losing_what_is_on_it(hall: Hall) -> None:
    with hall.browser("Fay") as fay:
        runs_out(hall, fay)
        for answer in (
            fay.get(f"{hall.path}/live?screen=console", headers={"HX-Request": "true"}),
            fay.post(
                f"{hall.path}/positions/standard-6/reopen", data={"reason": TYPED}, headers={"HX-Request": "true"}
            ),
        ):
            assert answer.status_code == 401
            assert answer.text.startswith('<div id="notice"') and "Your sign-in has ended" in answer.text
            assert 'href="/sign-in" target="_blank"' in answer.text


def test_no_password_is_ever_given_back_or_carried(hall: Hall) -> None:
    with hall.browser("Fay") as fay:
        runs_out(hall, fay)
        refused = fay.post("/account/password", data={"current": PASSWORD, "password": "four more plain words"})
    assert refused.status_code == 401
    assert PASSWORD not in refused.text and "four more plain words" not in refused.text


def test_words_of_a_form_that_cannot_be_shown_again_are_there_to_be_copied(hall: Hall) -> None:
    with hall.browser("Fay") as fay:
        runs_out(hall, fay)
        page = f"{hall.base}{hall.path}/people"
        path = f"{hall.path}/seats/{hall.seats['Olu']}/move"
        moving = {"group": str(hall.groups["Carers"]), "reason": "Brings another voice."}
        refused = fay.post(path, data=moving, headers={"Referer": page})
        assert "Brings another voice." in refused.text
        brought = {name: values[-1] for name, values in hidden(refused.text, "/sign-in").items()}
        assert brought["then"] == f"{hall.path}/people"
        with hall.store.read() as session:
            email = owner(session, hall).email
        signed_in = fay.post("/sign-in", data={**brought, "email": email, "password": PASSWORD})
        assert "Brings another voice." in signed_in.text and f'href="{hall.path}/people"' in signed_in.text
        assert f'action="{path}"' not in signed_in.text


def test_a_sign_in_never_sends_an_act(quiet: Hall) -> None:
    """Whatever somebody wrote into `then`: only forms that can be shown again are, and they are only shown."""
    with quiet.store.read() as session:
        email = owner(session, quiet).email
    with quiet.browser(None) as eve:
        fields = {"email": email, "password": PASSWORD, "typed": "wording=Words+of+mine"}
        for then in (
            f"{quiet.path}/close",
            "/accounts/links",
            "https://evil.example/positions/standard-6",
            "//evil.example",
        ):
            page = eve.post("/sign-in", data={**fields, "then": then}).text
            assert "<form" not in page, then
            assert "evil.example" not in page


# -- The other causes, each in its own sentence


@pytest.mark.parametrize("kind", OF_SEATS)
def test_a_seat_that_moved_or_was_removed_is_told_as_such_and_the_words_come_back(hall: Hall, kind: str) -> None:
    sheet = SHEETS[kind](hall)
    hall.leaves(sheet.name)
    with hall.browser(sheet.name) as browser:
        refused = sheet.send(browser)
    assert refused.status_code == 404
    assert "The facilitator freed this seat at" in refused.text
    assert gives_back(refused) and NOT_SAVED in refused.text
    assert "Sign in, and go on" not in refused.text


@pytest.mark.parametrize("kind", ["a position", "evidence on the console"])
def test_who_was_taken_over_while_typing_is_told_so_and_keeps_the_words(hall: Hall, kind: str) -> None:
    with Session(hall.store.writing) as session, session.begin():
        sid = Account.add(session, f"{new_token()}@northvale.example", "Sid", "no password fits this")
        workshop = session.get_one(Workshop, hall.id)
        seconds.name(session, workshop, sid, seconds.OWNER)
        seconds.take_over(session, workshop, sid)
    with hall.browser("Fay") as fay:
        refused = SHEETS[kind](hall).send(fay)
    assert refused.status_code == 404 and "another facilitator runs this workshop" in refused.text
    assert gives_back(refused)


def test_another_account_learns_nothing_and_keeps_the_words(quiet: Hall, town: Town) -> None:
    answers = []
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as eve:
        for number in (quiet.id, 987_654):
            answers.append(eve.post(f"/workshops/{number}/evidence", data={"note": TYPED}))
    assert [gives_back(answer) for answer in answers] == [True, True]
    assert "under the account that you are signed in with" in answers[0].text
    assert answers[0].text == answers[1].text


@pytest.mark.parametrize("kind", ["a position", "evidence on the console", "an offer on a phone", "a rating"])
def test_an_act_that_came_too_late_for_the_workshop_keeps_its_words(hall: Hall, kind: str) -> None:
    sheet = SHEETS[kind](hall)
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Sitting, hall.sitting).close(session, by="facilitator")
        reveal(session, session.get_one(Sitting, hall.sitting), by="facilitator")
        session.flush()
        close(session, session.get_one(Workshop, hall.id), by="facilitator")
    with hall.browser(sheet.name) as browser:
        refused = sheet.send(browser)
    assert refused.status_code == 403 and "The workshop is closed" in refused.text
    assert gives_back(refused)


@pytest.mark.parametrize("kind", [kind for kind in SHEETS if kind != "a new draft"])  # which any account may send
def test_a_form_of_another_part_gives_its_words_back(quiet: Hall, kind: str) -> None:
    sheet = SHEETS[kind](quiet)
    with quiet.browser("Ruth") as observer:
        refused = sheet.send(observer)
    assert refused.status_code == 403 and gives_back(refused)


@pytest.mark.parametrize("kind", SHEETS)
def test_a_text_that_is_longer_than_may_be_kept_comes_back_whole(quiet: Hall, kind: str) -> None:
    sheet = SHEETS[kind](quiet)
    long = f"{TYPED} {'word ' * 900}"
    with quiet.browser(sheet.name) as browser:
        refused = sheet.send(browser, **{sheet.field: long})
    assert refused.status_code == 422
    assert in_its_field(refused.text, sheet.field) == long.replace("\r\n", "\n").strip()


@pytest.mark.parametrize("kind", SHEETS)
def test_a_form_that_is_larger_than_may_come_is_refused_and_given_back(quiet: Hall, kind: str) -> None:
    sheet = SHEETS[kind](quiet)
    long = f"{TYPED}{' word' * (14 * 1024)}"
    if sheet.field == "wording":
        long += " word" * 78 * 1024  # a position may be longer, and what is longer still is not read any more
    with quiet.browser(sheet.name) as browser:
        refused = sheet.send(browser, **{sheet.field: long})
    assert refused.status_code in (413, 422)
    assert gives_back(refused) or sheet.field == "wording"


def test_the_answers_that_come_too_fast_keep_the_reason(hall: Hall) -> None:
    sheet = rating(hall)
    with hall.browser(sheet.name) as browser:
        *_, refused = flood(lambda _: sheet.send(browser, key=new_token()), lambda answer: answer.status_code != 303)
    assert in_its_field(refused.text, "reason") == TYPED.replace("\r\n", "\n")


def test_a_failure_gives_the_words_back_and_the_way_to_the_form(migrated: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(migrated, tmp_path / "town.sqlite3"))
    with town_on(file) as town:
        hall = town.hall()
        sheet = new_draft(hall)
        with Session(town.store.writing) as session, session.begin():
            session.connection().exec_driver_sql(
                "CREATE TRIGGER full BEFORE UPDATE ON workshop BEGIN SELECT RAISE(ABORT, 'nobody foresaw this'); END"
            )
        with hall.browser("Fay") as fay:
            refused = sheet.send(fay)
            assert refused.status_code == 500 and "log says when and where" in refused.text
            assert gives_back(refused)
            back = fay.post(sheet.path, data=hidden(refused.text, sheet.path))
            assert back.status_code == 200
            assert in_its_field(back.text, "ground_rules") == TYPED.replace("\r\n", "\n")


# -- Every form


def test_every_text_that_a_template_asks_for_is_known_as_words() -> None:
    asked = set()
    for file in TEMPLATES.rglob("*.html"):
        source = file.read_text()
        asked |= set(re.findall(r'field\.(?:long|words)\(form, "([\w-]+)', source))
        asked |= set(re.findall(r'<textarea[^>]*name="([^"{]+)"', source))
    known = {
        "wording",
        "divergent_views",
        "evidence",
        "how_known",
        "next_step",
        "good_practice",
        "narrative",
        "reason",
        "note",
        "what",
        "why",
        "words",
        "text",
        "ground_rules",
        "theme-about-",
        "theme-questions-",
        "progress",
        "outcome",
    }
    assert asked == known
    assert all(TEXT.fullmatch(name if not name.endswith("-") else f"{name}L1") for name in asked)


def test_a_form_is_unpacked_as_it_was_packed_and_secrets_stay_out() -> None:
    scope = {
        "path": "/workshops/1/prepare/occasion",
        "critical_friend.sent": b"title=A&title=B&password=x&current=y&again=yes&note=%E2%80%9Ca%0D%0Ab",
    }
    sent = written(scope)
    assert sent.fields == (("title", "A"), ("title", "B"), ("note", "“a\r\nb"))
    assert unpacked(sent.path, sent.packed) == sent
    assert sent.texts == ["“a\r\nb", "A\nB"]


def test_what_is_longer_than_a_sign_in_may_carry_is_given_back_for_copying_alone() -> None:
    scope = {"path": "/workshops/1/positions/standard-6", "critical_friend.sent": b"wording=" + b"word+" * 60_000}
    sent = written(scope)
    assert sent.packed == "" and len(sent.texts[0]) == 300_000


def test_a_form_of_more_fields_than_ours_have_is_not_taken_apart_for_anybody() -> None:
    scope = {"path": "/rejoin", "critical_friend.sent": b"&".join([b"note=" + b"a word " * 10] * 1001)}
    assert written(scope).fields == ()
