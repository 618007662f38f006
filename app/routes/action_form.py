"""The forms of actions: one line to enter one, all of its fields to complete it."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import FormData

from app.access.written import AGAIN
from app.bidi import isolated
from app.errors import Incomplete, Refusal
from app.frameworks.around import Partner
from app.models import Action, ActionStatus, Weight
from app.models.record.action import LONGEST_LINE
from app.models.record.action import Typed as TypedAction
from app.models.record.subject import Level, Subject
from app.models.workshop.workshop import Workshop
from app.rendering.form import Form

FIELDS = ("subject", "what", "others", "due", "priority", "how_known", "criterion", "how_far", "version", "key", AGAIN)
CHOSEN = "who"  # groups and partners that were ticked
SHOWN_AT = {"who": "others", "status": "how_far"}  # the page has a part of its own that is called status
LONGEST_CHOICE = 80
Values = dict[str, Any]


async def _typed(request: Request) -> Values:
    """A file where a text belongs counts as nothing typed."""
    form: FormData = await request.form()
    values: Values = {name: text if isinstance(text := form.get(name), str) else "" for name in FIELDS}
    return {**values, CHOSEN: [name for name in form.getlist(CHOSEN) if isinstance(name, str)]}


Typed = Annotated[Values, Depends(_typed)]


def read_action(values: Values, criteria: Iterable[str] = ()) -> TypedAction:
    return TypedAction(
        values["what"], [*values[CHOSEN], *values["others"].split(";")], values["due"], values["priority"],
        values["how_known"], values["criterion"], values["how_far"] or ActionStatus.TO_DO.value,
        criteria=tuple(criteria),
    )  # fmt: skip


def read_version(values: Values) -> int:
    version = values["version"]
    return int(version) if version.isdecimal() and len(version) < 9 else 0


def form_of(action: Action, names: Iterable[str]) -> Form:
    """`names` can be ticked; whoever else is to do it stands in a line of words."""
    names = list(names)
    same = {name: getattr(action, name) for name in ("what", "how_known", "criterion", "version")}
    others = "; ".join(name for name in action.who if name not in names)
    chosen = [name for name in action.who if name in names]
    priority, how_far = action.priority or "", action.status
    return Form(
        {**same, "priority": priority, "how_far": how_far, "due": action.when, "others": others, CHOSEN: chosen}
    )


def refused(values: Values, refusal: Refusal) -> Form:
    """What concerns no field stands at what is to be done."""
    problems = refusal.problems if isinstance(refusal, Incomplete) else {"what": str(refusal)}
    return Form(values, Incomplete({SHOWN_AT.get(name, name): said for name, said in problems.items()}))


def names_of(workshop: Workshop) -> list[str]:
    """Who may be ticked: the groups of this workshop, then the kinds of partner that its framework names."""
    groups = [group.name for group in workshop.groups]
    return list(dict.fromkeys([*groups, *[_called(partner) for partner in workshop.framework.groups]]))


def _called(partner: Partner) -> str:
    """Without what its kind takes in, which follows a colon."""
    name = partner.brief.partition(":")[0].strip()
    return name if len(name) <= LONGEST_LINE else f"{name[: LONGEST_LINE - 1].rstrip()}…"


def criteria_of(subject: Subject) -> dict[str, str]:
    """By number, of every standard that the subject speaks of."""
    standards = [subject.workshop.framework.standard(standard.number) for standard in subject.standards]
    return {criterion.number: criterion.words for standard in standards for criterion in standard.criteria}


def needed_for(subject: Subject) -> str:
    """What the framework's form asks of a standard; nothing is asked so of a domain or the whole."""
    asks = subject.workshop.framework.forms.needed_for(subject.key.number)
    return asks if subject.key.level is Level.STANDARD else ""


def choices(subject: Subject) -> Values:
    criteria = [_choice(number, f"{number} {words}") for number, words in criteria_of(subject).items()]
    return {
        "criterion_choices": [_choice("", "None"), *criteria],
        "status_choices": [_choice(status.value, status.value.capitalize()) for status in ActionStatus],
        "priorities": [*[(weight.value, weight.value.capitalize()) for weight in Weight], ("", "Open")],
    }


def _choice(value: str, text: str) -> dict[str, str]:
    shown = text if len(text) <= LONGEST_CHOICE else f"{text[: LONGEST_CHOICE - 1].rstrip()}…"
    return {"value": value, "text": isolated(shown)}
