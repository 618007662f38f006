"""What stands round the standards: as many columns as the framework has places for it."""

from app.frameworks.around import PLACES, Forms
from app.frameworks.framework import Framework
from app.frameworks.kinds.around import FORMS, FRAMEWORK, PASSAGES


def test_there_is_one_framework_in_a_file_and_one_set_of_forms() -> None:
    assert FRAMEWORK.is_one and FORMS.is_one
    assert set(FRAMEWORK.names) < set(Framework.model_fields)


def test_every_box_of_the_forms_can_be_named() -> None:
    assert set(FORMS.names) == set(Forms.model_fields)


def test_the_place_of_a_passage_says_which_places_there_are() -> None:
    place = PASSAGES.column("place")
    assert place and all(name in place.help for name in PLACES)
