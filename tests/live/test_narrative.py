"""A first wording of how far the partners agree: from what was settled and told, never from what somebody wrote."""

import re
from collections.abc import Callable

import pytest

from app.live.narrative import listed, narrative
from app.live.reading import read_scene
from app.models import AttributionRule, CanStand
from app.models.record.asking import assent, read_back
from app.models.record.dissent import OwnWords, Shown, hold_back, write
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {
    "Olu": 8, "Oona": 8, "Omar": 9, "Ola": 8, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 5,
}  # fmt: skip
CANARY = "canary-words-of-somebody"


def subject(room: Lobby, number: str) -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, number))


def reached(room: Lobby, number: str, state: PositionState, **answers: CanStand) -> None:
    """Read back where somebody answers, and settled."""
    if answers:
        asking = read_back(room.session, subject(room, number), state, CANARY, by="facilitator")
        for name, answer in answers.items():
            assent(room.session, subject(room, number), asking, room.seats[name].id, answer, new_token())
    settle(room.session, subject(room, number), Wording(state, CANARY, number=7, band="Green"), "scribe 1", 0)


def drafted(room: Lobby, *partners: str) -> str:
    room.session.commit()
    draft = narrative(read_scene(room.session, room.workshop.id), partners)
    assert draft.figures == ""
    return draft.words


def test_without_anything_settled_there_is_no_draft(room: Lobby) -> None:
    room.revealed(ANSWERS)
    assert drafted(room, "Regulators") == ""


def test_it_says_who_was_heard_where_positions_end_and_what_is_still_open(room: Lobby) -> None:
    room.revealed(ANSWERS)
    room.revealed(ANSWERS, "9")
    reached(room, "6", PositionState.AGREED)
    reached(room, "9", PositionState.NOT_AGREED)
    assert drafted(room, "Families and carers", "Regulators") == (
        "Heard: Council and Providers. Heard together, as smaller groups: Carers and Healthwatch. "
        "Partners that the framework names: Families and carers; Regulators. "
        "Agreed: 6. Not agreed: 9. Not settled: 4."
    )


def test_it_carries_no_words_that_somebody_wrote_no_figure_and_no_band(room: Lobby) -> None:
    room.revealed(ANSWERS)
    reached(room, "6", PositionState.AGREED, Olu=CanStand.AGREE)
    write(room.session, subject(room, "6"), room.seats["Olu"], OwnWords(CANARY, Shown.WITHOUT_NAME))
    text = drafted(room)
    assert CANARY not in text and "Green" not in text
    assert set(re.findall(r"\d+", text)) <= {"4", "6", "9"}  # numbers of standards


def test_a_unit_that_cannot_live_with_the_words_is_named_as_the_room_was_told(room: Lobby) -> None:
    room.revealed(ANSWERS)
    agree, not_ = CanStand.AGREE, CanStand.DO_NOT_AGREE
    council = {"Olu": agree, "Oona": agree, "Omar": agree, "Ola": agree}
    reached(room, "6", PositionState.AGREED, **council, Priya=agree, Pat=not_, Petra=agree, Hari=not_, Carol=agree)
    text = drafted(room)
    assert "Not everyone in Providers can live with the words on 6." in text
    assert "together can live" not in text  # two answers of three people: too few to be told


def test_while_people_are_asked_nothing_of_their_answers_is_in_it(room: Lobby) -> None:
    room.revealed(ANSWERS)
    room.revealed(ANSWERS, "9")
    reached(room, "6", PositionState.AGREED)
    asking = read_back(room.session, subject(room, "9"), PositionState.AGREED, "Words.", by="facilitator")
    before = drafted(room)
    for name in ("Priya", "Pat", "Petra"):
        assent(room.session, subject(room, "9"), asking, room.seats[name].id, CanStand.DO_NOT_AGREE, new_token())
        write(room.session, subject(room, "9"), room.seats[name], OwnWords(CANARY, Shown.WITH_UNIT))
    assert drafted(room) == before


@pytest.mark.parametrize(
    ("shown", "held", "said"),
    [
        (Shown.WITH_UNIT, False, "Words from Providers that do not agree stand beside the position on 6."),
        (Shown.WITHOUT_NAME, False, "Words that do not agree stand beside the position on 6."),
        (Shown.FACILITATOR_ONLY, False, ""),
        (Shown.WITHOUT_NAME, True, ""),
    ],
)
def test_dissent_is_named_where_its_writer_lets_others_read_it(
    room: Lobby, shown: Shown, held: bool, said: str
) -> None:
    room.revealed(ANSWERS)
    reached(room, "6", PositionState.AGREED, Pat=CanStand.DO_NOT_AGREE)
    dissent = write(room.session, subject(room, "6"), room.seats["Pat"], OwnWords("No.", shown))
    if held and dissent:
        hold_back(room.session, dissent, "It names a person.", by="facilitator")
    text = drafted(room)
    assert said in text if said else "do not agree" not in text


def test_who_was_never_heard_and_who_only_sometimes_stand_apart(room: Lobby) -> None:
    council: dict[str, int | None] = dict.fromkeys(("Olu", "Oona", "Omar"), 7)
    providers: dict[str, int | None] = dict.fromkeys(("Priya", "Pat", "Petra"), 4)
    room.revealed({**council, **providers})
    room.revealed(council, "9")
    reached(room, "6", PositionState.AGREED)
    assert drafted(room).endswith("Not heard at all: Healthwatch and Carers. Not heard on everything: Providers.")


def test_a_unit_that_could_not_tell_is_told_apart_from_one_that_said_nothing(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    room.revealed({"Olu": 7, "Priya": None, "Hari": 5, "Carol": 4})
    reached(room, "6", PositionState.AGREED)
    assert drafted(room).endswith("Could not tell on everything: Providers.")


def test_names_are_listed_as_they_are_said() -> None:
    assert [listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
