"""A refusal as an answer: to a command, to a live page, to everybody else."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.access.written import Written, written
from app.errors import Incomplete, NotFound, Refusal, TooFast
from app.errors.places import SignInFirst
from app.errors.saving import Failed, NotSaved
from app.rendering import fragment, page
from app.rendering.form import Form
from app.ways_on import way_on


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
