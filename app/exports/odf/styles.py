"""The styles of an OpenDocument text: the page, A4 on its side with its head and foot, and how paragraphs look."""

from xml.sax.saxutils import escape

from app.exports.forms.look import COUNTRY, FONT, LANGUAGE, LINE_HEIGHT, LINK, LOOKS, Look
from app.exports.plain import plain

SPACES = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {"office": "office", "style": "style", "text": "text", "fo": "xsl-fo-compatible", "svg": "svg-compatible"}
NAMESPACES = " ".join(f'xmlns:{prefix}="{SPACES}:{name}:1.0"' for prefix, name in PREFIXES.items())
OUTLINE = {"Heading 1": 1, "Heading 2": 2}
STANDARD = {"Normal": "Standard"}  # what OpenDocument calls it


def styles(header: str, footer: str) -> str:
    """The whole part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {NAMESPACES} office:version="1.3">'
        f"{fonts()}<office:styles>{_defaults()}{''.join(map(_style, LOOKS))}{OTHERS}</office:styles>"
        f"<office:automatic-styles>{PAGE}</office:automatic-styles>"
        f"<office:master-styles>{_page(header, footer)}</office:master-styles></office:document-styles>"
    )


def named(style: str) -> str:
    """A style's name as OpenDocument writes it."""
    return STANDARD.get(style, style).replace(" ", "_20_")


def fonts() -> str:
    face = f'<style:font-face style:name="{FONT}" svg:font-family="{FONT}" style:font-family-generic="swiss"/>'
    return f"<office:font-face-decls>{face}</office:font-face-decls>"


def _defaults() -> str:
    """The same font for letters that run from the right, and for those of East Asia."""
    names = f'style:font-name="{FONT}" style:font-name-asian="{FONT}" style:font-name-complex="{FONT}"'
    language = f'fo:language="{LANGUAGE}" fo:country="{COUNTRY}"'
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        'style:tab-stop-distance="1.25cm" style:writing-mode="page"/>'
        f"<style:text-properties {names} {language}/></style:default-style>"
    )


def _style(look: Look) -> str:
    level = f' style:default-outline-level="{OUTLINE[look.name]}"' if look.name in OUTLINE else ""
    keep = ' fo:keep-with-next="always"' if look.name in OUTLINE else ""
    parent = "" if look.name == "Normal" else ' style:parent-style-name="Standard"'
    return (
        f'<style:style style:name="{named(look.name)}" style:display-name="{STANDARD.get(look.name, look.name)}" '
        f'style:family="paragraph"{parent}{level}>'
        f'<style:paragraph-properties fo:margin-top="{look.before}pt" fo:margin-bottom="{look.after}pt" '
        f'fo:line-height="{LINE_HEIGHT:.0%}"{keep}/>'
        f'<style:text-properties fo:color="#{look.color.lower()}" {_letters(look)}/></style:style>'
    )


def _letters(look: Look) -> str:
    size, weight = f"{look.size}pt", "bold" if look.is_bold else "normal"
    ways = (("fo", ""), ("style", "-asian"), ("style", "-complex"))
    return " ".join(f'{space}:font-size{way}="{size}" {space}:font-weight{way}="{weight}"' for space, way in ways)


OTHERS = (
    '<style:style style:name="Fact" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:margin-left="5cm" fo:margin-right="0cm" fo:text-indent="-5cm" '
    'fo:margin-bottom="4pt"><style:tab-stops><style:tab-stop style:position="0cm"/></style:tab-stops>'
    "</style:paragraph-properties></style:style>"
    '<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Form_20_note">'
    '<style:paragraph-properties><style:tab-stops><style:tab-stop style:position="25.7cm" style:type="right"/>'
    "</style:tab-stops></style:paragraph-properties></style:style>"
    '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold" '
    'style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style>'
    '<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text">'
    f'<style:text-properties fo:color="#{LINK.lower()}" style:text-underline-style="solid" '
    'style:text-underline-width="auto" style:text-underline-color="font-color"/></style:style>'
    '<style:style style:name="Graphics" style:family="graphic"><style:graphic-properties '
    'style:vertical-pos="top" style:vertical-rel="baseline" fo:margin="0cm"/></style:style>'
)
PAGE = (
    '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="29.7cm" '
    'fo:page-height="21cm" style:print-orientation="landscape" fo:margin-top="0.9cm" fo:margin-bottom="0.9cm" '
    'fo:margin-left="2cm" fo:margin-right="2cm" style:writing-mode="lr-tb"/>'
    '<style:header-style><style:header-footer-properties fo:min-height="1.1cm" fo:margin-bottom="0.4cm"/>'
    '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1.1cm" '
    'fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>'
)


def _page(header: str, footer: str) -> str:
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="Page">'
        f'<style:header><text:p text:style-name="Header">{escape(plain(header))}</text:p></style:header>'
        f'<style:footer><text:p text:style-name="Footer">{escape(plain(footer))}<text:tab/>Page '
        '<text:page-number text:select-page="current">1</text:page-number> of '
        "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>"
    )
