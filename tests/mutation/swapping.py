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
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

import pytest

from .mutants import Mutant, compile_mutant
from .trial import HUNG, KILLED, NO_TESTS, OPTIONS, PACKAGE, SURVIVED, Changed, Outcome, Trial, bound, without_words

CANNOT: Final = 4
"""How a process ends that could not swap anything."""


def try_swapped(trials: Sequence[Trial], tests: Sequence[str], processes: int) -> list[Outcome]:
    """Return the outcomes, with those that cannot be tried so as :data:`NO_TESTS`; each runs its own tests first."""
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
        self.child = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        gc.collect()
        gc.freeze()
        running: dict[int, tuple[Trial, float]] = {}
        for trial in self.trials:
            if len(running) == self.processes:
                self._wait(running)
            running[self._fork(session, trial)] = trial, time.monotonic()
        while running:
            self._wait(running)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self.child and report.failed:
            os._exit(1)

    def _wait(self, running: dict[int, tuple[Trial, float]]) -> None:
        pid, status = os.wait()
        trial, begun = running.pop(pid)
        what = HUNG if os.WIFSIGNALED(status) else _ENDS.get(os.WEXITSTATUS(status), KILLED)
        self.outcomes.append(Outcome(trial, what, time.monotonic() - begun))

    def _fork(self, session: pytest.Session, trial: Trial) -> int:
        pid = os.fork()
        if pid:
            return pid
        self.child = True
        code = 1
        try:
            bound(trial.seconds)
            code = _run(session, trial) if swap(trial.mutant) else CANNOT
        finally:
            os._exit(code)


_ENDS: Final = {0: SURVIVED, CANNOT: NO_TESTS}


def _run(session: pytest.Session, trial: Trial) -> int:
    """Run the tests, those of the trial first, property tests last; return 0 if all pass."""
    own = [str(Path(file).resolve()) for file in trial.tests]
    items = sorted(
        session.items,
        key=lambda item: (
            item.get_closest_marker("hypothesis") is not None,
            own.index(file) if (file := str(item.path)) in own else len(own),
        ),
    )
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return 0


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
