"""``zhengce corpus``: tables of thousands of notices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from .group import Command, Group
from .options import FILE, output, reference_date
from .speech import counted, language, tell


@click.group(cls=Group)
def corpus() -> None:
    """Make tables of thousands of notices.

    \b
    Examples:
      zhengce corpus build notices -o rows
    """


@corpus.command(cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@output("The folder of the table; it is made if it is not there.", required=True)
@click.option(
    "--processes",
    type=click.IntRange(1),
    metavar="NUMBER",
    default=1,
    show_default=True,
    help="How many processes read.",
)
@click.option("--retry", is_flag=True, help="Try again what could not be read before.")
@reference_date
def build(files: Sequence[str], *, output: str, processes: int, retry: bool, reference_date: dt.date | None) -> None:
    """Make a table of notices, or complete it.

    The table is a folder of Parquet files. It has a row for each measure and time
    limit, and one for each file that could not be read. A second run reads only what
    is new or has changed. FILE is a file, a folder, a pattern or an archive.

    \b
    Examples:
      zhengce corpus build notices -o rows
      zhengce corpus build notices 'more/**/*.docx' -o rows --processes 4
    """
    from .. import corpus as library
    from .many import INCOMPLETE, progress, tell_failed, warned

    with warned(), progress(files) as tell_done:
        written = library.write(
            files,
            output,
            processes=processes,
            reference_date=reference_date,
            retry=retry,
            progress=tell_done,
        )
    rows, sources = counted(written.rows, "row"), counted(written.sources, "file")
    parts = tell("{made} of {parts} made", made=written.made, parts=counted(len(written.parts), "part"))
    click.echo(tell("{output}: {rows} of {files}; {parts}", output=output, rows=rows, files=sources, parts=parts))
    if failed := list(written.failures(language())):
        tell_failed(failed, written.sources)
        raise click.exceptions.Exit(INCOMPLETE)
