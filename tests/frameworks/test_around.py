"""What stands round the standards: terms that lead on, corrections with their places, forms that name a standard."""

from app.frameworks import DEFAULT, Correction, Term, framework
from tests.frameworks import good_neighbours


def test_the_box_for_actions_names_its_standard_and_is_empty_where_there_is_none() -> None:
    assert framework(DEFAULT).forms.needed_for("4") == "What actions do we need to take to meet Standard 4?"
    assert good_neighbours().forms.needed_for("4") == ""


def test_a_term_leads_to_another_term_or_to_an_address() -> None:
    leads = [Term(term="Step-free", text="No stairs", see=see).is_address for see in ("Level", "https://a.example", "")]
    assert leads == [False, True, False]


def test_a_correction_names_all_its_places() -> None:
    slip = Correction(number=1, where="standard 3", printed="save", corrected="safe", reason="A slip", also=("scale",))
    assert slip.places == ("standard 3", "scale")
