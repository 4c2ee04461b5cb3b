"""The subcommands: one function each.

A function reads its arguments, calls the library and prints. Errors are not
handled here: the group turns every :class:`~zhengce.errors.ZhengceError` into a
line on stderr and exit code 2.
"""

from __future__ import annotations

import errno
import os
import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Final

import click
import pendulum
from rich.console import Console

import zhengce

from ..errors import FileError, FormatError, ZhengceError
from ..files import plain
from .page import page, record

PIPED_WIDTH: Final = 100
"""The width where no terminal tells one; ``COLUMNS`` overrules it."""

WIDEST: Final = 120
"""Longer lines of Chinese are hard to follow, however wide the terminal."""


# --- the house rules -------------------------------------------------------


class _Refusal(click.ClickException):
    """A caller's mistake, told in one line."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"zhengce: {self.message}", file=file, err=True)


class _Unwritten(_Refusal):
    """The output could not be written, through no mistake in what was asked."""

    exit_code = 1


class _Group(click.Group):
    """Subcommands whose errors on purpose end in a line, not in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ZhengceError as error:
            raise _Refusal(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise _Unwritten(f"standard output: {error.strerror}") from error


def _console() -> Console:
    """Where to print: colours in a terminal alone, and a width that suits Chinese text."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a character shows ?
    console = Console(highlight=False, markup=False, emoji=False)
    told = console.is_terminal or os.environ.get("COLUMNS")
    console.width = min(console.width, WIDEST) if told else PIPED_WIDTH
    return console


def _read(file: str, reference_date: pendulum.Date | None) -> zhengce.Notice:
    """The notice in a file, or on standard input for ``-``."""
    if file == "-":
        data = sys.stdin.buffer.read() if sys.stdin else b""
        return zhengce.parse(plain.decode(data, Path("<stdin>")), reference_date=reference_date)
    try:
        return zhengce.read(file, reference_date=reference_date)
    except FormatError as error:
        raise FileError(file, "; ".join(error.problems)) from error


def _date(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> pendulum.Date | None:
    return pendulum.Date(value.year, value.month, value.day) if value else None


_reference_date = click.option(
    "--reference-date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    callback=_date,
    help="The day that a bare month is counted from; by default what the notice says itself.",
)


# --- the command -----------------------------------------------------------


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhengce", message="%(prog)s %(version)s")
def app() -> None:
    """Read Chinese government notices: who does what by when.

    \b
    Examples:
      zhengce show notice.md
      zhengce show notice.md --json > notice.json
      zhengce deadline 6月底前 --reference-date 2024-03-15

    Exit codes: 0, done; 1, the output could not be written; 2, a mistake in
    what was asked (no such file, bytes that are no text, no such time limit).
    """


@app.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print the notice as JSON, for machines.")
@_reference_date
def show(file: str, *, as_json: bool, reference_date: pendulum.Date | None) -> None:
    """Show a notice as a ledger.

    First its header, and what was not found; then each domain's measures with
    the units and the time limits. FILE - is standard input. A text that is no
    notice is no error.

    \b
    Examples:
      zhengce show notice.md
      zhengce show notice.md --reference-date 2024-03-15
      zhengce show - --json < notice.md
    """
    notice = _read(file, reference_date)
    if as_json:
        click.echo(zhengce.dumps(notice).encode())  # bytes: JSON is UTF-8 by RFC 8259, whatever the terminal is
        return
    console = _console()
    for line in page(notice, console.width):
        console.print(line, soft_wrap=True)


@app.command()
@click.argument("text")
@_reference_date
def deadline(text: str, reference_date: pendulum.Date | None) -> None:
    """Explain one time limit.

    Its kind, its days, and the convention that decided them where the words
    alone do not.

    \b
    Examples:
      zhengce deadline 8月前 --reference-date 2024-03-15
      zhengce deadline 自印发之日起30日内
    """
    found = zhengce.parse_deadline(text, reference_date=reference_date)
    console = _console()
    for line in record(found, console.width):
        console.print(line, soft_wrap=True)
