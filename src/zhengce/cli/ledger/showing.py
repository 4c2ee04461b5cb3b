"""The verbs that show: the ledger on a day, a month, its events, its files; none of them writes in it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from ... import ledger as library
from ...errors import refusing
from ..house import console
from ..options import output
from ..speech import counted, listed, tell
from .options import AS_OF, JSON, KNOWN, LEDGER, MONTH, Told, command, option, plain, show_told, worded

__all__ = ["SHOWING"]


@command()
@LEDGER
@MONTH
@AS_OF
@option("--unit", "units", multiple=True, help="Only for this unit; by default one form for each.")
@output("The folder to write to.")
@JSON
def form(path: Path, month: str, as_of: dt.date, units: Sequence[str], output: str | None, *, as_json: bool) -> None:
    """Write a form for each unit, with its open items.

    A form goes to the units that lead an item, and to the responsible ones where nobody leads. It
    states the last day for reports, which is the 25th of the month if the policy names no other;
    what is reported later in the month is late in the bulletin (迟报).

    \b
    Examples:
      zhengce ledger form 台账.jsonl --month 2024-06 --as-of 2024-06-20 -o 填报表
    """
    from ...analysis.periods import period
    from ...ledger.book import NO_FILE_NAME

    view = library.load_ledger(path).as_of(as_of)
    folder = Path(output or "")
    rows, lines = [], []
    for unit in units or view.units:
        made = view.form(unit, month)
        with refusing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{NO_FILE_NAME.sub('_', unit)}.xlsx"
        made.save(file)
        rows.append({"file": str(file), "unit": unit, "items": len(made.items)})
        lines.append(f"{file} {counted(len(made.items), 'item')}")
    by = view.policy.report_by(period(month)[0])
    lines.append(tell("reports are due by {day}; later ones are late in the bulletin", day=by))
    others = () if units else view.others
    if others:
        lines.append(
            tell(
                "forms go to those who lead, or are responsible where nobody leads; others, without a form: {units}",
                units="、".join(others),
            )
        )
    show_told(Told(lines, rows), as_json=as_json)


@command()
@LEDGER
@click.argument("code", required=False)
@AS_OF
@KNOWN
@option("--unit", help="Only what this unit has to see to.")
@JSON
def show(
    path: Path,
    code: str | None,
    as_of: dt.date,
    known: dt.date | None,
    unit: str | None,
    *,
    as_json: bool,
) -> None:
    """Show the ledger on a day, or the life of one obligation.

    \b
    Examples:
      zhengce ledger show 台账.jsonl --as-of 2024-06-30
      zhengce ledger show 台账.jsonl 1.1-1 --as-of 2024-06-30
    """
    view = library.load_ledger(path).as_of(as_of, known=known)
    items = view.of(code) if code else [it for it in view.items if unit is None or unit in view.owners(it)]
    if as_json:
        show_told(Told([], view.rows(items)), as_json=True)
        return
    from .page import view_page

    terminal = console()
    for line in view_page(view, items, terminal.width, with_history=bool(code)):
        terminal.print(line, soft_wrap=True)


@command()
@LEDGER
@MONTH
@AS_OF
@KNOWN
@output("The file to write: .xlsx, .csv or .json; .md, .html or .docx for a bulletin.")
@JSON
def review(path: Path, month: str, as_of: dt.date, known: dt.date | None, output: str | None, *, as_json: bool) -> None:
    """Review a month (月调度): print its bulletin, or write it.

    \b
    Examples:
      zhengce ledger review 台账.jsonl --month 2024-06 --as-of 2024-07-08
      zhengce ledger review 台账.jsonl --month 2024-06 --as-of 2024-07-08 -o 调度表.xlsx
    """
    from ...ledger.counting import percent
    from ...ledger.sheets import review_json

    found = library.load_ledger(path).as_of(as_of, known=known).review(month)
    if output:
        found.save(output)
    if as_json:
        click.echo(review_json(found).encode(), nl=False)
    else:
        told = f"{output} {percent(len(found.behind('on_time')), found.judged)}\n" if output else ""
        click.echo(told or found.bulletin().markdown(), nl=False)


@command()
@LEDGER
@AS_OF
@KNOWN
@output("The file to write: .ics, .xlsx, .csv or .json.", required=True)
@JSON
def export(path: Path, as_of: dt.date, known: dt.date | None, output: str, *, as_json: bool) -> None:
    """Write the ledger on a day: .ics, .xlsx, .csv, .json.

    \b
    Examples:
      zhengce ledger export 台账.jsonl --as-of 2024-06-30 -o 台账.ics
    """
    view = library.load_ledger(path).as_of(as_of, known=known)
    view.save(output)
    row = {"file": str(output), "items": len(view.items)}
    show_told(Told([f"{output} {counted(len(view.items), 'item')}"], row), as_json=as_json)


@command()
@LEDGER
@click.argument("code", required=False)
@JSON
def log(path: Path, code: str | None, *, as_json: bool) -> None:
    """Print the events, as they happened.

    \b
    Examples:
      zhengce ledger log 台账.jsonl
      zhengce ledger log 台账.jsonl 1.1-1
    """
    from ...ledger.lines import line_of
    from .page import word_of

    book = library.load_ledger(path)
    codes = {id_: obligation.code for id_, obligation in book.opened.items()}
    events = book.by_subject[book.find(code)] if code else book.events
    told = ((it.id[:8], str(it.at), codes.get(it.on), it.period, word_of(it), it.by, it.note) for it in events)
    lines = [" ".join(filter(None, words)) for words in told]
    show_told(Told(lines, [json.loads(line_of(it)) for it in events]), as_json=as_json)


@command()
@LEDGER
@option("--anchor", multiple=True, metavar="WRITER=SEQ:ID", help="What an older bulletin says in its note.")
@JSON
def check(path: Path, anchor: Sequence[str], *, as_json: bool) -> None:
    """Check every line, event and published figure.

    \b
    Examples:
      zhengce ledger check 台账.jsonl
      zhengce ledger check 台账.jsonl --anchor 政务办=294:7b2fbb0b
    """
    from ...findings import Finding, Severity

    anchors: dict[str, tuple[int, str]] = {}
    for text in anchor:
        read = re.fullmatch(r"(.+)[= ]([0-9]+):([0-9a-f]+)", text)
        if read is None:
            raise click.UsageError(tell("expected an anchor such as 政务办=294:7b2fbb0b, got {text!r}", text=text))
        anchors[read[1]] = (int(read[2]), read[3])
    findings, lines = [*library.verify(path, anchor=anchors)], list[str]()
    if not any(finding.severity is Severity.ERROR for finding in findings):
        book = library.load_ledger(path)
        conflicts = book.as_of(book.last_day).conflicts
        findings += (Finding(code="ZL301", severity=Severity.WARNING, message=it.said()) for it in conflicts)
        findings += library.recount(book)
        lines = [listed([counted(len(book.events), "event"), counted(len(findings), "finding")])]
    show_told(Told([*lines, *worded(findings)], plain(findings), findings), as_json=as_json)


SHOWING: Final = (form, show, review, export, log, check)
"""All of them."""
