"""Pages for everybody that say nothing of any workshop: help, accessibility, privacy."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.rendering import page
from app.running import running
from app.settings.backups import kept_for

router = APIRouter()


@router.get("/help")
def help_page(request: Request) -> Response:
    return _about_the_service(request, "help/help.html")


@router.get("/accessibility")
def accessibility(request: Request) -> Response:
    return _about_the_service(request, "help/accessibility.html")


@router.get("/privacy")
def privacy(request: Request) -> Response:
    return _about_the_service(request, "help/privacy.html")


def _about_the_service(request: Request, template: str) -> Response:
    settings = running(request).settings
    return page(
        request,
        template,
        service=settings.service_name,
        contact=settings.service_contact,
        backups=kept_for(settings.backups_kept_days),
    )
