"""The paragraphs of any file of a pack, one text each, with no library that wrote one."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree, html
from pypdf import PdfReader

OF_TEXT = {"p", "h", "si"}  # what a paragraph is called in Word and slides, OpenDocument, Excel
OF_A_PAGE = "//p | //li | //dt | //dd | //td | //th | //h2 | //h3"


def paragraphs(content: bytes, ending: str) -> list[str]:
    if ending == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        return _tidy(text.split("\n"))
    if ending == "html":
        page = html.document_fromstring(content.decode())
        return _tidy(element.text_content() for element in page.xpath(OF_A_PAGE) if not element.xpath("./p"))
    if ending in ("json", "txt", "csv"):
        return _tidy(content.decode("utf-8-sig").split("\n"))
    return _tidy(_zipped(content))


def _zipped(content: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            if name.endswith((".txt", ".csv")):
                yield from file.read(name).decode("utf-8-sig").split("\n")
            elif name.endswith(".xml"):
                yield from _of_xml(etree.fromstring(file.read(name)))


def _of_xml(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in OF_TEXT:
            yield "".join(str(text) for text in element.itertext())


def _tidy(texts: object) -> list[str]:
    lines = (re.sub(r"\s+", " ", str(text).replace("\u200b", "")).strip() for text in texts)  # type: ignore[attr-defined]
    return [line for line in lines if line]
