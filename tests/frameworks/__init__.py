"""Frameworks that tests share."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from app.frameworks import Framework, framework, framework_keys

EXAMPLES = Path(__file__).parent / "examples"


def good_neighbours() -> Framework:
    """A made-up framework of five points and no criteria."""
    return Framework.model_validate(tomllib.loads((EXAMPLES / "good-neighbours.toml").read_text(encoding="utf-8")))


def all_of_them() -> list[Framework]:
    """Those that come with the program, and an owner's own."""
    return [*map(framework, framework_keys()), good_neighbours()]


def only_of_others(used: Framework) -> set[str]:
    """What no file and no screen of a workshop with this framework may say: the names that others give to things."""
    others = {words for other in all_of_them() if other.key != used.key for words in _names(other)}
    own = used.model_dump_json()
    return {words for words in others if len(words) > FEWEST_LETTERS and words not in own}


FEWEST_LETTERS = 6  # shorter ones ("Fully", "Who?", "Green") are words of any sentence


def _names(known: Framework) -> Iterator[str]:
    yield from (known.title, known.name)
    for titled in (*known.domains, *known.standards):
        yield from (titled.title, *titled.titles.values())
    for band in known.scale.bands:
        yield from (band.name, band.label, band.printed, band.gloss)
    yield from (known.scale.note, *known.forms.model_dump(exclude_defaults=True).values())
    yield from (heading.title for heading in known.evidence.headings)
