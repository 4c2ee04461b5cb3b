"""Web pages: the visible article, without anything around it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from zhengce.errors import FileError
from zhengce.files.extracted import PICTURE, Extracted

from ..making import extract_file

CASES = Path(__file__).parents[1] / "cases" / "files"
PAGES = sorted(path.stem for path in CASES.glob("*.html") if path.with_suffix(".txt").exists())

PAGE = '<html><head><meta charset="{}"></head><body><p>六月底前，開通專窗。</p></body></html>'


@pytest.mark.parametrize("name", PAGES)
def test_the_article_of_a_page(name: str) -> None:
    found = extract_file(CASES / f"{name}.html")
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
    assert extract_file(path).text == "六月底前，開通專窗。"


def test_a_declaration_of_xml_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "page.xhtml"
    path.write_text('<?xml version="1.0" encoding="gb2312"?>\n' + PAGE.format("gb2312"), encoding="gb18030")
    assert extract_file(path).text == "六月底前，開通專窗。"


@pytest.mark.parametrize(
    "content", ["", " \n", "<!-- -->", "<html></html>", "<html><body><script>x</script></body></html>"]
)
def test_a_page_without_words_is_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(content, encoding="utf-8")
    assert extract_file(path) == Extracted(text="")


ENTITIES = '<!DOCTYPE html [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"{ENTITIES}<p>前&b;&f;后</p>", encoding="utf-8")
    assert extract_file(path).text.endswith("前&b;&f;后")


TABLE = """<table><tr><th>任务<th>单位</tr>
<tr><td>甲<td rowspan={0}>规划局</tr><tr><td>乙</tr><tbody><tr><td>丙<td>公安局</tr></tbody></table>"""


@pytest.mark.parametrize("rows", [0, 2, 60000])
def test_a_merged_cell_ends_with_its_group_of_rows(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "page.html"
    path.write_text(TABLE.format(rows), encoding="utf-8")
    assert extract_file(path).text.split("\n")[2:] == ["| 甲 | 规划局 |", "| 乙 | 规划局 |", "| 丙 | 公安局 |"]


WORDS = "开通专窗，集中办理设立登记、公章刻制、发票申领和社保登记等事项。"


@pytest.mark.parametrize(
    ("image", "sign"),
    [
        ("<img src=a.png>", PICTURE),
        ("<img src=a.png width=600 height=400>", PICTURE),
        ("<img src=a.png width='100%'>", PICTURE),
        ("<img src=a.png width=16 height=16>", ""),
        ("<img src=a.png style='width:20px;height:20px'>", ""),
        ("<img src=/images/icon_doc.gif>", ""),
    ],
)
def test_a_picture_leaves_a_sign_but_an_icon_does_not(tmp_path: Path, image: str, sign: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<p>{WORDS}</p><p>{image}</p><p>公布清单。</p>", encoding="utf-8")
    assert extract_file(path).text == f"{WORDS}{sign}\n公布清单。"


def test_a_page_of_pictures_needs_text_recognition(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<h1>通知</h1><p><img src=1.jpg><p><img src=2.jpg>", encoding="utf-8")
    with pytest.raises(FileError, match=r"pictures of pages.*text recognition"):
        extract_file(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<div>" * 100_000, "nested deeper"),
        ("<p>字，" * 200_001, "more than 200,000 tags"),
        ("<p>" + "字" * 6_000_000, "more than 16 MB"),
        ("<p>" + "字" * 400_001, "more than 400,000 characters"),
    ],
    ids=["deep", "many", "large", "long"],
)
def test_a_page_beyond_bounds_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileError, match=message):
        extract_file(path)


def test_merged_cells_multiply_within_bounds(tmp_path: Path) -> None:
    row = f"<tr>{'<td rowspan=60000 colspan=1000>字字字</td>' * 1000}</tr>"
    path = tmp_path / "page.html"
    path.write_text(f"<table>{row}{'<tr><td>字</td></tr>' * 3_000}</table>", encoding="utf-8")
    assert len(extract_file(path).text) < 1_000_000


def test_undecodable_bytes_are_reported_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes("<p>开通专窗".encode() + b"\xff\xff</p>")
    with pytest.raises(FileError, match=r"byte 15 \(0xff\)"):
        extract_file(path)
