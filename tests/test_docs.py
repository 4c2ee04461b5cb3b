"""The documentation: its programs run, and print what is shown below them."""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import NamedTuple

import pytest
import yaml
from click.testing import CliRunner

import zhengce
import zhengce.ledger  # the glossary names it
from zhengce.cli.commands import app
from zhengce.formats import FORMATS
from zhengce.formats.rows import COLUMNS
from zhengce.rules import registry

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2024, 4, 28)
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "CONTRIBUTING.md", *(str(page.relative_to(ROOT)) for page in sorted(ROOT.glob("docs/**/*.md"))))

_BLOCK = re.compile(r"(?:^<!-- (.+?) -->\n)?^```([\w{}-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


class Block(NamedTuple):
    """A fenced block of a Markdown page: the comment before it, its language, its text."""

    marker: str
    language: str
    text: str


def blocks(page: str) -> list[Block]:
    return [Block(*found.groups(default="")) for found in _BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))]


def marked(page: str, marker: str) -> str:
    (text,) = (block.text for block in blocks(page) if block.marker == marker)
    return text


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in a folder with a notice and the command at hand; forget what a page imports from it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "examples/sample.md", tmp_path / "notice.md")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None)).startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_run_and_print_what_it_shows(
    page: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run the blocks in order, each with the names and files of those before; the command speaks as the page does."""
    if "zh" in page:
        monkeypatch.setenv("ZHENGCE_LANG", "zh")
    names: dict[str, object] = {"zhengce": zhengce, "notice": zhengce.sample()}
    for block in blocks(page):
        if block.marker.startswith("file: "):
            (desk / block.marker.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
            continue
        match block.language:
            case "python" if page not in READMES:
                exec(compile(block.text, page, "exec"), names)
            case "pycon":
                example = doctest.DocTestParser().get_doctest(block.text, names, page, page, 0)
                assert doctest.DocTestRunner(verbose=False).run(example, clear_globs=False).failed == 0
                names = example.globs
            case "console":
                follow(block.text)


def follow(session: str) -> None:
    """Run the command after each ``$``, and compare its output with the lines below; … stands for lines left out."""
    for command, _, expected in (part.partition("\n") for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]):
        hold(printed(command), expected, command)


def printed(command: str) -> str:
    """Return what a line for the shell prints; a command of our own at its beginning needs no new process."""
    ours = re.fullmatch(r"(zhengce [^|&;<>$*`]+?) ?(?:([|;])(.*))?", command)
    if ours is None:
        return shell(command)
    line, sign, rest = ours.groups()
    done = CliRunner().invoke(app, shlex.split(line)[1:], prog_name="zhengce")
    if sign == "|":
        return shell(rest, done.stdout)
    return done.output + (shell(f"(exit {done.exit_code});{rest}") if sign else "")


def shell(command: str, given: str | None = None) -> str:
    """Return what a shell prints, which needs a process of its own."""
    line = ["bash", "-c", command]
    return subprocess.run(line, input=given, stdout=PIPE, stderr=STDOUT, encoding="utf-8", check=False).stdout


def hold(printed: str, expected: str, what: str) -> None:
    at = 0
    for excerpt in re.split("^…\n", expected, flags=re.MULTILINE):
        assert excerpt in printed[at:], f"{what}\n{printed}"
        at = printed.index(excerpt, at) + len(excerpt)
    assert "…\n" in expected or printed == expected, what


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs")])
def test_every_block_of_a_page_is_run_or_read(page: str) -> None:
    """Any other block is a file for the page, has a reason as marker, or is a command of the README."""
    readers = {"json": json.loads, "toml": tomllib.loads, "yaml": yaml.safe_load}
    for block in blocks(page):
        if block.language in readers:
            assert readers[block.language](block.text)
        elif not block.language.startswith(("pycon", "python", "console", "text", "{")):
            assert block.marker.startswith(("not run: ", "file: ")) or block.text == marked("README.md", block.marker)


@pytest.mark.parametrize("page", READMES)
def test_the_script_prints_what_is_printed_below_it(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(marked(page, "script"), page, "exec"), {"__name__": "__main__"})
    assert printed.getvalue() == marked(page, "the script prints")


@pytest.mark.parametrize("page", READMES)
def test_the_ledger_shown_is_the_ledger_printed(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lang = "zh" if "zh" in page else "en"
    printed = CliRunner().invoke(app, ["show", str(ROOT / "examples/sample.md"), "--lang", lang]).stdout
    hold(printed, marked(page, "the first command prints"), page)


@pytest.mark.parametrize("marker", ["first-command", "second-command", "script"])
def test_both_languages_show_the_same(marker: str) -> None:
    assert marked("README.md", marker) == marked("README.zh-CN.md", marker)


# --- what the tables of time limits say ------------------------------------

TIME_LIMITS = ("docs/time-limits.md", "docs/zh/time-limits.md")


def table(page: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield the first two cells of each row of the page's table of this number, without the header."""
    tables = re.findall(r"(?:^\|.*\n)+", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    for row in tables[number].splitlines()[2:]:
        _, first, second, *_ = row.split("|")
        yield first.strip(), second.strip()


def written(cell: str) -> list[str]:
    """Return the expressions in a cell: 8月前, 三季度前."""
    return [re.sub("^.*的| as .*$", "", expression) for expression in re.split("[,，、] ?", cell)]


@pytest.mark.parametrize("page", TIME_LIMITS)
def test_every_kind_is_read_as_the_page_says(page: str) -> None:
    for cell, expressions in table(page, 0):
        kind = re.findall("[a-z]+", cell)[0]
        for expression in written(expressions):
            assert zhengce.parse_deadline(expression, reference_date=DAY).kind == kind, expression


@pytest.mark.parametrize("page", TIME_LIMITS)
def test_every_way_of_writing_is_read_whole(page: str) -> None:
    for _, expressions in table(page, 1):
        for expression in written(expressions):
            (found,) = zhengce.find_deadlines(expression, reference_date=DAY)
            assert expression.removeprefix("完成时限：") == found.text


@pytest.mark.parametrize("page", TIME_LIMITS)
def test_every_convention_decides_as_the_page_says(page: str) -> None:
    rows = {cell.strip("`"): written(expressions) for cell, expressions in table(page, 2)}
    assert sorted(rows) == sorted(zhengce.Convention)
    for convention, expressions in rows.items():
        for expression in expressions:
            if convention == "impossible":
                with pytest.raises(zhengce.DeadlineError):
                    zhengce.parse_deadline(expression, reference_date=DAY)
            elif convention == "whole-period":
                (found,) = zhengce.find_deadlines(expression, reference_date=DAY)
                assert found.convention == convention, expression
            elif convention == "nearest-date":
                (found,) = zhengce.find_deadlines(expression)
                assert found.convention == convention, expression
            else:
                assert zhengce.parse_deadline(expression, reference_date=DAY).convention == convention, expression


@pytest.mark.parametrize("page", TIME_LIMITS)
def test_what_the_page_calls_no_time_limit_is_none(page: str) -> None:
    for expressions, _ in table(page, 3):
        for expression in written(expressions):
            assert zhengce.find_deadlines(f"{expression}。", reference_date=DAY) == (), expression


@pytest.mark.parametrize("page", ["docs/install.md", "docs/zh/install.md"])
def test_every_extra_is_on_the_page(page: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [cell.strip("`") for cell, _ in table(page, 0)] == list(project["optional-dependencies"])


# --- what the page of formats says ------------------------------------------

FORMAT_PAGES = ("docs/formats.md", "docs/zh/formats.md")


@pytest.mark.parametrize("page", FORMAT_PAGES)
def test_every_format_is_on_the_page_with_its_extra(page: str) -> None:
    rows = [(re.findall(r"`(\..+?)`", suffixes), extra.strip("`—") or None) for suffixes, extra in table(page, 0)]
    extras = {suffix: extra for suffixes, extra in rows for suffix in suffixes}
    assert extras == {suffix: form.extra for suffix, form in FORMATS.items()}


@pytest.mark.parametrize("page", ["docs/formats-tables.md", "docs/zh/formats-tables.md"])
def test_every_column_is_described_on_the_page(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for column in COLUMNS:
        described = column.description_zh if "/zh/" in page else column.description
        assert f"| `{column.name}` | `{column.type.__name__}` | {column.header} | {described} |\n" in text


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    file = ROOT / page
    for target in _LINK.findall(file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target


# --- the glossary and the API ----------------------------------------------


def named(page: str) -> set[str]:
    """Return the code on a page: the words between single backquotes."""
    return set(re.findall("(?<!`)`([^`\n]+)`(?!`)", (ROOT / page).read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", ["docs/glossary.md", "docs/zh/glossary.md"])
def test_every_name_of_the_glossary_is_one_of_ours(page: str) -> None:
    for name in named(page):
        owner, _, attribute = name.partition(".")
        assert hasattr(getattr(zhengce, owner), attribute or "__doc__"), name


def test_both_glossaries_have_the_same_names() -> None:
    assert named("docs/glossary.md") == named("docs/zh/glossary.md")


@pytest.mark.parametrize(("folder", "pattern"), [("docs", r":: (\w+)$"), ("docs/zh", r"^\| `zhengce\.(\w+)`")])
def test_every_public_name_is_on_a_page(folder: str, pattern: str) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in (ROOT / folder).glob("api*.md"))
    named_there = set(re.findall(pattern, text, re.MULTILINE))
    assert not set(zhengce.__all__) - named_there


def test_every_page_stands_in_both_languages() -> None:
    assert {page.name for page in ROOT.glob("docs/*.md")} == {page.name for page in ROOT.glob("docs/zh/*.md")}
