"""What stands in a position's form, and what it says when it is sent."""

import pytest

from app.errors import Incomplete
from app.frameworks import DEFAULT, framework
from app.models import Position, PositionState, TypedText, Weight
from app.models.record.position import LATER, Wording
from app.models.record.settling import settle
from app.models.record.subject import Level, Subject
from app.routes.position_form import FIELDS, position_form, read_action, read_seen, read_version, read_wording
from tests.conftest import Lobby

EMPTY = dict.fromkeys(FIELDS, "")


def test_an_unwritten_position_is_an_empty_form_and_never_a_drafted_number() -> None:
    form = position_form(None, {})
    assert {name: form.value(name) for name in ("state", "wording", *LATER)} == dict.fromkeys(
        ("state", "wording", *LATER), ""
    )
    assert form.value("after_version") == 0


def test_the_form_goes_on_from_what_is_typed_else_from_the_newest_version() -> None:
    position = Position(
        version=2, state=PositionState.AGREED, wording="Settled.", number=7, importance=Weight.HIGH,
        has_divergent_views=False, workshop_id=1, level=Level.STANDARD, subject_number="6", written_by="scribe",
    )  # fmt: skip
    typed = TypedText(
        workshop_id=1, level=Level.STANDARD, subject_number="6", field="wording", text="Typed since.", number=1,
        by="scribe 1", page="a-page",
    )  # fmt: skip
    form = position_form(position, {"wording": typed})
    shown = [form.value(name) for name in ("state", "wording", "number", "importance", "has_divergent_views")]
    assert shown == ["agreed", "Typed since.", "7", "high", "no"]


def test_every_field_of_the_form_says_something_of_the_position() -> None:
    typed = {
        **EMPTY, "state": "not agreed", "wording": " Words ", "number": " 7 ", "band": "Green", "evidence": "E",
        "divergent_views": "D", "how_known": "H", "importance": "low", "next_step": "N", "good_practice": "G",
        "narrative": "A", "has_divergent_views": "yes", "has_no_marker": "yes",
    }  # fmt: skip
    wording = read_wording(typed)
    assert (wording.state, wording.wording, wording.number) == (PositionState.NOT_AGREED, "Words", 7)
    assert [getattr(wording, name) for name in LATER] == [
        7, True, "Green", "E", True, "D", "H", Weight.LOW, "N", "G", "A",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["seven", "-1", "7.5", "99999"])
def test_a_number_that_is_none_is_told_as_such(number: str) -> None:
    with pytest.raises(Incomplete, match=r"whole number|from 1"):
        read_wording({**EMPTY, "state": "agreed", "number": number}).must_fit(framework(DEFAULT).scale)


def test_one_line_of_an_action_names_its_problems_at_its_own_fields() -> None:
    assert read_action(EMPTY) is None
    action = read_action({**EMPTY, "action_what": "A review", "action_who": "Council; Carers"})
    assert action and action.columns()["who"] == ["Council", "Carers"]
    with pytest.raises(Incomplete) as refused:
        read_action({**EMPTY, "action_due": "31.02.2027"})
    assert set(refused.value.problems) == {"action_due", "action_what"}


def test_numbers_that_a_page_never_wrote_are_none() -> None:
    seen = {"seen-wording": "3", "seen-evidence": "x" * 9, "seen-state": "9" * 20, "seen-number": "-1"}
    assert read_seen({**EMPTY, **seen}) == {"wording": 3}
    assert [read_version({**EMPTY, "after_version": text}) for text in ("2", "", "two", "9" * 20)] == [2, 0, 0, 0]


@pytest.mark.parametrize(("number", "stands"), [(7, "7"), (None, "")])
def test_the_form_goes_on_from_the_newest_version_and_an_optional_number_stays_empty(
    room: Lobby, number: int | None, stands: str
) -> None:
    round_ = room.revealed({"Olu": 8})
    wording = Wording(PositionState.DEFERRED, "We ask people.", number=number, divergent_views="Some say.")
    position: Position = settle(room.session, Subject.standard(round_.standard), wording, "scribe", 0)
    form = position_form(position, {})
    fields = ("state", "wording", "number", "divergent_views", "after_version")
    assert [form.value(field) for field in fields] == ["deferred", "We ask people.", stands, "Some say.", 1]
