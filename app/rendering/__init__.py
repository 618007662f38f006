"""The one Jinja environment: `page()` for a request, `fragment()` for a room. Autoescaped, and strict about names."""

from collections.abc import Callable, MutableMapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, PackageLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.bidi import isolated, kept_apart
from app.clock import now
from app.rendering.marked import at_joints, even, flag, line_drawing, mixed, once, typed
from app.rendering.spoken import clock, code, counted, day, day_of, middle, moment, people, weekday, weight
from app.rendering.static_files import APP, SCRIPTS, proof, static

# A phone's own cookies: its owner's ratings are hidden from who sits beside; simpler words and pictures come first.
HIDES, EASY, CHOSEN = "hides", "easy", "yes"
COMPONENTS = ("Button", "Checkboxes", "ErrorSummary", "Input", "Radios", "Select", "Textarea")


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    html = loaded(template).render(
        path=request.scope["path"],
        loads_itself=not _follows(request),
        is_refused=status >= 400,
        answers_form=request.method == "POST",
        hides_own=request.cookies.get(HIDES) == CHOSEN,
        reads_easy=request.cookies.get(EASY) == CHOSEN,
        **context,
    )
    # Never from a cache: a page shows a seat's own state, and the back button must not show an old one.
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def _follows(request: Request) -> bool:
    """Whether this browser has shown that all our scripts arrive in it, and nobody has had to load this page again."""
    return request.cookies.get("whole") == proof() and "again" not in request.query_params


def fragment(template: str, **context: Any) -> str:
    """A template for a room's mail. It must not need a request."""
    return loaded(template).render(**context)


def loaded(template: str) -> Template:
    """The first time it is compiled."""
    return _environment().get_template(template)


def templates() -> list[str]:
    return _environment().list_templates()


@cache
def _environment() -> Environment:
    environment = _Ours(
        loader=FileSystemLoader(APP / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # templates are of the program that runs: others on disk are for its next start
    )
    environment.globals.update(_components(), static=static, now=now, once=once, scripts=SCRIPTS, proof=proof)
    environment.globals.update(line_drawing=line_drawing, flag=flag)
    environment.filters.update(clock=clock, day=day, code=code, middle=middle, people=people, even=even, moment=moment)
    environment.filters.update(typed=typed, mixed=mixed, isolated=isolated, kept_apart=kept_apart, weight=weight)
    environment.filters.update(weekday=weekday, day_of=day_of, counted=counted, at_joints=at_joints)
    return environment


class _Ours(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict: a chain of two is walked name by name for every rendering, which takes half of its time."""
        return {**self.globals, **(d or {})}


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
