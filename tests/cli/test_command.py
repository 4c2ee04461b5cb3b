"""The command, as run from a shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import zhengce
from zhengce.cli.commands import COMMANDS, app
from zhengce.cli.page import page, record
from zhengce.cli.wrapping import wrap
from zhengce.formats import FORMATS
from zhengce.model import Convention, Deadline, Domain, Measure, Notice, Unit
from zhengce.text import columns

NOTICE = """\
松溪新城管理委员会文件

松新管发〔2024〕9号

松溪新城管理委员会
关于印发松溪新城便民服务提升行动方案的通知

柳岸街道、白石镇：

现将《松溪新城便民服务提升行动方案》印发给你们，请认真落实。

松溪新城管理委员会

2024年3月18日

（此件公开发布）

松溪新城便民服务提升行动方案

一、社区食堂

1. 建好社区食堂。6月底前，建成社区食堂3家；年底前，就餐满意度达到95%以上。
（牵头单位：民政局；责任单位：柳岸街道、白石镇等有关单位）

2. 公开食堂菜价。每月5日前，公示当月菜价。（牵头单位：市场监管局）
"""


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin, prog_name="zhengce")


def shell(
    *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None, code: str = "-mzhengce"
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, without a terminal."""
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "PYTHONIOENCODING")}
    command = [sys.executable, code, *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=clean | (env or {}), check=False)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "notice.md"
    file.write_text(NOTICE, encoding="utf-8")
    return file


# --- show ------------------------------------------------------------------


def test_show_tells_who_does_what_by_when(notice: Path) -> None:
    done = shell("show", str(notice))
    assert done.stderr == b""
    assert done.returncode == 0
    assert (
        done.stdout.decode()
        == """\
松溪新城管理委员会关于印发松溪新城便民服务提升行动方案的通知

document number    松新管发〔2024〕9号
issuing authority  松溪新城管理委员会
issue date         2024-03-18
addressees         柳岸街道、白石镇
remarks            此件公开发布
contains           1 domain, 2 measures, 3 deadlines, 4 units

松溪新城便民服务提升行动方案
一、社区食堂
1.1  建好社区食堂
     lead         民政局
     responsible  柳岸街道、白石镇等
     2024-06-30   6月底前 — 建成社区食堂3家
     2024-12-31   年底前 — 就餐满意度达到95%以上
1.2  公开食堂菜价
     lead         市场监管局
     recurring    每月5日前 — 公示当月菜价
"""
    )


def test_show_reads_standard_input_like_the_file(notice: Path) -> None:
    assert shell("show", "-", stdin=notice.read_bytes()).stdout == shell("show", str(notice)).stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_chinese_offices_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(NOTICE.encode(encoding))
    shown = run("show", str(file))
    assert shown.exit_code == 0
    assert "松新管发〔2024〕9号" in shown.stdout
    assert run("show", "-", stdin=file.read_bytes()).stdout == shown.stdout


def test_json_is_the_notice_itself(notice: Path) -> None:
    done = shell("show", str(notice), "--json", env={"PYTHONIOENCODING": "ascii"})
    assert done.stderr == b""
    assert zhengce.loads(done.stdout.decode()) == zhengce.read(notice)
    assert json.loads(done.stdout)["title"] == "松溪新城管理委员会关于印发松溪新城便民服务提升行动方案的通知"


def test_a_reference_date_fixes_the_year_of_a_bare_month(tmp_path: Path) -> None:
    file = tmp_path / "undated.md"
    file.write_text("一、社区食堂\n\n1. 建好社区食堂。6月底前，建成3家。（牵头单位：民政局）\n", encoding="utf-8")
    undated = run("show", str(file)).stdout
    dated = run("show", str(file), "--reference-date", "2031-02-01").stdout
    assert "by           6月底前" in undated
    assert "--reference-date" in undated
    assert "2031-06-30   6月底前" in dated
    assert "--reference-date" not in dated


def test_show_says_that_a_text_is_no_notice_and_exits_0(tmp_path: Path) -> None:
    file = tmp_path / "poem.txt"
    file.write_text("床前明月光，疑是地上霜。\n", encoding="utf-8")
    shown = run("show", str(file))
    assert shown.exit_code == 0
    assert shown.stderr == ""
    assert "not found" in shown.stdout
    for missing in ("document number", "issuing authority", "issue date", "addressees", "measures"):
        assert missing in shown.stdout


