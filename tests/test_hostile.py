"""Every route, knocked at by everybody with what no page of ours sends: an answer below 500, and nothing on stderr.

Bounded: a hostile thing is drawn for each knock from a fixed seed, and every route gets enough of them.
"""

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx2
import pytest
from fastapi.dependencies.models import Dependant

from app.routes import routers
from tests.cases import mostly_long, over
from tests.northvale import Hall, Town, browser_at, town_on

FORM = "application/x-www-form-urlencoded"
# For each route and person; the more with `--long`, for what is drawn is a sample either way.
KNOCKS = (3, 5)
VALUES = (
    "",
    "0",
    "-1",
    "1",
    "9" * 40,
    "1e9",
    "NaN",
    "٣",
    "true",
    "null",
    "[]",
    "{}",
    "\x00",
    "a\x00b",
    "\x0b\x1b[2J",
    "é" * 300,
    "\u202e\u2066",
    "\ufffe\uffff",
    "😀" * 50,
    "'; DROP TABLE seat; --",
    "<script>",
    "{{7*7}}",
    "%s%n",
    "../../etc",
    "x" * 5000,
    "2026-13-45",
    "0000-00-00",
    "9999-12-31",
    "L1",
    "M1.1",
    "asked-99999999",
    "asked-x",
    "lobby",
    "framework",
    "up standard 6",
    "up domain",
    "down  ",
    "agreed",
    "cant_tell",
    "import",
    "http://[",
    "javascript:x",
    "//evil.example",
    "/\\evil",
    "\r\nX: y",
)
IN_PATHS = (
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "abc",
    "1.5",
    "٣",
    "\x00",
    "%",
    "é",
    "x" * 2000,
    "..",
    "6",
    "\ud7ff",
)
RAW_PATHS = ("%ED%A0%80", "%FF", "%00", "%2e%2e", "%0d%0aX:y", "%")
BODIES: tuple[tuple[str, bytes], ...] = (
    (FORM, b""),
    (FORM, b"=&=&&&"),
    (FORM, b"a" * 70 * 1024),
    (FORM, b"%ED%A0%80=%ED%A0%80"),
    (FORM, b"%"),
    (FORM, b"\xff\xfe"),
    (FORM, b"a=1&" * 2000),
    ("application/json", b'{"answer": "\\ud800"}'),
    ("application/json", b"[" * 60_000),
    ("application/json", b"1" * 60_000),
    ("application/json", b'{"email": ["x"], "name": {}, "content": 7}'),
    ("multipart/form-data; boundary=x; charset=punycode", b"--x--"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nno file\r\n--x--\r\n',
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; filename="\xed\xa0\x80.toml"; name="file"\r\n\r\n\xff\r\n--x--\r\n',
    ),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\x03\x04\r\n--x--\r\n',
    ),
    ("multipart/form-data", b"x"),
    ("text/plain", b"x"),
    ("\xe9", b"x"),
)
HEADERS: tuple[dict[str, bytes], ...] = (
    {},
    {},
    {},
    {"HX-Request": b"true"},
    {"Cookie": b"\xff\xed\xa0\x80=\xff; seat-1=\x80"},
    {"Authorization": b"Bearer \xff"},
    {"Host": b"["},
    {"Host": b"a b"},
    {"Accept-Language": b"\xff"},
    {"Range": b"bytes=9-1"},
    {"X-Forwarded-Proto": b"\xff"},
)
METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "BREW", "TRACE")


class Door(NamedTuple):
    method: str
    path: str
    fields: tuple[str, ...]
    queries: tuple[str, ...]


def fields_of(dependant: Dependant) -> Iterator[str]:
    yield from (str(field.alias) for field in dependant.body_params)
    for needed in dependant.dependencies:
        yield from fields_of(needed)


BY_HAND = (
    "answer",
    "reason",
    "criteria",
    "key",
    "standard",
    "title",
    "link",
    "note",
    "criterion",
    "answers",
    "strength",
    "group",
    "asked_standard",
    "asked_title",
    "framework_key",
    "purpose",
    "groups_of",
    "seen",
    "attribution_rule",
    "held_on",
    "erase_seats_on",
    "planned_minutes",
    "standards",
    "order",
    "move",
    "take",
    "shown",
    "group-0",
    "expected-0",
    "theme-title-L1",
    "theme-domain-L1",
    "council",
    "state",
    "wording",
    "number",
    "band",
    "evidence",
    "first_wording",
    "after_version",
    "then",
    "role",
    "locked",
    "choice",
)


def doors() -> Iterator[Door]:
    for route in (route for router in routers for route in router.routes):
        dependant: Dependant = route.dependant
        queries = tuple(str(field.alias) for field in dependant.query_params)
        for method in sorted(getattr(route, "methods", None) or ()):
            yield Door(method, route.path, tuple(fields_of(dependant)) or BY_HAND, queries)


# What ends a workshop or somebody's visit comes last, so that the knocks before it find one that goes on.
ENDING = re.compile(r"/(close|sign-out|withdraw|remove|call-off)$")
DOORS = sorted(doors(), key=lambda door: (ENDING.search(door.path) is not None, door))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "stderr"


