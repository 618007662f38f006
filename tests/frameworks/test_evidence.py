"""Evidence is named, and stands under its column's heading."""

from app.frameworks import DEFAULT, framework
from app.frameworks.evidence import Evidence, Minimum, Potential
from tests.frameworks import good_neighbours


def test_evidence_is_named_whether_it_is_always_asked_for_or_may_be_offered() -> None:
    evidence = Evidence(
        minimum=(
            Minimum(number="M2.1", column=2, title="A plan"),
            Minimum(number="M1.1", column=1, title="The guest book"),
        ),
        potential=(Potential(number="P1.1", domain="1", text="Letters", official="Letters from guests"),),
    )
    assert [evidence.name_of(it) for it in ("M1.1", "P1.1", "M9")] == ["The guest book", "Letters from guests", None]
    assert [[it.number for it in column] for column in evidence.columns] == [["M1.1"], ["M2.1"]]
    assert evidence.of_domain("2") == ()


def test_a_heading_is_that_of_the_column_and_says_where_it_is_inferred() -> None:
    evidence = framework(DEFAULT).evidence
    assert evidence.heading_over("M3.12") == "Regulation, monitoring and outcomes data"
    assert evidence.heading_over("M4.1") == f"{evidence.heading_of(4)} (that it stands here is inferred)"
    assert evidence.heading_over("P3.12") == "" and good_neighbours().evidence.heading_of(1) == ""
