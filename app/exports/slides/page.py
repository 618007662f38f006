"""The presentation every deck of ours begins with: its paper, its two kinds of slides, its letters and its rule."""

from collections.abc import Iterator
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.util import Emu, Inches, Pt

INK, QUIET, ON_INK, ON_INK_QUIET, STOP, ACT = "0B0C0C", "505A5F", "FFFFFF", "D2D5D7", "942514", "00703C"
FONT, LANGUAGE = "Arial", "en-GB"
WIDE, HIGH, EDGE = 13.333, 7.5, 0.55  # inches
TITLE = (EDGE, 0.35, WIDE - 2 * EDGE, 1.05)
BODY = (EDGE, 1.65, WIDE - 2 * EDGE, 4.95)
FOOT = (EDGE, 6.8, WIDE - 2 * EDGE - 1.2, 0.5)
NUMBER = (WIDE - EDGE - 1.2, 6.8, 1.2, 0.5)
FIRST_TITLE = (EDGE, 0.75, WIDE - 2 * EDGE, 2.2)
FIRST_WORDS = (EDGE, 3.1, WIDE - 2 * EDGE, 3.5)
TITLE_SIZE, FIRST_SIZE = 30, 44
A, P = (f"http://schemas.openxmlformats.org/{name}/2006/main" for name in ("drawingml", "presentationml"))
FIRST, WORDS, PICTURE = 0, 1, 5  # places of the kinds of slides among those of the template
Box = tuple[float, float, float, float]


def blank() -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    layouts = deck.slide_layouts
    for layout in [layout for at, layout in enumerate(layouts) if at not in (FIRST, WORDS, PICTURE)]:
        layouts.remove(layout)
    _theme(deck)
    _letters(deck)
    _master(deck)
    _first(deck)
    for layout in layouts:
        layout.name = {"Title Only": "Title and picture"}.get(layout.name, layout.name)
    for language in deck.slide_master._element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        language.set("lang", LANGUAGE)
    return deck


def _theme(deck: Deck) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for latin in theme.iter(qn("a:latin")):
        latin.set("typeface", FONT)
    for name, color in (("dk1", INK), ("dk2", QUIET), ("lt2", "F3F2F1"), ("accent1", ACT), ("hlink", "1D70B8")):
        place_of = theme.find(f".//{qn(f'a:{name}')}")
        place_of.clear()
        place_of.append(parse_xml(f'<a:srgbClr xmlns:a="{A}" val="{color}"/>'))
    part._blob = serialize_part_xml(theme)


def _letters(deck: Deck) -> None:
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    for level in styles.find(qn("p:bodyStyle")):
        level.set("marL", "0")
        level.set("indent", "0")
        for mark in level.findall(qn("a:buChar")):
            level.replace(mark, parse_xml(f'<a:buNone xmlns:a="{A}"/>'))
        for font in level.findall(qn("a:buFont")):
            level.remove(font)
        level.find(qn("a:defRPr")).set("sz", "2000")


def _master(deck: Deck) -> None:
    master = deck.slide_master
    boxes = {"TITLE": TITLE, "BODY": BODY, "FOOTER": FOOT, "SLIDE_NUMBER": NUMBER}
    for holder, name in _placeholders(master.placeholders):
        if name in boxes:
            place(holder, boxes[name])
    for slides in (master, *deck.slide_layouts):
        for holder, name in _placeholders(slides.placeholders):
            if name == "DATE":
                holder._element.getparent().remove(holder._element)
            elif name in ("FOOTER", "SLIDE_NUMBER"):
                _foot(holder, "l" if name == "FOOTER" else "r")
            elif name == "TITLE":
                holder._element.txBody.bodyPr.set("anchor", "b")
            if name in ("TITLE", "BODY", "CENTER_TITLE", "SUBTITLE"):
                _to_the_edge(holder)
    _rule(deck)


def _placeholders(holders: Any) -> Iterator[tuple[Any, str]]:
    for holder in list(holders):
        yield holder, holder.placeholder_format.type.name


def place(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(int(Inches(side))) for side in box)


def rgb(color: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(color))  # type: ignore[no-untyped-call]


def _foot(holder: Any, side: str) -> None:
    """Its letters are as large as any others here."""
    body = holder._element.txBody
    for level in body.iter(qn("a:lvl1pPr")):
        level.set("algn", side)
        for letters in level.iter(qn("a:defRPr")):
            letters.set("sz", "1800")
            for fill in letters.findall(qn("a:solidFill")):
                letters.remove(fill)
    _to_the_edge(holder)


def _to_the_edge(holder: Any) -> None:
    """Words begin where the rule does."""
    for side in ("lIns", "rIns"):
        holder._element.txBody.bodyPr.set(side, "0")


def _rule(deck: Deck) -> None:
    """On the master, where nobody has to be told what it shows."""
    master = deck.slide_master
    rule = parse_xml(
        f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="90" name="Rule"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{Inches(EDGE)}" '
        f'y="{Inches(1.46)}"/><a:ext cx="{Inches(WIDE - 2 * EDGE)}" cy="{Pt(3)}"/></a:xfrm><a:prstGeom prst="rect">'
        f'<a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill></p:spPr></p:sp>'
    )
    master.shapes._spTree.append(rule)


def _first(deck: Deck) -> None:
    """White on ink, without the rule."""
    layout = deck.slide_layouts[0]
    layout._element.set("showMasterSp", "0")
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.rgb = rgb(INK)
    for holder, name in _placeholders(layout.placeholders):
        if name == "CENTER_TITLE":
            place(holder, FIRST_TITLE)
            _styled(holder, FIRST_SIZE, ON_INK, "b")
        elif name == "SUBTITLE":
            place(holder, FIRST_WORDS)
            _styled(holder, 22, ON_INK_QUIET, "t")


def _styled(holder: Any, size: int, color: str, anchor: str) -> None:
    body = holder._element.txBody
    body.bodyPr.set("anchor", anchor)
    a = f'xmlns:a="{A}"'
    style = parse_xml(
        f'<a:lstStyle {a}><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{size * 100}" '
        f'lang="{LANGUAGE}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    body.replace(body.find(qn("a:lstStyle")), style)
