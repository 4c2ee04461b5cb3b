"""Forms: out with what is known, back with what is new, and nothing guessed."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.making import APPROVAL, PHOTO, day, ledger, work
from tests.making import LibreOffice
from zhengce.errors import FileError, LedgerError
from zhengce.ledger import (
    Cancelled,
    Extended,
    Filled,
    Ledger,
    Noted,
    Policy,
    Reported,
    Ruled,
    Submitted,
    Suspended,
    read_form,
)

xlsxwriter = pytest.importorskip("xlsxwriter")
calamine = pytest.importorskip("python_calamine")

HELD = (work("1.1-1"), work("1.2-1", "10-31"), work("2.1-1", lead_units=("财政局",)))
BOOK = ledger(Reported(on="1.1-1", at=day("05-10"), progress=30, text="已开工", problems="资金缺口"), held=HELD)


def rows_of(book: Ledger = BOOK) -> tuple[dict[str, list[list[Any]]], list[str]]:
    form = book.as_of(day("06-20")).form("水务局", "2024-06")
    found = calamine.CalamineWorkbook.from_filelike(io.BytesIO(form.content))
    sheets = {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}
    return sheets, [str(head) for head in sheets["填报"][0]]


def write(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook as another program would save it: values alone."""
    book = xlsxwriter.Workbook(path)
    style = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, dt.datetime.combine(value, dt.time()), style)
                else:
                    sheet.write(number, column, value)
    book.close()
    return path


def fill(tmp_path: Path, book: Ledger = BOOK, row: int = 1, **cells: Any) -> Filled:
    sheets, heads = rows_of(book)
    for name, value in cells.items():
        sheets["填报"][row][heads.index(name)] = value
    return read_form(write(tmp_path / "back.xlsx", sheets), book, at=day("06-25"))


def test_a_form_has_the_open_items_of_its_unit_filled_in() -> None:
    sheets, heads = rows_of()
    rows = [dict(zip(heads, row, strict=True)) for row in sheets["填报"][1:]]
    assert [row["编号"] for row in rows] == ["1.1-1", "1.2-1"]
    assert (rows[0]["完成进度"], rows[0]["存在问题"], rows[0]["办理状态"]) == ("30%", "资金缺口", "推进中")
    with pytest.raises(LedgerError, match="民政局 leads nothing on the books"):
        BOOK.as_of(day("06-20")).form("民政局", "2024-06")


def test_a_form_states_until_when_to_report() -> None:
    book = ledger(Ruled(at=day("04-02"), policy=Policy(report_day=20)), held=HELD)
    for held, words in ((BOOK, "请于6月25日前（含当日）报送"), (book, "请于6月20日前（含当日）报送")):
        form = held.as_of(day("06-20")).form("水务局", "2024-06")
        with zipfile.ZipFile(io.BytesIO(form.content)) as archive:
            assert archive.read("xl/worksheets/sheet1.xml").decode().count(words) == 2  # in its head, and at its cells


def test_a_form_of_several_notices_names_them(tmp_path: Path) -> None:
    held = (work("1.1-1", document="甲办发〔2024〕1号"), work("1.1-1", id="X", document="甲办发〔2024〕2号"))
    book = ledger(held=held)
    sheets, heads = rows_of(book)
    tasks = [row[heads.index("工作内容")] for row in sheets["填报"][1:]]
    assert tasks == ["（甲办发〔2024〕1号）", "（甲办发〔2024〕2号）"]
    filled = fill(tmp_path, book, row=2, 本月进展="已开工")
    assert ([event.on for event in filled.events], filled.findings) == (["X"], ())


def test_a_notice_may_be_taken_while_a_form_is_out(tmp_path: Path) -> None:
    held = work("1.1-1", document="甲办发〔2024〕1号")
    ledger(held=(held,)).as_of(day("06-20")).form("水务局", "2024-06").save(tmp_path / "out.xlsx")
    later = ledger(held=(held, work("1.1-1", id="X", document="甲办发〔2024〕2号")))
    assert read_form(tmp_path / "out.xlsx", later, at=day("06-25")).findings == ()


