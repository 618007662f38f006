from app.exports import Report, front, without_numbers
from app.exports.record import record
from app.exports.record.blocks import Facts, Panels, Text
from app.models import Release


def test_it_is_read_in_the_order_of_the_day(told: Report) -> None:
    slugs = [section.slug for section in record(told).sections]
    domains = [f"domain-{at}" for at in range(1, len(told.domains) + 1)]
    assert slugs == [*domains, "actions", "overall", "evidence", "method"]


def test_first_stand_its_marks_and_whose_views_it_holds(told: Report) -> None:
    marks, views, facts, counted = record(told).front
    assert isinstance(marks, Panels)
    assert [panel.label for panel in marks.panels] == [front.WORKING, front.NOT_CONFIRMED]
    assert isinstance(views, Text)
    assert [line.text for line in views.lines] == [front.whose_views(told), front.NOT_A_RATING]
    assert isinstance(facts, Facts)
    assert {"Groups heard", "Groups not heard"} <= {fact.name for fact in facts.facts}
    assert isinstance(counted, Text)
    assert [line.to for line in counted.lines] == ["", "", "#method"]


def test_a_public_record_that_is_confirmed_has_no_marks(told: Report) -> None:
    held = told.workshop.model_copy(update={"confirmed_at": told.exported_at})
    public = told.model_copy(update={"release": Release.PUBLIC, "workshop": held})
    assert record(public).marks == ()
    assert not isinstance(record(public).front[0], Panels)


def test_without_numbers_there_are_fewer_columns_and_no_middle(told: Report) -> None:
    assert "middle where each" in str(record(told))
    assert "middle where each" not in str(record(without_numbers(told)))
    assert "'Band'" in str(record(told))
    assert "'Band'" not in str(record(without_numbers(told)))
