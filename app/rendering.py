"""The one Jinja environment: `page()` for a request, `fragment()` for a room. Autoescaped, and strict about names."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.errors import Incomplete, NotNow, Refusal
from app.models.columns import now

HERE = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")
OUR_SCRIPTS = ("line.js", "rating.js", "unanswered.js", "live.js", "whole.js")
SCRIPTS = ("vendor/htmx.min.js", "vendor/hx-ws.min.js", *OUR_SCRIPTS)  # in this order
COMPONENTS = ("Button", "Checkboxes", "ErrorSummary", "Input", "Radios", "Select", "Textarea")


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    html = (
        _environment()
        .get_template(template)
        .render(path=request.scope["path"], loads_itself=not _follows(request), **context)
    )
    # Never from a cache: a page shows a seat's own state, and the back button must not show an old one.
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def _follows(request: Request) -> bool:
    """Whether this browser has shown that all our scripts arrive in it, and nobody has had to load this page again."""
    return request.cookies.get("whole") == proof() and "again" not in request.query_params


def fragment(template: str, **context: Any) -> str:
    """A template for a room's mail. It must not need a request."""
    return _environment().get_template(template).render(**context)


def refused(request: Request, refusal: Refusal, written: Sequence[str] = ()) -> Response:
    """For a command as JSON, for a live page as its notice, for everybody else as a page with what they wrote."""
    sentence = str(refusal)
    if request.scope["path"].startswith("/local/"):
        return JSONResponse({"refused": sentence}, refusal.status)
    if request.headers.get("HX-Request"):
        notice = fragment("live/_notice.html", sentence=sentence)
        return HTMLResponse(notice, refusal.status, headers={"Cache-Control": "no-store"})
    heading = "Not now" if isinstance(refusal, NotNow) else "That did not happen"
    return page(request, "refused.html", refusal.status, heading=heading, sentence=sentence, written=written)


class Form:
    """What stands in a form's fields, and what is wrong with them: typed text survives every refusal."""

    def __init__(self, values: dict[str, Any] | None = None, refusal: Incomplete | None = None) -> None:
        self.values = values or {}
        self.problems = refusal.problems if refusal else {}

    def value(self, field: str) -> Any:
        return self.values.get(field, "")

    def problem(self, field: str) -> dict[str, str] | None:
        return {"text": self.problems[field]} if field in self.problems else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_components(), static=static, now=now, scripts=SCRIPTS, proof=proof)
    environment.filters.update(clock=clock, day=day, code=code, middle=middle, people=people, even=even, moment=moment)
    return environment


def _components() -> dict[str, Callable[..., Any]]:
    """The published components live in their own environment: they test for what was not given, which ours refuses."""
    theirs = Environment(loader=_Prefixed(), autoescape=True)
    return {f"govuk{name}": _component(theirs, name) for name in COMPONENTS}


class _Prefixed(PackageLoader):
    """Their templates name each other with the package's name in front."""

    def __init__(self) -> None:
        super().__init__("govuk_frontend_jinja")

    def get_source(self, environment: Environment, template: str) -> Any:
        return super().get_source(environment, template.removeprefix("govuk_frontend_jinja/"))


def _component(theirs: Environment, name: str) -> Callable[..., Any]:
    folder = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
    macro: Callable[..., Any] = getattr(theirs.get_template(f"components/{folder}/macro.html").module, f"govuk{name}")
    return macro


@cache
def static(name: str) -> str:
    """An address that changes with the file, so that a phone may keep it for a year."""
    digest = sha256((HERE / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


@cache
def proof() -> str:
    """Of the scripts as they are in this version; a page that has them all sets it as a cookie."""
    return sha256("".join(static(name) for name in SCRIPTS).encode()).hexdigest()[:12]


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%H:%M}"


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def moment(when: datetime) -> str:
    local = when.astimezone(LONDON)
    return f"{day(local)}, {clock(when)}"


def code(join_code: str) -> str:
    """Six letters in two halves, as they are read out."""
    return f"{join_code[:3]} {join_code[3:]}"


def middle(interval: tuple[int, int]) -> str:
    low, high = interval
    return str(low) if low == high else f"{low} to {high}"


def even(html: str, size: int) -> Markup:
    """Filled up to a full `size` of bytes, so that nobody reads an answer off the length of a frame or a page."""
    missing = -(len(str(html).encode()) + len("<!---->")) % size
    return Markup(html) + Markup(f"<!--{'.' * missing}-->")  # noqa: S704 - dots


def people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
