"""The key of a form, and what was said with it: the same press only if every field of it is the same."""

import asyncio
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from app.models.people.press import Pressed
from app.routes.pressing import _read

KEY = "a-key-of-22-characters"
Fields = list[tuple[str, str]]


def press(fields: Fields, path: str = "/workshops/1/links") -> Pressed:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": urlencode(fields).encode(), "more_body": False}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}
    return asyncio.run(_read(Request(scope, receive)))


def secret(*fields: tuple[str, str], path: str = "/workshops/1/links") -> str:
    return press([("key", KEY), *fields], path).secret


def test_the_same_form_sent_again_is_the_same_press() -> None:
    assert secret(("role", "scribe")) == secret(("role", "scribe")) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("role", "scribe")], [("role", "stage")]),
        ([("title", "ab"), ("note", "c")], [("title", "a"), ("note", "bc")]),
        ([("title", ""), ("note", "a")], [("title", "a"), ("note", "")]),
        ([("ab", "c")], [("a", "bc")]),
        ([("standards", "4"), ("standards", "6")], [("standards", "4")]),
        ([("standards", "4"), ("standards", "6")], [("standards", "6"), ("standards", "4")]),
        ([("standards", "46")], [("standards", "4"), ("standards", "6")]),
    ],
)
def test_whoever_writes_something_else_has_pressed_another_button(one: Fields, other: Fields) -> None:
    assert secret(*one) != secret(*other)


def test_the_key_of_another_page_is_another_press() -> None:
    assert secret(path="/workshops/1/links") != secret(path="/workshops/2/links")


@pytest.mark.parametrize("key", ["", "short", f"{KEY} ", f"{KEY}\n", "x" * 65, "<script>alert(1)</script>"])
def test_a_key_that_no_page_of_ours_makes_is_none_at_all(key: str) -> None:
    assert press([("key", key), ("role", "scribe")]).secret == ""
