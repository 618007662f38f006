"""A first wording of “divergent views”, from ratings alone, with quotes that their writers released.

Nobody's reason becomes a finding, and nothing drafted is stored until a person has taken it into the form.
"""

from collections.abc import Collection, Iterable, Sequence

from app.divergence import Finding
from app.divergence.codes import WORTH_RECORDING
from app.models import Reason


def divergent_views(findings: Iterable[Finding], reasons: Sequence[Reason], small: Collection[str] = ()) -> str:
    """`findings`: those that may be told on stage, so that a draft cannot carry what is for the console alone.

    `small`: displayed units of one or two people. Who lets a reason be quoted does so without a name, and beside such
    a unit it would have one.
    """
    sentences = [finding.sentence for finding in findings if finding.code in WORTH_RECORDING]
    quotes = [_quote(reason, named=reason.unit not in small) for reason in reasons if reason.may_quote]
    return "\n".join([*sentences, *quotes]) if sentences else ""


def _quote(reason: Reason, *, named: bool) -> str:
    return f"{reason.unit}: “{reason.text}”" if named else f"Somebody: “{reason.text}”"
