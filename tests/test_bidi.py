"""Which way a text runs, whole and part by part."""

import pytest

from app.bidi import FSI, PDI, isolated, kept_apart, reads_from_the_right, runs

REASON = "نحن لا نعرف من نسأل (خاصة في المساء)! هل هذا 24/7؟"

COUNCIL = "מועצת הצפון"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("No answer from Carers.", [("No answer from Carers.", False)]),
        (REASON, [(REASON, True)]),
        ("From מועצה (א) and us.", [("From ", False), ("מועצה (א)", True), (" and us.", False)]),
        ("مجلس NHS (الشمال)", [("مجلس ", True), ("NHS", False), (" (الشمال)", True)]),
    ],
)
def test_a_text_falls_into_parts_that_run_one_way(text: str, parts: list[tuple[str, bool]]) -> None:
    assert runs(text) == parts
    assert "".join(part for part, _ in runs(text)) == text


def test_the_first_strong_letter_decides_and_figures_do_not() -> None:
    assert reads_from_the_right("24/7 (שלום) yes") and not reads_from_the_right("7 yes שלום")
    assert not reads_from_the_right("24/7 ❤️") and not reads_from_the_right("")
    assert isolated("Council") == "Council" and isolated(COUNCIL) == f"{FSI}{COUNCIL}{PDI}"


def test_in_a_plain_text_each_part_from_the_right_keeps_to_itself_and_nothing_else_changes() -> None:
    sentence = "المجلس (الشمال) 8; Providers 3"
    apart = kept_apart(sentence)
    assert apart.startswith(FSI) and apart.replace(FSI, "").replace(PDI, "") == sentence
    assert apart.endswith("; Providers 3") or apart.endswith("Providers 3")
    assert kept_apart("Providers 3") == "Providers 3"
