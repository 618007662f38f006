"""What people rate: standards in their domains, with criteria and questions."""

from app.frameworks.part import Item, Titled
from app.frameworks.pictures import PICTURES

OVERALL = "overall"  # the number of the row that stands for the whole; no published standard may have it
MOST_CRITERIA = 40  # of one standard
MOST_STANDARDS = 120


class Criterion(Item):
    pass


class Question(Item):
    misprint: bool = False


class Standard(Titled):
    plain: str = ""
    criteria: tuple[Criterion, ...] = ()
    questions: tuple[Question, ...] = ()
    is_local: bool = False  # a theme that one workshop added
    easy_read: str = ""  # in very short sentences, one a line
    picture: str = ""  # beside them: a name of `PICTURES`
    picture_says: str = ""  # what it shows here, where that is more than the name says

    @property
    def is_whole(self) -> bool:
        return self.number == OVERALL

    @property
    def heading(self) -> str:
        """On a screen that asks about it."""
        return self.title if self.is_whole else f"{self.number}. {self.title}"

    @property
    def easy_lines(self) -> tuple[str, ...]:
        return tuple(filter(None, map(str.strip, self.easy_read.split("\n"))))

    @property
    def picture_shows(self) -> str:
        """In words, for whoever does not see it. A record may name one that this program does not have."""
        return self.picture_says or PICTURES.get(self.picture, "")

    @property
    def genuine_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if not question.misprint)

    def criterion(self, number: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.number == number), None)


class Domain(Titled):
    standards: tuple[Standard, ...]
