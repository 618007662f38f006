"""The form of a domain, filled with what was settled of it and of its standards."""

import pytest
from docx.document import Document as WordDocument

from app.exports.contents import Domain
from app.exports.word_domains import domain_form
from app.exports.word_page import blank
from app.frameworks.framework import Forms
from tests.exports.day import Day
from tests.exports.test_as_word import form, headings, rows

NAME = "Domain 3: Promotes a sustainable and diverse market"
VIEWS = f"{NAME}. Are there any divergent views"


@pytest.fixture
def market(day: Day) -> Domain:
    return next(domain for domain in day.report().domains if domain.number == "3")


def drawn(domain: Domain, **changes: object) -> WordDocument:
    """With these fields of its position changed."""
    position = domain.positions[-1].model_copy(update=changes)
    document = blank("Northvale Council", "Commissioning")
    domain_form(document, domain.model_copy(update={"positions": (position,)}), Forms(), numbers=False)  # type: ignore[arg-type]
    return document


def test_every_box_of_the_published_form_is_filled_in_its_order(market: Domain) -> None:
    document = drawn(market)
    assert headings(document) == [
        NAME,
        "How are we doing?",
        "The domain as a whole",
        "Areas of good practice to develop:",
        "Are there any divergent views? If so, detail:",
    ]
    six = rows(form(document, f"{NAME}. How"))[1]
    assert six[1].startswith("Choice is thin outside the towns.\nAgreed with reservations\nDissent, Council:")
    assert six[2] == "Fees were compared with costs."
    assert rows(form(document, f"{NAME}, as a whole")) == [["The market holds, with gaps.\nAgreed"]]
    assert rows(form(document, f"{NAME}. Areas of good practice")) == [["The providers’ forum."]]


def test_a_domain_without_words_has_the_boxes_of_the_print_and_no_other(market: Domain) -> None:
    document = blank("Northvale Council", "Commissioning")
    domain_form(document, market.model_copy(update={"is_settled": False}), Forms(), numbers=False)  # type: ignore[arg-type]
    assert "The domain as a whole" not in headings(document)
    assert rows(form(document, f"{NAME}. Areas of good practice")) == [[""]]
    assert rows(form(document, VIEWS)) == [
        ["6. A diverse and sustainable market\nProviders see it lower than the council."]
    ]


def test_what_the_domains_words_carry_of_a_standard_is_not_said_twice(market: Domain) -> None:
    assert rows(form(drawn(market), VIEWS)) == [["Yes\n6: Providers see it lower than the council."]]


def test_what_they_leave_out_stands_under_its_standard(market: Domain) -> None:
    document = drawn(market, has_divergent_views=False, divergent_views="")
    assert rows(form(document, VIEWS)) == [
        ["No\n6. A diverse and sustainable market\nProviders see it lower than the council."]
    ]


def test_neither_yes_nor_no_is_filled_in_by_the_program(market: Domain) -> None:
    document = drawn(market, has_divergent_views=None, divergent_views="6: Providers see it lower than the council.")
    assert rows(form(document, VIEWS)) == [["6: Providers see it lower than the council."]]
