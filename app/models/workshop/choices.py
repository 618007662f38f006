"""What a facilitator chooses for a workshop: its purpose, whose rating is seen, who comes in, what a scribe may do."""

from enum import StrEnum


class Grant(StrEnum):
    """What a scribe may do once the workshop is closed, if its facilitator lets them."""

    EXPORT = "export"
    FINISH = "finish"  # what was left to be filled in


class Door(StrEnum):
    """Who comes in. On the latch whoever joins waits for the facilitator's nod."""

    OPEN = "open"
    LOCKED = "locked"
    LATCH = "on the latch"  # by itself from the first opening, for good


class Purpose(StrEnum):
    SELF_ASSESSMENT = "self-assessment"
    REGIONAL_REVIEW = "regional review"
    LGA_PEER_CHALLENGE = "LGA peer challenge"
    PROGRESS_REVIEW = "progress review"


class AttributionRule(StrEnum):
    BY_GROUP = "by_group"
    OPEN = "open"
    NOT_ATTRIBUTABLE = "not_attributable"