def test_a_printed_form_can_be_read() -> None:
    """As wide as A4 across: no smaller than eight points, where cells are written in ten."""
    form = BOOK.as_of(day("06-20")).form("水务局", "2024-06")
    with zipfile.ZipFile(io.BytesIO(form.content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    heads = rows_of()[1]
    (last,) = re.findall(r"Print_Area.*?\$A\$1:\$([A-Z])\$", book)
    printed = heads[: ord(last) - ord("A") + 1]
    assert (printed[0], printed[-1], heads[len(printed)]) == ("编号", "延期理由", "上次进展")
    assert 'orientation="landscape"' in sheet
    widths = [float(width) for width in re.findall(r'<col min="[0-9]+" max="[0-9]+" width="([0-9.]+)"', sheet)]
    inches = sum(round(7 * width) for width in widths[: len(printed)]) / 96
    assert 10 * (297 / 25.4 - 0.8) / inches >= 8


def test_a_form_that_nobody_touched_says_nothing(tmp_path: Path) -> None:
    filled = fill(tmp_path)
    assert (filled.unit, filled.month, filled.events, filled.findings) == ("水务局", "2024-06", (), ())


def test_a_report_comes_back_once(tmp_path: Path) -> None:
    filled = fill(tmp_path, 本月进展="完成管沟开挖", 完成进度=60)
    (event,) = filled.events
    assert (event.progress, event.text, event.problems, event.by) == (60, "完成管沟开挖", "资金缺口", "水务局")
    grown = BOOK.record(event, writer="政务办")
    again = read_form(tmp_path / "back.xlsx", grown, at=day("06-27"))
    assert not again.events


@pytest.mark.parametrize("written", ["80", "80%", 0.8, 80, 80.0, "80.0", "0.8", "８０％", "80 %"])
def test_progress_in_any_writing(written: object, tmp_path: Path) -> None:
    (event,) = fill(tmp_path, 完成进度=written).events
    assert event.progress == 80


@pytest.mark.parametrize(
    "written",
    ["6月20日", "2024.6.20", "2024/06/20", "2024-06-20", "2024年6月20日", "20240620", "６月２０日", day("06-20")],
)
def test_days_in_any_writing(written: object, tmp_path: Path) -> None:
    (event,) = fill(tmp_path, 办理状态="申请销号", 完成日期=written, 佐证材料="验收单、照片").events
    assert isinstance(event, Submitted)
    assert event.done == day("06-20")
    assert [evidence.name for evidence in event.evidence] == ["验收单", "照片"]


def test_an_extension_is_asked_for(tmp_path: Path) -> None:
    (event,) = fill(tmp_path, 办理状态="申请延期", 申请延期至="10月底前", 延期理由="资金未到位").events
    assert (event.type, event.until, event.reason) == ("extension_asked", day("10-31"), "资金未到位")


MISTAKES = [
    ({"完成进度": 130}, "ZL105", "第2行：完成进度“130”不是0至100的整数"),
    ({"完成进度": "过半"}, "ZL105", "过半"),
    ({"完成进度": 1}, "ZL119", "1%，也可能是100%"),
    ({"完成进度": "0.5%"}, "ZL105", "0.5%"),
    ({"办理状态": "快了"}, "ZL106", "请选未启动、推进中、申请销号、申请延期"),
    ({"办理状态": "申请销号"}, "ZL107", "佐证材料"),
    ({"办理状态": "申请销号", "完成日期": "上周", "佐证材料": "照片"}, "ZL104", "上周"),
    ({"办理状态": "申请销号", "完成日期": 6.2, "佐证材料": "照片"}, "ZL104", "6.2"),  # 6月2日 or 6月20日
    ({"办理状态": "申请销号", "完成日期": "111", "佐证材料": "照片"}, "ZL104", "111"),
    ({"办理状态": "申请销号", "完成日期": "12月20日", "佐证材料": "照片"}, "ZL118", "尚未到"),
    ({"本月进展": "=A1", "完成进度": 60}, "ZL114", "本月进展是公式"),
    ({"办理状态": "申请延期"}, "ZL109", "延期日期和理由"),
    ({"申请延期至": "2024-06-30", "延期理由": "缓"}, "ZL116", "不晚于现行时限"),
    ({"完成时限": "12月底前"}, "ZL108", "12月底前"),
    ({"标识": "ID9.9-9//0/1"}, "ZL103", "没有“1.1-1”这一事项"),
]


@pytest.mark.parametrize(("cells", "code", "words"), MISTAKES)
def test_a_mistake_is_told_with_its_row(cells: dict[str, Any], code: str, words: str, tmp_path: Path) -> None:
    filled = fill(tmp_path, **cells)
    assert [finding.code for finding in filled.findings] == [code]
    assert words in filled.findings[0].message
    assert filled.findings[0].message.startswith("第2行：")
    assert not filled.events


def test_rows_may_be_sorted_deleted_and_lose_their_key(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    rows = sheets["填报"]
    rows[1], rows[2] = rows[2], rows[1]
    rows[1][heads.index("本月进展")] = "已招标"
    rows[2][heads.index("本月进展")] = "已完工"
    sheets["填报"] = [row[:-1] for row in rows]
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK, at=day("06-25"))
    assert {(event.on, event.text) for event in filled.events} == {("ID1.2-1", "已招标"), ("ID1.1-1", "已完工")}
    del sheets["填报"][1]
    assert len(read_form(write(tmp_path / "b.xlsx", sheets), BOOK, at=day("06-25")).events) == 1


def test_a_row_that_stands_twice_counts_once(tmp_path: Path) -> None:
    sheets, _ = rows_of()
    sheets["填报"].append(list(sheets["填报"][1]))
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK, at=day("06-25"))
    assert [finding.code for finding in filled.findings] == ["ZL113"]


def test_a_column_that_is_gone_is_told(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    gone = heads.index("存在问题")
    sheets["填报"] = [row[:gone] + row[gone + 1 :] for row in sheets["填报"]]
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK, at=day("06-25"))
    assert [finding.code for finding in filled.findings] == ["ZL101"]
    assert not filled.events


def test_submitting_without_the_column_for_its_day_is_not_taken(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    sheets["填报"][1][heads.index("办理状态")] = "申请销号"
    sheets["填报"][1][heads.index("佐证材料")] = "照片"
    gone = heads.index("完成日期")
    sheets["填报"] = [row[:gone] + row[gone + 1 :] for row in sheets["填报"]]
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK, at=day("06-25"))
    assert [finding.code for finding in filled.findings] == ["ZL101"]
    assert not filled.events


def test_a_title_that_was_put_above_the_heads_is_passed_over(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    sheets["填报"][2][heads.index("完成进度")] = "过半"
    sheets["填报"][1][heads.index("完成进度")] = "50"
    sheets["填报"] = [["水务局填报表"], *sheets["填报"]]
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK, at=day("06-25"))
    assert [event.progress for event in filled.events] == [50]
    assert [finding.message for finding in filled.findings] == ["第4行：完成进度“过半”不是0至100的整数"]


def through_openpyxl(path: Path, change: Callable[[Any, dict[str, int]], None], *, book: Ledger = BOOK) -> Filled:
    """Read a form that another program has changed and saved."""
    openpyxl = pytest.importorskip("openpyxl")
    book.as_of(day("06-20")).form("水务局", "2024-06").save(path)
    held = openpyxl.load_workbook(path)
    sheet = held["填报"]
    change(sheet, {cell.value: cell.column for cell in sheet[1]})
    held.save(path)
    return read_form(path, book, at=day("06-25"))


def fill_in(sheet: Any, columns: dict[str, int]) -> None:
    """What a unit fills in: a report, one that is done, one that takes longer."""
    cells = {
        2: {"本月进展": "完成管沟开挖", "完成进度": "60%"},
        3: {"办理状态": "申请销号", "完成日期": "6月20日", "佐证材料": "验收单、照片"},
    }
    for row, values in cells.items():
        for name, value in values.items():
            sheet.cell(row, columns[name]).value = value


SAID = [("reported", "ID1.1-1"), ("submitted", "ID1.2-1")]


def test_a_form_through_openpyxl(tmp_path: Path) -> None:
    filled = through_openpyxl(tmp_path / "a.xlsx", fill_in)
    assert [(event.type, event.on) for event in filled.events] == SAID
    assert not filled.findings


def test_a_form_through_libreoffice(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """Through its own format and back; what it writes says the same."""
    through_openpyxl(tmp_path / "a.xlsx", fill_in)
    back = libreoffice.convert(libreoffice.convert(tmp_path / "a.xlsx", "ods"), "xlsx")
    filled = read_form(back, BOOK, at=day("06-25"))
    assert [(event.type, event.on) for event in filled.events] == SAID
    assert not filled.findings


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sheet, columns: sheet.cell(2, columns["存在问题"], "=1+1"), "ZL114"),
        (lambda sheet, columns: sheet.cell(2, columns["完成进度"], "=0.3*2"), "ZL114"),
        (
            lambda sheet, columns: sheet.merge_cells(
                start_row=2, end_row=3, start_column=columns["存在问题"], end_column=columns["存在问题"]
            ),
            "ZL115",
        ),
    ],
)
def test_a_row_with_a_formula_or_merged_cells_is_not_taken(
    change: Callable[[Any, dict[str, int]], None], code: str, tmp_path: Path
) -> None:
    def both(sheet: Any, columns: dict[str, int]) -> None:
        fill_in(sheet, columns)
        change(sheet, columns)

    filled = through_openpyxl(tmp_path / "a.xlsx", both)
    assert {finding.code for finding in filled.findings} == {code}
    assert filled.findings[0].message.startswith("第2行：")
    assert "reported" not in [event.type for event in filled.events]


