"""What somebody types to offer evidence, and what keeps it from being taken, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlsplit

from app.errors import Incomplete
from app.models.texts import cleaned
from app.models.workshop.workshop import Workshop

LONGEST_TITLE = 160
LONGEST_LINK = 500
LONGEST_NOTE = 600


class Strength(StrEnum):
    STRONG = "strong"
    SOME = "some"
    EARLY = "early"


STRENGTHS = {
    Strength.STRONG: "Strong: several sources agree",
    Strength.SOME: "Some: one source, or part of the picture",
    Strength.EARLY: "Early: a first sign, more is needed",
}


@dataclass(frozen=True)
class Offer:
    """`answers` is a number of the framework's own lists; `asked_id` is something that this workshop asks for."""

    standard: str
    title: str
    strength: str
    link: str = ""
    note: str = ""
    criterion: str = ""
    answers: str = ""
    asked_id: int | None = None

    def tidied(self) -> "Offer":
        return replace(self, title=one_line(self.title), link=cleaned(self.link), note=cleaned(self.note))

    def must_fit(self, workshop: Workshop) -> None:
        if problems := dict(self._problems(workshop)):
            raise Incomplete(problems)

    def _problems(self, workshop: Workshop) -> Iterator[tuple[str, str]]:
        if not is_chosen(workshop, self.standard):
            yield "standard", "Choose one of this workshop’s standards."
        elif self.criterion and not workshop.framework.standard(self.standard).criterion(self.criterion):
            yield "criterion", f"That is no criterion of standard {self.standard}. Choose one of its own, or none."
        if sentence := title_problem(self.title):
            yield "title", sentence
        if self.link and (sentence := _link_problem(self.link)):
            yield "link", sentence
        if len(self.note) > LONGEST_NOTE:
            yield "note", f"Keep the note to {LONGEST_NOTE} characters. A longer text can stand behind a link."
        if self.strength not in list(Strength):
            yield "strength", "Say how strong it is: strong, some or early."
        if self.answers and workshop.framework.evidence.name_of(self.answers) is None:
            yield "answers", "That is on none of the framework’s lists. Choose again, or “Nothing on a list”."


def one_line(text: str) -> str:
    return cleaned(" ".join(text.split()))


def is_chosen(workshop: Workshop, number: str) -> bool:
    return any(standard.number == number for standard in workshop.standards)


def title_problem(title: str) -> str:
    if not title:
        return "Give it a title, such as “Survey of home care, spring 2026”."
    if len(title) > LONGEST_TITLE:
        return f"Keep the title to {LONGEST_TITLE} characters. The note has room for more."
    return ""


def _link_problem(link: str) -> str:
    if len(link) > LONGEST_LINK:
        return f"Keep the link to {LONGEST_LINK} characters, or say in the note where it is found."
    if not _is_on_the_web(link):
        return (
            "A link starts with https:// or http:// and has no spaces. If it is not on the web, say where in the note."
        )
    return ""


def _is_on_the_web(link: str) -> bool:
    """Nothing else becomes a link on somebody's screen: no script, no data, no file."""
    try:
        address = urlsplit(link)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.hostname) and link.isprintable() and " " not in link
