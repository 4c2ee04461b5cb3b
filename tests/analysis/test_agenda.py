"""What falls due in a month, by unit: as rows, and on the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

import zhengce
from zhengce import UnknownNameError
from zhengce.analysis.agenda import agenda
from zhengce.cli.commands import app
from zhengce.formats.rows import COLUMNS
from zhengce.model import Notice

NOTICE = """\
松新管发〔2024〕9号
松溪新城管理委员会关于印发便民服务提升行动方案的通知
2024年3月18日
一、工作要求
（一）加强调度。办公室每月25日前通报进度。
二、社区食堂
1.建好社区食堂。6月底前，建成食堂3家；9月10日前，公布菜单。（牵头单位：民政局；责任单位：柳岸街道、白石镇）
2.公开食堂菜价。每月5日前公示菜价；9月份集中检查；竣工后10日内报备。（牵头单位：市场局、民政局；配合单位：白石镇）
3.办好后厨。9月底前完成。（责任单位：白石镇）
"""


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.parse(NOTICE)


def lines(rows: list[dict[str, Any]]) -> list[tuple[str, str | None, str]]:
    return [(str(row["due"]), row["measure_id"], row["deadline"]) for row in rows]


SEPTEMBER = [
    ("2024-09-05", "1.2", "每月5日前"),
    ("2024-09-10", "1.1", "9月10日前"),
    ("2024-09-25", None, "每月25日前"),
    ("2024-09-30", "1.2", "9月份"),
    ("2024-09-30", "1.3", "9月底前"),
]


def test_a_month_has_what_is_due_in_it_by_day(notice: Notice) -> None:
    assert lines(agenda(notice, "2024-09")) == SEPTEMBER


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-09-06", "2024-09-25", SEPTEMBER[1:3]),
        (date(2024, 9, 10), date(2024, 9, 10), [SEPTEMBER[1]]),
        (date(2024, 9, 10), None, [SEPTEMBER[1]]),
        ("2024-06-30", "2024-06", [("2024-06-30", "1.1", "6月底前")]),
        (
            "2024-07",
            "2024-09-10",
            [("2024-07-05", "1.2", "每月5日前"), ("2024-07-25", None, "每月25日前"), SEPTEMBER[1]],
        ),
        ("2024-01", "2024-03", [("2024-03-25", None, "每月25日前")]),
        ("2023-09", None, []),
        ("2024-9", None, SEPTEMBER),
        ("2024年9月", None, SEPTEMBER),
        ("2024年9月6日", "2024-9-25", SEPTEMBER[1:3]),
    ],
)
def test_a_time_may_be_days_or_months(
    notice: Notice, first: date | str, last: date | str | None, expected: list[object]
) -> None:
    assert lines(agenda(notice, first, last)) == expected


def test_a_day_before_the_day_of_issue_is_in_its_month_but_no_limit_comes_again_before_it() -> None:
    limits = [
        zhengce.Deadline(text="2月底前", kind="by", due=date(2024, 2, 29)),
        zhengce.Deadline(text="每月5日前", kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=5"),
    ]
    section = zhengce.Section(text="2月底前，每月5日前", deadlines=limits)
    early = Notice(issue_date=date(2024, 3, 5), sections=[section])
    late = Notice(issue_date=date(2024, 3, 6), sections=[section])
    assert [line[0] for line in lines(agenda(early, "2024-02", "2024-04"))] == ["2024-02-29", "2024-03-05"]
    assert [line[0] for line in lines(agenda(late, "2024-02", "2024-04"))] == ["2024-02-29", "2024-04-05"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-13", None),
        ("0001-01", None),
        ("2024-02-30", None),
        ("9月", None),
        ("2024-09", "2024-08"),
    ],
)
def test_a_wrong_period_of_an_agenda_is_refused(notice: Notice, first: str, last: str | None) -> None:
    with pytest.raises(ValueError, match=r"2023-09-15|lies before"):
        agenda(notice, first, last)


@pytest.mark.parametrize(
    ("unit", "ids"),
    [
        ("民政局", ["1.2", "1.1", "1.2"]),
        ("市场局", ["1.2", "1.2"]),
        ("柳岸街道", ["1.1"]),
        ("白石镇", ["1.2", "1.1", "1.2", "1.3"]),
    ],
)
def test_a_calendar_of_a_unit_has_all_its_roles(notice: Notice, unit: str, ids: list[str]) -> None:
    assert [row["measure_id"] for row in agenda(notice, "2024-09", unit=unit)] == ids


def test_a_row_is_flat_and_says_who_answers(notice: Notice) -> None:
    rows = {(row["measure_id"], row["deadline"]): row for row in agenda(notice, "2024-09")}
    assert rows["1.1", "9月10日前"] == {
        "due": date(2024, 9, 10),
        "measure_id": "1.1",
        "title": "建好社区食堂",
        "deadline": "9月10日前",
        "task": "公布菜单",
        "kind": "by",
        "recurrence": None,
        "owners": "民政局",
        "lead_units": "民政局",
        "responsible_units": "柳岸街道、白石镇",
        "supporting_units": None,
        "domain": "社区食堂",
        "document_number": "松新管发〔2024〕9号",
        "notice_title": notice.title,
        "issuing_authority": notice.issuing_authority,
        "file": None,
    }
    assert rows["1.2", "9月份"]["owners"] == "市场局、民政局"
    assert rows["1.3", "9月底前"]["owners"] == "白石镇"
    assert rows[None, "每月25日前"]["owners"] is None


def test_a_name_that_no_unit_has_is_an_error_with_those_that_may_be_meant(notice: Notice) -> None:
    with pytest.raises(UnknownNameError, match=r"no unit has the name .白石.; did you mean 白石镇\?"):
        agenda(notice, "2024-09", unit="白石")


def test_rows_and_ledger_use_the_same_headers(notice: Notice) -> None:
    ledger = {(row["measure_id"], row["deadline"]): row for row in zhengce.rows(notice)}
    for row in agenda(notice, "2024-09"):
        if row["measure_id"]:
            same = {key: value for key, value in row.items() if key not in ("owners", "due")}
            assert same.items() <= ledger[row["measure_id"], row["deadline"]].items()


def test_many_notices_have_one_agenda(notice: Notice) -> None:
    assert len(agenda([notice, notice], "2024-09")) == 2 * len(SEPTEMBER)


# --- the command -------------------------------------------------------------


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["agenda", *arguments], input=stdin.encode(), prog_name="zhengce")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "notice.md"
    path.write_text(NOTICE, encoding="utf-8")
    return str(path)


def test_the_agenda_lists_time_limits_by_unit(file: str) -> None:
    done = run(file, "--month", "2024-09")
    assert done.exit_code == 0
    assert (
        done.stdout
        == """\
