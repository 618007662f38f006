"""What is always asked for, in the columns of the printed table, and what else may be shown."""

from app.frameworks.part import Item, Number, Part


class ColumnHeading(Part):
    """What stands over one column of the evidence that is always asked for."""

    column: int
    title: str
    page: int | None = None


class Minimum(Part):
    """One title of the evidence that is always asked for, in its column of the published table."""

    number: Number
    column: int
    title: str
    page: int | None = None
    is_inferred: bool = False  # the print does not say which column it stands in


class Potential(Item):
    """Evidence that may be offered for a domain."""

    domain: Number


class Evidence(Part):
    minimum: tuple[Minimum, ...] = ()
    potential: tuple[Potential, ...] = ()
    headings: tuple[ColumnHeading, ...] = ()

    def heading_of(self, column: int) -> str:
        """Empty where the framework prints none."""
        return next((heading.title for heading in self.headings if heading.column == column), "")

    def heading_over(self, number: str) -> str:
        """Of the column in which an item of the minimum stands, and whether that is inferred."""
        item = next((item for item in self.minimum if item.number == number), None)
        heading = self.heading_of(item.column) if item else ""
        return f"{heading} (that it stands here is inferred)" if item and item.is_inferred and heading else heading

    @property
    def columns(self) -> tuple[tuple[Minimum, ...], ...]:
        numbers = sorted({item.column for item in self.minimum})
        return tuple(tuple(item for item in self.minimum if item.column == number) for number in numbers)

    def of_domain(self, number: str) -> tuple[Potential, ...]:
        return tuple(item for item in self.potential if item.domain == number)

    def name_of(self, number: str) -> str | None:
        """The title or the words of either kind of item."""
        names = {item.number: item.title for item in self.minimum} | {i.number: i.words for i in self.potential}
        return names.get(number)
