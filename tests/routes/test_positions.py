"""Positions by HTTP: one settle, one undo, one read-back for a standard, a domain and the whole; and what is typed."""

import json

import pytest
from sqlmodel import select

from app.exports.sealing import FIXED
from app.exports.stored import check
from app.models import Action, Position, ReadBack, TypedText, Workshop
from app.models.workshop.event import entries_of
from tests.live.conftest import Dial
from tests.northvale import Hall, Town

SLUGS = ("standard-6", "domain-3", "overall")
WORDS = {"state": "agreed", "wording": "Choice is thin outside the towns.", "after_version": "0"}


@pytest.fixture
def hall(town: Town) -> Hall:
    """Standard 6 is revealed."""
    hall = town.hall()
    hall.open("6")
    for name in ("Olu", "Oona", "Omar", "Priya", "Pat", "Petra"):
        hall.rate(name, "6", "3")
    hall.reveal()
    return hall


def newest(hall: Hall) -> Position | None:
    with hall.store.read() as session:
        positions = select(Position).where(Position.workshop_id == hall.id).order_by(Position.id.desc())  # type: ignore[attr-defined]
        return session.exec(positions).first()


def types(hall: Hall, slug: str, text: str, after: int = 0, by: str = "Fay", page: str = "") -> dict[str, object]:
    sent = {"field": "wording", "text": text, "after": str(after), "page": page or f"a-page-of-{by}"}
    answer: dict[str, object] = json.loads(hall.act(f"/positions/{slug}/typed", by=by, **sent).text)
    return answer


@pytest.mark.parametrize("slug", SLUGS)
def test_a_position_of_any_level_is_settled_undone_and_settled_again(hall: Hall, slug: str) -> None:
    assert hall.act(f"/positions/{slug}", by="Sam", **WORDS).status_code == 303
    assert hall.act(f"/positions/{slug}/undo", version="1").status_code == 303
    first = newest(hall)
    assert first and (first.key.slug, first.is_settled) == (slug, False)
    again = {**WORDS, "wording": "Other words.", "after_version": "1"}
    assert hall.act(f"/positions/{slug}", **again).status_code == 303
    second = newest(hall)
    assert second and (second.version, second.wording, second.is_settled) == (2, "Other words.", True)


def test_undoing_asks_no_reason_until_the_next_act_and_then_reopening_asks_for_one(hall: Hall) -> None:
    hall.act("/positions/standard-6", **WORDS)
    hall.act("/standards/6/pin")
    refused = hall.act("/positions/standard-6/undo", version="1")
    assert refused.status_code == 409 and "Reopen it, with a reason" in refused.text
    assert hall.act("/positions/standard-6/reopen", reason="A report came in").status_code == 303


def test_settle_and_next_leads_to_what_the_room_talks_about_next(hall: Hall) -> None:
    there = hall.act("/positions/standard-6", onward="yes", **WORDS)
    assert there.headers["location"] == f"{hall.path}/console/next"
    assert hall.see("/console/next").headers["location"] == f"{hall.path}/console"


def test_after_the_last_one_the_facilitator_is_led_to_what_is_open_before_the_close(hall: Hall) -> None:
    hall.act("/positions/standard-6", onward="yes", **WORDS)
    with hall.store.read() as session:
        waiting = [one.number for one in session.get_one(Workshop, hall.id).standards if not one.rounds]
    for number in waiting:
        assert hall.see("/console/next").headers["location"] == f"{hall.path}/console"
        hall.act(f"/standards/{number}/park")
    assert hall.see("/console/next").headers["location"] == f"{hall.path}/console/closing#heading"
    assert hall.see("/console/next", by="Sam").headers["location"] == f"{hall.path}/console"


def test_the_one_action_of_the_form_is_written_with_the_position_and_once(hall: Hall) -> None:
    line = {"action_what": "Open-book fee review", "action_who": "Council; Providers", "action_due": "31 Jan 2027"}
    for _ in range(2):
        assert hall.act("/positions/standard-6", key="a-key-of-the-form", **line, **WORDS).status_code == 303
    with hall.store.read() as session:
        (action,) = session.exec(select(Action).where(Action.workshop_id == hall.id)).all()
    assert (action.what, action.who, action.when) == (line["action_what"], ["Council", "Providers"], "31 Jan 2027")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "11", "from 1 to 10"), ("number", "seven", "whole number"), ("band", "Outstanding", "from the list"),
        ("action_due", "31.02.2027", "There is no day"), ("importance", "huge", "high, medium or low"),
        ("evidence", "x" * 4001, "under 4000 characters"), ("state", "won", "Choose how this standard ends"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_everything_typed_stays(hall: Hall, field: str, typed: str, said: str) -> None:
    words = {**WORDS, "next_step": "Ask <b>them</b>", "action_what": "A fee review", field: typed}
    page = hall.act("/positions/standard-6", **words)
    assert page.status_code == 422 and said in page.text
    assert "Ask &lt;b&gt;them&lt;/b&gt;" in page.text and 'value="A fee review"' in page.text
    assert newest(hall) is None


def test_folded_fields_are_finished_later_as_a_new_version_of_the_same_words(hall: Hall) -> None:
    hall.act("/positions/standard-6", **WORDS)
    later = {"evidence": "Waits fell.", "next_step": "A review", "importance": "high", "after_version": "1"}
    assert hall.act("/positions/standard-6/later", by="Sam", **later).status_code == 303
    finished = newest(hall)
    assert finished and (finished.version, finished.wording, finished.evidence) == (2, WORDS["wording"], "Waits fell.")
    assert finished.is_settled and finished.importance == "high"
    stale = hall.act("/positions/standard-6/later", **{**later, "evidence": "Others."})
    assert stale.status_code == 422 and "Others." in stale.text


def test_words_are_read_back_once_and_changed_words_ask_again(hall: Hall) -> None:
    for wording in ("Choice is thin.", "Choice is thin.", "Choice is thin, and fees are low."):
        assert hall.act("/positions/standard-6/read-back", **{**WORDS, "wording": wording}).status_code == 200
    with hall.store.read() as session:
        asked = session.exec(select(ReadBack).where(ReadBack.workshop_id == hall.id)).all()
    assert [(it.wording, it.is_open) for it in asked] == [
        ("Choice is thin.", False), ("Choice is thin, and fees are low.", True),
    ]  # fmt: skip


def test_a_form_without_scripts_keeps_its_words_when_they_are_read_back(hall: Hall) -> None:
    page = hall.act("/positions/standard-6/read-back", **WORDS, next_step="A review").text
    assert WORDS["wording"] in page and "A review" in page


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


@pytest.mark.parametrize("slug", ["standard-77", "domain-9", "standard", "overall-1", "nothing", "domain-"])
def test_a_position_that_is_not_there_leads_nowhere(hall: Hall, slug: str) -> None:
    assert hall.act(f"/positions/{slug}", **WORDS).status_code == 404
    assert hall.act(f"/positions/{slug}/typed", field="wording", page="a-page-of-fay").status_code == 404


def test_what_is_finished_after_the_close_is_fixed_with_the_rest_of_the_record(hall: Hall) -> None:
    """Or all that a file says of its standard could be another thing afterwards."""
    hall.act("/positions/standard-6", **WORDS)
    hall.act("/close")
    later = {"evidence": "Waits fell.", "after_version": "1"}
    assert hall.act("/positions/standard-6/later", **later).status_code == 303
    with hall.store.read() as session:
        acts = [event.act for event in entries_of(session, hall.id)]
        answer = check(session, hall.id)
    assert acts[-2:] == ["finished", FIXED] and answer.is_intact, answer.sentence
