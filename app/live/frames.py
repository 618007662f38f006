"""What a browser may say over the socket, and the same form by POST. Anything else is refused in words."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from app.errors import Incomplete
from app.frameworks import LONGEST_NUMBER, MOST_CRITERIA
from app.models import Answer, CanStand
from app.models.record.dissent import OwnWords, Shown
from app.models.rounds.rating import said_in
from app.tokens import derived_token

LARGEST = 4096  # bytes of one frame
CANT_TELL = ("cant_tell", "ct")  # in words, and as the page sends it
STANDS = {"ag": CanStand.AGREE, "lw": CanStand.LIVE_WITH_IT, "no": CanStand.DO_NOT_AGREE}  # as the page sends it
SHOWN = {"unit": Shown.WITH_UNIT, "none": Shown.WITHOUT_NAME, "only": Shown.FACILITATOR_ONLY}
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


class Writing(BaseModel):
    """Which field of an open position somebody is in; empty when they leave it. Nothing of it is kept."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["write"]
    field: Annotated[str, Field(max_length=40)]
    page: Annotated[str, Field(max_length=64)] = ""


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


class AssentForm(BaseModel):
    """Whether the words that were read back can stand. Every answer is sent in two letters."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["assent"] = "assent"
    read_back: Annotated[int, Field(gt=0, lt=2**31)]
    key: Key
    answer: Literal["ag", "lw", "no"]
    headers: dict[str, Any] | None = None

    @property
    def stands(self) -> CanStand:
        return STANDS[self.answer]

    @property
    def own_words(self) -> OwnWords | None:
        """None: they are not spoken of, and stay as they are."""
        return None

    @property
    def submission(self) -> str:
        """As of a rating: whoever presses again and says something else has given another answer."""
        return derived_token(self.key, repr((self.answer, self.own_words)))


class AssentByPost(AssentForm):
    """With own words, which outgrow a frame."""

    words: str | None = None
    shown: Literal["", "unit", "none", "only"] = ""
    may_publish: Literal["", "yes", "no"] = ""
    asks_group: bool = False

    @property
    def own_words(self) -> OwnWords | None:
        if self.words is None:
            return None
        may_publish = {"yes": True, "no": False}.get(self.may_publish)
        return OwnWords(self.words, SHOWN.get(self.shown), may_publish, self.asks_group)


def _act_of(sent: object) -> str | None:
    """A rating's form may go without saying so: its page is for nothing else."""
    if not isinstance(sent, dict):
        return None
    act = sent.get("act", "rate")
    return act if isinstance(act, str) else None


Spoken = RatingForm | AssentForm
Frame = Question | Writing | Spoken
FRAMES: TypeAdapter[Frame] = TypeAdapter(
    Annotated[
        Annotated[Question, Tag("ask")]
        | Annotated[Writing, Tag("write")]
        | Annotated[RatingForm, Tag("rate")]
        | Annotated[AssentForm, Tag("assent")],
        Discriminator(_act_of),
    ]
)
ACTS = ("ask", "write", "rate", "assent")


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


def read_assent(fields: dict[str, Any]) -> AssentByPost:
    try:
        return AssentByPost.model_validate(fields)
    except ValidationError as error:
        raise in_words(error, "assent") from None


def in_words(error: ValidationError, act: str = "rate") -> Incomplete:
    places = [problem["loc"] for problem in error.errors() if problem["loc"]]
    act = next((str(place[0]) for place in places if place[0] in ACTS and len(place) > 1), act)
    if {_field(place) for place in places} == {"answer"}:
        return Incomplete({"answer": CHOOSE.get(act, CHOOSE["rate"])})
    return Incomplete({"frame": f"Not recorded: that message could not be read. Reload this page and {AGAIN[act]}."})


CHOOSE = {
    "rate": "Not recorded: choose a number on the scale, or “I can’t tell from what I know”.",
    "assent": "Not recorded: choose “Agree”, “I can live with it” or “I do not agree”.",
}
AGAIN = dict.fromkeys(ACTS, "record your rating again") | {"assent": "record your answer again"}


def _field(place: tuple[int | str, ...]) -> str:
    """Of a frame, the act stands before it."""
    return str(place[1] if place[0] in ACTS and len(place) > 1 else place[0])
