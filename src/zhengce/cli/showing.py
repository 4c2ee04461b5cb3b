"""``zhengce show`` and ``zhengce deadline``."""

from __future__ import annotations

import datetime as dt

import click

import zhengce

from .group import Command
from .house import console, read_notice, read_text
from .options import FILE, as_json, reference_date


@click.command(cls=Command)
@click.argument("file", type=FILE)
@as_json("Print the notice as JSON.")
@reference_date
def show(file: str, *, as_json: bool, reference_date: dt.date | None) -> None:
    """Show a notice as a ledger.

    First come its header and what was not found, then the measures of each domain
    with their units and time limits. FILE - is standard input. A text that is not
    a notice is no error.

    \b
    Examples:
      zhengce show notice.md
      zhengce show notice.md --reference-date 2024-03-15
      zhengce show - --json < notice.md
    """
    notice = read_notice(file, reference_date)
    if as_json:
        text = zhengce.dumps(notice, indent=2)
        click.echo(text.encode())  # bytes, because JSON is UTF-8 by RFC 8259, whatever the terminal
        return
    from .page import page

    terminal = console()
    for line in page(notice, terminal.width):
        terminal.print(line, soft_wrap=True)


@click.command(cls=Command)
@click.argument("text")
@reference_date
def deadline(text: str, reference_date: dt.date | None) -> None:
    """Explain one time limit.

    Print its kind, its days, and the convention that decided them, if any.
    TEXT - is standard input.

    \b
    Examples:
      zhengce deadline 8月前 --reference-date 2024-03-15
      zhengce deadline 自印发之日起30日内
      echo 每月26日前 | zhengce deadline -
    """
    from .page import record

    found = zhengce.parse_deadline(read_text(text).strip(), reference_date=reference_date)
    terminal = console()
    for line in record(found, terminal.width):
        terminal.print(line, soft_wrap=True)
