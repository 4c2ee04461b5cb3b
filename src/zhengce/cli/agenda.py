"""``zhengce agenda``: time limits due in a month, by unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

import zhengce

from .group import Command
from .house import console, echo_json
from .options import as_json, files, narrowing, output, reference_date
from .speech import tell


@click.command(cls=Command)
@files
@click.option("--month", metavar="YYYY-MM", help="The month to show.")
@click.option("--from", "first", metavar="DATE", help="The first month or day to show, instead of --month.")
@click.option("--to", "last", metavar="DATE", help="The last month or day to show; without it, --from is all.")
@narrowing
@output("The file to write: .txt, .xlsx, .csv or .json; by default the text on standard output.")
@as_json("Print the rows as JSON.")
@reference_date
def agenda(
    files: Sequence[str],
    *,
    keep_going: bool,
    month: str | None,
    first: str | None,
    last: str | None,
    unit: str | None,
    domain: str | None,
    output: str | None,
    as_json: bool,
    reference_date: dt.date | None,
) -> None:
    """Show what falls due in a month, by unit.

    Under each unit are the time limits of the measures that it leads, or, if no
    unit leads, is responsible for. A recurring time limit is listed once, on its
    first day in that time. Time limits without a day are counted at the end.
    The suffix of OUT says what is written: .txt what a terminal shows, .xlsx and
    .csv a row for each time limit, .json the same for programs.
    FILE is a file, a folder, a pattern, an archive, or - for standard input.
    Units of the same name in two places are told apart.

    \b
    Examples:
      zhengce agenda notice.md --month 2024-09
      zhengce agenda notice.md --month 2024-09 --unit 税务分局
      zhengce agenda notices --from 2024-09 --to 2024-12 -o autumn.xlsx
      zhengce agenda notice.md --from 2024-09-01 --to 2024-09-15 --json
    """
    if (month is None) == (first is None) or (month and last):
        raise click.UsageError(tell("say when: --month 2024-09, or --from 2024-09 and, to go further, --to 2024-12"))
    from ..analysis.periods import period
    from ..analysis.selection import selected
    from .due import due_page, save_due
    from .many import read_all

    days = period(month or first or "", last)
    read = read_all(files, reference_date, keep_going=keep_going, output=output)
    notices = selected(read.notices, unit=unit, domain=domain)
    rows = zhengce.agenda(notices, *days)
    terminal = console()
    head = str(month or first) if last is None else tell("{first} to {last}", first=first, last=last)
    lines = due_page(rows, notices, head, unit, terminal.width)
    if output:
        save_due(output, rows, days, lines)
    elif as_json:
        echo_json(rows)
    else:
        for line in lines:
            terminal.print(line, soft_wrap=True)
    read.finish()
