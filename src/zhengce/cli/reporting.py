"""``zhengce report``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pendulum

import zhengce

from ..files.save import save
from ..views.report import dumps
from .group import Command
from .house import FILE, read_notice, reference_date
from .speech import language, tell


@click.command(cls=Command)
@click.argument("file", type=FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, writable=False),
    metavar="OUT",
    help="The file to write; by default standard output.",
)
@click.option("--ledger", type=FILE, metavar="LEDGER", help="A ledger that shows how far the work is; needs --as-of.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day of the ledger.")
@reference_date
def report(
    file: str,
    *,
    output: Path | None,
    ledger: str | None,
    as_of: dt.datetime | None,
    reference_date: pendulum.Date | None,
) -> None:
    """Write a notice as one page for a browser.

    It has the ledger, to search, filter, sort and print; a calendar; the load of
    each unit; what check finds; and the text, with every field marked and linked.
    It needs no network, and sends nothing anywhere. FILE - is standard input. If
    the page cannot be written, the old one stays.

    \b
    Examples:
      zhengce report notice.md -o report.html
      zhengce report notice.docx -o report.html --lang en
      zhengce report notice.md -o report.html --ledger 台账.jsonl --as-of 2024-07-08
      zhengce report - < notice.md > report.html
    """
    if (ledger is None) != (as_of is None):
        raise click.UsageError(tell("--ledger and --as-of go together: say both"))
    notice, lang = read_notice(file, reference_date), language()
    followed = zhengce.load_ledger(ledger).as_of(as_of.date()) if ledger and as_of else None
    page = dumps(notice, findings=zhengce.check(notice, lang=lang).findings, lang=lang, ledger=followed).encode()
    if output:
        save(output, page)
    else:
        click.echo(page, nl=False)
