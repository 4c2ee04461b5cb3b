"""Hostile files are read, or refused with a message, within the limits on time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .. import hostile

resource = pytest.importorskip("resource", reason="no limits on a process here")

MEMORY = 500 * 2**20
SECONDS = 15
"""Three times what is promised of an ordinary machine: this is for what does not end."""
PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
import zhengce
try:
    print("read", len(zhengce.read(sys.argv[1]).source.text))
except zhengce.FileError as error:
    print("refused:", error.reason)
"""


def outcome(path: Path) -> str:
    """Return what a process with these limits reports about a file."""
    program = PROGRAM.format(memory=MEMORY, seconds=SECONDS)
    command = [sys.executable, "-c", program, path]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300, env=alone)
    assert ran.returncode == 0, (path.name, ran.returncode, ran.stderr[-2000:])
    [line] = ran.stdout.splitlines()
    return line


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_read_or_refused_within_the_limits(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.FILES[name]())
    result = outcome(path)
    if name in hostile.REFUSED:
        assert result.startswith("refused: ")
        assert hostile.REFUSED[name] in result
    if name in hostile.READ:
        assert result == f"read {hostile.READ[name]}"


def test_files_that_once_crashed_the_process_are_read_or_refused_within_the_limits(corpus: Path) -> None:
    files = [
        *(corpus.parent / "cases" / "hostile").glob("*.pdf"),
        *(corpus.parent / "cases" / "hostile").glob("*.docx"),
    ]
    if not files:
        pytest.skip("no files beside the corpus that took the process down")
    for path in files:
        assert outcome(path).startswith(("read ", "refused: ")), path
