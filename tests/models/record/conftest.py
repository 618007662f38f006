"""Words about standard 6, revealed: four of the council, three providers, Hari alone, two carers."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.models import CanStand, PositionState, ReadBack
from app.models.record.asking import assent, end_all, read_back
from app.models.record.dissent import Dissent, OwnWords, Shown, stand_behind, write
from app.models.record.read_back import answers_by_seat
from app.models.record.subject import Subject
from app.models.record.told_assent import told_by_unit
from app.models.record.told_dissent import ToldDissent, dissents_of
from app.models.record.voices import voices
from app.models.rounds.standard import numbered
from app.models.workshop.draft import GroupDraft
from app.tokens import new_token
from tests.conftest import Lobby

ALL: dict[str, int | None] = {
    "Olu": 7, "Oona": 7, "Omar": 8, "Ola": 8, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 2, "Carol": 3, "Cy": 4,
}  # fmt: skip
SIX = {"Ona": "Council", "Otto": "Council"}
GROUPS = (
    GroupDraft("Council", 6, is_assessing=True), GroupDraft("Providers", 3), GroupDraft("Healthwatch", 1),
    GroupDraft("Carers", 2),
)  # fmt: skip
AGREE, LIVE, NO = CanStand.AGREE, CanStand.LIVE_WITH_IT, CanStand.DO_NOT_AGREE


@dataclass
class Table:
    """What is read back, and who says what to it."""

    room: Lobby
    subject: Subject

    def read(self, words: str = "Choice is thin.") -> ReadBack:
        state = PositionState.AGREED
        return read_back(self.room.session, self.subject, state, words, by="facilitator")

    def say(self, asking: ReadBack, answer: CanStand, *names: str) -> None:
        for name in names:
            seat = self.room.seats[name].id
            assent(self.room.session, self.subject, asking, seat, answer, new_token())

    def end(self) -> None:
        end_all(self.room.session, self.subject, by="facilitator")
        self.room.session.flush()

    def told(self, asking: ReadBack) -> dict[str, str]:
        heard = voices(self.room.session, self.subject)
        units = told_by_unit(asking, heard, answers_by_seat(self.room.session, asking.id))
        return {unit.name: unit.sentence for unit in units}

    def writes(self, name: str, text: str, shown: Shown = Shown.WITHOUT_NAME, *, asks: bool = False) -> Dissent:
        words = OwnWords(text, shown, may_publish=None, asks_group=asks)
        dissent = write(self.room.session, self.subject, self.room.seats[name], words)
        assert dissent is not None
        self.room.session.flush()
        return dissent

    def stands(self, dissent: Dissent, *names: str, whether: bool = True) -> None:
        for name in names:
            stand_behind(self.room.session, self.subject, dissent, self.room.seats[name], stands=whether)
        self.room.session.flush()

    def dissents(self) -> tuple[ToldDissent, ...]:
        heard = {self.subject.key: voices(self.room.session, self.subject)}
        return dissents_of(self.room.session, self.room.workshop.id, heard)


MakeTable = Callable[..., Table]


@pytest.fixture
def make_table(make_room: Callable[..., Lobby]) -> MakeTable:
    def make(*consent: str, more: dict[str, str] | None = None, silent: str = "", **changes: object) -> Table:
        """`consent`: who lets their group be shown; `more`: further people, by group; `silent`: who did not rate."""
        room = make_room(**changes)
        for name, group in (more or {}).items():
            room.seat(name, group)
        for name in consent:
            room.seats[name].choose(may_show_group=True)
        answers = {**ALL, **dict.fromkeys(more or {}, 7)}
        room.revealed(
            {name: score for name, score in answers.items() if name in room.seats and name not in silent.split()}
        )
        return Table(room, Subject.standard(numbered(room.session, room.workshop.id, "6")))

    return make


@pytest.fixture
def table(make_table: MakeTable) -> Table:
    return make_table()
