"""The parts an OpenDocument text of ours is made of, and the styles that single parts of it need."""

from collections.abc import Iterator, Sequence

from odfdo import Document, Element, Paragraph

from app.bidi import reads_from_the_right
from app.exports.forms.blocks import WIDTH, Box, Line, Picture, Row, Table, pixels, size_of
from app.exports.forms.look import CELL, PANEL, RULE
from app.exports.inking import png
from app.exports.odf.styles import named
from app.exports.plain import plain


class Text:
    """A document that is being written. A style that a part needs is made once and then used again."""

    def __init__(self, document: Document) -> None:
        self.document, self.body = document, document.body
        self._styles: dict[tuple[str, str], str] = {}
        automatic = document.content.get_element("//office:automatic-styles")
        assert automatic, "every content of the library's has a place for them"
        self._automatic = automatic
        self._names: set[str] = set()
        self._pictures: dict[bytes, str] = {}

    def style(self, family: str, properties: str, attributes: str = "") -> str:
        """The name of an automatic style; `properties` is the XML inside of it."""
        key = family, attributes + properties
        if key not in self._styles:
            self._styles[key] = f"{family[0].upper()}{len(self._styles) + 1}"
            made = f'<style:style style:name="{self._styles[key]}" style:family="{family}"{attributes}>{properties}'
            self._automatic.append(Element.from_tag(f"{made}</style:style>"))
        return self._styles[key]

    def keep(self, png: bytes) -> str:
        """The name under which the picture stands in the file."""
        name = f"Pictures/{len(self._pictures) + 1}.png"
        if png not in self._pictures:
            self._pictures[png] = name
            self.document.set_part(name, png)
            self.document.manifest.add_full_path(name, "image/png")
        return self._pictures[png]

    def unique(self, name: str) -> str:
        """For a table or a frame: two with one name would be one to a screen reader's list of them."""
        number = 1
        while (made := name if number == 1 else f"{name} ({number})") in self._names:
            number += 1
        self._names.add(made)
        return made


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """`style_name` of a `table:` tag becomes `table:style-name`."""
    made = Element.from_tag(tag)
    prefix = tag.split(":", maxsplit=1)[0]
    for name, value in attributes.items():
        made.set_attribute(f"{prefix}:{name.replace('_', '-')}", value)
    for child in children:
        made.append(child)
    return made


def said(tag: str, words: str) -> Element:
    made = Element.from_tag(tag)
    made.text = plain(words)
    return made


def paragraph(text: Text, words: str, style: str, more: str = "") -> Paragraph:
    """It runs as its first letter does. `more` are properties of this paragraph alone."""
    words = plain(words)
    if reads_from_the_right(words):
        aligned = "" if "fo:text-align" in more else ' fo:text-align="start"'
        more += f' style:writing-mode="rl-tb"{aligned}'
    return Paragraph(words, style=paragraph_style(text, style, more))


def paragraph_style(text: Text, style: str, more: str = "") -> str:
    if not more:
        return named(style)
    return text.style("paragraph", f"<style:paragraph-properties{more}/>", f' style:parent-style-name="{named(style)}"')


def table(text: Text, block: Table) -> Element:
    made = _table(text, block.name, block.about, block.widths)
    more = ' fo:text-align="center"' if block.colors else ""
    heads = [
        _cell(text, [(words, "Form point" if block.colors else "Form heading")], _edge(color) + _panel(), more)
        for words, color in zip(block.header, block.colors or [""] * len(block.header), strict=True)
    ]
    top = element("table:table-row", *heads, style_name=_row_style(text, 0, stays_together=True))
    made.append(element("table:table-header-rows", top))
    for row in block.rows:
        made.append(_row(text, row, len(block.widths), more))
    return made


def box(text: Text, block: Box) -> Element:
    made = _table(text, block.name, block.about, (WIDTH,))
    made.append(_row(text, Row((block.inside,), block.height), 1, ""))
    return made


def _table(text: Text, name: str, about: str, widths: Sequence[float]) -> Element:
    look = f'<style:table-properties style:width="{WIDTH}cm" table:align="left" table:border-model="collapsing"/>'
    made = element("table:table", name=text.unique(plain(name)), style_name=text.style("table", look))
    for width in widths:
        column = f'<style:table-column-properties style:column-width="{width:.3f}cm"/>'
        made.append(element("table:table-column", style_name=text.style("table-column", column)))
    for tag, words in (("table:desc", about), ("table:title", name)):
        made.insert(said(tag, words), position=0)  # appended, they would stand behind the columns
    return made


def _row(text: Text, row: Row, columns: int, more: str) -> Element:
    name = _row_style(text, row.height, stays_together=row.stays_together)
    if len(row.cells) == columns:
        return element("table:table-row", *[_cell(text, cell, "", more) for cell in row.cells], style_name=name)
    across = _cell(text, row.cells[0], _panel(), ' fo:keep-with-next="always"')
    across.set_attribute("table:number-columns-spanned", str(columns))
    covered = [Element.from_tag("table:covered-table-cell") for _ in range(columns - 1)]
    return element("table:table-row", across, *covered, style_name=name)


def _row_style(text: Text, height: float, *, stays_together: bool) -> str:
    least = f' style:min-row-height="{height}cm"' if height else ""
    keep = "always" if stays_together else "auto"
    return text.style("table-row", f'<style:table-row-properties{least} fo:keep-together="{keep}"/>')


def _cell(text: Text, inside: Sequence[Line], look: str, more: str) -> Element:
    """An empty cell keeps one paragraph, in the style that somebody would write in."""
    lines = inside or [("", "Form text")]
    border = f'fo:border="0.5pt solid #{RULE.lower()}" fo:padding="{CELL}cm"'
    style = text.style("table-cell", f"<style:table-cell-properties {border}{look}/>")
    paragraphs = [paragraph(text, words, name, more) for words, name in lines]
    return element("table:table-cell", *paragraphs, style_name=style)


def _panel() -> str:
    return f' fo:background-color="#{PANEL.lower()}"'


def _edge(color: str) -> str:
    """Colour beside the words, never instead of them."""
    return f' fo:border-top="6pt solid #{color.lower()}"' if color else ""


def picture(text: Text, drawn: Picture) -> Iterator[Element]:
    size = size_of(drawn)
    file = text.keep(png(drawn.svg, pixels(size)))
    image = Element.from_tag("draw:image")
    for name, value in (("href", file), ("type", "simple"), ("show", "embed"), ("actuate", "onLoad")):
        image.set_attribute(f"xlink:{name}", value)
    frame = element("draw:frame", image, name=text.unique(plain(drawn.caption)), style_name="Graphics")
    frame.set_attribute("text:anchor-type", "as-char")
    frame.set_attribute("svg:width", f"{size.wide}cm")
    frame.set_attribute("svg:height", f"{size.high}cm")
    for tag, words in (("svg:title", drawn.caption), ("svg:desc", drawn.alt)):
        frame.append(said(tag, words))
    holder = Paragraph("", style=paragraph_style(text, "Form text", ' fo:keep-with-next="always"'))
    holder.append(frame)
    yield holder
    yield paragraph(text, drawn.caption, "Caption")
