"""The table of a pack's files, what they are called, and what every one of them says of the record it is of."""

import pytest
from sqlmodel import Session

from app.exports import FORMATS, Report, file_name, front, report
from app.models import Release
from tests.exports.conftest import Northvale, workshop_of
from tests.exports.marked import PRINT, finished, marks, read, small, unchained


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


@pytest.mark.parametrize("key", FORMATS)
def test_every_file_has_the_fingerprint_and_says_what_it_does_not_show(told: Report, key: str) -> None:
    said = " ".join(read(small(told), key))
    assert PRINT in said
    assert f"{PRINT} (after entry 61)" in said or key == "json"
    assert front.WHAT_IT_DOES_NOT in said or key in ("json", "summary")
    assert "tamper-proof" not in said


@pytest.mark.parametrize("key", FORMATS)
def test_without_a_chain_and_with_nothing_written_afterwards_no_file_speaks_of_either(told: Report, key: str) -> None:
    lines = read(unchained(told), key)
    assert marks(lines) == set()
    assert [line for line in lines if "ingerprint" in line] == (['"fingerprint": "",'] if key == "json" else [])


ROOM, LATE = "agreed in the room", "written afterwards"
ENDING = "Agreed with reservations: 4 (Red/amber), band written afterwards"
BESIDE = {
    ("Choice is thin outside the towns.", ROOM), (ENDING, LATE), ("Fees were compared with costs.", LATE),
    ("Most is in place.", "written in the room"), ("Carers were heard late.", LATE),
}  # fmt: skip
FORM = BESIDE | {
    ("Next step (written afterwards): Ask what a fair fee would be.", LATE),
    ("How would we know? (agreed in the room): Fewer homes close.", ROOM),
    ("Importance (agreed in the room): High", ROOM),
}  # fmt: skip
RECORD = BESIDE | {
    ("Ask what a fair fee would be.", LATE), ("Fewer homes close.", ROOM), ("High", ROOM),
    ("Providers see it lower than the council.", ROOM),
}  # fmt: skip
SLIDES = {
    ("Choice is thin outside the towns.", ROOM), (ENDING, LATE), (f"{ENDING}.", LATE),
    (f"6. A diverse and sustainable market: {ENDING}", LATE), ("Most is in place.", "written in the room"),
    ("Evidence of impact (written afterwards): Fees were compared with costs.", LATE),
    ("Divergent views (agreed in the room): Providers see it lower than the council.", ROOM),
    ("Next step (written afterwards): Ask what a fair fee would be.", LATE),
    ("How would we know? (agreed in the room): Fewer homes close.", ROOM),
    ("How far the partners agree (written afterwards)", LATE),
    ("How far the partners agree (written afterwards): Carers were heard late.", LATE),
}  # fmt: skip
MARKED: dict[str, set[tuple[str, str]]] = {
    "docx": FORM, "odt": FORM, "html": RECORD, "pdf": RECORD, "pptx": SLIDES, "actions": set(),
}  # fmt: skip


@pytest.mark.parametrize("key", MARKED)
def test_a_mark_stands_beside_the_text_that_it_is_about_and_nowhere_else(told: Report, key: str) -> None:
    assert marks(read(finished(told), key)) == MARKED[key]


@pytest.mark.parametrize("key", ["xlsx", "ods", "csv"])
def test_tables_name_the_fields_that_were_written_afterwards_in_a_column_of_their_own(told: Report, key: str) -> None:
    said = " ".join(read(finished(told), key))
    assert said.count("Written afterwards") == 1
    assert "Written afterwards" not in " ".join(read(small(told), key))
