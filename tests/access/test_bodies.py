"""What a request may carry: nobody stops the room by sending much, or by choosing how it is to be read."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from app.store.sqlite import Store
from app.tokens import new_token
from tests.access.by_hand import little_work, raw
from tests.northvale import Hall, Town, started

FORM = "application/x-www-form-urlencoded"
BOUNDARY = "a-line-of-ours"
KIB = 1024


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "stderr"


@pytest.fixture(scope="module")
def process(migrated: Path, log: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, int]]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("bodies") / "town.sqlite3"))
    store = Store(file)
    with started(file, log=log) as (process, base):
        yield Town(base, store), process.pid
    store.close()


@pytest.fixture(scope="module")
def town(process: tuple[Town, int]) -> Town:
    return process[0]


@pytest.fixture(scope="module")
def server(process: tuple[Town, int]) -> int:
    """Its process."""
    return process[1]


@pytest.fixture(scope="module")
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


@pytest.fixture(autouse=True)
def no_traceback(log: Path) -> Iterator[None]:
    yield
    said = log.read_text()
    log.write_text("")
    assert "Traceback" not in said and '"failed"' not in said, said


def parts(**fields: str | bytes) -> bytes:
    """A multipart body."""
    body = b""
    for name, value in fields.items():
        content = value if isinstance(value, bytes) else value.encode()
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        body += head.encode() + content + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


def post(hall: Hall, path: str, content: bytes, kind: str, by: str | None = None) -> httpx2.Response:
    with hall.browser(by) as browser:
        return browser.post(path, content=content, headers={"Content-Type": kind})


@pytest.mark.parametrize("path", ["/rejoin", "/join/ABCDEF", "/sign-in", "/workshops", "/frameworks"])
@pytest.mark.parametrize("charset", ["punycode", '"punycode"', "idna", "utf-7", "unicode_escape", "utf-16", "nonsense"])
def test_f19_a_charset_of_the_senders_choosing_does_not_hold_up_everybody(
    hall: Hall, server: int, path: str, charset: str
) -> None:
    slow = parts(code=b"a" * 60_000 + b"-" + b"zz99" * 35_000)
    with little_work(server):  # 2 s and more before
        answer = post(hall, path, slow, f"multipart/form-data; boundary={BOUNDARY}; charset={charset}")
    assert answer.status_code == 415 and "UTF-8" in answer.text


@pytest.mark.parametrize(
    "kind",
    [
        f"{FORM}; charset=punycode", f"{FORM};charset=utf-16", f"{FORM}; charset=utf-8; charset=utf-7",
        f"{FORM}; charset*=utf-8''punycode", "application/json; charset=utf-16", f"{FORM}, multipart/form-data",
        f"multipart/form-data; boundary={BOUNDARY}; charset=utf-8", "multipart/form-data", "text/plain",
        "application/json", "application/xml", "multipart/mixed; boundary=x", "\xff", "",
    ],
)  # fmt: skip
def test_a_form_is_read_in_one_way_and_everything_else_is_refused_in_words(hall: Hall, kind: str) -> None:
    with hall.browser("Priya") as browser:
        path = f"{hall.path}/rounds/{hall.rounds['6']}/rating"
        answer = browser.post(path, content=parts(answer="4"), headers=[(b"Content-Type", kind.encode("latin-1"))])
    assert answer.status_code == 415
    assert "Nothing was saved" in answer.text


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=UTF-8", f'{FORM};charset="utf-8"', FORM.upper()])
def test_a_form_as_browsers_send_it_is_taken(hall: Hall, kind: str) -> None:
    body = f"answer=4&key={new_token()}".encode()
    assert post(hall, f"{hall.path}/rounds/{hall.rounds['6']}/rating", body, kind, by="Priya").status_code == 303


def test_a_form_over_64_kib_is_refused_in_words_and_one_just_under_it_is_read(hall: Hall) -> None:
    def knock(size: int) -> httpx2.Response:
        return post(hall, "/rejoin", b"code=" + b"x" * (size - 5), FORM)

    assert knock(64 * KIB).status_code == 404  # read, and no such code
    refused = knock(64 * KIB + 1)
    assert refused.status_code == 413 and "too large" in refused.text


def test_what_is_written_about_a_position_may_be_longer(hall: Hall) -> None:
    path = f"{hall.path}/positions/standard-6"
    form = b"state=agreed&after_version=0&wording=" + b"x" * 200 * KIB
    assert post(hall, path, form, FORM, by="Fay").status_code == 422  # not revealed: the form comes back
    assert post(hall, path, b"wording=" + b"x" * 513 * KIB, FORM, by="Fay").status_code == 413


def head(hall: Hall, path: str, *more: str) -> bytes:
    lines = (f"POST {path} HTTP/1.1", f"Host: {urlsplit(hall.base).netloc}", f"Content-Type: {FORM}", *more)
    return "\r\n".join((*lines, "", "")).encode()


def test_80_mb_without_a_length_are_not_taken_into_memory(hall: Hall) -> None:
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    answer = raw(hall.base, head(hall, "/rejoin", "Transfer-Encoding: chunked"), (chunk for _ in range(1280)))
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_length_of_80_mb_is_refused_before_anything_is_sent(hall: Hall) -> None:
    assert raw(hall.base, head(hall, "/rejoin", "Content-Length: 80000000"), iter(())).startswith(b"HTTP/1.1 413 ")


def test_thousands_of_fields_are_refused_in_words(hall: Hall) -> None:
    answer = post(hall, "/rejoin", b"&".join(b"a=" for _ in range(20_000)), FORM)
    assert answer.status_code == 413 and "too many" in answer.text


@pytest.mark.parametrize("text", [b"%ED%A0%80", b"%FF%FE", b"\xed\xa0\x80", b"\xff", b"%C3"])
@pytest.mark.parametrize("path", ["/rejoin", "/sign-in", "/set-up/xx", "{code}", "{rating}", "{evidence}"])
def test_half_a_character_is_refused_in_words(hall: Hall, path: str, text: bytes) -> None:
    known = {
        "{code}": f"/join/{hall.code}",
        "{rating}": f"{hall.path}/rounds/{hall.rounds['6']}/rating",
        "{evidence}": f"{hall.path}/phone/evidence",
    }
    fields = b"&".join(name + b"=" + text for name in (b"email", b"code", b"label", b"reason", b"title", b"answer"))
    answer = post(hall, known.get(path, path), fields, FORM, by="Priya")
    assert answer.status_code == 400 and "UTF-8" in answer.text


@pytest.mark.parametrize("query", ["%ED%A0%80", "%FF"])
def test_half_a_character_in_an_address_leads_nowhere(hall: Hall, query: str) -> None:
    for path in (f"/join?code={query}", f"/join/{query}", f"/sign-in?then={query}", f"{hall.path}/words?q={query}"):
        with hall.browser("Priya") as browser:
            assert browser.get(path).status_code < 500


def test_a_file_is_not_read_before_it_is_known_who_sends_it(hall: Hall) -> None:
    """2 MB a visitor would be much memory for nothing."""
    length = "Content-Length: 2000000"
    kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY}"
    request = head(hall, "/frameworks", length).replace(f"Content-Type: {FORM}".encode(), kind.encode())
    assert raw(hall.base, request, iter(())).startswith(b"HTTP/1.1 401 ")


def test_a_file_of_over_2_mb_is_refused_in_words(hall: Hall) -> None:
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    answer = post(hall, "/frameworks", parts(file=b"x" * 2200 * KIB), kind, by="Fay")
    assert answer.status_code == 413 and "2 MB" in answer.text


@pytest.mark.parametrize("fill", [b"\r\n--a-line-of-our", b"\r", b"\r\n-", b"\n"], ids=repr)
def test_f19_no_file_is_slow_to_take_apart(hall: Hall, server: int, fill: bytes) -> None:
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    head_ = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x.toml"\r\n\r\n'.encode()
    body = head_ + fill * (2_000_000 // len(fill)) + f"\r\n--{BOUNDARY}--\r\n".encode()
    with little_work(server):
        assert post(hall, "/frameworks", body, kind, by="Fay").status_code == 422


def test_f19_a_label_of_marks_that_pile_up_is_refused_before_it_is_put_in_order(hall: Hall, server: int) -> None:
    label = "a" + "\u0344" * 5_000 + "\u0316" * 5_000
    with little_work(server), hall.browser(None) as browser:
        answer = browser.post(f"/join/{hall.code}", data={"group": str(hall.groups["Council"]), "label": label})
    assert answer.status_code == 422 and "40 characters" in answer.text
