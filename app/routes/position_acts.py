"""What every act on a position has in common: its subject, who acts, and a refusal that gives back what was typed."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import Response

from app.access.places import Place, may
from app.errors import Incomplete, Refusal
from app.models.record.subject import Key, Subject, subject_of
from app.rendering.form import Form
from app.routes.console import console_page
from app.running import running
from app.store.bus import Raises

POSITION = "/workshops/{workshop_id}/positions/{slug}"
Text = Annotated[str, Field()]
Finishes = Annotated[Place, Depends(may("finish what is folded"))]
Verb = Callable[[Session, Subject, str], Any]  # the last is who acts


async def act_on(request: Request, place: Place, slug: str, verb: Verb, raises: Raises = Raises.REV) -> Any:
    def act(session: Session) -> Any:
        return verb(session, subject_of(session, place.workshop_id, slug), place.actor(session))

    return await running(request).writer.do(place.workshop_id, act, raises)


def written_again(request: Request, place: Place, key: Key, typed: dict[str, str], refusal: Refusal) -> Response:
    """A refusal that is about no field stands at the words."""
    problems = refusal if isinstance(refusal, Incomplete) else Incomplete({"wording": str(refusal)})
    return console_page(request, place, key, returned(typed, problems))


def returned(typed: Mapping[str, str], problems: Incomplete | None = None) -> Form:
    """With what its writer typed in it; what others typed meanwhile stands beside it, so that it has been seen."""
    return Form({**typed, "is_returned": True}, problems)
