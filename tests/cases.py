"""One test over many cases: all of them are tried, and every one in which it does not hold is told.

For cases that say the same thing of other sizes; what deserves a name of its own is parametrised. No fixture of a test
is made anew for a case, so it is for tests that change nothing.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

MOST_TOLD = 40  # lines: where everything is wrong, nobody reads on
Test = Callable[..., None]


def mostly_long(cases: Iterable[Any], *at_every_run: Any) -> list[Any]:
    """Parameters of a test that waits for minutes in all: these at every run, the others with `--long`."""
    every = list(cases)
    assert set(at_every_run) <= set(every), f"no such case among {every}"

    def parameter(case: Any) -> Any:
        values = case if isinstance(case, tuple) else (case,)
        return pytest.param(*values, marks=() if case in at_every_run else pytest.mark.long)

    return [parameter(case) for case in every]


def over(names: str, cases: Iterable[Any] | Callable[[], Iterable[Any]]) -> Callable[[Test], Test]:
    """`over("groups, people", SIZES)` above a test gives it both, case after case. It may stand above another.

    Cases that take long to make are given as the function that makes them: it is asked when the test runs.
    """
    taken = [name.strip() for name in names.split(",")]
    known = cases if callable(cases) else list(cases)
    assert known, f"no case of {names}"

    def over_all(test: Test) -> Test:
        @wraps(test)
        def tries_all(**fixtures: Any) -> None:
            wrong, tried = [], list(known() if callable(known) else known)
            assert tried, f"no case of {names}"
            for case in tried:
                values = dict(zip(taken, case if len(taken) > 1 else (case,), strict=True))
                try:
                    test(**fixtures, **values)
                except AssertionError as error:
                    wrong.append(f"{values}: {error}")
            told = "\n".join(wrong).splitlines()
            assert not wrong, "\n".join([f"{len(wrong)} of {len(tried)}:", *told[:MOST_TOLD]])

        signature = inspect.signature(test)
        kept = [given for name, given in signature.parameters.items() if name not in taken]
        tries_all.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        del tries_all.__wrapped__  # pytest would look through it for fixtures
        return tries_all

    return over_all
