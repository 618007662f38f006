"""Decisions about sentences before they are published: about words, and no longer once the words are others."""

import pytest
from sqlmodel import select

from app.errors import Incomplete, Refusal
from app.models import Event, PublicText
from app.models.record.publishing import (
    Decision,
    Sentence,
    as_published,
    decisions_of,
    edit,
    forget_dissents_but,
    is_kept,
    keep,
    leave_out,
)
from app.models.record.subject import Key, Level
from tests.conftest import Lobby

SIX = Key(Level.STANDARD, "6")
WORDS = Sentence(SIX, "next_step", "Ask the carers.")
OTHERS = Sentence(SIX, "next_step", "Ask the carers again.")


def stands(room: Lobby, sentence: Sentence = WORDS) -> str | None:
    room.session.flush()
    return as_published(sentence, decisions_of(room.session, room.workshop.id))


def test_without_a_decision_words_stand_as_they_are(room: Lobby) -> None:
    assert stands(room) == "Ask the carers."
    assert not is_kept(WORDS, decisions_of(room.session, room.workshop.id))


def test_they_are_kept_edited_or_left_out_and_the_newest_decision_counts(room: Lobby) -> None:
    keep(room.session, room.workshop, WORDS, by="facilitator")
    assert stands(room) == "Ask the carers." and is_kept(WORDS, decisions_of(room.session, room.workshop.id))
    edit(room.session, room.workshop, WORDS, " Ask everybody.\r\n", by="facilitator")
    assert stands(room) == "Ask everybody."
    leave_out(room.session, room.workshop, WORDS, by="facilitator")
    assert stands(room) is None
    (row,) = room.session.exec(select(PublicText)).all()
    assert (row.decision, row.text, row.by) == (Decision.LEFT_OUT, "", "facilitator")


def test_a_decision_is_about_these_words_at_this_place_alone(room: Lobby) -> None:
    leave_out(room.session, room.workshop, WORDS, by="facilitator")
    assert stands(room, OTHERS) == "Ask the carers again."
    assert stands(room, Sentence(SIX, "how_known", WORDS.text)) == WORDS.text
    assert stands(room, Sentence(Key(Level.STANDARD, "9"), "next_step", WORDS.text)) == WORDS.text


def test_what_was_edited_can_be_decided_about_again_and_never_in_a_circle(room: Lobby) -> None:
    edit(room.session, room.workshop, WORDS, OTHERS.text, by="facilitator")
    edit(room.session, room.workshop, OTHERS, "Ask everybody.", by="facilitator")
    assert stands(room) == "Ask everybody."
    edit(room.session, room.workshop, OTHERS, WORDS.text, by="facilitator")
    assert stands(room) == WORDS.text


def test_words_that_are_edited_into_what_they_were_are_kept(room: Lobby) -> None:
    edit(room.session, room.workshop, WORDS, WORDS.text, by="facilitator")
    assert is_kept(WORDS, decisions_of(room.session, room.workshop.id))


def test_a_dissent_is_kept_or_left_out_and_never_edited(room: Lobby) -> None:
    dissent = Sentence(SIX, "dissent", "Fay said so.")
    with pytest.raises(Refusal, match="never edited"):
        edit(room.session, room.workshop, dissent, "Somebody said so.", by="facilitator")
    leave_out(room.session, room.workshop, dissent, by="facilitator")
    assert stands(room, dissent) is None


@pytest.mark.parametrize(("text", "why"), [(" \n", "leave the sentence out"), ("x" * 5000, "under")])
def test_nothing_is_no_edit_and_too_much_neither(room: Lobby, text: str, why: str) -> None:
    with pytest.raises(Incomplete) as refused:
        edit(room.session, room.workshop, WORDS, text, by="facilitator")
    assert why in refused.value.problems["text"] and stands(room) == WORDS.text


def test_the_log_says_where_somebody_decided_and_not_about_which_words(room: Lobby) -> None:
    for _ in range(2):
        leave_out(room.session, room.workshop, WORDS, by="facilitator 2")
    about = {"standard": "6", "field": "next_step"}
    (event,) = room.session.exec(select(Event).where(Event.act == "left out a sentence for publication"))
    assert (event.by, event.about) == ("facilitator 2", about)
    assert "carers" not in str(room.session.exec(select(PublicText)).all())


def test_unpaired_surrogates_have_a_mark_too() -> None:
    assert len(Sentence(SIX, "next_step", "\ud800").mark) == 64


def test_of_words_that_are_gone_no_decision_stays_and_of_those_that_stand_each(room: Lobby) -> None:
    """The mark of a dissent that was erased shows whoever guesses it that it was said."""
    gone, stands_ = Sentence(SIX, "dissent", "Fay said so."), Sentence(SIX, "dissent", "I see it otherwise.")
    for sentence in (gone, stands_, WORDS):
        leave_out(room.session, room.workshop, sentence, by="facilitator")
    forget_dissents_but(room.session, room.workshop.id, lambda: [stands_])
    room.session.flush()
    assert {row.original for row in room.session.exec(select(PublicText))} == {stands_.mark, WORDS.mark}
