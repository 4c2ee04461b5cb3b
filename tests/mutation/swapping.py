"""Swapping: try a mutant in a process that has collected the tests already.

A change in the body of a function is made in place: the function gets the changed code, nothing is
imported again, and a trial takes as long as the first test that fails. A table or a pattern of a
module is read when the module is imported, so a change there cannot be made in place.
"""

from __future__ import annotations

import functools
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from .mutants import Mutant, compile_mutant
from .trial import OPTIONS, PACKAGE, Changed, Outcome, Trial, try_all, without_words


def try_swapped(trials: Sequence[Trial], tests: Sequence[str], processes: int) -> list[Outcome]:
    """Return the outcomes; those that cannot be tried so have no tests. Each runs its own tests first."""
    session = _Session(trials, processes)
    with without_words():
        pytest.main([*OPTIONS, *tests], plugins=[session])
    return session.outcomes


class _Session:
    """A run of pytest that collects once, and runs what it collected in a process for each trial."""

    def __init__(self, trials: Sequence[Trial], processes: int) -> None:
        self.trials = trials
        self.processes = processes
        self.outcomes: list[Outcome] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        gc.collect()
        gc.freeze()
        self.outcomes.extend(try_all(self.trials, self.processes, lambda trial: _run(session.items, trial)))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:  # in the process of a trial
            os._exit(pytest.ExitCode.TESTS_FAILED)


def _run(collected: Sequence[pytest.Item], trial: Trial) -> int:
    """Run the tests, those of the trial first, property tests last; the first that fails ends the process."""
    if not swap(trial.mutant):
        return pytest.ExitCode.NO_TESTS_COLLECTED
    own = [str(Path(file).resolve()) for file in trial.tests]
    items = sorted(
        collected,
        key=lambda item: (
            item.get_closest_marker("hypothesis") is not None,
            own.index(file) if (file := str(item.path)) in own else len(own),
        ),
    )
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return pytest.ExitCode.OK


# --- the swap ---------------------------------------------------------------


def swap(mutant: Mutant | None) -> bool:
    """Give the changed code to the functions that have the right one; return whether there are any.

    A module that has not been imported yet is changed as a whole.
    """
    if mutant is None:
        return True
    instead = Changed(mutant)
    if instead.name not in sys.modules:
        sys.meta_path.insert(0, instead)
        return True
    path = PACKAGE / mutant.file
    source = path.read_text(encoding="utf-8")
    right: Any = compile(source, str(path), "exec")
    changed: Any = compile_mutant(mutant, source, str(path))
    pairs = dict(_differing(right, changed))
    gc.unfreeze()
    functions = [one for one in gc.get_objects() if isinstance(one, FunctionType) and one.__code__ in pairs]
    for function in functions:
        function.__code__ = pairs[function.__code__]
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and str(one.__module__).startswith(("zhengce", "tests")):
            one.cache_clear()
    return bool(functions)


def _differing(right: CodeType, changed: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the code of the functions that differ, from the outer to the inner, with the changed one."""
    inner = [
        (one, other)
        for one, other in zip(right.co_consts, changed.co_consts, strict=False)
        if isinstance(one, CodeType) and isinstance(other, CodeType)
    ]
    is_function = right.co_flags & 0x2  # a module and the body of a class have names, and no fast locals
    if is_function and right != changed:
        yield right, changed
    for one, other in inner:
        if one != other:
            yield from _differing(one, other)
