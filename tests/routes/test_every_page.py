"""Every page with words from right to left in every field: they keep to themselves, and every id is there.

Also which way a text runs is asked of the page as it is sent, since a browser can only follow what it is told. Every
one of these words carries a tag, too: where one is not escaped, it is an element of the page.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from itertools import count
from typing import Any, NamedTuple

import pytest
from sqlalchemy import JSON
from sqlmodel import AutoString, Session, SQLModel, select

from app.bidi import FSI, PDI, has_letters_from_the_right
from app.frameworks import Framework, Theme
from app.live.fragments import TEMPLATES
from app.models import (
    Account,
    Answer,
    Comment,
    EvidenceItem,
    PositionState,
    Role,
    Seat,
    SignIn,
    Sitting,
    Strength,
    Workshop,
    WorkshopState,
)
from app.models.ending.closing import close, confirm
from app.models.ending.hold import hold
from app.models.evidence.item import ask
from app.models.people.complaint import Complaint, complain
from app.models.people.return_link import make_return_link
from app.models.people.seat import seat_of, take_seat
from app.models.people.second_facilitator import ADMINISTRATOR, OWNER, name
from app.models.record.action import Typed as TypedAction
from app.models.record.action import actions_of
from app.models.record.action import write as write_action
from app.models.record.asking import read_back
from app.models.record.dissent import Dissent, OwnWords, Shown, hold_back
from app.models.record.dissent import write as write_dissent
from app.models.record.position import OF_LEVEL, TEXTS, Wording
from app.models.record.publishing import Sentence, edit
from app.models.record.settling import reopen, settle
from app.models.record.subject import Key, Level, Subject
from app.models.record.typed_text import Keystrokes, type_text
from app.models.rounds.rating import rate
from app.models.rounds.reason import Reason, reasons_of
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.draft import GroupDraft
from app.models.workshop.edition import pin
from app.tokens import hashed, new_token
from tests.access.test_rights import DOORS, WORKSHOP
from tests.frameworks import EXAMPLES
from tests.markup import Element, read
from tests.northvale import Hall, Town, browser_at

TAG = "<typed-in>"
REASON = f"نحن لا نعرف من نسأل (خاصة في المساء)! هل هذا 24/7؟{TAG}"
DISSENT = f"ہمیں معلوم نہیں کہ کس سے بات کریں (خاص طور پر شام کو)۔{TAG}"
COUNCIL = f"מועצת הצפון (מחוז א')!{TAG}"
LABEL = f"عند النافذة{TAG}"
TYPED_IN_A_FRAMEWORK = {"title", "short_title", "publisher", "note", "about", "name", "label", "gloss", "text", "plain"}
REFERS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "list")
NOT_DRAWN = {"data-announce", "aria-label", "alt", "content"}  # heard, or read by programs; a voice has no direction
LINES = {"input", "textarea"}
# Columns of text that nobody writes: tokens, marks, roles, numbers and names of ours.
OF_THE_PROGRAM = {
    *("token_hash", "password_hash", "key_hash", "left_hash", "digest", "submission_key", "key", "mark", "head"),
    *("by", "act", "salts", "commitments", "written_by", "set_by", "lifted_by", "asked_by", "added_by", "named_by"),
    *("made_by", "removed_by", "rival_by", "page", "rival_page", "field", "original", "reference", "join_code"),
    *("subject_number", "number", "standard", "domain", "criterion", "criteria", "answers", "band", "afterwards"),
    *("told", "told_as", "made", "failure", "media_type", "words_on_stage", "stage_frozen", "staged_findings"),
}
# Chosen from what is typed elsewhere, or of such letters that no tag is among them; and the chain's, of a file's name.
CHOSEN = {"account.email", "workshop.explained_term", "dissent.unit", "edition.name", "event.link", "pack_file.name"}


class Page(NamedTuple):
    path: str
    html: str

    def __str__(self) -> str:
        return self.path

    @property
    def is_fragment(self) -> bool:
        return "/live?" in self.path


def from_the_right(number: Iterator[int]) -> Framework:
    def turned(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: turned(it, name) for name, it in value.items()}
        if isinstance(value, list):
            return [turned(it, key) for it in value]
        return f"كلمة {next(number)} (هنا)!{TAG}" if key in TYPED_IN_A_FRAMEWORK else value

    known = tomllib.loads((EXAMPLES / "good-neighbours.toml").read_text(encoding="utf-8"))
    return Framework.model_validate({**turned(known), "key": "from-the-right"})


@pytest.fixture(scope="module")
def fields(town: Town) -> dict[str, object]:
    with Session(town.store.writing) as session, session.begin():
        choice = pin(session, from_the_right(count()), is_imported=True).choice
    groups = (
        GroupDraft(f"المجلس (الشمال)!{TAG}", 4, is_assessing=True),
        GroupDraft(f"مقدمو الخدمة{TAG}", 3),
        GroupDraft(f"هيئة{TAG}", 1),
    )
    typed = ("council", "title", "ground_rules", "responsible", "data_contact", "lawful_basis")
    theme = Theme("L1", f"موضوع محلي (هنا)!{TAG}", REASON, (REASON,))
    said: dict[str, object] = {field: f"{field} {REASON}"[-60:] for field in typed}
    return {**said, "council": COUNCIL, "framework_key": choice, "standards": ("1", "2", "L1"), "themes": (theme,),
            "groups": groups}  # fmt: skip


def hall_in(town: Town, fields: dict[str, object], state: str, *, is_full: bool = True) -> Hall:
    """draft, lobby, open, revealed, settled, closed, confirmed; and everything in it typed from right to left.

    `is_full` takes groups that the cast does not fill: who comes beyond the plan waits, and speaks of nothing.
    """
    hall = town.hall(**fields)
    with Session(town.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        for group in workshop.groups:
            for person in range(group.expected + (person_waits := group is workshop.groups[1])):
                name_ = f"{group.id}-{person}" if not (person_waits and person == group.expected) else "waits"
                hall.tokens[name_] = token = take_seat(session, workshop, group.id, LABEL)
                session.flush()
                seat = seat_of(session, hall.id, token)
                assert seat is not None
                seat.read_notice(may_show_group=None)
                hall.seats[name_] = seat.id
        ask(session, workshop, "1", f"مطلوب {REASON}", by=Role.SCRIBE)
        session.add(
            EvidenceItem(
                workshop_id=hall.id, standard="1", title=REASON, note=DISSENT, link=f"https://a.example/{TAG}",
                strength=Strength.SOME,
                added_by=Role.SCRIBE, submission_key=new_token(), group_id=workshop.groups[0].id,
            )
        )  # fmt: skip
        if state == "draft":
            workshop.state, workshop.join_code = WorkshopState.DRAFT, None
            workshop.half_filled = {"told": {"responsible": LABEL, "ground_rules": DISSENT, "data_contact": ""}}
    if state in ("draft", "lobby"):
        return hall
    hall.open("1", "2", "L1")
    with Session(town.store.writing) as session, session.begin():
        for name_, seat_id in hall.seats.items():
            if "-" in name_:
                score = 1 if name_.endswith("-0") else 5
                for number in ("1", "L1"):
                    answer = Answer(score, key=new_token(), reason=REASON, may_quote=True)
                    rate(session, seat_id, hall.id, hall.rounds[number], answer)
        if state == "open":
            return hall
        sitting = session.get_one(Sitting, hall.sitting)
        sitting.close(session, by="facilitator")
        reveal(session, sitting, by="facilitator")
        session.flush()
        numbered(session, hall.id, "1").show(session, by="facilitator")
        workshop = session.get_one(Workshop, hall.id)
        todo = TypedAction(REASON, [DISSENT], LABEL, how_known=REASON)
        write_action(session, Subject.overall(workshop), todo, by="scribe 1")
        workshop.explain(session, workshop.framework.glossary[0].term, by="facilitator")
        if is_full:
            speaks(session, hall)
    if state == "revealed":
        return hall
    with Session(town.store.writing) as session, session.begin():
        for number in ("1", "L1"):
            settles(session, Subject.standard(numbered(session, hall.id, number)))
        workshop = session.get_one(Workshop, hall.id)
        for subject in (Subject.domain(workshop, "1"), Subject.overall(workshop)):
            settles(session, subject)
        reopen(session, Subject.standard(numbered(session, hall.id, "L1")), REASON, by="facilitator")
        if state in ("closed", "confirmed"):
            session.flush()
            close(session, workshop, by="facilitator")
            session.add(Comment(workshop_id=hall.id, text=DISSENT, seat_id=next(iter(hall.seats.values()))))
            hold(session, workshop, REASON, LABEL, by="facilitator")
            edit(session, workshop, Sentence(Key(Level.STANDARD, "1"), "wording", DISSENT), REASON, by="facilitator")
        if state == "confirmed":
            confirm(session, session.get_one(Workshop, hall.id), by="facilitator")
    return hall


def speaks(session: Session, hall: Hall) -> None:
    """Whatever else somebody writes once a standard is revealed: to others, to the facilitator, to nobody yet."""
    workshop, about = session.get_one(Workshop, hall.id), Subject.standard(numbered(session, hall.id, "1"))
    reasons_of(session, hall.rounds["1"])[0].hold_back(session, hall.id, DISSENT, by="facilitator")
    read_back(session, about, PositionState.NOT_AGREED, f"{DISSENT} {REASON}", by="facilitator")
    raters = [seat for name_, seat in hall.seats.items() if "-" in name_]
    for seat, text in zip(raters[:2], (REASON, DISSENT), strict=True):
        words = OwnWords(text, Shown.WITHOUT_NAME, may_publish=True, asks_group=text == REASON)
        written = write_dissent(session, about, session.get_one(Seat, seat), words)
        if written and text == DISSENT:
            hold_back(session, written, REASON, by="facilitator")
    for subject in (Subject.standard(numbered(session, hall.id, "L1")), Subject.overall(workshop)):
        for text in (REASON, DISSENT):  # by two pages from the same words
            type_text(session, subject, Keystrokes("wording", text, 0, new_token()), by="scribe 1")
    session.flush()
    for code in (hall.code, REASON):
        complain(session, code, DISSENT, LABEL, new_token())
    for complaint in session.exec(select(Complaint).where(Complaint.outcome_at == None)):
        complaint.received_on -= timedelta(days=1)  # told from the next day on
        complaint.acknowledge(REASON)
        if complaint.workshop_id:
            complaint.tell(DISSENT)


def settles(session: Session, subject: Subject) -> None:
    """With words in every field that its form has."""
    fields = OF_LEVEL[subject.key.level]
    typed: dict[str, Any] = {field: DISSENT for field in TEXTS if field in fields}
    if "has_divergent_views" in fields:
        typed["has_divergent_views"] = True
    settle(session, subject, Wording(PositionState.NOT_AGREED, DISSENT, **typed), "scribe", after_version=0)


MORE_OF_A_CONSOLE = {
    f"/live?screen=console&{what}" for what in ("standard=L1", "standard=overall", "domain=1", "page=overview")
}


def of_a_workshop(hall: Hall) -> Iterator[Page]:
    """Whatever GET gives anybody in it, the fragments of a live screen among it."""
    whose = ["Fay", "Sam", "stage", "waits", *[name_ for name_ in hall.tokens if name_.endswith("-0")][:1]]
    with hall.store.read() as session:
        known = {
            "round_id": hall.rounds.get("1", 1), "number": "1", "slug": "standard-1",
            "reason_id": session.exec(select(Reason.id).where(Reason.round_id == hall.rounds.get("1", 0))).first(),
            "dissent_id": session.exec(select(Dissent.id).where(Dissent.workshop_id == hall.id)).first(),
        }  # fmt: skip
    inside = {
        re.sub(r"{(\w+)(:\w+)?}", lambda name: str(known.get(name[1], name[0])), door.path.removeprefix(WORKSHOP))
        for door in DOORS
        if door.method == "GET" and "/export/" not in door.path  # which are files
    }
    queries = {
        "/phone/mine/standard-1",
        "/phone/mine/standard-L1",
        "/evidence?standard=1",
        "/phone/evidence?standard=L1",
        "/words?q=كلمة",
        "/console/standards/L1",
        "/phone/comments?about=standard-L1",
    }
    screens = {f"/live?screen={screen}" for screen in ("console", "phone", "stage", "waiting")}
    screens |= {
        f"/live?screen=console&{what}"
        for what in (*("standard=1", "page=actions", "page=closing", "page=stage", "page=confirming", "page=comments"),)
    }
    with hall.store.read() as session:
        queries |= {f"/actions/{row.id}" for row in actions_of(session, hall.id)} | {"/actions?sort=due"}
    for name_ in whose:
        with hall.browser(name_) as browser:
            more = MORE_OF_A_CONSOLE if name_ == "Fay" and hall.rounds else set()
            for path in sorted(inside | queries | screens | more):
                answer = browser.get(f"{hall.path}{path}")
                if answer.status_code == 200 and "html" in answer.headers["content-type"]:
                    yield Page(f"{name_} {path}", answer.text)


def above_the_workshops(town: Town, hall: Hall) -> Iterator[Page]:
    with Session(town.store.writing) as session, session.begin():
        ada, ben = (
            Account.add(session, f"{new_token()}@northvale.example", who, "hash", is_administrator=True)
            for who in (f"عائشة (هنا)!{TAG}", f"بسام (هنا)!{TAG}")
        )
        workshop = session.get_one(Workshop, hall.id)
        name(session, workshop, ada, OWNER)
        name(session, workshop, ben, ADMINISTRATOR)
        edition = workshop.edition_id
        tokens = {"ada": SignIn.start(session, ada.id), "Fay": hall.tokens["Fay"]}
        link, mine = ada.reset_link(session), new_token()
        make_return_link(session, session.exec(select(Seat).where(Seat.workshop_id == hall.id)).all()[0], mine)
        hold(session, workshop, REASON, LABEL, by="administrator")
        for complaint, token in zip(
            session.exec(select(Complaint)).all(), told := (new_token(), new_token()), strict=False
        ):
            complaint.token_hash = hashed(token)
    paths = ["/", "/workshops", "/workshops/new", "/account", "/accounts", "/frameworks", f"/frameworks/{edition}",
             f"/frameworks/{edition}/corrections", f"/second-facilitators/{hall.id}", f"/reset/{link}", "/sign-in",
             f"/my-page/{mine}", "/rejoin", "/verify", f"/join/{hall.code}", "/join/NOSUCH", "/accounts/complaints",
             "/accounts/retention", *[f"/complaints/{token}" for token in told]]  # fmt: skip
    for whose, token in tokens.items():
        with browser_at(town.base, {"account": token}) as browser:
            for path in paths:
                answer = browser.get(path)
                if answer.status_code in (200, 404):
                    yield Page(f"{whose} {path}", answer.text)


@pytest.fixture(scope="module")
def pages(town: Town, fields: dict[str, object]) -> list[Page]:
    found: list[Page] = []
    for state in ("draft", "lobby", "open", "revealed", "settled", "closed", "confirmed"):
        hall = hall_in(town, fields, state)
        found += [Page(f"{state}: {page.path}", page.html) for page in of_a_workshop(hall)]
        if state == "revealed":
            found += above_the_workshops(town, hall)
            found += came_back(hall)
    return found


def came_back(hall: Hall) -> Iterator[Page]:
    """Refused, with what was typed still in it."""
    group, seat = next(iter(hall.groups.values())), hall.seats["waits"]
    for path, sent in {
        "/positions/standard-1": {"wording": DISSENT, "divergent_views": REASON, "after_version": "0"},
        "/evidence": {"title": REASON, "note": DISSENT},
        f"/seats/{seat}/move": {"group": str(group), "reason": ""},
        "/evidence/asked": {"asked_standard": "7", "asked_title": DISSENT},
        "/positions/standard-1/reopen": {"reason": REASON},
        "/actions": {"subject": "standard-1", "what": REASON, "others": DISSENT, "due": "31 Feb 2027"},
    }.items():
        answer = hall.act(path, **sent)
        if answer.status_code != 303:
            yield Page(f"came back: {path}", answer.text)


def test_the_pages_are_many_and_the_typed_words_are_on_most_of_them(pages: list[Page]) -> None:
    assert len(pages) > 100
    assert sum(has_letters_from_the_right(page.html) for page in pages) > 80
    whole = unescape("".join(page.html for page in pages))
    assert all(text in whole for text in (REASON, DISSENT, "مجلس", LABEL, "موضوع محلي", "عائشة"))


def test_every_text_that_somebody_can_write_was_written_here(town: Town, pages: list[Page]) -> None:
    """So that no column of words, of a later day either, is left out of what these tests look at."""
    unwritten = set()
    with town.store.read() as session:
        for table in SQLModel.metadata.sorted_tables:
            for column in (each for each in table.columns if isinstance(each.type, AutoString | JSON)):
                if column.name not in OF_THE_PROGRAM and not any(TAG in str(it) for it in session.exec(select(column))):
                    unwritten.add(f"{table.name}.{column.name}")
    assert unwritten == CHOSEN


def unescaped(page: Page, tree: Element) -> Iterator[str]:
    yield from (f"in <{one.around.tag}>" for one in tree.all(TAG.strip("<>")) if one.around)


def used(page: Page, tree: Element) -> Iterator[str]:
    for one in tree if page.is_fragment else ():
        if one.tag in ("textarea", "select") or (one.tag == "input" and one.get("type") != "hidden"):
            yield f"<{one.tag} name={one.get('name')}>"


def pushed(page: Page, tree: Element) -> Iterator[str]:
    yield from (one.get("id") for one in tree if page.is_fragment and one.get("hx-swap-oob"))


def amiss(page: Page, tree: Element) -> Iterator[str]:
    """Ids that stand twice, and those that are pointed at and not there."""
    ids = Counter(one.get("id") for one in tree if "id" in one.attributes)
    if not page.is_fragment:  # fragments are parts of a page
        yield from (f"two elements are #{id_}" for id_, times in ids.items() if times > 1)
    for one in tree:
        for attribute in REFERS:
            yield from (f"{one.tag} {attribute}={id_}" for id_ in one.get(attribute).split() if id_ not in ids)


def drawn_astray(page: Page, tree: Element) -> Iterator[str]:
    yield from astray(tree)


def typed_from_the_left(page: Page, tree: Element) -> Iterator[str]:
    typed = {"text", "search", "", "email"}
    for one in tree:
        if one.tag in LINES and one.get("type") in typed and one.get("dir") != "auto" and not one.get("inputmode"):
            yield str(one.get("name"))


def languages(page: Page, tree: Element) -> Iterator[str]:
    yield from (f"{html.get('lang')} {html.get('dir')}" for html in tree.all("html") if not page.is_fragment)


LOOKS = (unescaped, used, pushed, amiss, drawn_astray, typed_from_the_left, languages)
Found = dict[Callable[[Page, Element], Iterator[str]], dict[str, Page]]


@pytest.fixture(scope="module")
def found(pages: list[Page]) -> Found:
    """What each look finds, and on which page. A page is taken apart once, for all of them."""
    found: Found = {look: {} for look in LOOKS}
    for page in pages:
        tree = read(page.html)
        for look in LOOKS:
            found[look] |= dict.fromkeys(look(page, tree), page)
    return found


def test_whatever_was_typed_is_text_on_every_page_and_in_every_fragment(pages: list[Page], found: Found) -> None:
    assert found[unescaped] == {}
    assert sum(TAG in unescape(page.html) for page in pages) > 80


def test_a_fragment_that_is_pushed_holds_nothing_that_somebody_may_be_using(found: Found) -> None:
    """Hidden fields of an act's button may be swapped; what is typed or chosen in would be lost by the next push."""
    assert found[used] == {}
    assert found[pushed].keys() >= {element for elements in TEMPLATES.values() for element in elements}


