"""What another server needs is about the workshop, never about a person."""

from app.exports.contents.archive import Archive, EvidenceAsked, LocalTheme, Remarks


def test_nothing_in_it_has_a_place_for_a_person() -> None:
    fields = {name for part in (Archive, EvidenceAsked, LocalTheme, Remarks) for name in part.model_fields}
    assert fields.isdisjoint({"seat", "seat_id", "account", "email", "label", "score", "reason", "by"})
