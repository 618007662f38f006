"""The one table of what may be found in a round, in the order in which a room should hear it within a tier.

Every list of codes is a column of it, so that a new finding has to say everything about itself.
"""

from enum import Flag, auto


class Is(Flag):
    """What holds of a finding, beside its name and its place."""

    REMARK = 0
    DIVERGENT = auto()  # views differ: this is what is compared between two rounds
    CONTRARY = auto()  # beside it nothing is called agreement
    FOR_TALK = auto()  # alone it puts its standard among those to discuss
    BESIDE_AGREEMENT = auto()  # beside agreement it leaves the standard among those with broad agreement
    BESIDE_MIXED = auto()  # it explains nothing, so "no clear pattern" may still be told beside it
    WORTH_RECORDING = auto()  # its sentence belongs into a first wording of divergent views
    CONSOLE_ONLY = auto()  # may point at one person or at the hosts: on stage only if a facilitator puts it there


_TALK = Is.FOR_TALK | Is.WORTH_RECORDING
_APART = Is.DIVERGENT | Is.CONTRARY
_OF_THE_HOSTS = Is.CONTRARY | Is.CONSOLE_ONLY | _TALK

CODES: dict[str, Is] = {
    "not_enough": Is.REMARK,
    "split_room": _APART | Is.WORTH_RECORDING,  # its own tier says that it is talked about
    "between_groups": _APART | _TALK,
    "lone_group": _TALK,
    "self_higher": _OF_THE_HOSTS,
    "self_lower": _OF_THE_HOSTS,
    "wide_spread": _APART | _TALK,
    "within_group": _APART | _TALK,
    "minority_view": _APART | _TALK,
    "dont_know_high": _TALK,
    "lone_voice": Is.CONTRARY | Is.CONSOLE_ONLY,
    "missing_group": Is.BESIDE_MIXED,
    "group_cannot_say": Is.BESIDE_MIXED,
    "weighting_matters": Is.BESIDE_MIXED,
    "agreement": Is.BESIDE_AGREEMENT,
    "agreement_partial": Is.REMARK,
    "band_border": Is.BESIDE_AGREEMENT | Is.BESIDE_MIXED,
    "mixed": Is.REMARK,
}
PLACES = {code: place for place, code in enumerate(CODES)}

NOT_BESIDE = {"lone_voice": frozenset({"within_group"})}  # on stage the two together point at one person


def codes_that(are: Is) -> frozenset[str]:
    return frozenset(code for code, holds in CODES.items() if are in holds)


DIVERGENT = codes_that(Is.DIVERGENT)
CONTRARY = codes_that(Is.CONTRARY)
FOR_TALK = codes_that(Is.FOR_TALK)
BESIDE_AGREEMENT = codes_that(Is.BESIDE_AGREEMENT)
BESIDE_MIXED = codes_that(Is.BESIDE_MIXED)
WORTH_RECORDING = codes_that(Is.WORTH_RECORDING)
CONSOLE_ONLY = codes_that(Is.CONSOLE_ONLY)
