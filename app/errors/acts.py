"""An act that came too late, or was meant for what is no longer so."""

from app.errors import Refusal


class ValueOffScale(Refusal):
    status = 422

    def __init__(self, points: int) -> None:
        super().__init__(f"Choose a whole number from 1 to {points}, or “I can’t tell from what I know”.")


class OlderPage(Refusal):
    """An act that was meant for what is no longer so."""

    def __init__(self, since: str) -> None:
        super().__init__(
            f"Nothing was done: {since} since this page was loaded. Look at how it stands now, and press again if you "
            "still mean it."
        )


class ChangedMeanwhile(Refusal):
    """A step that another page saved since this one was loaded: nothing is stored before somebody has seen both."""

    def __init__(self) -> None:
        super().__init__("Not saved yet: this step was saved from another page since you opened it.")


class RoundNotOpen(Refusal):
    def __init__(self) -> None:
        super().__init__("Not recorded: this round is closed. What you recorded before the close stands.")


class JoinsFromTheNext(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "Not recorded: you joined after this standard was first revealed, so you join from the next standard. "
            "What was told of this one stays as it is."
        )
