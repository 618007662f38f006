"""Words of the glossary, marked in texts: which, how often, and never at the cost of the text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.frameworks import DEFAULT, Framework, Term, framework
from app.frameworks.explaining import MOST, Explainer, explained, names_of
from tests.cases import over

PUBLISHED = framework(DEFAULT)
MARK = re.compile(
    r'<details class="term"><summary>(?P<word>[^<]*)</summary><span class="meaning">(?P<meaning>.*?)</span></details>'
)


def glossary(*terms: str | Term) -> Framework:
    listed = tuple(it if isinstance(it, Term) else Term(term=it, text=f"what {it} means") for it in terms)
    return PUBLISHED.model_copy(update={"glossary": listed})


def marked(text: str, words: Framework = PUBLISHED) -> list[str]:
    return [unescape(found["word"]) for found in MARK.finditer(explained(text, words))]


def without_marks(html: str) -> str:
    return unescape(MARK.sub(lambda found: found["word"], html))


def test_a_mark_is_a_details_element_with_the_word_as_written_and_its_meaning() -> None:
    mark = '<details class="term"><summary>market shaping</summary><span class="meaning">Work.</span></details>'
    assert explained("We do market shaping.", glossary(Term(term="Market shaping", text="Work."))) == f"We do {mark}."


def test_a_word_written_otherwise_than_it_is_listed_says_which_entry_explains_it() -> None:
    assert '<span class="meaning"><b>Carer:</b> Someone' in explained("two carers", PUBLISHED)


def test_official_wording_stands_before_ours() -> None:
    words = glossary(Term(term="Carer", text="ours", official="theirs"))
    assert MARK.search(explained("a carer", words))["meaning"] == "theirs"  # type: ignore[index]


@over("term", PUBLISHED.glossary)
def test_each_of_the_53_terms_is_marked_where_it_stands_alone_by_each_of_its_names(term: Term) -> None:
    for name in names_of(term.term):
        assert marked(name) == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Commissioning, and commissioning again", ["Commissioning"]),
        ("micro-commissioning comes before commissioning", ["micro-commissioning", "commissioning"]),
        ("a direct payment or personal budgets", ["direct payment", "personal budgets"]),
        ("the health and wellbeing board", ["health and wellbeing board"]),
        ("The TLAP and the CCGs", ["TLAP", "CCGs"]),
        ("Think Local Act Personal (TLAP)", ["Think Local Act Personal (TLAP)"]),
        ("It favours prevention and preventative services", ["prevention"]),
        ("A preventative service", ["preventative service"]),
        ("user-led organisations; person centred care", ["user-led organisations", "person centred"]),
        ("the carer’s view", ["carer"]),
        ("market\nshaping", ["market\nshaping"]),
        ("a nice poet writes", []),
        ("recommissioning, decommissioned, carersinc", []),
        ("an evidence-based, pre-outcome text", []),
        ("", []),
    ],
)
def test_what_is_a_word_of_the_glossary_and_what_only_looks_like_one(text: str, words: list[str]) -> None:
    assert marked(text) == words


@pytest.mark.parametrize(
    ("listed", "text", "words"),
    [
        ("Strategy", "Strategies", ["Strategies"]),
        ("Processes", "one process", ["process"]),
        ("Analysis", "the analysis", ["analysis"]),
        ("IT", "it is IT", ["IT"]),
        ("Outcome (for people)", "an outcome for people", ["outcome"]),
        ("Health and/or care", "health, or care", []),
        ("24/7 care", "7 care homes, 24 beds", []),
        ("C++", "C++ and C", ["C++"]),
        ("“Right” to work", "the right” to work", ["right” to work"]),
        ("()", "()", []),
        ("Children's home", "children’s homes", ["children’s homes"]),
    ],
)
def test_terms_of_somebodys_own_framework(listed: str, text: str, words: list[str]) -> None:
    assert marked(text, glossary(listed)) == words


def test_markup_in_texts_and_in_terms_stays_text() -> None:
    words = glossary(Term(term="<b>Care</b>", text="<script>alert(1)</script>"))
    html = explained("<i>so</i> b>care</b> & more", words)
    assert "<script" not in html and "<i>" not in html and "<b>Care</b>" not in html
    assert html.startswith("&lt;i&gt;so&lt;/i&gt; <details") and html.endswith(" &amp; more")
    assert "&lt;script&gt;" in html and "&lt;b&gt;Care&lt;/b&gt;" in html


def test_no_mark_stands_in_another() -> None:
    html = explained("Market shaping and coproduction", PUBLISHED)
    assert html.count("<details") == html.count("</details>") == 2
    assert all("<details" not in found["meaning"] for found in MARK.finditer(html))


def test_a_text_has_no_more_marks_than_it_bears() -> None:
    everything = ", ".join(term.term for term in PUBLISHED.glossary)
    assert len(marked(everything)) == MOST


def test_a_page_marks_each_term_where_it_first_stands_and_not_again() -> None:
    explain = Explainer(PUBLISHED)
    assert "<details" in explain("Carers are asked.")
    assert explain("A carer is asked.") == "A carer is asked."
    assert "<details" in Explainer(PUBLISHED)("A carer is asked.")


def test_a_framework_without_a_glossary_marks_nothing() -> None:
    assert explained("Commissioning & <more>", glossary()) == "Commissioning &amp; &lt;more&gt;"


def texts_of(number: str) -> list[str]:
    standard = PUBLISHED.standard(number)
    parts = (*standard.criteria, *standard.genuine_questions)
    return [standard.plain, standard.words, *(part.words for part in parts)]


@pytest.mark.parametrize("standard", PUBLISHED.standards, ids=lambda standard: standard.number)
def test_every_published_page_reads_as_before_and_has_some_words_explained_but_not_many(standard: object) -> None:
    explain = Explainer(PUBLISHED)
    texts = texts_of(standard.number)  # type: ignore[attr-defined]
    pages = [explain(text) for text in texts]
    assert [without_marks(page) for page in pages] == texts
    assert 3 <= sum(len(MARK.findall(page)) for page in pages) <= 12


WORDS = st.sampled_from([term.term for term in PUBLISHED.glossary] + ["carers", "CQC", " ", "-", "<b>", "&amp;", "’s"])
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=12).map(" ".join)


@given(TEXTS)
def test_the_text_is_there_to_the_letter_once_the_marks_are_taken_out(text: str) -> None:
    assert without_marks(explained(text, PUBLISHED)) == unescape(str(explained(text, glossary())))


@given(st.lists(st.text(max_size=12), max_size=5), TEXTS)
def test_no_list_of_terms_however_odd_breaks_a_text(terms: list[str], text: str) -> None:
    html = explained(text, glossary(*terms))
    assert html.count("<details") == html.count("</details>") <= MOST
    assert re.sub(r"<(/?(details|summary|span|b)\b[^>]*)>", "", html).count("<") == 0
