import json
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from sqlmodel import Session

from app.exports import as_json, as_word, report
from app.exports.as_json import schema
from app.exports.contents.report import Report
from app.models.evidence.item import ask, offer
from app.models.evidence.offer import Offer
from app.tokens import new_token
from tests.exports.conftest import Northvale
from tests.exports.word.test_document import form, headings, rows

TOGETHER = "Smaller groups together"


@pytest.fixture
def offered(session: Session, northvale: Northvale) -> Northvale:
    """Standard 6 is revealed, with Carers and Healthwatch pooled; nobody has rated 3."""
    groups = {group.name: group.id for group in northvale.workshop.groups}
    for group, item in (
        ("Healthwatch", Offer("6", "Visits to five agencies", "early", note="Said in June.\nAnd in July.")),
        (
            "Providers",
            Offer("6", "Fee survey", "strong", "https://northvale.example/fees", criterion="6.5", answers="M2.5"),
        ),
        ("Healthwatch", Offer("3", "Minutes of the board", "some")),
        (None, Offer("3", "Annual report", "some", answers="M1.6")),
    ):
        offer(
            session, northvale.workshop, item, by="scribe", group_id=groups[group] if group else None, key=new_token()
        )
    ask(session, northvale.workshop, "3", "Who sits on the board?", by="facilitator")
    session.flush()
    session.expire_all()
    return northvale


def word(session: Session, northvale: Northvale) -> WordDocument:
    return Document(BytesIO(as_word(report(session, northvale.id))))


def test_the_record_has_each_item_under_its_standard_with_its_displayed_unit(
    session: Session, offered: Northvale
) -> None:
    made = report(session, offered.id)
    assert Report.model_validate_json(as_json(made)).model_copy(update={"seal": ""}) == made
    content = json.loads(as_json(made))
    told = {it["number"]: it["evidence"] for domain in content["domains"] for it in domain["standards"]}
    fees, visits = told["6"]
    assert fees == {
        "title": "Fee survey", "link": "https://northvale.example/fees", "note": "", "strength": "strong",
        "criterion": "6.5", "answers": "M2.5", "offered_by": "Providers",
    }  # fmt: skip
    assert (visits["offered_by"], visits["note"]) == (TOGETHER, "Said in June.\nAnd in July.")
    assert [(it["title"], it["offered_by"]) for it in told["3"]] == [
        ("Annual report", ""),
        ("Minutes of the board", ""),
    ]
    assert told["1"] == []


def test_every_key_of_an_item_and_of_what_is_missing_is_in_the_schema(session: Session, offered: Northvale) -> None:
    content = json.loads(as_json(report(session, offered.id)))
    for name, written in (
        ("EvidenceItem", content["domains"][2]["standards"][0]["evidence"][0]),
        ("EvidenceMissing", content["evidence_missing"][0]),
    ):
        part = schema()["$defs"][name]
        assert set(written) == set(part["properties"]) == set(part["required"])


def test_what_is_missing_is_what_this_workshop_asked_and_then_the_frameworks_minimum(
    session: Session, offered: Northvale
) -> None:
    missing = report(session, offered.id).evidence_missing
    assert (missing[0].number, missing[0].standard, missing[0].title) == ("", "3", "Who sits on the board?")
    numbers = [it.number for it in missing[1:]]
    assert len(numbers) == 36 and numbers[0] == "M1.1" and not {"M1.6", "M2.5"} & set(numbers)


def test_no_event_tells_a_title_or_a_group(session: Session, offered: Northvale) -> None:
    events = [event for event in report(session, offered.id).events if "evidence" in event.act]
    assert len(events) == 5
    assert all(set(event.about) == {"standard"} for event in events)


def test_the_word_form_has_a_table_for_each_standard_with_evidence(session: Session, offered: Northvale) -> None:
    document = word(session, offered)
    found = headings(document)
    assert found[found.index("Evidence") + 1 :][:3] == [
        "3. Well led", "6. A diverse and sustainable market", "Asked for, nothing offered yet",
    ]  # fmt: skip
    header, fees, visits = rows(form(document, "Evidence. 6"))
    assert header == ["Title", "Where", "Strength", "Offered by"]
    assert fees == ["Fee survey\nCriterion 6.5 · List M2.5", "https://northvale.example/fees", "Strong", "Providers"]
    assert visits == ["Visits to five agencies", "Said in June.\nAnd in July.", "Early", TOGETHER]
    assert [row[3] for row in rows(form(document, "Evidence. 3"))[1:]] == ["", ""]


def test_the_word_form_lists_what_was_asked_for_and_is_missing(session: Session, offered: Northvale) -> None:
    texts = [paragraph.text for paragraph in word(session, offered).paragraphs]
    after = texts[texts.index("Asked for, nothing offered yet") + 1 :]
    assert after[0] == "Standard 3: Who sits on the board?"
    assert "M1.4 Pooled budget arrangements" in after and "M1.6 Healthwatch Annual Report" not in after


def test_without_evidence_the_word_form_says_so_in_one_sentence(session: Session, northvale: Northvale) -> None:
    texts = [paragraph.text for paragraph in word(session, northvale).paragraphs]
    assert texts[texts.index("Evidence") + 1 :][:2] == [
        "No evidence was offered or asked for in this workshop.", "The method",
    ]  # fmt: skip
    assert len(report(session, northvale.id).evidence_missing) == 38


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "<w:p/>&amp;", '=1+1|cmd "x"', "好 🙂"])
def test_what_people_typed_is_text(session: Session, northvale: Northvale, words: str) -> None:
    offer(
        session, northvale.workshop, Offer("6", words, "some", note=words), by="scribe", group_id=None, key=new_token()
    )
    assert rows(form(word(session, northvale), "Evidence. 6"))[1][:2] == [words, words]
    assert (
        words
        in json.loads(as_json(report(session, northvale.id)))["domains"][2]["standards"][0]["evidence"][0].values()
    )
