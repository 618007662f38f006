"""All standards by group: a page of the console, and an act that puts it on stage and phones."""

import pytest

from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6", "9")
    for name, answer in (("Olu", "8"), ("Oona", "8"), ("Omar", "8"), ("Priya", "3"), ("Pat", "3"), ("Petra", "3")):
        hall.rate(name, "6", answer)
        hall.rate(name, "9", "5")
    hall.reveal()
    return hall


def test_without_scripts_the_act_leads_back_to_the_page_and_is_refused_before_anything_was_shown(hall: Hall) -> None:
    assert hall.act("/overview/show").status_code == 409
    hall.act("/standards/6/show")
    answer = hall.act("/overview/show")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{hall.path}/overview")
    assert "Take off the stage" in hall.see("/overview").text
    for path, name in (("/stage", "stage"), ("/phone", "Pat")):
        told = hall.see(path, by=name).text
        assert "A diverse and sustainable market" in told
        assert "All standards by group" in told
    assert "Promotes positive engagement" not in hall.see("/stage", by="stage").text
    hall.act("/overview/hide")
    assert "All standards by group" not in hall.see("/stage", by="stage").text


def test_the_scribe_reads_it_and_cannot_put_it_on_stage(hall: Hall) -> None:
    hall.act("/standards/6/show")
    page = hall.see("/overview", by="Sam").text
    assert "<b>8</b>" in page and "Put on stage" not in page
    assert hall.act("/overview/show", by="Sam").status_code == 403
