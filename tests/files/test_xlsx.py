"""XLSX: sheets as tables, with days and numbers as they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

import zhengce
from zhengce.errors import FileError
from zhengce.files.extracted import Extracted
from zhengce.files.kinds import extract
from zhengce.formats.xlsx import dumps

from ..hostile import xlsx_of
from ..making import LibreOffice

HEAD = ("序号", "任务", "牵头单位", "责任单位", "完成时限")
DAY = dt.datetime(2024, 6, 30)  # noqa: DTZ001  # as the file format has it
ROW = (1, "开通专窗", "综合服务局", "民政局、税务局", "2024年6月底前")


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return buffer.getvalue()


def sheet_of(*rows: tuple[object, ...]) -> Callable[[xlsxwriter.Workbook], None]:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return fill


def read(data: bytes) -> Extracted:
    return extract(data, Path("tasks.xlsx"))


def lines_of(fill: Callable[[xlsxwriter.Workbook], None]) -> list[str]:
    return read(workbook(fill)).text.split("\n")


def test_a_task_table_in_a_sheet_gives_measures_units_and_limits() -> None:
    title = ("云州市2024年优化服务重点任务清单",)
    data = workbook(sheet_of(title, HEAD, ROW, (2, "公开事项", "民政局", "", "9月底前")))
    notice = zhengce.read(data, name="tasks.xlsx", reference_date="2024-01-31")
    assert [(m.title, [unit.name for unit in m.lead_units]) for m in notice.measures] == [
        ("开通专窗", ["综合服务局"]),
        ("公开事项", ["民政局"]),
    ]
    assert [unit.name for unit in notice.measures[0].responsible_units] == ["民政局", "税务局"]
    assert [str(limit.due) for limit in notice.deadlines] == ["2024-06-30", "2024-09-30"]
    place = notice.source.place(notice.measures[1].span)
    assert place is not None
    assert (place.page, place.paragraph) == (1, 4)


def test_days_and_numbers_are_read_as_they_are_shown() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("序号", "任务", "目标", "牵头单位", "完成时限"))
        for row, (day, share) in enumerate((('yyyy"年"m"月"d"日"', "0%"), ("yyyy/m/d", '0.0"万户"')), start=1):
            sheet.write_number(row, 0, row)
            sheet.write_row(row, 1, ("开通专窗", 0.9, "综合服务局"))
            sheet.write_number(row, 2, 0.9, book.add_format({"num_format": share}))
            sheet.write_datetime(row, 4, DAY, book.add_format({"num_format": day}))

    assert lines_of(fill)[2:] == [
        "| 1 | 开通专窗 | 90% | 综合服务局 | 2024年6月30日 |",
        "| 2 | 开通专窗 | 0.9万户 | 综合服务局 | 2024/6/30 |",
    ]


def test_days_that_are_counted_from_1904() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("任务", "完成时限"))
        sheet.write(1, 0, "开通专窗")
        sheet.write_datetime(1, 1, DAY, book.add_format({"num_format": "yyyy-mm-dd"}))
    assert read(buffer.getvalue()).text.endswith("| 开通专窗 | 2024-06-30 |")


def test_merged_cells_are_repeated_downwards_and_blank_rows_are_left_out() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:F1", "重点任务清单")
        sheet.write_row(2, 1, ("领域", *HEAD[:4]))
        sheet.merge_range("B4:B6", "优化服务")
        sheet.write_row(3, 2, ROW[:4])
        sheet.write_row(5, 2, (2, "公开事项", "民政局"))

    assert lines_of(fill) == [
        "重点任务清单",
        "| 领域 | 序号 | 任务 | 牵头单位 | 责任单位 |",
        "| --- | --- | --- | --- | --- |",
        "| 优化服务 | 1 | 开通专窗 | 综合服务局 | 民政局、税务局 |",
        "| 优化服务 | 2 | 公开事项 | 民政局 | |",
    ]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    rows = lines_of(sheet_of(HEAD[:4], (1, "开通专窗，\n公开事项", "综合服务局", "民政局\n税务局")))
    assert rows[2] == "| 1 | 开通专窗，公开事项 | 综合服务局 | 民政局、税务局 |"


def test_hidden_sheets_and_columns_are_left_out_and_filtered_rows_are_read() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("任务", "草稿"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, ROW)
            sheet.set_column(3, 3, None, None, {"hidden": True})
            sheet.set_row(1, None, None, {"hidden": True})
        sheet.hide()

    assert lines_of(fill) == [
        "| 序号 | 任务 | 牵头单位 | 完成时限 |",
        "| --- | --- | --- | --- |",
        "| 1 | 开通专窗 | 综合服务局 | 2024年6月底前 |",
    ]


def test_each_sheet_is_a_table_of_its_own() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for _ in range(2):
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEAD[:3])
            sheet.write_row(1, 0, ROW[:3])
        book.add_worksheet()

    found = read(workbook(fill))
    assert found.text.count("| 1 | 开通专窗 | 综合服务局 |") == found.text.count("| --- | --- | --- |") == 2
    assert [place.page for place in found.places] == [1, 1, 2, 2]


def test_runs_strings_in_cells_formulas_and_how_words_are_pronounced() -> None:
    rich = "<si><r><t>开通</t></r><r><rPr><b/></rPr><t>专窗_x000D_</t></r><rPh><t>kai</t></rPh></si>"
    row = (
        '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>综合服务局</t></is></c>'
        '<c t="str"><f>A1</f><v>6月底前</v></c>'
        '<c t="b"><v>1</v></c><c t="s"><v>9</v></c><c><v>x</v></c><c t="e"><v>#N/A</v></c></row>'
    )
    assert read(xlsx_of(row * 2, rich)).text.split("\n")[0] == "| 开通专窗 | 综合服务局 | 6月底前 | TRUE | x | #N/A |"


def test_a_ledger_that_was_written_gives_the_same_measures() -> None:
    notice = zhengce.sample()
    data = dumps(notice)
    again = zhengce.read(data, name="ledger.xlsx", reference_date=notice.issue_date)
    names = ("lead_units", "responsible_units", "supporting_units")
    expected = [(m.title, *([u.name for u in getattr(m, name)] for name in names)) for m in notice.measures]
    assert [(m.title, *([u.name for u in getattr(m, name)] for name in names)) for m in again.measures] == expected
    days = [{limit.due for limit in m.deadlines if limit.due} for m in notice.measures]
    found = [{limit.due for limit in m.deadlines if limit.due} for m in again.measures]
    assert sum(map(len, found)) > 0.9 * sum(map(len, days))
    assert all(some <= others for some, others in zip(found, days, strict=True))


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_workbook_of_old_is_read_through_libreoffice(suffix: str, libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "tasks.xlsx"
    path.write_bytes(workbook(sheet_of(HEAD, ROW)))
    old = libreoffice.convert(path, suffix)
    assert extract(old.read_bytes(), old).text == read(path.read_bytes()).text


BROKEN = [
    ("<worksheet><sheetData>", "a broken document"),
    ('<!DOCTYPE a [<!ENTITY b "b">]><worksheet>&b;</worksheet>', "declares a document type"),
]


@pytest.mark.parametrize(("sheet", "message"), BROKEN)
def test_a_broken_workbook_is_reported(sheet: str, message: str) -> None:
    with pytest.raises(FileError, match=message):
        read(xlsx_of("", sheet=sheet))
