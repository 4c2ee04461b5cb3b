"""Documents of old: read through LibreOffice where it is installed, and else refused with a word."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhengce
from zhengce.errors import FileError
from zhengce.files import office
from zhengce.files.kinds import extract, recognise
from zhengce.text import Source

from ..making import LibreOffice, extract_file, official_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_the_same_notice_from_a_document_of_old(
    suffix: str, libreoffice: LibreOffice, root: Path, tmp_path: Path
) -> None:
    sample = root / "examples" / "sample.md"
    paragraphs = Source(text=sample.read_text(encoding="utf-8")).clean.split("\n")
    path = libreoffice.convert(official_document(paragraphs, tmp_path / "sample.docx", numbered=False), suffix)
    if suffix == "doc":
        assert zhengce.read(path.rename(tmp_path / "sample.wps")) == zhengce.read(sample)
        assert zhengce.read(path.with_suffix(".wps").read_bytes()) == zhengce.read(sample)
    else:
        assert Source(text=extract_file(path).text).clean.split("\n") == paragraphs


def test_numbers_are_those_that_are_printed(libreoffice: LibreOffice, tmp_path: Path) -> None:
    paragraphs = ["一、优化服务", "1.开通专窗。", "2.公开事项。", "二、工作保障", "1.压实责任。"]
    old = libreoffice.convert(official_document(paragraphs, tmp_path / "notice.docx"), "doc")
    printed = extract_file(libreoffice.convert(old, "pdf")).text.removeprefix("企业服务提质攻坚行动资料汇编\n")
    assert extract_file(old).text == printed


def test_what_libreoffice_cannot_open_is_reported(libreoffice: LibreOffice) -> None:
    with pytest.raises(FileError, match=r"cannot open it: it is broken, or protected by a password; save it as .docx"):
        extract(OLE, Path("notice.doc"))


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (stream("WordDocument"), "notice.doc", "doc"),
        (stream("WordDocument"), "notice.wps", "doc"),
        (stream("WordDocument"), "notice.pdf", "doc"),
        (stream("Workbook"), "tasks.xls", "xls"),
        (stream("Workbook"), "tasks.et", "xls"),
        (stream("WordDocument") + "Workbook".encode("utf-16-le"), "with_a_table.doc", "doc"),
        (rb"{\rtf1\ansi 6}", "notice.doc", "rtf"),
    ],
)
def test_the_content_tells_the_kind(data: bytes, name: str, kind: str) -> None:
    assert recognise(Path(name), data) == kind


# --- without LibreOffice, or with one that fails ---------------------------


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the path of a program that is found in place of LibreOffice."""
    if os.name == "nt":
        pytest.skip("no shell")
    monkeypatch.setattr(office, "_PLACES", (str(tmp_path / "soffice"),))
    return tmp_path / "soffice"


def make(command: Path, script: str) -> None:
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(("suffix", "other"), [("doc", "docx"), ("rtf", "docx"), ("xls", "xlsx")])
def test_without_libreoffice_the_error_says_what_to_do(suffix: str, other: str, command: Path) -> None:
    data = {"doc": OLE, "rtf": rb"{\rtf1 6}", "xls": stream("Workbook")}[suffix]
    with pytest.raises(FileError) as caught:
        zhengce.read(data, name=f"notice.{suffix}")
    said = f"this is a .{suffix} document: install LibreOffice, or save it as .{other}"
    assert str(caught.value) == f"notice.{suffix}: {said}"
    assert caught.value.in_language("zh").endswith(f"请安装 LibreOffice，或另存为 .{other}")


def test_one_that_does_not_end_is_stopped_with_all_that_it_started(
    command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "left"
    make(command, f"(sleep 1; touch {left}) & sleep 60")
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    with pytest.raises(FileError, match=r"refused: LibreOffice takes more than 0.2 seconds"):
        extract(OLE, Path("notice.doc"))
    time.sleep(2)
    assert not left.exists()


def test_it_runs_with_a_profile_of_its_own_without_macros_that_is_deleted(command: Path, tmp_path: Path) -> None:
    make(command, f'echo "$HOME" "$@" > {tmp_path}/said; cp -r "$HOME/profile" {tmp_path}/profile')
    with pytest.raises(FileError, match="LibreOffice cannot open it"):
        extract(OLE, Path("notice.doc"))
    home, *arguments = (tmp_path / "said").read_text().split()
    assert arguments[0] == f"-env:UserInstallation={Path(home, 'profile').as_uri()}"
    assert "--headless" in arguments
    assert "DisableMacrosExecution" in (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text()
    assert not Path(home).exists()


def test_one_that_cannot_be_started_is_reported(command: Path) -> None:
    command.write_bytes(b"\x7fELF")
    command.chmod(0o755)
    with pytest.raises(FileError, match="LibreOffice could not be started"):
        extract(OLE, Path("notice.doc"))
