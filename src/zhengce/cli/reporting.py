"""``zhengce report``."""

from __future__ import annotations

from pathlib import Path

import click
import pendulum

import zhengce

from ..files.save import save
from ..views.report import dumps
from .group import Command
from .house import FILE, read_notice, reference_date
from .speech import language


@click.command(cls=Command)
@click.argument("file", type=FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, writable=False),
    metavar="OUT",
    help="The file to write; by default standard output.",
)
@reference_date
def report(file: str, *, output: Path | None, reference_date: pendulum.Date | None) -> None:
    """Write a notice as one page for a browser.

    It has the ledger, to search, filter, sort and print; a calendar; the load of
    each unit; what check finds; and the text, with every field marked and linked.
    It needs no network, and sends nothing anywhere. FILE - is standard input. If
    the page cannot be written, the old one stays.

    \b
    Examples:
      zhengce report notice.md -o report.html
      zhengce report notice.docx -o report.html --lang en
      zhengce report - < notice.md > report.html
    """
    notice, lang = read_notice(file, reference_date), language()
    page = dumps(notice, findings=zhengce.check(notice, lang=lang).findings, lang=lang).encode()
    if output:
        save(output, page)
    else:
        click.echo(page, nl=False)
