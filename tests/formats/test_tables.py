"""Tables: rows, CSV and the XLSX ledger, which share one definition of columns."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
import sys
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import frictionless
import pandas as pd
import pypdfium2
import pytest
import python_calamine
from hypothesis import example, given
from hypothesis import strategies as st

import zhengce
import zhengce.formats.csv as csv_format
from zhengce import (
    Amount,
    Deadline,
    DocumentNumber,
    Domain,
    FileError,
    Finding,
    Measure,
    MissingExtraError,
    Notice,
    Place,
    Source,
    Span,
    Target,
    Unit,
)
from zhengce.formats import workbook, xlsx
from zhengce.formats.rows import COLUMNS

from ..making import LibreOffice

MINZHENG, CAIZHENG = Unit(name="民政局"), Unit(name="财政局")


@pytest.fixture(scope="module")
def notice() -> Notice:
    """Return a notice built by hand: time limits of several kinds, a nested measure, a measure without a time limit."""
    nested = Measure(
        id="1.1.1",
        number="（1）",
        title="备好餐具",
        responsible_units=[CAIZHENG],
        deadlines=[
            Deadline(text="验收后3个工作日内", kind="within", event="验收", amount=Amount(value=3, unit="working_day"))
        ],
    )
    meals = Measure(
        id="1.1",
        number="1.",
        title="建好社区食堂",
        text="1.建好社区食堂。6月底前，建成3家；每月5日前，公示菜价。",
        lead_units=[MINZHENG],
        supporting_units=[CAIZHENG, Unit(name="柳岸街道")],
        open_ended=True,
        deadlines=[
            Deadline(text="6月底前", kind="by", due=dt.date(2024, 6, 30), task="建成3家", span=Span(start=10, end=14)),
            Deadline(text="每月5日前", kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=5", task="公示菜价"),
        ],
        targets=[
            Target(text="3家", value=Decimal(3), unit="家"),
            Target(text="95%以上", comparator=">=", value=Decimal(95), unit="%"),
        ],
        measures=[nested],
        span=Span(start=0, end=30),
    )
    plain = Measure(id="2.1", title="管好账目", lead_units=[CAIZHENG])
    return Notice(
        title="关于印发便民服务行动方案的通知",
        document_number=DocumentNumber(authority_code="松新管发", year=2024, serial=9),
        issue_date=dt.date(2024, 3, 18),
        domains=[Domain(number="一、", name="食堂", measures=[meals]), Domain(name="账目", measures=[plain])],
    )


# --- rows -------------------------------------------------------------------


def test_a_row_has_all_fields_of_a_measure_and_a_time_limit(notice: Notice) -> None:
    assert zhengce.rows(notice)[0] == {
        "measure_id": "1.1",
        "deadline_number": 1,
        "document_number": "松新管发〔2024〕9号",
        "notice_title": notice.title,
        "issuing_authority": notice.issuing_authority or None,
        "file": notice.source.name,
        "domain_number": "一、",
        "domain": "食堂",
        "number": "1.",
        "title": "建好社区食堂",
        "lead_units": "民政局",
        "responsible_units": None,
        "supporting_units": "财政局、柳岸街道",
        "open_ended": True,
        "text": "1.建好社区食堂。6月底前，建成3家；每月5日前，公示菜价。",
        "kind": "by",
        "deadline": "6月底前",
        "start": None,
        "due": dt.date(2024, 6, 30),
        "event": None,
        "amount": None,
        "recurrence": None,
        "times": None,
        "convention": None,
        "task": "建成3家",
        "targets": "3家、95%以上",
        "measure_start": 0,
        "measure_end": 30,
        "deadline_start": 10,
        "deadline_end": 14,
    }


def test_there_is_one_row_a_measure_and_limit_in_text_order(notice: Notice) -> None:
    found = [
        (row["measure_id"], row["deadline_number"], row["deadline"], row["amount"]) for row in zhengce.rows(notice)
    ]
    assert found == [
        ("1.1", 1, "6月底前", None),
        ("1.1", 2, "每月5日前", None),
        ("1.1.1", 1, "验收后3个工作日内", "3 working_day"),
        ("2.1", None, None, None),
    ]


def test_values_are_plain_and_of_the_type_that_their_column_says(notice: Notice) -> None:
    for row in [*zhengce.rows(notice), *zhengce.rows(zhengce.sample())]:
        assert list(row) == [column.name for column in COLUMNS]
        for column in COLUMNS:
            value = row[column.name]
            assert value is None or type(value) is column.type, column.name
            assert value != "", column.name
            assert value is not None or not column.required, column.name


def test_spans_lead_back_to_the_original() -> None:
    notice = zhengce.sample()
    limits = {(m.id, n): d for m in notice.measures for n, d in enumerate(m.deadlines, 1)}
    for row in zhengce.rows(notice):
        deadline = limits.get((row["measure_id"], row["deadline_number"]))
        if deadline and deadline.span:
            assert (row["deadline_start"], row["deadline_end"]) == (deadline.span.start, deadline.span.end)
            assert row["due"] == deadline.due


def test_columns_are_described_in_both_languages() -> None:
    assert len({column.name for column in COLUMNS}) == len({column.header for column in COLUMNS}) == len(COLUMNS)
    for column in COLUMNS:
        assert column.description.endswith("."), column.name
        assert column.description_zh.endswith("。"), column.name


def test_the_real_notice_has_a_row_for_every_measure_and_limit(corpus: Path) -> None:
    notice = zhengce.read(corpus / "docs" / "dongying_2023_10.md")
    table = zhengce.rows(notice)
    assert len({row["measure_id"] for row in table}) == len(notice.measures) == 144
    assert sum(row["deadline"] is not None for row in table) == sum(len(m.deadlines) for m in notice.measures)


# --- CSV --------------------------------------------------------------------


def table_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def as_written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def test_csv_holds_the_rows(notice: Notice, tmp_path: Path) -> None:
    for written in (notice, zhengce.sample()):
        zhengce.write(written, tmp_path / "ledger.csv")
        expected = [{name: as_written(value) for name, value in row.items()} for row in zhengce.rows(written)]
        assert table_of(tmp_path / "ledger.csv") == expected


@pytest.mark.parametrize(("options", "begins"), [({}, b"\xef\xbb\xbfmeasure_id,"), ({"bom": False}, b"measure_id,")])
def test_csv_begins_with_a_byte_order_mark_unless_switched_off(
    notice: Notice, tmp_path: Path, options: dict[str, bool], begins: bytes
) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv", **options)
    assert (tmp_path / "ledger.csv").read_bytes().startswith(begins)


def test_the_csv_schema_is_written_beside_and_validates(notice: Notice, tmp_path: Path) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ledger.csv", "ledger.schema.json"]
    assert validate(tmp_path) == []
    zhengce.write(zhengce.sample(), tmp_path / "ledger.csv")
    assert validate(tmp_path) == []


def validate(folder: Path) -> list[tuple[object, ...]]:
    schema = frictionless.Schema.from_descriptor(json.loads((folder / "ledger.schema.json").read_text("utf-8")))
    table = frictionless.Resource(path="ledger.csv", basepath=str(folder), schema=schema, encoding="utf-8-sig")
    return [tuple(found) for found in table.validate().flatten(["rowNumber", "fieldName", "type"])]


MISTAKES = (
    ("2024-06-30", "六月底", (2, "due", "type-error")),
    ("true", "也许", (2, "open_ended", "type-error")),
    ("管好账目", "", (5, "title", "constraint-error")),
)


@pytest.mark.parametrize(("right", "wrong", "problem"), MISTAKES)
def test_its_schema_refuses_what_is_wrong(
    notice: Notice, tmp_path: Path, right: str, wrong: str, problem: tuple[object, ...]
) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv", bom=False)
    text = (tmp_path / "ledger.csv").read_text("utf-8")
    (tmp_path / "ledger.csv").write_text(text.replace(right, wrong, 1), "utf-8")
    assert validate(tmp_path) == [problem]


def test_the_csv_schema_describes_columns_in_both_languages(notice: Notice, tmp_path: Path) -> None:
    zhengce.write(notice, tmp_path / "ledger.csv")
    schema = json.loads((tmp_path / "ledger.schema.json").read_text("utf-8"))
    fields = {field["name"]: field for field in schema["fields"]}
    assert list(fields) == list(zhengce.rows(notice)[0])
    assert fields["due"]["type"] == "date"
    assert fields["due"]["title"] == "完成时限 due"
    assert "The last day" in fields["due"]["description"]
    assert "最后一天" in fields["due"]["description"]


@pytest.mark.parametrize("written", ["rows", "csv"])
def test_pandas_takes_it(notice: Notice, tmp_path: Path, written: str) -> None:
    if written == "csv":
        zhengce.write(notice, tmp_path / "ledger.csv")
        frame = pd.read_csv(tmp_path / "ledger.csv", dtype={"measure_id": str}, parse_dates=["due"])
    else:
        frame = pd.DataFrame(zhengce.rows(notice)).assign(due=lambda table: pd.to_datetime(table["due"]))
    assert list(frame["measure_id"]) == ["1.1", "1.1", "1.1.1", "2.1"]
    assert list(frame["due"].dropna()) == [pd.Timestamp(2024, 6, 30)]
    assert list(frame["open_ended"]) == [True, True, False, False]
    assert frame.loc[0, "supporting_units"] == "财政局、柳岸街道"


FORMULAS = ("=1+1", '=HYPERLINK("http://x","点我")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠甲")
TEXTS = ("1=1", "甲-乙", "a@b", "'甲", "满意度≥95%", '“甲”,"乙"\n丙', "甲\0乙")


@pytest.mark.parametrize("text", [*FORMULAS, *TEXTS])
def test_no_csv_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    measure = Measure(title=text, lead_units=[Unit(name=text)])
    zhengce.write(Notice(domains=[Domain(name=text, measures=[measure])]), tmp_path / "ledger.csv")
    (row,) = table_of(tmp_path / "ledger.csv")
    shown = "'" + text if text in FORMULAS else text
    assert (row["title"], row["lead_units"], row["domain"]) == (shown, shown, shown)


@given(st.text(st.characters(exclude_categories=()), min_size=1).filter(str.strip))
def test_csv_holds_any_text(text: str) -> None:
    notice = Notice(domains=[Domain(name="甲", measures=[Measure(title=text, text=text)])])
    content = csv_format.dumps(notice, bom=False).encode()
    (row,) = csv.DictReader(io.StringIO(content.decode(), newline=""))
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert row["title"].removeprefix("'") == expected.removeprefix("'")
    assert row["title"] == row["text"]


def test_a_notice_without_measures_has_a_header_alone() -> None:
    assert csv_format.dumps(Notice(), bom=False).count("\r\n") == 1


# --- XLSX -------------------------------------------------------------------


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.load_workbook(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def table_in(content: bytes, sheet: str) -> list[dict[str, Any]]:
    head, *lines = sheets_of(content)[sheet]
    return [dict(zip(head, line, strict=True)) for line in lines]


def xml_of(content: bytes, sheet: int = 1) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return html.unescape(archive.read(f"xl/worksheets/sheet{sheet}.xml").decode())


def test_the_ledger_has_a_row_for_every_measure_and_limit(notice: Notice) -> None:
    ledger = table_in(xlsx.dumps(notice), "台账")
    shown = [
        (row["措施编号"], row["时限原文"], row["完成时限"], row["牵头单位"], row["配合单位"], row["状态"])
        for row in ledger
    ]
    assert shown == [
        ("1.1", "6月底前", dt.date(2024, 6, 30), "民政局", "财政局、柳岸街道", "未启动"),
        ("1.1", "每月5日前", "", "民政局", "财政局、柳岸街道", "未启动"),
        ("1.1.1", "验收后3个工作日内", "", "", "", "未启动"),
        ("2.1", "", "", "财政局", "", "未启动"),
    ]
    assert [row["时限类别"] for row in ledger] == ["截止", "周期", "限期", ""]
    assert [row["时长"] for row in ledger] == ["", "", "3个工作日", ""]
    assert [row["等有关单位"] for row in ledger] == ["是", "是", "", ""]


WORK = (
    ("1. 管好账目。每笔都要登记，两人复核。（牵头单位：财政局）", "每笔都要登记，两人复核。"),
    ("1. 管好账目。6月底前，清理旧账。（牵头单位：财政局）", "清理旧账"),
    ("1. 管好账目。（牵头单位：财政局）", ""),
    ("|序号|任务|牵头单位|\n|---|---|---|\n|1|管好账目。清理旧账|财政局|", "清理旧账"),
    ("|序号|任务|牵头单位|\n|---|---|---|\n|1|管好账目|财政局|", ""),
)


@pytest.mark.parametrize(("measure", "work"), WORK)
def test_the_ledger_says_what_to_do_without_heading_and_units(measure: str, work: str) -> None:
    (row,) = table_in(xlsx.dumps(zhengce.parse(f"一、食堂\n\n{measure}\n")), "台账")
    assert (row["措施"], row["工作内容"], row["牵头单位"]) == ("管好账目", work, "财政局")


def test_the_real_ledger_is_whole(corpus: Path) -> None:
    notice = zhengce.read(corpus / "docs" / "dongying_2023_10.md")
    sheets = sheets_of(xlsx.dumps(notice, findings=()))
    ledger = table_in(xlsx.dumps(notice), "台账")
    limits = [(measure.id, deadline) for measure in notice.measures for deadline in measure.deadlines]
    assert len({row["措施编号"] for row in ledger}) == 144
    assert [(row["措施编号"], row["时限原文"]) for row in ledger if row["时限原文"]] == [(i, d.text) for i, d in limits]
    assert [row["完成时限"] for row in ledger if row["时限原文"]] == [d.due or "" for _, d in limits]
    assert sum(row["时限原文"] == "" for row in ledger) == sum(not measure.deadlines for measure in notice.measures)
    assert all(row["工作内容"] for row in ledger)
    assert [len(sheets[name]) - 1 for name in ("领域", "单位", "检查")] == [18, len(notice.units), 1]


def test_every_real_document_has_a_ledger(corpus: Path) -> None:
    for path in sorted((corpus / "docs").iterdir()):
        notice = zhengce.read(path)
        assert len(table_in(xlsx.dumps(notice), "台账")) == len(zhengce.rows(notice)), path.name


def test_the_sheet_of_domains_counts_measures_and_time_limits(notice: Notice) -> None:
    first, second = table_in(xlsx.dumps(notice), "领域")
    counts = ("序号", "领域", "措施数", "时限数", "有日期的时限")
    assert [first[name] for name in counts] == ["一、", "食堂", 2, 3, 1]
    assert [second[name] for name in counts] == ["", "账目", 1, 0, 0]


def test_domains_keep_what_their_heading_says() -> None:
    text = "一、食堂\n（总指挥：许某；领域牵头单位：民政局）\n7月底前全部开业。\n\n1. 建好食堂。（牵头单位：民政局）\n"
    (domain,) = table_in(xlsx.dumps(zhengce.parse(text)), "领域")
    values = [domain[name] for name in ("总指挥", "领域牵头单位", "说明", "时限数")]
    assert values == ["许某", "民政局", "7月底前全部开业。", 1]


def test_the_sheet_of_units_counts_tasks_and_days_by_month(notice: Notice) -> None:
    table = {row["单位"]: row for row in table_in(xlsx.dumps(notice), "单位")}
    assert list(table) == ["民政局", "财政局", "柳岸街道"]
    counts = ("牵头措施", "责任措施", "配合措施", "牵头时限", "最早时限", dt.date(2024, 6, 1))
    assert [table["民政局"][name] for name in counts] == [1, 0, 0, 1, dt.date(2024, 6, 30), 1]
    assert [table["财政局"][name] for name in counts] == [1, 1, 1, 0, "", ""]
    assert [table["柳岸街道"][name] for name in counts] == [0, 0, 1, 0, "", ""]


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_findings_say_where_the_worst_first(end: str) -> None:
    text = "一、食堂\n\n1. 建好食堂。（牵头单位：民政局）\n".replace("\n", end)
    source = Source(text=text, places=[Place(start=0, page=4)])
    findings = [
        Finding(code="ZC101", severity="info", message="没有成文日期"),
        Finding(code="ZC201", severity="error", message="没有责任单位", measure="1.1", span=Span(start=9, end=13)),
    ]
    content = xlsx.dumps(attrs.evolve(zhengce.parse(text), source=source), findings=findings)
    assert sheets_of(content)["检查"][1:] == [
        ["ZC201", "错误", "第4页 3:4", "1.1", "没有责任单位"],
        ["ZC101", "提示", "第4页 1:1", "", "没有成文日期"],
    ]


@pytest.mark.parametrize(("findings", "words"), [((), "未发现问题"), (None, "未作检查")])
def test_no_findings_are_not_the_same_as_no_check(notice: Notice, findings: tuple[()] | None, words: str) -> None:
    (row,) = table_in(xlsx.dumps(notice, findings=findings), "检查")
    assert row["说明"] == words


@pytest.mark.parametrize("text", [*FORMULAS, *(text for text in TEXTS if "\0" not in text), "http://a.cn", "_x0041_"])
def test_no_xlsx_cell_is_a_formula_or_a_link(text: str) -> None:
    measure = Measure(title=text, lead_units=[Unit(name=text)], deadlines=[Deadline(text=text, kind="by", task=text)])
    notice = Notice(title=text, domains=[Domain(name=text, commander=text, measures=[measure])])
    content = xlsx.dumps(notice, findings=[Finding(code="ZC1", severity="info", message=text)])
    sheets = sheets_of(content)
    for sheet, column in (
        ("台账", "措施"),
        ("台账", "工作内容"),
        ("领域", "总指挥"),
        ("单位", "单位"),
        ("检查", "说明"),
    ):
        head, row, *_ = sheets[sheet]
        assert row[head.index(column)] == text, (sheet, column)
    for number in range(1, 5):
        xml = xml_of(content, number)
        assert "<f>" not in xml
        assert "hyperlink" not in xml


@example("&G&[Picture]")
@given(st.text(st.characters(exclude_categories=()), min_size=1).filter(str.strip))
def test_xlsx_holds_any_text(text: str) -> None:
    measure = Measure(title=text, text=text, lead_units=[Unit(name=text)])
    notice = Notice(title=text, issuing_authorities=[text], domains=[Domain(name=text, measures=[measure])])
    content = xlsx.dumps(notice)
    (row,) = table_in(content, "台账")
    expected = "".join(c if c in "\t\n\r" or (c >= " " and c.isprintable()) else "?" for c in text)
    assert len(row["措施"]) == len(text)
    assert [a for a, b in zip(row["措施"], expected, strict=True) if b != "?"] == [b for b in expected if b != "?"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))


def test_what_a_cell_cannot_hold_is_replaced_and_reported(notice: Notice) -> None:
    measure = Measure(title="甲\0乙\x1b", text="长" * 40_000, lead_units=[Unit(name="民\ufffe政局")])
    content = xlsx.dumps(Notice(domains=[Domain(name="食堂", measures=[measure])]))
    (row,) = table_in(content, "台账")
    assert (row["措施"], row["牵头单位"]) == ("甲�乙�", "民�政局")
    assert row["措施全文"].startswith("长" * 32_000)
    assert row["措施全文"].endswith("此处截断）")
    assert len(row["措施全文"]) == 32_767
    _, replaced, cut = (row["说明"] for row in table_in(content, "检查"))
    assert replaced == "本工作簿有 4 个字符无法保存，以“�”代替：台账!C2、台账!G2、单位!A2"
    assert "2 个单元格" in cut
    assert "台账!T2" in cut
    assert len(sheets_of(xlsx.dumps(notice))["检查"]) == 2


def test_days_that_no_spreadsheet_knows_are_words() -> None:
    days = [dt.date(1899, 5, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(9999, 12, 31)]
    measure = Measure(title="甲", deadlines=[Deadline(text="届时", kind="by", due=day) for day in days])
    ledger = table_in(xlsx.dumps(Notice(domains=[Domain(name="甲", measures=[measure])])), "台账")
    assert [row["完成时限"] for row in ledger] == ["1899-05-01", "1900-02-28", days[2], days[3]]


def test_the_spreadsheet_decides_what_is_past_due_unless_a_day_is_given(notice: Notice) -> None:
    own, given_day = xml_of(xlsx.dumps(notice)), xml_of(xlsx.dumps(notice, today=dt.date(2024, 7, 1)))
    assert "F2<TODAY()" in own
    assert "F2<DATE(2024,7,1)" in given_day
    assert "TODAY()" not in given_day
    assert "MONTH(F2)=12" in own


def test_the_ledger_is_made_to_be_worked_with_and_printed(notice: Notice) -> None:
    content = xlsx.dumps(notice)
    xml = xml_of(content)
    assert '<autoFilter ref="A1:T5"/>' in xml
    assert '<pane xSplit="3" ySplit="1"' in xml
    assert '"未启动,进行中,已完成,已销号"' in xml
    assert 'sqref="J2:J5"' in xml
    assert 'paperSize="9"' in xml
    assert 'orientation="landscape"' in xml
    assert 'fitToHeight="0"' in xml
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert "台账!$1:$1</definedName>" in book
    assert "台账!$A$1:$K$5</definedName>" in book
    assert "关于印发便民服务行动方案的通知 工作台账" in xml


def test_a_spreadsheet_prints_it_with_its_head_on_every_page(libreoffice: LibreOffice, tmp_path: Path) -> None:
    notice = zhengce.sample()
    zhengce.write(notice, tmp_path / "ledger.xlsx")
    with pypdfium2.PdfDocument(libreoffice.convert(tmp_path / "ledger.xlsx", "pdf")) as printed:
        sizes = {tuple(map(round, page.get_size())) for page in printed}
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in printed]
    assert sizes == {(842, 595)}
    assert all(notice.title in text for text in texts)
    ledger = [text for text in texts if "完成时限" in text]
    assert len(ledger) >= 3
    assert all("措施编号领域措施工作内容" in text for text in ledger)
    assert all("措施全文" not in text for text in texts)
    whole = "".join(ledger)
    assert all(deadline.due.isoformat() in whole for m in notice.measures for deadline in m.deadlines if deadline.due)


def test_a_long_title_fits_the_header_of_a_page() -> None:
    xml = xml_of(xlsx.dumps(Notice(title="R&D" * 200)))
    (header,) = re.findall("<oddHeader>(.*?)</oddHeader>", xml, re.DOTALL)
    assert "R＆DR＆D" in header
    assert len(header) <= 255


def test_the_same_notice_makes_the_same_bytes(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    first = xlsx.dumps(notice)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2033, 5, 18, 3, 33, 20, 2, 138, 0)))
    assert xlsx.dumps(notice) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert b">2024-03-18T00:00:00Z<" in archive.read("docProps/core.xml")


def test_what_no_sheet_holds_is_refused(notice: Notice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(b"old")
    monkeypatch.setattr(workbook, "_ROWS", 4)
    with pytest.raises(FileError, match="the sheet 台账 needs more than the 4 rows"):
        zhengce.write(notice, tmp_path / "ledger.xlsx")
    assert (tmp_path / "ledger.xlsx").read_bytes() == b"old"


def test_a_missing_package_is_named_by_its_extra(
    notice: Notice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for module in ("xlsx", "workbook"):
        monkeypatch.delitem(sys.modules, f"zhengce.formats.{module}")
    with pytest.raises(MissingExtraError, match=r"writing ledger\.xlsx needs the extra 'xlsx'"):
        zhengce.write(notice, tmp_path / "ledger.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_time_limits_outside_of_measures_have_a_sheet() -> None:
    text = "一、工作目标\n2024年底前，全部建成。\n二、优化服务\n1.开通专窗。6月底前完成。（牵头单位：税务局）"
    found = sheets_of(xlsx.dumps(zhengce.parse(text)))["其他时限"]
    assert [row[:3] for row in found[1:]] == [["工作目标", "全部建成", "2024年底前"]]
    assert "其他时限" not in sheets_of(xlsx.dumps(zhengce.parse(text[text.index("二") :])))


@pytest.mark.parametrize("empty", [Notice(), Notice(domains=[Domain(name="食堂")])])
def test_a_notice_without_measures_has_an_empty_ledger(empty: Notice) -> None:
    sheets = sheets_of(xlsx.dumps(empty))
    assert [len(sheets[name]) for name in ("台账", "领域", "单位", "检查")] == [1, 1 + len(empty.domains), 1, 2]
