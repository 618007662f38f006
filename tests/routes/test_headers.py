"""A strict policy on every answer, and pages that live within it."""

from html.parser import HTMLParser

import httpx2
import pytest
from sqlmodel import Session

from app.exports.page import style_hash
from app.models import LinkPurpose, OneUseLink, PositionState
from app.models.record.position import Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from tests.northvale import Hall, Town


class Strict(HTMLParser):
    """What a page with `script-src 'self'; style-src 'self'` must not hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.wrong.append(f"inline {tag}")
        if tag in ("iframe", "object", "embed", "base"):
            self.wrong.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        for name, value in given.items():
            if name == "style" or name.startswith("on") or name.startswith("hx-on"):
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("src", "href", "action", "formaction") and (value or "").split(":")[0].lower() in (
                "javascript", "http", "https", "",
            ):  # fmt: skip
                self.wrong.append(f"{tag} {name}={value}")
            if (value or "").startswith("//"):
                self.wrong.append(f"{tag} {name}={value}")


@pytest.fixture(scope="module")
def hall(town: Town) -> Hall:
    """A workshop in which everything there is to show is shown: one standard settled, one revealed, one open."""
    hall = town.hall()
    hall.open("6", "9")
    for number in ("6", "9"):
        answers = {"Priya": "3", "Pat": "3", "Petra": "4", "Olu": "8", "Oona": "8", "Omar": "9"}
        hall.rated(answers, number, dict.fromkeys(answers, "Calls wait."))
    hall.reveal()
    with Session(hall.store.writing) as session, session.begin():
        six = numbered(session, hall.id, "6")
        settle(
            session, Subject.standard(six), Wording(PositionState.NOT_AGREED, "We do not agree.", number=4), "scribe", 0
        )
        numbered(session, hall.id, "9").show(session, by="facilitator")
    hall.open("4")
    hall.rate("Hari", "4", "5")
    return hall


def pages(hall: Hall) -> dict[str, httpx2.Response]:
    with Session(hall.store.writing) as session, session.begin():
        set_up = OneUseLink.make(session, LinkPurpose.SET_UP)
        stage = OneUseLink.make(session, LinkPurpose.STAGE, hall.id)
    rating = f"{hall.path}/phone/rounds/{hall.rounds['4']}"
    asked = {
        None: (
            "/", f"/join/{hall.code}", "/join/ZZZZZZ", "/rejoin", "/sign-in", f"/set-up/{set_up}",
            f"/links/{stage}", f"/my-page/{hall.tokens['reader']}", "/nowhere", f"{hall.path}/console",
        ),
        "Fay": (
            "/workshops", "/workshops/new", f"{hall.path}/pre-read",
            f"{hall.path}/console", f"{hall.path}/people", f"{hall.path}/stage",
            *(f"{hall.path}/console/standards/{number}" for number in ("4", "6", "9")),
            *(f"{hall.path}/live?screen={screen}" for screen in ("console", "stage")),
        ),
        "Hari": (f"{hall.path}/phone", rating, f"{hall.path}/notice", f"{hall.path}/live?screen=phone",
                 *(f"{hall.path}/phone/mine{path}" for path in ("", "/standard-6", "/print"))),
        "reader": (f"{hall.path}/phone/mine", f"{hall.path}/phone/mine/print"),
    }  # fmt: skip
    answers: dict[str, httpx2.Response] = {}
    for name, paths in asked.items():
        with hall.browser(name) as browser:
            answers |= {f"{name} {path}": browser.get(path) for path in paths}
    with hall.browser("Fay") as fay:
        answers["a link"] = fay.post(f"{hall.path}/links", data={"role": "stage"})
        answers["a code"] = fay.post(f"{hall.path}/seats/{hall.seats['Hari']}/rejoin-code")
        answers["a refused draft"] = fay.post("/workshops", data={"council": "x"})
        answers["a refused act"] = fay.post(f"{hall.path}/lobby")
    with hall.browser("Hari") as hari:
        answers["a return link"] = hari.post(f"{hall.path}/phone/mine/link")
        answers["a refused rating"] = hari.post(f"{hall.path}/rounds/{hall.rounds['4']}/rating", data={"answer": "11"})
    return answers


@pytest.fixture(scope="module")
def seen(hall: Hall) -> dict[str, httpx2.Response]:
    return pages(hall)


def test_every_page_carries_the_strict_policy(seen: dict[str, httpx2.Response]) -> None:
    for where, answer in seen.items():
        policy = dict(
            rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";") if rule.strip()
        )
        assert policy["default-src"] == "'none'", where
        assert policy["style-src"] == f"'self' {style_hash()}", where
        assert policy["script-src"] == policy["connect-src"] == policy["form-action"] == "'self'", where
        assert policy["base-uri"] == policy["frame-ancestors"] == "'none'", where
        assert "unsafe" not in answer.headers["content-security-policy"], where
        assert answer.headers["x-content-type-options"] == "nosniff", where
        assert answer.headers["x-frame-options"].lower() == "deny", where
        assert answer.headers["referrer-policy"] == "same-origin", where


def test_no_page_holds_an_inline_script_style_handler_or_an_address_elsewhere(seen: dict[str, httpx2.Response]) -> None:
    for where, answer in seen.items():
        own = [wrong for wrong in Strict(answer.text).wrong if str(answer.url.host) not in wrong]
        assert own == [], where


def test_no_page_gives_two_elements_one_id(seen: dict[str, httpx2.Response]) -> None:
    for where, answer in seen.items():
        if "/live?" in where:
            continue  # swaps, some of them for what another has just brought
        ids = Strict(answer.text).ids
        assert sorted(ids) == sorted(set(ids)), where


def test_no_page_is_kept_by_a_cache(seen: dict[str, httpx2.Response]) -> None:
    for where, answer in seen.items():
        assert answer.headers["cache-control"] == "no-store", where


def test_pages_are_seen_as_they_are_meant(seen: dict[str, httpx2.Response]) -> None:
    expected = {
        "None /join/ZZZZZZ": 404,
        "None /nowhere": 404,
        "a refused draft": 422,
        "a refused act": 403,
        "a refused rating": 422,
    }
    for where, answer in seen.items():
        if where.startswith("None /workshops"):
            continue
        assert answer.status_code == expected.get(where, 200), where
    assert "<svg" in next(answer.text for where, answer in seen.items() if where.endswith("standards/9"))


def test_static_files_are_kept_by_phones_only_at_an_address_that_changes_with_them(town: Town) -> None:
    with town.stranger() as browser:
        kept = browser.get("/static/scripts/live.js?0123456789ab")
        assert "immutable" in kept.headers["cache-control"]
        assert "immutable" not in browser.get("/static/scripts/live.js").headers.get("cache-control", "")
        assert kept.headers["content-security-policy"]


@pytest.mark.parametrize(
    "page",
    [
        "<script>1</script>", "<style>b{}</style>", '<p style="color:red">', '<p onclick="x()">',
        '<a href="javascript:x()">',
        '<script src="https://cdn.example/x.js"></script>', '<img src="//cdn.example/x.png">',
        "<iframe src='/x'></iframe>",
    ],
)  # fmt: skip
def test_what_the_policy_would_stop_is_found(page: str) -> None:
    assert Strict(page).wrong


@pytest.mark.parametrize(
    "path", ["/docs", "/redoc", "/openapi.json", "/static/../settings.py", "/static/%2e%2e/store.py"]
)
def test_no_generated_page_and_no_file_beside_the_static_ones_is_served(town: Town, path: str) -> None:
    with town.stranger() as browser:
        assert browser.get(path).status_code == 404
