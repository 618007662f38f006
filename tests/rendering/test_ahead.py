import asyncio

import pytest

from app.rendering import _environment, ahead, templates


@pytest.fixture
def nothing_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "AFTER", 0)
    monkeypatch.setattr(ahead, "BREATH", 0)
    cache = _environment().cache
    assert cache is not None
    cache.clear()


@pytest.mark.usefixtures("nothing_compiled")
def test_every_template_is_compiled_before_somebody_asks_for_it() -> None:
    asyncio.run(ahead.compile_ahead())
    cache = _environment().cache
    assert cache is not None
    assert {name for _, name in cache} == set(templates())  # none of them is forgotten again


@pytest.mark.usefixtures("nothing_compiled")
def test_what_a_room_shows_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    order = list[str]()
    monkeypatch.setattr(ahead, "loaded", order.append)
    asyncio.run(ahead.compile_ahead())
    folders = list(dict.fromkeys(name.partition("/")[0] for name in order))
    assert set(folders[:5]) == {first.rstrip("/") for first in ahead.FIRST}
    assert sorted(order) == sorted(templates())
