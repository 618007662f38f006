"""How each position was reached, as a table."""

from docx.document import Document as WordDocument
from sqlmodel import Session

from app.exports.contents.report import Report
from app.exports.forms.asking import asked_table
from app.exports.report import report
from tests.exports.conftest import workshop_of
from tests.exports.day import Day
from tests.exports.forms.reading import read_back
from tests.exports.word.test_document import form, headings, rows


def drawn(made: Report) -> WordDocument:
    return read_back(asked_table(made))


def test_it_says_of_every_position_whether_the_room_was_asked_and_what_units_say(day: Day) -> None:
    header, six, domain, overall = rows(form(drawn(day.report()), "How each"))
    assert header == ["Position", "How it ended", "Read back to the room", "Settled without"]
    assert six == [
        "6. A diverse and sustainable market",
        "Agreed with reservations",
        "Council: 3 agree, 1 can live with it, 1 does not agree\nProviders: Can stand\n"
        "Smaller groups together: Not everyone can live with it",
        "",
    ]
    assert domain[2] == "Not asked"
    assert overall[2].startswith("Council: All agree\n")


def test_whose_voice_was_missing_is_named_beside_it(day: Day) -> None:
    position = day.report().overall.positions[-1].model_copy(update={"missing": ("6: Carers was not heard",)})
    made = day.report()
    told = made.model_copy(update={"overall": made.overall.model_copy(update={"positions": (position,)})})
    assert rows(form(drawn(told), "How each"))[-1][3] == "6: Carers was not heard"


def test_where_nothing_was_settled_there_is_no_such_page(session: Session) -> None:
    assert headings(drawn(report(session, workshop_of(session, "Northvale").id))) == []
