"""Everything that the command can print has its Chinese."""

from __future__ import annotations

import ast
import inspect
import re
import string
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import zhengce
from zhengce.cli.commands import COMMANDS, app
from zhengce.errors import FileError, FormatError, UnknownMeasureError
from zhengce.saying import chinese, in_language, joined, say

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
    for parameter in command.get_params(click.Context(command)):
        yield from filter(None, [getattr(parameter, "help", None)])


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


def test_what_has_no_chinese_stays_as_it_is() -> None:
    assert in_language(say("{file} is odd", file="a"), "zh") == "a is odd"
    assert in_language(ValueError("odd"), "zh") == "odd"
    assert in_language(OSError(2, "odd"), "zh") == "[Errno 2] odd"
    assert in_language(5, "zh") == 5
    assert joined(["甲", say("empty")], ", ").in_language("zh") == "甲、空文件"
    assert FileError("a.md", "odd").in_language("zh") == "a.md：odd"
