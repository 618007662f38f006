"""The divergence model: describes a room's ratings exactly, tests nothing, imports nothing of ours."""

from app.divergence.analysis import Analysis, Row, agenda, analyse
from app.divergence.contract import answer
from app.divergence.finding import TIER_NAMES, Finding
from app.divergence.group import CANT_TELL, DK
from app.divergence.measures import dispersion, middle, share_above, split_threshold, tightest
from app.divergence.present import Presentation, present
from app.divergence.rounds import Comparison, compare
from app.divergence.scale import Band, Scale
from app.divergence.strict import ContractError
from app.divergence.thresholds import DEFAULT, Thresholds
from app.divergence.units import POOL, RULES, Rule, Units, displayed_units

__all__ = [
    "CANT_TELL",
    "DEFAULT",
    "DK",
    "POOL",
    "RULES",
    "TIER_NAMES",
    "Analysis",
    "Band",
    "Comparison",
    "ContractError",
    "Finding",
    "Presentation",
    "Row",
    "Rule",
    "Scale",
    "Thresholds",
    "Units",
    "agenda",
    "analyse",
    "answer",
    "compare",
    "dispersion",
    "displayed_units",
    "middle",
    "present",
    "share_above",
    "split_threshold",
    "tightest",
]
