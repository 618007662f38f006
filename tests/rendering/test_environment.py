"""Templates in one environment: no name is made up in them."""

import pytest
from jinja2 import UndefinedError

from app.rendering import fragment


def test_a_name_that_no_template_was_given_is_a_failure_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        fragment("live/_notice.html", signs_in=False)
