"""A framework as one workshop uses it: its order, and its own themes."""

from app.frameworks import DEFAULT, LOCAL, Theme, arranged, framework

BORDER = Theme("L1", "Care across the border", "The same care from either side.", ("Who pays?", "Who decides?"))
PUBLISHED = framework(DEFAULT)


def numbers(*order: str, themes: tuple[Theme, ...] = ()) -> list[list[str]]:
    return [[standard.number for standard in domain.standards] for domain in arranged(PUBLISHED, themes, order).domains]


def test_without_an_order_everything_stands_as_published() -> None:
    assert numbers() == [["1", "2"], ["3", "4", "5"], ["6", "7", "8", "9"]]


def test_the_order_moves_standards_within_their_domain_and_domains_as_a_whole() -> None:
    assert numbers("9", "6", "7", "8", "2", "1", "3") == [["9", "6", "7", "8"], ["2", "1"], ["3", "4", "5"]]


def test_what_the_order_does_not_name_stays_behind_the_one_before_it_in_print() -> None:
    assert numbers("9", "6", "2") == [["9", "6", "7", "8"], ["1", "2"], ["3", "4", "5"]]
    assert numbers("4", "6", "L1", themes=(BORDER,)) == [["1", "2"], ["3", "4", "5"], ["6", "7", "8", "9"], ["L1"]]


def test_a_domain_stands_where_its_first_standard_stands() -> None:
    assert numbers("3", "1", "4", "2", "6") == [["3", "4", "5"], ["1", "2"], ["6", "7", "8", "9"]]


def test_a_theme_without_a_domain_stands_in_a_domain_of_its_own_at_the_end() -> None:
    made = arranged(PUBLISHED, (BORDER,), ())
    assert made.domains[-1].number == LOCAL
    assert made.domains[-1].title == "Local themes"
    assert [standard.number for standard in made.domains[-1].standards] == ["L1"]


def test_a_theme_can_come_first() -> None:
    assert numbers("L1", "1", "2", themes=(BORDER,))[0] == ["L1"]


def test_a_theme_can_stand_in_a_published_domain() -> None:
    theme = Theme("L2", "Village halls", domain="2")
    assert numbers("1", "L2", "3", themes=(theme,))[1] == ["L2", "3", "4", "5"]


def test_a_theme_brings_its_words_and_questions_and_no_criteria() -> None:
    theme = arranged(PUBLISHED, (BORDER,), ()).standard("L1")
    assert theme.is_local
    assert theme.words == "The same care from either side."
    assert [(question.number, question.words) for question in theme.genuine_questions] == [
        ("L1a", "Who pays?"),
        ("L1b", "Who decides?"),
    ]
    assert theme.criteria == ()


def test_what_was_published_does_not_change() -> None:
    before = PUBLISHED.model_dump_json()
    arranged(PUBLISHED, (BORDER,), ("9", "L1"))
    assert PUBLISHED.model_dump_json() == before
