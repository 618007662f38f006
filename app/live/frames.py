"""What a browser may say over the socket, and the same form by POST. Anything else is refused in words."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from app.errors import Incomplete
from app.frameworks import LONGEST_NUMBER, MOST_CRITERIA
from app.models import Answer
from app.models.rounds.rating import said_in

LARGEST = 4096  # bytes of one frame
CANT_TELL = ("cant_tell", "ct")  # in words, and as the page sends it
Number = Annotated[str, Field(min_length=1, max_length=LONGEST_NUMBER)]
Key = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


def as_sent(score: int | None) -> str:
    """Two letters whatever the answer, so that nobody reads it off the length of what a phone sends."""
    return "ct" if score is None else f"{score:02d}"


def _as_list(value: object) -> object:
    """A browser sends one ticked box as a text, several as a list."""
    return [value] if isinstance(value, str) else value


class Question(BaseModel):
    """Whether anybody is there, from a page that is looked at again."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["ask"]


class RatingForm(BaseModel):
    """One answer. `answer` is a whole number as typed, or "cant_tell"; htmx adds its own `headers`, which we ignore."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["rate"] = "rate"
    round: Annotated[int, Field(gt=0, lt=2**31)]
    key: Key
    answer: Annotated[str, Field(pattern=r"^([0-9]{1,4}|cant_tell|ct)$")]
    reason: str = ""
    may_quote: bool = False
    from_experience: bool = False
    from_document: bool = False
    criteria: Annotated[list[Number], BeforeValidator(_as_list), Field(max_length=MOST_CRITERIA)] = []
    headers: dict[str, Any] | None = None

    def to_answer(self) -> Answer:
        return Answer(
            score=None if self.answer in CANT_TELL else int(self.answer),
            key=self.key,
            **said_in(self),
        )


def _act_of(sent: object) -> str | None:
    """A rating's form may go without saying so: its page is for nothing else."""
    if not isinstance(sent, dict):
        return None
    act = sent.get("act", "rate")
    return act if isinstance(act, str) else None


Frame = Question | RatingForm
FRAMES: TypeAdapter[Frame] = TypeAdapter(
    Annotated[
        Annotated[Question, Tag("ask")] | Annotated[RatingForm, Tag("rate")],
        Discriminator(_act_of),
    ]
)


def read_frame(text: str) -> Frame:
    if len(text.encode()) > LARGEST:
        raise Incomplete({"frame": "Not recorded: that was too long to send. Shorten your reason and record it again."})
    try:
        return FRAMES.validate_json(text)
    except ValidationError as error:
        raise in_words(error) from None


def read_form(fields: dict[str, Any]) -> RatingForm:
    """The same by POST, where nobody asks whether somebody is there."""
    try:
        return RatingForm.model_validate(fields)
    except ValidationError as error:
        raise in_words(error) from None


def in_words(error: ValidationError) -> Incomplete:
    fields = {_field(problem["loc"]) for problem in error.errors() if problem["loc"]}
    if fields == {"answer"}:
        return Incomplete({"answer": "Not recorded: choose a number on the scale, or “I can’t tell from what I know”."})
    return Incomplete(
        {"frame": "Not recorded: that message could not be read. Reload this page and record your rating again."}
    )


def _field(place: tuple[int | str, ...]) -> str:
    """Of a frame, the act stands before it."""
    return str(place[1] if place[0] in ("ask", "rate") and len(place) > 1 else place[0])
