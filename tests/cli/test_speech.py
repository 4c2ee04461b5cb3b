"""The command in Chinese and in English."""

from __future__ import annotations

import click
import pytest

from zhengce.cli.commands import COMMANDS, app

from .test_command import run, shell

SLOW = ("attrs", "cattrs", "pendulum", "rich", "zhengce.model", "zhengce.reading", "zhengce.rules")
"""What makes a start slow."""


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--version"], {"ZHENGCE_LANG": "zh"}),
        (["--help"], {}),
        ([], {"_ZHENGCE_COMPLETE": "bash_complete", "COMP_WORDS": "zhengce s", "COMP_CWORD": "1"}),
    ],
)
def test_a_list_of_commands_imports_none(arguments: list[str], environment: dict[str, str]) -> None:
    code = (
        f"import sys; sys.argv = ['zhengce', *{arguments}]; from zhengce.cli import main\n"
        "try: main()\nfinally: print(*sys.modules)"
    )
    done = shell(code, env=environment, code="-c")
    assert not {*SLOW} & {*done.stdout.decode().splitlines()[-1].split()}


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


def test_an_unknown_language_is_refused() -> None:
    done = run("rule", "--lang", "fr")
    assert done.exit_code == 2
    assert "'zh', 'en'" in done.stderr
