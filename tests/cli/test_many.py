"""The command on many files: it keeps going, says what failed and why, and nothing empty goes unsaid."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from .test_command import run

TEXT = """\
{0}政发〔2024〕9号
{0}市人民政府关于印发便民服务行动方案的通知
2024年3月18日
一、社区食堂
1.建好社区食堂。6月底前，建成食堂3家；9月10日前，公布菜单。（牵头单位：市民政局；责任单位：市财政局）
"""
FAILED = """\
zhengce: 2 of 4 files could not be read:
  in/c.docx: the file is empty; it may not have been downloaded in full
  in/d.pdf: the file is no PDF: it begins with b'junk'; it may not have been downloaded in full
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work beside a folder of two notices and two files that cannot be read."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.md").write_text(TEXT.format("云州"), encoding="utf-8")
    Path("in/b.md").write_text(TEXT.format("松溪"), encoding="utf-8")
    Path("in/c.docx").touch()
    Path("in/d.pdf").write_bytes(b"junk")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "in", "--select", "ZC9"],
        ["check", "in/*", "--select", "ZC9", "--format", "json"],
        ["agenda", "in", "--month", "2024-06"],
        ["agenda", "in/a.md", "in/c.docx", "in/d.pdf", "in/b.md", "--month", "2024-06", "--json"],
        ["export", "in", "-o", "all.csv"],
        ["export", "in", "-o", "all.xlsx"],
        ["export", "in", "-o", "all.jsonl"],
        ["export", "in", "-o", "all.html"],
        ["report", "in", "-o", "all.html"],
        ["report", "in/a.md", "in/[cd].*", "in/b.md"],
        ["corpus", "build", "in", "-o", "rows"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_read_is_said_at_the_end_and_does_not_stop_the_others(desk: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 3
    assert done.stderr == FAILED
    assert done.stdout or Path(arguments[-1]).stat().st_size


def test_a_name_that_no_system_takes_is_a_file_that_is_not_there(desk: Path) -> None:
    name = "x" * 5000
    done = run("check", name)
    assert (done.exit_code, done.stderr) == (2, f"zhengce: {name}: File name too long\n")


def test_an_archive_named_on_windows_is_one(desk: Path) -> None:
    with zipfile.ZipFile("ALL.ZIP", "w") as archive:
        archive.write("in/a.md")
        archive.write("in/b.md")
    done = run("export", "ALL.ZIP", "-o", "all.jsonl")
    assert done.exit_code == 0
    assert len(Path("all.jsonl").read_text("utf-8").splitlines()) == 2


def test_without_keep_going_the_first_error_ends_the_command(desk: Path) -> None:
    done = run("export", "in", "-o", "all.csv", "--no-keep-going")
    assert done.exit_code == 2
    assert done.stderr == "zhengce: in/c.docx: the file is empty; it may not have been downloaded in full\n"
    assert not Path("all.csv").exists()


def test_a_page_of_many_has_what_concerns_a_unit_and_what_could_not_be_read(desk: Path) -> None:
    done = run("report", "in", "--unit", "市财政局", "--lang", "zh")
    assert (done.exit_code, done.stdout.count('class="row"')) == (3, 2)
    for shown in (
        "市财政局（云州市） (1)",
        "市财政局（松溪市） (1)",
        "in/c.docx</b> 空文件",
        '<dd lang="zh-CN">市财政局</dd>',
    ):
        assert shown in done.stdout
    assert run("report", "in", "-o", "all.html", "--no-keep-going").exit_code == 2
    assert not Path("all.html").exists()


def test_an_error_of_check_is_told_from_files_that_failed(desk: Path) -> None:
    Path("in/b.md").write_text("一、优化服务\n1.开通专窗，2月30日前完成。（牵头单位：税务局）", encoding="utf-8")
    done = run("check", "in/*.md", "--select", "ZC307")
    assert done.exit_code == 1
    assert done.stdout.startswith("in/b.md:2:8: ")


def test_a_ledger_of_many_has_all_sources_and_that_of_one_unit_only_its_own(desk: Path) -> None:
    assert run("export", "in", "-o", "all.xlsx", "--unit", "市民政局", "--month", "2024-09").exit_code == 3
    book = CalamineWorkbook.from_path("all.xlsx")
    rows = book.get_sheet_by_name("台账").to_python()
    assert [(row[0], row[6]) for row in rows[1:]] == [("a.md", "9月10日前"), ("b.md", "9月10日前")]
    assert [row[0] for row in book.get_sheet_by_name("来源").to_python()[1:]] == [
        "in/c.docx",
        "in/d.pdf",
        "in/a.md",
        "in/b.md",
    ]


def test_one_file_is_written_as_one_and_a_folder_of_one_as_many(desk: Path) -> None:
    for name in ("b.md", "c.docx", "d.pdf"):
        Path("in", name).unlink()
    assert run("export", "in/a.md", "-o", "one.xlsx").exit_code == 0
    assert run("export", "in", "-o", "many.xlsx").exit_code == 0
    sheets = [CalamineWorkbook.from_path(name).sheet_names for name in ("one.xlsx", "many.xlsx")]
    assert sheets == [["台账", "领域", "单位", "检查"], ["台账", "领域", "单位", "检查", "来源"]]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--unit", "民政局"], 2, "zhengce: no unit has the name '民政局'; did you mean 市民政局?\n"),
        (["--domain", "食堂"], 2, "zhengce: no domain has the name '食堂'; did you mean 社区食堂?\n"),
        (["--month", "2031-01"], 0, "zhengce: all.csv: no measure falls due in 2031-01; it is empty\n"),
    ],
)
def test_nothing_empty_is_written_in_silence(desk: Path, arguments: list[str], code: int, message: str) -> None:
    done = run("export", "in/*.md", "-o", "all.csv", *arguments)
    assert (done.exit_code, done.stderr) == (code, message)


