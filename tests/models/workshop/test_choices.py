"""What a facilitator chooses is kept under the words that product and files use."""

from app.models.workshop.choices import AttributionRule, Door, Grant, Purpose


def test_purposes_and_doors_are_said_as_they_are_kept() -> None:
    assert "LGA peer challenge" in {purpose.value for purpose in Purpose}
    assert [door.value for door in Door] == ["open", "locked", "on the latch"]


def test_nobody_is_named_by_a_rule_and_a_scribe_is_granted_no_more_than_two_things() -> None:
    assert {rule.value for rule in AttributionRule} == {"by_group", "open", "not_attributable"}
    assert {grant.value for grant in Grant} == {"export", "finish"}
