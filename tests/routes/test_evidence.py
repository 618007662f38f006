"""Evidence by its forms: phones offer for their own group, the console writes down, asks and removes."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import httpx2
import pytest
from markupsafe import escape
from sqlmodel import select

from app.models import EvidenceAsked, EvidenceItem
from tests.northvale import DEADLINE, Hall, Town
from tests.plain import plain

TOGETHER = "Smaller groups together"
SCRIPT = "<script>alert('canary')</script>"
LARGE = {"Olu": "8", "Oona": "8", "Omar": "9", "Ola": "7", "Priya": "6", "Pat": "7", "Petra": "6"}
SURFACES = (
    ("Pat", "/phone/evidence?standard=6"), ("Pat", "/phone/evidence"), ("Hari", "/phone/evidence?standard=6"),
    ("Fay", "/evidence"), ("Sam", "/evidence?standard=6"), ("Fay", "/console/standards/6"),
    ("Sam", "/console/standards/6"),
)  # fmt: skip
EXPORTS = ("/export/record.json", "/export/record.docx")


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def offer(hall: Hall, by: str = "Hari", **fields: str) -> httpx2.Response:
    path = "/evidence" if by in ("Fay", "Sam") else "/phone/evidence"
    return hall.act(path, by=by, **{"standard": "6", "title": "Canary survey", "strength": "some", **fields})


def kept(hall: Hall) -> list[EvidenceItem]:
    with hall.store.read() as session:
        return list(session.exec(select(EvidenceItem).where(EvidenceItem.workshop_id == hall.id)))


def rate_and_reveal(hall: Hall, answers: dict[str, str]) -> None:
    hall.open("6")
    hall.rated(answers)
    hall.reveal()


# -- Offering


def test_a_participant_offers_for_the_group_of_the_seat_whatever_the_form_says(hall: Hall) -> None:
    answer = offer(hall, "Hari", group=str(hall.groups["Council"]), added_by="facilitator")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/phone/evidence?standard=6&said=offered")
    (item,) = kept(hall)
    assert (item.group_id, item.added_by) == (hall.groups["Healthwatch"], "participant")
    assert "Offered. Everybody can see it now." in hall.see("/phone/evidence?standard=6&said=offered", by="Hari").text


def test_scribe_and_facilitator_choose_the_group_or_none(hall: Hall) -> None:
    hall.open("9")  # a scribe writes evidence once the workshop is live
    for by, name in (("Sam", "Carers"), ("Fay", "")):
        group = str(hall.groups[name]) if name else ""
        assert offer(hall, by, title=f"Of {name}.", group=group).status_code == 303
    told = {item.title: (item.group_id, item.added_by) for item in kept(hall)}
    assert told == {"Of Carers.": (hall.groups["Carers"], "scribe"), "Of .": (None, "facilitator")}


def test_a_facilitator_who_also_tries_a_phone_offers_with_the_place_of_the_form(hall: Hall) -> None:
    both = {**hall.cookies("Fay"), **hall.cookies("Hari")}
    with httpx2.Client(base_url=hall.base, cookies=both, verify=False, timeout=DEADLINE) as browser:
        for path in ("/evidence", "/phone/evidence"):
            fields = {"standard": "6", "title": path, "strength": "some"}
            assert browser.post(f"{hall.path}{path}", data=fields).status_code == 303
    told = {item.title: (item.group_id, item.added_by) for item in kept(hall)}
    assert told == {
        "/evidence": (None, "facilitator"),
        "/phone/evidence": (hall.groups["Healthwatch"], "participant"),
    }


def test_a_script_in_a_title_and_a_note_stays_text_everywhere(hall: Hall) -> None:
    hall.open("6")
    assert offer(hall, title=SCRIPT, note=SCRIPT, answers="M1.11").status_code == 303
    assert hall.act("/evidence/asked", asked_standard="6", asked_title=SCRIPT).status_code == 303
    for name, path in (*SURFACES, ("Hari", f"/phone/rounds/{hall.rounds['6']}")):
        page = hall.see(path, by=name).text
        assert SCRIPT not in page, path
        assert str(escape(SCRIPT)) in page, path


def test_a_link_opens_in_a_new_tab_and_tells_it_nothing(hall: Hall) -> None:
    offer(hall, link='https://northvale.example/?a="b"&c')
    for name, path in SURFACES:
        link = re.search(r'<a [^>]*href="https://northvale[^>]*>', hall.see(path, by=name).text)
        assert link, path
        assert 'target="_blank" rel="noopener noreferrer"' in link[0] and "&#34;b&#34;&amp;c" in link[0]


def test_a_closed_workshop_says_so_and_keeps_what_was_typed(hall: Hall) -> None:
    offer(hall)
    hall.act("/close")
    answer = offer(hall, title="Too late", note="Keep me")
    assert answer.status_code == 403 and "The workshop is closed. This was possible until it was closed." in answer.text
    assert "Too late" in answer.text and "Keep me" in answer.text
    page = hall.see("/phone/evidence?standard=6", by="Hari").text
    assert "Canary survey" in page and "<textarea" not in page
    assert "Add it" not in hall.see("/evidence").text


def test_whoever_has_not_read_the_notice_is_led_there_first(town: Town, hall: Hall) -> None:
    hall.leaves("Cy")
    with town.stranger() as browser:
        group = str(hall.groups["Carers"])
        assert browser.post(f"/join/{hall.code}", data={"group": group}).status_code == 303
        answer = browser.get(f"{hall.path}/phone/evidence")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{hall.path}/notice")


# -- Lists


def test_the_rating_page_has_what_is_to_hand_for_its_standard(hall: Hall) -> None:
    hall.open("6", "9")
    offer(hall, strength="strong", criterion="6.3", note="31 of 58 replied.")
    page = hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Pat").text
    assert "Evidence to hand (1)" in page and "Canary survey" in page and "31 of 58 replied." in page
    assert "Strong · criterion 6.3" in page
    assert f'href="{hall.path}/phone/evidence?standard=6"' in page
    other = hall.see(f"/phone/rounds/{hall.rounds['9']}", by="Pat").text
    assert "Evidence to hand (0)" in other and "Canary" not in other


def test_what_is_missing_is_told_until_it_is_offered_and_a_phone_can_answer_it(hall: Hall) -> None:
    hall.open("9")  # a scribe writes evidence once the workshop is live
    assert "38 are missing" in hall.see("/evidence").text
    hall.act("/evidence/asked", by="Sam", asked_standard="6", asked_title="How long people wait")
    page = hall.see("/phone/evidence?standard=6", by="Hari").text
    asked = re.search(r"answers=(asked-\d+)", page)
    assert asked and "How long people wait" in page
    assert "How long people wait" in hall.see("/console/standards/6").text
    form = hall.see(f"/phone/evidence?standard=6&answers={asked[1]}", by="Hari").text
    assert f'value="{asked[1]}" selected' in form
    assert offer(hall, answers=asked[1]).status_code == 303
    assert offer(hall, title="Statement", answers="M1.11").status_code == 303
    assert "Asked for and missing" not in hall.see("/phone/evidence?standard=6", by="Hari").text
    assert "37 are missing" in hall.see("/evidence").text


def test_removed_is_gone_from_every_surface_and_what_is_not_asked_any_more_too(hall: Hall) -> None:
    hall.open("6")  # a scribe writes evidence once the workshop is live
    offer(hall, note="Canary note")
    hall.act("/evidence/asked", asked_standard="6", asked_title="Canary question")
    assert all("anary" in hall.see(path, by=name).text for name, path in SURFACES)
    with hall.store.read() as session:
        asked = session.exec(select(EvidenceAsked).where(EvidenceAsked.workshop_id == hall.id)).one()
    assert hall.act(f"/evidence/{kept(hall)[0].id}/remove", by="Sam").status_code == 303
    assert hall.act(f"/evidence/asked/{asked.id}/drop", by="Sam").status_code == 303
    assert not any("anary" in text for _, text in everything(hall))


def test_nothing_of_another_workshop_can_be_removed_or_dropped_from_here(town: Town, hall: Hall) -> None:
    other = town.hall()
    offer(other)
    item = kept(other)[0]
    assert hall.act(f"/evidence/{item.id}/remove").status_code == 404
    assert hall.act(f"/evidence/asked/{item.id + 100000}/drop").status_code == 404
    assert kept(other)[0].title == "Canary survey"


# -- Who offers it, on every surface


def everything(hall: Hall) -> Iterator[tuple[str, str]]:
    for name, path in SURFACES:
        yield f"{path} of {name}", hall.see(path, by=name).text
    if hall.rounds:
        for name in ("Pat", "Hari"):
            yield f"rating page of {name}", hall.see(f"/phone/rounds/{hall.rounds['6']}", by=name).text
    for path in EXPORTS:
        answer = hall.see(path)
        if answer.content.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(answer.content)) as file:
                yield path, file.read("word/document.xml").decode()
        else:
            yield path, answer.text


def beside(text: str, title: str = "Canary survey") -> set[str]:
    """Groups and units named after the item's title, before the next item, row or list ends."""
    told = set()
    for piece in text.split(title)[1:]:
        near = re.split(r"</li>|</tr>|</w:tr>|\}", piece)[0]
        told |= {name for name in ("Healthwatch", "Carers", "Council", TOGETHER) if name in near}
    return told


