"""Before a record is published: every sentence that names somebody is decided about, and then it stands so."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from app.errors import NotFound, Refusal
from app.exports.checking import DRAFTED
from app.exports.publishing import ToDecide, public_report, sentence_of, to_decide, to_look_at
from app.models import Account, AttributionRule, Release
from app.models.people.second_facilitator import name
from app.models.record.dissent import Shown
from app.models.record.publishing import Decision, edit, keep, leave_out
from app.models.record.settling import reopen
from app.store.sqlite import Store
from tests.conftest import lobby_in
from tests.exports.day import CHOICE, Day, whole_day
from tests.exports.publishing import keep_all, show_all
from tests.exports.test_report import standard


@pytest.fixture(scope="module")
def built(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """One day for all tests of this file: what each of them does is rolled back."""
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("day") / "test.sqlite3"))
    with closing(Store(file)) as store, Session(store.writing) as session:
        day = whole_day(partial(lobby_in, session), AttributionRule.BY_GROUP)
        session.flush()
        yield day


@pytest.fixture
def day(built: Day) -> Iterator[Day]:
    point = built.session.begin_nested()
    yield built
    point.rollback()
    built.session.expire_all()


@pytest.fixture
def shown(day: Day) -> Day:
    show_all(day.session, day.workshop)
    return day


def waiting(day: Day) -> dict[str, ToDecide]:
    return {each.where: each for each in to_decide(day.session, day.workshop) if each.is_open}


def test_whose_views_they_are_counts_the_people_of_shown_rounds_alone_once_their_answers_are_gone(shown: Day) -> None:
    shown.workshop.people, shown.workshop.people_shown = 11, 4
    keep_all(shown.session, shown.workshop)
    assert public_report(shown.session, shown.workshop.id).front.people == 4


def test_nothing_is_published_while_a_sentence_names_a_group_that_is_not_told_by_itself(shown: Day) -> None:
    assert {where: each.names for where, each in waiting(shown).items()} == {
        "Standard 6: Divergent views": ("Providers",),
        "Domain 3: Divergent views": ("Providers",), "Domain 3: Good practice to develop": ("Providers",),
        "The overall position: How far the partners agree": ("Carers", DRAFTED),
    }  # fmt: skip
    with pytest.raises(
        Refusal, match=r"^Not made: 4 sentences name a person, or a group .*Standard 6: Divergent views;"
    ):
        public_report(shown.session, shown.workshop.id)
    keep_all(shown.session, shown.workshop)
    assert waiting(shown) == {} and public_report(shown.session, shown.workshop.id).release is Release.PUBLIC


def test_a_group_that_is_to_do_something_is_named_for_that_and_not_for_what_its_people_said(shown: Day) -> None:
    assert "Standard 6: Action: who" not in waiting(shown)
    shown.act("standard-6", "Ask again.", who=["Providers who disagreed"])
    shown.session.flush()
    shown.session.expire_all()
    assert waiting(shown)["Standard 6: Action: who"].names == ("Providers",)


def test_edited_words_stand_in_public_files_and_the_record_keeps_its_own(shown: Day) -> None:
    keep_all(shown.session, shown.workshop)
    own = next(each for each in to_decide(shown.session, shown.workshop) if each.where == "Standard 6: Divergent views")
    edit(shown.session, shown.workshop, own.recorded, "Some see it lower.", by="facilitator")
    made = public_report(shown.session, shown.workshop.id)
    assert standard(made, "6").positions[0].divergent_views == "Some see it lower."
    assert standard(shown.report(), "6").positions[0].divergent_views == "Providers see it lower than the council."
    (again,) = [each for each in to_decide(shown.session, shown.workshop) if each.recorded == own.recorded]
    assert (again.sentence.text, again.names, again.decision, again.is_open) == (
        "Some see it lower.", (), Decision.EDITED, False,
    )  # fmt: skip


def test_edited_words_are_looked_at_like_any_others(shown: Day) -> None:
    keep_all(shown.session, shown.workshop)
    own = next(each for each in to_decide(shown.session, shown.workshop) if each.where == "Standard 6: Divergent views")
    edit(shown.session, shown.workshop, own.recorded, "Carers see it lower.", by="facilitator")
    again = waiting(shown)["Standard 6: Divergent views"]
    assert (again.names, again.recorded) == (("Carers",), own.recorded)
    keep(shown.session, shown.workshop, again.sentence, by="facilitator")
    assert waiting(shown) == {}
    made = public_report(shown.session, shown.workshop.id)
    assert standard(made, "6").positions[0].divergent_views == "Carers see it lower."


def test_what_is_left_out_is_in_no_public_file(shown: Day) -> None:
    for each in to_decide(shown.session, shown.workshop):
        leave_out(shown.session, shown.workshop, each.sentence, by="facilitator")
    text = public_report(shown.session, shown.workshop.id).model_copy(update={"groups": ()}).model_dump_json()
    for words in ("Providers see it", "The providers’ forum", "Carers were heard late"):
        assert words not in text
    assert {each.decision for each in to_decide(shown.session, shown.workshop)} == {Decision.LEFT_OUT}


def test_words_that_change_after_a_decision_are_decided_about_again(shown: Day) -> None:
    keep_all(shown.session, shown.workshop)
    reopen(shown.session, shown.subject("standard-6"), "A report came in.", "facilitator")
    shown.settle("standard-6", replace(CHOICE, divergent_views="The providers differ."))
    shown.session.expire_all()
    assert list(waiting(shown)) == ["Standard 6: Divergent views"]


def test_people_are_found_by_label_and_by_the_names_of_those_who_run_the_workshop(shown: Day) -> None:
    keep_all(shown.session, shown.workshop)
    shown.room.seats["Hari"].label = "Hari Harker"
    second = Account.add(shown.session, "second@northvale.example", "Stella Second", "hash")
    name(shown.session, shown.workshop, second, "owner")
    reopen(shown.session, shown.subject("standard-6"), "A report came in.", "facilitator")
    shown.settle("standard-6", replace(CHOICE, divergent_views="", evidence="Harker said so.", next_step="Ask SECOND.",
                                       how_known="Fay knows."))  # fmt: skip
    shown.disagree("standard-6", "Olu", "Not what Hari Harker says.", Shown.WITH_UNIT, may_publish=True)
    shown.session.expire_all()
    assert {where: each.names for where, each in waiting(shown).items()} == {
        "Standard 6: Evidence of impact": ("Hari Harker",), "Standard 6: Next step": ("Stella Second",),
        "Standard 6: How would we know?": ("Fay",), "Standard 6: Dissent": ("Hari Harker",),
    }  # fmt: skip


def test_a_page_sends_back_the_mark_of_what_it_showed_and_words_that_changed_are_not_found(shown: Day) -> None:
    own = waiting(shown)["The overall position: How far the partners agree"].sentence
    assert sentence_of(shown.session, shown.workshop, "overall", "narrative", own.mark) == own
    with pytest.raises(NotFound, match="changed or taken out meanwhile"):
        sentence_of(shown.session, shown.workshop, "overall", "narrative", "0" * 64)


def test_figures_and_bands_in_sentences_are_listed_and_hinder_nothing(shown: Day) -> None:
    reopen(shown.session, shown.subject("standard-6"), "A report came in.", "facilitator")
    shown.settle("standard-6", replace(CHOICE, divergent_views="", evidence="Most gave 8, Green."))
    shown.session.expire_all()
    listed = {each.sentence.text: each.words for each in to_look_at(shown.session, shown.workshop)}
    assert listed["Most gave 8, Green."] == ("8", "Green")


def test_a_workshop_that_is_not_there_is_said(shown: Day) -> None:
    with pytest.raises(NotFound, match="no workshop 987"):
        public_report(shown.session, 987)


def test_before_anything_was_shown_a_public_report_tells_of_nobody(day: Day) -> None:
    keep_all(day.session, day.workshop)
    made = public_report(day.session, day.workshop.id)
    assert (made.front.people, made.front.heard) == (0, ())
    assert not any(row.rounds for row in made.standards) and not made.overall.rounds
    assert "Providers" not in made.model_copy(update={"groups": ()}).domains[1].standards[0].model_dump_json(
        exclude={"actions", "title"}
    )
