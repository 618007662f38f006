"""The first page of the forms says whose views these are and what this is not; the last one how views were counted."""

from app.exports import Report, front, without_numbers
from app.exports.forms.blocks import Fact, Heading, Paragraph
from app.exports.forms.opening import METHOD, TO_METHOD, first_page, last_page
from app.models import Release


def said(report: Report) -> str:
    texts = (
        f"{block.name}: {block.text}" if isinstance(block, Fact) else block.text
        for block in first_page(report)
        if isinstance(block, Fact | Heading | Paragraph)
    )
    return "\n".join(texts)


def test_it_says_whose_views_these_are_who_was_heard_and_what_this_is_not(settled_demo: Report) -> None:
    text = said(settled_demo)
    for sentence in (
        front.whose_views(settled_demo),
        f"Groups heard: {front.heard(settled_demo)}",
        f"Groups not heard: {front.not_heard(settled_demo)}",
        front.NOT_A_RATING,
        front.how_counted(settled_demo),
        "NOT FOR PUBLICATION · Not yet confirmed",
    ):
        assert sentence in text


def test_how_views_were_counted_leads_to_the_method_at_the_end(settled_demo: Report) -> None:
    (link,) = [block for block in first_page(settled_demo) if isinstance(block, Paragraph) and block.link]
    first = next(last_page(settled_demo))
    assert isinstance(first, Heading) and (first.text, first.name) == (METHOD, TO_METHOD) == (link.link, link.to)
    texts = [block.text for block in last_page(settled_demo) if isinstance(block, Paragraph)]
    about = front.about_fingerprint(settled_demo)
    assert texts == [front.how_counted(settled_demo), *front.method(settled_demo), *about]


def test_a_public_file_that_is_confirmed_carries_no_mark_and_numbers_off_is_said(settled_demo: Report) -> None:
    held = settled_demo.workshop.model_copy(update={"confirmed_at": settled_demo.exported_at})
    text = said(without_numbers(settled_demo.model_copy(update={"release": Release.PUBLIC, "workshop": held})))
    assert "NOT FOR PUBLICATION" not in text and "Not yet confirmed" not in text
    assert "Numbers: Left out" in text and "Status: Confirmed on" in text
