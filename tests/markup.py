"""A page as a tree, for tests that ask what stands in what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"meta", "link", "br", "hr", "input", "img", "rect", "line", "circle", "path"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    around: "Element | None" = None
    inside: "list[Element | str]" = field(default_factory=list)

    def __iter__(self) -> "Iterator[Element]":
        """Itself, and whatever stands in it."""
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part

    @property
    def outward(self) -> "Iterator[Element]":
        yield self
        if self.around:
            yield from self.around.outward

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self, tag: str) -> "list[Element]":
        return [one for one in self if one.tag == tag]

    def by_id(self, id_: str) -> "Element | None":
        return next((one for one in self if one.get("id") == id_), None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.now = self.page = Element("page", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.now)
        self.now.inside.append(made)
        if tag not in EMPTY:
            self.now = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now.inside.append(Element(tag, {name: value or "" for name, value in attrs}, self.now))

    def handle_endtag(self, tag: str) -> None:
        closed = next((one for one in self.now.outward if one.tag == tag), None)
        if closed and closed.around:
            self.now = closed.around

    def handle_data(self, data: str) -> None:
        self.now.inside.append(data)


def read(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    return reader.page
