"""What stands round a framework's standards: passages, considerations, groups, glossary, corrections, forms."""

from app.frameworks.part import Item, Part


class Consideration(Item):
    """What to think about before a number is chosen."""


class Partner(Item):
    """A kind of group whose voice the framework wants to hear."""


class Passage(Item):
    """What the document says outside its standards. `place`: where the framework's page shows it, one of `PLACES`."""

    title: str
    points: tuple[str, ...] = ()
    place: str = ""


PLACES = ("", "evidence", "potential", "end")  # before the standards, or beside what the place is named for


class Term(Part):
    """`see` is another term of the glossary, or an address."""

    term: str
    text: str
    page: int | None = None
    see: str = ""
    official: str = ""
    is_ours: bool = False  # the published glossary has no such term

    @property
    def words(self) -> str:
        return self.official or self.text

    @property
    def is_address(self) -> bool:
        return self.see.startswith(("http://", "https://"))


class Correction(Part):
    """A slip of the print. `where` names what it bites, such as “scale”, “standard 6” or “criterion 5.1”."""

    number: int
    where: str
    printed: str
    corrected: str
    reason: str
    page: int | None = None
    also: tuple[str, ...] = ()  # further places, named as `where` is
    is_shown: bool = True  # what is meant stands here; else the print does, and should read otherwise today

    @property
    def places(self) -> tuple[str, ...]:
        return (self.where, *self.also)


class Forms(Part):
    """What the boxes of the forms are called: as the framework prints it, and else in our words."""

    how: str = "How are we doing?"
    evidence: str = "Evidence of impact on outcomes"
    good_practice: str = "Good practice to develop"
    divergent: str = "Where views differ"
    summary: str = "Summary and actions"
    actions: str = "Actions and their priority"
    who: str = "Who?"
    when: str = "By when?"
    overall: str = "Our overall position"
    narrative: str = "How far do the partners agree?"
    needed: str = ""  # the box for actions that each standard has, if there is one; “{number}” is the standard's
    note: str = ""  # why a form may call a standard otherwise than a screen

    def needed_for(self, number: str) -> str:
        return self.needed.replace("{number}", number)
