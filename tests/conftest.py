"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real documents with annotations, which stay outside the project."""
    folder = Path(os.environ.get("ZHENGCE_CORPUS") or ROOT.parent / "shared" / "corpus").resolve()
    if not (folder / "docs").is_dir():
        pytest.skip("no corpus of real documents: set ZHENGCE_CORPUS to its folder")
    return folder