def test_an_empty_file_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    shown = run("show", str(tmp_path / "empty.txt"))
    assert shown.exit_code == 0
    assert shown.stdout.startswith("(no title)")


def test_a_file_without_text_is_told_whether_it_is_read_alone_or_among_others(tmp_path: Path) -> None:
    for name, content in (("empty.txt", ""), ("blank.md", " \n\n"), ("notice.md", NOTICE)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    alone = run("show", str(tmp_path / "blank.md"), "--lang", "zh")
    assert (alone.exit_code, alone.stderr) == (0, f"zhengce: {tmp_path / 'blank.md'}：没有文字\n")
    among = run("agenda", str(tmp_path), "--month", "2024-06")
    assert among.stderr == "".join(f"zhengce: {tmp_path / n}: no text in it\n" for n in ("blank.md", "empty.txt"))
    assert run("show", str(tmp_path / "notice.md")).stderr == ""


def test_real_documents_are_shown_within_the_page(corpus: Path) -> None:
    for file in sorted((corpus / "docs").iterdir()):
        shown = run("show", str(file))
        assert (shown.exit_code, shown.stderr) == (0, "")
        assert max(map(columns, shown.stdout.splitlines())) <= 100


# --- mistakes --------------------------------------------------------------


def test_mistakes_are_reported_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x80\x81")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    for name in ("missing.md", ".", "binary.txt", "broken.json"):
        done = run("show", str(tmp_path / name))
        assert done.exit_code == 2, name
        assert done.stdout == ""
        assert done.stderr.startswith("zhengce: ")
        assert done.stderr.count("\n") == 1, done.stderr
        assert str(tmp_path / name) in done.stderr


def test_undecodable_bytes_on_standard_input_are_reported_in_one_line() -> None:
    done = shell("show", "-", stdin=b"\xff\xff\x80\x81\x00")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1


def test_a_wrong_date_names_the_form_it_should_have(notice: Path) -> None:
    refused = run("show", str(notice), "--reference-date", "2024-02-30")
    assert refused.exit_code == 2
    assert "expected a day such as 2023-06-30 or 2023年6月30日, got '2024-02-30'" in refused.stderr


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("chek notice.md", "zhengce check"),
        ("shwo", "zhengce show"),
        ("notice.md", "zhengce show notice.md"),  # which is there
        ("其他.docx", "zhengce show 其他.docx"),
        ("- --json", "zhengce show -"),
        (".", "zhengce check ."),
        ("ledger shw", "zhengce ledger show"),
        ("ledger 台账.jsonl", "zhengce ledger show 台账.jsonl"),
        ("corpus notice.md", "zhengce corpus build notice.md"),
    ],
)
def test_for_a_command_that_there_is_not_it_says_what_may_be_meant(
    notice: Path, monkeypatch: pytest.MonkeyPatch, typed: str, near: str
) -> None:
    monkeypatch.chdir(notice.parent)
    refused = run(*typed.split())
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.endswith(f"; did you mean '{near}'?\n")


