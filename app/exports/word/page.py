"""The page every Word document of ours is written on: A4 on its side, its language, its styles, its properties."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from app.exports.forms.look import COUNTRY, FONT, LANGUAGE, LINE_HEIGHT, LINK, LOOKS, RULE, Look
from app.exports.plain import plain
from app.exports.word.parts import element

LOCALE = f"{LANGUAGE}-{COUNTRY}"
PADDING = "85"  # of a cell above and below its text, in twentieths of a point


def blank(title: str, subject: str) -> WordDocument:
    document = Document()
    _page(document)
    _modern(document)
    _styles(document)
    _grid(document)
    _links(document)
    properties = document.core_properties
    properties.title, properties.subject = plain(title)[:255], plain(subject)[:255]
    properties.author = properties.last_modified_by = "Critical Friend"
    properties.language, properties.comments = LOCALE, ""
    return document


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(0.9)


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
        language.set(qn("w:val"), LOCALE)
    known = {style.name for style in document.styles}
    for look in LOOKS:
        if look.name not in known:
            document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        _style(document, look)


def _style(document: WordDocument, look: Look) -> None:
    style = document.styles[look.name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(look.size), look.is_bold, False
    style.font.color.rgb = RGBColor.from_string(look.color)
    _same_from_the_right(style)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(look.before), Pt(look.after)
    style.paragraph_format.line_spacing = LINE_HEIGHT
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


def _links(document: WordDocument) -> None:
    """Underlined: never by colour alone."""
    style = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(style, CharacterStyle)
    style.font.underline, style.font.color.rgb = True, RGBColor.from_string(LINK)
