"""What cannot be read is refused with its size as people say it, or with the address that it should have gone to."""

import pytest

from app.errors.requests import TooLarge, WrongAddress


@pytest.mark.parametrize(("most", "said"), [(64 * 1024, "64 kB"), (2 * 1024**2, "2 MB")])
def test_a_size_is_told_as_people_say_it(most: int, said: str) -> None:
    assert f"At most {said} can be taken here." in str(TooLarge(most))


def test_another_address_leads_to_the_one_that_is_meant() -> None:
    refusal = WrongAddress("https://cf.example")
    assert refusal.leads_to == "https://cf.example" and refusal.leads_to in str(refusal)
