"""Words read back by HTTP: asked about once, and kept in the form."""

import pytest
from sqlmodel import select

from app.models import ReadBack
from tests.northvale import Hall, Town
from tests.routes.positioned import WORDS, with_something_to_settle


@pytest.fixture
def hall(town: Town) -> Hall:
    return with_something_to_settle(town)


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
