"""What acts on a position have in common: a subject that is there, and nothing typed is lost."""

import pytest

from tests.northvale import Hall, Town
from tests.routes.positioned import WORDS, newest, with_something_to_settle


@pytest.fixture
def hall(town: Town) -> Hall:
    return with_something_to_settle(town)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "11", "from 1 to 10"), ("number", "seven", "whole number"), ("band", "Outstanding", "from the list"),
        ("action_due", "31.02.2027", "There is no day"), ("importance", "huge", "high, medium or low"),
        ("evidence", "x" * 4001, "under 4000 characters"), ("state", "won", "Choose how this standard ends"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_everything_typed_stays(hall: Hall, field: str, typed: str, said: str) -> None:
    words = {**WORDS, "next_step": "Ask <b>them</b>", "action_what": "A fee review", field: typed}
    page = hall.act("/positions/standard-6", **words)
    assert page.status_code == 422 and said in page.text
    assert "Ask &lt;b&gt;them&lt;/b&gt;" in page.text and 'value="A fee review"' in page.text
    assert newest(hall) is None


@pytest.mark.parametrize("slug", ["standard-77", "domain-9", "standard", "overall-1", "nothing", "domain-"])
def test_a_position_that_is_not_there_leads_nowhere(hall: Hall, slug: str) -> None:
    assert hall.act(f"/positions/{slug}", **WORDS).status_code == 404
    assert hall.act(f"/positions/{slug}/typed", field="wording", page="a-page-of-fay").status_code == 404
