"""What a browser may say: one shape, and a sentence for everything else."""

import json
from dataclasses import fields

import pytest

from app.errors import Incomplete
from app.live.frames import LARGEST, Question, RatingForm, read_form, read_frame
from app.live.mine import read_mine
from app.models.rounds.rating import Said
from tests.conftest import Lobby

GOOD = {"act": "rate", "round": 7, "key": "abcdefgh", "answer": "6"}


def frame(**changes: object) -> str:
    return json.dumps({**GOOD, **changes})


def rated(text: str) -> RatingForm:
    read = read_frame(text)
    assert isinstance(read, RatingForm)
    return read


def without(field: str) -> str:
    return json.dumps({name: value for name, value in GOOD.items() if name != field})


def test_an_answer_is_read_whole() -> None:
    form = rated(frame(reason="Calls are answered.", may_quote="true", from_document=True))
    answer = form.to_answer()
    assert (form.round, answer.score, answer.key, answer.reason) == (7, 6, "abcdefgh", "Calls are answered.")
    assert (answer.may_quote, answer.from_experience, answer.from_document) == (True, False, True)


def test_cant_tell_is_an_answer_without_a_score() -> None:
    assert rated(frame(answer="cant_tell")).to_answer().score is None


def test_what_htmx_adds_is_ignored_and_a_round_in_words_of_a_form_is_read() -> None:
    assert rated(frame(headers={"HX-Request": "true"}, round="7")).round == 7


@pytest.mark.parametrize(("sent", "read"), [("6.1", ("6.1",)), (["6.1", "6.3"], ("6.1", "6.3")), ([], ())])
def test_one_criterion_comes_as_a_text_and_several_as_a_list(sent: object, read: tuple[str, ...]) -> None:
    assert rated(frame(criteria=sent)).to_answer().criteria == read


@pytest.mark.parametrize("text", ['{"act":"ask"}', '{"act": "ask"}'])
def test_a_page_may_ask_whether_anybody_is_there(text: str) -> None:
    assert isinstance(read_frame(text), Question)


@pytest.mark.parametrize("text", ['{"act": "ask", "round": 7}', '{"act": "ask", "act": "no"}', '{"act": ["ask"]}'])
def test_a_question_with_anything_else_in_it_is_none(text: str) -> None:
    with pytest.raises(Incomplete, match="could not be read"):
        read_frame(text)


def test_no_question_is_taken_by_post() -> None:
    with pytest.raises(Incomplete, match="could not be read"):
        read_form({**GOOD, "act": "ask"})


def test_a_frame_that_names_no_act_is_a_rating() -> None:
    assert rated(without("act")).answer == "6"


def test_a_form_by_post_is_read_the_same() -> None:
    assert read_form({**GOOD, "round": "7", "may_quote": "on"}).to_answer().may_quote is True


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "[]", "null", '"rate"', "{", "{}", '{"act": "rate"}', "\x00", "[" * 3000,
        frame(act="reveal"), frame(seat_id=3), frame(workshop=1), frame(group="Council"),
        frame(round=0), frame(round=-1), frame(round=2**31), frame(round=10**30), frame(round=None), frame(round=1.5),
        frame(criteria=7), frame(criteria=["x" * 21]), frame(criteria=[""]), frame(criteria=["1"] * 41),
        frame(criteria={"a": 1}),
        frame(key=""), frame(key="short"), frame(key="x" * 65), frame(key='"><script>'), frame(key=None),
        without("round"), without("key"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Incomplete, match="could not be read") as refusal:
        read_frame(text)
    assert refusal.value.status == 422


@pytest.mark.parametrize("answer", ["", "six", "6.5", "-1", "1e1", "12345", "٣", " 6", "cant_tell "])
def test_an_answer_that_is_none_is_told_at_the_scale(answer: str) -> None:
    with pytest.raises(Incomplete, match="choose a number on the scale"):
        read_frame(frame(answer=answer))


def test_a_missing_answer_is_told_at_the_scale_too() -> None:
    with pytest.raises(Incomplete, match="choose a number on the scale"):
        read_frame(without("answer"))


def test_a_frame_is_measured_in_bytes_and_may_have_exactly_4096() -> None:
    room = LARGEST - len(frame(reason="").encode())
    assert rated(frame(reason="x" * room)).reason
    with pytest.raises(Incomplete, match="too long to send"):
        read_frame(frame(reason="x" * (room + 1)))
    with pytest.raises(Incomplete, match="too long to send"):
        read_frame(json.dumps({**GOOD, "reason": "é" * room}, ensure_ascii=False))


def test_no_refusal_repeats_what_was_sent() -> None:
    for text in (frame(answer="canary"), frame(key="canary!!"), frame(canary="x"), "canary"):
        with pytest.raises(Incomplete) as refusal:
            read_frame(text)
        assert "canary" not in str(refusal.value)


SAID = {
    "reason": "Calls are answered.",
    "may_quote": True,
    "from_experience": True,
    "from_document": True,
    "criteria": ("6a", "6b"),
}
NOTHING_SAID = {"reason": "", "may_quote": False, "from_experience": False, "from_document": False, "criteria": ()}


def test_a_form_has_the_fields_of_an_answer_and_what_a_browser_adds() -> None:
    of_an_answer = {field.name for field in fields(Said)}
    assert set(RatingForm.model_fields) == of_an_answer | {"act", "round", "key", "answer", "headers"}
    assert set(SAID) == of_an_answer


@pytest.mark.parametrize("name", SAID)
def test_every_field_of_a_form_arrives_in_its_answer(name: str) -> None:
    answer = rated(frame(**{name: SAID[name]})).to_answer()
    assert {name: getattr(answer, name) for name in SAID} == {**NOTHING_SAID, name: SAID[name]}


@pytest.mark.parametrize("name", SAID)
def test_every_field_of_an_answer_is_in_its_form_again(room: Lobby, name: str) -> None:
    """On the same phone, once it is recorded."""
    room.open("6")
    round_ = room.round_of("6")
    room.rate("Priya", round_, 7, **{name: SAID[name]})
    typed = read_mine(room.session, room.seats["Priya"], round_.id).as_typed()
    assert typed == {"answer": "07", **NOTHING_SAID, name: SAID[name]}
