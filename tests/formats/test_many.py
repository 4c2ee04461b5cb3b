"""Many notices in one file: every row says where it is from, and nothing is left out without a word."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from pyarrow import parquet
from python_calamine import CalamineWorkbook

import zhengce
from zhengce import FileError, Notice, Outcome, ZhengceWarning

ONE = """\
云政发〔2024〕9号
云州市人民政府关于印发便民服务提升行动方案的通知
2024年3月18日
一、社区食堂
1.建好社区食堂。6月底前，建成食堂3家；9月10日前，公布菜单。（牵头单位：市民政局）
"""
TWO = """\
松政发〔2023〕7号
松溪市人民政府关于印发便民服务行动方案的通知
2023年5月8日
一、便民驿站
1.布好驿站。9月底前完成。（牵头单位：市城管局；责任单位：市民政局）
2.管好驿站。（责任单位：市城管局）
"""
BARE = "关于天气的说明\n今天天气很好。"
EMPTY = "甲/空.docx"


@pytest.fixture
def outcomes() -> list[Outcome]:
    sources = [("甲/通知.md", ONE), ("乙/通知.md", TWO), ("丙/说明.md", BARE), (EMPTY, "")]
    return list(zhengce.read_many([(name, text.encode()) for name, text in sources]))


@pytest.fixture
def notices(outcomes: list[Outcome]) -> list[Notice]:
    return [outcome.notice for outcome in outcomes[:2] if outcome.notice]


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_one_ledger_has_the_file_of_each_row(notices: list[Notice], tmp_path: Path) -> None:
    zhengce.write(notices, tmp_path / "all.xlsx")
    found = sheets(tmp_path / "all.xlsx")
    assert list(found) == ["台账", "领域", "单位", "检查", "来源"]
    head, *rows = found["台账"]
    assert head[:4] == ["来源文件", "发文字号", "措施编号", "领域"]
    assert [row[:3] for row in rows] == [
        ["甲/通知.md", "云政发〔2024〕9号", "1.1"],
        ["甲/通知.md", "云政发〔2024〕9号", "1.1"],
        ["乙/通知.md", "松政发〔2023〕7号", "1.1"],
        ["乙/通知.md", "松政发〔2023〕7号", "1.2"],
    ]
    assert [row[:3] for row in found["领域"][1:]] == [
        ["甲/通知.md", "一、", "社区食堂"],
        ["乙/通知.md", "一、", "便民驿站"],
    ]
    assert [row[0] for row in found["单位"][1:]] == ["市民政局（云州市）", "市城管局（松溪市）", "市民政局（松溪市）"]
    assert {row[0] for row in found["检查"][1:]} == {"甲/通知.md", "乙/通知.md"}


def test_a_notice_without_domains_does_not_repeat_its_title_in_every_row(tmp_path: Path) -> None:
    texts = {
        "甲.md": "云州市人民政府关于优化服务的通知\n1.开通专窗，6月底前启用。（牵头单位：税务局）",
        "乙.md": "松溪市2024年便民方案\n一、重点任务\n1.建好食堂。（牵头单位：民政局）",
    }
    zhengce.write([zhengce.parse(text, name=name) for name, text in texts.items()], tmp_path / "all.xlsx")
    head, *rows = sheets(tmp_path / "all.xlsx")["台账"]
    assert [row[head.index("领域")] for row in rows] == ["", "重点任务"]


def test_the_sheet_of_sources_has_failures_first_and_what_is_empty(outcomes: list[Outcome], tmp_path: Path) -> None:
    with pytest.warns(ZhengceWarning, match="all.xlsx: no measures in 丙/说明.md$"):
        zhengce.write(iter(outcomes), tmp_path / "all.xlsx")
    head, *rows = sheets(tmp_path / "all.xlsx")["来源"]
    assert head[:3] == ["来源文件", "说明", "标题"]
    assert [row[:2] for row in rows] == [
        [EMPTY, "未能读取：空文件；可能没有下载完整"],
        ["甲/通知.md", ""],
        ["乙/通知.md", ""],
        ["丙/说明.md", "没有措施"],
    ]
    assert [row[6:] for row in rows[1:]] == [[1, 1, 2, 2], [1, 2, 1, 1], [0, 0, 0, 0]]


def test_the_ledger_of_one_unit_has_its_measures_and_the_findings_about_them(
    notices: list[Notice], tmp_path: Path
) -> None:
    zhengce.write(notices, tmp_path / "民政.xlsx", unit="市民政局")
    found = sheets(tmp_path / "民政.xlsx")
    assert [row[2] for row in found["台账"][1:]] == ["1.1", "1.1", "1.1"]
    assert {row[4] for row in found["检查"][1:]} == {"1.1"}
    assert "市民政局 工作台账（2份文件）" in zipfile.ZipFile(tmp_path / "民政.xlsx").read("docProps/core.xml").decode()
    zhengce.write(notices, tmp_path / "城管.xlsx", unit="市城管局")
    assert [row[1] for row in sheets(tmp_path / "城管.xlsx")["来源"][1:]] == ["没有相关措施", ""]
    assert {(row[0], row[4]) for row in sheets(tmp_path / "城管.xlsx")["检查"][1:]} == {
        ("乙/通知.md", "1.1"),
        ("乙/通知.md", "1.2"),
    }


def test_every_format_of_many_has_every_row(notices: list[Notice], tmp_path: Path) -> None:
    for suffix in (".csv", ".ics", ".parquet", ".jsonl"):
        zhengce.write(iter(notices), tmp_path / f"all{suffix}")
    rows = zhengce.rows(notices)
    assert [(row["file"], row["document_number"], row["notice_title"][:3], row["title"]) for row in rows] == [  # type: ignore[index]
        ("甲/通知.md", "云政发〔2024〕9号", "云州市", "建好社区食堂"),
        ("甲/通知.md", "云政发〔2024〕9号", "云州市", "建好社区食堂"),
        ("乙/通知.md", "松政发〔2023〕7号", "松溪市", "布好驿站"),
        ("乙/通知.md", "松政发〔2023〕7号", "松溪市", "管好驿站"),
    ]
    read = csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text(encoding="utf-8-sig")))
    assert [(row["file"], row["title"]) for row in read] == [(row["file"], row["title"]) for row in rows]
    table = parquet.read_table(tmp_path / "all.parquet")
    assert table["file"].to_pylist() == [row["file"] for row in rows]
    assert [outcome.notice for outcome in zhengce.read_many(tmp_path / "all.jsonl")] == notices
    calendar = Calendar.from_ical((tmp_path / "all.ics").read_bytes())
    assert str(calendar["name"]) == "云州市人民政府关于印发便民服务提升行动方案的通知等2份文件"
    stamps = [(todo["DUE"].to_ical(), todo["DTSTAMP"].to_ical()[:8]) for todo in calendar.walk("VTODO")]
    assert stamps == [(b"20240630", b"20240318"), (b"20240910", b"20240318"), (b"20230930", b"20230508")]


def test_every_line_of_an_agenda_says_where_it_is_from(notices: list[Notice]) -> None:
    (row,) = zhengce.agenda(notices, "2023-09")
    assert (row["file"], row["document_number"], row["issuing_authority"], row["notice_title"], row["title"]) == (
        "乙/通知.md",
        "松政发〔2023〕7号",
        "松溪市人民政府",
        "松溪市人民政府关于印发便民服务行动方案的通知",
        "布好驿站",
    )


def test_many_notices_have_a_report_each(notices: list[Notice]) -> None:
    reports = zhengce.check(notices, select=["ZC303"])
    assert [report.source.name for report in reports] == ["甲/通知.md", "乙/通知.md"]
    assert [len(report) for report in reports] == [0, 1]
    assert zhengce.check([]) == ()


def test_what_could_not_be_read_is_named_where_a_table_has_no_place_for_it(outcomes: list[Outcome]) -> None:
    with pytest.warns(ZhengceWarning, match=f"^1 source left out: {EMPTY}: the file is empty"):
        assert len(zhengce.rows(outcomes)) == 4
    with pytest.raises(FileError, match="the file is empty"):
        zhengce.rows(outcomes[3])
    assert zhengce.rows(outcomes[0]) == zhengce.rows(outcomes[0].notice)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("a.csv", {"month": "2031-01"}, "a.csv: no measure falls due in 2031-01; it is empty$"),
        ("a.ics", {"month": "2023-08"}, "a.ics: no time limit falls due in 2023-08; it is empty$"),
        (
            "a.xlsx",
            {"unit": "市城管局", "month": "2024-06"},
            "a.xlsx: no measure falls due in 2024-06 for 市城管局; it is empty$",
        ),
    ],
)
def test_what_is_empty_is_said(
    notices: list[Notice], tmp_path: Path, name: str, options: dict[str, str], message: str
) -> None:
    with pytest.warns(ZhengceWarning, match=message):
        zhengce.write(notices, tmp_path / name, **options)  # type: ignore[arg-type]
    with pytest.warns(ZhengceWarning, match=f"{name}: no .* in no notice; it is empty$"):
        zhengce.write([], tmp_path / name)


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".xml", ".md"])
def test_a_file_of_one_notice_refuses_two(notices: list[Notice], tmp_path: Path, suffix: str) -> None:
    with pytest.raises(FileError, match=r"holds one notice, not 2; \.arrow, .*\.jsonl.* hold many"):
        zhengce.write(notices, tmp_path / f"all{suffix}")
    zhengce.write(notices[:1], tmp_path / f"one{suffix}")
