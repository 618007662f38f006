"""Where a workshop stands, from its draft to a line that remains."""

from enum import StrEnum


class WorkshopState(StrEnum):
    DRAFT = "draft"
    LOBBY = "lobby"
    LIVE = "live"
    CLOSED = "closed"
    CONFIRMED = "confirmed"
    ERASED = "erased"  # a line that it was held remains, and the fingerprint of its record


SPOKEN = {
    WorkshopState.DRAFT: "still a draft",
    WorkshopState.LOBBY: "in its lobby",
    WorkshopState.LIVE: "live",
    WorkshopState.CLOSED: "closed",
    WorkshopState.CONFIRMED: "confirmed",
    WorkshopState.ERASED: "erased",
}
