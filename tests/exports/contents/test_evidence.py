"""Evidence has no place for whoever offered it, nor for when it came."""

from app.exports.contents.evidence import EvidenceItem, EvidenceMissing


def test_an_item_names_a_displayed_unit_and_nobody() -> None:
    fields = {*EvidenceItem.model_fields, *EvidenceMissing.model_fields}
    assert fields.isdisjoint({"seat", "seat_id", "group", "id", "place", "at", "offered_at"})
    assert "offered_by" in fields