2024-09: 5 time limits due

市场局
1.2  公开食堂菜价
     2024-09-05   每月5日前 — 公示菜价
     2024-09-30   9月份 — 集中检查
     lead         市场局、民政局
     supporting   白石镇

民政局
1.2  公开食堂菜价
     2024-09-05   每月5日前 — 公示菜价
     lead         市场局、民政局
     supporting   白石镇
1.1  建好社区食堂
     2024-09-10   9月10日前 — 公布菜单
     responsible  柳岸街道、白石镇
1.2  公开食堂菜价
     2024-09-30   9月份 — 集中检查
     lead         市场局、民政局
     supporting   白石镇

白石镇
1.3  办好后厨
     2024-09-30   9月底前 — 完成

(no unit named)
     加强调度
     2024-09-25   每月25日前 — 通报进度

not shown: 1 time limit without a day: 1.2 竣工后10日内
"""
    )


def test_agenda_of_a_unit_shows_all_its_roles(file: str) -> None:
    done = run(file, "--from", "2024-09-06", "--to", "2024-09", "--unit", "柳岸街道")
    assert (
        done.stdout
        == """\
2024-09-06 to 2024-09: 1 time limit due

柳岸街道
1.1  建好社区食堂
     2024-09-10   9月10日前 — 公布菜单
     lead         民政局
     responsible  柳岸街道、白石镇
