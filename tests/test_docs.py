"""What the documents say, they do: their programs run, and print what stands below them."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import zhengce
from zhengce.cli.commands import app

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "CONTRIBUTING.md", *(str(page.relative_to(ROOT)) for page in sorted(ROOT.glob("docs/**/*.md"))))

_BLOCK = re.compile(r"(?:^<!-- (.+?) -->\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
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


@pytest.mark.parametrize("page", PAGES)
def test_examples_run(page: str) -> None:
    for block in blocks(page):
        if block.language == "pycon":
            example = doctest.DocTestParser().get_doctest(block.text, {}, page, page, 0)
            assert doctest.DocTestRunner(verbose=False).run(example).failed == 0


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
    printed = CliRunner().invoke(app, ["show", str(ROOT / "examples/sample.md")]).stdout
    at = 0
    for excerpt in re.split("^…\n", marked(page, "the first command prints"), flags=re.MULTILINE):
        assert excerpt in printed[at:]
        at = printed.index(excerpt, at) + len(excerpt)


@pytest.mark.parametrize("marker", ["first-command", "second-command", "script", "the first command prints"])
def test_both_languages_show_the_same(marker: str) -> None:
    assert marked("README.md", marker) == marked("README.zh-CN.md", marker)


@pytest.mark.parametrize("page", ["docs/time-limits.md", "docs/zh/time-limits.md"])
def test_every_convention_is_written_down(page: str) -> None:
    _, conventions = (ROOT / page).read_text(encoding="utf-8").split("| `convention` |")
    rows = re.findall(r"^\| `([a-z-]+)` \|", conventions, re.MULTILINE)
    assert sorted(rows) == sorted(zhengce.Convention)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    file = ROOT / page
    for target in _LINK.findall(file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target
