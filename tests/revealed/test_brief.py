"""A finding in one line: nothing that the picture beside it does not say, and nothing changed in what is left."""

import pytest

from app.revealed.brief import brief

BANDS = ("Red", "Red/amber", "Amber/green", "Green", "Green +")


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (
            "Council (7 people): middle 8 (Green); Providers (5 people): middle 3 (Red/amber): 5 points apart, the "
            "widest gap. Two sides: CCG (now ICB) and Council at 7 to 8; Providers at 3.",
            "Council 8; Providers 3: 5 points apart, the widest gap.",
        ),
        ("CCG (now ICB) (3 people): middle 4 to 5 (Red/amber to Amber/green).", "CCG (now ICB) 4 to 5."),
        ("No answer from Carers and St. helens.", "No answer from Carers and St. helens."),
        ("1 of 4 answers were “can’t tell”.", "1 of 4 answers were “can’t tell”."),
    ],
)
def test_counts_of_people_and_names_of_bands_are_left_to_the_picture(sentence: str, line: str) -> None:
    assert brief(sentence, BANDS) == line
