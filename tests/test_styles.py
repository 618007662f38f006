"""Each audience has a file of styles, made of parts: nothing of another's, no rule twice, colours from one place."""

import re
from pathlib import Path

import pytest

from app.rendering.static_files import APP

STYLES = APP / "static" / "styles"
BUILT = APP / "static" / "built"
PREVIEW = "preview"  # the stage in small, beside the console's own
AUDIENCES = {"page": ".sheet", "framework": ".published", "phone": ".phone", "stage": ".stage", "console": ".console"}
LAYOUT = "layout.html"
PARTS = sorted((STYLES / "parts").glob("*.scss"))


def rules(css: str) -> list[tuple[str, str]]:
    """Selectors and declarations, whatever they stand in."""
    return [(selector.strip(), body.strip()) for selector, body in re.findall(r"([^{}]+)\{([^{}]+)\}", css)]


def twice(css: str) -> list[tuple[str, str]]:
    found = [rule for rule in rules(css) if rule[0] not in ("to", "from,to")]
    return [rule for rule in {*found} if found.count(rule) > 1]


def built(audience: str) -> str:
    return (BUILT / f"{audience}.css").read_text("utf-8")


def of(template: str) -> str:
    """The audience that a page says it is for, or that the page which it extends says."""
    text = (APP / "templates" / template).read_text("utf-8")
    said = re.search(r'{% set audience = "(\w+)" %}', text)
    extends = re.search(r'{% extends "(\S+)" %}', text)
    if said or not extends:
        return said[1] if said else "page"
    return of(extends[1])


def test_every_style_that_is_built_is_an_audiences() -> None:
    names = {file.stem for file in STYLES.glob("*.scss")}
    assert names == {*AUDIENCES, "govuk", PREVIEW} == {file.stem for file in BUILT.glob("*.css")}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_loads_nothing_that_is_anothers(audience: str) -> None:
    others = {own for name, own in AUDIENCES.items() if name != audience} - (
        {".sheet"} if audience == "framework" else set()
    )
    selectors = [selector for selector, _ in rules(built(audience))]
    assert selectors
    assert [selector for selector in selectors if any(re.search(rf"\{own}\b(?!-)", selector) for own in others)] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_rule_stands_twice(audience: str) -> None:
    assert twice(built(audience)) == []


def test_a_rule_that_was_pasted_into_a_query_as_well_is_found() -> None:
    assert twice(".a{margin:0}@media (max-width: 9px){.b{color:red}.a{margin:0}}") == [(".a", "margin:0")]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_colour_has_the_name_of_its_use(part: Path) -> None:
    text = part.read_text("utf-8")
    colours = re.findall(r"#[0-9a-f]{3,8}\b", text)
    named = set(re.findall(r"var\((--[\w-]+)\)", text)) - {"--u"}
    known = set(re.findall(r"(--[\w-]+):", (STYLES / "parts" / "_tokens.scss").read_text("utf-8")))
    assert named <= known
    assert part.name in ("_tokens.scss", "_contrast.scss") or colours == []


def test_every_colour_that_has_a_name_is_used() -> None:
    parts = {part.name: part.read_text("utf-8") for part in PARTS}
    names = re.findall(r"(--[\w-]+):", parts["_tokens.scss"])
    assert [name for name in names if not any(f"var({name})" in text for text in parts.values())] == []


def test_every_part_is_used() -> None:
    used = "".join(file.read_text("utf-8") for file in STYLES.rglob("*.scss"))
    assert [part.name for part in PARTS if not re.search(rf'"(parts/)?{part.stem[1:]}"', used)] == []


def test_every_page_is_for_an_audience_that_has_styles() -> None:
    pages = {
        str(file.relative_to(APP / "templates")): file.read_text("utf-8")
        for file in (APP / "templates").rglob("*.html")
    }
    found = {name: of(name) for name, text in pages.items() if "{% extends" in text}
    assert {*found.values()} == {*AUDIENCES}
    live = {name for name, text in pages.items() if "data-live" in text and name in found}
    assert {name.split("/")[0]: found[name] for name in live} == {
        "phone": "phone", "join": "phone", "stage": "stage", "console": "console",
    }  # fmt: skip
