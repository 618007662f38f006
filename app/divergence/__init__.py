"""The divergence model: describes a room's ratings exactly, tests nothing, imports nothing of ours."""

from app.divergence.analysis import Analysis, Row, agenda, analyse
from app.divergence.contract import answer
from app.divergence.facts import Facts, Kept, Standing, Terms, Voice
from app.divergence.finding import TIER_NAMES, Finding
from app.divergence.group import CANT_TELL, DK
from app.divergence.measures import dispersion, middle, share_above, split_threshold, tightest
from app.divergence.present import Presentation, analysed, counts_may_show, present
from app.divergence.public import public_releases
from app.divergence.release import Answer, Release, Unit
from app.divergence.releasing import release, releases
from app.divergence.rounds import Comparison, compare, compare_released
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
    "Answer",
    "Band",
    "Comparison",
    "ContractError",
    "Facts",
    "Finding",
    "Kept",
    "Presentation",
    "Release",
    "Row",
    "Rule",
    "Scale",
    "Standing",
    "Terms",
    "Thresholds",
    "Unit",
    "Units",
    "Voice",
    "agenda",
    "analyse",
    "analysed",
    "answer",
    "compare",
    "compare_released",
    "counts_may_show",
    "dispersion",
    "displayed_units",
    "middle",
    "present",
    "public_releases",
    "release",
    "releases",
    "share_above",
    "split_threshold",
    "tightest",
]