def test_a_formula_elsewhere_does_not_matter(tmp_path: Path) -> None:
    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["本月进展"]).value = "已开挖"
        sheet.cell(2, columns["标识"] + 2).value = "=1+1"

    assert len(through_openpyxl(tmp_path / "a.xlsx", change).events) == 1


def test_what_is_suspended_takes_nothing(tmp_path: Path) -> None:
    paused = BOOK.record(Suspended(on="1.1-1", at=day("06-21"), reason="规划调整", approval=APPROVAL), writer="政务办")
    filled = fill(tmp_path, paused, 本月进展="已开挖")
    assert [finding.message for finding in filled.findings] == ["第2行：该事项已不在办（中止），未采用"]


def test_an_extension_is_asked_for_before_the_day(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    for name, value in {"申请延期至": "2024-12-31", "延期理由": "资金未到位"}.items():
        sheets["填报"][1][heads.index(name)] = value
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK, at=day("10-08"))
    assert [finding.code for finding in filled.findings] == ["ZL117"]
    assert not filled.events


def test_an_item_that_has_moved_on_is_told(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    sheets["填报"][1][heads.index("本月进展")] = "已完工"
    moved = BOOK.record(Noted(on="1.1-1", at=day("06-21"), text="请加快"), writer="政务办")
    filled = read_form(write(tmp_path / "a.xlsx", sheets), moved, at=day("06-25"))
    assert [finding.code for finding in filled.findings] == ["ZL111"]
    assert len(filled.events) == 1


def test_a_day_that_was_moved_since_is_not_taken_for_a_change_of_the_unit(tmp_path: Path) -> None:
    sheets, _ = rows_of()
    until = Extended(on="1.1-1", at=day("06-21"), until=day("12-31"), approval=APPROVAL)
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK.record(until, writer="政务办"), at=day("06-25"))
    assert not filled.findings + filled.events