@pytest.mark.parametrize("arguments", [["export", "in/a.md", "-o", "all.csv"], ["report", "in/a.md"]], ids=" ".join)
def test_a_month_that_is_none_is_a_mistake(desk: Path, arguments: list[str]) -> None:
    done = run(*arguments, "--month", "June")
    assert done.exit_code == 2
    assert "expected a month such as 2023-09" in done.stderr


def test_an_agenda_tells_units_of_two_places_apart_and_names_the_notice_of_each_line(desk: Path) -> None:
    lines = run("agenda", "in/*.md", "--month", "2024-06").stdout.splitlines()
    assert [line for line in lines if line.endswith(("（云州市）", "（松溪市）"))] == [
        "市民政局（云州市）",
        "市民政局（松溪市）",
    ]
    assert sum("（云州政发〔2024〕9号）" in line for line in lines) == 1
    rows = json.loads(run("agenda", "in/*.md", "--month", "2024-06", "--json").stdout)
    assert [(row["file"], row["document_number"]) for row in rows] == [
        ("in/a.md", "云州政发〔2024〕9号"),
        ("in/b.md", "松溪政发〔2024〕9号"),
    ]


def test_a_corpus_is_completed(desk: Path) -> None:
    assert run("corpus", "build", "in", "-o", "rows").stdout == "rows: 6 rows of 4 files; 1 of 1 part made\n"
    assert run("corpus", "build", "in", "-o", "rows").stdout == "rows: 6 rows of 4 files; 0 of 1 part made\n"
    assert run("corpus", "build", "in/a.md", "-o", "rows").exit_code == 0
    assert len(list(Path("rows").glob("*.parquet"))) == 1


def written(terminal: int) -> Iterator[bytes]:
    """Yield what is written to a terminal, until nobody has it open."""
    with contextlib.suppress(OSError), open(terminal, "rb", buffering=0) as stream:
        while part := stream.read(1024):
            yield part


@pytest.mark.parametrize("arguments", [["export", "in", "-o", "all.csv"], ["corpus", "build", "in", "-o", "rows"]])
def test_a_terminal_shows_how_far_it_is(desk: Path, arguments: list[str]) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "zhengce", *arguments]
    running = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    shown = b"".join(written(ours)).decode()
    assert running.wait() == 3
    assert "reading" in shown
    assert "/4" in shown
    assert "2 of 4 files could not be read" in shown


def test_what_failed_is_said_in_chinese(desk: Path) -> None:
    done = run("export", "in", "-o", "all.csv", "--lang", "zh")
    assert done.stderr.startswith("zhengce: 4个文件中有2个未能读取：\n  in/c.docx：")


def test_a_line_of_a_notice_without_a_number_has_the_beginning_of_its_title(desk: Path) -> None:
    for name, place in (("a", "云州"), ("b", "松溪")):
        Path(f"in/{name}.md").write_text(TEXT.format(place).partition("\n")[2], encoding="utf-8")
    shown = run("agenda", "in/*.md", "--month", "2024-06").stdout
    assert "1.1  建好社区食堂（云州市人民政府关于印发便民服务行动方案的通知）\n" in shown
    Path("in/b.md").write_text(TEXT.format("很长地名的").partition("\n")[2], encoding="utf-8")
    shown = run("agenda", "in/*.md", "--month", "2024-06").stdout
    assert "（很长地名的市人民政府关于印发便民服务行动方案的通…）\n" in shown


@pytest.mark.parametrize("output", ["in/all.xlsx", "in/all.html", "./in/all.html"])
@pytest.mark.parametrize("source", ["in", "in/*"])
def test_what_is_written_into_its_own_folder_is_not_read_again(desk: Path, source: str, output: str) -> None:
    run("export", source, "-o", output)
    first = Path(output).read_bytes()
    run("export", source, "-o", output)
    assert Path(output).read_bytes() == first


def test_a_workbook_of_ours_in_a_folder_is_passed_over_and_read_if_it_is_named(desk: Path) -> None:
    before = run("agenda", "in", "--month", "2024-06").stdout
    run("export", "in/a.md", "-o", "in/ledger.xlsx")
    done = run("agenda", "in", "--month", "2024-06")
    assert done.stdout == before
    assert done.stderr.count("in/ledger.xlsx: passed over, zhengce wrote this workbook; to read it, name it\n") == 1
    chinese = run("agenda", "in", "--month", "2024-06", "--lang", "zh").stderr
    assert "zhengce: in/ledger.xlsx：是 zhengce 写出的表格，已跳过；如需读取，请直接指定该文件\n" in chinese
    assert "1.1" in run("agenda", "in/ledger.xlsx", "--month", "2024-06").stdout
