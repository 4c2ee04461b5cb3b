"""The commands check and rule, as run from a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import zhengce
from zhengce import FileError, storage
from zhengce.rules import registry

from .test_command import run, shell

CLEAN = """\
松新管发〔2024〕9号

松溪新城管理委员会关于做好便民服务的通知

各街道：

一、社区食堂
1.建好社区食堂。10月底前建成启用。（牵头单位：民政局）

松溪新城管理委员会

2024年3月18日
"""
FAULTY = CLEAN.replace("（牵头单位：民政局）", "（责任单位：民政局、城管局、民政局）").replace(
    "社区食堂。10月底前", "社区食堂 and 助餐点。2月30日前"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to an empty working directory, since settings are looked for in it and above."""
    place = tmp_path / "project" / "notices"
    place.mkdir(parents=True)
    (place / "clean.md").write_text(CLEAN, encoding="utf-8")
    (place / "faulty.md").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(place)
    return place


def codes(*arguments: str) -> list[str]:
    return [row["code"] for row in json.loads(run("check", *arguments, "--format", "json").stdout)]


# --- exit codes and what is printed -----------------------------------------


def test_a_clean_notice_exits_0() -> None:
    done = run("check", "clean.md")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "nothing found\n", "")


def test_an_error_exits_1_and_shows_the_place() -> None:
    done = run("check", "faulty.md")
    assert done.exit_code == 1
    assert (
        done.stdout
        == """\
faulty.md:8:9: warning ZC901 [1.1] “and” was left behind by text recognition
  1.建好社区食堂 and 助餐点。2月30日前建成启用。（责任单位：民政局、城管局、民政局）
                ^^^^^
faulty.md:8:18: error ZC307 [1.1] 2月30日前: there is no such day
  1.建好社区食堂 and 助餐点。2月30日前建成启用。（责任单位：民政局、城管局、民政局）
                             ^^^^^^^^^
faulty.md:8:29: warning ZC201 [1.1] several units are to do “建好社区食堂and助餐点”, and none leads (牵头单位)
  1.建好社区食堂 and 助餐点。2月30日前建成启用。（责任单位：民政局、城管局、民政局）
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
faulty.md:8:43: warning ZC203 [1.1] 民政局 is named twice
  1.建好社区食堂 and 助餐点。2月30日前建成启用。（责任单位：民政局、城管局、民政局）
                                                                            ^^^^^^
4 found: 1 error, 3 warnings; --fix can mend 2 safely
"""
    )


def test_warnings_alone_exit_0() -> None:
    done = run("check", "faulty.md", "--ignore", "ZC307")
    assert done.exit_code == 0
    assert "warning ZC203" in done.stdout


def test_the_report_is_in_chinese_where_it_is_asked_for() -> None:
    done = run("check", "faulty.md", "--lang", "zh")
    assert done.exit_code == 1
    assert "faulty.md:8:29: 警告 ZC201 [1.1] “建好社区食堂and助餐点”有几个单位负责，没有牵头单位" in done.stdout
    assert done.stdout.endswith("共4条：错误1条、警告3条；其中2条可用 --fix 安全修复\n")
    assert run("check", "clean.md", "--lang", "zh").stdout == "未发现问题\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--select", "ZC2"], ["ZC201", "ZC203"]),
        (["--select", "ZC201", "--select", "ZC9"], ["ZC901", "ZC201"]),
        (["--select", "zc201,ZC9"], ["ZC901", "ZC201"]),
        (["--ignore", "ZC2"], ["ZC901", "ZC307"]),
        (["--select", "ZC2", "--ignore", "ZC203"], ["ZC201"]),
        (["--ignore", "ZC"], []),
    ],
)
def test_rules_are_chosen(options: list[str], expected: list[str]) -> None:
    assert codes("faulty.md", *options) == expected