def test_an_item_that_is_over_takes_nothing(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    sheets["填报"][1][heads.index("本月进展")] = "已完工"
    gone = BOOK.record(Cancelled(on="1.1-1", at=day("06-21"), reason="调整", approval=APPROVAL), writer="政务办")
    filled = read_form(write(tmp_path / "a.xlsx", sheets), gone, at=day("06-25"))
    assert [finding.code for finding in filled.findings] == ["ZL112"]
    assert not filled.events


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"no workbook")
    with pytest.raises(FileError, match="is no workbook"):
        read_form(tmp_path / "no.xlsx", BOOK, at=day("06-25"))
    with pytest.raises(FileError, match="is no form"):
        read_form(write(tmp_path / "other.xlsx", {"Sheet1": [["编号"]]}), BOOK, at=day("06-25"))
    BOOK.as_of(day("06-20")).form("水务局", "2024-06").save(tmp_path / "form.xlsx")
    for wrong in ({"unit": "财政局"}, {"month": "2024-07"}):
        with pytest.raises(FileError, match="is the form of"):
            read_form(tmp_path / "form.xlsx", BOOK, at=day("06-25"), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData", "is no workbook of the kind .xlsx"),
        ("xl/sharedStrings.xml", b"</si>", b"", "is no workbook of the kind .xlsx"),
        ("xl/sharedStrings.xml", b">unit<", b">unity<", "is no form of a ledger"),
        ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="XFD1048576"', "it has a cell XFD1048576"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData>" + b" " * 2**26, "larger than 64 MB"),
    ],
)
def test_a_form_that_is_broken_or_hostile_is_refused(
    tmp_path: Path, part: str, old: bytes, new: bytes, words: str
) -> None:
    whole = zipfile.ZipFile(io.BytesIO(BOOK.as_of(day("06-20")).form("水务局", "2024-06").content))
    with zipfile.ZipFile(tmp_path / "back.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            content = whole.read(name)
            archive.writestr(name, content.replace(old, new) if name == part else content)
    with pytest.raises(FileError, match=words):
        read_form(tmp_path / "back.xlsx", BOOK, at=day("06-25"))


def test_a_number_without_end_is_no_progress(tmp_path: Path) -> None:
    filled = fill(tmp_path, 完成进度="1e999", 本月进展="已开工")
    assert [finding.code for finding in filled.findings] == ["ZL105"]


def test_findings_in_english(tmp_path: Path) -> None:
    sheets, heads = rows_of()
    sheets["填报"][1][heads.index("完成进度")] = 130
    filled = read_form(write(tmp_path / "a.xlsx", sheets), BOOK, at=day("06-25"), lang="en")
    assert filled.findings[0].message == "row 2: progress '130' is no whole number from 0 to 100"


def test_what_was_submitted_already_is_not_submitted_again(tmp_path: Path) -> None:
    there = BOOK.record(Submitted(on="1.1-1", at=day("06-15"), done=day("06-15"), evidence=(PHOTO,)), writer="政务办")
    assert not fill(tmp_path, there).events
