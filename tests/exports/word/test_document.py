import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from lxml import etree
from sqlmodel import Session

from app.exports import Report, as_json, as_word, report, without_numbers
from app.models import AttributionRule, PositionState
from app.models.ending.closing import confirm
from app.models.record.dissent import hold_back, own_dissent
from app.models.record.position import Wording
from app.models.record.subject import Key
from tests.conftest import Lobby
from tests.exports.conftest import LABEL, REASON, Northvale
from tests.exports.day import CANARIES, HOSTILE, Day, hostile, whole_day

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = "How are we doing?"


def opened(session: Session, northvale: Northvale, *, numbers: bool = False) -> WordDocument:
    made = report(session, northvale.id)
    return Document(BytesIO(as_word(made if numbers else without_numbers(made))))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def headings(document: WordDocument) -> list[str]:
    return [p.text for p in document.paragraphs if p.style and str(p.style.name).startswith("Heading")]


def form(document: WordDocument, caption: str) -> Table:
    return next(t for t in document.tables if caption in (t._tbl.tblPr.xpath("./w:tblCaption/@w:val") or [""])[0])


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_forms_stand_in_the_published_order(session: Session, northvale: Northvale) -> None:
    found = headings(opened(session, northvale))
    assert found[:3] == [
        "Views of 12 people in the room on 21 November 2026", "What this is, and is not", "How views were counted",
    ]  # fmt: skip
    assert found[3:7] == [
        "Domain 1: Person-centred and outcomes-focused",
        "How are we doing?",
        "Areas of good practice to develop:",
        "Are there any divergent views? If so, detail:",
    ]
    assert [text[:8] for text in found if text.startswith("Domain ")] == ["Domain 1", "Domain 2", "Domain 3"]
    assert found[found.index("Summary and key actions identified") :] == [
        "Summary and key actions identified",
        "Indicate your overall position on the arrow below",
        "Add a narrative about the extent of the agreement with your strategic partners here:",
        "How each position was reached",
        "Evidence",
        "The method",
        "How views were counted",
        "What the fingerprint shows",
        "Who keeps the record",
    ]


def test_a_settled_standard_brings_its_words_state_and_evidence(session: Session, northvale: Northvale) -> None:
    header, first, second = rows(form(opened(session, northvale), f"outcomes-focused. {FORMS}"))
    assert header == ["Standard", "How are we doing?", "Evidence of impact of commissioning on outcomes"]
    assert first == [
        "1. Person-centred and focused on outcomes",
        "People are asked what matters to them.\nIt does not always reach the contract.\nAgreed with reservations",
        "Reviews of 40 support plans.",
    ]
    assert second[1:] == ["Not settled in this workshop", ""]


def test_numbers_are_left_out_unless_asked_for(session: Session, northvale: Northvale) -> None:
    quiet, asked = opened(session, northvale), opened(session, northvale, numbers=True)
    assert rows(form(quiet, FORMS))[1][1].endswith("Agreed with reservations")
    assert rows(form(asked, FORMS))[1][1].endswith("Agreed with reservations: 7 (Green)")
    assert rows(form(asked, "Summary"))[2][1].endswith("Agreed with reservations: 7 (Green)")


@pytest.mark.parametrize(
    ("number", "band", "told"), [(7, None, "Agreed: 7"), (None, "Green", "Agreed: Green"), (None, None, "Agreed")]
)
def test_no_number_or_colour_is_filled_in(
    session: Session, northvale: Northvale, number: int | None, band: str | None, told: str
) -> None:
    northvale.settle("6", Wording(PositionState.AGREED, "Choice is narrow.", number=number, band=band))
    table = form(opened(session, northvale, numbers=True), f"diverse market. {FORMS}")
    assert rows(table)[1][1] == f"Choice is narrow.\n{told}"


@pytest.mark.parametrize(
    ("state", "number", "band"),
    [
        *[(state, 7, "Green") for state in PositionState],
        (PositionState.AGREED, 7, None), (PositionState.NOT_AGREED, None, "Green"), (PositionState.AGREED, None, None),
    ],
)  # fmt: skip
def test_with_numbers_off_a_position_is_told_by_its_state_alone(
    session: Session, northvale: Northvale, state: PositionState, number: int | None, band: str | None
) -> None:
    northvale.settle("6", Wording(state, "Choice is narrow.", number=number, band=band))
    document = opened(session, northvale)
    told = f"Choice is narrow.\n{state.value.capitalize()}"
    assert rows(form(document, f"diverse market. {FORMS}"))[1][1] == told
    assert [row[1] for row in rows(form(document, "Summary")) if "Choice is narrow." in row[1]] == [told]


def test_a_reopened_standard_and_one_without_a_reveal_stay_blank(session: Session, northvale: Northvale) -> None:
    content = as_word(report(session, northvale.id))
    assert all("taken back" not in part.decode(errors="ignore") for part in parts(content).values())


def test_divergent_views_stand_under_their_standard(session: Session, northvale: Northvale) -> None:
    document = opened(session, northvale)
    views = rows(form(document, "outcomes-focused. Are there any divergent views"))
    assert views == [["1. Person-centred and focused on outcomes\nProviders see it less often than the council does."]]
    assert rows(form(document, "Domain 2: Well led. Are there any divergent views")) == [[""]]


