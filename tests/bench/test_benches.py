"""Every bench runs to its table, small: a figure nobody measures any more, or a name that is gone, is seen here."""

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"
SHARED = {"floors", "light", "machine", "room", "watched"}
WITHOUT_FIGURES = {"screens"}  # draws every screen in every phase, for minutes
WITH_A_PROGRAM = {"lighthouse"}  # which is in no list of ours
SMALL: dict[str, dict[str, object]] = {
    "assents": {"PEOPLE": 3, "THINKS": 0.2},
    "chain": {"ACTS": 4},
    "burst": {"PEOPLE": 3, "BURSTS": 2},
    "divergence": {"TIMES": 1},
    "endurance": {
        "PEOPLE": 6,
        "WORKSHOPS": 1,
        "MINUTES": 0.4,
        "EVERY": 2.0,
        "RATING": 2.0,
        "ASKING": 1.0,
        "RESTLESS": (0.2, 1.0),
        "SLEEPS": (0.1, 0.5),
        "GOING": 10.0,
    },
    "fan_out": {"GROUPS": 2, "PEOPLE": 6, "SECONDS": 1, "A_SECOND": 10},
    "frameworks": {"SLOWEST": 2},
    "guessing": {"VISITORS": 2, "RATINGS": 2},
    "importing": {"GROUPS": 2, "PEOPLE": 6},
    "pack": {"GROUPS": 2, "PEOPLE": 6, "IDLE": 0.2},
    "room_of_200": {"PEOPLE": 3, "THINKS": 0.2},
    "shape": {"FEW": 16, "MANY": 32, "ANSWERS": 10},
    "slot": {"PEOPLE": 3},
    "stalled": {"READING": 6, "PUSHES": 10, "PAUSE": 0.0},
    "writer": {"PEOPLE": 6},
}
ONE_RUN = {"endurance"}


@pytest.fixture
def bench(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCH)
    module = import_module(request.param)
    runs = {} if request.param in ONE_RUN else {"RUNS": 1}
    for name, value in {**runs, **SMALL[request.param]}.items():
        assert hasattr(module, name), name
        monkeypatch.setattr(module, name, value)
    if request.param == "frameworks":  # each of over a hundred is refused in a test of its own
        monkeypatch.setattr(module, "FILES", dict(list(module.FILES.items())[:3]))
    return module


@pytest.mark.long
@pytest.mark.parametrize("bench", SMALL, indirect=True)
def test_a_bench_prints_every_figure_that_it_names(bench: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    bench.main()
    printed = capsys.readouterr().out
    figures = re.findall(r"^(.{44}) +([\d.e+-]+) ", printed, re.MULTILINE)
    assert {name.strip() for name, _ in figures} >= set(getattr(bench, "UNITS", ())), printed
    assert len(figures) >= 4


def test_every_bench_is_among_them_and_in_their_readme() -> None:
    names = {file.stem for file in BENCH.glob("*.py")} - SHARED - WITHOUT_FIGURES
    assert names == set(SMALL) | WITH_A_PROGRAM
    table = (BENCH / "README.md").read_text(encoding="utf-8")
    assert names == set(re.findall(r"^\| `[.]venv/bin/python bench/(\w+)[.]py`", table, re.MULTILINE))
