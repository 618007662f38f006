import pytest

from app.frameworks import framework, framework_keys
from app.frameworks.files import BrokenFile, read_framework
from app.frameworks.kind import Kind
from app.frameworks.kinds import KINDS, WORDING_KINDS, example_rows
from app.frameworks.published import DATA
from tests.frameworks import EXAMPLES, good_neighbours
from tests.frameworks.broken_toml import TOML


def causes(text: str) -> list[str]:
    with pytest.raises(BrokenFile) as refused:
        read_framework("ours.toml", text.encode(), lambda _: None)
    return [problem.cause for problem in refused.value.problems]


def is_taken(text: str) -> bool:
    return bool(read_framework("ours.toml", text.encode(), lambda _: None))


@pytest.mark.parametrize("key", framework_keys())
def test_what_comes_with_the_program_passes_the_check_of_anyones_own(key: str) -> None:
    assert read_framework(f"{key}.toml", (DATA / f"{key}.toml").read_bytes(), lambda _: None) == framework(key)


def test_a_framework_without_criteria_passes() -> None:
    content = (EXAMPLES / "good-neighbours.toml").read_bytes()
    assert read_framework("good-neighbours.toml", content, lambda _: None) == good_neighbours()


@pytest.mark.parametrize("number", ["7", "40", "999", "A", "S1.2-b", "L1a", "12345678"])
def test_a_standard_may_have_any_short_number(number: str) -> None:
    assert is_taken(TOML.replace('number = 2\ntitle = "Good', f'number = "{number}"\ntitle = "Good'))


@pytest.mark.parametrize("number", ["L", "L1", "l22", "1/2", "123456789", "1 2", "é"])
def test_some_numbers_are_no_standards(number: str) -> None:
    assert len(causes(TOML.replace('number = 2\ntitle = "Good', f'number = "{number}"\ntitle = "Good'))) == 1


@pytest.mark.parametrize("where", ["scale", "law", "purpose", "page 3", "the foreword", "standard 1", "evidence P1.1"])
def test_a_correction_may_bite_what_is_there_and_what_has_no_number(where: str) -> None:
    assert is_taken(TOML.replace('where = "standard 3"', f'where = "{where}"'))


@pytest.mark.parametrize(
    "where", ["standard 9", "domain 3", "question 7a", "group 4", "glossary Nothing", "resource X"]
)
def test_a_correction_of_what_is_not_there_is_told(where: str) -> None:
    assert causes(TOML.replace('where = "standard 3"', f'where = "{where}"')) == [
        f"The correction is about “{where}”, which is not there."
    ]


@pytest.mark.parametrize("address", ["http://example.org", "https://example.org/a?b=c#d"])
def test_an_address_may_be_seen(address: str) -> None:
    assert is_taken(TOML.replace('see = "Step-free"', f'see = "{address}"'))


@pytest.mark.parametrize("address", ["ftp://example.org", "javascript:alert(1)", "https://", "www.example.org"])
def test_other_addresses_may_not(address: str) -> None:
    assert causes(TOML.replace('see = "Step-free"', f'see = "{address}"')) == [
        f"There is no term “{address}” in the glossary."
    ]


def test_a_term_that_leads_into_a_circle_is_no_part_of_it() -> None:
    extra = '[[glossary]]\nterm = "{}"\ntext = "x"\nsee = "{}"\n'
    circle = TOML + "".join(extra.format(*pair) for pair in (("A", "B"), ("B", "C"), ("C", "B")))
    assert causes(circle) == ["“See C” leads back to “B” itself.", "“See B” leads back to “C” itself."]


def test_words_are_kept_without_the_space_around_them() -> None:
    held = read_framework("it.toml", TOML.replace('"Good company"', '"  Good company\\t "').encode(), lambda _: None)
    assert held.standards[1].title == "Good company"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_an_example_and_every_column_says_what_it_is(kind: Kind) -> None:
    assert example_rows(kind)
    for column in kind.columns:
        assert column.help.endswith((".", "…")) and len(column.help) < 120
        assert not column.needed or len(column.examples) == len(example_rows(kind)), column.name


def test_names_of_kinds_fit_a_sheet_and_their_columns_are_told_apart() -> None:
    for kind in (*KINDS, *WORDING_KINDS):
        assert len(kind.name) <= 31 and len(set(kind.names)) == len(kind.names)
        assert not kind.identity or kind.identity in kind.names
        assert not kind.parent or kind.parent in kind.names
