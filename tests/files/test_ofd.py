"""OFD: the printed text, wherever its parts say that it is, and clear errors for files without text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import zhengce
from zhengce.errors import FileError
from zhengce.files.extracted import PICTURE
from zhengce.files.kinds import extract
from zhengce.text import Source

from ..making import OFD, extract_file, ofd_path, ofd_text, printed_ofd, simple_ofd


def lines_of(*pages: str, **options: object) -> list[str]:
    return extract(simple_ofd(*pages, **options), Path("notice.ofd")).text.split("\n")


def test_the_same_notice_from_an_ofd(root: Path, tmp_path: Path) -> None:
    sample = root / "examples" / "sample.md"
    paragraphs = Source(text=sample.read_text(encoding="utf-8")).clean.split("\n")
    path = printed_ofd(paragraphs, tmp_path / "sample.ofd")
    found = extract_file(path)
    assert Source(text=found.text).clean.split("\n") == paragraphs
    assert zhengce.read(path) == zhengce.read(sample)
    pages = [place.page for place in found.places]
    assert pages[0] == 1
    assert pages == sorted(set(pages))
    assert len(pages) > 3


WORDS = "开通专窗，6月底前启用。"
WRITTEN = {
    "one object": ofd_text(20, 50, WORDS),
    "each character in an object of its own, in any order": "".join(
        ofd_text(20 + 5.6 * i, 50, char) for i, char in sorted(enumerate(WORDS), key=lambda pair: pair[1])
    ),
    "two runs": ofd_text(20, 50, WORDS[:5]) + ofd_text(48, 50, WORDS[5:]),
    "moves in short": ofd_text(20, 50, WORDS, moves=f"g 4 5.6 2.8 g {len(WORDS) - 7} 5.6 5.6"),
    "too few moves": ofd_text(20, 50, WORDS, moves="5.6"),
    "no moves": ofd_text(20, 50, WORDS, moves=""),
    "a matrix": (
        '<ofd:TextObject Boundary="20 40 100 20" CTM="0.3528 0 0 0.3528 0 0" Size="16"><ofd:TextCode X="0" Y="28" '
        f'DeltaX="g {len(WORDS) - 1} 16">{WORDS}</ofd:TextCode></ofd:TextObject>'
    ),
    "a block": f"<ofd:PageBlock><ofd:PageBlock>{ofd_text(20, 50, WORDS)}</ofd:PageBlock></ofd:PageBlock>",
    "twice, to look bold": ofd_text(20, 50, WORDS) + ofd_text(20.1, 50, WORDS),
    "hidden words beside": ofd_text(20, 50, WORDS) + ofd_text(20, 70, "草稿", more='Visible="false"'),
    "a watermark": ofd_text(20, 50, WORDS) + ofd_text(40, 90, "内部资料", more='CTM="0.7 0.7 -0.7 0.7 0 0"'),
    "a turned page": ofd_text(100, 20, WORDS, more='CTM="0 1 -1 0 0 0"'),
}


@pytest.mark.parametrize("page", WRITTEN.values(), ids=WRITTEN)
def test_a_line_is_read_however_it_is_written(page: str) -> None:
    assert lines_of(page) == [WORDS]


def test_lines_are_in_the_order_of_the_page_and_not_of_the_file() -> None:
    assert lines_of(ofd_text(20, 90, "三、丙。") + ofd_text(20, 50, "一、甲。") + ofd_text(20, 70, "二、乙。")) == [
        "一、甲。",
        "二、乙。",
        "三、丙。",
    ]


def test_heads_feet_and_page_numbers_are_left_out_also_those_of_templates() -> None:
    pages = [
        f'<ofd:Template TemplateID="1"/>{ofd_text(20, 50, text)}{ofd_text(100, 285, f"- {number} -", 4)}'
        for number, text in enumerate(("一、甲。", "二、乙。", "三、丙。"), start=1)
    ]
    assert lines_of(*pages, templates=[ofd_text(20, 20, "资料汇编", 4)]) == ["一、甲。", "二、乙。", "三、丙。"]


def test_what_a_template_prints_on_one_page_is_text() -> None:
    page = f'<ofd:Template TemplateID="1"/>{ofd_text(20, 90, "一、甲。")}'
    assert lines_of(page, templates=[ofd_text(60, 50, "云州市人民政府文件", 8)]) == ["云州市人民政府文件", "一、甲。"]


def test_ruled_lines_make_a_table() -> None:
    rows = (("序号", "任务", "牵头单位"), ("1", "开通专窗", "综合服务局"))
    lefts = (20, 40, 100, 160)
    words = "".join(
        ofd_text(left + 2, 56 + 10 * i, text, 5)
        for i, row in enumerate(rows)
        for left, text in zip(lefts, row, strict=False)
    )
    level = "".join(ofd_path(20, 50 + 10 * i, "M 0 0 L 140 0") for i in range(3))
    upright = "".join(ofd_path(left, 50, "M 0 0 L 0 20") for left in lefts)
    table = ["| 序号 | 任务 | 牵头单位 |", "| --- | --- | --- |", "| 1 | 开通专窗 | 综合服务局 |"]
    assert lines_of(words + level + upright) == table
    boxes = "".join(
        ofd_path(left, 50 + 10 * i, f"M 0 0 L {right - left} 0 L {right - left} 10 L 0 10 C")
        for i in range(2)
        for left, right in pairwise(lefts)
    )
    assert lines_of(words + boxes) == table


def test_a_picture_leaves_a_sign_and_a_scan_needs_text_recognition() -> None:
    picture = '<ofd:ImageObject Boundary="30 100 150 100" ResourceID="9"/>'
    text = ofd_text(20, 50, "一、下图所列事项，由综合服务局牵头办理，并于年底前完成。")
    assert PICTURE in lines_of(text + picture)[0]
    with pytest.raises(FileError, match="text recognition"):
        lines_of('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="9"/>')


def test_pages_of_several_documents_and_absolute_places() -> None:
    second = (
        f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData/><ofd:Pages>'
        '<ofd:Page BaseLoc="/Doc_0/Pages/Page_0/Content.xml"/>'
        "</ofd:Pages></ofd:Document>"
    )
    roots = "".join(
        f"<ofd:DocBody><ofd:DocRoot>{name}</ofd:DocRoot></ofd:DocBody>" for name in ("Doc_0/Document.xml", "/D/b.xml")
    )
    parts = {"OFD_xml": f'<ofd:OFD xmlns:ofd="{OFD}">{roots}</ofd:OFD>', "D__b_xml": second}
    assert lines_of(ofd_text(20, 50, "一、甲。"), **parts) == ["一、甲。"] * 2


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "no document": (lambda: simple_ofd("", Doc_0__Document_xml=""), "a broken document"),
    "no page": (simple_ofd, "it has no pages"),
    "a page that is missing": (
        lambda: simple_ofd(
            Doc_0__Document_xml=f'<Document xmlns="{OFD}"><Pages><Page BaseLoc="P.xml"/></Pages></Document>'
        ),
        "the archive has no part Doc_0/P.xml",
    ),
    "cut short": (lambda: simple_ofd(ofd_text(20, 50, WORDS))[:-200], "broken archive"),
    "encrypted": (lambda: simple_ofd("", Encryptions_xml="<a/>"), "protected by a password"),
    "entities": (
        lambda: simple_ofd("", OFD_xml='<!DOCTYPE a [<!ENTITY b "b">]><OFD>&b;</OFD>'),
        "declares a document type",
    ),
    "too many pages": (lambda: simple_ofd(*[""] * 2001), "more than 2,000 pages; split it"),
}


@pytest.mark.parametrize(("make", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_reported(make: Callable[[], bytes], message: str) -> None:
    with pytest.raises(FileError, match=message):
        extract(make(), Path("notice.ofd"))


@pytest.mark.parametrize("value", ["", "x", "1 2 3", "nan", "1e9", "g", "g x 5", "g 99999999999 1", "-1e5 g -3 2"])
def test_numbers_that_are_none_do_no_harm(value: str) -> None:
    page = (
        f'<ofd:TextObject Boundary="{value}" CTM="{value}" Size="{value}" HScale="{value}"><ofd:TextCode X="{value}" '
        f'Y="{value}" DeltaX="{value}" DeltaY="{value}">甲乙丙</ofd:TextCode></ofd:TextObject>'
        f"{ofd_path(10, 10, f'M {value} L {value} C B {value}')}{ofd_text(20, 50, WORDS)}"
    )
    assert WORDS in "".join(lines_of(page, box=value))
