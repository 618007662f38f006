"""Before you publish: sentences that name a group or a person are kept, edited or left out, one by one."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.access.written import AGAIN, asks_back
from app.errors import Incomplete, NotFound, Refusal
from app.exports.publishing import ToDecide, sentence_of, to_decide, to_look_at, where
from app.models import Release, Workshop
from app.models.ending import pack
from app.models.record import publishing
from app.models.record.publishing import DISSENT, Decision, Sentence
from app.models.texts import cleaned
from app.rendering import page
from app.rendering.form import Form
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/pack/sentences")
Exports = Annotated[Place, Depends(may("export"))]
FIELDS = ("slug", "field", "mark", "decision", "text", AGAIN)
GOES_WITH_IT = {"action_what": "the whole action goes", "evidence_title": "the whole of this evidence goes"}


async def _typed(request: Request) -> dict[str, Any]:
    """A file where a text belongs counts as nothing typed."""
    form = await request.form()
    return {name: text if isinstance(text := form.get(name), str) else "" for name in FIELDS}


Typed = Annotated[dict[str, Any], Depends(_typed)]


@dataclass(frozen=True)
class Card:
    """A sentence as its page shows it."""

    about: ToDecide

    @property
    def id(self) -> str:
        return card_id(self.about.sentence)

    @property
    def is_dissent(self) -> bool:
        return self.about.sentence.field == DISSENT

    @property
    def left_out(self) -> str:
        """What else goes with it."""
        return GOES_WITH_IT.get(self.about.sentence.field, "")


def card_id(sentence: Sentence) -> str:
    return f"{sentence.key.slug}-{sentence.field}-{sentence.mark[:12]}"


@router.get("")
def sentences(request: Request, place: Exports) -> Response:
    return _page(request, place, Form())


@router.post("")
async def decide(request: Request, place: Exports, typed: Typed, press: OnePress) -> Response:
    if asks_back(typed):
        return await asyncio.to_thread(_page, request, place, _form(typed))
    try:
        sentence = await asyncio.to_thread(_sentence, request, place, typed)

        def act(session: Session) -> None:
            _decide(session, session.get_one(Workshop, place.workshop_id), sentence, typed, place.actor(session))

        await running(request).writer.do(place.workshop_id, press.once(act))
    except NotFound as gone:
        nothing_there = Form(refusal=Incomplete({"sentences": str(gone)}))
        return await asyncio.to_thread(_page, request, place, nothing_there, 409)
    except Refusal as refusal:
        return await asyncio.to_thread(_page, request, place, _form(typed, refusal), refusal.status)
    return RedirectResponse(f"{request.url.path}?said=decided#sentences", 303)


def _sentence(request: Request, place: Place, typed: dict[str, Any]) -> Sentence:
    """Found before the writer is asked: it takes a whole report. A decision is about words, whatever comes between."""
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        return sentence_of(session, workshop, typed["slug"], typed["field"], typed["mark"])


def _decide(session: Session, workshop: Workshop, sentence: Sentence, typed: dict[str, Any], by: str) -> None:
    """What was published with other words before is offered no longer."""
    if typed["decision"] == Decision.EDITED:
        publishing.edit(session, workshop, sentence, typed["text"], by=by)
    elif typed["decision"] in (Decision.KEPT, Decision.LEFT_OUT):
        _must_not_be_changed(sentence, typed["text"])
        decide_ = publishing.keep if typed["decision"] == Decision.KEPT else publishing.leave_out
        decide_(session, workshop, sentence, by=by)
    else:
        raise Incomplete({"text": "Choose whether to keep, to edit or to leave out this sentence."})
    if typed["decision"] != Decision.KEPT:
        pack.forget(session, workshop.id, Release.PUBLIC)


def _must_not_be_changed(sentence: Sentence, text: str) -> None:
    if cleaned(text) not in ("", cleaned(sentence.text)):
        raise Incomplete({"text": "You changed these words. Press “Use these words”, or undo your change."})


def _form(typed: dict[str, Any], refusal: Refusal | None = None) -> Form:
    """What was typed stands in the card that it was typed in, and so does what is wrong with it."""
    field = f"text-{typed['slug']}-{typed['field']}-{typed['mark'][:12]}"
    problem = Incomplete({field: str(refusal)}) if refusal else None
    return Form({field: typed["text"]}, problem)


def _page(request: Request, place: Place, form: Form, status: int = 200) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        cards = [Card(each) for each in to_decide(session, workshop)]
        found = [(where(each.sentence), each) for each in to_look_at(session, workshop)]
        return page(
            request, "pack/sentences.html", status, form=form, workshop=workshop, found=found,
            waiting=[card for card in cards if card.about.is_open],
            decided=[card for card in cards if not card.about.is_open],
            has_decided=request.query_params.get("said") == "decided",
        )  # fmt: skip
