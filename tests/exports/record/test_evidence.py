import pytest

from app.exports import Report
from app.exports.contents.evidence import EvidenceItem, EvidenceMissing
from app.exports.record.blocks import Table
from app.exports.record.evidence import NOTHING, evidence
from app.models import Strength


def with_item(report: Report, link: str) -> Report:
    item = EvidenceItem(
        title="A survey", link=link, note="31 of 58 replied.", strength=Strength.SOME, criterion="6.5", answers="M2.5",
        offered_by="Providers",
    )  # fmt: skip
    last = report.domains[-1]
    standards = (last.standards[0].model_copy(update={"evidence": (item,)}), *last.standards[1:])
    domains = (*report.domains[:-1], last.model_copy(update={"standards": standards}))
    missing = EvidenceMissing(number="", standard="6", title="Waiting times")
    return report.model_copy(update={"domains": domains, "evidence_missing": (missing,)})


@pytest.mark.parametrize(
    ("link", "to"),
    [
        ("https://northvale.example/survey", "https://northvale.example/survey"),
        ("HTTP://northvale.example", "HTTP://northvale.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//northvale.example", ""),
    ],
)
def test_an_address_leads_somewhere_only_if_it_is_a_page(told: Report, link: str, to: str) -> None:
    section = evidence(with_item(told, link))
    (table,) = section.blocks
    assert isinstance(table, Table)
    title, where, strength, unit = table.rows[0]
    assert [line.text for line in (*title, *where, *strength, *unit)] == [
        "A survey", "Criterion 6.5 · List M2.5", link, "31 of 58 replied.", "Some", "Providers"
    ]  # fmt: skip
    assert where[0].to == to


def test_what_is_missing_has_a_place_of_its_own(told: Report) -> None:
    (rest,) = evidence(with_item(told, "")).sections
    assert "Standard 6: Waiting times" in str(rest.blocks)


def test_where_nothing_was_asked_or_offered_a_sentence_says_so(told: Report) -> None:
    assert NOTHING in str(evidence(told.model_copy(update={"evidence_missing": ()})))
