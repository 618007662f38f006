"""The arrow of the overall position: bands in words, for people's own mark."""

from sqlmodel import Session

from tests.exports.conftest import Northvale
from tests.exports.test_as_word import form, opened, rows


def test_the_arrow_has_its_bands_in_words_and_nothing_marked(session: Session, northvale: Northvale) -> None:
    points, names, marks = rows(form(opened(session, northvale), "arrow"))
    assert points == ["1 to 2", "3 to 4", "5 to 6", "7 to 8", "9 to 10"]
    assert names[4] == "Green +\nFully meet all standards and planning to go further"
    assert marks == [""] * 5
