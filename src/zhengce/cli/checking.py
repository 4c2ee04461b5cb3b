"""``zhengce check`` and ``zhengce rule``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

import zhengce

from ..errors import FileError, RuleError, ZhengceError
from ..saying import say
from .group import Command
from .house import echo_json
from .options import FILE, files, reference_date
from .settings import load_settings
from .speech import language, prefer


class _Configured(Command):
    """A command whose options take their defaults from the settings file."""

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        """Return a context with the defaults from the settings file of the current folder."""
        completes = extra.get("resilient_parsing", False)  # a file that is broken is told when the command runs
        settings = {} if completes else load_settings(Path.cwd())
        prefer(settings.pop("lang", None))
        return super().make_context(*arguments, default_map=settings, **extra)


@click.command(cls=_Configured)
@files
@click.option("--select", multiple=True, metavar="CODES", help="Rules to run, as codes or their beginnings: ZC2,ZC301.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Rules not to run.")
@click.option(
    "--rules", multiple=True, type=FILE, metavar="FILE", help="A Python file of rules of your own; its code is run."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="The format of the output.",
)
@click.option("--all", "every", is_flag=True, help="Show each finding, also information that repeats.")
@click.option("--fix", "mend", is_flag=True, help="First apply the safe fixes, in place (.txt, .md).")
@reference_date
def check(
    files: Sequence[str],
    *,
    keep_going: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    rules: Sequence[str],
    format_: str,
    every: bool,
    mend: bool,
    reference_date: dt.date | None,
) -> None:
    """Report what is wrong, missing or doubtful in notices.

    Each finding has a place, a code, and the words concerned; information that
    repeats is one line with a count. FILE is a file, a folder, a pattern, an
    archive, or - for standard input. Defaults for the options come from
    zhengce.toml, or from pyproject.toml under [tool.zhengce]. Exit code 1: an error
    was found.

    \b
    Examples:
      zhengce check notice.md
      zhengce check notices/*.docx --select ZC2,ZC302 --lang zh
      zhengce check notice.md --format sarif > notice.sarif
      zhengce check notice.md --fix
      zhengce check notice.md --rules office_rules.py --select OFF
    """
    if mend and "-" in files:
        raise FileError("<stdin>", "only a file can be mended in place; leave out --fix")
    for file in rules:
        _run(file)
    from ..storage import fix_files
    from .findings import print_reports
    from .many import read_all

    lang = language()
    options = {"select": select, "ignore": ignore, "reference_date": reference_date}
    mended = fix_files(files, **options) if mend else []
    read = read_all(files, reference_date, keep_going=keep_going)
    checked = zhengce.check(read.notices, select=select, ignore=ignore, lang=lang)
    reports = [_named(*pair) for pair in zip(checked, read.sources, strict=True)]
    match format_:
        case "json":
            echo_json([row for report in reports for row in report.rows()])
        case "sarif":
            echo_json(zhengce.sarif_log(reports, lang=lang))
        case _:
            print_reports(reports, mended, every=every)
    read.finish(1 if any(report.has_errors for report in reports) else 0)


def _run(file: str) -> None:
    """Run a Python file, which registers its rules.

    Raises:
        FileError: it cannot be read, or raises something.
    """
    from ..files.load import load

    code = load(file)
    try:
        exec(compile(code, file, "exec"), {"__name__": Path(file).stem, "__file__": file})  # noqa: S102  # as was asked
    except ZhengceError as error:
        raise FileError(file, error.said()) from error
    except (Exception, SystemExit) as error:  # a file of somebody's may raise anything
        raise FileError(file, f"{type(error).__name__}: {error}") from error


def _named(report: zhengce.Report, source: str) -> zhengce.Report:
    """Return the report with the path of the file as given, since two folders may hold files of one name."""
    from attrs import evolve

    if report.source.name not in (None, Path(source).name):  # a notice in JSON names the file it was read from
        return report
    return evolve(report, source=evolve(report.source, name=source))


def _codes(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the codes that a shell offers as completions."""
    known = (rule for rule in zhengce.known_rules() if rule.code.startswith(typed.upper()))
    return [CompletionItem(rule.code, help=rule.summary()) for rule in known]


@click.command(cls=Command)
@click.argument("code", required=False, shell_complete=_codes)
def rule(code: str | None) -> None:
    """Explain a rule, or list them all.

    \b
    Examples:
      zhengce rule
      zhengce rule ZC302
      zhengce rule ZC302 --lang zh
    """
    rules, lang = {known.code: known for known in zhengce.known_rules()}, language()
    if code is None:
        for known in rules.values():
            click.echo(f"{known.code}  {known.severities(lang):<13}  {known.name:<26}  {known.summary(lang)}")
    elif code.upper() in rules:
        from ..rules.pages import explain

        click.echo(explain(rules[code.upper()], lang))
    else:
        raise RuleError(say("no rule has the code {code!r}; zhengce rule lists them", code=code))
