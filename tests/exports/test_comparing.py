"""Two reports of one workshop: the first place in which they differ, in words."""

from datetime import timedelta

from app.exports import Report
from app.exports.comparing import first_difference


def test_what_each_server_has_of_its_own_is_no_difference(settled_demo: Report) -> None:
    own = {"exported_at": settled_demo.exported_at + timedelta(days=1), "revision": settled_demo.revision + 1}
    workshop = settled_demo.workshop.model_copy(update={"id": 4711})
    assert first_difference(settled_demo, settled_demo.model_copy(update={**own, "workshop": workshop})) == ""


def test_the_first_place_is_named_as_the_schema_names_it(settled_demo: Report) -> None:
    domain = settled_demo.domains[1]
    standard = domain.standards[0].model_copy(update={"is_parked": True})
    other = domain.model_copy(update={"standards": (standard, *domain.standards[1:]), "title": "Another"})
    domains = (settled_demo.domains[0], other, *settled_demo.domains[2:])
    assert first_difference(settled_demo, settled_demo.model_copy(update={"domains": domains})) == "domains 2 title"
    same_title = other.model_copy(update={"title": domain.title})
    domains = (settled_demo.domains[0], same_title, *settled_demo.domains[2:])
    where = first_difference(settled_demo, settled_demo.model_copy(update={"domains": domains}))
    assert where == "domains 2 standards 1 is parked"


def test_what_one_of_them_lacks_is_a_difference(settled_demo: Report) -> None:
    assert first_difference(settled_demo, settled_demo.model_copy(update={"groups": settled_demo.groups[:-1]})) == (
        "groups"
    )
    workshop = settled_demo.workshop.model_copy(update={"thresholds": {}})
    assert first_difference(settled_demo, settled_demo.model_copy(update={"workshop": workshop})).startswith(
        "workshop thresholds"
    )
