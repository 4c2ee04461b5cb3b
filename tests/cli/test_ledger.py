"""``zhengce ledger``, as run from a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zhengce.cli.commands import app
from zhengce.cli.ledger import ledger
from zhengce.ledger import load_ledger

NOTICE = """\
松溪新城管理委员会关于印发便民服务方案的通知

松新管发〔2024〕9号

一、社区食堂
1.建好社区食堂。9月底前，建成社区食堂3家。（牵头单位：民政局）
2.公开食堂菜价。10月底前，公示菜价。（牵头单位：市场监管局）

松溪新城管理委员会
2024年4月18日
"""
WRITER = ("--writer", "政务办")
APPROVED = ("--approved-by", "李明", "--reference", "纪要3号")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["ledger", *arguments], prog_name="zhengce")


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def book(tmp_path: Path) -> str:
    (tmp_path / "notice.md").write_text(NOTICE, encoding="utf-8")
    path = str(tmp_path / "台账.jsonl")
    told = done("take", path, str(tmp_path / "notice.md"), "--at", "2024-05-06", *WRITER)
    assert told == "2 obligations taken, 0 there already\n"
    return path


def test_a_year_from_the_shell(book: str, tmp_path: Path) -> None:
    on = ("--at", "2024-06-20", *WRITER)
    assert done("report", book, "1.1-1", "--progress", "60", *on) == "1.1-1 in progress, due 2024-09-30\n"
    assert done("report", book, "1.1-1", "--progress", "60", *on) == "there already\n"
    done("submit", book, "1.1-1", "--evidence", "验收单.pdf", *on)
    done("return", book, "1.1-1", "--reason", "缺照片", *on)
    done("submit", book, "1.1-1", "--evidence", str(tmp_path / "notice.md"), "--at", "2024-06-21", *WRITER)
    assert "closed" in done("close", book, "1.1-1", "--at", "2024-06-22", *WRITER)
    done("reopen", book, "1.1-1", "--reason", "反弹", "--due", "2024-11-30", "--at", "2024-07-01", *WRITER)
    done("urge", book, "1.1-1", "--at", "2024-07-02", *WRITER)
    done("extend", book, "1.2-1", "--until", "2024-12-31", "--at", "2024-07-02", *WRITER, *APPROVED)
    done("assign", book, "1.2-1", "--lead", "发改局", "--at", "2024-07-03", *WRITER, *APPROVED)
    done("merge", book, "1.2-1", "--into", "1.1-1", "--at", "2024-07-04", *WRITER, *APPROVED)
    done("cancel", book, "1.1-1", "--reason", "调整", "--at", "2024-07-05", *WRITER, *APPROVED)
    shown = done("show", book, "1.1-1", "--as-of", "2024-06-30")
    assert "closed out on time; green: closed out on time" in shown
    assert "按期销号；绿灯：按期销号" in done("show", book, "1.1-1", "--as-of", "2024-06-30", "--lang", "zh")
    assert "merged" in done("show", book, "--as-of", "2024-07-31")
    assert len(done("log", book).splitlines()) == len(load_ledger(book).events)
    assert done("log", book, "1.2-1", "--lang", "zh").splitlines()[1].endswith("1.2-1 延期 政务办")
    assert done("check", book).endswith("0 findings\n")


def test_what_was_a_mistake_is_voided(book: str) -> None:
    done("report", book, "1.1-1", "--progress", "60", "--at", "2024-06-20", *WRITER)
    event = load_ledger(book).events[-1].id
    done("void", book, event[:8], "--reason", "误录", "--at", "2024-06-21", *WRITER)
    (row, _) = json.loads(done("show", book, "--as-of", "2024-06-30", "--json"))
    assert row["stage"] == "not_started"


def test_forms_go_out_and_come_back(book: str, tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    out = tmp_path / "forms"
    told = done("form", book, "--month", "2024-06", "--as-of", "2024-06-20", "-o", str(out))
    assert sorted(file.name for file in out.iterdir()) == ["市场监管局.xlsx", "民政局.xlsx"]
    assert "1 item" in told
    back = done("read", book, *map(str, out.iterdir()), "--at", "2024-06-25", *WRITER)
    assert "0 events, 0 findings" in back


def test_a_form_that_may_be_filled_in_is_not_written_over(book: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    again = ("form", book, "--month", "2024-06", "--as-of", "2024-06-20", "--unit", "民政局", "-o", str(tmp_path))
    first = done(*again)
    assert done(*again) == first
    file = tmp_path / "民政局.xlsx"
    held = openpyxl.load_workbook(file)
    held["填报"].cell(2, 7).value = "已选址"
    held.save(file)
    filled = file.read_bytes()
    refused = run(*again)
    assert refused.exit_code == 2
    assert "民政局.xlsx: is there already and differs from this form" in refused.stderr
    assert file.read_bytes() == filled


@pytest.mark.parametrize("given", ["交回", "交回/*.xlsx"])
def test_forms_are_read_of_a_folder_or_a_pattern(book: str, tmp_path: Path, given: str) -> None:
    pytest.importorskip("python_calamine")
    folder = tmp_path / "交回"
    done("form", book, "--month", "2024-06", "--as-of", "2024-06-20", "-o", str(folder))
    (folder / "~$民政局.xlsx").write_bytes(b"open in another program")
    (folder / "说明.txt").write_text("请填报", encoding="utf-8")
    told = done("read", book, str(tmp_path / given), "--at", "2024-06-25", *WRITER)
    assert [line.split()[1] for line in told.splitlines()] == ["市场监管局", "民政局"]


@pytest.mark.parametrize("given", [".", "*.docx"])
def test_a_folder_without_forms_is_told(book: str, tmp_path: Path, given: str) -> None:
    refused = run("read", book, str(tmp_path / given), "--at", "2024-06-25", *WRITER)
    assert refused.exit_code == 2
    assert "no form is there" in refused.stderr


def test_who_gets_no_form_is_told(tmp_path: Path) -> None:
    text = NOTICE.replace("（牵头单位：民政局）", "（牵头单位：民政局；责任单位：财政局；配合单位：市场监管局、团委）")
    (tmp_path / "notice.md").write_text(text, encoding="utf-8")
    book = str(tmp_path / "台账.jsonl")
    done("take", book, str(tmp_path / "notice.md"), "--at", "2024-05-06", *WRITER)
    on = ("--month", "2024-06", "--as-of", "2024-06-20", "-o", str(tmp_path))
    told = "forms go to those who lead, or are responsible where nobody leads; others, without a form: 财政局、团委"
    assert done("form", book, *on).splitlines()[-1] == told
    assert told not in done("form", book, *on, "--unit", "民政局")
    assert "财政局 leads nothing on the books" in run("form", book, *on, "--unit", "财政局").stderr


def test_a_month_is_reviewed_published_and_checked(book: str, tmp_path: Path) -> None:
    month = ("--month", "2024-09", "--as-of", "2024-10-08")
    assert "# 关于2024年9月督办事项办理情况的通报" in done("review", book, *month)
    done("review", book, *month, "-o", str(tmp_path / "a.html"))
    assert (tmp_path / "a.html").exists()
    seal = done("publish", book, *month, "--at", "2024-10-08", *WRITER).strip()
    writer, _, head = seal.partition(" ")
    done("check", book, "--anchor", f"{writer}={head}")
    assert run("check", book, "--anchor", f"{writer}=99:00000000").exit_code == 1
    assert run("check", book, "--anchor", "x").exit_code == 2


def test_a_line_that_was_changed_is_found(book: str) -> None:
    path = Path(book)
    path.write_text(path.read_text(encoding="utf-8").replace("建成社区食堂3家", "建成社区食堂2家"), encoding="utf-8")
    found = run("check", book)
    assert found.exit_code == 1
    assert found.stdout.startswith("ZL202 台账.jsonl, line 2: the content does not match its id")
    assert run("show", book, "--as-of", "2024-06-30").exit_code == 2


def test_an_amended_notice_waits_for_a_person_where_it_is_in_doubt(book: str, tmp_path: Path) -> None:
    amended = tmp_path / "amended.md"
    amended.write_text(
        NOTICE.replace("9月底前", "11月底前").replace("2.公开食堂菜价", "2.公开菜品来源和食堂价目"), encoding="utf-8"
    )
    arguments = ("revise", book, str(amended), "--at", "2024-06-01", *WRITER, *APPROVED)
    first = run(*arguments)
    if first.exit_code == 1:
        assert first.stdout.startswith("--decide 1.2-1=1.2-1")
        assert run(*arguments, "--decide", "1.1-1=1.1-1").exit_code == 2
        done(*arguments, "--decide", "1.2-1=1.2-1")
    (row, other) = json.loads(done("show", book, "--as-of", "2024-06-30", "--json"))
    assert (row["due"], row["first_due"], other["title"]) == ("2024-11-30", "2024-09-30", "公开菜品来源和食堂价目")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "1.1", "--progress", "5"), "no obligation '1.1'; did you mean"),
        (("close", "1.1-1"), "1.1-1 is not started: closed does not fit"),
        (("report", "1.1-1"), "a report that says nothing"),
        (("split", "1.1-1", "--part", "选址", *APPROVED), "it is split into two at least"),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(book: str, arguments: tuple[str, ...], words: str) -> None:
    command, *rest = arguments
    result = run(command, book, *rest, "--at", "2024-06-20", *WRITER)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("parts", "at", "words"),
    [
        (("选址", "装修"), "2024-01-01", "the obligation is not on the books yet"),
        (("选址", ",2024-08-31"), "2024-06-20", "a part needs a title, got ',2024-08-31'"),
    ],
)
def test_what_cannot_be_split_is_told(book: str, parts: tuple[str, str], at: str, words: str) -> None:
    one, two = parts
    result = run("split", book, "1.1-1", "--part", one, "--part", two, *APPROVED, "--at", at, *WRITER)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


OTHER = """\
松溪新城管理委员会关于做好防汛工作的通知

