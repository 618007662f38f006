"""A finding beside its picture: nothing that the picture says already, and nothing changed in what is left."""

import pytest

from app.divergence.rounds import SENTENCES
from app.revealed.brief import MOVED, beside_picture, brief, leads, moved

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


def test_each_sentence_begins_with_what_is_bold_up_to_its_last_colon() -> None:
    text = beside_picture(
        "Council (7 people): middle 8 (Green); Providers (5 people): middle 3 (Red/amber): 5 points apart. Two sides: "
        "Council at 8; Providers at 3. Nobody else rated.",
        BANDS,
    )
    assert leads(text) == (
        ("Council 8; Providers 3:", "5 points apart."),
        ("Two sides:", "Council at 8; Providers at 3."),
        ("", "Nobody else rated."),
    )


def test_a_comparison_of_two_rounds_begins_with_its_name_whichever_it_is() -> None:
    assert set(MOVED) == set(SENTENCES) - {"not_comparable"}
    for label, sentence in SENTENCES.items():
        ((lead, rest),) = leads(moved(label, sentence))
        assert lead == f"{MOVED.get(label, 'The two rounds cannot be compared')}:" and rest
    assert moved("narrowed", SENTENCES["narrowed"]) == (
        "Narrowed: the difference is still there, and is smaller than in the first round."
    )
    assert moved(None, "Nobody rated again.") == "Nobody rated again."
