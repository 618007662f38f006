"""The table of a pack's files, and what they are called."""

import pytest
from sqlmodel import Session

from app.exports import FORMATS, file_name, report
from app.models import Release
from tests.exports.conftest import Northvale, workshop_of


def test_a_file_s_name_says_what_it_is_and_for_whom(session: Session, northvale: Northvale) -> None:
    working = report(session, northvale.id)
    public = working.model_copy(update={"release": Release.PUBLIC})
    assert [file_name(each, FORMATS["docx"]) for each in (working, public)] == [
        "northvale-council-2026-11-21-workshop-1-NOT-FOR-PUBLICATION-forms.docx",
        "northvale-council-2026-11-21-workshop-1-public-forms.docx",
    ]


def test_no_two_files_of_a_pack_have_one_name(session: Session, northvale: Northvale) -> None:
    working = report(session, northvale.id)
    assert len({file_name(working, form) for form in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize(
    ("council", "name"),
    [
        ("../../etc/passwd", "etc-passwd-2026-11-21-workshop-1-NOT-FOR-PUBLICATION-record.json"),
        ('a";\r\nX-Evil: 1', "a-x-evil-1-2026-11-21-workshop-1-NOT-FOR-PUBLICATION-record.json"),
        ("Cyngor Sir Ynys Môn", "cyngor-sir-ynys-mon-2026-11-21-workshop-1-NOT-FOR-PUBLICATION-record.json"),
        ("好", "workshop-2026-11-21-workshop-1-NOT-FOR-PUBLICATION-record.json"),
    ],
)
def test_a_council_s_name_cannot_leave_the_folder(session: Session, council: str, name: str) -> None:
    assert file_name(report(session, workshop_of(session, council).id), FORMATS["json"]) == name
