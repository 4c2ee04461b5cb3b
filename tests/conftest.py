"""Fixtures for all tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from .making import LibreOffice

ROOT = Path(__file__).resolve().parent.parent

ANY_SPEED = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow], "print_blob": True}
"""No test fails because a machine is slow."""

hypothesis.settings.register_profile("always the same", derandomize=True, max_examples=40, **ANY_SPEED)
hypothesis.settings.register_profile("of a seed", database=None, **ANY_SPEED)


def pytest_configure(config: pytest.Config) -> None:
    """Let property tests draw the same examples in every run; or those of a seed, ``--hypothesis-seed=7``.

    The command speaks English, whatever the locale.
    """
    os.environ.pop("ZHENGCE_LANG", None)
    os.environ["LC_ALL"] = "C.UTF-8"
    seeded = config.getoption("--hypothesis-seed") is not None
    hypothesis.settings.load_profile("of a seed" if seeded else "always the same")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Say what ``-n auto`` is: no more than four workers, since each takes half a gigabyte."""
    return min(4, os.cpu_count() or 1)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """Return the office suite with one profile for all tests, or skip the test and say how to get it."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        pytest.skip("no LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk")
    return LibreOffice(command, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of annotated real documents, which stay outside the project."""
    folder = Path(os.environ.get("ZHENGCE_CORPUS") or ROOT.parent / "shared" / "corpus").resolve()
    if not (folder / "docs").is_dir():
        pytest.skip("no corpus of real documents: set ZHENGCE_CORPUS to its folder")
    return folder
