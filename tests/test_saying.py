"""Everything that the command can print has its Chinese."""

from __future__ import annotations

import ast
import inspect
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

import zhengce
from zhengce.cli.commands import COMMANDS, app
from zhengce.errors import FileError, FormatError, UnknownMeasureError
from zhengce.formats import json, yaml
from zhengce.saying import chinese, in_language, joined, say

HEAD = '{"schema": "zhengce/2", '
SOURCE = Path(zhengce.__file__).parent
ERRORS = (
    "ArgumentError CalendarError FileError FormatError LedgerError MissingExtraError Refusal RuleError UsageError"
    " ZhengceError"
).split()
FOR_PROGRAMMERS = ("testing/", "views/charts.py", "views/saving.py")
"""What the command cannot print."""


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def texts(node: ast.Call) -> Iterator[ast.expr]:
    for argument in node.args:
        yield from argument.elts if isinstance(argument, ast.List) else [argument]


def messages() -> dict[str, str]:
    """Return every message in the source, with the file that has it."""
    found: dict[str, str] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        where = file.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or where.startswith(FOR_PROGRAMMERS):
                continue
            said = [
                text.value for text in texts(node) if isinstance(text, ast.Constant) and isinstance(text.value, str)
            ]
            if getattr(node.func, "id", "") in ("say", "tell", "expect", "_RefusedError"):
                found |= dict.fromkeys(said, where)
            elif called(node) == "counted" and where.startswith("cli/"):
                found |= {f"{{count}} {noun}": where for noun in said}
            elif called(node) in ERRORS:
                found |= {text: where for text in said if " " in text}
    return found


MESSAGES = messages()


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its path."""
    context = click.Context(app)
    yield "", app
    for name in COMMANDS:
        command = app.get_command(context, name)
        assert command
        yield name, command
        for verb, nested in getattr(command, "commands", {}).items():
            yield f"{name} {verb}", nested


def helps(command: click.Command) -> Iterator[str]:
    """Yield what the help of a command says: paragraphs, lines that stay as they are, options."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield from (line for line in paragraph.split("\n")[1:] if "zhengce" not in line)
        else:
            yield " ".join(paragraph.split())
    context = click.Context(command)
    for parameter in command.get_params(context):
        yield from filter(None, [getattr(parameter, "help", None)])
        if not getattr(parameter, "is_flag", False):
            words = re.findall(r"\b[A-Z][A-Z-]+\b", parameter.make_metavar(context))
            yield from (word for word in words if not word.startswith("YYYY"))


@pytest.mark.parametrize(("message", "where"), MESSAGES.items())
def test_every_message_has_its_chinese(message: str, where: str) -> None:
    assert message in chinese(), f"chinese.txt lacks a message of {where}"


def test_what_a_ledger_refuses_has_a_template() -> None:
    """A text that is put together where it is raised cannot be had in Chinese."""
    found = [
        f"{file.name}:{node.lineno}"
        for file in (SOURCE / "ledger").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and called(node) in ERRORS
        for text in texts(node)
        if any(isinstance(part, ast.JoinedStr) for part in ast.walk(text))
    ]
    assert not found


@pytest.mark.parametrize("command", [pytest.param(command, id=name) for name, command in commands()])
def test_every_help_has_its_chinese(command: click.Command) -> None:
    known = {*chinese(), "显示本说明后退出。"}  # click keeps the option --help of the first call, in its language
    missing = [text for text in helps(command) if text not in known]
    assert not missing


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(("english", "words"), chinese().items())
def test_the_chinese_puts_in_what_the_english_does(english: str, words: str) -> None:
    assert names(words) <= names(english)
    assert re.search("[一-鿿、，；：（）]", words)


def test_a_saying_puts_what_it_holds_into_its_language_too() -> None:
    error = UnknownMeasureError("9.9", ("1.1", "2.3"))
    assert str(error) == "no measure has the id '9.9'; its measures are 1.1 to 2.3"
    assert error.in_language("zh") == "没有编号为“9.9”的措施；措施编号从1.1到2.3"
    assert FormatError(["$: nested too deeply"]).in_language("zh") == "$：嵌套过深"


PROBLEMS: tuple[tuple[Callable[[str], object], str, str], ...] = (
    (json.loads, "{", "$：不是 JSON：第1行第2列：此处应有双引号括起的键"),
    (json.loads, "[]", "$：应为对象，而不是 list"),
    (json.loads, '{"schema": "zhengce/9"}', "应为“zhengce/2”，而不是 'zhengce/9'；可能要用另一版本的 zhengce 读取"),
    (json.loads, HEAD + '"domains": [{"nme": ""}]}', "$.domains[0].name：缺少 name\n$.domains[0]：没有这些项：nme"),
    (json.loads, HEAD + '"issue_date": "2024-13-01"}', "$.issue_date：应为日期，如 2023-06-30，而不是 '2024-13-01'"),
    (
        json.loads,
        HEAD + '"sections": [{"deadlines": [{"text": "每日", "kind": "daily"}]}]}',
        "或standing，而不是",
    ),
    (json.loads, HEAD + '"sections": [{"deadlines": [{"text": "", "kind": "by"}]}]}', "原文 不能为空，而不是“”"),
    (
        json.loads,
        HEAD + '"sections": [{"deadlines": [{"text": "每日", "kind": "by", "recurrence": "FREQ=MONTHLY;BYDAY=X"}]}]}',
        "周期应为 RFC 5545 中以日为单位的规则，而不是 'FREQ=MONTHLY;BYDAY=X'：BYDAY 应写成 MO、-1FR 等形式，而不是 'X'",
    ),
    (yaml.loads, "schema: zhengce/2\ntitle: 5", "$.title：应为文本，而不是 5"),
    (yaml.loads, "title: 甲: 乙", "$：不是 YAML：第1行：此处不能再写“键: 值”"),
    (yaml.loads, "title: &a 乙", "$：第1行：有标签（!）或锚点（&）"),
    (yaml.loads, "甲: 1\n甲: 2", "键 '甲' 在同一对象中出现两次"),
)


@pytest.mark.parametrize(("loads", "text", "said"), PROBLEMS)
def test_what_is_wrong_inside_data_is_told_in_chinese(loads: Callable[[str], object], text: str, said: str) -> None:
    with pytest.raises(FormatError) as refused:
        loads(text)
    assert said in refused.value.in_language("zh")


def test_what_has_no_chinese_stays_as_it_is() -> None:
    assert in_language(say("{file} is odd", file="a"), "zh") == "a is odd"
    assert in_language(ValueError("odd"), "zh") == "odd"
    assert in_language(OSError(2, "odd"), "zh") == "[Errno 2] odd"
    assert in_language(5, "zh") == 5
    assert joined(["甲", say("empty")], ", ").in_language("zh") == "甲、空文件"
    assert FileError("a.md", "odd").in_language("zh") == "a.md：odd"
