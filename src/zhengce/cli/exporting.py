"""``zhengce export``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click

import zhengce

from ..errors import FormatError
from ..saying import say
from .group import Command
from .options import files, in_month, narrowing, output, reference_date
from .speech import language


def _day(text: str) -> dt.date:
    from ..dates import as_date

    return as_date(text)


_TRUTHS: Final = {"true": True, "false": False, "是": True, "否": False}
_READERS: Final[dict[str, tuple[Callable[[str], Any], str]]] = {
    "bool": (_TRUTHS.__getitem__, say("true or false")),
    "datetime": (dt.datetime.fromisoformat, say("a day and a time such as 2024-03-15T09:00")),
    "date": (_day, say("a day such as 2023-06-30")),
    "int": (int, say("a whole number")),
    "Language": ({"en": "en", "zh": "zh"}.__getitem__, say("zh or en")),
}
"""The parser of a value, and what it takes, by a word in the type of the option; for other types the value is text."""


@click.command(cls=Command)
@files
@output(
    "The file to write; its suffix names the format: .arrow, .csv, .feather, .htm, .html, .ics, .json, .jsonl, .md,"
    " .parquet, .xlsx, .xml, .yaml, .yml.",
    required=True,
)
@click.option("-O", "--option", "given", multiple=True, metavar="NAME=VALUE", help="An option of the format.")
@narrowing
@in_month
@reference_date
def export(
    files: Sequence[str],
    *,
    keep_going: bool,
    output: str,
    given: Sequence[str],
    unit: str | None,
    domain: str | None,
    month: str | None,
    reference_date: dt.date | None,
) -> None:
    """Write notices in another format.

    The suffix of OUT chooses the format. An .xlsx is a task ledger, and an .html a
    page, with the findings of check; a .csv gets its schema beside it. FILE is a
    file, a folder, a pattern, an archive, or - for standard input. If OUT cannot be
    written, the old file stays.

    \b
    Examples:
      zhengce export notice.md -o ledger.xlsx
      zhengce export notice.docx -o notice.json
      zhengce export notice.md -o tax.ics -O events=true --unit 税务分局
      zhengce export notices -o all.xlsx --month 2024-09
      zhengce export - -o ledger.csv --reference-date 2024-03-15 < notice.md
    """
    from ..formats import FORMATS
    from .many import read_all, warned

    read = read_all(files, reference_date, keep_going=keep_going, output=output)
    form = FORMATS.get(Path(output).suffix.lower())
    purpose = say("writing {path}", path=Path(output).name)
    known = form.options(purpose) if form else {}
    options = dict(_option(text, known) for text in given) if form else {}
    if form:
        form.check(options, purpose)
    if reference_date and "reference_date" in known:
        options.setdefault("reference_date", reference_date)
    if "lang" in known:
        options.setdefault("lang", language())
    narrowed = {name: value for name, value in (("unit", unit), ("domain", domain), ("month", month)) if value}
    listed = form is not None and "failed" in form.arguments(purpose)
    many = read.outcomes if listed else [o for o in read.outcomes if o.notice]
    with warned():
        zhengce.write(many[0] if read.one else many, output, **{**options, **narrowed})
    read.finish()


def _option(text: str, known: dict[str, str]) -> tuple[str, Any]:
    """Return the name and value of ``NAME=VALUE``; *known* has the types of the format's options, by name."""
    name, _, value = text.partition("=")
    if name not in known:
        return name, value  # the check says what there is
    read, wanted = next((found for word, found in _READERS.items() if word in known[name]), (str, ""))
    try:
        return name, read(value)
    except (KeyError, ValueError) as error:
        raise FormatError([say("{option!r}: expected {wanted}", option=text, wanted=wanted)]) from error
