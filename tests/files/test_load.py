"""The content of a file instead of its path: bytes, streams, and names of their own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce import FileError

TEXT = "一、优化服务\n1.开通专窗，2024年6月底前启用。（牵头单位：综合服务局）"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
@pytest.mark.parametrize("given", [bytes, bytearray, memoryview, io.BytesIO], ids=lambda kind: kind.__name__)
def test_content_is_read_as_the_file_is(tmp_path: Path, encoding: str, given: Any) -> None:
    path = tmp_path / "服务.txt"
    path.write_bytes(TEXT.encode(encoding))
    read = zhengce.read(given(path.read_bytes()), name="服务.txt")
    assert read == zhengce.read(path)
    assert read.source == zhengce.read(path).source


def test_content_without_a_name_is_a_text_if_it_does_not_say_otherwise() -> None:
    assert zhengce.read(TEXT.encode()) == zhengce.parse(TEXT)
    assert zhengce.read(TEXT.encode()).source.name is None
    page = f"<!doctype html><body><p>{TEXT.replace(chr(10), '<p>')}</body>"
    assert zhengce.read(page.encode()).domains == zhengce.parse(TEXT).domains


def test_a_stream_is_read_from_where_it_stands_and_has_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "服务.txt"
    path.write_bytes(b"skipped" + TEXT.encode())
    with path.open("rb") as stream:
        stream.seek(len("skipped"))
        read = zhengce.read(stream)
        assert not stream.closed
    assert (read, read.source.name) == (zhengce.parse(TEXT), "服务.txt")


def test_a_name_overrules_that_of_the_path(tmp_path: Path) -> None:
    path = tmp_path / "upload-7f3a"
    path.write_bytes(TEXT.encode())
    assert zhengce.read(path, name="服务.md").source.name == "服务.md"
    path.write_text(zhengce.dumps(zhengce.parse(TEXT, name="服务.md")), encoding="utf-8")
    assert zhengce.read(path, name="服务.json").source.name == "服务.md"


@pytest.mark.parametrize(
    ("given", "name", "message"),
    [
        (b"PK\x03\x04rest", "a.docx", "^a.docx: a broken archive"),
        (b"\x00\x01", None, "^<bytes>: not a text: byte 0"),
        (b"text", "a.xyz", "^a.xyz: no reader for the suffix"),
        (io.BytesIO(bytes(65 * 2**20)), None, "^<bytes>: larger than 64 MB"),
    ],
)
def test_an_error_has_the_name_of_the_content(given: Any, name: str | None, message: str) -> None:
    with pytest.raises(FileError, match=message):
        zhengce.read(given, name=name)


def test_a_stream_that_was_closed_is_an_error_of_its_file() -> None:
    stream = io.BytesIO(b"")
    stream.close()
    with pytest.raises(FileError, match="closed"):
        zhengce.read(stream, name="a.md")


@pytest.mark.parametrize("given", [None, 5, io.StringIO(TEXT)], ids=lambda given: type(given).__name__)
def test_anything_else_is_a_type_error_that_names_parse(given: Any) -> None:
    with pytest.raises(TypeError, match=r"expected a path, bytes or a binary stream, got \w+; zhengce.parse"):
        zhengce.read(given)
