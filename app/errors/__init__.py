"""What can be refused, in words that the person who asked can act on. Here the widest kinds of it."""


class Refusal(Exception):
    """A request the domain turns down. `str(refusal)` is shown as it stands: cause, then mend.

    `leads_to` is where its one way on leads, where only who refuses knows it; see `ways_on`.
    """

    status = 409
    heading = "That did not happen"
    leads_to = ""


class NotFound(Refusal):
    """Also what a stranger gets for a thing that exists, so that nothing can be probed."""

    status = 404
    heading = "There is nothing at this address for you"

    def __init__(
        self, sentence: str = "There is nothing here for you. Check the address, or join with the code on the stage."
    ) -> None:
        super().__init__(sentence)


class NotYours(Refusal):
    status = 403


class TooFast(Refusal):
    """More of something than people do; the sentence says what to do."""

    status = 429


class Incomplete(Refusal):
    """A form that cannot be taken as it is; `problems` maps a field's name to its sentence."""

    status = 422

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


class TooMany(Refusal):
    """More of something than may come at once; `str` says how to go on."""

    status = 429


class CannotStart(Exception):
    """The program cannot run as asked: one sentence with cause and mend, then a non-zero exit."""
