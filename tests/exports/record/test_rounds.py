from app.exports import Report, without_numbers
from app.exports.contents.subjects import Standard
from app.exports.record.blocks import Items, Picture, Table, Text
from app.exports.record.rounds import points, views
from app.models import Release


def sixth(report: Report) -> Standard:
    return next(one for one in report.standards if one.number == "6")


def test_the_picture_comes_first_then_what_it_says_then_its_rows(told: Report) -> None:
    picture, findings, table, notes = views(told, sixth(told), "6. Choice")
    assert isinstance(picture, Picture)
    assert picture.svg.startswith("<svg")
    assert "Council: 5 people, middle 8 (Green)" in picture.alt
    shown = sixth(told).rounds[0].shown
    assert shown
    assert isinstance(findings, Items)
    assert findings.lines[0].text == shown.findings[0].sentence
    assert isinstance(table, Table)
    first = [line.text for cell in table.rows[0] for line in cell]
    assert first == ["Council", "5", "0", "8", "Green"]
    assert isinstance(notes, Text)
    assert "Reasons that are held back: 1." in [line.text for line in notes.lines]


def test_without_numbers_a_row_tells_people_and_nothing_of_the_scale(told: Report) -> None:
    plain = without_numbers(told)
    table = next(block for block in views(plain, sixth(plain), "6. Choice") if isinstance(block, Table))
    assert table.header == ("Group", "Gave a number", "I can’t tell")
    assert {len(row) for row in table.rows} == {3}


def test_only_a_working_record_tells_whether_a_round_was_shown(told: Report) -> None:
    sentence = "This round was not shown to the room."
    assert sentence in str(views(told, sixth(told), "6"))
    public = told.model_copy(update={"release": Release.PUBLIC})
    assert sentence not in str(views(public, sixth(public), "6"))


def test_a_round_again_is_named(told: Report) -> None:
    (first,) = sixth(told).rounds
    again = first.model_copy(update={"number": 2, "is_after_seeing": True})
    twice = sixth(told).model_copy(update={"rounds": (first, again)})
    captions = [block.caption for block in views(told, twice, "6") if isinstance(block, Table)]
    assert captions == ["Round 1: what each group said", "Round 2, after seeing: what each group said"]


def test_a_middle_is_a_point_or_from_one_to_another() -> None:
    assert (points((8, 8)), points((4, 5))) == ("8", "4 to 5")
