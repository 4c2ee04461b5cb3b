r"""Trace: what the reader doubted in a text, or could not read, with its place.

A notice has what was read. The rest is kept with its source, outside of equality and of
files. For a source that was not read in this process, it is computed at its first use.

>>> found = trace(Source(text="一、优化服务\n1.开通专窗。（牵头单位：民政局等部门）\n3.公开事项。（牵头单位：）"))
>>> [(slip.number, slip.before) for slip in found.slips], found.open_ends, found.unread
([('3.', '1.')], (Span(start=23, end=26),), (Span(start=36, end=41),))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from ..text import Source, Span
from .genre import Genre
from .outline import Item
from .structure import Structure, read_structure
from .units import Clause, find_unread

__all__ = ["Slip", "Trace", "keep_trace", "trace"]

_START = attrgetter("start")


class Slip(NamedTuple):
    """An item whose number does not follow the last one in its style.

    Attributes:
        number: its number, as printed.
        before: the number of the last one.
        span: the place of its number.
    """

    number: str
    before: str
    span: Span


class Trace(NamedTuple):
    """What was doubted or not read, in text order, with places in the original.

    Attributes:
        slips: the items whose numbers skip or repeat.
        open_ends: the words that leave a list of units open: 等有关部门, 各有关单位.
        unread: labels without units, and unit clauses that are not closed.
        genre: what the text is if it is no notice, with the place of the words that show it outside its title.
    """

    slips: tuple[Slip, ...]
    open_ends: tuple[Span, ...]
    unread: tuple[Span, ...]
    genre: tuple[Genre, Span | None] | None = None


def trace(source: Source) -> Trace:
    """Return what the reader doubted in a source, or could not read."""
    kept: Trace | None = source.beside.get(Trace)
    return kept or keep_trace(source, read_structure(source))


def keep_trace(source: Source, structure: Structure) -> Trace:
    """Keep the trace with a source."""
    cells = [clause for table in structure.tables for row in table.rows for clause in row.clauses]
    clauses = sorted({*structure.clauses, *cells}, key=_START) if cells else structure.clauses
    found = structure.genre
    made = source.beside[Trace] = Trace(
        slips=tuple(_slips(source, structure.items)),
        open_ends=tuple(_open_ends(source, clauses)),
        unread=tuple(source.span(*place) for place in find_unread(source.clean, structure.labels, clauses)),
        genre=found and (found.genre, source.span(found.start, found.end) if found.end else None),
    )
    return made


def _slips(source: Source, items: Iterable[Item]) -> Iterator[Slip]:
    last: dict[str, Item] = {}  # of each style
    for item in items:
        if item.numbered:
            before = last.get(item.style)
            if before and item.value not in (1, before.value + 1):
                yield Slip(item.number, before.number, source.span(item.start, item.start + len(item.number)))
            last[item.style] = item


def _open_ends(source: Source, clauses: Iterable[Clause]) -> Iterator[Span]:
    return (source.span(*clause.open_end) for clause in clauses if clause.open_end)