@pytest.fixture(scope="module")
def town(migrated: Path, log: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("hostile") / "town.sqlite3"))
    with town_on(file, log, CANCEL_SECONDS="0") as town:
        yield town


@pytest.fixture(
    params=mostly_long(["Fay", "Sam", "Hari", None], "Hari", None),
    ids=["facilitator", "scribe", "participant", "stranger"],
)
def person(request: pytest.FixtureRequest) -> str | None:
    name: str | None = request.param
    return name


def path_of(chance: random.Random, door: Door, hall: Hall) -> str:
    known = {
        "workshop_id": hall.id,
        "sitting_id": hall.sitting,
        "seat_id": hall.seats["Cy"],
        "round_id": hall.rounds["6"],
        "number": "6",
        "code": hall.code,
        "token": "x" * 22,
        "edition_id": 1,
        "item_id": 1,
        "asked_id": 1,
        "suffix": "json",
    }

    def fill(name: re.Match[str]) -> str:
        if chance.random() < 0.7:
            return str(known.get(name[1], "1"))
        return chance.choice(RAW_PATHS) if chance.random() < 0.3 else quote(chance.choice(IN_PATHS), safe="")

    path = re.sub(r"{(\w+)(?::\w+)?}", fill, door.path)
    query = [f"{name}={quote(chance.choice(VALUES))}" for name in (*door.queries, "from", "then", "standard")]
    query += [f"{name}={chance.choice(RAW_PATHS)}" for name in door.queries]
    return f"{path}?{'&'.join(chance.sample(query, k=min(2, len(query))))}" if chance.random() < 0.5 else path


def body_of(chance: random.Random, door: Door) -> tuple[str, bytes]:
    if chance.random() < 0.35:
        return chance.choice(BODIES)
    if chance.random() < 0.2:
        charset, half = chance.choice(
            (("unicode_escape", "\\ud800"), ("utf-7", "+2AA-"), ("utf-8", "\x00"), ("idna", "xn--"))
        )
        head = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        body = "".join(head.format(name, half) for name in door.fields) + "--x--\r\n"
        return f"multipart/form-data; boundary=x; charset={charset}", body.encode()
    names = chance.choices(door.fields, k=min(12, 2 * len(door.fields)))  # some of them twice, some not at all
    return FORM, "&".join(f"{quote(name)}={quote(chance.choice(VALUES))}" for name in names).encode()


def knock(chance: random.Random, browser: httpx2.Client, door: Door, hall: Hall) -> tuple[str, httpx2.Response]:
    method = chance.choice(METHODS) if chance.random() < 0.15 else door.method
    headers = {name.encode(): value for name, value in chance.choice(HEADERS).items()}
    content = None
    if method != "GET":
        kind, content = body_of(chance, door)
        headers[b"Content-Type"] = kind.encode("latin-1")
    path = path_of(chance, door, hall)
    return f"{method} {path} {content!r:.300} {headers}", browser.request(
        method, path, content=content, headers=headers
    )


@pytest.mark.parametrize("knocks", mostly_long(KNOCKS, KNOCKS[0]))
def test_no_hostile_request_of_anybody_ends_in_a_traceback(
    town: Town, log: Path, person: str | None, knocks: int
) -> None:
    chance, hall = random.Random(f"as {person}"), town.hall()
    hall.open("6")
    hall.rate("Olu", "6", "7")
    wrong: list[str] = []
    for door in DOORS:
        with browser_at(town.base, hall.cookies(person)) as browser:
            for _ in range(knocks):
                asked, answer = knock(chance, browser, door, hall)
                if answer.status_code >= 500:
                    wrong.append(f"{answer.status_code} {asked}")
    said = [line for line in log.read_text().splitlines() if '"event"' not in line or '"level": "error"' in line]
    assert (wrong, said) == ([], [])


FRAMES: tuple[Any, ...] = (
    {},
    [],
    7,
    None,
    "x",
    {"act": []},
    {"round": 10**400},
    {"round": "1" * 4000},
    {"answer": {"a": 1}},
    {"criteria": [[[]]]},
    {"headers": {"a": "b" * 3000}},
    {"headers": 7},
    {"reason": 7},
    {"reason": None},
    {"may_quote": "perhaps"},
    {"key": "\x00" * 9},
)


@over("value", [*VALUES, *FRAMES])
def test_no_hostile_frame_is_more_than_refused(value: Any) -> None:
    from app.errors import Refusal
    from app.live.frames import read_frame

    good = {"act": "rate", "round": 7, "key": "abcdefgh", "answer": "6"}
    frames = [
        json.dumps(value),
        *(json.dumps({**good, name: value}) for name in (*good, "reason", "criteria", "headers")),
    ]
    frames += [json.dumps({**good, **value})] if isinstance(value, dict) else []
    for frame in frames:
        try:
            read_frame(frame)
        except Refusal as refusal:
            assert refusal.status == 422
