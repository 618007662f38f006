"""How an OpenDocument spreadsheet of ours looks and opens: its pages, its cells, what stays in sight."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"), ("style", "style"), ("table", "table"), ("text", "text"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"), ("config", "config"),
    )
)  # fmt: skip
ROOM_ON_A4 = 200  # letters side by side; beyond that they would be printed too small to read
LETTER = 0.21  # cm
INK, QUIET, STOP, FAINT, LINK = "#0b0c0c", "#505a5f", "#942514", "#dcdee0", "#1d70b8"
FONT = (
    'style:font-name="Arial" style:font-name-asian="Arial" style:font-name-complex="Arial" fo:font-size="11pt" '
    'fo:language="en" fo:country="GB"'
)
DATA = """
<number:text-style style:name="as-text"><number:text-content/></number:text-style>
<number:number-style style:name="whole"><number:number number:decimal-places="0" number:min-integer-digits="1"/>
</number:number-style>
<number:date-style style:name="in-words" number:language="en" number:country="GB"><number:day/>
<number:text> </number:text><number:month number:textual="true"/><number:text> </number:text>
<number:year number:style="long"/></number:date-style>
"""
CELLS = (  # name, what it holds, cell, letters
    ("Text", "as-text", f'fo:wrap-option="wrap" fo:border-bottom="0.5pt solid {FAINT}"', ""),
    ("Number", "whole", f'fo:border-bottom="0.5pt solid {FAINT}"', ""),
    ("Day", "in-words", f'fo:wrap-option="wrap" fo:border-bottom="0.5pt solid {FAINT}"', ""),
    ("Name", "as-text", 'fo:wrap-option="wrap"', 'fo:font-weight="bold"'),
    ("Name_20_of_20_sheet", "as-text", "", 'fo:font-weight="bold" fo:font-size="18pt"'),
    ("Quiet", "as-text", "", f'fo:color="{QUIET}"'),
    ("Link", "as-text", "", f'fo:color="{LINK}"'),
    ("Header", "as-text", f'fo:wrap-option="wrap" fo:background-color="{INK}"',
     'fo:font-weight="bold" fo:color="#ffffff"'),
)  # fmt: skip
MARK = (
    '<style:style style:name="Mark" style:family="text"><style:text-properties fo:font-weight="bold" '
    f'fo:color="{STOP}"/></style:style>'
)
PAPERS = (("A4", "29.7cm", "21cm"), ("A3", "42cm", "29.7cm"))


def styles(title: str, marks: str) -> bytes:
    cells = "".join(_cell_style(*cell) for cell in CELLS)
    layouts = "".join(_layout(*paper) for paper in PAPERS)
    pages = "".join(_page(name, title, marks) for name, *_ in PAPERS)
    whole = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {NAMES} office:version="1.3">'
        '<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"/></office:font-face-decls>'
        f'<office:styles>{DATA}<style:default-style style:family="table-cell"><style:text-properties {FONT} '
        f'fo:color="{INK}"/></style:default-style>{cells}</office:styles>'
        f"<office:automatic-styles>{layouts}</office:automatic-styles>"
        f"<office:master-styles>{pages}</office:master-styles></office:document-styles>"
    )
    return whole.encode()


def _cell_style(name: str, data: str, cell: str, letters: str) -> str:
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="table-cell" '
        f'style:data-style-name="{data}"><style:table-cell-properties style:vertical-align="top" fo:padding="0.06cm" '
        f'{cell}/><style:paragraph-properties fo:text-align="start"/><style:text-properties {letters}/></style:style>'
    )


def _layout(name: str, width: str, height: str) -> str:
    """As wide as the paper, and as many pages as it takes."""
    ends = "".join(
        f'<style:{end}-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-left="0cm" '
        f'fo:margin-right="0cm" fo:margin-{inside}="0.3cm"/></style:{end}-style>'
        for end, inside in (("header", "bottom"), ("footer", "top"))
    )
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{width}" '
        f'fo:page-height="{height}" style:print-orientation="landscape" fo:margin="1.2cm" style:scale-to-X="1" '
        f'style:scale-to-Y="0"/>{ends}</style:page-layout>'
    )


def _page(name: str, title: str, marks: str) -> str:
    page = "<text:page-number>1</text:page-number> of <text:page-count>1</text:page-count>"
    sheet = "<text:p><text:sheet-name>Sheet</text:sheet-name></text:p>"
    return (
        f'<style:master-page style:name="{name}" style:page-layout-name="{name}"><style:header>'
        f"{_region('left', _paragraph(title))}{_region('right', _paragraph(marks))}</style:header><style:footer>"
        f"{_region('left', sheet)}{_region('right', f'<text:p>Page {page}</text:p>')}</style:footer>"
        "</style:master-page>"
    )


def _region(side: str, inside: str) -> str:
    return f"<style:region-{side}>{inside}</style:region-{side}>"


def _paragraph(text: str) -> str:
    return f"<text:p>{escape(' '.join(text.split()))}</text:p>"


def automatic_styles(widths: Iterable[int]) -> Iterator[str]:
    for name, *_ in PAPERS:
        yield (
            f'<style:style style:name="on-{name}" style:family="table" style:master-page-name="{name}">'
            '<style:table-properties table:display="true" style:writing-mode="lr-tb"/></style:style>'
        )
    yield (
        '<style:style style:name="as-high-as-its-text" style:family="table-row"><style:table-row-properties '
        'style:use-optimal-row-height="true" fo:break-before="auto"/></style:style>'
    )
    yield MARK
    for width in widths:
        yield (
            f'<style:style style:name="wide-{width}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{width * LETTER:.2f}cm" fo:break-before="auto"/></style:style>'
        )


def settings(names: Sequence[str], *, frozen: Sequence[str], rows: int) -> bytes:
    """The heads of tables stay in sight, with their first column. A program that knows nothing of this leaves it."""
    split = (
        ("HorizontalSplitMode", "short", 2), ("VerticalSplitMode", "short", 2), ("HorizontalSplitPosition", "int", 1),
        ("VerticalSplitPosition", "int", rows), ("ActiveSplitRange", "short", 3), ("PositionRight", "int", 1),
        ("PositionBottom", "int", rows), ("ShowGrid", "boolean", "false"),
    )  # fmt: skip
    views = "".join(_view(name, split if name in frozen else split[-1:]) for name in names)
    whole = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-settings {NAMES} office:version="1.3">'
        '<office:settings><config:config-item-set config:name="ooo:view-settings" '
        'xmlns:ooo="http://openoffice.org/2004/office"><config:config-item-map-indexed config:name="Views">'
        f'<config:config-item-map-entry>{_item("ViewId", "string", "view1")}<config:config-item-map-named '
        f'config:name="Tables">{views}</config:config-item-map-named>{_item("ActiveTable", "string", names[0])}'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )  # fmt: skip
    return whole.encode()


def _view(name: str, items: Iterable[tuple[str, str, int | str]]) -> str:
    inside = "".join(_item(*item) for item in items)
    return f"<config:config-item-map-entry config:name={quoteattr(name)}>{inside}</config:config-item-map-entry>"


def _item(name: str, kind: str, value: int | str) -> str:
    return f'<config:config-item config:name="{name}" config:type="{kind}">{escape(str(value))}</config:config-item>'
