"""The frameworks that come with the program."""

import pytest

from app.frameworks.published import DATA, DEFAULT, framework, framework_keys


def test_each_goes_by_the_name_of_its_file() -> None:
    """Its key stands in addresses and in records: a file that was renamed would lose both."""
    assert DEFAULT in framework_keys()
    assert [framework(key).key for key in framework_keys()] == list(framework_keys())


@pytest.mark.parametrize(
    "key", ["", "unknown", ".", "..", f"../data/{DEFAULT}", f"{DATA}/{DEFAULT}", f"{DEFAULT}.toml", DEFAULT.upper()]
)
def test_a_key_that_has_no_file_is_not_known_and_none_leads_elsewhere(key: str) -> None:
    with pytest.raises(KeyError):
        framework(key)


def test_a_framework_is_read_once_and_cannot_be_changed_for_others() -> None:
    held = framework(DEFAULT)
    assert framework(DEFAULT) is held
    with pytest.raises(ValueError, match="frozen"):
        held.title = "Mine"  # type: ignore[misc]
