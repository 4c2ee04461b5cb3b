r"""Trace: what the reader doubted in a text, or could not read, and where it stands.

A notice says what was read. What was not is kept beside its source, outside of equality,
and in no file: of a source that was not read here, it is found when it is first asked for.

>>> found = trace(Source(text="一、优化服务\n1.开通专窗。（牵头单位：民政局等部门）\n3.公开事项。（牵头单位：）"))
>>> [(slip.number, slip.before) for slip in found.slips], found.open_ends, found.unread
([('3.', '1.')], (Span(start=23, end=26),), (Span(start=36, end=41),))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from ..text import Source, Span
from .outline import Item
from .structure import Structure, read_structure
from .units import Clause, find_unread

__all__ = ["Slip", "Trace", "keep_trace", "trace"]


@attrs.frozen
class Slip:
    """An item whose number does not follow that of the last one in its style.

    Attributes:
        number: its number, as printed.
        before: that of the last one.
        span: where its number stands.
    """

    number: str
    before: str
    span: Span


@attrs.frozen
class Trace:
    """What was doubted or not read, each in text order, with places in the original.

    Attributes:
        slips: the items whose numbers skip or repeat.
        open_ends: the words that leave a list of units open: 等有关部门, 各有关单位.
        unread: labels of units that name none, and unit clauses that are not closed.
    """

    slips: tuple[Slip, ...]
    open_ends: tuple[Span, ...]
    unread: tuple[Span, ...]


def trace(source: Source) -> Trace:
    """Return what the reader doubted in a source, or could not read."""
    kept: Trace | None = source.beside.get(Trace)
    return kept or keep_trace(source, read_structure(source))


def keep_trace(source: Source, structure: Structure) -> Trace:
    """Keep what was doubted in a source beside it."""
    cells = [clause for table in structure.tables for row in table.rows for clause in row.clauses]
    clauses = sorted({*structure.clauses, *cells}, key=lambda clause: clause.start)
    made = source.beside[Trace] = Trace(
        slips=tuple(_slips(source, structure.items())),
        open_ends=tuple(_open_ends(source, clauses)),
        unread=tuple(source.span(*place) for place in find_unread(source.clean, structure.labels, clauses)),
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
