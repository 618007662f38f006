"""What opens something: it cannot be guessed, and what is read out can be typed."""

from app.tokens import CODE_LETTERS, new_token, random_code


def test_tokens_do_not_repeat() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000


def test_a_join_code_is_six_of_the_31_letters_that_do_not_look_alike() -> None:
    assert len(CODE_LETTERS) == len(set(CODE_LETTERS)) == 31
    assert not set(CODE_LETTERS) & set("ILO01")
    drawn = [random_code(6) for _ in range(500)]
    assert {len(code) for code in drawn} == {6}
    assert set("".join(drawn)) == set(CODE_LETTERS)
