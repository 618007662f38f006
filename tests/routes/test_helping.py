"""Help, accessibility and privacy: for everybody, in the headings that the rules ask for, naming whoever runs it."""

import re
import shutil
from pathlib import Path

import pytest

from tests.markup import read
from tests.northvale import Town, town_on

PAGES = ("/help", "/accessibility", "/privacy", "/complaints")
# Of the model statement of the United Kingdom's public-sector rules.
HEADINGS = [
    "How accessible this website is", "Feedback and contact information", "Enforcement procedure",
    "Technical information about this website’s accessibility", "Compliance status", "Disproportionate burden",
    "Preparation of this accessibility statement",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_it_in_its_footer_and_it_opens_for_a_stranger(town: Town, path: str) -> None:
    with town.stranger() as browser:
        assert f'href="{path}"' in browser.get("/").text
        assert browser.get(path).status_code == 200


def test_screens_that_follow_the_room_lead_to_help_in_a_new_tab(town: Town) -> None:
    hall = town.hall()
    for name, path in (("Fay", "/console"), ("Hari", "/phone")):
        [link] = [one for one in read(hall.see(path, by=name).text).all("a") if one.get("href") == "/help"]
        assert link.get("target") == "_blank" and "opens in a new tab" in link.text


def test_the_statement_has_the_headings_that_the_rules_ask_for(town: Town) -> None:
    with town.stranger() as browser:
        page = read(browser.get("/accessibility").text)
    said = [heading.text for tag in ("h2", "h3") for heading in page.all(tag)]
    assert [heading for heading in HEADINGS if heading not in said] == []
    assert any("not compliant" in heading for heading in said)


def test_who_runs_the_service_is_named_or_told_to_say_so(town: Town, migrated: Path, tmp_path: Path) -> None:
    with town.stranger() as browser:
        assert "SERVICE_NAME" in browser.get("/privacy").text
    file = Path(shutil.copy(migrated, tmp_path / "named.sqlite3"))
    named = {"SERVICE_NAME": "Northvale Peer Reviews", "SERVICE_CONTACT": "data@northvale.example"}
    with town_on(file, None, **named) as town_, town_.stranger() as browser:
        for path in ("/privacy", "/accessibility"):
            page = re.sub(r"\s+", " ", browser.get(path).text)
            assert "SERVICE_NAME" not in page and all(value in page for value in named.values())
