"""An OpenDocument text read back with nothing but a zip and an XML parser."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from app.exports import Report
from app.exports.forms.blocks import Block, Pages
from app.exports.odf.text import odt_of

ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = {
    **{name: f"{ODF}:{name}:1.0" for name in ("office", "text", "table", "style", "meta", "manifest")},
    "draw": f"{ODF}:drawing:1.0", "svg": f"{ODF}:svg-compatible:1.0", "fo": f"{ODF}:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink", "dc": "http://purl.org/dc/elements/1.1/",
}  # fmt: skip


def opened(content: bytes) -> ZipFile:
    return ZipFile(BytesIO(content))


def part(file: ZipFile, name: str) -> etree._Element:
    return etree.fromstring(file.read(name))


def made_of(report: Report, blocks: Iterable[Block]) -> etree._Element:
    """The content of a document with these blocks alone."""
    return part(opened(odt_of(Pages("Northvale", "Commissioning", "", "", tuple(blocks)), report)), "content.xml")


def find(root: etree._Element, path: str) -> list[etree._Element]:
    found: list[etree._Element] = root.findall(path, NAMES)
    return found


def value(element: etree._Element, name: str) -> str | None:
    prefix, local = name.split(":")
    found: str | None = element.get(f"{{{NAMES[prefix]}}}{local}")
    return found


def words(element: etree._Element) -> str:
    """With the spaces that OpenDocument writes as elements."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{{{NAMES['text']}}}s":
            parts.append(" " * int(value(child, "text:c") or 1))
        elif child.tag == f"{{{NAMES['text']}}}tab":
            parts.append("\t")
        parts.extend((words(child), child.tail or ""))
    return "".join(parts)
