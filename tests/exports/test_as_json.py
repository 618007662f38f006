import json
from collections.abc import Callable
from functools import cache

import pytest
from jsonschema import Draft202012Validator
from sqlmodel import Session

from app.exports import as_json, report, without_numbers
from app.exports.as_json import schema
from app.exports.contents.report import Report
from app.models import AttributionRule, PositionState, Release
from app.models.record.position import Wording
from tests.conftest import Lobby
from tests.exports.conftest import LABEL, REASON, Northvale
from tests.exports.day import HOSTILE, Day, hostile, whole_day
from tests.exports.demo_record import demo, nothing, quiet


def test_it_can_be_read_back_whole(session: Session, northvale: Northvale) -> None:
    made = report(session, northvale.id)
    assert Report.model_validate_json(as_json(made)).model_copy(update={"seal": ""}) == made


def test_the_same_report_is_the_same_bytes_in_the_order_of_the_schema(session: Session, northvale: Northvale) -> None:
    made = report(session, northvale.id)
    assert as_json(made) == as_json(made)
    assert list(json.loads(as_json(made))) == list(schema()["properties"])


def test_every_key_that_is_written_is_in_the_schema(session: Session, northvale: Northvale) -> None:
    definitions = schema()["$defs"]
    content = json.loads(as_json(report(session, northvale.id)))
    standard = content["domains"][0]["standards"][0]
    for name, written in (
        ("Workshop", content["workshop"]),
        ("Standard", standard),
        ("Position", standard["positions"][0]),
        ("Shown", standard["rounds"][0]["shown"]),
        ("Unit", standard["rounds"][0]["shown"]["units"][0]),
        ("Act", content["events"][0]),
    ):
        assert set(written) == set(definitions[name]["properties"]) == set(definitions[name]["required"]), name


def test_numbers_that_people_recorded_are_in_it(session: Session, northvale: Northvale) -> None:
    content = json.loads(as_json(report(session, northvale.id)))
    position = content["domains"][0]["standards"][0]["positions"][0]
    assert (position["number"], position["band"], position["state"]) == (7, "Green", "agreed with reservations")


def test_no_reason_label_token_or_code_is_anywhere_in_it(session: Session, northvale: Northvale) -> None:
    content = as_json(report(session, northvale.id)).decode()
    assert "Reviews of 40 support plans." in content
    for secret in (REASON, LABEL, *northvale.tokens, str(northvale.workshop.join_code), "seat_id", "token"):
        assert secret not in content


def test_script_and_formulas_are_text_and_control_characters_are_gone(session: Session, northvale: Northvale) -> None:
    words = '=HYPERLINK("http://x") <script>alert(1)</script> “ymlaen” 好'
    northvale.settle("6", Wording(PositionState.AGREED, words + "\x00\x0b"))
    content = as_json(report(session, northvale.id))
    assert "“ymlaen” 好".encode() in content and b"\x00" not in content
    assert json.loads(content)["domains"][2]["standards"][0]["positions"][0]["wording"] == words


def test_every_key_of_what_was_settled_is_in_the_schema(session: Session, day: Day) -> None:
    definitions = schema()["$defs"]
    content = json.loads(as_json(day.report()))
    domain = next(each for each in content["domains"] if each["number"] == "3")
    six = domain["standards"][0]
    for name, written in (
        ("Domain", domain),
        ("Overall", content["overall"]),
        ("Asking", six["askings"][1]),
        ("UnitAssent", six["askings"][1]["units"][0]),
        ("Dissent", six["dissents"][0]),
        ("Action", six["actions"][0]),
    ):
        assert set(written) == set(definitions[name]["properties"]) == set(definitions[name]["required"]), name


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_text_in_every_field(day: Day, words: str) -> None:
    hostile(day, words)
    made = day.report()
    content = as_json(made)
    assert Report.model_validate_json(content).model_copy(update={"seal": ""}) == made
    standards = [each for domain in json.loads(content)["domains"] for each in domain["standards"]]
    six = next(each for each in standards if each["number"] == "6")
    action, position = six["actions"][-1], six["positions"][-1]
    found = [six["dissents"][0]["words"], six["dissents"][-1]["held_back_why"], six["askings"][-1]["wording"]]
    found += [action["what"], action["due"], action["how_known"], *action["who"]]
    found += [position[name] for name in ("wording", "next_step", "how_known", "divergent_views")]
    assert found == [words] * len(found)


@cache
def checker() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def errors(made: Report) -> list[str]:
    return [error.message for error in checker().iter_errors(json.loads(as_json(made)))]


def test_the_schema_says_which_version_of_the_record_it_describes() -> None:
    version = demo().schema_version
    assert schema()["$id"] == f"urn:critical-friend:record:{version}"
    assert errors(demo().model_copy(update={"schema_version": "0.9"})) == [f"'{version}' was expected"]


def test_what_is_not_in_the_schema_is_refused_by_it() -> None:
    content = json.loads(as_json(demo()))
    content["workshop"]["join_code"] = "ABCDEF"
    assert [error.message for error in checker().iter_errors(content)] == [
        "Additional properties are not allowed ('join_code' was unexpected)"
    ]


def test_records_of_every_kind_are_as_the_schema_says() -> None:
    public = demo().model_copy(update={"release": Release.PUBLIC})
    for made in (demo(), quiet(), nothing(), public, without_numbers(public)):
        assert errors(made) == []


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_a_whole_day_is_as_the_schema_says_under_each_rule(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    made = whole_day(make_room, rule).report()
    assert errors(made) == errors(without_numbers(made)) == []
