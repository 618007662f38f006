from app.exports import Report, without_numbers
from app.exports.record.blocks import Panels, Picture
from app.exports.record.overall import NO_MARKER, overall


def test_the_whole_has_its_words_the_arrow_and_the_narrative(told: Report) -> None:
    section = overall(told)
    (panels,) = (block for block in section.blocks if isinstance(block, Panels))
    assert panels.panels[0].label == "Not agreed: 6"
    (picture,) = (block for block in section.blocks if isinstance(block, Picture))
    assert picture.alt.endswith("Agreed marker: 6.")
    assert "Carers were heard late." in str(section)


def test_without_numbers_nothing_tells_where_the_marker_stands(told: Report) -> None:
    section = overall(without_numbers(told))
    assert "marker" not in str(section)


def test_that_there_is_no_marker_is_said(told: Report) -> None:
    last = told.overall.positions[-1].model_copy(update={"has_no_marker": True, "number": None})
    whole = told.overall.model_copy(update={"positions": (last,)})
    assert NO_MARKER in str(overall(told.model_copy(update={"overall": whole})))
