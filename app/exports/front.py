"""What stands first in every file: whose views these are, what this is and is not, how views were counted."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from app.clock import in_london
from app.divergence.phrases import share
from app.exports.contents.report import Report
from app.models import AttributionRule, Release, WorkshopState
from app.models.rounds.sitting import RoundState

NOT_A_RATING = (
    "This is what local partners said in one room on one day. It is not an LGA or CQC rating, nor an inspection: "
    "each position belongs to the partners who recorded it."
)
WORKING = "NOT FOR PUBLICATION"
ABOUT_WORKING = (
    "A working file. It tells of every round that was revealed, also of those that were not shown to the room, in the "
    "groups that the room saw. For publication make the public files."
)
NOT_CONFIRMED = "Not yet confirmed"
STILL_CHANGES = "The record may still change until the facilitator confirms it."
LEFT_OPEN = (
    "Agreed words stand. Until the facilitator confirms the record, what was left may be filled in, marked “written "
    "afterwards”"
)
ANSWERS_OPEN = ", and people may answer otherwise"
NOTHING_TOLD = "No ratings are told here"
METHOD = "How views were counted"
ABOUT_FINGERPRINT = "What the fingerprint shows"
WHAT_IT_PROVES = (
    "Whoever keeps the fingerprint of this record on paper can later have the program check a working file against it "
    "(“critical-friend verify”, or its page): whether log, positions, rows, assent and actions are what they were."
)
WHAT_IT_DOES_NOT = (
    "The record is tamper-evident so far and no further. A fingerprint does not show that what was typed was true; and "
    "without a print made at the time, whoever holds the server could write the record anew."
)
OF_AN_ENTRY = (
    "It is the fingerprint after the entry named beside it. Entries that follow, as of an erasure, give another."
)
OF_THE_MOMENT = "It is the fingerprint of the moment: until the record is confirmed, each act changes it."
BEGAN_LATE = "What was done before the chain of this record began is not in its fingerprint."


def spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def whose_views(report: Report) -> str:
    number, held = report.front.people, report.workshop
    if not number:
        return f"No ratings are told here. The room met on {spoken(held.held_on)}"
    people = "one person" if number == 1 else f"{number} people"
    return f"Views of {people} in the room on {spoken(held.held_on)}"


def heard(report: Report) -> str:
    return _listed(report.front.heard) or NOTHING_TOLD


def not_heard(report: Report) -> str:
    everybody = "None: every group that was invited answered" if report.front.heard else NOTHING_TOLD
    return _listed(report.front.not_heard) or everybody


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def status(report: Report) -> str:
    """As it stands beside the title of every file."""
    confirmed = report.workshop.confirmed_at
    return f"Confirmed on {spoken(in_london(confirmed))}" if confirmed else NOT_CONFIRMED


def marks(report: Report) -> tuple[str, ...]:
    """What every page says of the file: empty for a public one that is confirmed."""
    working = (WORKING,) if report.release is Release.WORKING else ()
    return (*working, *(() if report.workshop.confirmed_at else (NOT_CONFIRMED,)))


def about_marks(report: Report) -> tuple[str, ...]:
    working = (ABOUT_WORKING,) if report.release is Release.WORKING else ()
    return (*working, *(() if report.workshop.confirmed_at else (about_not_confirmed(report),)))


def about_not_confirmed(report: Report) -> str:
    """From the close on less may change, and under “not attributable” nobody's answer."""
    if report.workshop.state is not WorkshopState.CLOSED:
        return STILL_CHANGES
    rule = report.workshop.attribution_rule
    return f"{LEFT_OPEN}{'' if rule is AttributionRule.NOT_ATTRIBUTABLE else ANSWERS_OPEN}."


def fingerprint(report: Report) -> str:
    """With the entry that it was taken after, as later ones give another; empty without a chain."""
    chained = report.chained
    return f"{chained.fingerprint} (after entry {chained.entries})" if chained.fingerprint else ""


def fingerprint_sentence(report: Report) -> str:
    told = fingerprint(report)
    return f"Fingerprint of this record: {told}." if told else ""


def standing(report: Report) -> str:
    """Status and fingerprint in one line."""
    told = fingerprint(report)
    return f"{status(report)}. Fingerprint: {told}" if told else status(report)


def erased_on(report: Report) -> str:
    held = report.workshop
    seats, record = spoken(held.erase_seats_on), spoken(held.erase_record_on)
    return f"Seats and reasons {seats}, the record {record}, unless held"


def how_counted(report: Report) -> str:
    """One paragraph; `method` says the rest."""
    fewest = 5 if report.release is Release.PUBLIC else 3
    rated = "Everybody rated alone, and nobody saw a rating before all were revealed together. "
    once = (
        "Each group then speaks once, with the middle of its ratings: no mean is taken, and a large group does not "
        "drown a small one. "
    )
    if report.release is Release.WORKING and report.workshop.attribution_rule is AttributionRule.OPEN:
        return f"{rated}{once}Every group stands for itself. “I can’t tell” is an answer, and is counted apart."
    smaller = f"Groups with fewer than {_spelled(fewest)} ratings are put together and speak once, together. "
    return f"{rated}{once}{smaller}“I can’t tell” is an answer, and is counted apart."


def method(report: Report) -> tuple[str, ...]:
    """The rest of it, a paragraph each, for the end of a file. Where its numbers are left out it says so."""
    thresholds = report.workshop.thresholds
    again = any(len(standard.told) > 1 for standard in report.standards)
    return tuple(
        filter(
            None,
            (
                report.workshop.attribution if report.release is Release.WORKING else _public_units(),
                "A middle is the number with as many ratings below it as above; between two numbers both are given. "
                "The room’s middle is the middle of the groups’ middles.",
                _differ(thresholds),
                "Rating again never overwrites what was said before: each round stands by itself." if again else "",
                ""
                if report.has_numbers
                else "Numbers and bands are left out of this file, as they are unless "
                "somebody asks for them. Pictures then show how far apart groups stand, and not where.",
                report.workshop.framework.scale_note if report.has_numbers else "",
            ),
        )
    )


def about_fingerprint(report: Report) -> tuple[str, ...]:
    """What it proves and what it does not, a paragraph each, for the end of a file; nothing without a chain."""
    if not report.chained.fingerprint:
        return ()
    moment = OF_AN_ENTRY if report.workshop.confirmed_at else OF_THE_MOMENT
    return (WHAT_IT_PROVES, WHAT_IT_DOES_NOT, moment, *((BEGAN_LATE,) if report.chained.began_late else ()))


def _public_units() -> str:
    return (
        "For publication a group stands by itself only with five ratings or more, whatever its people agreed to in the "
        "room. The others are “Smaller groups together”, and where even together they are fewer than five, nothing is "
        "told by group. Only rounds that the room was shown are told, and nobody’s reasons."
    )


def _differ(thresholds: dict[str, Any]) -> str:
    return (
        f"Two groups are said to differ where their middles are {thresholds['gap']} points or more apart, and in "
        f"{share(Fraction(thresholds['share']))} or more of all comparisons between one person of each the same group "
        "is clearly higher."
    )


def _spelled(number: int) -> str:
    return {3: "three", 5: "five"}[number]


def is_still_rated(report: Report) -> bool:
    """Whether something is being rated or waits for its reveal while this is made."""
    rounds = [round_ for standard in report.standards for round_ in standard.rounds]
    return any(round_.state is not RoundState.REVEALED for round_ in (*rounds, *report.overall.rounds))
