"""The way back from a framework to the rows of a file."""

from app.frameworks import DEFAULT, framework
from app.frameworks.holding import children, column_names, rows_of
from app.frameworks.kinds.around import FORMS, FRAMEWORK
from app.frameworks.kinds.standards import CRITERIA, DOMAINS, QUESTIONS, STANDARDS
from tests.frameworks import good_neighbours

PUBLISHED = framework(DEFAULT)


def test_what_stands_inside_something_says_in_what() -> None:
    places = [(row["standard"], row["number"]) for row in rows_of(PUBLISHED, CRITERIA)]
    assert len(places) == 43
    assert all(number.startswith(f"{standard}.") for standard, number in places)


def test_what_is_empty_or_as_it_is_when_left_out_is_not_written() -> None:
    (row,) = rows_of(good_neighbours(), FRAMEWORK)
    assert row["key"] == "good-neighbours" and not {"", None} & set(row.values())
    how = good_neighbours().forms.model_copy(update={"how": "How are we doing?"})
    (forms,) = rows_of(good_neighbours().model_copy(update={"forms": how}), FORMS)
    assert "how" not in forms and forms["who"] == "Who will do it?"
    assert list(rows_of(good_neighbours(), CRITERIA)) == []
    questions = {row["number"]: row for row in rows_of(PUBLISHED, QUESTIONS)}
    assert questions["6c"]["misprint"] is True and "misprint" not in questions["6a"]


def test_every_printed_form_of_a_title_is_a_column_beside_those_of_its_kind() -> None:
    first, *_ = PUBLISHED.domains
    changed = PUBLISHED.model_copy(
        update={
            "domains": (first.model_copy(update={"titles": {"easy-read": "You come first"}}), *PUBLISHED.domains[1:])
        }
    )
    rows = list(rows_of(changed, DOMAINS))
    assert rows[0]["titles.easy-read"] == "You come first" and "titles.form" not in rows[0]
    assert column_names(DOMAINS, rows)[: len(DOMAINS.names)] == list(DOMAINS.names)
    assert column_names(DOMAINS, rows)[-1] != "titles.summary"
    assert column_names(DOMAINS, rows).count("titles.easy-read") == 1


def test_a_kind_knows_what_is_written_below_each_of_its_rows() -> None:
    assert (children(DOMAINS), children(STANDARDS), children(CRITERIA)) == ([STANDARDS], [CRITERIA, QUESTIONS], [])
    assert children(FRAMEWORK) == [], "what stands in the file itself would be written twice"
