"""What the record of a closed workshop tells beside the words."""

from app.frameworks.around import Forms
from app.live.record import steps_of, written_of
from app.models import Action, ActionStatus, Position, PositionState, Weight
from app.models.record.subject import Level


def position(level: Level = Level.STANDARD, **fields: object) -> Position:
    at: dict[str, object] = {"workshop_id": 1, "level": level, "subject_number": "6", "version": 1}
    return Position(**at, state=PositionState.AGREED, wording="So it is.", written_by="scribe", **fields)  # type: ignore[arg-type]


def test_each_text_says_whether_it_was_written_afterwards_and_numbers_stay_out() -> None:
    settled = position(
        next_step="Ask", importance=Weight.HIGH, number=7, band="Green", afterwards=["next_step", "number"]
    )
    told = [(text.label, text.text, text.is_afterwards) for text in written_of(settled, Forms())]
    assert told == [("How important is it?", "High", False), ("Next step", "Ask", True)]


def test_a_level_tells_its_own_fields() -> None:
    texts = {"good_practice": "Plans", "narrative": "Mostly", "evidence": "Surveys"}
    told = {level: [text.text for text in written_of(position(level, **texts), Forms())] for level in Level}
    assert told == {Level.STANDARD: ["Surveys"], Level.DOMAIN: ["Plans"], Level.OVERALL: ["Mostly"]}


def test_an_action_that_was_dropped_is_none() -> None:
    kept, dropped = (
        Action(workshop_id=1, level=Level.STANDARD, subject_number="6", what=what, who=["Council", "Carers"],
               due="in spring", status=status, written_by="scribe")
        for what, status in (("Ask", ActionStatus.TO_DO), ("Tell", ActionStatus.DROPPED))
    )  # fmt: skip
    assert [(step.what, step.who, step.when) for step in steps_of([kept, dropped])] == [
        ("Ask", "Council; Carers", "in spring")
    ]
