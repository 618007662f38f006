"""Comments at a real server: on a phone, by a return link, without scripts; and read by the facilitator alone."""

import json
import re
from datetime import datetime, time, timedelta

import pytest
from sqlmodel import Session, select

from app.clock import LONDON, today
from app.models import AttributionRule, Comment, Workshop, WorkshopState
from app.models.record.comment import LONGEST
from app.models.workshop.event import record
from app.models.workshop.workshop import COMMENTS_FOR, UNDO_WITHIN
from app.tokens import new_token
from tests.markup import read
from tests.northvale import Hall, Town

CANARY = "Nobody asked the night staff of Elm House."


@pytest.fixture
def closed(town: Town) -> Hall:
    return town.hall_in(WorkshopState.CLOSED)


@pytest.fixture
def cut(town: Town) -> Hall:
    """Under *not attributable*, after the ten minutes."""
    hall = town.hall_in(WorkshopState.CLOSED, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    ago(hall, UNDO_WITHIN)
    return hall


def ago(hall: Hall, past: timedelta) -> None:
    """As if it had been closed so long before; an act makes the server read it anew."""
    with Session(hall.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        assert workshop.closed_at
        workshop.closed_at -= past
        record(session, hall.id, "program", "looked at the clock")


def say(hall: Hall, name: str, text: str = CANARY, about: str = "standard-6", key: str = "") -> int:
    return hall.act("/phone/comments", by=name, text=text, about=about, key=key or new_token()).status_code


def rows(hall: Hall) -> list[Comment]:
    with hall.store.read() as session:
        return list(session.exec(select(Comment).where(Comment.workshop_id == hall.id)).all())


def rev(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.get_one(Workshop, hall.id).rev


@pytest.mark.parametrize("who", ["Olu", "reader"])
def test_a_form_without_scripts_is_enough_and_its_writer_sees_it_and_takes_it_back(closed: Hall, who: str) -> None:
    page = read(closed.see("/phone/comments?about=standard-6", by=who).text)
    assert [one for one in page.all("textarea") if one.get("name") == "text"]
    assert say(closed, who) == 303
    mine = closed.see("/phone/comments", by=who).text
    assert CANARY in mine and CANARY not in closed.see("/phone/comments", by="Pat").text
    (path,) = re.findall(rf'action="{closed.path}(/phone/comments/[0-9]+/take-back)"', mine)
    assert closed.act(path, by="Pat", key=new_token()).status_code == 404
    assert closed.act(path, by=who, key=new_token()).status_code == 303
    assert rows(closed) == []


def test_the_same_form_sent_twice_is_one_comment_and_other_words_are_another(closed: Hall) -> None:
    key = new_token()
    assert [say(closed, "Olu", key=key), say(closed, "Olu", key=key)] == [303, 303]
    assert len(rows(closed)) == 1
    say(closed, "Olu", "Otherwise.", key=key)
    assert len(rows(closed)) == 2


def test_it_is_read_by_the_facilitator_alone(closed: Hall) -> None:
    say(closed, "Olu")
    page = closed.see("/console/comments").text
    assert CANARY in page
    assert "1 comment</a>" in " ".join(closed.see("/console").text.split())
    closed.act("/grants", exports="yes", finishes="yes")
    for name, path in (("Sam", "/console"), ("Sam", "/console/standards/6"), ("stage", "/stage"), ("Pat", "/phone"),
                       ("Pat", "/phone/mine/standard-6"), ("Sam", "/export/record.json")):  # fmt: skip
        answer = closed.see(path, by=name)
        assert answer.status_code == 200 and CANARY not in answer.text, (name, path)
        assert "1 comment" not in answer.text, (name, path)
    assert closed.see("/console/comments", by="Sam").status_code == 403


def test_no_file_and_no_log_has_it(closed: Hall) -> None:
    say(closed, "Olu")
    record_ = closed.see("/export/record.json").text
    assert CANARY not in json.loads(record_) and "Elm House" not in record_
    with closed.store.read() as session:
        log = session.connection().exec_driver_sql("SELECT act || about || holds FROM event").scalars().all()
    assert not any("Elm House" in line or "omment" in line for line in log)


def test_no_screen_is_told_of_it_so_that_nobody_sees_who_has_just_written(closed: Hall) -> None:
    before = rev(closed)
    say(closed, "Olu")
    assert rev(closed) == before and rows(closed)


def test_what_is_refused_comes_back_with_what_was_typed(closed: Hall) -> None:
    answer = closed.act("/phone/comments", by="Olu", about="standard-6", text="x" * (LONGEST + 1), key=new_token())
    assert answer.status_code == 422 and "x" * (LONGEST + 1) in answer.text and "6. " in answer.text


@pytest.mark.parametrize("about", ["standard-8", "domain-9", "nothing", "overall-1"])
def test_what_is_not_there_leads_nowhere(closed: Hall, about: str) -> None:
    assert closed.see(f"/phone/comments?about={about}", by="Olu").status_code == 404
    assert say(closed, "Olu", about=about) == 404


def test_when_the_seven_days_are_over_it_says_so_and_keeps_what_was_typed_in_view(closed: Hall) -> None:
    say(closed, "Olu", "In time.")
    ago(closed, COMMENTS_FOR)
    answer = closed.act("/phone/comments", by="Olu", text=CANARY, key=new_token())
    assert answer.status_code == 422 and CANARY in answer.text and "for seven days, until" in answer.text
    page = closed.see("/phone/comments", by="Olu").text
    assert "People could comment until" in page and "In time." in page and "take-back" not in page
    assert "Comment on this" not in closed.see("/phone", by="Olu").text


def test_after_the_close_was_undone_the_words_are_given_back(closed: Hall) -> None:
    closed.act("/close/undo")
    answer = closed.act("/phone/comments", by="Olu", text=CANARY, key=new_token())
    assert answer.status_code == 403 and CANARY in answer.text
    assert rows(closed) == []


def test_after_the_confirmation_it_goes_on(closed: Hall) -> None:
    closed.act("/confirm")
    assert say(closed, "Olu") == 303 and CANARY in closed.see("/console/comments").text


def test_a_link_that_has_ended_writes_no_more(closed: Hall) -> None:
    closed.act("/phone/mine/link/end", by="Hari")
    assert say(closed, "reader") == 404
    assert rows(closed) == []


# -- Not attributable


def test_it_says_before_one_writes_that_it_cannot_be_taken_back_and_stores_neither_seat_nor_hour(cut: Hall) -> None:
    page = " ".join(read(cut.see("/phone/comments?about=standard-6", by="Olu").text).text.split())
    assert "It cannot be taken back: it is stored without your seat, and with the day alone." in page
    key = new_token()
    assert [say(cut, "Olu", key=key), say(cut, "Olu", key=key)] == [303, 303]
    (row,) = rows(cut)
    assert (row.seat_id, row.written_at) == (None, datetime.combine(today(), time(), LONDON))
    assert CANARY not in cut.see("/phone/comments", by="Olu").text
    with cut.store.read() as session:
        tables = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        stored = [
            str(row) for name in tables.all() for row in session.connection().exec_driver_sql(f'SELECT * FROM "{name}"')
        ]
    assert not any(key in line for line in stored), "the phone has this key"


def test_a_group_is_never_named(cut: Hall) -> None:
    say(cut, "Olu")
    assert CANARY not in cut.see("/console/comments").text and "before today" in cut.see("/console").text
    with Session(cut.store.writing) as session, session.begin():
        for row in session.exec(select(Comment).where(Comment.workshop_id == cut.id)):
            assert row.written_at
            row.written_at -= timedelta(days=1)
    text = cut.see("/console/comments").text.split("What is said here")[0]
    assert CANARY in text and "Council</p>" not in text


def test_by_a_return_link_nobody_comments(cut: Hall) -> None:
    assert say(cut, "reader") == 403
