"""What can be refused, in words that the person who asked can act on."""


class Refusal(Exception):
    """A request the domain turns down. `str(refusal)` is shown as it stands: cause, then mend."""

    status = 409


class NotFound(Refusal):
    """Also what a stranger gets for a thing that exists, so that nothing can be probed."""

    status = 404

    def __init__(
        self, sentence: str = "There is nothing here for you. Check the address, or join with the code on the stage."
    ) -> None:
        super().__init__(sentence)


class NotYours(Refusal):
    status = 403


class SignInFirst(NotYours):
    status = 401

    def __init__(self) -> None:
        super().__init__("Please sign in first.")


class Incomplete(Refusal):
    """A form that cannot be taken as it is; `problems` maps a field's name to its sentence."""

    status = 422

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


class ValueOffScale(Refusal):
    status = 422

    def __init__(self, points: int) -> None:
        super().__init__(f"Choose a whole number from 1 to {points}, or “I can’t tell from what I know”.")


class RoundNotOpen(Refusal):
    def __init__(self) -> None:
        super().__init__("Not recorded: this round is closed. What you recorded before the close stands.")


class WrongCode(Refusal):
    """One sentence for a wrong, a closed and an unknown code: which it was is nobody's business."""

    status = 404

    def __init__(self) -> None:
        super().__init__("That code does not open a workshop right now. Check it against the stage and try again.")


class TooMany(Refusal):
    """More of something than may come at once; `str` says how to go on."""

    status = 429


class StorageFull(Refusal):
    status = 503

    def __init__(self) -> None:
        super().__init__("Not saved: the server’s storage is full. Tell the facilitator, and try again in a moment.")


class CannotStart(Exception):
    """The program cannot run as asked: one sentence with cause and mend, then a non-zero exit."""