"""
    )


def test_agenda_of_several_notices_names_them(file: str, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(NOTICE.replace("〔2024〕9号", "〔2024〕10号"), encoding="utf-8")
    done = run(file, str(other), "--month", "2024-06", "--unit", "民政局")
    assert "1.1  建好社区食堂（松新管发〔2024〕9号）" in done.stdout
    assert "1.1  建好社区食堂（松新管发〔2024〕10号）" in done.stdout


def test_several_time_limits_of_one_measure_share_its_lines() -> None:
    text = "6月5日前完成摸排，6月10日前报送名单，6月15日前建立台账。"
    done = run("-", "--month", "2031-06", "--reference-date", "2031-01-01", stdin=f"1.{text}（牵头单位：民政局）")
    assert done.stdout.count("完成摸排，6月10日前报送名单") == 1
    assert done.stdout.count("2031-06-") == 3


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".json", ".xlsx"])
def test_a_file_has_what_falls_due(file: str, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    assert run(file, "--month", "2024-09", "-o", str(out)).output == ""
    rows = [list(row.values()) for row in zhengce.agenda(zhengce.read(file), "2024-09", lang="zh")]
    match suffix:
        case ".txt":
            assert out.read_text("utf-8") == run(file, "--month", "2024-09").stdout
        case ".json":
            assert out.read_text("utf-8") == run(file, "--month", "2024-09", "--json").stdout
        case ".csv":
            told = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
            assert [[cell or None for cell in row[:4]] for row in told[1:]] == [[str(r[0]), *r[1:4]] for r in rows]
        case ".xlsx":
            told = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
            assert [[cell or None for cell in row] for row in told[1:]] == rows
            assert told[0] == list(zhengce.agenda(zhengce.read(file), "2024-09", lang="zh")[0])


def test_an_agenda_is_written_in_no_other_format(file: str, tmp_path: Path) -> None:
    done = run(file, "--month", "2024-09", "-o", str(tmp_path / "out.ics"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "an agenda is written as .txt, .xlsx, .csv, .json, not as '.ics'" in done.stderr


def test_for_machines_it_prints_the_rows(file: str) -> None:
    rows = json.loads(run(file, "--month", "2024-09", "--json").stdout)
    assert [(row["due"], row["measure_id"], row["deadline"]) for row in rows] == SEPTEMBER


def test_it_reads_standard_input_with_a_reference_date() -> None:
    done = run(
        "-",
        "--month",
        "2031-06",
        "--reference-date",
        "2031-01-01",
        stdin="1.办好此事。6月底前完成。（牵头单位：民政局）",
    )
    assert "2031-06-30   6月底前 — 完成" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--month 2024-09, or --from"),
        (["--month", "2024-09", "--from", "2024-08"], "--month 2024-09, or --from"),
        (["--month", "2024-09", "--to", "2024-10"], "--month 2024-09, or --from"),
        (["--month", "九月"], "expected a month such as 2023-09"),
        (["--month", "9月"], "got '9月'; of which year?"),
        (["--from", "2024-09", "--to", "2024-08"], "2024-08 lies before 2024-09"),
        (["--month", "2024-09", "--unit", "民政"], "no unit has the name '民政'; did you mean 民政局?"),
        (["--month", "2024-09", "--unit", "白石城"], "did you mean 白石镇?"),
        (["--month", "2024-09", "--unit", "甲"], "no unit has the name '甲'; there are 民政局"),
    ],
)
def test_a_mistake_is_reported_in_one_line(file: str, arguments: list[str], said: str) -> None:
    done = run(file, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_real_notices_lose_no_day(corpus: Path) -> None:
    for path in sorted((corpus / "docs").glob("*.md")):
        notice = zhengce.read(path)
        dated = sum(1 for limit in notice.deadlines if limit.due and not limit.recurrence)
        rows = agenda(notice, "1990-01", "2060-12")
        assert sum(1 for row in rows if not row["recurrence"]) == dated, path.name


def test_people_read_its_headings_and_kinds_in_chinese() -> None:
    rows, told = (zhengce.agenda(zhengce.sample(), "2024-09", lang=lang) for lang in (None, "zh"))
    headers = {column.name: column.header for column in COLUMNS} | {"owners": "责任主体"}
    assert [list(row) for row in told] == [[headers[name] for name in row] for row in rows]
    assert {row["时限类别"] for row in told} <= {"截止", "期间", "周期"}
    assert [row["措施"] for row in told] == [row["title"] for row in rows]
