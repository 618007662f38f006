"""A whole day of Northvale's: read back, answered, disagreed with, acted upon, with what no export may tell."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from sqlmodel import select

from app.exports import Report, report
from app.frameworks import OVERALL
from app.models import AttributionRule, PositionState, ReadBack, Reason, Weight
from app.models.ending.closing import close
from app.models.record.action import Typed
from app.models.record.action import write as write_action
from app.models.record.asking import assent, read_back
from app.models.record.dissent import Dissent, OwnWords, Shown, hold_back, stand_behind, write
from app.models.record.position import Wording
from app.models.record.read_back import CanStand, askings_of
from app.models.record.settling import positions_of, reopen, settle
from app.models.record.subject import Key, Subject, subject_of
from app.models.record.typed_text import Keystrokes, type_text
from app.models.rounds.revealing import reveal
from app.models.workshop.draft import GroupDraft
from app.tokens import new_token
from tests.conftest import Lobby, Rooms, lobby_in

CANARIES = {
    "to the facilitator": "canary-for-the-facilitator-7a1c",
    "held back": "canary-held-back-2b9d",
    "while asked": "canary-while-asked-4e60",
    "typed": "canary-typed-not-settled-c0de",
    "a reason": "canary-reason-held-back-88f1",
}
RATINGS: dict[str, int | None] = {
    "Olu": 8, "Oona": 8, "Omar": 9, "Ola": 8, "Ora": 7, "Priya": 3, "Pat": 3, "Petra": 4,
    "Hari": 5, "Carol": 4, "Cy": 5,
}  # fmt: skip
LATER_FIELDS: dict[str, Any] = {
    "number": 4, "band": "Red/amber", "evidence": "Fees were compared with costs.",
    "divergent_views": "Providers see it lower than the council.", "how_known": "Fewer homes close.",
    "importance": Weight.HIGH, "next_step": "Ask what a fair fee would be.",
}  # fmt: skip
CHOICE = Wording(PositionState.WITH_RESERVATIONS, "Choice is thin outside the towns.", **LATER_FIELDS)
OF_DOMAIN = Wording(
    PositionState.AGREED, "The market holds, with gaps.", good_practice="The providers’ forum.",
    has_divergent_views=True, divergent_views="6: Providers see it lower than the council.",
)  # fmt: skip
WHOLE = Wording(PositionState.NOT_AGREED, "Most is in place.", number=6, narrative="Carers were heard late.")


class Day:
    """Standard 6 read back, settled and disagreed with; 9 still being asked about; 4 rated and not revealed."""

    def __init__(self, room: Lobby) -> None:
        self.room, self.session, self.workshop = room, room.session, room.workshop

    def subject(self, slug: str) -> Subject:
        return subject_of(self.session, self.workshop.id, slug)

    def ask(self, slug: str, wording: Wording) -> ReadBack:
        asking = read_back(
            self.session, self.subject(slug), wording.state, wording.wording, wording.number, by="facilitator"
        )
        self.session.flush()
        return asking

    def answer(self, slug: str, asking: ReadBack, **answers: CanStand) -> None:
        for name, answer in answers.items():
            assent(self.session, self.subject(slug), asking, self.room.seats[name].id, answer, new_token())

    def settle(self, slug: str, wording: Wording) -> None:
        after = len(positions_of(self.session, self.workshop.id).get(Key.of_slug(slug), ()))
        settle(self.session, self.subject(slug), wording, "scribe 1", after)
        self.session.flush()

    def disagree(self, slug: str, name: str, text: str, shown: Shown, **also: Any) -> Dissent:
        dissent = write(self.session, self.subject(slug), self.room.seats[name], OwnWords(text, shown, **also))
        assert dissent is not None
        self.session.flush()
        return dissent

    def act(self, slug: str, what: str, **fields: Any) -> None:
        write_action(self.session, self.subject(slug), Typed(what, **fields), by="scribe 1")

    def asking(self, slug: str) -> ReadBack:
        """The newest."""
        return askings_of(self.session, self.workshop.id)[Key.of_slug(slug)][-1]

    def close(self) -> None:
        """What is open is revealed before."""
        sitting = self.room.round_of("4").sitting
        sitting.close(self.session, by="facilitator")
        reveal(self.session, sitting, by="facilitator")
        self.session.flush()
        close(self.session, self.workshop, by="facilitator")

    def report(self) -> Report:
        self.session.flush()
        self.session.expire_all()
        return report(self.session, self.workshop.id)


AGREE, LIVES, DISAGREES = CanStand.AGREE, CanStand.LIVE_WITH_IT, CanStand.DO_NOT_AGREE


def whole_day(make_room: Callable[..., Lobby], rule: AttributionRule) -> Day:
    if isinstance(make_room, Rooms):
        return Day(make_room.prepared(f"day {rule}", lambda session: _lived(partial(lobby_in, session), rule).room))
    return _lived(make_room, rule)


def _lived(make_room: Callable[..., Lobby], rule: AttributionRule) -> Day:
    sizes = {"Council": 5, "Providers": 3, "Healthwatch": 1, "Carers": 2}
    groups = tuple(GroupDraft(name, size, is_assessing=name == "Council") for name, size in sizes.items())
    room = make_room(groups=groups, attribution_rule=rule)
    room.seat("Ora", "Council")
    day = Day(room)
    _reveal(day, "6", "9")
    _reveal(day, OVERALL)
    _of_standard(day)
    day.settle("domain-3", OF_DOMAIN)
    day.act("domain-3", "Map the market.", who=["Council"])
    asking = day.ask(OVERALL, WHOLE)
    day.answer(OVERALL, asking, Olu=AGREE, Oona=AGREE, Omar=AGREE, Ola=AGREE, Ora=AGREE)
    day.settle(OVERALL, WHOLE)
    day.act(OVERALL, "Meet again in spring.", due="spring 2027")
    _not_told(day)
    return day


def _reveal(day: Day, *numbers: str) -> None:
    sitting = day.room.open(*numbers)
    for round_ in sitting.rounds:
        for name, score in RATINGS.items():
            reason = CANARIES["a reason"] if name == "Pat" and round_.standard.number == "6" else ""
            day.room.rate(name, round_, score, reason=reason, may_quote=True)
    sitting.close(day.session, by="facilitator")
    reveal(day.session, sitting, by="facilitator")
    day.session.flush()
    for written in day.session.exec(select(Reason).where(Reason.text == CANARIES["a reason"])):
        written.hold_back(day.session, day.workshop.id, "It names a person.", by="facilitator")


def _of_standard(day: Day) -> None:
    first = day.ask("standard-6", replace(CHOICE, wording="Choice is good."))
    day.answer("standard-6", first, Olu=AGREE, Pat=DISAGREES)
    asking = day.ask("standard-6", CHOICE)
    day.answer("standard-6", asking, Olu=DISAGREES, Oona=AGREE, Omar=AGREE, Ola=AGREE, Ora=LIVES)
    day.answer("standard-6", asking, Priya=AGREE, Pat=LIVES, Petra=AGREE, Hari=DISAGREES, Carol=AGREE, Cy=AGREE)
    day.settle("standard-6", CHOICE)
    own = day.disagree("standard-6", "Olu", "Fees did rise.", Shown.WITH_UNIT, may_publish=True, asks_group=True)
    stand_behind(day.session, day.subject("standard-6"), own, day.room.seats["Oona"], stands=True)
    day.disagree("standard-6", "Hari", "We visited five.\nNone had room.", Shown.WITHOUT_NAME, may_publish=False)
    day.disagree("standard-6", "Pat", CANARIES["to the facilitator"], Shown.FACILITATOR_ONLY)
    held = day.disagree("standard-6", "Carol", CANARIES["held back"], Shown.WITHOUT_NAME, asks_group=True)
    hold_back(day.session, held, "It names a person.", by="facilitator")
    day.act("standard-6", "Review fees.", who=["Council", "Providers"], due="31.1.2027", priority="high")
    day.act("standard-6", "Visit every home.", how_known="A list of visits.", status="under way")
    day.act("standard-6", "An idea that was dropped.", status="dropped")


def _not_told(day: Day) -> None:
    """What is being asked, typed and rated while this is exported."""
    asking = day.ask("standard-9", replace(CHOICE, wording="Training is open to all."))
    day.answer("standard-9", asking, Olu=DISAGREES, Pat=AGREE)
    day.disagree("standard-9", "Olu", CANARIES["while asked"], Shown.WITH_UNIT, may_publish=True)
    keys = Keystrokes("wording", CANARIES["typed"], 0, "a-page-of-the-scribe")
    type_text(day.session, day.subject("standard-9"), keys, by="scribe 1")
    day.room.open("4")
    day.room.rate("Olu", day.room.round_of("4"), 2)
    day.session.flush()


HOSTILE = ('=1+1|cmd "x"', "<script>alert(1)</script>", "<w:p/>&amp;", "{{ 7 }}", "]]>", "“” \u202eevil", "好 ẅ 🙂")


def hostile(day: Day, words: str) -> None:
    """These words in every field that somebody may type into, of standard 6, its domain and the whole."""
    texts = dict.fromkeys(("evidence", "divergent_views", "how_known", "next_step"), words)
    for slug, fields in (
        ("standard-6", texts),
        ("domain-3", {"good_practice": words, "divergent_views": words, "has_divergent_views": True}),
        (OVERALL, {"narrative": words}),
    ):
        reopen(day.session, day.subject(slug), "Once more.", "facilitator")
        wording = Wording(PositionState.AGREED, words, **fields)
        day.ask(slug, wording)
        day.settle(slug, wording)
        day.act(slug, words, who=[words], due=words, how_known=words)
    for row in day.session.exec(select(Dissent).where(Dissent.shown != Shown.FACILITATOR_ONLY)):
        if row.is_held_back:
            row.held_back_why = words
        else:
            row.text = words
