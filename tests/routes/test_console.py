"""The console: where a workshop leads, who reads it, and what is on it."""

from app.models import WorkshopState
from tests.live.conftest import settled
from tests.markup import read
from tests.northvale import Hall, Town


def test_f23_a_scribe_reads_no_console_page_reason_or_person_after_the_close(town: Town) -> None:
    hall = settled(town)
    assert "canary-of-Priya" in hall.see("/console/standards/6", by="Sam").text
    hall.act("/close")
    for path in ("/console", "/console/standards/6", "/people", "/evidence", "/stage", "/export/record.json", "/words"):
        page = hall.see(path, by="Sam")
        assert page.status_code == 403, path
        assert "canary" not in page.text and "Providers" not in page.text


def test_a_workshop_leads_to_its_steps_until_the_lobby_opens_and_to_the_console_from_then_on(town: Town) -> None:
    draft, lobby = town.hall_in(WorkshopState.DRAFT), town.hall_in(WorkshopState.LOBBY)
    for name in ("Fay", "Sam"):
        steps = draft.see("", by=name)
        assert steps.status_code == 200 and f'href="{draft.path}/prepare/' in steps.text
        assert lobby.see("", by=name).headers["location"] == f"{lobby.path}/console"


def test_the_page_of_a_standard_is_asked_for_by_a_number_of_this_workshop(town: Town) -> None:
    hall = town.hall()
    assert "A diverse and sustainable market" in hall.see("/console/standards/6").text
    assert hall.see("/console/standards/1").status_code == 404, "published, and not chosen for this workshop"


def test_a_first_wording_is_offered_beside_the_field_and_never_in_it(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    for name, answer in {
        **dict.fromkeys(("Olu", "Oona", "Omar", "Ola"), "9"),
        "Priya": "2",
        "Pat": "2",
        "Petra": "3",
    }.items():
        hall.rate(name, "6", answer)
    hall.reveal()
    page = read(hall.see("/console/standards/6", by="Sam").text)
    offered = [one.get("value") for one in page.all("button") if one.get("name") == "first_wording"]
    words, figures = offered
    assert words == "Providers rated this much lower than Council did." and "middle 2 (Red)" in figures
    field = next(one for one in page.all("textarea") if one.get("name") == "divergent_views")
    assert field.text.strip() == ""


def missing_on(hall: Hall, path: str, by: str = "Fay") -> str:
    page = read(hall.see(path, by=by).text)
    return " ".join(" ".join(one.text for one in page.all("p") if one.get("class") == "missing").split())


def test_before_settling_the_console_names_the_units_that_were_not_heard_and_the_record_does_after_it(
    town: Town,
) -> None:
    hall = town.hall()
    hall.open("6")
    for name in ("Olu", "Oona", "Omar", "Hari", "Carol", "Cy"):
        hall.rate(name, "6", "6")
    assert missing_on(hall, "/console/standards/6") == "", "nobody is missing while people rate"
    hall.reveal()
    for name in ("Fay", "Sam"):
        named = missing_on(hall, "/console/standards/6", name)
        assert named == "Missing voices: Providers was not heard. Settling all the same is recorded as such."
    for path in ("/console/domains/3", "/console/overall"):
        assert "6: Providers was not heard." in missing_on(hall, path)
    fields = {"state": "agreed", "wording": "So it is.", "after_version": "0"}
    assert hall.act("/positions/standard-6", **fields).status_code == 303
    page = hall.see("/console/standards/6").text
    assert "Missing when it was settled: Providers was not heard." in page
    assert missing_on(hall, "/console/standards/6") == ""


def test_who_was_missing_from_a_round_that_is_not_shown_is_on_no_phone_and_no_stage(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    for name in ("Olu", "Oona", "Omar", "Hari", "Carol", "Cy"):
        hall.rate(name, "6", "6")
    hall.reveal()
    for name, path in (("Olu", "/phone"), ("Olu", "/live?screen=phone"), ("stage", "/live?screen=stage")):
        assert "not heard" not in hall.see(path, by=name).text and "Missing" not in hall.see(path, by=name).text
