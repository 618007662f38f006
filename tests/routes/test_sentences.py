"""Before you publish: nothing public is made while a sentence that names somebody waits; each is decided about once."""

import pytest
from sqlmodel import Session, select

from app.models import Event, Pack, PositionState, Release
from app.models.ending import pack as made
from app.models.record.position import Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.forms import Form, forms_of
from tests.northvale import Hall, Town

NAMING = "Ask Healthwatch and the carers, in 3 weeks"
PATH = "/pack/sentences"


@pytest.fixture
def hall(town: Town) -> Hall:
    """Standard 6 is shown and settled; an action on it names a group that no public file tells of by itself."""
    hall = town.hall()
    hall.open("6")
    for name, answer in {"Priya": "3", "Pat": "3", "Petra": "4", "Olu": "8", "Oona": "8", "Hari": "9"}.items():
        hall.rate(name, "6", answer)
    hall.reveal()
    hall.act("/standards/6/show")
    with Session(town.store.writing) as session, session.begin():
        about = Subject.standard(numbered(session, hall.id, "6"))
        settle(session, about, Wording(PositionState.AGREED, "Choice is thin."), "facilitator", 0)
    assert hall.act("/actions", subject="standard-6", what=NAMING, key=new_token()).status_code == 303
    return hall


def forms(hall: Hall) -> list[Form]:
    return [form for form in forms_of(hall.see(PATH).text, f"{hall.path}{PATH}") if "mark" in form.fields]


def decide(hall: Hall, decision: str, **typed: str) -> int:
    (form,) = forms(hall)
    fields = {name: values[0] for name, values in form.fields.items() if values}
    return hall.act(PATH, **{**fields, "decision": decision, **typed}).status_code


def packs(hall: Hall) -> int:
    with hall.store.read() as session:
        return len(session.exec(select(Pack).where(Pack.workshop_id == hall.id)).all())


def test_a_sentence_that_names_a_group_stands_there_with_its_place_and_who_it_names(hall: Hall) -> None:
    page = hall.see(PATH).text
    assert "To decide (1)" in page and "Standard 6: Action" in page and NAMING in page
    assert "It names: <b>Healthwatch</b>" in page.replace("\u2068", "").replace("\u2069", "")
    assert "Leave it out: the whole action goes" in page
    assert "Sentences with figures or bands (1)" in page and "Found: 3" in page.replace("\u2068", "")


def test_no_public_pack_is_made_before_and_the_page_says_what_to_do(hall: Hall) -> None:
    page = hall.see("/pack").text
    assert "One sentence names" in page and "Make the public pack" not in page and f'href="{hall.path}{PATH}"' in page
    refused = hall.act("/pack", release="public")
    assert refused.status_code == 409 and "have to be decided about first" in refused.text
    assert 'href="#waiting"' in refused.text and 'id="waiting"' in refused.text
    assert packs(hall) == 0


@pytest.mark.parametrize("decision", ["kept", "left out"])
def test_once_it_is_decided_about_the_pack_can_be_made_and_it_can_be_decided_about_again(
    hall: Hall, decision: str
) -> None:
    assert decide(hall, decision) == 303
    page = hall.see(PATH).text
    assert "Nothing is left to decide" in page and "Decided (1)" in page
    assert "Make the public pack" in hall.see("/pack").text
    assert decide(hall, "edited", text="Ask those who take part") == 303
    assert "Ask those who take part" in hall.see(PATH).text
    with hall.store.read() as session:
        acts = session.exec(select(Event.act).where(Event.workshop_id == hall.id)).all()
    assert f"{decision} a sentence for publication" in acts and "edited a sentence for publication" in acts


def test_what_it_was_edited_into_may_not_name_them_either(hall: Hall) -> None:
    assert decide(hall, "edited", text="Ask Healthwatch") == 303
    page = hall.see(PATH).text
    assert "To decide (1)" in page and "In public files instead" in page and NAMING in page
    assert decide(hall, "kept") == 303
    assert "Nothing is left to decide" in hall.see(PATH).text


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_words_that_cannot_be_taken_stand_in_their_card_with_why(hall: Hall, text: str) -> None:
    (form,) = forms(hall)
    fields = {name: values[0] for name, values in form.fields.items() if values}
    refused = hall.act(PATH, **{**fields, "decision": "edited", "text": text})
    assert refused.status_code == 422 and "Please look at this again" in refused.text
    (again,) = [it for it in forms_of(refused.text, "/") if "mark" in it.fields]
    assert again.fields["text"][0].strip() == (text or NAMING)


@pytest.mark.parametrize("changes", [{"decision": ""}, {"decision": "published"}])
def test_what_is_no_decision_decides_nothing(hall: Hall, changes: dict[str, str]) -> None:
    (form,) = forms(hall)
    fields = {name: values[0] for name, values in form.fields.items() if values}
    assert hall.act(PATH, **{**fields, **changes}).status_code == 422
    assert "To decide (1)" in hall.see(PATH).text


@pytest.mark.parametrize(
    "changes", [{"mark": "0" * 64}, {"slug": "standard-9"}, {"field": "wording"}, {"field": "\x00"}]
)
def test_words_that_were_changed_meanwhile_are_not_decided_about_unseen(hall: Hall, changes: dict[str, str]) -> None:
    (form,) = forms(hall)
    fields = {name: values[0] for name, values in form.fields.items() if values}
    refused = hall.act(PATH, **{**fields, "decision": "kept", **changes})
    assert refused.status_code == 409 and "changed or taken out meanwhile" in refused.text
    assert "To decide (1)" in hall.see(PATH).text


def test_what_was_typed_comes_back_after_a_sign_in(hall: Hall) -> None:
    (form,) = forms(hall)
    fields = {name: values[0] for name, values in form.fields.items() if values}
    page = hall.act(PATH, **{**fields, "text": "Ask those who take part", "again": "yes"})
    (again,) = [it for it in forms_of(page.text, "/") if "mark" in it.fields]
    assert again.fields["text"][0].strip() == "Ask those who take part"
    assert "To decide (1)" in page.text


@pytest.mark.parametrize(("decision", "typed", "left"), [
    ("kept", {}, 1), ("edited", {"text": "Ask some groups."}, 0), ("left out", {}, 0),
])  # fmt: skip
def test_what_was_published_with_other_words_is_offered_no_longer(
    hall: Hall, decision: str, typed: dict[str, str], left: int
) -> None:
    with Session(hall.store.writing) as session, session.begin():
        pack = made.ask(session, hall.id, Release.PUBLIC, has_numbers=False, files=0, by="facilitator")
        pack.begin(session)
        pack.finish(session)
    assert packs(hall) == 1 and decide(hall, decision, **typed) == 303
    assert packs(hall) == left


@pytest.mark.parametrize("decision", ["kept", "left out"])
def test_words_that_were_changed_in_the_field_are_not_lost_by_the_other_button(hall: Hall, decision: str) -> None:
    assert decide(hall, decision, text="Ask some groups.") == 422
    (form,) = forms(hall)
    assert form.fields["mark"] and decide(hall, decision) == 303
