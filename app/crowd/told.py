"""What a page or a pushed fragment says, as a browser would find it: by element and attribute, never by position."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VALUE = re.compile(r"Recorded: ([^,]+),|Closed [\d:]+\.\s+Your\s+“?(\d+|can’t tell)”?\s")


@dataclass
class Receipt:
    """`key` is that of the submission it answers; empty on a page."""

    key: str
    is_recorded: bool
    text: str = ""

    @property
    def value(self) -> str:
        """As it stands there, before the close or after it: "6", "can’t tell", or nothing."""
        found = VALUE.search(self.text)
        return (found[1] or found[2]) if found else ""


@dataclass
class Told:
    sitting: str | None = None  # None: this text says nothing about it; empty: there is none
    is_open: bool = False
    rounds: list[str] = field(default_factory=list)
    asked: list[str] | None = None  # words read back, that may be answered; None: this text says nothing about them
    receipts: dict[str, Receipt] = field(default_factory=dict)  # by round
    goes_to: str = ""  # where a waiting seat may go on
    choices: dict[str, list[str]] = field(default_factory=dict)  # what each set of radios offers


@lru_cache(maxsize=128)  # a push is the same for the whole room: 500 people read it once
def read(html: str) -> Told:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.state


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.state = Told()
        self._receipt: Receipt | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        element = values.get("id", "")
        if element == "to-rate":
            self.state.sitting, self.state.is_open = values["data-sitting"], values["data-state"] == "open"
        elif element == "can-stand":
            self.state.asked = values["data-asked"].split()
        elif element == "waiting":
            self.state.goes_to = values["data-goes-to"]
        elif element.startswith("receipt-"):
            self._receipt = Receipt(values["data-key"], values["data-recorded"] == "yes")
            self.state.receipts[element.removeprefix("receipt-")] = self._receipt
        elif tag == "a" and "data-round" in values:
            self.state.rounds.append(values["data-round"])
        elif tag == "input" and values.get("type") == "radio":
            self.state.choices.setdefault(values["name"], []).append(values["value"])

    def handle_data(self, data: str) -> None:
        if self._receipt:
            self._receipt.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._receipt = None
