"""Several processes and Ctrl-C: it ends them all, and nothing is printed by those that were at work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows, where a console sends Ctrl-C")

NOTICE = "一、优化服务\n" + "".join(
    f"{n}.开通专窗，2024年{n}月底前启用。（牵头单位：综合服务局）\n" for n in range(1, 13)
)
ENDLESS = f"""
import itertools
import zhengce

if __name__ == "__main__":
    sources = ((f"{{n}}.md", {NOTICE!r}.encode()) for n in itertools.count())
    for outcome in zhengce.read_many(sources, processes=2):
        print(outcome.source, flush=True)
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def press(process: subprocess.Popen[str], times: int) -> tuple[str, str]:
    """Press Ctrl-C, and wait for all that write to the same terminal."""
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)
        sleep(0.05)
    return process.communicate(timeout=60)


@pytest.mark.parametrize("times", [1, 2])
def test_a_program_ends_with_one_traceback(times: int, tmp_path: Path, started: list[subprocess.Popen[str]]) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS, encoding="utf-8")
    started.append(process := start(str(tmp_path / "endless.py")))
    assert process.stdout
    assert process.stdout.readline() == "0.md\n"
    _, said = press(process, times)
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert "_process_worker" not in said
    assert "forkserver" not in said


def test_the_command_ends_with_one_line_and_leaves_whole_parts(
    tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    given, rows = tmp_path / "given", tmp_path / "rows"
    given.mkdir()
    for number in range(3000):
        (given / f"{number:04}.md").write_text(NOTICE * 3, encoding="utf-8")
    started.append(
        process := start("-m", "zhengce", "corpus", "build", str(given), "-o", str(rows), "--processes", "2")
    )
    while process.poll() is None and not list(rows.glob("*.parquet")):
        sleep(0.05)
    said = press(process, 1)
    assert (process.returncode, *said) == (130, "", "zhengce: interrupted\n")
    assert all(parquet.read_table(part).num_rows for part in rows.glob("*.parquet"))
    assert not (rows / "_manifest.json").exists()


def test_processes_end_with_the_one_that_started_them(tmp_path: Path, started: list[subprocess.Popen[str]]) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS, encoding="utf-8")
    started.append(process := start(str(tmp_path / "endless.py")))
    assert process.stdout
    assert process.stdout.readline()
    process.kill()
    process.communicate(timeout=60)


@pytest.mark.parametrize(
    "call", ["list(zhengce.read_many('.', processes=2))", "corpus.write('.', 'rows', processes=2)"]
)
def test_a_script_that_each_process_would_run_again_is_refused_in_one_error(tmp_path: Path, call: str) -> None:
    (tmp_path / "a.md").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "script.py").write_text(f"import zhengce\nfrom zhengce import corpus\n{call}\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    assert done.stderr.endswith(
        'ArgumentError: expected the call below `if __name__ == "__main__":`, '
        "got one that each process makes again when it starts\n"
    )
