"""Trials: run the tests for a mutant in a forked process that has not imported the package yet.

What is slow to import, the libraries, is imported once, before the fork; the changed module is put in
the place of the right one when it is imported. Nothing is written to a file.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any, Final

import attrs
import hypothesis
import pytest

from .mutants import Mutant, compile_mutant

PACKAGE: Final = Path(__file__).resolve().parents[2] / "src/zhengce"
KILLED, SURVIVED, HUNG, NO_TESTS = "killed", "survived", "hung", "no tests"
OPTIONS: Final = "-x -q --assert=plain -p no:cacheprovider -p no:xdist --hypothesis-profile=mutation".split()

hypothesis.settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    max_examples=30,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)


@attrs.frozen
class Trial:
    """A mutant, or none, the test files that are asked first, and the most seconds of work that they may take."""

    mutant: Mutant | None
    tests: tuple[str, ...]
    seconds: float


@attrs.frozen
class Outcome:
    """What became of a trial."""

    trial: Trial
    what: str
    seconds: float


def try_all(trials: Iterable[Trial], processes: int, run: Callable[[Trial], int] | None = None) -> Iterator[Outcome]:
    """Yield the outcomes as they come, with so many at a time; *run* returns how the process of a trial ends."""
    waiting = iter(trials)
    running: dict[int, tuple[Trial, float]] = {}
    while True:
        while len(running) < processes and (trial := next(waiting, None)):
            running[_fork(trial, run or _run)] = trial, time.monotonic()
        if not running:
            return
        pid, status = os.wait()
        trial, begun = running.pop(pid)
        what = HUNG if os.WIFSIGNALED(status) else _ENDS.get(os.WEXITSTATUS(status), KILLED)
        yield Outcome(trial, what, time.monotonic() - begun)


_ENDS: Final[dict[int, str]] = {pytest.ExitCode.OK: SURVIVED, pytest.ExitCode.NO_TESTS_COLLECTED: NO_TESTS}


def _fork(trial: Trial, run: Callable[[Trial], int]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        bound(trial.seconds)
        code = run(trial)
    finally:
        os._exit(code)


def bound(seconds: float) -> None:
    """End this process after so many seconds of work, however slow the machine is."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))


def _run(trial: Trial) -> int:
    """Run the tests in this process with the mutant in place, without output."""
    if trial.mutant:
        sys.meta_path.insert(0, Changed(trial.mutant))
    with without_words():
        return int(pytest.main([*OPTIONS, *trial.tests]))


@contextmanager
def without_words() -> Iterator[None]:
    """Drop all output, and hide real documents: the project's own tests must notice."""
    os.environ["ZHENGCE_CORPUS"] = os.devnull
    sys.path.insert(0, str(PACKAGE.parent))
    said = os.dup(1), os.dup(2)
    with Path(os.devnull).open("w") as nothing:
        for stream in (1, 2):
            os.dup2(nothing.fileno(), stream)
    try:
        yield
    finally:
        for stream, was in enumerate(said, 1):
            os.dup2(was, stream)


class Changed(MetaPathFinder, SourceLoader):
    """Finds the changed module, and no other."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.path = PACKAGE / mutant.file
        self.name = ".".join(("zhengce", *Path(mutant.file).with_suffix("").parts)).removesuffix(".__init__")

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        folder = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return spec_from_file_location(fullname, self.path, loader=self, submodule_search_locations=folder)

    def get_code(self, fullname: str) -> Any:
        return compile_mutant(self.mutant, self.path.read_text(encoding="utf-8"), str(self.path))

    def get_filename(self, fullname: str) -> str:
        return str(self.path)

    def get_data(self, path: str) -> bytes:
        return Path(path).read_bytes()
