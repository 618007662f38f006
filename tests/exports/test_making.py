"""One report, and the files that are written from it."""

import pytest
from sqlmodel import Session

from app.errors import CannotStart
from app.exports import FORMATS, chosen, made, released, report
from app.exports.formats import Format
from app.models import Release
from tests.exports.conftest import Northvale


def test_every_file_is_made_in_the_order_of_the_pack_unless_some_are_picked() -> None:
    assert [form.key for form in chosen()] == list(FORMATS)
    assert [form.key for form in chosen(" json, DOCX,")] == ["docx", "json"]


@pytest.mark.parametrize("only", ["pfd", "docx,pfd", "docx json"])
def test_a_file_that_there_is_none_of_is_said_with_those_there_are(only: str) -> None:
    with pytest.raises(CannotStart, match=r"There is no file “.*” in a pack\. Choose among docx, .*json"):
        chosen(only)


def test_numbers_are_in_the_report_only_when_asked_for(session: Session, northvale: Northvale) -> None:
    whole, words = (
        released(session, northvale.id, Release.WORKING, has_numbers=has_numbers) for has_numbers in (True, False)
    )
    assert (whole.has_numbers, words.has_numbers) == (True, False)
    assert whole.release is words.release is Release.WORKING


def test_a_file_that_cannot_be_made_is_named_and_what_was_behind_it_stays_in_the_log(
    session: Session, northvale: Northvale, capsys: pytest.CaptureFixture[str]
) -> None:
    def slips(_report: object) -> bytes:
        raise ValueError("canary of somebody's words")

    forms = (FORMATS["json"], Format("slides", "slides", "pptx", "x", "Slides", "", slips))
    coming = made(report(session, northvale.id), forms)
    assert next(coming).content.startswith(b"{")
    with pytest.raises(CannotStart, match="“Slides” could not be made"):
        next(coming)
    said = capsys.readouterr().err
    assert '"format": "slides"' in said and "ValueError at" in said and "canary" not in said
