"""``zhengce agenda``: time limits due in a month, by unit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

import click
import pendulum
from rich.text import Text

import zhengce

from ..analysis.issuers import place_named
from ..analysis.periods import period
from ..analysis.placed import placed_deadlines
from ..analysis.selection import selected
from ..model import Role
from ..saying import in_language
from ..terms import term
from .group import Command
from .house import console, reference_date
from .many import files, narrowing, read_all
from .page import KEYS, TITLE, Row, table
from .speech import counted, language, tell
from .wrapping import wrap

Item = dict[str, Any]


@click.command(cls=Command)
@files
@click.option("--month", metavar="YYYY-MM", help="The month to show.")
@click.option("--from", "first", metavar="DATE", help="The first month or day to show, instead of --month.")
@click.option("--to", "last", metavar="DATE", help="The last month or day to show; without it, --from is all.")
@narrowing
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")
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
    as_json: bool,
    reference_date: pendulum.Date | None,
) -> None:
    """Show what falls due in a month, by unit.

    Under each unit are the time limits of the measures that it leads, or, if no
    unit leads, is responsible for. A recurring time limit is listed once, on its
    first day in that time. Time limits without a day are counted at the end.
    FILE is a file, a folder, a pattern, an archive, or - for standard input.
    Units of the same name in two places are told apart.

    \b
    Examples:
      zhengce agenda notice.md --month 2024-09
      zhengce agenda notice.md --month 2024-09 --unit 税务局
      zhengce agenda notices --from 2024-09 --to 2024-12
      zhengce agenda notice.md --from 2024-09-01 --to 2024-09-15 --json
    """
    if (month is None) == (first is None) or (month and last):
        raise click.UsageError(tell("say when: --month 2024-09, or --from 2024-09 and, to go further, --to 2024-12"))
    try:
        days = period(month or first or "", last)
    except ValueError as error:
        raise click.UsageError(in_language(error, language())) from error
    read = read_all(files, reference_date, keep_going=keep_going)
    notices = selected(read.notices, unit=unit, domain=domain)
    rows = zhengce.agenda(notices, *days)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str).encode(errors="replace"))
    else:
        _print(rows, notices, unit, first=month or first, last=last)
    read.finish()


def _print(
    rows: Sequence[Item], notices: Sequence[zhengce.Notice], unit: str | None, *, first: str | None, last: str | None
) -> None:
    terminal = console()
    when = first if last is None else tell("{first} to {last}", first=first, last=last)
    head = tell("{when}: {limits} due", when=when, limits=counted(len(rows), "time limit"))
    for line in _page(rows, head, unit, terminal.width, many=len(notices) > 1):
        terminal.print(line, soft_wrap=True)
    undated = sum(not _has_day(placed.deadline) for placed in placed_deadlines(notices))
    if undated:
        left_out = tell("not shown: {limits} without a day", limits=counted(undated, "time limit"))
        terminal.print(Text(f"\n{left_out}", style="dim"), soft_wrap=True)


def _has_day(deadline: zhengce.Deadline) -> bool:
    return bool(deadline.due or deadline.recurrence)


def _page(rows: Sequence[Item], head: str, unit: str | None, width: int, *, many: bool) -> Iterator[Text]:
    """Yield the lines that show what is due: a heading, then for each unit its time limits by day."""
    yield Text(head, style=TITLE)
    groups: dict[tuple[str, str], list[Item]] = {}
    several = len({_place(row) for row in rows}) > 1
    for row in rows:
        place = _place(row) if several else ""
        for owner in [unit] if unit else (row["owners"] or "").split("、"):
            groups.setdefault((owner, "" if place in owner or not owner else place), []).append(row)
    if ("", "") in groups:
        groups["", ""] = groups.pop(("", ""))  # last
    heads = max((len(row["measure_id"] or "") for row in rows), default=0)
    for (owner, place), held in groups.items():
        yield Text()
        name = f"{owner}（{place}）" if place else owner or tell("(no unit named)")
        yield from (Text(line, style=TITLE) for line in wrap(name, width))
        lines = [line for row in held for line in _item(row, owner, many=many)]
        yield from table(lines, width, heads, KEYS[language()])


def _place(row: Item) -> str:
    return place_named(row["issuing_authority"] or "", row["notice_title"] or "", row["file"] or "")


def _short(title: str | None) -> str | None:
    """Return a title that can stand on many lines."""
    return f"{title[:_LONGEST]}…" if title and len(title) > _LONGEST else title


_LONGEST: Final = 24


def _item(row: Item, owner: str, *, many: bool) -> Iterator[Row]:
    """Yield the lines of a time limit: its measure and notice, its day and words, and the other units concerned."""
    notice = (row["document_number"] or _short(row["notice_title"]) or row["file"]) if many else None
    title = (row["title"] or row["domain"] or "") + (f"（{notice}）" if notice else "")
    if title:
        yield Row(row["measure_id"] or "", "", title)
    task = f" — {row['task']}" if row["task"] else ""
    yield Row("", row["due"].isoformat(), row["deadline"] + task)
    for role in Role:
        names = row[f"{role}_units"]
        if names and names != owner:
            yield Row("", term(role, language()), names)
