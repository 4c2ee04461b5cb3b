"""Hostile files are read, or refused with a message, within the limits on time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from .. import hostile

resource = pytest.importorskip("resource", reason="no limits on a process here")

MEMORY = 500 * 2**20
SECONDS = 15
"""Three times what is promised of an ordinary machine: this is for what does not end."""
PROGRAM = """
import os, resource, signal, sys
import zhengce
from zhengce.files import docx, html, ofd, pdf, xlsx

zhengce.sample()
for path in sys.stdin:
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        print(f"ended with {{status}}" if status else "", flush=True)
        continue
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
    signal.alarm(300)
    try:
        print("read", len(zhengce.read(path.strip()).source.text), end="")
    except zhengce.FileError as error:
        print("refused:", error.reason, end="")
    sys.stdout.flush()
    os._exit(0)
"""
"""Reads each file that it is told in a process of its own, which begins with the library imported."""

Read = Callable[[Path], str]


@pytest.fixture(scope="module")
def outcome() -> Iterator[Read]:
    """Return a function that reports what a process with these limits makes of a file."""
    command = [sys.executable, "-c", PROGRAM.format(memory=MEMORY, seconds=SECONDS)]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True, bufsize=1, env=alone) as reader:

        def read(path: Path) -> str:
            assert reader.stdin
            assert reader.stdout
            reader.stdin.write(f"{path}\n")
            return reader.stdout.readline().strip()

        yield read


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_read_or_refused_within_the_limits(name: str, tmp_path: Path, outcome: Read) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.FILES[name]())
    result = outcome(path)
    assert result.startswith(("read ", "refused: ")), result
    if name in hostile.REFUSED:
        assert result.startswith("refused: ")
        assert hostile.REFUSED[name] in result
    if name in hostile.READ:
        assert result == f"read {hostile.READ[name]}"


def test_files_that_once_crashed_the_process_are_read_or_refused_within_the_limits(corpus: Path, outcome: Read) -> None:
    files = [
        *(corpus.parent / "cases" / "hostile").glob("*.pdf"),
        *(corpus.parent / "cases" / "hostile").glob("*.docx"),
    ]
    if not files:
        pytest.skip("no files beside the corpus that took the process down")
    for path in files:
        assert outcome(path).startswith(("read ", "refused: ")), path
