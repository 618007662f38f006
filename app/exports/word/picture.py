"""A picture in a Word document: where it stands in the text, with its words for whoever does not see it."""

from io import BytesIO

from docx.document import Document as WordDocument
from docx.shared import Cm

from app.exports.forms.blocks import Picture, pixels, size_of
from app.exports.inking import png
from app.exports.plain import plain
from app.exports.word.parts import styled, write


def picture(document: WordDocument, drawn: Picture) -> None:
    size = size_of(drawn)
    paragraph = styled(document.add_paragraph(), "Form text")
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(png(drawn.svg, pixels(size))), Cm(size.wide), Cm(size.high))
    for side in "TBLR":  # or some would leave a margin of their own
        shape._inline.set(f"dist{side}", "0")
    described = shape._inline.docPr
    described.set("descr", plain(drawn.alt))
    described.set("title", plain(drawn.caption))
    write(styled(document.add_paragraph(), "Caption"), drawn.caption)
