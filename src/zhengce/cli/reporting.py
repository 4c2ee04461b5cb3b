"""``zhengce report``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

import zhengce

from ..errors import FileError
from ..saying import say
from .group import Command
from .options import DAY, FILE, files, in_month, narrowing, output, reference_date
from .speech import language, tell

_SUFFIXES: Final = (".html", ".htm")


@click.command(cls=Command)
@files
@output("The file to write, .html; by default standard output.")
@click.option("--ledger", type=FILE, metavar="LEDGER", help="A ledger that shows how far the work is; needs --as-of.")
@click.option("--as-of", type=DAY, metavar="YYYY-MM-DD", help="The day of the ledger.")
@narrowing
@in_month
@reference_date
def report(
    files: Sequence[str],
    *,
    keep_going: bool,
    output: str | None,
    ledger: str | None,
    as_of: dt.date | None,
    unit: str | None,
    domain: str | None,
    month: str | None,
    reference_date: dt.date | None,
) -> None:
    """Write notices as one page for a browser.

    It has the ledger, to search, filter, sort and print; a calendar; the load of
    each unit; what check finds; and the text, with every field marked and linked.
    Of several notices it has one ledger, and lists what could not be read. It needs
    no network, and sends nothing anywhere. FILE is a file, a folder, a pattern, an
    archive, or - for standard input. If the page cannot be written, the old one
    stays.

    \b
    Examples:
      zhengce report notice.md -o report.html
      zhengce report notice.docx -o report.html --lang en
      zhengce report notices -o all.html
      zhengce report notices -o tax.html --unit 税务分局
      zhengce report notice.md -o report.html --ledger 台账.jsonl --as-of 2024-07-08
      zhengce report - < notice.md > report.html
    """
    if (ledger is None) != (as_of is None):
        raise click.UsageError(tell("--ledger and --as-of go together: say both"))
    path = Path(output or "report.html")
    if path.suffix.lower() not in _SUFFIXES:
        raise FileError(path, say("the report page is written as .html or .htm, not as {suffix!r}", suffix=path.suffix))
    from ..files.save import save
    from ..storage import contents
    from .many import read_all, warned

    read, lang = read_all(files, reference_date, keep_going=keep_going, output=output), language()
    followed = zhengce.load_ledger(ledger).as_of(as_of) if ledger and as_of else None
    shown = read.outcomes[0] if read.one else read.outcomes
    narrowed = {"unit": unit, "domain": domain, "month": month}
    with warned():
        (page,) = contents(shown, path, lang=lang, ledger=followed, **narrowed).values()
    if output:
        save(path, page)
    else:
        click.echo(page, nl=False)
    read.finish()
