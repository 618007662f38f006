"""What opens something: it cannot be guessed, and what is read out can be typed."""

from app.tokens import CODE_LETTERS, code_from, derived_token, new_token, random_code, typed_code


def test_tokens_do_not_repeat() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000


def test_a_join_code_is_six_of_the_31_letters_that_do_not_look_alike() -> None:
    assert len(CODE_LETTERS) == len(set(CODE_LETTERS)) == 31
    assert not set(CODE_LETTERS) & set("ILO01")
    drawn = [random_code(6) for _ in range(500)]
    assert {len(code) for code in drawn} == {6}
    assert set("".join(drawn)) == set(CODE_LETTERS)


def test_a_code_is_read_however_somebody_types_it() -> None:
    assert {typed_code(text) for text in ("abc234", "ABC 234", " ab-c2 34.", "A B C 2 3 4")} == {"ABC234"}
    assert typed_code("\u202eabc\x00") == "ABC"


def test_a_token_that_is_made_of_parts_is_as_another_and_a_part_more_makes_another() -> None:
    token = derived_token("a secret", "a form’s key")
    assert token == derived_token("a secret", "a form’s key") and len(token) == len(new_token())
    others = {
        derived_token("a secret"),
        derived_token("another", "a form’s key"),
        derived_token("a form’s key", "a secret"),
    }
    assert token not in others and len(others) == 3


def test_a_code_from_a_token_can_be_read_out_and_uses_every_letter() -> None:
    codes = [code_from(str(number)) for number in range(500)]
    assert {len(code) for code in codes} == {8} and len(set(codes)) == 500
    assert set("".join(codes)) == set(CODE_LETTERS)