松新管发〔2024〕15号

一、排涝
1.疏通老旧管网。8月底前，疏通管网4公里。（牵头单位：松溪水务局）

松溪新城管理委员会
2024年5月8日
"""


def test_a_ledger_of_several_notices_says_which(book: str, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text(OTHER, encoding="utf-8")
    done("take", book, str(tmp_path / "other.md"), "--at", "2024-05-09", *WRITER)
    refused = run("show", book, "1.1-1", "--as-of", "2024-06-30").stderr
    assert "松新管发〔2024〕9号" in refused
    assert "松新管发〔2024〕15号" in refused
    shown = done("show", book, "--as-of", "2024-06-30")
    for obligation in load_ledger(book).opened.values():
        assert f"{obligation.document} ({obligation.id})" in shown
    assert "（松新管发〔2024〕15号）" in done("review", book, "--month", "2024-08", "--as-of", "2024-09-08")


@pytest.mark.parametrize(("unit", "near"), [("民政", "民政局"), ("新城民政局", "民政局"), ("财政局", "")])
def test_a_new_unit_is_told_where_it_may_be_another(book: str, unit: str, near: str) -> None:
    told = run("assign", book, "1.2-1", "--lead", unit, "--at", "2024-06-01", *WRITER, *APPROVED)
    assert told.stdout.splitlines()[1] == f"1.2-1 → {unit}"
    assert told.stderr == (f"zhengce: {unit} is new in this ledger; did you mean {near}?\n" if near else "")


def test_each_period_is_told_with_its_own_state(tmp_path: Path) -> None:
    notice, book = tmp_path / "notice.md", str(tmp_path / "台账.jsonl")
    notice.write_text("一、排涝\n1.每月5日前，报送水位。（牵头单位：水务局）", encoding="utf-8")
    done("take", book, str(notice), "--at", "2024-04-01", *WRITER)
    (row, *_) = json.loads(done("show", book, "--as-of", "2024-07-10", "--json"))
    on = ("--at", "2024-07-10", *WRITER)
    told = done("report", book, row["code"].split()[0], "--period", "2024-05-05", "--progress", "60", *on)
    assert "2024-05-05 in progress" in told
    lines = done("show", book, row["code"].split()[0], "--as-of", "2024-07-10").splitlines()
    heads = [number for number, line in enumerate(lines) if "2024-05-05" in line or "2024-06-05" in line]
    (reported,) = [number for number, line in enumerate(lines) if "reported" in line]
    assert min(heads) < reported < max(heads)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Missing option '--writer'. Missing option '--at'.\n"), ("zh", "缺少选项“--writer”。缺少选项“--at”。\n")],
)
def test_all_that_is_missing_is_told_at_once(book: str, tmp_path: Path, lang: str, words: str) -> None:
    result = run("take", book, str(tmp_path / "notice.md"), "--lang", lang)
    assert result.exit_code == 2
    assert result.stderr.endswith(words)


def test_the_day_for_reports_is_changed(book: str, tmp_path: Path) -> None:
    on = ("--at", "2024-06-01", *WRITER)
    assert done("rule", book, "--report-day", "28", *on) == "report_day 28\n"
    assert done("rule", book, "--soon", "15", *on) == "soon 15\n"
    told = done("form", book, "--month", "2024-06", "--as-of", "2024-06-20", "-o", str(tmp_path))
    assert "reports are due by 2024-06-28" in told
    assert run("rule", book, *on).exit_code == 2


def test_forms_need_a_folder(book: str, tmp_path: Path) -> None:
    file = str(tmp_path / "notice.md")
    result = run("form", book, "--month", "2024-06", "--as-of", "2024-06-20", "-o", file)
    assert (result.exit_code, result.stderr) == (2, f"zhengce: {file}: File exists\n")


def test_a_case_comes_in_and_is_closed(tmp_path: Path) -> None:
    notice, book = tmp_path / "notice.md", str(tmp_path / "台账.jsonl")
    notice.write_text("一、热线\n1.办好热线工单，自受理之日起5日内办结。（牵头单位：民政局）", encoding="utf-8")
    done("take", book, str(notice), "--at", "2024-05-06", *WRITER)
    on = ("--at", "2024-06-20", *WRITER)
    told = done("trigger", book, "1.1-1", "--case", "热线0613", "--since", "2024-06-19", *on)
    assert told == "1.1-1 热线0613 not started, due 2024-06-24\n"
    done("submit", book, "1.1-1", "--period", "热线0613", "--evidence", "回单.pdf", *on)
    assert "closed" in done("close", book, "1.1-1", "--period", "热线0613", *on)


def test_work_without_a_unit_is_told_when_it_is_taken(tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(NOTICE.replace("（牵头单位：市场监管局）", ""), encoding="utf-8")
    told = done("take", str(tmp_path / "台账.jsonl"), str(notice), "--at", "2024-05-06", *WRITER)
    assert told.splitlines()[1:] == ["without a unit, on no form; assign them: §1-1"]


def test_what_is_wrong_with_a_form_stands_below_it(book: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    month = ("--month", "2024-06", "--as-of", "2024-06-20", "-o", str(tmp_path), "--json")
    files = [row["file"] for row in json.loads(done("form", book, *month))]
    for file, progress in zip(files, ("过半", "将近"), strict=True):
        held = openpyxl.load_workbook(file)
        column = [cell.value for cell in held["填报"][1]].index("完成进度") + 1
        held["填报"].cell(2, column).value = progress
        held.save(file)
    lines = run("read", book, *files, "--at", "2024-06-25", *WRITER).stdout.splitlines()
    assert [files[0] in lines[0], "过半" in lines[1], files[1] in lines[2], "将近" in lines[3]] == [True] * 4


@pytest.mark.parametrize("command", [*ledger.commands])
def test_every_help_has_an_example_that_begins_like_it(command: str) -> None:
    assert f"zhengce ledger {command} 台账.jsonl" in done(command, "--help")


def test_a_day_is_a_day(book: str) -> None:
    result = run("show", book, "--as-of", "6月")
    assert result.exit_code == 2
    assert "expected a day such as 2023-06-30" in result.stderr


def test_the_verbs_that_change_what_is_asked(book: str) -> None:
    on = ("--at", "2024-07-02", *WRITER)
    done("ask", book, "1.1-1", "--until", "2024-12-31", "--reason", "资金未到位", *on)
    done("refuse", book, "1.1-1", "--reason", "已有安排", *on)
    assert "suspended" in done("suspend", book, "1.1-1", "--reason", "规划调整", *on, *APPROVED)
    assert "due 2024-11-30" in done("resume", book, "1.1-1", "--due", "2024-11-30", *on, *APPROVED)
    done("remark", book, "1.1-1", "--text", "请加快", *on)
    assert done("name", book, "民政部门", "--unit", "民政局", *on) == "民政部门 → 民政局\n"
    told = done("split", book, "1.1-1", "--part", "选址,2024-09-30,自然资源局", "--part", "装修", *on, *APPROVED)
    assert told == "1.1-1 split into 1.1-1.1 1.1-1.2\n"
    rows = {row["code"]: row for row in json.loads(done("show", book, "--as-of", "2024-07-31", "--json"))}
    assert rows["1.1-1"]["stage"] == "split"
    assert (rows["1.1-1.1"]["due"], rows["1.1-1.1"]["lead_units"]) == ("2024-09-30", "自然资源局")
    assert (rows["1.1-1.2"]["due"], rows["1.1-1.2"]["lead_units"]) == ("2024-11-30", "民政局")
    assert done("check", book).endswith("0 findings\n")


def test_every_verb_that_writes_tells_machines_what_it_wrote(book: str) -> None:
    report = ("report", book, "1.1-1", "--progress", "60", "--at", "2024-06-20", *WRITER, "--json")
    (event,) = json.loads(done(*report))["events"]
    assert (event["type"], event["progress"], event["at"]) == ("reported", 60, "2024-06-20")
    assert json.loads(done(*report)) == {"events": [], "findings": []}
    assert json.loads(done("log", book, "1.1-1", "--json"))[-1] == event
    assert json.loads(done("check", book, "--json")) == []
    month = ("--month", "2024-06", "--as-of", "2024-07-08")
    assert json.loads(done("review", book, *month, "--json"))["figures"]["opening"] == "2"
    told = json.loads(done("publish", book, *month, "--at", "2024-07-08", *WRITER, "--json"))
    assert told["seal"] == f"政务办 {event['seq']}:{event['id'][:8]}"


def test_a_row_that_is_not_taken_is_told_and_the_others_are_taken(book: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    done("assign", book, "1.2-1", "--lead", "民政局", "--at", "2024-06-01", *WRITER, *APPROVED)
    month = ("--month", "2024-06", "--as-of", "2024-06-20", "-o", str(tmp_path), "--json")
    (row,) = json.loads(done("form", book, *month))
    held = openpyxl.load_workbook(row["file"])
    column = [cell.value for cell in held["填报"][1]].index("完成进度") + 1
    held["填报"].cell(2, column).value, held["填报"].cell(3, column).value = "过半", "60%"
    held.save(row["file"])
    back = run("read", book, row["file"], "--at", "2024-06-25", *WRITER)
    assert back.exit_code == 1
    assert back.stdout.splitlines()[0].endswith("民政局 1 event, 1 finding")
    assert "row 2" in back.stdout.splitlines()[1]
    other = run("read", book, row["file"], "--month", "2024-07", "--at", "2024-06-25", *WRITER)
    assert other.exit_code == 2
    assert "is the form of 2024-06, not of 2024-07" in other.stderr


def test_a_ledger_is_exported(book: str, tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    out = tmp_path / "a.ics"
    assert done("export", book, "--as-of", "2024-06-30", "-o", str(out)) == f"{out} 2 items\n"
    assert "STATUS:NEEDS-ACTION" in out.read_text(encoding="utf-8")
    assert run("export", book, "--as-of", "2024-06-30", "-o", str(tmp_path / "a.doc")).exit_code == 2


def test_a_report_page_takes_a_ledger_and_its_day(book: str, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    notice, page = str(tmp_path / "notice.md"), tmp_path / "a.html"
    arguments = ["report", notice, "-o", str(page), "--lang", "zh", "--ledger", book]
    assert CliRunner().invoke(app, arguments).exit_code == 2
    assert CliRunner().invoke(app, [*arguments, "--as-of", "2024-10-08"]).exit_code == 0
    assert "逾期未启动" in page.read_text(encoding="utf-8")


def test_a_unit_that_reports_for_itself_keeps_nothing(tmp_path: Path, book: str) -> None:
    folder = tmp_path / "台账"
    folder.mkdir()
    Path(book).rename(folder / "政务办.jsonl")
    unit = ("--writer", "民政局", "--keeper", "", "--at", "2024-06-20")
    done("submit", str(folder), "1.1-1", "--evidence", "照片.jpg", *unit)
    refused = run("close", str(folder), "1.1-1", *unit)
    assert refused.exit_code == 2
    assert "closed is for the keeper (政务办), not for 民政局" in refused.stderr


def test_what_does_not_fit_is_told_in_chinese(book: str) -> None:
    refused = run("close", book, "1.1-1", "--at", "2024-06-22", *WRITER, "--lang", "zh")
    assert refused.stderr == "zhengce: 1.1-1的状态是“未启动”，不能办理“销号”；须先办理：申请销号\n"
    lines = Path(book).read_text(encoding="utf-8").splitlines()
    Path(book).write_text("\n".join([*lines[:-1], lines[-1].replace("菜价", "菜单"), ""]), encoding="utf-8")
    found = run("check", book, "--lang", "zh")
    assert found.stdout == "ZL202 台账.jsonl第3行：内容与校验码不符；政务办的记录链到第2条为止完好\n"
    assert found.exit_code == 1