def test_the_summary_is_grouped_by_domain_with_room_for_actions(session: Session, northvale: Northvale) -> None:
    header, domain, first, *_ = rows(form(opened(session, northvale), "Summary"))
    assert header == ["Standard", "How are we doing?", "Actions required and priority status", "Who?", "By when?"]
    assert set(domain) == {"Good commissioning is person-centred and focused on outcomes"}
    assert first[2:] == ["", "", ""]


def test_the_footer_says_when_and_from_which_revision_it_was_exported(session: Session, northvale: Northvale) -> None:
    footer = opened(session, northvale).sections[0].footer.paragraphs[0]
    assert re.match(
        r"Exported \d{1,2} \w+ \d{4} \d\d:\d\d from the record of Northvale Council, revision \d+\tPage", footer.text
    )
    assert footer._p.xpath("./w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    "words", ['=1+1|cmd "x"', "<script>alert(1)</script>", "<w:p/>&amp;", "{{ 7 }}", "]]>", "好 ẅ 🙂"]
)
def test_what_people_typed_is_text(session: Session, northvale: Northvale, words: str) -> None:
    northvale.settle("6", Wording(PositionState.AGREED, words, evidence=words, divergent_views=words))
    document = opened(session, northvale)
    assert rows(form(document, f"diverse market. {FORMS}"))[1][1:] == [f"{words}\nAgreed", words]
    assert words in rows(form(document, "diverse market. Are there"))[0][0]


def test_nothing_of_people_or_of_an_open_round_is_in_any_part(session: Session, northvale: Northvale) -> None:
    made = report(session, northvale.id)
    before = parts(as_word(made))
    text = b"\n".join(before.values()).decode(errors="ignore")
    assert "Reviews of 40 support plans." in text
    for secret in (REASON, LABEL, *northvale.tokens, str(northvale.workshop.join_code)):
        assert secret not in text
    northvale.answer(northvale.workshop.standards[4].rounds[1].sitting, shift=1)
    later = report(session, northvale.id).model_copy(update={"exported_at": made.exported_at})
    after = parts(as_word(later))
    assert after["word/document.xml"] == before["word/document.xml"]


def test_it_uses_the_product_s_words(session: Session, northvale: Northvale) -> None:
    xml = parts(as_word(report(session, northvale.id)))["word/document.xml"].decode()
    told = re.sub("<[^>]+>", " ", xml).lower()
    for word in ("grade", "result", "verdict", "vote", "anonymous", "score"):
        assert not re.search(rf"\b{word}", told), word


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_text_in_every_field_of_what_was_settled(day: Day, words: str) -> None:
    hostile(day, words)
    content = as_word(day.report())
    for name, part in parts(content).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    cells = [cell.text for table in Document(BytesIO(content)).tables for row in table.rows for cell in row.cells]
    assert len([cell for cell in cells if words in cell]) >= 12


@pytest.mark.parametrize("rule", list(AttributionRule))
@pytest.mark.parametrize("at", ["live", "closed", "confirmed"])
def test_what_is_not_for_others_is_in_no_part_of_any_file(
    make_room: Callable[..., Lobby], rule: AttributionRule, at: str
) -> None:
    """The canary: for the facilitator alone, held back, typed and not settled, written while people are asked."""
    day = whole_day(make_room, rule)
    secrets = {name: text for name, text in CANARIES.items() if name != "while asked" or at == "live"}
    if at != "live":
        day.close()
    if at == "confirmed":
        confirm(day.session, day.workshop, by="facilitator")
    made = day.report()
    files = {"record.json": as_json(made), **parts(as_word(made))}
    whole = "\n".join(content.decode(errors="ignore") for content in files.values())
    assert whole.count("Fees did rise.") == 2
    assert [name for name, text in secrets.items() if text in whole] == []
    for word in ("to the facilitator only", "seat_id", "submission_key", "a-page-of-the-scribe"):
        assert word not in whole


def test_no_dissent_and_no_event_tells_of_words_for_the_facilitator_alone(day: Day) -> None:
    """Whether there are any, held back or not, is nobody's to find out from a file."""
    held = own_dissent(day.session, day.room.seats["Pat"].id, Key.of_slug("standard-6"))
    assert held is not None
    before = day.report()
    hold_back(day.session, held, "It names a person.", by="facilitator")
    after = day.report()
    same = {"exported_at": before.exported_at, "revision": before.revision}
    assert after.model_copy(update=same) == before


def test_with_numbers_off_the_whole_file_is_the_same_whatever_the_marker(day: Day) -> None:
    """At both ends of the scale, one of them of two digits, and without one."""
    made = day.report()
    documents = set()
    for marker in (None, 1, 6, 10):
        position = made.overall.positions[-1].model_copy(update={"number": marker})
        moved = made.model_copy(update={"overall": made.overall.model_copy(update={"positions": (position,)})})
        documents.add(document_of(moved))
    assert documents == {document_of(made)}


def document_of(made: Report) -> bytes:
    return parts(as_word(without_numbers(made)))["word/document.xml"]
