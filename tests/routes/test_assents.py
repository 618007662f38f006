"""Whether words can stand, by POST: what the socket takes, own words, who stands behind them, and what is refused."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import Session, select

from app.clock import now
from app.models import AttributionRule, CanStand, Pack, Release, Seat, StandsBehind
from app.models.ending import pack as packs
from app.models.record.dissent import LONGEST, Shown
from app.tokens import new_token
from tests.markup import read
from tests.northvale import Hall, Town, until
from tests.on_disk import is_in_the_files
from tests.read_backs import CANARY, WORDS, answers, asked, dissent, revealed, say, words_of


@pytest.fixture
def hall(town: Town) -> Iterator[Hall]:
    yield revealed(town)


# -- Without JavaScript


def test_it_is_asked_at_home_answered_on_its_page_and_told_there(hall: Hall) -> None:
    read_back = asked(hall)
    home = hall.see("/phone", by="Pat").text
    assert "Can this stand?" in home and WORDS in home and "Not answered yet" in home
    page = hall.see("/phone/positions/standard-6", by="Pat")
    assert page.status_code == 200 and " checked" not in page.text
    answer = say(hall, "Pat", read_back, "no")
    assert answer.headers["location"].endswith(f"/phone/positions/standard-6#assent-{read_back}")
    for path in ("/phone", "/phone/positions/standard-6"):
        assert re.search(r"Recorded.{0,40}: I do not agree.{0,12}, \d\d:\d\d", hall.see(path, by="Pat").text, re.DOTALL)
    assert answers(hall) == {hall.seats["Pat"]: CanStand.DO_NOT_AGREE}


def test_all_that_are_asked_stand_on_one_page_and_lead_back_to_it(hall: Hall) -> None:
    read_back = asked(hall)
    page = hall.see("/phone/positions", by="Pat").text
    assert page.count('class="assent"') == 1 and WORDS in page
    answer = say(hall, "Pat", read_back, "ag", onward="all")
    assert answer.headers["location"].endswith(f"/phone/positions#asked-{read_back}")


def test_an_answer_of_one_page_leaves_own_words_alone(hall: Hall) -> None:
    read_back = asked(hall)
    dissent(hall, "Pat", read_back)
    assert say(hall, "Pat", read_back, "lw", onward="all").status_code == 303
    assert [row.text for row in words_of(hall)] == [CANARY]
    assert answers(hall)[hall.seats["Pat"]] is CanStand.LIVE_WITH_IT


def test_words_that_are_taken_back_leave_the_file_and_its_log(hall: Hall) -> None:
    words, read_back = f"Words of {new_token()}", asked(hall)
    dissent(hall, "Pat", read_back, words)
    assert is_in_the_files(hall.store.file, words)
    assert hall.act(f"/read-backs/{read_back}/take-back", by="Pat").status_code == 303
    until(lambda: not is_in_the_files(hall.store.file, words))


def test_own_words_are_given_back_changed_and_taken_back(hall: Hall) -> None:
    read_back = asked(hall)
    dissent(hall, "Pat", read_back, shown="unit", may_publish="no", asks_group="true")
    (row,) = words_of(hall)
    assert (row.shown, row.may_publish, row.asks_group, row.unit) == (Shown.WITH_UNIT, False, True, "Providers")
    page = hall.see("/phone/positions/standard-6", by="Pat").text
    assert CANARY in page and page.count(" checked") == 4
    say(hall, "Pat", read_back, "no", words="", shown="unit")
    assert not words_of(hall) and answers(hall)[hall.seats["Pat"]] is CanStand.DO_NOT_AGREE
    dissent(hall, "Pat", read_back)
    assert hall.act(f"/read-backs/{read_back}/take-back", by="Pat").status_code == 303
    assert not words_of(hall)


def test_a_late_retry_outruns_neither_answer_nor_words(hall: Hall) -> None:
    read_back, key = asked(hall), new_token()
    say(hall, "Pat", read_back, "no", key, words="The first words.", shown="none")
    say(hall, "Pat", read_back, "lw", words="The second words.", shown="none")
    say(hall, "Pat", read_back, "no", key, words="The first words.", shown="none")
    assert [row.text for row in words_of(hall)] == ["The second words."]
    assert answers(hall)[hall.seats["Pat"]] is CanStand.LIVE_WITH_IT


def test_going_back_and_choosing_otherwise_with_the_same_page_is_another_answer(hall: Hall) -> None:
    read_back, key = asked(hall), new_token()
    say(hall, "Pat", read_back, "no", key)
    say(hall, "Pat", read_back, "ag", key)
    assert answers(hall)[hall.seats["Pat"]] is CanStand.AGREE


# -- Refused, and nothing lost or stored by half


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"answer": ""}, "choose “Agree”"),
        ({"answer": "yes"}, "choose “Agree”"),
        ({"shown": ""}, "Choose how your words may be shown"),
        ({"words": "x" * (LONGEST + 1)}, "Keep this under"),
        ({"shown": "everybody"}, "could not be read"),
    ],
)
def test_what_cannot_be_taken_comes_back_whole_and_nothing_of_it_is_stored(
    hall: Hall, fields: dict[str, str], problem: str
) -> None:
    read_back = asked(hall)
    sent = {"answer": "no", "words": CANARY, "shown": "none", "key": new_token(), **fields}
    answer = hall.act(f"/read-backs/{read_back}/assent", by="Pat", **sent)
    assert answer.status_code == 422 and problem in answer.text and sent["words"] in answer.text
    assert not answers(hall) and not words_of(hall)


def test_words_that_changed_meanwhile_are_not_answered_by_an_old_page_and_what_was_written_stays(hall: Hall) -> None:
    earlier = asked(hall)
    asked(hall, "Choice is good.")
    answer = say(hall, "Pat", earlier, "no", words=CANARY, shown="none")
    assert answer.status_code == 422
    assert "the words that you were asked about have changed" in answer.text
    assert "Choice is good." in answer.text and CANARY in answer.text
    assert not answers(hall) and not words_of(hall)


def test_who_answered_earlier_words_is_told_so_and_asked_again(hall: Hall) -> None:
    say(hall, "Pat", asked(hall), "ag")
    asked(hall, "Choice is good.")
    assert "The words have changed since you answered" in hall.see("/phone", by="Pat").text
    assert "stays in the\nrecord" in hall.see("/phone/positions/standard-6", by="Pat").text
    assert "have changed since" not in hall.see("/phone", by="Petra").text
    assert len(answers(hall)) == 1


def test_a_read_back_of_another_room_is_not_there(hall: Hall, town: Town) -> None:
    other = asked(revealed(town))
    asked(hall)
    assert say(hall, "Pat", other, "no", words=CANARY, shown="none").status_code == 404
    assert hall.act(f"/read-backs/{other}/take-back", by="Pat").status_code == 404
    assert not words_of(hall)


def test_who_came_after_the_reveal_is_told_when_they_join(hall: Hall) -> None:
    read_back = asked(hall)
    hall.comes_late("Lin", "Providers")
    hall.let_all_in()
    page = hall.see("/phone/positions/standard-6", by="Lin").text
    assert "You join from the next standard" in page and 'class="assent"' not in page
    answer = say(hall, "Lin", read_back, "no")
    assert answer.status_code == 422 and "you join from the next standard" in answer.text


def test_a_live_page_gets_its_receipt_and_a_refusal_as_one(hall: Hall) -> None:
    read_back = asked(hall)
    with hall.browser("Pat") as pat:
        pat.headers["HX-Request"] = "true"
        at = f"{hall.path}/read-backs/{read_back}/assent"
        key = new_token()
        taken = pat.post(at, data={"answer": "no", "key": key})
        refused = pat.post(at, data={"answer": "no", "key": new_token(), "words": CANARY, "shown": ""})
    assert taken.status_code == 200 and f'data-key="{key}"' in taken.text
    assert refused.status_code == 422 and "Not recorded. Choose how your words may be shown" in refused.text
    assert f'id="assent-{read_back}"' in refused.text


# -- Standing behind


def test_the_group_is_asked_without_the_writer_and_joins_and_leaves(hall: Hall) -> None:
    read_back = asked(hall)
    number = dissent(hall, "Pat", read_back, asks_group="true")
    assert "Your group is asked to stand behind words" in hall.see("/phone", by="Petra").text
    assert "Your group is asked" not in hall.see("/phone", by="Pat").text
    for path in ("/phone", "/phone/positions/standard-6", "/phone/positions"):
        assert CANARY not in hall.see(path, by="Olu").text
    page = hall.see("/phone/positions/standard-6", by="Petra").text
    assert CANARY in page and "Stand behind" in page
    assert hall.act(f"/dissents/{number}/stand", by="Petra").status_code == 303
    assert "You stand behind these words" in hall.see("/phone/positions/standard-6", by="Petra").text
    assert hall.act(f"/dissents/{number}/no-longer", by="Petra").status_code == 303
    with hall.store.read() as session:
        assert not session.exec(select(StandsBehind).where(StandsBehind.dissent_id == number)).all()


def test_nobody_acts_on_another_unit_s_words_or_on_their_own_as_somebody_else(hall: Hall) -> None:
    number = dissent(hall, "Pat", asked(hall), asks_group="true")
    for name in ("Olu", "Hari", "Pat"):
        assert hall.act(f"/dissents/{number}/stand", by=name).status_code == 404
    unasked = dissent(hall, "Olu", asked(hall))
    assert hall.act(f"/dissents/{unasked}/stand", by="Oona").status_code == 404


# -- Another hand


def test_what_was_said_before_a_rejoin_is_never_shown_to_the_new_phone(hall: Hall) -> None:
    read_back = asked(hall)
    dissent(hall, "Pat", read_back, shown="unit")
    other = dissent(hall, "Petra", read_back, "Fees are too low.", asks_group="true")
    hall.act(f"/dissents/{other}/stand", by="Pat")
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Seat, hall.seats["Pat"]).rejoined_at = now()
    for path in ("/phone", "/phone/positions/standard-6", "/phone/positions", "/live?screen=phone"):
        page = hall.see(path, by="Pat").text
        assert "on your other phone" in page and CANARY not in page
        assert ": I do not agree" not in re.sub(r"<button.*?</button>", "", page, flags=re.DOTALL)
        assert " checked" not in page and "You stand behind" not in page
    say(hall, "Pat", read_back, "ag", words="", shown="")
    assert CANARY in [row.text for row in words_of(hall)]  # an empty field that never held them takes nothing back


# -- The end


def test_it_may_change_after_the_close_and_under_not_attributable_not(town: Town) -> None:
    for rule, status in ((AttributionRule.BY_GROUP, 303), (AttributionRule.NOT_ATTRIBUTABLE, 403)):
        hall = revealed(town, attribution_rule=rule)
        read_back = asked(hall)
        assert hall.act("/close").status_code == 303
        assert say(hall, "Pat", read_back, "no", words=CANARY, shown="none").status_code == status
        assert ("Asked before" in hall.see("/phone", by="Pat").text) == (status == 303)


# -- Asking about everything


def test_one_act_asks_about_all_that_is_settled_and_one_ends_it(hall: Hall) -> None:
    hall.act("/positions/standard-6", state="agreed", wording=WORDS, after_version="0")
    hall.act("/positions/overall", state="agreed", wording="On the whole it is fair.", after_version="0")
    assert "Settled and not asked about: Standard 6, Overall" in hall.see("/console").text
    assert hall.act("/askings").status_code == 303 == hall.act("/askings").status_code
    page = hall.see("/phone/positions", by="Pat").text
    assert page.count('class="assent"') == 2
    assert hall.act("/askings/end").status_code == 303
    console = read(hall.see("/console").text).by_id("asking-all")
    assert console is not None and "The room was asked about everything" in console.text


@pytest.mark.parametrize("takes_back", ["by its button", "by an empty field", "by other words", "by not publishing it"])
def test_words_that_are_taken_back_or_changed_are_offered_in_no_pack_any_more(hall: Hall, takes_back: str) -> None:
    read_back = asked(hall)
    dissent(hall, "Pat", read_back, may_publish="yes")
    with Session(hall.store.writing) as session, session.begin():
        pack = packs.ask(session, hall.id, Release.PUBLIC, has_numbers=False, files=1, by="facilitator")
        pack.begin(session)
        pack.keep(session, "docx", "forms.docx", "text/plain", CANARY.encode())
        pack.finish(session)
    if takes_back == "by its button":
        hall.act(f"/read-backs/{read_back}/take-back", by="Pat")
    else:
        words = {"by an empty field": "", "by other words": "Other words."}.get(takes_back, CANARY)
        may = "no" if takes_back == "by not publishing it" else "yes"
        assert say(hall, "Pat", read_back, "no", words=words, shown="none", may_publish=may).status_code == 303
    with hall.store.read() as session:
        assert session.exec(select(Pack).where(Pack.workshop_id == hall.id)).all() == []