def test_f24_a_lone_persons_item_tells_no_group_before_the_reveal(hall: Hall) -> None:
    offer(hall, "Hari")
    hall.open("6")
    hall.rate("Hari", "6", "3")
    for where, text in everything(hall):
        assert "Canary survey" in text, where
        assert beside(text) == set(), where


def test_f24_after_it_a_pooled_persons_item_tells_the_pool(hall: Hall) -> None:
    offer(hall, "Hari")
    rate_and_reveal(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
    hall.act("/standards/6/show")  # phones are told with it
    for where, text in everything(hall):
        assert beside(text) == {TOGETHER}, where


@pytest.mark.parametrize("answers", [{"Hari": "1", "Carol": "10"}, LARGE], ids=["withheld", "silent"])
def test_f24_a_withheld_and_a_silent_persons_item_tells_nothing(hall: Hall, answers: dict[str, str]) -> None:
    offer(hall, "Hari")
    rate_and_reveal(hall, answers)
    for where, text in everything(hall):
        assert "Canary survey" in text, where
        assert beside(text) == set(), where


def test_the_search_finds_a_group_where_one_may_be_told(town: Town) -> None:
    hall = town.hall(attribution_rule="open")
    offer(hall, "Hari")
    rate_and_reveal(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
    hall.act("/standards/6/show")  # phones are told with it
    for where, text in everything(hall):
        assert beside(text) == {"Healthwatch"}, where


def test_f24_which_of_two_small_groups_offers_it_changes_not_one_byte(town: Town) -> None:
    told = []
    for name in ("Hari", "Carol"):
        hall = town.hall()
        offer(hall, name)
        before = [plain(hall, text) for where, text in everything(hall) if "Hari" not in where]
        rate_and_reveal(hall, {**LARGE, "Hari": "3", "Carol": "2", "Cy": "5"})
        told.append(before + [plain(hall, text) for where, text in everything(hall) if "Hari" not in where])
    assert told[0] == told[1]
