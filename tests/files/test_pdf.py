"""PDF: the printed text, and clear errors for files without text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

import zhengce
from zhengce.errors import FileError
from zhengce.files.extracted import PICTURE, UNREADABLE, Extracted
from zhengce.text import Source

from ..making import LibreOffice, chinese_pdf, extract_file, new_document, simple_pdf, text_at

HEAD = ("序号", "任务", "牵头单位", "完成时限")


@pytest.fixture(autouse=True)
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as if no text recognition were installed, which test_recognition.py tests."""
    monkeypatch.setitem(sys.modules, "rapidocr", None)


@pytest.fixture
def extract(tmp_path: Path) -> Callable[[bytes], Extracted]:
    def extracted(data: bytes) -> Extracted:
        path = tmp_path / "notice.pdf"
        path.write_bytes(data)
        return extract_file(path)

    return extracted


# --- what a word processor prints -----------------------------------------


def printed(document: Document, libreoffice: LibreOffice, folder: Path) -> Extracted:
    document.save(str(folder / "notice.docx"))
    return extract_file(libreoffice.convert(folder / "notice.docx", "pdf"))


def test_a_table_goes_on_over_pages(libreoffice: LibreOffice, tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("任务分工如下：")
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    expected = ["任务分工如下：", f"| {' | '.join(HEAD)} |", "| --- | --- | --- | --- |"]
    for i in range(1, 13):
        row = (
            str(i),
            f"改造第{i}号园区的道路、管网、绿化和照明，" * (1 + i % 3) + "按期投入使用。",
            "规划建设局",
            f"{i}月底前",
        )
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
        expected.append(f"| {' | '.join(row)} |")
    document.add_paragraph("以上任务按月调度。")
    found = printed(document, libreoffice, tmp_path)
    assert found.text.split("\n") == [*expected, "以上任务按月调度。"]
    assert found.places[-1].page is not None
    assert found.places[-1].page > 3


def test_merged_cells_and_cut_rows_go_on_over_pages(libreoffice: LibreOffice, tmp_path: Path) -> None:
    document = new_document()
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("领域", "任务", "责任单位"), strict=True):
        cell.text = text
    expected = ["| 领域 | 任务 | 责任单位 |", "| --- | --- | --- |"]
    for group in ("一、企业开办", "二、项目审批", "三、引才用工"):
        first = len(table.rows)
        for i in range(1, 9):
            row = ("", f"{i}.改造园区的道路、管网、绿化和照明，按期投入使用，并做好日常维护。", f"第{i}工作组")
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
            expected.append(f"| {' | '.join((group, *row[1:]))} |")
        table.cell(first, 0).merge(table.cell(first + 7, 0))
        table.cell(first, 0).text = group
    found = printed(document, libreoffice, tmp_path)
    assert found.text.split("\n") == expected
    assert found.places[-1].page is not None
    assert found.places[-1].page > 2


