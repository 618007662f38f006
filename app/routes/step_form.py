"""What the form of a step says, as far as it is theirs who sent it, and what its buttons do to it."""

from sqlmodel import Session
from starlette.datastructures import FormData

from app.access.places import Place
from app.access.rights import allows
from app.frameworks import DEFAULT
from app.models import Edition, Purpose, Workshop
from app.models.rounds.preparing import chosen_edition
from app.models.workshop.edition import named
from app.models.workshop.presets import PRESETS
from app.models.workshop.steps import Step
from app.models.workshop.typed_draft import Values, group_fields, values_of, without_groups
from app.routes.arrangement import arrangement

WHOLE = "edit occasion, rule and promises"
FIXED = {"framework_key", "shows_printed_labels", "attribution_rule"}  # on pages that a scribe edits, too


def typed(form: FormData) -> Values:
    lists = {name: [str(value) for value in form.getlist(name)] for name in ("standards", "order")}
    return {**{key: str(value) for key, value in form.items()}, **lists}


def theirs(values: Values, workshop: Workshop, place: Place) -> Values:
    """The form as far as it is theirs to fill in: whoever edits standards and groups alone leaves the rest as it is."""
    if allows(WHOLE, place.role, workshop.state, workshop.attribution_rule):
        return values
    stands = {name: value for name, value in values_of(workshop).items() if name in FIXED}
    own = {name: value for name, value in values.items() if name not in {*FIXED, "take"}}
    return {**own, **stands, "shown": stands.get("framework_key", "")}


def pressed(session: Session, values: Values, step: Step) -> tuple[Values, bool]:
    """The form after a button that moves a standard or takes a framework or groups; and whether a framework was taken.

    Ticks that belong to another edition than the one that was chosen are never kept: two frameworks number alike.
    """
    if step is Step.GROUPS and (preset := _preset(values)):
        return {**without_groups(values), **group_fields(PRESETS[preset])}, False
    if step is not Step.STANDARDS:
        return values, False
    edition = edition_of(session, values)
    if values.get("take") == "framework" or values.get("shown", edition.choice) != edition.choice:
        return {**values, "standards": [], "order": [s.number for s in edition.framework.standards]}, True
    if values.get("move"):
        return {**values, "order": arrangement(values, edition.framework).moved(values["move"])}, False
    return values, False


def _preset(values: Values) -> Purpose | None:
    try:
        return Purpose(values.get("groups_of", ""))
    except ValueError:
        return None


def edition_of(session: Session, values: Values) -> Edition:
    return chosen_edition(session, values) or named(session, DEFAULT)
