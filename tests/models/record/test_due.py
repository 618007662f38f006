"""By when: a day in the forms that people write, or words; what looks like a date and is none is refused in words."""

from datetime import date

import pytest

from app.errors import Incomplete
from app.models.record.due import read_due


@pytest.mark.parametrize(
    "typed",
    [
        "31 Jan 2027", "31 January 2027", "31 jan 2027", "31st Jan 2027", "31st January, 2027", "31 Jan. 2027",
        "31.1.2027", "31/01/2027", "31-1-2027", "31 / 1 / 2027", "2027-01-31", "31.1.27", "31/01/27", "31 Jan 27",
        "  31  Jan\n2027 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_forms_that_people_write_it_in(typed: str) -> None:
    assert read_due(typed) == (date(2027, 1, 31), "")


def test_september_has_four_letters_here() -> None:
    assert read_due("1st Sept. 2027") == (date(2027, 9, 1), "")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "before the spring forum",
        "May 2027",
        "2027",
        "30/2",
        "in 6 weeks",
        "12 May",
        "Monday 3 May 2027",
        "April–June",
    ],
)
def test_words_stay_words(typed: str) -> None:
    assert read_due(typed) == (None, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "31 Feb 2027", "30.2.2027", "31/13/2027", "2027-02-30", "32 Jan 2027", "29 Feb 2027", "31 Febuary 2027",
        "1/1/207", "0/1/2027", "1.1.0027", "1.1.9999", "31st Feb, 2027", "31 / 2 / 2027",
    ],
)  # fmt: skip
def test_what_looks_like_a_date_must_be_one(typed: str) -> None:
    with pytest.raises(Incomplete) as refused:
        read_due(typed)
    assert refused.value.problems == {
        "due": f"There is no day “{typed}”. Write one such as 31 Jan 2027, or say it in words."
    }


def test_a_long_line_of_figures_is_looked_at_in_no_time() -> None:
    """No form of a date is looked for in a way that grows with the square of what was typed."""
    assert read_due("1 " * 30_000)[0] is None
    assert read_due("1." * 30_000)[0] is None
