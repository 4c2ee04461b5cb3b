"""Web pages: the article as a reader sees it, and nothing of what stands around it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from zhengce import files
from zhengce.errors import FileError

CASES = Path(__file__).parent / "cases" / "files"
PAGES = sorted(path.stem for path in CASES.glob("*.html") if path.with_suffix(".txt").exists())

PAGE = '<html><head><meta charset="{}"></head><body><p>六月底前，開通專窗。</p></body></html>'


@pytest.mark.parametrize("name", PAGES)
def test_the_article_of_a_page(name: str) -> None:
    found = files.extract(CASES / f"{name}.html")
    assert found.text.split("\n") == (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert [place.paragraph for place in found.places] == list(range(1, found.text.count("\n") + 2))


@pytest.mark.parametrize(
    ("named", "mark", "encoding"),
    [
        ("utf-8", b"", "utf-8"),
        ("gb2312", b"", "gb18030"),
        ("gb2312", b"", "utf-8"),  # saved again, the name kept
        ("utf-8", b"", "gb18030"),
        ("big5", b"", "big5hkscs"),
        ("zip", b"", "utf-8"),  # a codec of Python, but none of text
        ("gb2312", codecs.BOM_UTF8, "utf-8"),
        ("gb2312", codecs.BOM_UTF16_LE, "utf-16-le"),
    ],
)
def test_encodings(tmp_path: Path, named: str, mark: bytes, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(mark + PAGE.format(named).encode(encoding))
    assert files.extract(path).text == "六月底前，開通專窗。"


def test_a_declaration_of_xml_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "page.xhtml"
    path.write_text('<?xml version="1.0" encoding="gb2312"?>\n' + PAGE.format("gb2312"), encoding="gb18030")
    assert files.extract(path).text == "六月底前，開通專窗。"


@pytest.mark.parametrize(
    "content", ["", " \n", "<!-- -->", "<html></html>", "<html><body><script>x</script></body></html>"]
)
def test_a_page_without_words_is_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(content, encoding="utf-8")
    assert files.extract(path) == files.Extracted(text="")


ENTITIES = '<!DOCTYPE html [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"{ENTITIES}<p>前&b;&f;后</p>", encoding="utf-8")
    assert files.extract(path).text.endswith("前&b;&f;后")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<div>" * 100_000, "nested deeper"),
        ("<p>字，" * 100_001, "or more, than"),
        ("<p>" + "字" * 4_000_000, "larger than 8 MB"),
    ],
    ids=["deep", "many", "large"],
)
def test_a_page_beyond_bounds_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileError, match=message):
        files.extract(path)


def test_merged_cells_multiply_within_bounds(tmp_path: Path) -> None:
    row = f"<tr>{'<td rowspan=60000 colspan=1000>字字字</td>' * 1000}</tr>"
    path = tmp_path / "page.html"
    path.write_text(f"<table>{row}{'<tr><td>字</td></tr>' * 3_000}</table>", encoding="utf-8")
    assert len(files.extract(path).text) < 10_000_000


def test_undecodable_bytes_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes("<p>开通专窗".encode() + b"\xff\xff</p>")
    with pytest.raises(FileError, match=r"byte 15 \(0xff\)"):
        files.extract(path)
