"""What is typed and not settled: told to consoles alone, and chosen where two texts stand."""

import json

import pytest
from sqlmodel import select

from app.models import TypedText, Workshop
from tests.live.conftest import Dial
from tests.northvale import Hall, Town
from tests.routes.positioned import with_something_to_settle


@pytest.fixture
def hall(town: Town) -> Hall:
    return with_something_to_settle(town)


def types(hall: Hall, slug: str, text: str, after: int = 0, by: str = "Fay", page: str = "") -> dict[str, object]:
    sent = {"field": "wording", "text": text, "after": str(after), "page": page or f"a-page-of-{by}"}
    answer: dict[str, object] = json.loads(hall.act(f"/positions/{slug}/typed", by=by, **sent).text)
    return answer


def test_what_is_typed_reaches_the_other_console_and_no_phone_or_stage(hall: Hall, dial: Dial) -> None:
    console, phone, stage = dial(hall, "Sam", "console", "&standard=6"), dial(hall, "Pat"), dial(hall, "stage", "stage")
    for line in (console, phone, stage):
        line.hear()
    assert types(hall, "standard-6", "Vacancies are low <b>")["number"] == 1
    assert "Vacancies are low &lt;b&gt;" in console.hear_until(lambda frame: "Vacancies" in frame)
    hall.act("/standards/6/show")
    for line in (phone, stage):
        line.hear_until(lambda frame: "diverse" in frame)
        assert "Vacancies" not in "".join(line.frames)


def test_typing_raises_a_number_of_its_own_and_no_revision(hall: Hall) -> None:
    with hall.store.read() as session:
        before = session.get_one(Workshop, hall.id)
        numbers = before.rev, before.typed
    types(hall, "overall", "As a whole")
    with hall.store.read() as session:
        after = session.get_one(Workshop, hall.id)
        assert (after.rev, after.typed) == (numbers[0], numbers[1] + 1)


def test_two_texts_side_by_side_are_told_to_who_types_and_one_is_chosen(hall: Hall) -> None:
    types(hall, "standard-6", "Fay's words")
    both = types(hall, "standard-6", "Sam's words", by="Sam")
    assert both["rival"]
    chosen = {"field": "wording", "number": str(both["number"]), "keep": "rival"}
    assert hall.act("/positions/standard-6/choose", **chosen).status_code == 303
    with hall.store.read() as session:
        (kept,) = session.exec(select(TypedText).where(TypedText.workshop_id == hall.id)).all()
    assert (kept.text, kept.has_rival) == ("Sam's words", False)


def test_what_is_typed_stands_in_the_form_of_whoever_opens_it(hall: Hall) -> None:
    types(hall, "domain-3", "Half a sentence & more")
    page = hall.see("/console/domains/3", by="Sam").text
    assert "Half a sentence &amp; more</textarea>" in page and 'name="seen-wording" value="1"' in page
