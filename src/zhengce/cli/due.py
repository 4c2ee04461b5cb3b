"""What falls due, by unit: as a page in a terminal, and as a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from rich.text import Text

from ..analysis.agenda import HEADINGS, in_chinese
from ..analysis.issuers import place_named, several, told_apart
from ..analysis.placed import PlacedDeadline, placed_deadlines
from ..errors import needing
from ..files.save import save_as
from ..formats import csv
from ..model import Notice, Role
from ..terms import term
from .page import KEYS, TITLE, Row, table
from .speech import counted, language, listed, tell
from .wrapping import wrap

__all__ = ["due_page", "save_due"]

_Item = dict[str, Any]
_NAMED: Final = 5  # of the time limits without a day
_LONGEST: Final = 24  # of a title that stands on many lines


def due_page(
    rows: Sequence[_Item], notices: Sequence[Notice], when: str, unit: str | None, width: int
) -> Iterator[Text]:
    """Yield the lines that show what is due: a heading, for each unit its time limits by day, and what has no day."""
    yield Text(tell("{when}: {limits} due", when=when, limits=counted(len(rows), "time limit")), style=TITLE)
    heads = max((len(row["measure_id"] or "") for row in rows), default=0)
    for (owner, place), held in _by_owner(rows, unit).items():
        yield Text()
        name = f"{owner}（{place}）" if place else owner or tell("(no unit named)")
        yield from (Text(line, style=TITLE) for line in wrap(name, width))
        lines = [line for _, part in groupby(held, _part) for line in _items([*part], owner, many=len(notices) > 1)]
        yield from table(lines, width, heads, KEYS[language()])
    undated = [found for found in placed_deadlines(notices) if not (found.deadline.due or found.deadline.recurrence)]
    if undated:
        yield Text()
        named = [*dict.fromkeys(map(_words, undated))]
        left_out = tell(
            "not shown: {limits} without a day: {named}",
            limits=counted(len(undated), "time limit"),
            named=listed(named[:_NAMED]) + ("…" if len(named) > _NAMED else ""),
        )
        yield from (Text(line, style="dim") for line in wrap(left_out, width))


def _words(undated: PlacedDeadline) -> str:
    return f"{undated.measure.id if undated.measure else ''} {undated.deadline.text}".strip()


def _by_owner(rows: Sequence[_Item], unit: str | None) -> dict[tuple[str, str], list[_Item]]:
    """Return the rows of each unit in charge, with its place if there are several; those of nobody come last."""
    groups: dict[tuple[str, str], list[_Item]] = {}
    for row, place in zip(rows, several(map(_place, rows)), strict=True):
        for owner in [unit] if unit else (row["owners"] or "").split("、"):
            groups.setdefault((owner, told_apart(owner, place) if owner else ""), []).append(row)
    if ("", "") in groups:
        groups["", ""] = groups.pop(("", ""))
    return groups


def _place(row: _Item) -> str:
    return place_named(row["issuing_authority"] or "", row["notice_title"] or "", row["file"] or "")


def _part(row: _Item) -> tuple[object, ...]:
    """Return what tells the measure of a row: rows of one that follow each other share its lines."""
    return row["file"], row["notice_title"], row["measure_id"], row["title"], row["domain"]


def _items(rows: Sequence[_Item], owner: str, *, many: bool) -> Iterator[Row]:
    """Yield the lines of time limits of one measure: it and its notice, their days and words, the other units."""
    first, title = rows[0], rows[0]["notice_title"]
    short = f"{title[:_LONGEST]}…" if title and len(title) > _LONGEST else title
    notice = (first["document_number"] or short or first["file"]) if many else None
    words = (first["title"] or first["domain"] or "") + (f"（{notice}）" if notice else "")
    if words:
        yield Row(first["measure_id"] or "", "", words)
    for row in rows:
        task = f" — {row['task']}" if row["task"] else ""
        yield Row("", row["due"].isoformat(), row["deadline"] + task)
    for role in Role:
        names = first[f"{role}_units"]
        if names and names != owner:
            yield Row("", term(role, language()), names)


# --- a file ---------------------------------------------------------------------


def save_due(path: str, rows: Sequence[_Item], days: tuple[dt.date, dt.date], lines: Iterable[Text]) -> None:
    """Write what is due to a file, in the format that its suffix names."""
    save_as(
        path,
        "an agenda",
        {
            ".txt": lambda: "".join(f"{line.plain}\n" for line in lines),
            ".xlsx": lambda: _workbook(rows, days),
            ".csv": lambda: csv.table(*_columns(rows, chinese=language() == "zh")),
            ".json": lambda: json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n",
        },
    )


def _columns(rows: Sequence[_Item], *, chinese: bool) -> tuple[Iterable[str], Iterable[Iterable[Any]]]:
    """Return the heads of the columns, and the values of each row."""
    heads: Iterable[str] = HEADINGS.values() if chinese else HEADINGS
    return heads, ((in_chinese(row) if chinese else row).values() for row in rows)


_WIDTHS: Final = {"due": 11, "measure_id": 8, "title": 30, "task": 40, "kind": 8, "recurrence": 12}
_WIDTH: Final = 18
_PRINTED: Final = 11
"""How many columns are printed; those to their right say from which notice a row is."""


def _workbook(rows: Sequence[_Item], days: tuple[dt.date, dt.date]) -> bytes:
    with needing("xlsx", "an agenda as XLSX"):
        from ..formats.workbook import Book, Head
    names, values = _columns(rows, chinese=True)
    keys = zip(HEADINGS, names, strict=True)
    heads = [Head(name, _WIDTHS.get(key, _WIDTH), "date" if key == "due" else "text") for key, name in keys]
    book = Book(title="到期事项", about="至".join(map(str, days)), author="", day=None)
    book.add("到期事项", heads, ([*row] for row in values), printed=_PRINTED)
    return book.content()
