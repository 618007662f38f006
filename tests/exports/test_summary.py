"""One page, whatever is in the report; read back with another library than wrote it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.exports import Report, front, without_numbers
from app.exports.summary import LENGTHS, NO_ACTION, NO_POSITION, REST, as_summary, first_sentence
from tests.exports.day import CANARIES
from tests.exports.hostile import filled


def words(content: bytes) -> str:
    (page,) = PdfReader(BytesIO(content)).pages
    return " ".join(page.extract_text().replace("\u200b", "").split())


@pytest.fixture(scope="module")
def said(told: Report) -> str:
    return words(as_summary(told))


def test_it_says_what_the_day_was_what_was_agreed_what_is_next_and_whom_to_ask(said: str, told: Report) -> None:
    for text in (
        front.NOT_A_RATING,
        "11 people rated 2 standards of",
        "Heard: Council, Providers, Healthwatch, Carers",
        "6. A diverse and sustainable market: agreed with reservations: 4 (Red/amber). Choice is thin outside",
        "9. Promotes positive engagement with providers: rated, and not settled.",
        "Review fees. Who: Council, Providers. By when: 31 January 2027.",
        "Visit every home. Who: nobody yet. By when: no date yet.",
        REST,
        told.workshop.data_contact,
        f"{front.WORKING} · {front.NOT_CONFIRMED}",
    ):
        assert text in said


def test_dissent_stands_in_it_in_words_and_nothing_that_must_not_be_told(said: str) -> None:
    assert "dissent, Council: “Fees did rise.”" in said
    assert "dissent, without a name: “We visited five.”" in said
    assert "a dissent is held back." in said
    assert not [canary for canary in CANARIES.values() if canary in said]


def test_where_views_differ_is_told_without_a_figure(said: str, told: Report) -> None:
    shown = next(one for one in told.standards if one.number == "6").rounds[0].shown
    assert shown
    assert shown.findings[0].words in said
    assert shown.findings[0].sentence not in said


def test_without_numbers_it_has_none(told: Report) -> None:
    plain = words(as_summary(without_numbers(told)))
    assert "agreed with reservations. Choice is thin" in plain
    assert "(Red/amber)" not in plain


def test_it_is_tagged_and_has_a_title(told: Report) -> None:
    pdf = PdfReader(BytesIO(as_summary(told)))
    assert pdf.metadata
    assert pdf.metadata.title == f"{told.workshop.council}: a summary in plain words"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]


def many(report: Report, times: int) -> Report:
    """As many domains, each with as many dissents and actions."""
    domain = report.domains[-1]
    busy = [
        one.model_copy(update={"dissents": one.dissents * times, "actions": one.actions * times})
        for one in domain.standards
    ]
    return report.model_copy(update={"domains": (domain.model_copy(update={"standards": tuple(busy)}),) * times})


def test_what_has_no_place_on_the_page_is_counted(told: Report) -> None:
    said = words(as_summary(many(told, 6)))
    assert "more, in the record." in said
    assert told.workshop.data_contact in said


@pytest.mark.parametrize("text", ["W" * 4_000, "word " * 800, "好" * 900, "", "a\n" * 400])
def test_it_is_one_page_however_much_people_wrote(told: Report, text: str) -> None:
    huge = filled(many(told, 4), text)
    crowd = huge.front.model_copy(update={"heard": ("W" * 60,) * 40, "not_heard": ("W" * 60,) * 40})
    assert words(as_summary(huge.model_copy(update={"front": crowd})))


def test_it_is_one_page_where_nothing_was_said(told: Report) -> None:
    said = words(as_summary(told.model_copy(update={
        "domains": (), "front": told.front.model_copy(update={"people": 0, "heard": ()}),
        "overall": told.overall.model_copy(update={"positions": (), "rounds": (), "actions": (), "dissents": ()}),
    })))  # fmt: skip
    assert NO_POSITION in said
    assert NO_ACTION in said
    assert "Heard: No ratings are told here" in said


def test_it_is_offered_at_lengths_that_grow_shorter() -> None:
    assert sorted(LENGTHS, reverse=True) == list(LENGTHS)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One is here. Two is not.", "One is here."),
        ("Fees rose by 2.5 per cent, eg. in towns. More.", "Fees rose by 2.5 per cent, eg. in towns."),
        ("Is it? Yes.", "Is it?"),
        ("No full stop", "No full stop"),
        ("He said “no.” Then he left.", "He said “no.”"),
        ("", ""),
    ],
)
def test_a_first_sentence_ends_where_another_begins(text: str, first: str) -> None:
    assert first_sentence(text) == first
