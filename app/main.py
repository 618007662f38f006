"""`create_app()`: what one running server is made of, from the database file to the refusal page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from secure import ContentSecurityPolicy, Secure, XContentTypeOptions, XFrameOptions
from secure.headers import (
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    CustomHeader,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
)
from secure.middleware import SecureASGIMiddleware
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.access.bodies import Bodies
from app.access.heads import Heads
from app.access.origins import AddressCheck, OriginCheck
from app.access.own_cookies import OwnCookies
from app.access.pace import Pace
from app.access.places import nothing_there
from app.access.reported import Reported
from app.access.tries import Tries
from app.access.weighing import Weighing
from app.errors import Refusal
from app.errors.places import NotNow, SignInFirst, StillWaiting
from app.exports.page import style_hash
from app.exports.sealing import fix_what_ended
from app.live.emptying import NO_WORKSHOP, Emptying
from app.live.endings import Endings
from app.live.making import made_beside
from app.live.packing import Packing
from app.live.reveals import Reveals
from app.live.rooms import Rooms
from app.live.seen import Seen
from app.live.simulating import Simulating
from app.live.tidying import Tidying
from app.models.workshop.edition import keep_published
from app.models.workshop.event import begin_chains
from app.rendering.ahead import compile_ahead
from app.rendering.refusals import refused
from app.routes import routers
from app.routes.pressing import pressed_before
from app.routes.static import Static
from app.running import Running
from app.settings import Settings
from app.store.bus import InProcessBus
from app.store.sqlite import Store, storage_refusal
from app.store.together import Together
from app.store.writer import Writer

OUR_MARK = ("Critical-Friend", "1")  # on every answer of ours: a network that answers for us has not got it
STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings, store: Store, started: Callable[[Running], Any] | None = None) -> FastAPI:
    """`started` is called once the server can take requests."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.running = server = _assembled(settings, store)
        await _take_up(server)
        ahead = asyncio.create_task(compile_ahead())
        if started:
            await started(server)
        yield
        ahead.cancel()
        await _close(server)

    # No generated API pages: they would load scripts from elsewhere.
    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.mount("/static", Static(directory=STATIC), name="static")
    for router in routers:
        # As they are: an included router makes each of its routes anew, and asks itself at every request which it has.
        app.router.routes.extend(router.routes)
    _put_before(app, settings)
    _answer_errors(app)
    return app


def _assembled(settings: Settings, store: Store) -> Running:
    bus = InProcessBus()
    writer, rooms, emptying = Writer(store, bus), Rooms(store, bus), Emptying(store)
    return Running(
        settings=settings,
        store=store,
        together=Together(store),
        bus=bus,
        writer=writer,
        rooms=rooms,
        reveals=Reveals(writer),
        emptying=emptying,
        endings=Endings(store, writer, emptying),
        packing=Packing(writer, emptying, partial(made_beside, store.file)),
        simulating=Simulating(),
        tidying=Tidying(lambda: writer.quiet_for),
        guessing=rooms.guessing,
        arrivals=rooms.arrivals,
        pace=Pace(),
        seen=Seen(writer, rooms.at_consoles),
        weighing=Weighing(),
        tries=Tries(),
    )


async def _take_up(server: Running) -> None:
    """Where the server before it stopped, however it did."""
    await server.writer.do(None, keep_published)
    await server.writer.do(None, begin_chains)
    await server.writer.do(None, fix_what_ended)
    await server.reveals.leave_interrupted(is_alone=server.store.is_alone)
    await server.packing.leave_interrupted()
    await server.emptying.empty(NO_WORKSHOP)  # a server that was stopped may have left something to empty
    server.endings.begin()
    server.tidying.begin()


async def _close(server: Running) -> None:
    server.weighing.close()
    await server.tidying.close()
    await server.endings.close()
    await server.reveals.close()
    await server.packing.close()
    await server.simulating.close()
    await server.emptying.close()
    await server.seen.close()
    await server.rooms.close()
    await server.writer.close()


def _put_before(app: FastAPI, settings: Settings) -> None:
    """The last one added is the first to see a request."""
    app.add_middleware(Heads)
    app.add_middleware(Bodies)
    app.add_middleware(OriginCheck, public_url=settings.public_url)
    app.add_middleware(AddressCheck, public_url=settings.public_url)
    app.add_middleware(Reported)
    app.add_middleware(SecureASGIMiddleware, secure=_headers(settings))
    app.add_middleware(OwnCookies)  # outermost: nothing reads a cookie before it


def _answer_errors(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, _refused)  # type: ignore[arg-type]
    app.add_exception_handler(OperationalError, _not_stored)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(HTTPException, _not_found)


def _headers(settings: Settings) -> Secure:
    # One style may stand in a page: that of a record, which is a file of its own and brings it along.
    policy = ContentSecurityPolicy().default_src("'none'").script_src("'self'").style_src("'self'", style_hash())
    policy = policy.img_src("'self'", "data:").font_src("'self'").connect_src("'self'").form_action("'self'")
    policy = policy.base_uri("'none'").frame_ancestors("'none'")
    return Secure(
        csp=policy,
        referrer=ReferrerPolicy().same_origin(),  # no-referrer would turn a form's Origin into null
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        hsts=StrictTransportSecurity().max_age(31536000).include_subdomains() if settings.is_https else None,
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        custom=[CustomHeader(*OUR_MARK)],
        permissions=PermissionsPolicy().camera().geolocation().microphone().payment().usb(),
    )


class _Odd(Refusal):
    """What the framework itself turns down."""

    def __init__(self, error: HTTPException) -> None:
        self.status = error.status_code
        super().__init__(f"That did not work: {error.detail}.")


async def _refused(request: Request, refusal: Refusal) -> Response:
    # A page that asks for its state is answered in its notice: sent on, it would take another page for its state.
    leads_on = request.method == "GET" and not request.headers.get("HX-Request")
    if isinstance(refusal, SignInFirst) and leads_on:
        wanted = request.scope["path"] + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?then={quote(wanted)}", 303)
    if isinstance(refusal, StillWaiting) and leads_on:
        return RedirectResponse(f"/workshops/{refusal.workshop_id}/waiting", 303)
    if isinstance(refusal, NotNow) and request.method == "POST" and await pressed_before(request):
        return RedirectResponse(f"/workshops/{request.path_params['workshop_id']}", 303)
    return await asyncio.to_thread(refused, request, refusal)


async def _not_stored(request: Request, error: OperationalError) -> Response:
    """Reading, too, may find the storage in a state that only waiting helps."""
    if refusal := storage_refusal(error):
        return await asyncio.to_thread(refused, request, refusal)
    raise error


async def _not_found(request: Request, error: Exception) -> Response:
    """Addresses that cannot be meant, such as words where a number belongs."""
    if isinstance(error, HTTPException) and error.status_code not in (404, 405):
        return refused(request, _Odd(error))
    path = request.scope["path"]
    if path.endswith("/") and path.strip("/"):
        return RedirectResponse(_at_same_address(path, request.url.query), 307)
    return await _refused(request, await asyncio.to_thread(nothing_there, request))


def _at_same_address(path: str, query: str) -> str:
    """Without the slash at its end. It names no host, so it stays where the browser is: https, public address and all.

    One slash at its beginning, for two would be another website's name.
    """
    return f"/{quote(path.strip('/'))}" + (f"?{query}" if query else "")
