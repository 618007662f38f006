"""The one Jinja environment: `page()` for a request, `fragment()` for a room. Autoescaped, and strict about names."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.access.written import Written, written
from app.bidi import has_letters_from_the_right, isolated, kept_apart, runs
from app.clock import in_london, now
from app.errors import Incomplete, NotFound, Refusal, TooFast
from app.errors.places import SignInFirst
from app.errors.saving import Failed, NotSaved
from app.frameworks.pictures import PICTURES
from app.tokens import new_token
from app.ways_on import way_on

HERE = Path(__file__).parent
# In this order. Plain pages have them all, too: who joins has them when the phone's first screen opens.
OURS = (
    *("saying", "reach", "line", "kept", "rating", "foot", "assent", "hiding", "easy", "typing", "unanswered"),
    *("pressing", "live", "announcing", "ended", "looks", "printing", "preparing", "copying", "acts"),
    *("agenda", "console", "refused", "whole"),
)
SCRIPTS = ("vendor/htmx.js", *(f"scripts/{name}.js" for name in OURS))
COUNTED = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
# A phone's own cookies: its owner's ratings are hidden from who sits beside; simpler words and pictures come first.
HIDES, EASY, CHOSEN = "hides", "easy", "yes"
COMPONENTS = ("Button", "Checkboxes", "ErrorSummary", "Input", "Radios", "Select", "Textarea")


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    html = (
        _environment()
        .get_template(template)
        .render(
            path=request.scope["path"],
            loads_itself=not _follows(request),
            is_refused=status >= 400,
            answers_form=request.method == "POST",
            hides_own=request.cookies.get(HIDES) == CHOSEN,
            reads_easy=request.cookies.get(EASY) == CHOSEN,
            **context,
        )
    )
    # Never from a cache: a page shows a seat's own state, and the back button must not show an old one.
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def _follows(request: Request) -> bool:
    """Whether this browser has shown that all our scripts arrive in it, and nobody has had to load this page again."""
    return request.cookies.get("whole") == proof() and "again" not in request.query_params


def fragment(template: str, **context: Any) -> str:
    """A template for a room's mail. It must not need a request."""
    return _environment().get_template(template).render(**context)


def refused(request: Request, refusal: Refusal) -> Response:
    """For a command as JSON, for a live page as its notice, for everybody else as a page with what they wrote."""
    sentence = str(refusal)
    if request.scope["path"].startswith("/local/"):
        return JSONResponse({"refused": sentence}, refusal.status)
    if request.headers.get("HX-Request"):
        notice = fragment("live/_notice.html", sentence=sentence, signs_in=isinstance(refusal, SignInFirst))
        return HTMLResponse(notice, refusal.status, headers={"Cache-Control": "no-store"})
    sent = written(request.scope)
    before = _page_of(request, sent)
    if isinstance(refusal, SignInFirst):
        form = Form({"then": before, "typed": sent.packed}, Incomplete({"email": sentence}))
        return page(request, "account/sign_in.html", refusal.status, form=form, written=sent.texts, why="")
    return page(
        request,
        "refused.html",
        refusal.status,
        heading=refusal.heading,
        sentence=sentence,
        way=way_on(refusal, before),
        written=sent,
        may_go_back=isinstance(refusal, (Failed, NotSaved, TooFast)) and sent.comes_back,
        signs_in=before if type(refusal) is NotFound and _has_no_place(request) else "",
    )


def _page_of(request: Request, sent: Written) -> str:
    """Where to go on: the form itself where it can come back, else the page that it was on, as the browser says."""
    if sent.comes_back:
        return sent.path
    before = urlsplit(request.headers.get("referer", ""))
    is_ours = before.netloc == request.headers.get("host") and not before.path.startswith("//")
    return f"{before.path}?{before.query}".rstrip("?") if is_ours and before.path else "/"


def _has_no_place(request: Request) -> bool:
    """As far as cookies say, which may have been deleted since the page was opened."""
    return not any("account" in name or "seat-" in name for name in request.cookies)


class Form:
    """What stands in a form's fields, and what is wrong with them: typed text survives every refusal."""

    def __init__(self, values: dict[str, Any] | None = None, refusal: Incomplete | None = None) -> None:
        self.values = values or {}
        self.problems = refusal.problems if refusal else {}

    def value(self, field: str) -> Any:
        return self.values.get(field, "")

    def problem(self, field: str) -> dict[str, str] | None:
        return {"html": mixed(self.problems[field])} if field in self.problems else None

    def marks(self, field: str, **also: str) -> dict[str, str]:
        """Attributes of an element that can be told to be wrong."""
        return {**also, "aria-invalid": "true"} if field in self.problems else also


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_components(), static=static, now=now, once=once, scripts=SCRIPTS, proof=proof)
    environment.globals.update(line_drawing=line_drawing)
    environment.filters.update(clock=clock, day=day, code=code, middle=middle, people=people, even=even, moment=moment)
    environment.filters.update(typed=typed, mixed=mixed, isolated=isolated, kept_apart=kept_apart, weight=weight)
    environment.filters.update(weekday=weekday, day_of=day_of, counted=counted)
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


def line_drawing(name: str, shows: str = "") -> Markup:
    """One of our pictures, in the page itself: so it has the colour of the words, in a contrast theme too."""
    if name not in PICTURES:
        return Markup()
    opening = Markup('<svg class="easy-picture" role="img" aria-label="{}" ').format(shows or PICTURES[name])
    return opening + _drawn(name)


@cache
def _drawn(name: str) -> Markup:
    file = HERE / "static" / "pictures" / f"{name}.svg"
    return Markup(file.read_text(encoding="utf-8").removeprefix("<svg "))  # noqa: S704 - a file of ours


def once() -> Markup:
    """A form's key: sent twice it is one press. Not for a fragment, which is the same for a whole audience."""
    return Markup('<input type="hidden" name="key" value="{}">').format(new_token())


@cache
def proof() -> str:
    """Of the scripts as they are in this version; a page that has them all sets it as a cookie."""
    return sha256("".join(static(name) for name in SCRIPTS).encode()).hexdigest()[:12]


def clock(moment: datetime) -> str:
    return f"{in_london(moment):%H:%M}"


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def day_of(when: datetime) -> str:
    return day(in_london(when))


def weekday(moment: datetime) -> str:
    """As people say when something ends: Thursday 3 December."""
    when = in_london(moment)
    return f"{when:%A} {when.day} {when:%B}"


def moment(when: datetime) -> str:
    return f"{day(in_london(when))}, {clock(when)}"


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


def typed(text: str) -> Markup:
    """What somebody typed, inside a line of ours: the signs at its end stay with it, whichever way it runs."""
    return Markup("<bdi>{}</bdi>").format(text) if has_letters_from_the_right(text) else escape(text)


def mixed(sentence: str) -> Markup:
    """A sentence of ours with names in it that somebody typed."""
    parts = (typed(part) if from_the_right else escape(part) for part, from_the_right in runs(sentence))
    return Markup("").join(parts)


def counted(count: int) -> str:
    """In words, as far as people say it so."""
    return COUNTED[count] if count < len(COUNTED) else str(count)


def people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def weight(size: int) -> str:
    """Of a file, as people say it."""
    return f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
