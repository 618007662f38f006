"""Our own line drawings: one file by each name, in one hand, without a word or a colour of their own."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import app
from app.frameworks.pictures import PICTURES

FILES = Path(app.__file__).parent / "static" / "pictures"
SHAPES = {"svg", "g", "path", "circle", "ellipse"}


def test_every_name_has_a_file_and_says_what_it_shows() -> None:
    assert {file.stem for file in FILES.iterdir()} == set(PICTURES)
    assert all(re.fullmatch(r"[A-Z].{10,70}\.", shows) for shows in PICTURES.values())


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_drawn_with_two_strokes_of_the_words_own_colour(name: str) -> None:
    drawn = ElementTree.parse(FILES / f"{name}.svg").getroot()
    assert {part.tag.partition("}")[2] for part in drawn.iter()} <= SHAPES
    assert (drawn.get("viewBox"), drawn.get("fill"), drawn.get("stroke")) == ("0 0 96 96", "none", "currentColor")
    assert [part.get("stroke-width") for part in drawn.iter() if part.get("stroke-width")] in (["5", "3"], ["5"])
    assert not any({"style", "fill", "stroke", "id"} & set(part.keys()) for part in list(drawn.iter())[1:])
