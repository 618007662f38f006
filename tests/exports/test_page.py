"""The record as a web page, read with another library than wrote it."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import etree, html

from app.exports import Report, front, without_numbers
from app.exports.page import SHEETS, as_page, style, style_hash
from app.models import Release
from tests.exports.day import CANARIES, HOSTILE
from tests.exports.hostile import filled

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)></style></title></svg>\"'>{{ 7 * 7 }}"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def opened(told: Report) -> html.HtmlElement:
    return html.document_fromstring(as_page(told))


def words(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def test_it_says_what_it_is_in_which_language_and_for_whom(opened: html.HtmlElement, told: Report) -> None:
    assert opened.get("lang") == "en-GB"
    title = f"{told.workshop.council}: {told.workshop.title}"
    assert opened.findtext("head/title") == f"{title} – {front.WORKING} – {front.NOT_CONFIRMED}"
    assert opened.xpath("//h1/text()") == [title]
    assert opened.xpath("//*[@class='flag']/text()") == [front.WORKING, front.NOT_CONFIRMED]


def test_headings_come_in_order_and_the_contents_lead_to_each(opened: html.HtmlElement) -> None:
    levels = [HEADINGS.index(one.tag) for one in opened.iter(*HEADINGS)]
    assert levels[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(levels))
    places = opened.xpath("//@id")
    assert len(places) == len({*places})
    assert {link[1:] for link in opened.xpath("//a/@href") if link.startswith("#")} <= {*places}
    assert {*opened.xpath("//main//section/*[self::h2 or self::h3]/@id")} == {
        link[1:] for link in opened.xpath("//nav//a/@href")
    }


def test_the_first_link_skips_to_the_record(opened: html.HtmlElement) -> None:
    first = opened.xpath("//a")[0]
    assert first.get("href") == "#record"
    assert opened.get_element_by_id("record").tag == "main"


def test_every_table_has_a_caption_and_heads_with_their_scope(opened: html.HtmlElement) -> None:
    tables = opened.xpath("//table")
    assert len(tables) > 4
    for table in tables:
        assert table.findtext("caption")
        columns = len(table.xpath("thead/tr/th[@scope='col']"))
        assert columns > 1
        for row in table.xpath("tbody/tr"):
            assert [cell.tag for cell in row] == ["th", *["td"] * (columns - 1)]
            assert row[0].get("scope") == "row"


def test_every_picture_has_a_name_and_says_what_it_shows(opened: html.HtmlElement) -> None:
    pictures = opened.xpath("//*[local-name()='svg']")
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.get("role") == "img"
        name, about = (opened.get_element_by_id(place) for place in picture.get("aria-labelledby").split())
        assert (name.tag, about.tag) == ("title", "desc")
        assert name.text
        assert about.text
    assert any(
        "Council: 5 people, middle 8 (Green)" in text for text in opened.xpath("//*[local-name()='desc']/text()")
    )


def test_it_stands_by_itself_behind_a_strict_policy(told: Report, opened: html.HtmlElement) -> None:
    assert opened.xpath("//script | //link | //img | //iframe | //@style | //@src | //form") == []
    assert not [name for element in opened.iter(etree.Element) for name in element.attrib if name.startswith("on")]
    (inside,) = re.findall(rb"<style>(.*?)</style>", as_page(told), re.DOTALL)
    assert style_hash() == f"'sha256-{b64encode(sha256(inside).digest()).decode()}'"
    assert "url(" not in style()
    assert "@import" not in style()


@pytest.mark.parametrize("text", [SCRIPT, "javascript:alert(1)", " ".join(HOSTILE), "a\x00b\x1b\ud800\ufffe"])
def test_whatever_people_write_is_text(told: Report, text: str) -> None:
    content = as_page(filled(told, text))
    read = html.document_fromstring(content)
    assert read.xpath("//script | //img | //iframe | //@style | //@src") == []
    assert len(read.xpath("//style")) == 1
    assert not [name for element in read.iter(etree.Element) for name in element.attrib if name.startswith("on")]
    assert all(link.startswith(("#", "https://", "http://")) for link in read.xpath("//a/@href"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ufffe]", content.decode())


def test_words_that_look_like_a_page_are_read_as_they_were_written(told: Report) -> None:
    assert SCRIPT in words(html.document_fromstring(as_page(filled(told, SCRIPT))))


def test_it_holds_the_words_and_beside_them_the_dissents(opened: html.HtmlElement) -> None:
    (pair,) = opened.xpath("//section[h3[starts-with(., '6.')]]/div[contains(@class, 'panels')]")
    assert "beside" in pair.get("class")
    assert [div.get("class") for div in pair.iter("div") if "panel " in (div.get("class") or "")] == [
        "panel position", *["panel dissent"] * 3
    ]  # fmt: skip
    assert "Choice is thin outside the towns." in words(pair[0])
    assert "“Fees did rise.”" in words(pair[1])


def test_it_holds_nothing_of_what_must_not_be_told(told: Report) -> None:
    content = as_page(told).decode()
    assert not [canary for canary in CANARIES.values() if canary in content]


def test_without_numbers_no_number_and_no_band_of_the_scale_is_in_it(told: Report) -> None:
    said = words(html.document_fromstring(as_page(without_numbers(told))))
    for text in ("middle 8", "(Green)", "(Red/amber)", "Agreed marker", "reservations: 4", "Not agreed: 6"):
        assert text not in said


def test_each_printed_sheet_is_marked_as_the_record_is(told: Report) -> None:
    held = told.workshop.model_copy(update={"confirmed_at": told.exported_at})
    for marks, sheet in SHEETS.items():
        release = Release.WORKING if front.WORKING in marks else Release.PUBLIC
        workshop = told.workshop if front.NOT_CONFIRMED in marks else held
        read = html.document_fromstring(as_page(told.model_copy(update={"release": release, "workshop": workshop})))
        assert read.xpath("//body/@class") == [sheet]
        if marks:
            assert f'@page {sheet} {{ @top-right {{ content: "{" · ".join(marks)}"' in style()
