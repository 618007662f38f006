"""The forms of actions: who is ticked and who is written, and each problem at the field where it can be mended."""

import pytest

from app.errors import Incomplete, Refusal
from app.frameworks.around import Partner
from app.models import Action, ActionStatus, Weight
from app.models.record.action import LONGEST_LINE
from app.models.record.subject import Level, Subject
from app.models.rounds.standard import numbered
from app.routes.action_form import (
    FIELDS,
    Values,
    _called,
    choices,
    criteria_of,
    form_of,
    names_of,
    needed_for,
    read_action,
    read_version,
    refused,
)
from tests.conftest import Lobby


def sent(**values: object) -> Values:
    return {**dict.fromkeys(FIELDS, ""), "who": [], **values}


def test_who_is_ticked_and_who_is_written_are_owners_alike() -> None:
    typed = read_action(sent(what="Ask", who=["Council; adults"], others="The market team; ; Carers"))
    assert typed.columns()["who"] == ["Council; adults", "The market team", "Carers"]
    assert typed.columns()["status"] is ActionStatus.TO_DO, "one line says nothing of it"


def test_each_owner_stands_where_it_can_be_changed_and_saving_changes_nothing() -> None:
    row = Action(
        what="Ask", who=["Carers", "The market team", "Council"], priority=Weight.LOW, due="spring",
        workshop_id=1, level=Level.OVERALL, subject_number="", status=ActionStatus.DONE, version=3,
        written_by="scribe",
    )  # fmt: skip
    form = form_of(row, ["Council", "Carers"])
    assert (form.value("who"), form.value("others")) == (["Carers", "Council"], "The market team")
    again = read_action(sent(**form.values)).columns()
    assert sorted(again.pop("who")) == sorted(row.who)
    assert all(getattr(row, name) == value for name, value in again.items())
    assert read_version(sent(version=str(form.value("version")))) == 3


def test_an_action_on_a_standard_stands_under_the_question_of_the_published_form(room: Lobby) -> None:
    asked = "What actions do we need to take to meet Standard 6?"
    assert needed_for(Subject.standard(numbered(room.session, room.workshop.id, "6"))) == asked
    assert needed_for(Subject.domain(room.workshop, "3")) == needed_for(Subject.overall(room.workshop)) == ""


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5", "9" * 9])
def test_what_is_no_version_is_none(version: str) -> None:
    assert read_version(sent(version=version)) == 0


def test_problems_stand_at_the_fields_of_the_page() -> None:
    values = sent(what="Ask")
    form = refused(values, Incomplete({"who": "Too many.", "status": "None such.", "due": "No such day."}))
    assert set(form.problems) == {"others", "how_far", "due"} and form.values is values
    assert refused(values, Refusal("Somebody changed it.")).problems == {"what": "Somebody changed it."}


def test_groups_come_before_the_kinds_of_partner_and_each_name_once(room: Lobby) -> None:
    names = names_of(room.workshop)
    assert names[:4] == ["Council", "Providers", "Healthwatch", "Carers"]
    assert len(names) == len(set(names)) == 11
    assert all(len(name) <= LONGEST_LINE for name in names)


def test_a_partner_is_called_by_what_stands_before_its_explanation_and_fits_a_line() -> None:
    assert _called(Partner(number="1", text="Other commissioners: the board, and others")) == "Other commissioners"
    assert len(_called(Partner(number="1", text="x" * 500))) == LONGEST_LINE


@pytest.mark.parametrize(
    ("level", "numbers"), [("standard", {"6"}), ("domain", {"6", "9"}), ("whole", {"4", "6", "9"})]
)
def test_criteria_are_those_of_the_standards_that_it_speaks_of(room: Lobby, level: str, numbers: set[str]) -> None:
    subject = {
        "standard": Subject.standard(numbered(room.session, room.workshop.id, "6")),
        "domain": Subject.domain(room.workshop, "3"),
        "whole": Subject.overall(room.workshop),
    }[level]
    assert {number.split(".")[0] for number in criteria_of(subject)} == numbers
    offered = choices(subject)["criterion_choices"]
    assert offered[0] == {"value": "", "text": "None"} and len(offered) == len(criteria_of(subject)) + 1
    assert all(len(choice["text"]) <= 80 for choice in offered)
