"""The exports' own router on a small application, so that these tests need no other screen."""

from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import pytest
from docx import Document
from fastapi import FastAPI, Request
from sqlmodel import Session
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from app.access.places import account_cookie, seat_cookie
from app.errors import Refusal
from app.models import SignIn
from app.routes.exports import router
from app.running import Running
from app.settings import Settings
from app.store.sqlite import Store
from tests.exports.conftest import Northvale


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(router)
    app.add_exception_handler(Refusal, _refused)
    nobody_writes_it: Any = SimpleNamespace(note=lambda token_hash: None)
    parts = dict.fromkeys(
        ("bus", "writer", "rooms", "reveals", "emptying", "packing", "endings", "guessing", "pace", "weighing", "tries",
         "simulating", "tidying", "arrivals", "together")
    )  # fmt: skip
    app.state.running = Running(Settings(_env_file=None), store=store, seen=nobody_writes_it, **cast(Any, parts))
    with TestClient(app) as client:
        yield client


def _refused(_: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), error.status if isinstance(error, Refusal) else 500)


@pytest.fixture
def facilitator(session: Session, northvale: Northvale, client: TestClient) -> TestClient:
    client.cookies.set(account_cookie(is_https=False), SignIn.start(session, northvale.owner_id))
    session.commit()
    return client


def test_the_facilitator_takes_the_record_away_as_json(facilitator: TestClient, northvale: Northvale) -> None:
    answer = facilitator.get(f"/workshops/{northvale.id}/export/record.json")
    assert answer.status_code == 200 and answer.json()["workshop"]["council"] == "Northvale Council"
    expected = 'attachment; filename="northvale-council-2026-11-21-workshop-1-NOT-FOR-PUBLICATION-record.json"'
    assert answer.headers["content-disposition"] == expected
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("query", "has_number"), [("", False), ("?numbers=no", False), ("?numbers=yes", True)])
def test_the_word_document_has_numbers_only_when_asked(
    facilitator: TestClient, northvale: Northvale, query: str, has_number: bool
) -> None:
    answer = facilitator.get(f"/workshops/{northvale.id}/export/record.docx{query}")
    assert answer.headers["content-disposition"].endswith('-workshop-1-NOT-FOR-PUBLICATION-forms.docx"')
    cells = [
        cell.text for table in Document(BytesIO(answer.content)).tables for row in table.rows for cell in row.cells
    ]
    assert any("7 (Green)" in text for text in cells) == has_number


def test_nobody_else_takes_it(session: Session, northvale: Northvale, client: TestClient) -> None:
    session.commit()
    address = f"/workshops/{northvale.id}/export/record.json"
    assert client.get(address).status_code == 404
    client.cookies.set(seat_cookie(northvale.id, is_https=False), northvale.tokens[0])
    assert client.get(address).status_code == 403
