"""The forms of a page as a browser would send them: what stands in every field, and one button."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

Fields = dict[str, list[str]]


@dataclass
class Form:
    action: str
    fields: Fields = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # name, value, label
    is_live: bool = False  # in a pushed fragment: htmx sends it
    takes_files: bool = False

    def sent_by(self, button: tuple[str, str, str], **typed: str) -> Fields:
        name, value, _ = button
        filled = {it: [typed[it]] if it in typed and not any(values) else values for it, values in self.fields.items()}
        return {**filled, **({name: [value]} if name else {})}


def forms_of(html: str, address: str) -> Iterator[Form]:
    """Those that are sent by POST."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    yield from reader.forms


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._address = address
        self._form: Form | None = None
        self._select = ""
        self._chosen: list[str] = []
        self._area = self._text = self._button = ""
        self._in_area = self._in_button = False
        self._named = ("", "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(
                urljoin(self._address, given.get("action", self._address)).partition("#")[0],
                is_live="hx-post" in given,
                takes_files="enctype" in given,
            )
            if given.get("method") == "post":
                self.forms.append(self._form)
        if self._form is None:
            return
        if tag == "input" and "name" in given:
            self._input(given)
        elif tag == "select":
            self._select, self._chosen = given["name"], []
        elif tag == "option" and ("selected" in given or not self._chosen):
            self._chosen = [given.get("value", "")]
        elif tag == "textarea":
            self._area, self._text, self._in_area = given["name"], "", True
        elif tag == "button":
            self._named, self._button, self._in_button = (given.get("name", ""), given.get("value", "")), "", True

    def _input(self, given: dict[str, str]) -> None:
        assert self._form is not None
        kind = given.get("type", "text")
        values = self._form.fields.setdefault(given["name"], [])
        if kind not in ("radio", "checkbox") or "checked" in given:
            values.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._in_area:
            self._text += data
        if self._in_button:
            self._button += data

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "select":
            self._form.fields[self._select] = self._chosen
        elif tag == "textarea":
            self._form.fields[self._area] = [self._text.removeprefix("\n")]
            self._in_area = False
        elif tag == "button":
            self._form.buttons.append((*self._named, " ".join(self._button.split())))
            self._in_button = False
        elif tag == "form":
            self._form = None
