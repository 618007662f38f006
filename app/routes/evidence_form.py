"""Forms for evidence: what was typed, what there is to choose from, and what is wrong, under the names of the page."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Request

from app.access.written import AGAIN
from app.bidi import isolated
from app.errors import Incomplete, Refusal
from app.frameworks import Standard
from app.models import Workshop
from app.models.evidence.listing import EvidenceList
from app.models.evidence.offer import STRENGTHS, Offer
from app.rendering.form import Form
from app.tokens import new_token

FIELDS = ("standard", "title", "link", "note", "criterion", "answers", "strength", "group", "key", AGAIN)
ASKING = ("asked_standard", "asked_title")  # of the second form on the same page
ASKED = "asked-"  # before the id of what this workshop asks for, where the number of a list may stand
LONGEST_CHOICE = 80
LONGEST_KEY = 64
Values = dict[str, str]
Choice = dict[str, str]


async def _typed(request: Request) -> Values:
    """A file where a text belongs counts as nothing typed."""
    form = await request.form()
    return {name: text if isinstance(text := form.get(name), str) else "" for name in (*FIELDS, *ASKING)}


Typed = Annotated[Values, Depends(_typed)]


def read_offer(values: Values) -> Offer:
    answers, asked_id = values["answers"], None
    if answers.startswith(ASKED):
        answers, asked_id = "", number_of("answers", answers.removeprefix(ASKED))
    said = {name: values[name] for name in ("standard", "title", "link", "note", "criterion", "strength")}
    return Offer(**said, answers=answers, asked_id=asked_id)


def read_key(values: Values) -> str:
    """A form without one is taken each time it comes."""
    return values["key"][:LONGEST_KEY] or new_token()


def read_group(values: Values) -> int | None:
    return number_of("group", values["group"]) if values["group"] else None


def number_of(field: str, text: str) -> int:
    if not (text.isdecimal() and len(text) < 10):
        raise Incomplete({field: "Choose one from the list."})
    return int(text)


def refused(values: Values, refusal: Refusal, prefix: str = "") -> Form:
    """What concerns no field stands at the title, which is first."""
    problems = refusal.problems if isinstance(refusal, Incomplete) else {"title": str(refusal)}
    return Form(values, Incomplete({f"{prefix}{field}": sentence for field, sentence in problems.items()}))


def choices(workshop: Workshop, evidence: EvidenceList, form: Form) -> dict[str, Any]:
    """With a standard chosen, its own criteria; its domain's list of evidence stands before the other domains'."""
    standards = [workshop.framework.standard(standard.number) for standard in workshop.standards]
    selected = next((standard for standard in standards if standard.number == form.value("standard")), None)
    criteria = selected.criteria if selected else ()
    return {
        "key": form.value("key") or new_token(),
        "selected": selected,
        "standards": standards,
        "standard_choices": [_choice("", "Choose a standard"), *[_choice(s.number, _named(s)) for s in standards]],
        "criterion_choices": [_choice("", "None"), *[_choice(c.number, f"{c.number} {c.words}") for c in criteria]],
        "answers_choices": [_choice("", "Nothing on a list"), *_lists(workshop, evidence, selected)],
        "group_choices": [_choice("", "No group"), *[_choice(str(group.id), group.name) for group in workshop.groups]],
        "strength_choices": [_choice(strength.value, label) for strength, label in STRENGTHS.items()],
    }


def _lists(workshop: Workshop, evidence: EvidenceList, selected: Standard | None) -> Iterator[Choice]:
    for asked in evidence.asked:
        if selected is None or asked.standard == selected.number:
            yield _choice(f"{ASKED}{asked.asked_id}", f"Asked for ({asked.standard}): {asked.title}")
    for wanted in evidence.minimum:
        yield _choice(wanted.number, f"{wanted.number} {wanted.title}")
    lists = sorted(evidence.potential, key=lambda pair: selected is not None and selected not in pair[0].standards)
    for _, potential in lists:
        for wanted in potential:
            yield _choice(wanted.number, f"{wanted.number} {wanted.title}")


def _named(standard: Standard) -> str:
    return f"{standard.number}. {standard.title}"


def _choice(value: str, text: str) -> Choice:
    shown = text if len(text) <= LONGEST_CHOICE else f"{text[: LONGEST_CHOICE - 1].rstrip()}…"
    return {"value": value, "text": isolated(shown)}
