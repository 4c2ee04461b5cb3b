"""Formats: what is common to all, the files that they are written to."""

from __future__ import annotations

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


def test_a_file_keeps_its_mode_and_a_link_its_aim(notice: Notice, tmp_path: Path) -> None:
    aim, link = tmp_path / "aim.json", tmp_path / "link.json"
    aim.touch(mode=0o664)
    aim.chmod(0o664)
    link.symlink_to(aim)
    zhengce.write(notice, link)
    assert link.is_symlink()
    assert stat.S_IMODE(aim.stat().st_mode) == 0o664
    assert zhengce.read(aim) == notice


def test_an_unknown_suffix_names_the_known_ones(notice: Notice, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"known are \..*\.json"):
        zhengce.write(notice, tmp_path / "ledger.odd")


@pytest.mark.parametrize("name", ["missing/ledger.json", "nul\0.json"])
def test_a_failed_write_leaves_nothing(notice: Notice, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError):
        zhengce.write(notice, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
