"""Of a request’s cookies ours alone are read: quickly, whatever a stranger makes up, and beside those of others."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.access.by_hand import little_work, raw
from tests.northvale import Town, started

COOKIES = {
    "escapes": 'x="' + "\\" * 16_000 + '"',
    "a seat's": 'seat-1="' + "\\" * 16_000 + '"',
    "a reader's": 'reader-1="' + "\\" * 16_000 + '"',
    "many": "; ".join(f'account="{chr(92)}{n:03o}"' for n in range(400)),
}


@pytest.fixture(scope="module")
def alone(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A server that nobody else gives work to: its address and its process."""
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("cookies") / "town.sqlite3"))
    with started(file) as (process, base):
        yield base, process.pid


@pytest.mark.parametrize("cookie", COOKIES.values(), ids=COOKIES)
@pytest.mark.parametrize("path", ["/", "/sign-in", "/join/ABCDEF", "/workshops/1/phone"])
def test_f19_no_cookie_of_a_strangers_making_holds_everybody_up(alone: tuple[str, int], path: str, cookie: str) -> None:
    """Unquoting one took a time that grows with the square of its length, on the event loop: 5 s for 32 kB."""
    base, server = alone
    with little_work(server):
        head = f"GET {path} HTTP/1.1\r\nHost: {urlsplit(base).netloc}\r\nCookie: {cookie}\r\n\r\n"
        assert raw(base, head.encode(), iter(())).startswith(b"HTTP/1.1 ")


def test_ones_own_cookie_is_read_beside_those_of_others(town: Town) -> None:
    hall = town.hall()
    ours = f"seat-{hall.id}={hall.tokens['Hari']}"
    with hall.browser(None) as browser:
        answer = browser.get(f"{hall.path}/phone", headers={"Cookie": f'theirs="a b"; {ours}; more=1'})
    assert answer.status_code == 200
