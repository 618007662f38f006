from app.exports.contents.recorded import Dissent, HowAsked, Position
from app.exports.saying import (
    ASKED,
    NOT_SETTLED,
    assents,
    dissent,
    dissents,
    ending,
    marked,
    to_do,
    when_written,
    written_afterwards,
)  # fmt: skip
from app.models import PositionState
from app.models.record.action import ActionStatus
from tests.exports.demo_record import demo

OWN = Dissent(
    unit="Providers", words="Fees did rise.", may_publish=True, behind=2, of_people=5, is_held_back=False,
    held_back_why="",
)  # fmt: skip


def test_an_ending_brings_a_number_or_band_only_where_people_gave_one() -> None:
    position = demo().overall.position
    assert position
    assert ending(None) == NOT_SETTLED
    for number, band, words in ((7, "Green", "7 (Green)"), (7, None, "7"), (None, "Green", "Green")):
        marked = position.model_copy(update={"number": number, "band": band})
        assert ending(marked) == f"Agreed with reservations: {words}"
    assert ending(position.model_copy(update={"number": None, "band": None})) == "Agreed with reservations"


def late(*fields: str, **changes: object) -> Position:
    position = demo().overall.position
    assert position
    return position.model_copy(update={"afterwards": fields, "narrative": "Carers were heard late.", **changes})


def test_a_text_says_when_it_was_written_only_where_some_of_its_position_came_after_the_close() -> None:
    assert [when_written(late(), name) for name in ("wording", "narrative")] == ["", ""]
    assert [when_written(late("narrative"), name) for name in ("wording", "narrative", "evidence")] == [
        "agreed in the room", "written afterwards", "",
    ]  # fmt: skip
    assert when_written(late("narrative", narrative=""), "wording") == "", "what is empty is no text"
    assert marked("Narrative:", late("narrative"), "narrative") == "Narrative (written afterwards)"
    assert written_afterwards(late("narrative", "evidence", evidence="")) == ["How far the partners agree"]


def test_nothing_was_agreed_in_the_room_where_it_did_not_agree() -> None:
    for state in (PositionState.NOT_AGREED, PositionState.DEFERRED):
        assert when_written(late("narrative", state=state), "wording") == "written in the room"


def test_a_number_that_was_set_afterwards_says_so_and_how_it_ended_does_not() -> None:
    assert ending(late("number", number=7, band="Green")).endswith(": 7 (Green), number written afterwards")
    assert ending(late("number", "band", number=7, band="Green")).endswith(", number and band written afterwards")
    assert ending(late("number", number=None, band=None)) == "Agreed with reservations"


def test_a_dissent_keeps_its_words_its_unit_and_who_stands_behind_it() -> None:
    assert dissent(OWN) == "Providers: “Fees did rise.” (2 of 5 stand behind these words)"
    alone = OWN.model_copy(update={"unit": "", "behind": None, "may_publish": False})
    assert dissent(alone).startswith("Without a name: “Fees did rise.”\nNot to be published")


def test_of_what_is_held_back_only_the_reason_is_said() -> None:
    held = OWN.model_copy(update={"is_held_back": True, "held_back_why": "It names a person."})
    assert dissent(held) == "Dissent, held back: It names a person."


def test_dissent_stands_beside_words_or_nowhere() -> None:
    overall = demo().overall
    assert len(dissents(overall)) == 1
    assert dissents(overall.model_copy(update={"is_settled": False})) == []


def test_assent_is_told_by_unit_or_it_is_said_why_not() -> None:
    overall = demo().overall
    assert assents(overall)[0].startswith("Council: ")
    not_asked = overall.model_copy(update={"how_asked": HowAsked.NOT_ASKED})
    assert assents(not_asked) == [ASKED[HowAsked.NOT_ASKED]]


def test_dropped_actions_are_nobody_s_to_do() -> None:
    domain = demo().domains[-1]
    dropped = domain.actions[0].model_copy(update={"status": ActionStatus.DROPPED})
    assert len(to_do(domain)) == 1
    assert to_do(domain.model_copy(update={"actions": (dropped,)})) == []
