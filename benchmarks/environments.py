"""An environment and a process for every reader, and paired measurements of time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from gold import ROOT

HOME = ROOT / ".nox/.benchmarks"
READERS = Path(__file__).with_name("readers.py")


class Package(NamedTuple):
    """What is installed for a reader: its name, what pip is given, and what a user imports."""

    name: str
    requirements: tuple[str, ...]
    imports: str

    @property
    def folder(self) -> Path:
        return HOME / f"{self.name}-{sys.version_info.major}.{sys.version_info.minor}"

    @property
    def python(self) -> str:
        return str(self.folder / "bin/python")

    def install(self) -> str | None:
        """Return its version, or ``None`` after saying why it cannot be installed or imported."""
        try:
            if not self.folder.exists():
                _run(sys.executable, "-m", "venv", "--without-pip", str(self.folder))
            _run(sys.executable, "-m", "pip", "--python", self.python, "install", "--quiet", *self.requirements)
            _run(self.python, "-I", "-c", self.imports)
            distribution = re.split("[ =]", self.requirements[0])[0]
            return _run(
                self.python, "-c", f"import importlib.metadata as m; print(m.version({distribution!r}))"
            ).strip()
        except subprocess.CalledProcessError as error:
            print(f"{self.name} is left out: {error.stderr.strip()[-400:]}", file=sys.stderr)
            return None

    def megabytes(self) -> float:
        """Return the size of its environment after the first import, with all that it depends on."""
        files = (file for file in self.folder.glob("lib/*/site-packages/**/*") if file.is_file())
        return sum(file.stat().st_size for file in files) / 1e6

    def start(self, statement: str) -> Callable[[], float]:
        """Return a function that runs one statement in a new process and returns the seconds."""

        def seconds() -> float:
            begin = time.perf_counter()
            _run(self.python, "-I", "-c", statement)
            return time.perf_counter() - begin

        return seconds


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Reader:
    """A running process that reads texts on request."""

    def __init__(self, package: Package, name: str = "") -> None:
        self.name = name or package.name
        command = [package.python, str(READERS), self.name]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdin
        assert process.stdout
        self.requests, self.answers = process.stdin, process.stdout

    def ask(self, texts: list[str], day: str, loops: int = 0) -> Any:
        print(json.dumps({"texts": texts, "day": day, "loops": loops}), file=self.requests, flush=True)
        answer = self.answers.readline()
        if not answer:
            raise RuntimeError(f"{self.name} stopped; its last words stand above")
        return json.loads(answer)

    def timer(self, texts: list[str], day: str, loops: int = 1) -> Callable[[], float]:
        self.ask(texts, day, 1)  # what is loaded or compiled at the first call is not counted
        return lambda: self.ask(texts, day, loops)


class Times(NamedTuple):
    """Median seconds of two, and the median of how many times longer the second took than the first."""

    first: float
    second: float
    ratio: float


def paired(first: Callable[[], float], second: Callable[[], float], runs: int) -> Times:
    """Run both in turn, A B A B, so that other load on the machine affects both alike."""
    pairs = [(first(), second()) for _ in range(runs)]
    return Times(median(a for a, _ in pairs), median(b for _, b in pairs), median(b / a for a, b in pairs))
