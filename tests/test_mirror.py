"""The tree of tests mirrors `app/` by name: whoever changes a module knows where its tests stand."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_module_has_a_file_of_tests_of_its_name() -> None:
    modules = [path.relative_to(ROOT / "app") for path in (ROOT / "app").rglob("*.py") if path.name != "__init__.py"]
    alone = [str(path) for path in modules if not (ROOT / "tests" / path.parent / f"test_{path.name}").exists()]
    assert (alone, len(modules) > 150) == ([], True)
