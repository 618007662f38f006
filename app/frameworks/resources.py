"""Where more can be looked up and read."""

from app.frameworks.part import Part


class Resource(Part):
    title: str
    text: str = ""
    url: str = ""
    more: str = ""  # a second address
    page: int | None = None


class Work(Resource):
    """Something that the framework's list of reading names, `under` one of the list's headings."""

    under: str
    by: str = ""
    year: int | None = None


class Resources(Part):
    outcomes: tuple[Resource, ...] = ()
    general: tuple[Resource, ...] = ()
    works: tuple[Work, ...] = ()

    @property
    def all(self) -> tuple[Resource, ...]:
        return (*self.outcomes, *self.general, *self.works)

    @property
    def reading(self) -> dict[str, list[Work]]:
        """By heading, in the order of the list."""
        lists: dict[str, list[Work]] = {}
        for work in self.works:
            lists.setdefault(work.under, []).append(work)
        return lists