def test_every_id_that_a_page_points_at_is_on_it_once(found: Found) -> None:
    assert found[amiss] == {}


def test_typed_words_keep_to_themselves_wherever_they_are_drawn(found: Found) -> None:
    assert found[drawn_astray] == {}


def astray(tree: Element) -> Iterator[str]:
    """Words from right to left that nothing keeps apart from what stands beside them."""
    for one in tree:
        for attribute, value in one.attributes.items():
            is_drawn = attribute not in NOT_DRAWN and "href" not in attribute
            if is_drawn and has_letters_from_the_right(outside_isolates(value)):
                hidden = one.get("type") in ("hidden", "checkbox") or one.tag in ("button", "option")
                if not (hidden or (attribute == "value" and one.tag in LINES and one.get("dir") == "auto")):
                    yield f"<{one.tag} {attribute}={value}>"
        for part in one.inside:
            if isinstance(part, str) and has_letters_from_the_right(outside_isolates(part)) and not is_kept(one):
                yield f"<{one.tag} class={one.get('class')}>{part.strip()[:60]}"


def is_kept(one: Element) -> bool:
    return any(around.tag == "bdi" or around.get("dir") == "auto" for around in one.outward)


def outside_isolates(text: str) -> str:
    return re.sub(f"{FSI}[^{PDI}]*{PDI}", "", text)


@pytest.mark.parametrize(
    "html", [f"<p>{REASON}</p>", f"<input value='{REASON}'>", f"<option>{REASON}</option>", f"<i title='{REASON}'></i>"]
)
def test_words_that_are_not_kept_apart_are_found(html: str) -> None:
    assert len(list(astray(read(html)))) == 1


def test_whoever_types_may_type_from_right_to_left(found: Found) -> None:
    assert found[typed_from_the_left] == {}


def test_a_page_says_its_language(found: Found) -> None:
    assert found[languages].keys() == {"en-GB "}
