"""The project as a whole: its files, public names and dependencies."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import zhengce
import zhengce.ledger

TOP = {
    "CHANGELOG.md",
    "CITATION.cff",
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
EXTRAS = set(
    "altair chinese_calendar click dateutil.rrule docx duckdb hypothesis icalendar jinja2 lunardate lxml msgspec numpy"
    " pandas pdfplumber polars pyarrow pypdfium2 python_calamine rich ruamel ruamel.yaml vl_convert"
    " xlsxwriter yaml".split()
)


def test_the_top_folder_has_no_other_files(root: Path) -> None:
    """Check only files of the project; readers of the documentation may add their own."""
    if not (root / ".git").exists():
        pytest.skip("no checkout: what belongs to the project is not known")
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout
    shown = {line.split("/")[0] for line in listed.splitlines() if not line.startswith(".")}
    assert shown <= TOP


def test_the_core_depends_on_three_packages() -> None:
    required = importlib.metadata.requires("zhengce") or []
    core = {line.split(">=")[0] for line in required if "extra ==" not in line}
    assert core == {"attrs", "cattrs", "pendulum"}


def test_importing_the_library_imports_no_extra() -> None:
    code = "import sys, zhengce; zhengce.sample(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "zhengce.reading.notice" in imported
    assert not imported & EXTRAS


PACKAGES = (zhengce, zhengce.ledger)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_found_in_its_room(package: ModuleType) -> None:
    rooms = {name: room for room, names in package._ROOMS.items() for name in names.split()}
    assert set(package.__all__) == set(rooms)
    for name, room in rooms.items():
        assert getattr(package, name) is getattr(importlib.import_module(f".{room}", package.__name__), name)
    assert set(package.__all__) <= set(dir(package))


@pytest.mark.parametrize("package", PACKAGES)
def test_what_type_checkers_see_is_what_is_imported(package: ModuleType) -> None:
    tree = ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8"))
    (seen,) = (node for node in tree.body if isinstance(node, ast.If))
    rooms: dict[str, set[str]] = {}
    for node in seen.body:
        assert isinstance(node, ast.ImportFrom)
        room = "." * (node.level - 1) + str(node.module)
        rooms.setdefault(room, set()).update(alias.name for alias in node.names)
    assert rooms == {room: set(names.split()) for room, names in package._ROOMS.items()}


def test_an_unknown_public_name_raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match="pharse"):
        _ = zhengce.pharse


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_extra_is_in_the_readme(root: Path, readme: str) -> None:
    text = (root / readme).read_text(encoding="utf-8")
    for extra in importlib.metadata.metadata("zhengce").get_all("Provides-Extra", []):
        assert f"`{extra}`" in text


def test_the_library_is_typed(root: Path) -> None:
    assert (root / "src/zhengce/py.typed").is_file()
