"""The forms as one document that knows no format."""

from app.exports import Report, without_numbers
from app.exports.forms.blocks import Heading, Picture
from app.exports.forms.document import pages


def test_all_published_forms_stand_in_their_order_under_their_names(settled_demo: Report) -> None:
    made = pages(settled_demo)
    first = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert first == [
        "Domain 1: Person-centred and outcomes-focused",
        "Domain 2: Well led",
        "Domain 3: Promotes a sustainable and diverse market",
        "Summary and key actions identified",
        "Indicate your overall position on the arrow below",
        "How each position was reached",
        "Evidence",
        "The method",
    ]
    assert made.header == "NOT FOR PUBLICATION · Not yet confirmed"
    assert made.footer.startswith("Exported ") and made.footer.endswith(f"revision {settled_demo.revision}")


def test_each_revealed_standard_and_the_arrow_have_a_picture_that_is_told_in_words(settled_demo: Report) -> None:
    revealed = [standard for standard in settled_demo.standards if standard.told]
    for made in (settled_demo, without_numbers(settled_demo)):
        drawn = [block for block in pages(made).blocks if isinstance(block, Picture)]
        assert len(drawn) == len(revealed) + 1 and all(picture.alt and picture.caption for picture in drawn)