def test_a_word_that_is_like_nothing_is_refused_without_a_guess() -> None:
    assert run("政策").stderr.endswith("no command '政策'\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", ""),
        ("check", ""),
        ("check", "notice.md", ""),
        ("agenda", "", "--month", "2024-06"),
        ("compare", "notice.md", ""),
        ("export", "notice.md", "-o", ""),
        ("report", "", "-o", "a.html"),
        ("corpus", "build", "", "-o", "rows"),
        ("corpus", "build", "notice.md", "-o", ""),
        ("ledger", "show", "", "--as-of", "2024-06-30"),
        ("ledger", "take", "", "notice.md", "--at", "2024-06-30", "--writer", "政务办"),
    ],
    ids=" ".join,
)
def test_an_empty_path_is_not_the_current_folder(
    notice: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(notice.parent)
    refused = run(*arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.endswith(": the path is empty\n")
    assert list(notice.parent.iterdir()) == [notice]


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    body = NOTICE + "".join(f"\n{n}. 办好第{n}件实事。（牵头单位：民政局）\n" for n in range(3, 2000))
    (tmp_path / "long.md").write_text(body, encoding="utf-8")
    for option in ((), ("--json",)):
        command = [sys.executable, "-m", "zhengce", "show", str(tmp_path / "long.md"), *option]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", ["show notice.md", "show notice.md --json", "", "--help", "--version", "show --help"])
def test_a_full_disk_is_reported_in_one_line(notice: Path, words: str) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "zhengce", *words.split()]
        done = subprocess.run(command, cwd=notice.parent, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"zhengce: standard output: ")
    assert done.stderr.count(b"\n") == 1


def test_without_its_packages_the_command_says_what_to_install() -> None:
    code = "import sys; sys.modules['click'] = None; from zhengce.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "zhengce: the command needs the extra 'cli': pip install 'zhengce[cli]'\n"


# --- deadline --------------------------------------------------------------


def test_deadline_explains_one_time_limit() -> None:
    fields = dict(
        line.split(maxsplit=1)
        for line in run("deadline", "6月底前", "--reference-date", "2024-03-15").stdout.splitlines()
    )
    assert fields == {"text": "6月底前", "kind": "by", "due": "2024-06-30"}


def test_deadline_without_a_year_says_how_to_give_one() -> None:
    shown = run("deadline", "6月底前").stdout
    assert shown.endswith("year        not known; --reference-date 2024-03-15 says which\n")
    for words in ("2024年6月底前", "5个工作日内", "每月5日前"):
        assert "--reference-date" not in run("deadline", words).stdout


def test_deadline_names_the_convention_that_decides() -> None:
    shown = run("deadline", "8月前", "--reference-date", "2024-03-15")
    assert shown.exit_code == 0
    assert "2024-07-31" in shown.stdout
    assert "convention" in shown.stdout


@pytest.mark.parametrize("convention", list(Convention))
def test_every_convention_is_explained(convention: Convention) -> None:
    deadline = Deadline(text="8月前", kind="by", convention=convention)
    assert any(f"{convention.value}: " in line.plain for line in record(deadline, 80))


def test_deadline_explains_an_amount_of_time() -> None:
    shown = run("deadline", "自印发之日起30日内", "--reference-date", "2024-03-15")
    assert "30 days" in shown.stdout
    assert "印发之日" in shown.stdout


def test_the_error_for_a_wrong_time_limit_has_a_caret() -> None:
    refused = run("deadline", "13月底前", "--reference-date", "2024-03-15")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert "13月底前" in refused.stderr
    assert refused.stderr.rstrip().endswith("^")


# --- export ----------------------------------------------------------------


def test_export_writes_the_format_that_the_suffix_names(notice: Path, tmp_path: Path) -> None:
    done = run("export", str(notice), "-o", str(tmp_path / "notice.json"))
    assert (done.exit_code, done.output) == (0, "")
    assert zhengce.read(tmp_path / "notice.json") == zhengce.read(notice)


def test_export_writes_what_write_writes(notice: Path, tmp_path: Path) -> None:
    for suffix in (".csv", ".xlsx"):
        assert run("export", str(notice), "--output", str(tmp_path / f"a{suffix}")).exit_code == 0
        zhengce.write(zhengce.read(notice), tmp_path / f"b{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    assert (tmp_path / "a.schema.json").is_file()


def test_export_reads_standard_input_and_takes_a_reference_date(tmp_path: Path) -> None:
    text = "一、社区食堂\n\n1. 建好社区食堂。6月底前，建成3家。（牵头单位：民政局）\n"
    out = tmp_path / "ledger.csv"
    assert run("export", "-", "-o", str(out), "--reference-date", "2031-02-01", stdin=text.encode()).exit_code == 0
    assert "2031-06-30" in out.read_text("utf-8-sig")


@pytest.mark.parametrize("out", ["ledger.odd", "ledger", "-"])
def test_export_lists_the_formats_it_knows(notice: Path, tmp_path: Path, out: str) -> None:
    done = shell("export", str(notice), "-o", out if out == "-" else str(tmp_path / out))
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    for suffix in (b".csv", b".json", b".xlsx"):
        assert suffix in done.stderr
    assert list(tmp_path.iterdir()) == [notice]


def test_export_says_which_extra_is_missing(notice: Path, tmp_path: Path) -> None:
    code = "import sys; sys.modules['xlsxwriter'] = None; from zhengce.cli import main; main()"
    command = [sys.executable, "-c", code, "export", str(notice), "-o", str(tmp_path / "ledger.xlsx")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "zhengce: writing ledger.xlsx needs the extra 'xlsx': pip install 'zhengce[xlsx]'\n"


def test_the_options_of_a_format_are_those_of_its_function(notice: Path, tmp_path: Path) -> None:
    calendar = tmp_path / "notice.ics"
    done = run("export", str(notice), "-o", str(calendar), "-O", "events=true", "-O", "unit=民政局")
    assert done.exit_code == 0
    assert calendar.read_text("utf-8").count("BEGIN:VEVENT") == 2
    page = tmp_path / "notice.md"
    text = "关于优化服务的通知\n一、优化服务\n1.开通专窗。6月底前建成。（牵头单位：民政局）"
    assert run("export", "-", "-o", str(page), "--reference-date", "2031-02-01", stdin=text.encode()).exit_code == 0


@pytest.mark.parametrize(
    ("suffix", "option", "message"),
    [
        (
            "ics",
            "evnts=true",
            "no option 'evnts'; did you mean events?; this format has events, alarm, stamp, unit, domain, month",
        ),
        ("ics", "events=yes", "'events=yes': expected true or false"),
        ("ics", "alarm=3 days", "'alarm=3 days': expected a whole number"),
        ("ics", "stamp=now", "'stamp=now': expected a day and a time such as 2024-03-15T09:00"),
        ("xlsx", "today=2024", "'today=2024': expected a day such as 2023-06-30"),
        ("html", "lang=fr", "'lang=fr': expected zh or en"),
        ("html", "ledger=a.jsonl", "no option 'ledger'; this format has lang, unit, domain, month"),
        ("xlsx", "findings=", "no option 'findings'; this format has today, unit, domain, month"),
        ("xml", "events=true", "no option 'events'; this format has unit, domain, month"),
        ("odd", "events=true", "no format has the suffix '.odd'"),
    ],
)
def test_an_unknown_option_of_a_format_is_refused(
    notice: Path, tmp_path: Path, suffix: str, option: str, message: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    done = run("export", str(notice), "-o", str(out), "-O", option)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not out.exists()


def test_an_option_of_a_format_is_a_truth_in_either_language(notice: Path, tmp_path: Path) -> None:
    for said, held in (("是", b"VEVENT"), ("true", b"VEVENT"), ("否", b"VTODO"), ("false", b"VTODO")):
        out = tmp_path / "out.ics"
        assert run("export", str(notice), "-o", str(out), "-O", f"events={said}").exit_code == 0
        assert held in out.read_bytes()
    refused = run("export", str(notice), "-o", str(out), "-O", "events=可以", "--lang", "zh")
    assert refused.stderr == "zhengce: “events=可以”：应为true 或 false，即是或否\n"


def test_a_folder_that_is_not_there_is_named(notice: Path, tmp_path: Path) -> None:
    for command, name in (("export", "a.xlsx"), ("report", "a.html")):
        out = tmp_path / "没有" / name
        refused = run(command, str(notice), "-o", str(out), "--lang", "zh")
        assert (refused.exit_code, refused.stderr) == (2, f"zhengce: {out}：没有文件夹 {out.parent}\n")


def test_without_a_command_the_help_is_printed_once() -> None:
    for words in ([], ["corpus"], ["--lang", "zh"], ["ledger", "--lang=zh"]):
        printed = run(*words)
        assert (printed.exit_code, printed.stderr) == (0, "")
        assert printed.stdout == run(*words, "--help").stdout


def test_the_help_of_export_names_every_format() -> None:
    (option,) = (it for it in app.get_command(click.Context(app), "export").params if it.name == "output")
    assert option.help.endswith(f": {', '.join(FORMATS)}.")


def test_an_export_needs_somewhere_to_go(notice: Path) -> None:
    refused = run("export", str(notice))
    assert refused.exit_code == 2
    assert "--output" in refused.stderr


# --- the page --------------------------------------------------------------

LONG = Notice(
    title="关于印发便民服务提升行动方案的通知",
    domains=[
        Domain(
            number="一、",
            name="社区食堂",
            path=["重点任务"],
            commander="许某",
            measures=[
                Measure(
                    id="1.1",
                    title="推行“一张表”——把设立登记、公章刻制、发票申领、社保登记并成一次，办理时间压缩到0.5个工作日以内",
                    lead_units=[Unit(name="民政局")],
                    supporting_units=[Unit(name="供电所")],
                    deadlines=[
                        Deadline(text="10月份", kind="during", task="走访1.35万户居民，满意度不低于98.5%，" * 5)
                    ],
                    measures=[Measure(id="1.1.1", title="建好帮办队伍", lead_units=[Unit(name="民政局")])],
                )
            ],
        )
    ],
)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    for line in page(LONG, width):
        assert columns(line.plain) <= width


def test_only_the_last_column_has_chinese() -> None:
    lines = [line.plain for line in page(LONG, 80)]
    nested = next(line for line in lines if "1.1.1" in line)
    assert nested.startswith("  1.1.1  建好帮办队伍")
    for label in ("lead         民", "supporting   供", "during       10"):
        assert sum(line.startswith(" " * 9 + label) for line in lines) >= 1, label


def test_a_measure_for_units_that_are_not_named_says_so() -> None:
    measure = Measure(id="1.1", title="建好帮办队伍", open_ended=True)
    lines = [line.plain for line in page(Notice(domains=[Domain(name="帮办", measures=[measure])]), 80)]
    assert "     units        有关单位, not named" in lines


CUTS = (
    ("满意度98.5%以上", 7, ["满意度", "98.5%以", "上"]),
    ("印发《行动方案》的通知", 8, ["印发《行", "动方案》", "的通知"]),
    ("建成食堂。开门迎客", 8, ["建成食", "堂。开门", "迎客"]),
    ("about time limits", 10, ["about time", "limits"]),
    ("一\n二\x1b[31m", 20, ["一 二[31m"]),
    ("98765432123456789", 6, ["987654", "321234", "56789"]),
    ("", 10, [""]),
)


@pytest.mark.parametrize(("text", "width", "lines"), CUTS)
def test_lines_break_where_a_typesetter_would(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


# --- the terminal ----------------------------------------------------------


def test_colours_and_cut_lines_stay_out_of_a_pipe(notice: Path) -> None:
    shown = shell("show", str(notice)).stdout.decode()
    assert "\x1b" not in shown
    assert "…" not in shown
    assert max(map(columns, shown.splitlines())) <= 100


def test_colours_appear_where_they_are_asked_for(notice: Path) -> None:
    shown = shell("show", str(notice), env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout.decode()
    assert "\x1b[32m2024-06-30" in shown
    assert "建好社区食堂" in shown


def test_columns_sets_the_width(notice: Path) -> None:
    shown = shell("show", str(notice), env={"COLUMNS": "40"}).stdout.decode()
    assert max(map(columns, shown.splitlines())) <= 40


def test_a_terminal_without_chinese_gets_no_traceback(notice: Path) -> None:
    done = shell("show", str(notice), env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2024-06-30" in done.stdout


def test_help_and_version() -> None:
    for arguments in ((), ("show",), ("export",), ("deadline",)):
        shown = run(*arguments, "--help")
        assert shown.exit_code == 0
        assert "Examples:\n    zhengce " in shown.stdout
    assert "Exit codes" in run("--help").stdout
    assert shell("--version").stdout.decode().startswith("zhengce 0.")


# --- completion and standard input -----------------------------------------


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("zhengce sh", ["plain,show"]),
        ("zhengce rule zc40", ["plain,ZC401", "plain,ZC402", "plain,ZC403", "plain,ZC404"]),
        ("zhengce show no", ["file,no"]),  # the shell's own completion of files
        ("zhengce check a.md no", ["file,no"]),
        ("zhengce check a.md --lang ", ["plain,zh", "plain,en"]),
    ],
)
def test_a_shell_completes(typed: str, offered: list[str]) -> None:
    at = str(len(typed.split(" ")) - 1)
    code = "import sys; sys.argv[0] = 'zhengce'; from zhengce.cli import main; main()"
    env = {"_ZHENGCE_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": at}
    assert shell(code, env=env, code="-c").stdout.decode().split() == offered


def test_a_broken_settings_file_does_not_keep_the_shell_from_completing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zhengce.toml").write_text("select = [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    test_a_shell_completes("zhengce check a.md --lang ", ["plain,zh", "plain,en"])


def test_a_time_limit_is_taken_from_standard_input() -> None:
    assert "2024-06-30" in run("deadline", "-", "--reference-date", "2024-03-01", stdin="6月底前\n".encode()).stdout
    refused = run("deadline", "-", stdin=b"\xff\xff\x80\x81\x00")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("zhengce: <stdin>: ")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_has_examples(command: str) -> None:
    shown = run(*command.split(), "--help").stdout
    assert "Examples:\n    zhengce" in shown or "Example:\n    zhengce" in shown
