"""``zhengce compare`` and ``zhengce align``, as run from a shell."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.views.test_comparison import LOWER, NEW, OLD, UPPER
from zhengce.cli.commands import app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"old.md": OLD, "new.md": NEW, "upper.md": UPPER, "lower.md": LOWER}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> str:
    done = CliRunner().invoke(app, arguments, input=stdin)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_note_is_printed(folder: Path) -> None:
    printed = run("compare", "old.md", "new.md", "--reference-date", "2024-01-01", "--lang", "zh")
    assert printed.startswith("# 修订说明")
    assert "时限推后92天" in printed
    assert "later by 92 days" in run("compare", "old.md", "new.md", "--reference-date", "2024-01-01", "--lang", "en")


def test_a_notice_may_come_from_standard_input(folder: Path) -> None:
    assert "开通供水热线" in run("compare", "old.md", "-", stdin=NEW)


def test_a_year_later_the_same_months_are_the_same(folder: Path) -> None:
    for year in (2024, 2025):
        (folder / f"{year}.md").write_text(
            f"云州市人民政府{year}年工作要点\n" + OLD.split("\n", 1)[1], encoding="utf-8"
        )
    assert "later" in run("compare", "2024.md", "2025.md", "--lang", "en")
    advice = "zhengce: the two notices are of different years; --year-on-year may be what you want\n"
    assert CliRunner().invoke(app, ["compare", "2024.md", "2025.md", "--lang", "en"]).stderr == advice
    assert CliRunner().invoke(app, ["compare", "2024.md", "2025.md", "--lang", "zh"]).stderr == (
        "zhengce: 两份文件年份不同，可加 --year-on-year\n"
    )
    for options in (["2024.md", "2025.md", "--year-on-year"], ["old.md", "new.md"]):
        assert CliRunner().invoke(app, ["compare", *options]).stderr == ""
    assert "later" not in run("compare", "2024.md", "2025.md", "--year-on-year", "--lang", "en")


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".xlsx", ".json"])
@pytest.mark.parametrize("command", [("compare", "old.md", "new.md"), ("align", "upper.md", "lower.md")])
def test_the_suffix_of_the_output_decides(folder: Path, command: tuple[str, ...], suffix: str) -> None:
    assert run(*command, "-o", f"out{suffix}") == ""
    assert (folder / f"out{suffix}").stat().st_size > 100


def test_levels_are_aligned(folder: Path) -> None:
    printed = run("align", "upper.md", "lower.md", "--lang", "zh")
    assert "上级2项措施，已承接1项" in printed


def test_another_suffix_is_refused_in_one_line(folder: Path) -> None:
    done = CliRunner().invoke(app, ["compare", "old.md", "new.md", "-o", "out.ics"])
    assert done.exit_code == 2
    assert "a comparison is written as" in done.stderr
