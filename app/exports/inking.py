"""Drawings made into pictures for files: PNG, and SVG whose letters are outlines.

What draws an SVG for a document sets many scripts wrongly, so its texts are taken out and set by typst as it sets a
page: every script in its own font, from its own side.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import typst

from app.bidi import reads_from_the_right
from app.errors import CannotStart

FONTS = Path(__file__).parents[1] / "static" / "vendor" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
SCRIPTS = ("Arabic", "Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Hebrew")
FAMILIES = ("Source Sans 3", *(f"Noto Sans {script}" for script in SCRIPTS), "Noto Emoji")
PAGE = """
#let drawing = json(bytes(sys.inputs.drawing))
#set page(width: drawing.width * 1pt, height: drawing.height * 1pt, margin: 0pt, fill: white)
#set text(font: drawing.families, lang: "en", top-edge: "baseline", bottom-edge: "baseline")
#place(image(bytes(drawing.shapes), format: "svg", width: 100%))
#for line in drawing.texts {
  let direction = if line.from_the_right { rtl } else { ltr }
  let letters = text(size: line.size * 1pt, weight: line.weight, fill: rgb(line.fill), dir: direction, line.text)
  context place(dx: line.x * 1pt - measure(letters).width * line.anchor, dy: line.y * 1pt, box(letters))
}
"""


@lru_cache(maxsize=64)  # a pack holds each of them in several files
def png(svg: str, pixels_wide: int) -> bytes:
    """The same bytes for the same drawing, on white."""
    return _made(svg, "png", ppi=72 * pixels_wide / size(svg)[0])


def outlined(svg: str) -> str:
    """The same drawing without fonts, for what sets none or the wrong ones."""
    return _made(svg, "svg").decode()


def size(svg: str) -> tuple[float, float]:
    """Width and height."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box, "a drawing of ours says how large it is"
    return float(box[1]), float(box[2])


def _made(svg: str, form: Literal["png", "svg"], ppi: float | None = None) -> bytes:
    made = typst.compile(
        PAGE.encode(),
        format=form,
        ppi=ppi,
        sys_inputs={"drawing": json.dumps(_drawing(svg))},
        font_paths=fonts(),
        ignore_system_fonts=True,
    )
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> typst.Fonts:
    if not any(FONTS.glob("*.ttf")):
        raise CannotStart("The fonts of pictures are not built. Run `python dev.py setup`.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _drawing(svg: str) -> dict[str, object]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    texts = root.findall(f"{SVG}text")
    for text in texts:
        root.remove(text)
    wide, high = size(svg)
    shapes = ElementTree.tostring(root, encoding="unicode")
    return {"width": wide, "height": high, "shapes": shapes, "texts": [*map(_text, texts)], "families": FAMILIES}


def _text(element: ElementTree.Element) -> dict[str, object]:
    text = element.text or ""
    return {
        "x": float(element.attrib["x"]),
        "y": float(element.attrib["y"]),
        "size": float(element.attrib["font-size"]),
        "weight": int(element.get("font-weight", 400)),
        "fill": element.attrib["fill"],
        "anchor": ANCHORS[element.attrib["text-anchor"]],
        "from_the_right": reads_from_the_right(text),
        "text": text,
    }
