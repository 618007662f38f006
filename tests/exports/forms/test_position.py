"""The lines of one position: its words, how it ended, and beside it who does not agree."""

import pytest

from app.exports import without_numbers
from app.exports.contents.recorded import Dissent
from app.exports.contents.subjects import Standard
from app.exports.forms.position import action_lines, finished_later, to_do, whole
from tests.exports.day import Day


@pytest.fixture
def six(day: Day) -> Standard:
    return next(
        each for domain in without_numbers(day.report()).domains for each in domain.standards if each.number == "6"
    )


def texts(lines: list[tuple[str, str]]) -> list[str]:
    return [text for text, _ in lines]


def test_dissent_stands_beside_the_words_it_is_about_as_its_writer_wrote_it(six: Standard) -> None:
    assert texts(whole(six)) == [
        "Choice is thin outside the towns.",
        "Agreed with reservations",
        "Dissent, Council:",
        "“Fees did rise.”",
        "2 of 5 stand behind these words.",
        "Dissent, without a name:",
        "“We visited five.",
        "None had room.”",
        "Not to be published: its writer wants it in the record alone.",
        "Dissent, held back: It names a person.",
    ]


def test_what_is_not_settled_has_no_dissent_beside_it(six: Standard) -> None:
    assert texts(whole(six.model_copy(update={"is_settled": False}))) == ["Not settled in this workshop"]


@pytest.mark.parametrize(
    ("may_publish", "said"),
    [
        (True, []),
        (False, ["Not to be published: its writer wants it in the record alone."]),
        (None, ["Its writer has not said whether this may be published."]),
    ],
)
def test_whether_it_may_be_published_is_said_unless_it_may(
    six: Standard, may_publish: bool | None, said: list[str]
) -> None:
    alone = Dissent(
        unit="", words="No.", may_publish=may_publish, behind=None, of_people=None, is_held_back=False,
        held_back_why="",
    )  # fmt: skip
    assert texts(whole(six.model_copy(update={"dissents": (alone,)})))[4:] == said


def test_a_writer_alone_is_not_counted_as_standing_behind(six: Standard) -> None:
    alone = six.dissents[0].model_copy(update={"behind": 1})
    assert "stand behind" not in str(whole(six.model_copy(update={"dissents": (alone,)})))


def test_an_action_says_what_it_is_about_and_what_was_dropped_is_on_no_form(six: Standard) -> None:
    fees, visits = to_do(six)
    assert texts(action_lines(fees)) == ["Review fees.", "Priority: high"]
    assert texts(action_lines(visits)) == ["Visit every home.", "Under way", "How would we know? A list of visits."]


def test_what_was_finished_later_and_has_no_box_stands_with_the_actions(six: Standard) -> None:
    assert texts(finished_later(six.position)) == [
        "Next step: Ask what a fair fee would be.",
        "How would we know? Fewer homes close.",
        "Importance: High",
    ]
    assert finished_later(None) == []
