from app.exports import Report
from app.exports.record.blocks import Items
from app.exports.record.domain import domain, named
from app.models import StandardState


def test_standards_that_were_taken_up_have_a_place_of_their_own(told: Report) -> None:
    third = next(one for one in told.domains if one.number == "3")
    section = domain(told, third, 3)
    assert [inner.slug for inner in section.sections] == ["domain-3-1", "domain-3-2", "domain-3-whole"]
    assert [inner.title for inner in section.sections[:-1]] == [named(standard) for standard in third.standards]
    assert section.blocks == ()


def test_the_others_have_a_line_each_but_what_is_still_rated_is_not_one_of_them(told: Report) -> None:
    second = next(one for one in told.domains if one.number == "2")
    (rated,) = second.standards
    waiting = rated.model_copy(update={"number": "5", "state": StandardState.WAITING, "rounds": ()})
    section = domain(told, second.model_copy(update={"standards": (rated, waiting)}), 2)
    listed = next(block for block in section.blocks if isinstance(block, Items))
    assert [line.text for line in listed.lines] == [named(waiting)]
    assert [inner.title for inner in section.sections] == [named(rated)]


def test_a_domain_without_a_position_says_nothing_of_the_whole(told: Report) -> None:
    second = next(one for one in told.domains if one.number == "2")
    assert "domain-2-whole" not in [inner.slug for inner in domain(told, second, 2).sections]
