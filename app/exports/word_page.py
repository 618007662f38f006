"""The page every Word document of ours is written on: A4 on its side, its language, its styles, its properties."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from app.exports.word_parts import element, plain

FONT = "Arial"
LANGUAGE = "en-GB"
INK, SOFT = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F)
RULE = "505A5F"
PADDING = "85"  # of a cell above and below its text, in twentieths of a point


def blank(title: str, subject: str) -> WordDocument:
    document = Document()
    _page(document)
    _modern(document)
    _styles(document)
    _grid(document)
    properties = document.core_properties
    properties.title, properties.subject = plain(title)[:255], plain(subject)[:255]
    properties.author = properties.last_modified_by = "Critical Friend"
    properties.language, properties.comments = LANGUAGE, ""
    return document


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    section.footer_distance = Cm(0.9)


def _modern(document: WordDocument) -> None:
    """Or Word would say "compatibility mode", and let tables stand out into the margin."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _styles(document: WordDocument) -> None:
    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    for language in (*root.iter(qn("w:lang")), *document.settings.element.iter(qn("w:themeFontLang"))):
        language.set(qn("w:val"), LANGUAGE)
    _style(document, "Normal", 11, after=6)
    _style(document, "Title", 28, bold=True, after=2)
    _style(document, "Subtitle", 15, color=SOFT, after=14)
    _style(document, "Heading 1", 20, bold=True, after=8)
    _style(document, "Heading 2", 13, bold=True, before=14, after=6)
    for name, size, bold, color in (
        ("Form text", 10, False, INK),
        ("Form heading", 10, True, INK),
        ("Form note", 9.5, False, SOFT),
        ("Form point", 16, True, INK),
    ):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _style(document, name, size, bold=bold, color=color, after=3)


def _style(
    document: WordDocument,
    name: str,
    size: float,
    *,
    bold: bool = False,
    color: RGBColor = INK,
    before: float = 0,
    after: float = 0,
) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = color
    _same_from_the_right(style)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.15
    for ornament in style.element.xpath("./w:pPr/w:pBdr | ./w:rPr/w:spacing"):
        ornament.getparent().remove(ornament)


def _same_from_the_right(style: ParagraphStyle) -> None:
    """Word keeps size and weight of letters that run from right to left apart from those of the others."""
    style.font.cs_bold = style.font.bold
    text = style.element.get_or_add_rPr()
    for size in text.findall(qn("w:szCs")):
        text.remove(size)
    text.find(qn("w:sz")).addnext(element("w:szCs", val=text.find(qn("w:sz")).get(qn("w:val"))))


def _grid(document: WordDocument) -> None:
    """The look of every table: softer lines than black, and air around the text."""
    grid = document.styles["Table Grid"].element
    for line in grid.find(f".//{qn('w:tblBorders')}"):
        line.set(qn("w:color"), RULE)
    for side in ("top", "bottom"):
        grid.find(f".//{qn('w:tblCellMar')}/{qn(f'w:{side}')}").set(qn("w:w"), PADDING)
