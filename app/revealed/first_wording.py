"""A first wording of “divergent views”, from ratings alone, with quotes that their writers released.

Nobody's reason becomes a finding, and nothing drafted is stored until a person has taken it into the form.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.divergence import Finding
from app.divergence.codes import WORTH_RECORDING
from app.models import Position, Reason


@dataclass(frozen=True)
class FirstWording:
    """`figures` are taken apart from the words, for a form with numbers off must not carry them."""

    words: str = ""
    figures: str = ""


def divergent_views(
    findings: Iterable[Finding], reasons: Sequence[Reason], small: Collection[str] = ()
) -> FirstWording:
    """`findings`: those that may be told on stage, so that a draft cannot carry what is for the console alone.

    `small`: displayed units of one or two people. Who lets a reason be quoted does so without a name, and beside such
    a unit it would have one.
    """
    worth_recording = [finding for finding in findings if finding.code in WORTH_RECORDING]
    if not worth_recording:
        return FirstWording()
    quotable = [reason for reason in reasons if reason.may_quote and not reason.is_held_back]
    quotes = [_quote(reason, named=reason.unit not in small) for reason in quotable]
    words = [finding.words for finding in worth_recording]
    return FirstWording("\n".join([*words, *quotes]), "\n".join(finding.sentence for finding in worth_recording))


def of_domain(positions: Iterable[Position]) -> FirstWording:
    """From what people accepted about its standards."""
    differing = [position for position in positions if position.divergent_views]
    texts = [f"{position.subject_number}: {position.divergent_views}" for position in differing]
    return FirstWording("\n".join(texts))


def _quote(reason: Reason, *, named: bool) -> str:
    return f"{reason.unit}: “{reason.text}”" if named else f"Somebody: “{reason.text}”"
