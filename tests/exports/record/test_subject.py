import pytest

from app.exports import Report
from app.exports.contents.subjects import Standard
from app.exports.forms.position import PUBLISHING
from app.exports.record.blocks import Facts, Panels, Table, Text
from app.exports.record.subject import ASKED_ALONE, NOT_SETTLED, REOPENED, asked, later, position
from tests.exports.day import CANARIES


def standard(report: Report, number: str) -> Standard:
    return next(one for one in report.standards if one.number == number)


def test_dissent_stands_in_its_own_words_beside_the_words_that_were_settled(told: Report) -> None:
    (panels,) = position(standard(told, "6"))
    assert isinstance(panels, Panels)
    said = {panel.label: [line.text for line in panel.lines] for panel in panels.panels}
    assert said["Agreed with reservations: 4 (Red/amber)"] == ["Choice is thin outside the towns."]
    assert said["Dissent, Council"] == ["“Fees did rise.”", "2 of 5 stand behind these words."]
    assert said["Dissent, without a name"][:2] == ["“We visited five.", "None had room.”"]
    assert said["Dissent, held back"] == ["It names a person."]
    assert panels.panels[0].look == "position"
    assert not [canary for canary in CANARIES.values() if canary in str(panels)]


@pytest.mark.parametrize("may_publish", [True, False, None])
def test_beside_a_dissent_stands_what_its_writer_said_of_publishing_it(told: Report, may_publish: bool | None) -> None:
    settled = standard(told, "6")
    dissent = next(one for one in settled.dissents if not one.is_held_back)
    said = settled.model_copy(update={"dissents": (dissent.model_copy(update={"may_publish": may_publish}),)})
    (panels,) = position(said)
    assert isinstance(panels, Panels)
    notes = {line.text for line in panels.panels[-1].lines} & set(PUBLISHING.values())
    assert notes == ({PUBLISHING[may_publish]} if may_publish is not True else set())


def test_what_does_not_stand_is_not_told_as_if_it_did(told: Report) -> None:
    settled = standard(told, "6")
    (never,) = position(settled.model_copy(update={"positions": ()}))
    (reopened,) = position(settled.model_copy(update={"is_settled": False}))
    assert isinstance(never, Text)
    assert isinstance(reopened, Text)
    assert [never.lines[0].text, reopened.lines[0].text] == [NOT_SETTLED, REOPENED]
    assert asked(settled.model_copy(update={"is_settled": False})) == ()


def test_assent_is_told_by_unit_as_the_room_was_told(told: Report) -> None:
    settled = standard(told, "6")
    (table,) = asked(settled)
    assert isinstance(table, Table)
    asking = settled.asking
    assert asking
    assert [(row[0][0].text, row[1][0].text) for row in table.rows] == [
        (one.unit, one.sentence) for one in asking.units
    ]
    alone = settled.model_copy(update={"askings": (asking.model_copy(update={"units": ()}),)})
    (said,) = asked(alone)
    assert isinstance(said, Text)
    assert said.lines[0].text == ASKED_ALONE


def test_what_was_finished_later_stands_under_the_names_of_the_forms(told: Report) -> None:
    (facts,) = later(told, standard(told, "6"))
    assert isinstance(facts, Facts)
    forms = told.workshop.framework.forms
    assert [fact.name for fact in facts.facts] == [
        forms.evidence, forms.divergent, "How would we know?", "Importance", "Next step"
    ]  # fmt: skip
