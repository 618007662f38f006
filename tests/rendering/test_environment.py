"""Templates in one environment: no name is made up in them."""

import pytest
from jinja2 import UndefinedError

from app.rendering import _environment, fragment


def test_a_name_that_no_template_was_given_is_a_failure_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        fragment("live/_notice.html", signs_in=False)


def test_every_template_has_our_names_in_one_plain_dict_of_its_own() -> None:
    """As dear as it is otherwise to walk them for each fragment, none of them may be missing."""
    globals_ = _environment().get_template("live/_agenda.html").globals
    assert type(globals_) is dict and globals_ == _environment().globals
    assert globals_ is not _environment().globals
