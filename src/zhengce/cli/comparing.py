"""``zhengce compare`` and ``zhengce align``."""

from __future__ import annotations

import datetime as dt

import click

import zhengce

from .group import Command
from .house import read_notice
from .options import FILE, output, reference_date
from .speech import language, tell

_output = output("The file to write: .md, .html, .docx, .xlsx or .json; by default Markdown on standard output.")


@click.command(cls=Command)
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@_output
@click.option("--year-on-year", is_flag=True, help="The notices are of two years: 6月底前 is the same in both.")
@reference_date
def compare(old: str, new: str, *, output: str | None, year_on_year: bool, reference_date: dt.date | None) -> None:
    """Show what changed between two versions of a notice.

    Measures are matched by their words, wherever they stand. An .html has the two
    texts side by side, an .xlsx a row for each change. OLD or NEW - is standard
    input.

    \b
    Examples:
      zhengce compare old.md new.md
      zhengce compare old.docx new.docx -o changes.html
      zhengce compare 2023.md 2024.md --year-on-year -o changes.xlsx
    """
    notices = (read_notice(file, reference_date) for file in (old, new))
    found = zhengce.compare(next(notices), next(notices), year_on_year=year_on_year)
    _write(found, output)
    if found.other_years and not year_on_year:
        click.echo(
            f"zhengce: {tell('the two notices are of different years; --year-on-year may be what you want')}", err=True
        )


@click.command(cls=Command)
@click.argument("upper", type=FILE)
@click.argument("lower", type=FILE)
@_output
@reference_date
def align(upper: str, lower: str, *, output: str | None, reference_date: dt.date | None) -> None:
    """Show what a lower level makes of a plan of a higher one.

    It lists what is carried out and what is not, what was made stricter or less
    strict, the lower level's own initiatives, and numbers that it copied.
    UPPER or LOWER - is standard input.

    \b
    Examples:
      zhengce align province.md city.md
      zhengce align city.docx zone.docx -o levels.xlsx
    """
    notices = (read_notice(file, reference_date) for file in (upper, lower))
    _write(zhengce.align(next(notices), next(notices)), output)


def _write(found: zhengce.Difference | zhengce.Alignment, output: str | None) -> None:
    if output:
        zhengce.write(found, output, lang=language())
    else:
        from ..views.comparison import markdown

        click.echo(markdown(found, lang=language()).encode(errors="replace"), nl=False)
