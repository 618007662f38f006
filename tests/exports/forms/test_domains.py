"""The form of a domain, filled with what was settled of it and of its standards."""

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument

from app.exports import without_numbers
from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain
from app.exports.forms.blocks import Paragraph, Picture
from app.exports.forms.domains import NONE_CHOSEN, NOT_CHOSEN, domain_form, domain_forms, pictures
from app.exports.in_words import NOTHING_TOLD
from tests.exports.day import Day
from tests.exports.drawn import round_of
from tests.exports.forms.reading import read_back
from tests.exports.word.test_document import form, headings, rows

NAME = "Domain 3: Promotes a sustainable and diverse market"
VIEWS = f"{NAME}. Are there any divergent views"


@pytest.fixture
def made(day: Day) -> Report:
    return without_numbers(day.report())


@pytest.fixture
def market(made: Report) -> Domain:
    return next(domain for domain in made.domains if domain.number == "3")


@pytest.fixture
def drawn(made: Report, market: Domain) -> Callable[..., WordDocument]:
    def drawn(is_settled: bool = True, **changes: object) -> WordDocument:
        """With these fields of its position changed."""
        position = market.positions[-1].model_copy(update=changes)
        changed = market.model_copy(update={"positions": (position,), "is_settled": is_settled})
        return read_back(domain_form(made.workshop.framework.domains[2], changed, made.workshop.framework.forms))

    return drawn


def test_every_box_of_the_published_form_is_filled_in_its_order(drawn: Callable[..., WordDocument]) -> None:
    document = drawn()
    assert headings(document) == [
        NAME,
        "How are we doing?",
        "The domain as a whole",
        "Areas of good practice to develop:",
        "Are there any divergent views? If so, detail:",
        *[f"What actions do we need to take to meet Standard {number}?" for number in (6, 7, 8, 9)],
    ]
    six = rows(form(document, f"{NAME}. How"))[1]
    assert six[1].startswith("Choice is thin outside the towns.\nAgreed with reservations\nDissent, Council:")
    assert six[2] == "Fees were compared with costs."
    assert rows(form(document, f"{NAME}, as a whole")) == [["The market holds, with gaps.\nAgreed"]]
    assert rows(form(document, f"{NAME}. Areas of good practice")) == [["The providers’ forum."]]
    assert rows(form(document, "7. Provides value for money. What actions")) == [[""]]


def test_a_domain_without_words_has_the_boxes_of_the_print_and_no_other(drawn: Callable[..., WordDocument]) -> None:
    document = drawn(is_settled=False)
    assert "The domain as a whole" not in headings(document)
    assert rows(form(document, f"{NAME}. Areas of good practice")) == [[""]]
    assert rows(form(document, VIEWS)) == [
        ["6. A diverse and sustainable market\nProviders see it lower than the council."]
    ]


def test_what_the_domains_words_carry_of_a_standard_is_not_said_twice(drawn: Callable[..., WordDocument]) -> None:
    assert rows(form(drawn(), VIEWS)) == [["Yes\n6: Providers see it lower than the council."]]


def test_what_they_leave_out_stands_under_its_standard(drawn: Callable[..., WordDocument]) -> None:
    document = drawn(has_divergent_views=False, divergent_views="")
    assert rows(form(document, VIEWS)) == [
        ["No\n6. A diverse and sustainable market\nProviders see it lower than the council."]
    ]


def test_neither_yes_nor_no_is_filled_in_by_the_program(drawn: Callable[..., WordDocument]) -> None:
    document = drawn(has_divergent_views=None, divergent_views="6: Providers see it lower than the council.")
    assert rows(form(document, VIEWS)) == [["6: Providers see it lower than the council."]]


def test_all_that_the_framework_prints_has_its_form_and_what_was_not_looked_at_says_so(made: Report) -> None:
    """The day looks at 4 of domain 2 and at 6 and 9 of domain 3; here domain 2 is taken out too."""
    left = made.model_copy(update={"domains": tuple(each for each in made.domains if each.number == "3")})
    document = read_back(domain_forms(left))
    titles = [text for text in headings(document) if text.startswith("Domain ")]
    assert [title[:9] for title in titles] == ["Domain 1:", "Domain 2:", "Domain 3:"]
    assert [paragraph.text for paragraph in document.paragraphs].count(NONE_CHOSEN) == 2
    assert [row[1] for row in rows(form(document, "Domain 2: Well led. How"))[1:]] == [NOT_CHOSEN] * 3
    market = [row[1] for row in rows(form(document, f"{NAME}. How"))[1:]]
    assert len(market) == 4 and [row == NOT_CHOSEN for row in market].count(True) == 4 - len(left.domains[0].standards)


def test_every_standard_that_was_revealed_has_its_picture_and_no_other(made: Report, market: Domain) -> None:
    _, *blocks = pictures(market, made.workshop.framework.bands, has_numbers=False)
    drawn = [block for block in blocks if isinstance(block, Picture)]
    assert len(drawn) == len(blocks)
    assert [picture.caption[:2] for picture in drawn] == [f"{each.number}." for each in market.standards if each.told]
    assert all("not where" in picture.caption and picture.alt for picture in drawn)


def test_where_nothing_may_be_told_a_sentence_stands_instead_of_a_picture(made: Report, market: Domain) -> None:
    withheld = market.standards[0].model_copy(update={"rounds": (round_of(withheld=("Carers",)),)})
    only = market.model_copy(update={"standards": (withheld,)})
    _, sentence = pictures(only, made.workshop.framework.bands, has_numbers=True)
    assert sentence == Paragraph(f"{withheld.number}. {withheld.title}: {NOTHING_TOLD}", "Form text")
