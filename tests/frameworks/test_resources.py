"""Resources in one list, and the reading under its headings."""

from app.frameworks.resources import Resource, Resources, Work


def test_the_reading_stands_by_heading_in_the_order_of_the_list() -> None:
    soup, law, bread = (
        Work(title=title, under=under) for title, under in (("Soup", "Food"), ("Law", "Duties"), ("Bread", "Food"))
    )
    resources = Resources(outcomes=(Resource(title="Figures"),), works=(soup, law, bread))
    assert resources.reading == {"Food": [soup, bread], "Duties": [law]}
    assert [each.title for each in resources.all] == ["Figures", "Soup", "Law", "Bread"]
