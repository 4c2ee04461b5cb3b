"""The command in Chinese and in English."""

from __future__ import annotations

import click
import pytest

from zhengce.cli.commands import COMMANDS, app

from .test_command import run, shell

SLOW = {"attrs", "cattrs", "pendulum", "rich", "zhengce.model", "zhengce.reading", "zhengce.rules", "zhengce.text"}
"""What makes a start slow; no command needs it to say which options it has."""

LISTS = (*((name,) for name in COMMANDS), ("corpus", "build"), ("ledger", "report"), ("ledger", "show"))


def imported(arguments: list[str], environment: dict[str, str]) -> set[str]:
    code = (
        f"import sys; sys.argv = ['zhengce', *{arguments}]; from zhengce.cli import main\n"
        "try: main()\nfinally: print(*sys.modules)"
    )
    return {*shell(code, env=environment, code="-c").stdout.decode().splitlines()[-1].split()}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], *([*command, "--help"] for command in LISTS)])
def test_help_imports_nothing_that_the_work_needs(arguments: list[str]) -> None:
    assert not SLOW & imported(arguments, {"ZHENGCE_LANG": "en"})


@pytest.mark.parametrize("typed", ["zhengce s", "zhengce ledger re", *(f"zhengce {' '.join(it)} --" for it in LISTS)])
def test_completion_imports_nothing_that_the_work_needs(typed: str) -> None:
    at = str(len(typed.split(" ")) - 1)
    environment = {"_ZHENGCE_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": at}
    assert not SLOW & imported([], environment)


def test_the_line_about_a_command_begins_its_help() -> None:
    context = click.Context(app)
    for name, (_, line) in COMMANDS.items():
        command = app.get_command(context, name)
        assert command
        assert (command.help or "").split("\n\n")[0].replace("\n", " ") == line


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--lang", "zh", "rule", "ZC000"], {}),
        (["rule", "ZC000", "--lang=zh"], {"ZHENGCE_LANG": "en"}),
        (["rule", "ZC000"], {"ZHENGCE_LANG": "zh", "LC_ALL": "en_US.UTF-8"}),
        (["rule", "ZC000"], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}),
        (["rule", "ZC000"], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}),
    ],
)
def test_the_language_is_that_of_the_option_the_variable_or_the_locale(
    arguments: list[str], environment: dict[str, str]
) -> None:
    said = shell(*arguments, env={"PYTHONUTF8": "1"} | environment).stderr.decode()
    assert said == "zhengce: 没有编号为“ZC000”的规则；zhengce rule 列出全部规则\n"


def test_without_a_wish_it_is_english() -> None:
    assert run("rule", "ZC000").stderr == "zhengce: no rule has the code 'ZC000'; zhengce rule lists them\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "缺少参数“文件”。"),
        (["export", "a.md"], "缺少选项“-o”/“--output”。"),
        (["show", "a.md", "--reference-dat"], "没有选项 --reference-dat。是否指“--reference-date”？"),
        (["check", "a.md", "--format", "x"], "“--format”的值无效：“x”不在可选值之内：“text”、“json”、“sarif”。"),
        (["show", ""], "“文件”的值无效：路径为空"),
        (["chek"], "没有命令“chek”；是否指“zhengce check”？"),
    ],
    ids=" ".join,
)
def test_what_click_says_has_chinese_marks(arguments: list[str], said: str) -> None:
    assert run(*arguments, "--lang", "zh").stderr.endswith(f"\n错误：{said}\n")


def test_an_unknown_language_is_refused() -> None:
    done = run("rule", "--lang", "fr")
    assert done.exit_code == 2
    assert "'zh', 'en'" in done.stderr
