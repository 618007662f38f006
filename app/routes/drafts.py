"""Preparing a workshop, and opening its lobby."""

import asyncio
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from app.errors import Incomplete
from app.frameworks import DEFAULT, Framework, framework, framework_keys
from app.models import AttributionRule, Purpose, Workshop, WorkshopState
from app.models.draft import MOST_GROUPS, Draft, GroupDraft, create, edit
from app.presets import PRESETS
from app.rendering import Form, page
from app.running import running
from app.seats import Place, SignedIn, may

router = APIRouter()
Edits = Annotated[Place, Depends(may("edit the draft"))]
GROUP_FIELDS = ("group-", "expected-", "labelled-", "assessing")
LINES = ("council", "title", "responsible", "data_contact", "lawful_basis", "ground_rules", "framework_key")


@router.get("/workshops/new")
def new(request: Request, account: SignedIn, purpose: Purpose = Purpose.LGA_PEER_CHALLENGE) -> Response:
    return _draft_page(request, Form(_fresh(purpose)), address="/workshops")


@router.post("/workshops/new")
async def take_preset(request: Request, account: SignedIn) -> Response:
    """The groups of a purpose into the form; nothing is stored, and nothing else that was typed changes."""
    form = await request.form()
    typed = {name: value for name, value in _typed(form).items() if not name.startswith(GROUP_FIELDS)}
    purpose = _choice(Purpose, form, "groups_of", {}) or Purpose.LGA_PEER_CHALLENGE
    values = {**typed, "purpose": purpose.value, **_group_fields(PRESETS[purpose])}
    return _draft_page(request, Form(values), address="/workshops")


@router.post("/workshops")
async def add(request: Request, account: SignedIn) -> Response:
    form = await request.form()
    try:
        draft = read_draft(form)
        draft.must_hold()
        workshop_id = await running(request).writer.do(None, lambda session: create(session, account.id, draft).id)
    except Incomplete as refusal:
        return _draft_page(request, Form(_typed(form), refusal), address="/workshops")
    return RedirectResponse(f"/workshops/{workshop_id}/draft", 303)


@router.get("/workshops/{workshop_id}/draft")
def draft_page(request: Request, place: Edits) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        if workshop.state is not WorkshopState.DRAFT:
            return RedirectResponse(f"/workshops/{workshop.id}/console", 303)
        return _draft_page(request, Form(_kept(workshop)), address=f"/workshops/{workshop.id}/draft", workshop=workshop)


@router.post("/workshops/{workshop_id}/draft")
async def save(request: Request, place: Edits) -> Response:
    """Saves, and opens the lobby when that button was pressed."""
    form = await request.form()
    opens = form.get("then") == "lobby"

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        edit(session, workshop, draft)
        if opens:
            workshop.open_lobby(session, knows_who_is_visible=form.get("knows_who_is_visible") == "yes")

    try:
        draft = read_draft(form)
        await running(request).writer.do(place.workshop_id, act)
    except Incomplete as refusal:
        with running(request).store.read() as session:
            workshop = session.get_one(Workshop, place.workshop_id)
            return _draft_page(
                request, Form(_typed(form), refusal), address=f"/workshops/{workshop.id}/draft", workshop=workshop
            )
    return RedirectResponse(f"/workshops/{place.workshop_id}/{'console' if opens else 'draft?saved=yes'}", 303)


@router.post("/workshops/{workshop_id}/lobby")
async def lobby(request: Request, place: Annotated[Place, Depends(may("open the lobby"))]) -> Response:
    await running(request).writer.do(
        place.workshop_id, lambda session: session.get_one(Workshop, place.workshop_id).open_lobby(session)
    )
    return RedirectResponse(f"/workshops/{place.workshop_id}/console", 303)


@router.post("/workshops/{workshop_id}/close")
async def close(request: Request, place: Annotated[Place, Depends(may("close the workshop"))]) -> Response:
    await running(request).writer.do(
        place.workshop_id, lambda session: session.get_one(Workshop, place.workshop_id).close(session)
    )
    await asyncio.to_thread(running(request).store.empty_log)
    return RedirectResponse(f"/workshops/{place.workshop_id}/console", 303)


