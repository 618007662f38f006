"""Parts of the forms, written as Word and read back."""

from collections.abc import Iterable
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from app.exports.forms.blocks import Block, Pages
from app.exports.word.document import word_of


def read_back(blocks: Iterable[Block]) -> WordDocument:
    return Document(BytesIO(word_of(Pages("Northvale Council", "Commissioning", "", "", tuple(blocks)))))