def test_merged_cells_on_a_wide_page(libreoffice: LibreOffice, tmp_path: Path) -> None:
    document = new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.add_paragraph("一、总体要求")
    table = document.add_table(rows=4, cols=4, style="Table Grid")
    rows = [
        ("领域", "任务", "责任单位", ""),
        ("", "", "牵头", "配合"),
        ("开办", "甲", "规划局", "公安局"),
        ("", "乙", "税务局", ""),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(2, 0).merge(table.cell(3, 0))
    for column in (0, 1):
        table.cell(0, column).merge(table.cell(1, column))
    table.autofit = False
    for column in table.columns:
        column.width = Mm(50)
    assert printed(document, libreoffice, tmp_path).text.split("\n") == [
        "一、总体要求",
        "| 领域 | 任务 | 牵头（责任单位） | 配合（责任单位） |",
        "| --- | --- | --- | --- |",
        "| 开办 | 甲 | 规划局 | 公安局 |",
        "| 开办 | 乙 | 税务局 | |",
    ]


def test_two_columns_are_read_one_after_the_other(libreoffice: LibreOffice, tmp_path: Path, root: Path) -> None:
    paragraphs = Source(text=(root / "examples" / "sample.md").read_text(encoding="utf-8")).clean.split("\n")
    document = new_document()
    columns = document.sections[0]._sectPr.find("w:cols", {"w": nsdecls("w").split('"')[1]})
    columns.set(f"{{{nsdecls('w').split(chr(34))[1]}}}num", "2")
    for text in paragraphs:
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Pt(21)
        paragraph.paragraph_format.line_spacing = Pt(16)
        for run in paragraph.runs:
            run.font.size = Pt(10.5)
    found = printed(document, libreoffice, tmp_path)
    assert Source(text=found.text).clean.split("\n") == paragraphs


# --- what is printed around the text --------------------------------------


def test_heads_feet_and_page_numbers_are_left_out(extract: Callable[[bytes], Extracted]) -> None:
    pages = [
        text_at(72, 800, "Gazette No. 3")
        + "".join(text_at(72, 700 - 40 * line, f"{word} {line}.") for line in range(3))
        + text_at(290, 40, f"- {number} -")
        for number, word in enumerate(("One", "Two", "Three"), start=1)
    ]
    found = extract(simple_pdf(*pages))
    assert found.text.split("\n") == [f"{word} {line}." for word in ("One", "Two", "Three") for line in range(3)]
    assert [place.page for place in found.places] == [1, 2, 3]


def test_a_watermark_is_left_out(extract: Callable[[bytes], Extracted]) -> None:
    mark = "BT /F 40 Tf .7 .7 -.7 .7 200 300 Tm (DRAFT) Tj ET\n"
    assert extract(simple_pdf(text_at(72, 700, "Open the window.") + mark)).text == "Open the window."


@pytest.mark.parametrize(
    ("matrix", "x", "y", "step"),
    [("0 1 -1 0", 100, 50, (30, 0)), ("0 -1 1 0", 400, 700, (-30, 0)), ("-1 0 0 -1", 500, 100, (0, 30))],
    ids=["90", "270", "180"],
)
def test_a_turned_page_is_read_upright(
    extract: Callable[[bytes], Extracted], matrix: str, x: int, y: int, step: tuple[int, int]
) -> None:
    lines = [f"BT /F 10 Tf {matrix} {x + step[0] * i} {y + step[1] * i} Tm (Line {i}.) Tj ET\n" for i in range(3)]
    assert extract(simple_pdf("".join(lines))).text.split("\n") == ["Line 0.", "Line 1.", "Line 2."]


# --- which characters are printed -----------------------------------------


def test_a_hyphen_by_another_name_is_a_hyphen(extract: Callable[[bytes], Extracted]) -> None:
    page = chinese_pdf((72, 700, "6-9月培育3-5家。"), names={"-": "\xad"})
    assert extract(page).text == "6-9月培育3-5家。"


def test_a_hyphen_at_a_line_end_is_dropped_only_inside_a_latin_word(extract: Callable[[bytes], Extracted]) -> None:
    lines = ("One line is broken in an exam-", "ple, and then a range from 3-", "5 is broken. It ends in this.")
    page = "".join(text_at(72, 700 - 24 * i, line, 20) for i, line in enumerate(lines))
    found = extract(simple_pdf(page)).text
    assert found == "One line is broken in an example, and then a range from 3-5 is broken. It ends in this."


def test_characters_beyond_the_first_plane(extract: Callable[[bytes], Extracted]) -> None:
    assert extract(chinese_pdf((72, 700, "由𠮷水镇负责。"))).text == "由𠮷水镇负责。"


def test_a_character_that_the_font_does_not_name_leaves_a_sign(extract: Callable[[bytes], Extracted]) -> None:
    page = chinese_pdf((72, 700, "推进改造，6月底前完成。"), names={"6": None, "月": "\ue0a1"})
    found = extract(page)
    assert found.text == f"推进改造，{UNREADABLE * 2}底前完成。"
    notice = zhengce.parse(found.text)
    assert not notice.deadlines
    assert any(finding.code.startswith("ZC9") for finding in zhengce.check(notice))


@pytest.mark.parametrize("shift", [0.0, 0.4, -0.3])
def test_what_is_printed_twice_to_be_bold_is_read_once(shift: float, extract: Callable[[bytes], Extracted]) -> None:
    heading, text = (72.0, 700.0, "一、总体要求"), (72.0, 660.0, "推进各项改造。")
    again = (72 + shift, 700 + shift / 2, "一、总体要求")
    assert extract(chinese_pdf(heading, text, again)).text == "一、总体要求\n推进各项改造。"


def test_letters_of_a_ligature_and_letters_that_repeat_are_all_read(extract: Callable[[bytes], Extracted]) -> None:
    assert extract(chinese_pdf((72, 700, "oﬀice 11、天天"), names={"ﬀ": "ff"})).text == "office 11、天天"


# --- tables ---------------------------------------------------------------


def grid(columns: list[int], rows: list[int]) -> str:
    """Return lines at these places, from the first to the last."""
    upright = "".join(f"{x} {rows[0]} m {x} {rows[-1]} l S\n" for x in columns)
    return upright + "".join(f"{columns[0]} {y} m {columns[-1]} {y} l S\n" for y in rows)


WORDS = "".join(
    text_at(75 + 100 * column, 705 - 30 * row, f"r{row}c{column}") for row in range(3) for column in range(2)
)
TABLE = ["| r0c0 | r0c1 |", "| --- | --- |", "| r1c0 | r1c1 |", "| r2c0 | r2c1 |"]
DRAWN = {
    "lines": grid([70, 170, 270], [720, 690, 660, 630]),
    "thin bars": "".join(f"{x} 630 .5 90 re f\n" for x in (70, 170, 270))
    + "".join(f"70 {y} 200 .5 re f\n" for y in (720, 690, 660, 630)),
    "a box for each cell": "".join(f"{x} {y} 100 30 re S\n" for x in (70, 170) for y in (630, 660, 690)),
    "open at the sides": grid([170], [720, 630]) + "".join(f"70 {y} m 270 {y} l S\n" for y in (720, 690, 660, 630)),
    "scaled": f"q .1 0 0 .1 0 0 cm {grid([700, 1700, 2700], [7200, 6900, 6600, 6300])} Q\n",
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_rules_make_a_table_however_they_are_drawn(extract: Callable[[bytes], Extracted], drawn: str) -> None:
    page = text_at(72, 760, "Before.") + drawn + WORDS + text_at(72, 600, "After.")
    assert extract(simple_pdf(page)).text.split("\n") == ["Before.", *TABLE, "After."]


def test_a_frame_and_an_underline_are_no_tables(extract: Callable[[bytes], Extracted]) -> None:
    page = (
        grid([60, 500], [720, 600]) + grid([70, 200], [690, 690]) + text_at(72, 692, "One.") + text_at(72, 640, "Two.")
    )
    assert extract(simple_pdf(page)).text.split("\n") == ["One.", "Two."]


# --- files without text, broken ones, and those made to do harm -----------

IMAGE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
    "stream\n0\nendstream"
)
SCAN = "q 595 0 0 842 0 0 cm /I Do Q\n"
PASTED = "q 400 0 0 300 72 350 cm /I Do Q\n"
SEAL = "q 120 0 0 120 300 350 cm /I Do Q\n"


def test_pictures_of_pages_need_text_recognition(extract: Callable[[bytes], Extracted]) -> None:
    for content in (SCAN, SCAN + text_at(500, 20, "CamScanner")):
        with pytest.raises(FileError, match=r"pictures of pages.*text recognition"):
            extract(simple_pdf(content, content, extra=[IMAGE]))


def test_a_page_in_strips_is_one_picture(extract: Callable[[bytes], Extracted]) -> None:
    strips = "".join(f"q 595 0 0 21 0 {21 * i} cm /I Do Q\n" for i in range(40))
    with pytest.raises(FileError, match=r"pictures of pages.*text recognition"):
        extract(simple_pdf(strips, extra=[IMAGE]))
    words = "".join(text_at(72, 700 - 40 * i, f"The words of line {i}.") for i in range(5))
    assert extract(simple_pdf(words, strips, extra=[IMAGE])).text.endswith(f"line 4.{PICTURE}")


def test_letters_that_are_drawn_need_text_recognition(extract: Callable[[bytes], Extracted]) -> None:
    drawn = "".join(f"{i % 50 * 10} {i // 50 * 10} m {i % 50 * 10 + 5} {i // 50 * 10 + 8} l S\n" for i in range(3000))
    with pytest.raises(FileError, match=r"pictures of pages.*text recognition"):
        extract(simple_pdf(drawn))


def test_a_text_with_one_picture_is_read(extract: Callable[[bytes], Extracted]) -> None:
    pages = [text_at(72, 700, "One."), SCAN, text_at(72, 700, "Three.")]
    found = extract(simple_pdf(*pages, extra=[IMAGE]))
    assert found.text.split("\n") == [f"One.{PICTURE}", "Three."]
    assert [(place.start, place.page) for place in found.places] == [(0, 1), (4, 2), (6, 3)]


def test_a_picture_among_text_leaves_a_sign(extract: Callable[[bytes], Extracted]) -> None:
    above, below = text_at(72, 700, "Above."), text_at(72, 200, "Below.")
    assert extract(simple_pdf(above + PASTED + below, extra=[IMAGE])).text == f"Above.{PICTURE}\nBelow."


def test_a_seal_and_a_background_are_not_read_as_pictures(extract: Callable[[bytes], Extracted]) -> None:
    words = "".join(text_at(72, 700 - 40 * i, f"The words of line {i}.") for i in range(5))
    assert PICTURE not in extract(simple_pdf(SCAN + words, words + SEAL, extra=[IMAGE])).text


def test_fonts_that_do_not_say_what_they_draw_need_text_recognition(
    extract: Callable[[bytes], Extracted],
) -> None:
    named = "/Encoding << /Type /Encoding /Differences [65 /uniE000 /uniE001] >>"
    font = f"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica {named} >> >> >>"
    with pytest.raises(FileError, match="do not say which characters"):
        extract(simple_pdf(text_at(72, 700, "ABABABAB"), page=font))


def test_a_page_that_is_missing_is_reported(extract: Callable[[bytes], Extracted]) -> None:
    with pytest.raises(FileError, match="page 2 cannot be read"):
        extract(simple_pdf("", "").replace(b"5 0 R]", b"77 0 R]"))


def test_an_empty_page_is_empty(extract: Callable[[bytes], Extracted]) -> None:
    assert extract(simple_pdf("")).text == ""


def test_a_password_is_asked_for(extract: Callable[[bytes], Extracted]) -> None:
    key = f"<{'00' * 32}>"
    encryption = f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>"
    trailer = f"/Encrypt 90 0 R /ID [{key} {key}]"
    with pytest.raises(FileError, match="protected by a password"):
        extract(simple_pdf(text_at(72, 700, "One."), trailer=trailer, extra=[encryption]))


def test_a_broken_file_is_reported(extract: Callable[[bytes], Extracted]) -> None:
    with pytest.raises(FileError, match=r"a broken PDF; .* not have been downloaded in full"):
        extract(b"%PDF-1.4\nand no more")


def test_too_many_pages_are_refused(extract: Callable[[bytes], Extracted]) -> None:
    with pytest.raises(FileError, match="2001 pages, more than 2000"):
        extract(simple_pdf(*[""] * 2001))


def test_a_drawing_is_not_searched_for_tables(extract: Callable[[bytes], Extracted]) -> None:
    drawing = "".join(f"{i % 500} {i // 500 * 10} m {i % 500} {i // 500 * 10 + 8} l S\n" for i in range(25_000))
    words = "This is a drawing, and what is written on it is read."
    assert extract(simple_pdf(drawing + text_at(72, 700, words))).text == words
