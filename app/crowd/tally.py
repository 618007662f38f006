"""What came of it, in numbers. Never who rated what."""

from dataclasses import dataclass, field


@dataclass
class Tally:
    people: int
    joined: int = 0
    waiting: int = 0  # at the door, for the facilitator's nod
    sent: int = 0
    acknowledged: int = 0
    assented: int = 0  # answers to words that were read back
    assent_seconds: list[float] = field(default_factory=list)  # each until it was acknowledged
    refused: int = 0  # the round closed first
    lost: int = 0  # acknowledged, and something else is stored
    unread: int = 0  # acknowledged, and the page could not be read again to compare
    cuts: int = 0
    by_post: int = 0
    seconds: list[float] = field(default_factory=list)  # from sending to the acknowledgement
    sent_at: list[float] = field(default_factory=list)  # of the same answers, on this process's monotonic clock
    problems: set[str] = field(default_factory=set)  # what the server said that was neither receipt nor close

    @property
    def unacknowledged(self) -> int:
        return self.sent - self.acknowledged - self.refused

    @property
    def ended_well(self) -> bool:
        return not (self.lost or self.unread or self.unacknowledged) and self.joined == self.people

    def took(self, sent_at: float, acknowledged_at: float) -> None:
        self.sent_at.append(sent_at)
        self.seconds.append(acknowledged_at - sent_at)

    def progress(self) -> str:
        waiting = f", {self.unacknowledged} on their way" if self.unacknowledged else ""
        at_the_door = f", {self.at_the_door}" if self.waiting else ""
        return f"{self.joined} of {self.people} joined{at_the_door}, {self.acknowledged} acknowledged{waiting}"

    @property
    def at_the_door(self) -> str:
        return f"{self.waiting} {'waits' if self.waiting == 1 else 'wait'} for the facilitator’s nod"

    def remarks(self) -> list[str]:
        """Only what is out of the ordinary."""
        said = {
            "answers to words that were read back": self.assented,
            "refused because the round had closed": self.refused,
            "connections cut": self.cuts,
            "answers sent again, or at once, by POST": self.by_post,
            "acknowledged answers could not be read again": self.unread,
            "people could not join": self.people - self.joined - self.waiting,
            "people were never let in": self.waiting,
        }
        return [f"{count} {what}" for what, count in said.items() if count] + sorted(self.problems)

    def last_line(self) -> str:
        never = f" · never let in {self.waiting}" if self.waiting else ""
        return (
            f"acknowledged {self.acknowledged} · lost {self.lost} · not acknowledged {self.unacknowledged}{never}"
            f" · p50 {milliseconds(self.seconds, 50)} · p99 {milliseconds(self.seconds, 99)}"
        )


def percentile(values: list[float], percent: int) -> float:
    """The nearest rank: a value that was measured, so p99 of few values is the largest."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def milliseconds(seconds: list[float], percent: int) -> str:
    return f"{percentile(seconds, percent) * 1000:.0f} ms" if seconds else "none"
