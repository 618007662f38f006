"""What a file holds for another server, beside the report that it must be about."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from app.exports.belonging import misfits
from app.exports.contents.report import Report
from tests.exports.forging import Content, confirmed, content


def _archive(name: str, value: object) -> Callable[[Content], object]:
    return lambda made: made["archive"].update({name: value})


def _twin(made: Content) -> None:
    first = made["domains"][0]["standards"]
    first.append(deepcopy(first[0]))


def _twin_domain(made: Content) -> None:
    made["domains"].append({**deepcopy(made["domains"][0]), "standards": []})


THEME = {"number": "T9", "title": "x", "about": "", "questions": [], "domain": "L"}
ASKED = {"standard": "zzz", "title": "A plan", "offered": []}


def test_what_a_program_wrote_belongs_together() -> None:
    made = confirmed()
    assert made.archive and misfits(made, made.archive) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_archive("order", ["777"]), "order"),
        (_archive("order", []), "order"),
        (_archive("themes", [THEME]), "themes"),
        (_archive("evidence_asked", [ASKED]), "evidence asked for"),
        (_archive("evidence_asked", [{**ASKED, "standard": "1", "offered": [99]}]), "evidence asked for"),
        (_archive("remarks", []), "remarks"),
        (lambda made: made["archive"]["remarks"].append(made["archive"]["remarks"][0]), "remarks"),
        (lambda made: made["archive"]["remarks"][0].update(tiers={"strange": 1}), "remarks"),
        (_archive("people_shown", 99_999), "people"),
        (_twin, "standards"),
        (_twin_domain, "standards"),
    ],
)
def test_what_belongs_to_nothing_in_the_report_is_named(change: Callable[[Content], object], what: str) -> None:
    made = content()
    change(made)
    forged = Report.model_validate(made)
    assert forged.archive
    assert what in misfits(forged, forged.archive)
