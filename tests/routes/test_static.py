"""Styles and scripts travel compressed, without a proxy too, and are the same file either way."""

import gzip

import pytest

from app.main import STATIC
from tests.northvale import Town

SCRIPT = "scripts/line.js"


@pytest.mark.parametrize(("taken", "encoding"), [("gzip, deflate", "gzip"), ("identity", None)])
def test_a_script_is_compressed_for_who_takes_it(town: Town, taken: str, encoding: str | None) -> None:
    with town.stranger() as browser:
        answer = browser.get(f"/static/{SCRIPT}?0123456789ab", headers={"Accept-Encoding": taken})
        again = {"Accept-Encoding": taken, "If-None-Match": answer.headers["etag"]}
        unchanged = browser.get(f"/static/{SCRIPT}", headers=again)
    assert answer.content == (STATIC / SCRIPT).read_bytes()
    assert answer.headers["content-type"].startswith("text/javascript")
    assert (answer.headers.get("content-encoding"), answer.headers["vary"]) == (encoding, "Accept-Encoding")
    assert "immutable" in answer.headers["cache-control"]
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_page_is_not_compressed_here_because_its_length_would_tell_what_is_in_it(town: Town) -> None:
    with town.stranger() as browser:
        assert "content-encoding" not in browser.get("/join", headers={"Accept-Encoding": "gzip"}).headers


def test_what_is_compressed_follows_the_file(town: Town) -> None:
    raw = {"Accept-Encoding": "gzip"}
    with town.stranger() as browser, browser.stream("GET", f"/static/{SCRIPT}", headers=raw) as answer:
        sent = b"".join(answer.iter_raw())
    assert gzip.decompress(sent) == (STATIC / SCRIPT).read_bytes()
    assert int(answer.headers["content-length"]) == len(sent)
