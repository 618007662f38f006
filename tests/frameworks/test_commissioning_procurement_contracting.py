import re
from collections.abc import Iterator

from app.frameworks import framework
from tests.test_words import forbidden

FRAMEWORK = framework("commissioning-procurement-contracting")
FUNCTIONS, SERVICES = FRAMEWORK.domains
BANDS = FRAMEWORK.scale.bands
OURS = {"text", "about", "plain", "gloss", "label", "reason", "note"}  # fields that hold our own sentences
FIVE_SERVICES = [
    "Residential family centres",
    "Fostering services",
    "Children's homes",
    "Boarding schools",
    "Residential special schools",
]
FUNCTIONS_AS_PUBLISHED = [
    "Engage individuals, families, colleagues and communities in working out and agreeing how strategic objectives and "
    "outcomes will be identified and achieved.",
    "Design, develop and deliver sustainable strategies to achieve the organisational objectives and the identified "
    "outcomes for individuals, families and communities.",
    "Ensure that all strategies for achieving objectives and outcomes will meet legal, ethical and regulatory "
    "requirements.",
    "Establish a culture that promotes good practice within the organisation and in commissioned services.",
]
POINTS_OF_THE_FUNCTIONS = [
    ["people", "families", "colleagues", "communities", "work out", "agree", "strategic goals", "outcomes", "reached"],
    ["designed", "built up", "carried out", "last", "organisation's goals", "outcomes", "people, families and comm"],
    ["every strategy", "goals and outcomes", "law", "ethics", "regulation"],
    ["culture", "promotes", "good practice", "inside the organisation", "services that are commissioned"],
]


def strings(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from strings(value, f"{path}.{key}")
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from strings(value, f"{path}[{index}]")


STRINGS = [(path, text) for path, text in strings(FRAMEWORK.model_dump(exclude={"forms"})) if text]
SENTENCES = [
    (path, sentence)
    for path, text in STRINGS
    if path.rsplit(".", 1)[-1] in OURS
    for sentence in re.split(r"(?<=[.?!])\s+", text)
]


def test_two_domains_hold_four_functions_and_five_services() -> None:
    assert [domain.number for domain in FRAMEWORK.domains] == ["1", "2"]
    assert [standard.number for standard in FUNCTIONS.standards] == ["1", "2", "3", "4"]
    assert [standard.number for standard in SERVICES.standards] == ["5", "6", "7", "8", "9"]


def test_the_five_services_bear_their_published_names_in_their_published_order() -> None:
    assert [standard.title for standard in SERVICES.standards] == FIVE_SERVICES
    assert [standard.titles for standard in SERVICES.standards] == [{"list": name} for name in FIVE_SERVICES]


def test_each_service_is_asked_about_under_its_own_name() -> None:
    for standard in SERVICES.standards:
        assert standard.title.casefold() in standard.plain.casefold()
        assert standard.title.casefold() in standard.about.casefold()
        assert "national minimum standards" in standard.plain


def test_every_point_of_a_function_is_in_ours() -> None:
    for standard, points in zip(FUNCTIONS.standards, POINTS_OF_THE_FUNCTIONS, strict=True):
        assert [point for point in points if point not in standard.about.casefold()] == []


def test_a_function_has_a_short_title_of_ours_and_no_printed_one() -> None:
    for standard in FUNCTIONS.standards:
        assert 3 <= len(standard.title.split()) <= 7
        assert standard.titles == {}


def test_no_function_is_copied_from_the_page() -> None:
    texts = " ".join(text for _, text in STRINGS)
    for published in FUNCTIONS_AS_PUBLISHED:
        words = published.split()
        assert not any(" ".join(words[start : start + 6]) in texts for start in range(len(words) - 5))


def test_the_key_purpose_is_said_again_with_all_its_points() -> None:
    points = ["guide, shape and secure", "services, responses and projects", "strategic goals", "responsibilities"]
    points += ["needs of people, families and communities"]
    assert [point for point in points if point not in FRAMEWORK.about] == []


def test_every_standard_is_a_question_of_under_twenty_words() -> None:
    for standard in FRAMEWORK.standards:
        assert standard.plain.endswith("?")
        assert len(standard.plain.split()) < 20


def test_what_the_source_does_not_have_is_not_here() -> None:
    assert [standard.criteria + standard.questions for standard in FRAMEWORK.standards] == [()] * 9
    assert (FRAMEWORK.groups, FRAMEWORK.considerations) == ((), ())
    assert (FRAMEWORK.evidence.minimum, FRAMEWORK.evidence.potential) == ((), ())
    assert {domain.page for domain in FRAMEWORK.domains} == {None}
    assert {standard.page for standard in FRAMEWORK.standards} == {None}
    assert {term.page for term in FRAMEWORK.glossary} == {None}


def test_five_bands_cover_one_to_ten_without_gap_or_overlap() -> None:
    assert FRAMEWORK.scale.points == 10
    assert len(BANDS) == 5
    assert [point for band in BANDS for point in range(band.low, band.high + 1)] == list(range(1, 11))
    assert all(len(band.gloss.split()) <= 6 for band in BANDS)


def test_the_scale_is_our_own_and_says_so() -> None:
    first = framework("commissioning-for-better-outcomes").scale.bands
    for said in ("name", "label", "gloss"):
        assert len({getattr(band, said) for band in BANDS}) == 5
        assert {getattr(band, said) for band in BANDS}.isdisjoint(getattr(band, said) for band in first)
    assert [band.printed + band.rag for band in BANDS] == [""] * 5
    assert "It prints no scale" in FRAMEWORK.note


def test_the_glossary_explains_each_term_once_and_points_only_at_its_own_terms() -> None:
    terms = [term.term for term in FRAMEWORK.glossary]
    assert len(terms) == len({term.casefold() for term in terms}) == 22
    assert terms == sorted(terms, key=str.casefold)
    assert [term.term for term in FRAMEWORK.glossary if term.see and not FRAMEWORK.term(term.see)] == []


def test_every_correction_points_at_something_that_is_there() -> None:
    known = {"edition", "key purpose"}
    known |= {f"domain {domain.number}" for domain in FRAMEWORK.domains}
    known |= {f"standard {standard.number}" for standard in FRAMEWORK.standards}
    assert [item.number for item in FRAMEWORK.corrections] == [1, 2, 3, 4, 5, 6, 7]
    assert [item.where for item in FRAMEWORK.corrections if item.where not in known] == []
    assert all(item.printed != item.corrected for item in FRAMEWORK.corrections)


def test_every_sentence_has_fewer_than_twenty_words() -> None:
    assert [(path, sentence) for path, sentence in SENTENCES if len(sentence.split()) >= 20] == []


def test_no_forbidden_word_is_said() -> None:
    assert [(path, forbidden(text)) for path, text in STRINGS if forbidden(text)] == []


def test_no_text_is_blank() -> None:
    assert [path for path, text in STRINGS if not text.strip()] == []


def test_the_page_is_named_with_its_section_and_whom_it_is_for() -> None:
    assert "“Standards And Structures” of “Joint Planning And Commissioning”" in FRAMEWORK.note
    assert "children, young people and maternity services" in FRAMEWORK.note
    assert "To make a standard of each, and to ask how we would know, is ours too" in FRAMEWORK.note


def test_a_correction_says_that_it_is_shown_only_where_it_is() -> None:
    assert [item.number for item in FRAMEWORK.corrections if not item.is_shown] == [4, 5, 6, 7]
