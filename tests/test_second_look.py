"""What a hostile reader of the finished change found, each tried as it was found."""

import json
import re

import pytest
from sqlmodel import Session, select

from app.models import Rating, Round, Seat
from app.models.people.seat import take_seat
from app.models.workshop.workshop import Workshop
from app.tokens import new_token
from tests.northvale import Hall, Town
from tests.test_attribution import open_for_rating, reveal

COUNCIL = dict.fromkeys(("Olu", "Oona", "Omar", "Ola"), "8")
PROVIDERS = dict.fromkeys(("Priya", "Pat", "Petra"), "6")
SMALL = {"Hari": "3", "Carol": "5", "Cy": "7"}


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def rated(hall: Hall, answers: dict[str, str], number: str = "6", reason: str = "") -> None:
    open_for_rating(hall, number)
    for name, answer in answers.items():
        assert hall.rate(name, number, answer, reason and f"{reason} of {name}").status_code == 303


def revealed(hall: Hall, answers: dict[str, str], reason: str = "") -> None:
    rated(hall, answers, reason=reason)
    reveal(hall)


def test_an_answer_to_a_round_that_was_called_off_is_not_recorded_in_the_next(hall: Hall) -> None:
    open_for_rating(hall, "6")
    gone, old = hall.sitting, hall.rounds["6"]
    assert hall.act(f"/sittings/{gone}/call-off").status_code == 303
    open_for_rating(hall, "9")
    assert hall.sitting != gone and hall.rounds["9"] != old
    assert hall.act(f"/rounds/{old}/rating", by="Pat", answer="3", key=new_token()).status_code == 404
    assert hall.act(f"/sittings/{gone}/call-off").status_code == 303  # pressed twice
    for act in ("close-and-reveal", "close"):
        assert hall.act(f"/sittings/{gone}/{act}").status_code == 404
    with hall.store.read() as session:
        round_ = session.get_one(Round, hall.rounds["9"])
        assert round_.sitting.closed_at is None
        assert session.exec(select(Rating).where(Rating.round_id == round_.id)).all() == []


def test_f32_who_of_which_small_group_answers_again_is_counted_for_the_room_alone(hall: Hall) -> None:
    revealed(hall, {**COUNCIL, **PROVIDERS, **SMALL})
    rated(hall, {"Carol": "6", "Cy": "10"})
    told = re.findall(r'<aside id="progress".*?</aside>', hall.see("/console", by="Sam").text, re.DOTALL)[0]
    assert "2 of 10" in told and not [group for group in hall.groups if group in told]


def test_in_a_first_round_who_has_answered_is_told_by_group(hall: Hall) -> None:
    rated(hall, {"Carol": "6"})
    told = re.findall(r'<aside id="progress".*?</aside>', hall.see("/console", by="Sam").text, re.DOTALL)[0]
    assert "1 of 2" in told and "Carers" in told


def offered(hall: Hall, title: str, by: str) -> None:
    fields = {"standard": "6", "title": title, "strength": "some", "key": new_token()}
    assert hall.act("/phone/evidence", by=by, **fields).status_code == 303


def test_f32_what_is_written_after_a_consent_was_taken_back_bears_no_groups_name(hall: Hall) -> None:
    assert hall.act("/choice", by="Hari", choice="shown").status_code == 303
    offered(hall, "Before the reveal", "Hari")
    revealed(hall, {**COUNCIL, **PROVIDERS, **SMALL}, reason="first-canary")
    hall.act("/standards/6/show")
    assert "first-canary of Hari" in hall.see("/console/standards/6", by="Sam").text
    assert hall.act("/choice", by="Hari", choice="pooled").status_code == 303
    offered(hall, "After it was taken back", "Hari")
    offered(hall, "Another group's", "Pat")
    revealed(hall, {**COUNCIL, **PROVIDERS, **SMALL, "Hari": "9"}, reason="second-canary")
    console = hall.see("/console/standards/6", by="Sam").text
    assert "second-canary of Pat" in console and "second-canary of Hari" not in console
    items = {it["title"]: it["offered_by"] for it in standard_of(hall)["evidence"]}
    assert items == {"Before the reveal": "Healthwatch", "After it was taken back": "", "Another group's": ""}


def standard_of(hall: Hall) -> dict:  # type: ignore[type-arg]
    record = json.loads(hall.see("/export/record.json").text)
    return next(it for domain in record["domains"] for it in domain["standards"] if it["number"] == "6")


def test_f32_a_first_view_is_told_with_two_others_or_not_at_all(hall: Hall) -> None:
    revealed(hall, {**COUNCIL, **PROVIDERS, **SMALL})
    revealed(hall, {"Hari": "6", "Carol": "4", "Cy": "9"})
    for place, name in enumerate(("Hari", "Carol", "Cy"), 1):
        answer = hall.act(f"/rounds/{hall.rounds['6']}/first-view", by=name, keep="true")
        assert answer.status_code == 303
        kept = standard_of(hall)["rounds"][1]["shown"]["kept_first_views"]
        assert kept == ([3, 5, 7] if place == 3 else [])


def test_f24_whose_evidence_it_is_reaches_no_phone_before_the_round_is_shown(hall: Hall) -> None:
    offered(hall, "A survey", "Pat")
    revealed(hall, {**COUNCIL, **PROVIDERS, **SMALL})
    pages = ("/phone/evidence?standard=6", f"/phone/rounds/{hall.rounds['6']}")
    for path in pages:
        assert "Some · Providers" not in " ".join(hall.see(path, by="Olu").text.split())
    hall.act("/standards/6/show")
    for path in pages:
        assert "· Providers" in " ".join(hall.see(path, by="Olu").text.split())


def test_a_waiting_seat_on_a_new_phone_takes_nobodys_consent(hall: Hall) -> None:
    assert hall.act("/choice", by="Hari", choice="shown").status_code == 303
    with Session(hall.store.writing) as session, session.begin():
        take_seat(session, session.get_one(Workshop, hall.id), hall.groups["Healthwatch"], "")
        session.flush()
    with hall.store.read() as session:
        waiting = max(session.exec(select(Seat.id).where(Seat.workshop_id == hall.id)))
    page = hall.act(f"/seats/{waiting}/rejoin-code", by="Sam").text
    code = re.search(r'id="rejoin-code">([^<]+)<', page)
    assert code
    with hall.browser(None) as browser:
        assert browser.post("/rejoin", data={"code": code[1]}).status_code == 303
    with hall.store.read() as session:
        assert session.get_one(Seat, hall.seats["Hari"]).may_show_group is True


@pytest.mark.parametrize("name", ["Sam", "Ruth", "stage"])
def test_a_place_that_a_link_gave_has_no_rejoin_code_and_moves_to_no_group(hall: Hall, name: str) -> None:
    seat = hall.seats[name]
    assert hall.act(f"/seats/{seat}/rejoin-code").status_code == 404
    group = str(hall.groups["Council"])
    assert hall.act(f"/seats/{seat}/move", group=group, reason="To see what happens").status_code == 404


def test_f24_what_was_said_of_a_person_who_moves_is_in_no_export(hall: Hall) -> None:
    moved = hall.act(f"/seats/{hall.seats['Cy']}/move", group=str(hall.groups["Council"]), reason="canary-of-a-move")
    assert moved.status_code == 303
    assert "canary-of-a-move" not in hall.see("/export/record.json").text
    open_for_rating(hall, "6")
    assert "canary-of-a-move" not in hall.see("/export/record.json").text
