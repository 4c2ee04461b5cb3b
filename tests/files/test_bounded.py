"""A program in a process of its own is stopped when it exceeds the limits on time and memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from zhengce.errors import FileError
from zhengce.files import bounded

PROGRAMS = {
    "backwards": "return data[::-1]",
    "elsewhere": "import os; return str(os.getpid()).encode()",
    "greedy": "return bytes(10**9)",
    "endless": "\n    while True: pass",
    "faulty": "raise ValueError('no such thing')",
}


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, body in PROGRAMS.items():
        (tmp_path / f"{name}.py").write_text(f"def main(data):\n    {body}\n")
    (tmp_path / "lacking.py").write_text("import no_such_package.of_ours\n")
    monkeypatch.syspath_prepend(str(tmp_path))


def run(name: str, data: bytes = b"") -> bytes:
    return bounded.run(name, data, Path("notice.pdf"))


def test_the_command_answers() -> None:
    data = bytes(range(256)) * 10_000
    assert run("backwards", data) == data[::-1]
    assert run("elsewhere") != str(os.getpid()).encode()


@pytest.mark.parametrize("name", ["greedy", "endless"])
def test_a_process_that_exceeds_a_limit_is_stopped(name: str) -> None:
    if sys.platform != "linux":
        pytest.skip("no limit that holds")
    with pytest.raises(FileError, match=r"takes more than 3 seconds or 384 MB of memory; print it to a new PDF"):
        run(name)


def test_what_fails_says_why_in_one_line() -> None:
    with pytest.raises(FileError, match=r"its reader failed \(ValueError: no such thing\)") as caught:
        run("faulty")
    assert "\n" not in str(caught.value)


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(ModuleNotFoundError) as caught:
        run("lacking")
    assert caught.value.name == "no_such_package"


def test_where_no_process_can_be_started_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(Path("no", "such", "python")))
    with pytest.raises(FileError, match="no process could be started"):
        run("backwards")


@pytest.mark.parametrize(("name", "value"), [("frozen", True), ("executable", "/usr/bin/uwsgi"), ("executable", "")])
def test_a_frozen_application_runs_the_program_in_its_own_process(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, name, value, raising=False)
    assert run("elsewhere") == str(os.getpid()).encode()
