"""One domain: each of its standards that the room took up, then the domain's own words."""

from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain, Standard
from app.exports.forms.position import to_do
from app.exports.record.blocks import Block, Fact, Facts, Items, Line, Section, Text, head, lines, told
from app.exports.record.rounds import views
from app.exports.record.subject import asked, later, position
from app.models import StandardState

NO_ACTION = "No action was written down."
NOT_TAKEN_UP = "Not taken up in this workshop:"


def domain(report: Report, one: Domain, number: int) -> Section:
    place = f"domain-{number}"
    needed = {each.number: each.needed for form in report.workshop.framework.domains for each in form.standards}
    taken_up = [standard for standard in one.standards if _is_taken_up(standard)]
    rest = [named(standard) for standard in one.standards if standard not in taken_up]
    own = Section(f"{place}-whole", "The domain as a whole", (*position(one), *later(report, one), *asked(one)))
    return Section(
        place,
        head(f"Domain {one.number}: {one.title}"),
        told(
            Text((Line(NOT_TAKEN_UP, "soft"),)) if rest else None,
            Items(tuple(Line(title, "soft") for title in rest)),
        ),
        (
            *(
                _standard(report, standard, f"{place}-{at}", needed.get(standard.number, ""))
                for at, standard in enumerate(taken_up, 1)
            ),
            *((own,) if one.positions or one.dissents else ()),
        ),
    )


def _is_taken_up(standard: Standard) -> bool:
    return standard.state is not StandardState.WAITING or bool(standard.positions or standard.actions)


def named(standard: Standard) -> str:
    return head(f"{standard.number}. {standard.title}")


def _standard(report: Report, standard: Standard, place: str, needed: str) -> Section:
    settled, compared = position(standard), views(report, standard, named(standard))
    blocks = (*settled, *compared, *asked(standard), *later(report, standard), *_actions(standard, needed))
    return Section(place, named(standard), blocks)


def _actions(standard: Standard, needed: str) -> tuple[Block, ...]:
    """The box that the framework prints under each standard; who and by when stand in the summary."""
    what = tuple(part for action in to_do(standard) for part in lines(action.what))
    box = Facts((Fact(head(needed), what or (Line(NO_ACTION, "soft"),)),))
    return (box,) if needed else ()