def read_draft(form: FormData) -> Draft:
    """Raises `Incomplete` for what is no date, number or choice at all; `must_hold` says the rest."""
    problems: dict[str, str] = {}
    draft = Draft(
        **{name: str(form.get(name, "")).strip() for name in LINES},
        purpose=_choice(Purpose, form, "purpose", problems),
        attribution_rule=_choice(AttributionRule, form, "attribution_rule", problems),
        held_on=_date(form, "held_on", problems),
        erase_seats_on=_date(form, "erase_seats_on", problems),
        erase_record_on=_date(form, "erase_record_on", problems),
        planned_minutes=_number(str(form.get("planned_minutes", ""))),
        standards=tuple(str(number) for number in form.getlist("standards")),
        groups=tuple(_groups(form)),
    )
    if problems:
        raise Incomplete(problems)
    return draft


def _groups(form: FormData) -> list[GroupDraft]:
    rows = [(str(form.get(f"group-{row}", "")).strip(), row) for row in range(MOST_GROUPS)]
    return [
        GroupDraft(
            name,
            _number(str(form.get(f"expected-{row}", ""))),
            is_assessing=form.get("assessing") == str(row),
            asks_for_label=form.get(f"labelled-{row}") == "yes",
        )
        for name, row in rows
        if name
    ]


def _choice(kind: type[Any], form: FormData, field: str, problems: dict[str, str]) -> Any:
    try:
        return kind(form.get(field, ""))
    except ValueError:
        problems[field] = "Choose one of these."
        return None


def _date(form: FormData, field: str, problems: dict[str, str]) -> date:
    try:
        return date.fromisoformat(str(form.get(field, "")))
    except ValueError:
        problems[field] = "Give a date, such as 2026-12-01."
        return date.min


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 6 else 0


def _draft_page(request: Request, form: Form, address: str, workshop: Workshop | None = None) -> Response:
    return page(
        request,
        "workshop/draft.html",
        422 if form.problems else 200,
        form=form,
        address=address,
        workshop=workshop,
        framework=_framework(form),
        frameworks=[framework(key) for key in framework_keys()],
        purposes=list(Purpose),
        saved=request.query_params.get("saved") == "yes",
        rows=range(MOST_GROUPS),
    )


def _framework(form: Form) -> Framework:
    key = form.value("framework_key")
    return framework(key if key in framework_keys() else DEFAULT)


def _fresh(purpose: Purpose) -> dict[str, Any]:
    today = date.today()
    return {
        "purpose": purpose.value,
        "held_on": today.isoformat(),
        "framework_key": DEFAULT,
        "attribution_rule": AttributionRule.BY_GROUP.value,
        "planned_minutes": 75,
        "lawful_basis": "Public task",
        "erase_seats_on": (today + timedelta(days=30)).isoformat(),
        "erase_record_on": (today + timedelta(days=730)).isoformat(),
        "standards": [standard.number for standard in framework(DEFAULT).standards],
        **_group_fields(PRESETS[purpose]),
    }


def _kept(workshop: Workshop) -> dict[str, Any]:
    groups = [GroupDraft(g.name, g.expected, g.is_assessing, g.asks_for_label) for g in workshop.groups]
    plain = workshop.model_dump(mode="json", include={*LINES, "purpose", "attribution_rule", "planned_minutes"})
    dates = {name: getattr(workshop, name).isoformat() for name in ("held_on", "erase_seats_on", "erase_record_on")}
    return {**plain, **dates, "standards": [s.number for s in workshop.standards], **_group_fields(tuple(groups))}


def _typed(form: FormData) -> dict[str, Any]:
    return {**{key: str(value) for key, value in form.items()}, "standards": form.getlist("standards")}


def _group_fields(groups: tuple[GroupDraft, ...]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for row, group in enumerate(groups):
        fields[f"group-{row}"], fields[f"expected-{row}"] = group.name, group.expected
        fields[f"labelled-{row}"] = "yes" if group.asks_for_label else ""
        if group.is_assessing:
            fields["assessing"] = str(row)
    return fields
