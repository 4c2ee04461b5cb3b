"""Formats: what is common to all of them, and how files are written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

import zhengce
from zhengce import FileError, Notice


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.sample()


def test_what_is_written_is_read_back(notice: Notice, tmp_path: Path) -> None:
    path = tmp_path / ("很长的文件名" * 12 + ".json")
    zhengce.write(notice, path)
    assert zhengce.read(path) == notice
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_keeps_its_mode_and_a_link_its_target(notice: Notice, tmp_path: Path) -> None:
    aim, link = tmp_path / "aim.json", tmp_path / "link.json"
    aim.touch(mode=0o664)
    aim.chmod(0o664)
    link.symlink_to(aim)
    zhengce.write(notice, link)
    assert link.is_symlink()
    assert stat.S_IMODE(aim.stat().st_mode) == 0o664
    assert zhengce.read(aim) == notice


def test_a_table_stays_where_its_schema_cannot_be_written(notice: Notice, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("kept")
    (tmp_path / "ledger.schema.json").mkdir()
    with pytest.raises(FileError, match="schema"):
        zhengce.write(notice, path)
    assert path.read_text() == "kept"


def test_a_file_that_is_no_notice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text("{}")
    with pytest.raises(zhengce.FormatError) as caught:
        zhengce.read(path)
    assert caught.value.__notes__ == [f"in {path}"]


def test_an_unknown_suffix_names_the_known_ones(notice: Notice, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"known are \..*\.json"):
        zhengce.write(notice, tmp_path / "ledger.odd")


def test_a_device_is_never_replaced(notice: Notice, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link.json"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    with pytest.raises(FileError, match="is not a file"):
        zhengce.write(notice, link)
    assert pipe.is_fifo()


@pytest.mark.skipif(os.access("/", os.W_OK), reason="nothing is read-only for this user")
def test_a_read_only_file_stays(notice: Notice, tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text("kept")
    path.chmod(0o444)
    with pytest.raises(FileError, match="read-only"):
        zhengce.write(notice, path)
    assert path.read_text() == "kept"


def test_a_write_that_breaks_off_leaves_the_old_file(notice: Notice, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system does not limit the size of files")
    path = tmp_path / "ledger.json"
    path.write_text("kept")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(FileError, match="too large"):
            zhengce.write(notice, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/ledger.json", "nul\0.json", "a.md/ledger.json"])
def test_a_failed_write_leaves_nothing(notice: Notice, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").touch()
    with pytest.raises(FileError):
        zhengce.write(notice, tmp_path / name)
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
