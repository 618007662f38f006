"""The forms as an OpenDocument text, which is what government asks for where a document is to be written in."""

from collections.abc import Iterator
from io import BytesIO

from odfdo import Document, Element, Header, Span

from app.exports.contents.report import Report
from app.exports.forms.blocks import Block, Box, Fact, Heading, Pages, Paragraph, Picture, Table
from app.exports.forms.document import pages
from app.exports.forms.look import COUNTRY, LANGUAGE
from app.exports.odf.parts import Text, box, paragraph, paragraph_style, picture, table
from app.exports.odf.styles import styles
from app.exports.plain import plain

MAKER = "Critical Friend"
LEFT_OUT = ("Thumbnails/", "Configurations2/")  # of the library's own template


def as_odt(report: Report) -> bytes:
    """An .odt file."""
    return odt_of(pages(report), report)


def odt_of(made: Pages, report: Report) -> bytes:
    document = Document("text")
    document.set_part("styles.xml", styles(made.header, made.footer).encode())
    _empty(document)
    document.body.clear()
    _properties(document, made, report)
    text = Text(document)
    for element in (element for block in made.blocks for element in _parts(text, block)):
        text.body.append(element)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _empty(document: Document) -> None:
    for name in [part for part in document.get_parts() if part.startswith(LEFT_OUT)]:
        document.del_part(name)
    for name in [path for path in document.manifest.get_paths() if str(path).startswith(LEFT_OUT)]:
        document.manifest.del_full_path(str(name))


def _properties(document: Document, made: Pages, report: Report) -> None:
    meta, moment = document.meta, report.exported_at.replace(tzinfo=None, microsecond=0)
    meta.title, meta.subject = plain(made.title), plain(made.subject)
    meta.language = f"{LANGUAGE}-{COUNTRY}"
    meta.creator = meta.initial_creator = MAKER
    meta.creation_date = meta.date = moment


def _parts(text: Text, block: Block) -> Iterator[Element]:
    match block:
        case Heading():
            yield _heading(text, block)
        case Paragraph():
            yield _paragraph(text, block)
        case Fact():
            yield _fact(block)
        case Table():
            yield table(text, block)
        case Box():
            yield box(text, block)
        case Picture():
            yield from picture(text, block)


def _heading(text: Text, block: Heading) -> Element:
    style = paragraph_style(text, f"Heading {block.level}", ' fo:break-before="page"' if block.starts_page else "")
    made = Header(block.level, plain(block.text))
    made.set_attribute("text:style-name", style)
    if block.name:
        place = Element.from_tag("text:bookmark")
        place.set_attribute("text:name", block.name)
        made.append(place)
    return made


def _paragraph(text: Text, block: Paragraph) -> Element:
    made = paragraph(text, block.text, block.style)
    if block.link:
        link = Element.from_tag("text:a")
        link.set_attribute("xlink:type", "simple")
        link.set_attribute("xlink:href", f"#{block.to}")
        link.set_attribute("text:style-name", "Internet_20_link")
        link.text = block.link
        made.append(" ")
        made.append(link)
    return made


def _fact(block: Fact) -> Element:
    """The name hangs in the margin of its text, so that long texts stay beside it."""
    made = Element.from_tag('<text:p text:style-name="Fact"/>')
    made.append(Span(block.name, style="Strong"))
    made.append(Element.from_tag("text:tab"))
    made.append(Span(plain(block.text)))
    return made
