"""``zhengce export``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click
import pendulum

import zhengce

from ..errors import FormatError
from ..formats import FORMATS
from ..saying import say
from .group import Command
from .house import FILE, read_notice, reference_date

_TRUTHS: Final = {"true": True, "false": False}
_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "bool": _TRUTHS.__getitem__,
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "int": int,
}
"""The parser of a value, by a word in the type of the option; for other types the value is text."""


@click.command(cls=Command)
@click.argument("file", type=FILE)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(writable=False),
    metavar="OUT",
    help=f"The file to write; its suffix names the format: {', '.join(FORMATS)}.",
)
@click.option("-O", "--option", "given", multiple=True, metavar="NAME=VALUE", help="An option of the format.")
@reference_date
def export(file: str, *, output: str, given: Sequence[str], reference_date: pendulum.Date | None) -> None:
    """Write a notice in another format.

    The suffix of OUT chooses the format. An .xlsx is a task ledger, with the
    findings of check; a .csv gets its schema beside it. FILE - is standard input.
    If OUT cannot be written, the old file stays.

    \b
    Examples:
      zhengce export notice.md -o ledger.xlsx
      zhengce export notice.docx -o notice.json
      zhengce export notice.md -o tax.ics -O events=true -O unit=税务局
      zhengce export - -o ledger.csv --reference-date 2024-03-15 < notice.md
    """
    notice = read_notice(file, reference_date)
    form = FORMATS.get(Path(output).suffix.lower())
    known = form.options(f"writing {Path(output).name}") if form else {}
    options = dict(_option(text, known) for text in given) if form else {}
    if reference_date and "reference_date" in known:
        options.setdefault("reference_date", reference_date)
    zhengce.write(notice, output, **options)


def _option(text: str, known: dict[str, str]) -> tuple[str, Any]:
    """Return the name and value of ``NAME=VALUE``; *known* has the types of the format's options, by name."""
    name, _, value = text.partition("=")
    if name not in known:
        return name, value  # refused by the format, which says what it has
    read = next((read for word, read in _READERS.items() if word in known[name]), str)
    try:
        return name, read(value)
    except (KeyError, ValueError) as error:
        raise FormatError(
            [
                say(
                    "{name}={value}: expected {kind}, such as true, 2024-03-15 or 2",
                    name=name,
                    value=value,
                    kind=known[name],
                )
            ]
        ) from error
