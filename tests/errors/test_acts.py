"""An act for what is no longer so does nothing, and says what has changed since."""

from app.errors.acts import OlderPage, ValueOffScale


def test_an_older_page_says_what_happened_since_it_was_loaded() -> None:
    assert str(OlderPage("the round was closed")).startswith("Nothing was done: the round was closed since this page")


def test_a_value_off_the_scale_says_how_long_the_scale_is() -> None:
    assert "from 1 to 5" in str(ValueOffScale(5))
