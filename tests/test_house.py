"""The house: what stands in it, and what it does not depend on."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

TOP = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "SECURITY.md",
    "benchmarks",
    "docs",
    "examples",
    "noxfile.py",
    "pyproject.toml",
    "src",
    "tests",
}
BUILT = {"build", "dist", "htmlcov"}


def test_nothing_else_stands_at_the_top(root: Path) -> None:
    shown = {path.name for path in root.iterdir() if not path.name.startswith(".")}
    assert shown - BUILT <= TOP


def test_the_core_depends_on_three_packages() -> None:
    required = importlib.metadata.requires("zhengce") or []
    core = {line.split(">=")[0] for line in required if "extra ==" not in line}
    assert core == {"attrs", "cattrs", "pendulum"}


@pytest.mark.parametrize("extra", ["chinese_calendar", "click", "dateutil.rrule", "lunardate", "rich"])
def test_importing_the_library_imports_no_extra(extra: str) -> None:
    code = f"import sys, zhengce; zhengce.sample(); sys.exit({extra!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_library_is_typed(root: Path) -> None:
    assert (root / "src/zhengce/py.typed").is_file()