def test_the_reference_date_reaches_the_rules() -> None:
    Path("bare.md").write_text("一、食堂\n1.建好食堂。6月底前启用。（牵头单位：民政局）", encoding="utf-8")
    assert codes("bare.md", "--select", "ZC309") == ["ZC309"]
    assert codes("bare.md", "--select", "ZC309", "--reference-date", "2024-03-01") == []


def test_json_is_an_array_of_rows_whatever_the_terminal() -> None:
    done = shell("check", "faulty.md", "clean.md", "--format", "json", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    rows = json.loads(done.stdout.decode("utf-8"))
    assert [row["code"] for row in rows] == ["ZC901", "ZC307", "ZC201", "ZC203"]
    assert {row["file"] for row in rows} == {"faulty.md"}
    assert run("check", "clean.md", "--format", "json").stdout == "[]\n"


def test_sarif_names_each_file_as_it_was_given(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "faulty.md").write_text(FAULTY, encoding="utf-8")
    done = run("check", "faulty.md", "b/faulty.md", "--format", "sarif")
    assert done.exit_code == 1
    log = json.loads(done.stdout)
    assert log["version"] == "2.1.0"
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == ["faulty.md"] * 4 + ["b/faulty.md"] * 4


def test_several_files_are_named(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "faulty.md").write_text(FAULTY, encoding="utf-8")
    shown = run("check", "clean.md", "faulty.md", "b/faulty.md").stdout
    assert shown.count("\nfaulty.md:8:29: ") == 1
    assert shown.count("\nb/faulty.md:8:29: ") == 1
    assert shown.endswith("8 found: 2 errors, 6 warnings; --fix can mend 4 safely\n")


def test_standard_input_is_checked() -> None:
    done = run("check", "-", "--select", "ZC307", stdin=FAULTY.encode())
    assert done.exit_code == 1
    assert done.stdout.startswith("<stdin>:8:18: error ZC307")
    assert run("check", "-", stdin=CLEAN.encode()).exit_code == 0


def test_control_characters_of_a_notice_do_not_reach_the_terminal() -> None:
    Path("evil.md").write_text(FAULTY.replace("食堂 and", "\x1b[31m食堂\x07 and"), encoding="utf-8")
    shown = shell("check", "evil.md").stdout.decode()
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_only_the_place_is_bold_whatever_the_file_is_called() -> None:
    Path("a: error b.md").write_text(FAULTY, encoding="utf-8")
    shown = shell("check", "a: error b.md", env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout
    assert b"\x1b[1ma: error b.md:8:9\x1b[0m: \x1b[33mwarning\x1b[0m ZC901" in shown


def test_colours_appear_only_in_a_terminal() -> None:
    assert b"\x1b[1;31merror" in shell("check", "faulty.md", env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout
    assert b"\x1b" not in shell("check", "faulty.md").stdout


# --- mistakes ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.md"], "missing.md"),
        (["clean.md", "missing.md", "--no-keep-going"], "missing.md"),
        (["clean.md", "--select", "ZC8"], "'ZC8'"),
        (["clean.md", "--ignore", "nothing"], "'NOTHING'"),
        (["-", "--fix"], "<stdin>"),
        (["page.html", "--fix"], "page.html"),
        (["letter.docx", "--fix"], "letter.docx"),
    ],
)
def test_mistakes_exit_2_and_are_reported_in_one_line(arguments: list[str], said: str, folder: Path) -> None:
    (folder / "page.html").write_text("<html><body><p>1.</p></body></html>", encoding="utf-8")
    (folder / "letter.docx").write_bytes(b"PK\x03\x04")
    done = run("check", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("zhengce: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("options", [["--format", "xml"], ["--lang", "fr"], ["--unknown"], []])
def test_wrong_options_exit_2(options: list[str]) -> None:
    files = ["clean.md"] if options else []
    assert run("check", *files, *options).exit_code == 2


# --- --fix ------------------------------------------------------------------


def test_fix_mends_in_place_and_reports_what_is_left() -> None:
    done = run("check", "clean.md", "faulty.md", "--fix")
    assert done.exit_code == 1
    assert "mended: faulty.md" in done.stdout
    assert "ZC901" not in done.stdout
    mended = FAULTY.replace(" and ", "和").replace("、城管局、民政局", "、城管局")
    assert Path("faulty.md").read_text(encoding="utf-8") == mended
    assert Path("clean.md").read_text(encoding="utf-8") == CLEAN
    again = run("check", "faulty.md", "--fix", "--lang", "zh")
    assert "已修复" not in again.stdout
    assert Path("faulty.md").read_text(encoding="utf-8") == mended


def test_fix_mends_what_is_selected() -> None:
    run("check", "faulty.md", "--fix", "--select", "ZC9")
    assert Path("faulty.md").read_text(encoding="utf-8") == FAULTY.replace(" and ", "和")


@pytest.mark.parametrize("other", ["missing.md", "page.html", "-"])
def test_nothing_is_mended_where_one_of_the_files_cannot_be(other: str, folder: Path) -> None:
    (folder / "page.html").write_text("<html><body><p>1.</p></body></html>", encoding="utf-8")
    assert run("check", "faulty.md", other, "--fix").exit_code == 2
    assert Path("faulty.md").read_text(encoding="utf-8") == FAULTY


def test_the_error_for_a_failed_write_names_the_files_already_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("stuck.md").write_text(FAULTY, encoding="utf-8")
    save = storage.save

    def stuck(path: Path, content: bytes) -> None:
        if path.name == "stuck.md":
            raise FileError(path, "No space left on device")
        save(path, content)

    monkeypatch.setattr(storage, "save", stuck)
    done = run("check", "faulty.md", "stuck.md", "--fix")
    assert (done.exit_code, done.stderr) == (
        2,
        "zhengce: stuck.md: No space left on device; mended before it: faulty.md\n",
    )


def test_nothing_is_mended_where_a_code_is_unknown() -> None:
    assert run("check", "faulty.md", "--fix", "--ignore", "ZC8").exit_code == 2
    assert Path("faulty.md").read_text(encoding="utf-8") == FAULTY


# --- settings ---------------------------------------------------------------


def test_settings_stand_in_a_file_of_their_own_or_in_the_projects(folder: Path) -> None:
    (folder / "zhengce.toml").write_text('select = ["ZC2"]\nignore = ["ZC203"]\n', encoding="utf-8")
    assert codes("faulty.md") == ["ZC201"]
    (folder / "zhengce.toml").unlink()
    (folder / "pyproject.toml").write_text('[tool.zhengce]\nselect = ["ZC203"]\nlang = "zh"\n', encoding="utf-8")
    assert run("check", "faulty.md").stdout.startswith("faulty.md:8:43: 警告 ZC203")


def test_settings_may_begin_with_a_byte_order_mark(folder: Path) -> None:
    (folder / "zhengce.toml").write_text('select = ["ZC203"]\n', encoding="utf-8-sig")
    assert codes("faulty.md") == ["ZC203"]


def test_settings_of_a_folder_above_hold_until_one_below_says_otherwise(folder: Path) -> None:
    (folder.parent / "zhengce.toml").write_text('format = "json"\nselect = ["ZC203"]\n', encoding="utf-8")
    assert [row["code"] for row in json.loads(run("check", "faulty.md").stdout)] == ["ZC203"]
    (folder / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert run("check", "faulty.md").stdout.startswith("[")
    (folder / "pyproject.toml").write_text("[tool.zhengce]\n", encoding="utf-8")
    assert run("check", "faulty.md").stdout.startswith("faulty.md:")


def test_the_command_line_overrules_the_settings(folder: Path) -> None:
    (folder / "zhengce.toml").write_text('select = ["ZC203"]\nlang = "zh"\nformat = "json"\n', encoding="utf-8")
    shown = run("check", "faulty.md", "--select", "ZC901", "--lang", "en", "--format", "text").stdout
    assert shown.startswith("faulty.md:8:9: warning ZC901")
    assert "ZC203" not in shown


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("selekt = []", "selekt"),
        ('select = "ZC2"', "select must be a list"),
        ("select = [1]", "select must be a list"),
        ('lang = "fr"', "en, zh"),
        ("lang = 1", "en, zh"),
        ("format = []", "text, json, sarif"),
        ("fix = true", "fix"),
        ("select = [", "not TOML"),
        ('select = ["ZC8"]', "ZC8"),
    ],
)
def test_wrong_settings_name_the_file_and_the_key(settings: str, said: str, folder: Path) -> None:
    (folder / "zhengce.toml").write_text(settings, encoding="utf-8")
    done = run("check", "clean.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert "ZC8" in said or "zhengce.toml" in done.stderr


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[tool]\nzhengce = 3\n", b"[tool.zhengce]\nselect = 3\n"])
def test_a_wrong_project_file_is_reported_in_one_line(content: bytes, folder: Path) -> None:
    (folder / "pyproject.toml").write_bytes(content)
    done = run("check", "clean.md")
    assert done.exit_code == 2
    assert "pyproject.toml" in done.stderr
    assert done.stderr.count("\n") == 1


def test_settings_do_not_touch_the_other_commands(folder: Path) -> None:
    (folder / "zhengce.toml").write_text("selekt = []", encoding="utf-8")
    assert run("show", "clean.md").exit_code == 0
    assert run("rule", "ZC201").exit_code == 0


# --- rule -------------------------------------------------------------------


def test_rule_explains_one() -> None:
    shown = run("rule", "zc302")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("## ZC302 already-past\n\n*warning, since ")
    assert "**Use instead**" in shown.stdout
    chinese = run("rule", "ZC302", "--lang", "zh").stdout
    assert "成文时已经到期。" in chinese
    assert "**改为**" in chinese


def test_rule_lists_them_all() -> None:
    for lang in ("en", "zh"):
        lines = run("rule", "--lang", lang).stdout.splitlines()
        assert [line.split()[0] for line in lines] == [rule.code for rule in zhengce.known_rules()]


@pytest.mark.parametrize(
    "arguments", [["rule", "--lang", "zh"], ["rule", "ZC302", "--lang", "zh"], ["check", "faulty.md"]]
)
def test_a_terminal_without_chinese_shows_marks_for_it(arguments: list[str]) -> None:
    done = shell(*arguments, env={"PYTHONIOENCODING": "cp1252"})
    assert done.stderr == b""
    assert b"?" in done.stdout


def test_a_rule_that_is_not_known_exits_2() -> None:
    done = run("rule", "ZC999")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "ZC999" in done.stderr


def test_help_shows_examples() -> None:
    for command in ("check", "rule"):
        shown = run(command, "--help")
        assert shown.exit_code == 0
        assert f"    zhengce {command}" in shown.stdout


RULES = """
import zhengce

@zhengce.rule("OFF001", name="any-title", severity="info", since="1.0", en="it has a title", zh="有标题")
def any_title(notice):
    if notice.title:
        yield zhengce.hit()
"""


def test_rules_of_a_file_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))
    file = Path("office.py")
    file.write_text(RULES, encoding="utf-8")
    for _ in range(2):  # the same file may be named again
        done = run("check", "clean.md", "--rules", str(file), "--select", "OFF", "--lang", "zh")
        assert (done.exit_code, "OFF001" in done.stdout, "有标题" in done.stdout) == (0, True, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing", "NameError: name 'nothing' is not defined"),
        ("def (", "SyntaxError: "),
        ("exit(0)", "SystemExit: 0"),
        (RULES.replace("OFF001", "off1"), "规则编号由"),
        (RULES.replace("any-title", "Any Title"), "规则名称应为用连字符连接的小写单词"),
    ],
)
def test_a_file_of_rules_that_cannot_be_run_is_one_line(text: str, said: str) -> None:
    file = Path("office.py")
    file.write_text(text, encoding="utf-8")
    done = run("check", "clean.md", "--rules", str(file), "--lang", "zh")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"zhengce: {file}：{said}")
    assert done.stderr.count("\n") == 1
