"""What somebody types to offer evidence: refused at its field, or taken."""

import pytest

from tests.conftest import Lobby
from tests.models.evidence.offering import give, refused, units


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"), ({"title": " \x00 "}, "title"), ({"title": "x" * 161}, "title"),
        ({"note": "x" * 601}, "note"), ({"link": "https://x.example/" + "x" * 500}, "link"),
        ({"strength": "certain"}, "strength"), ({"strength": ""}, "strength"),
        ({"standard": "1"}, "standard"), ({"standard": "99"}, "standard"),  # the workshop has 4, 6 and 9
        ({"criterion": "4.1"}, "criterion"), ({"criterion": "6.99"}, "criterion"),
        ({"answers": "M9.9"}, "answers"), ({"answers": "6.1"}, "answers"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_at_its_field(room: Lobby, changes: dict[str, str], field: str) -> None:
    assert list(refused(room, **changes)) == [field]
    assert units(room) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x" * 160}, {"note": "x" * 600}, {"criterion": "6.1"}, {"answers": "M1.11"}, {"answers": "P3.4"},
        {"strength": "strong"}, {"strength": "early"}, {"link": "http://northvale.example:8080/a?b=c#d"},
    ],
)  # fmt: skip
def test_what_just_fits_is_taken(room: Lobby, changes: dict[str, str]) -> None:
    assert give(room, **changes).id


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//northvale.example/x",
        "www.northvale.example", "https://", "https:///x", "https://northvale.example/a b", "http://[::1",
        "https://northvale.example/\u202egpj", "mailto:someone@northvale.example",
    ],
)  # fmt: skip
def test_only_an_address_on_the_web_becomes_a_link(room: Lobby, link: str) -> None:
    assert refused(room, link=link)["link"].startswith("A link starts with https://")


def test_several_problems_are_told_at_once(room: Lobby) -> None:
    assert set(refused(room, title="", link="x", strength="", answers="x")) == {"title", "link", "strength", "answers"}
