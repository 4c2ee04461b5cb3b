"""Tables that continue on the next page: heads are repeated, rows are cut, merged cells are drawn again without words.

The key of a table is the first column whose cells begin with a number, or else the first
column without merged cells. A row with an empty key is the rest of the row before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...lexicon import ITEM
from ..tables import Cell, place
from .ruled import Ruled

_NUMBERED = re.compile(rf"{ITEM}|[0-9]{{1,4}}(?![0-9年月日%])")

Row = list[Cell]


class LongTable:
    """A ruled table with its continuation on other pages.

    Attributes:
        rows: its rows so far.
    """

    def __init__(self, table: Ruled) -> None:
        """Begin with the table on the first page."""
        self.rows: list[Row] = []
        self._page = table.page
        self._width = _width(table.rows)
        self._above: dict[int, Cell] = {}  # the cells above the last row, by column
        self._last: dict[int, Cell] = {}  # the cells of the last row, by column
        self._own: list[int] = []  # the columns in which the last row has cells of its own
        self._merged: set[int] = set()  # columns with merged cells
        self._append(table.rows)

    def goes_on(self, other: Ruled) -> bool:
        """Return whether another table continues this one: on the next page, as wide, with no text between."""
        return self._page + 1 == other.page and self._width == _width(other.rows)

    def add(self, other: Ruled) -> None:
        """Add the rest of the table."""
        self._page = other.page
        rest = other.rows
        if [cell.text for cell in rest[0]] == [cell.text for cell in self.rows[0]]:
            rest = rest[1:]
        if not rest:
            return
        key = self._key()
        glued = _glued(self.rows[-1], self._own, rest[0], key)
        if glued:
            self.rows.pop()
            self._last = self._above
            self._append([glued, *_without_first(rest)])
        else:
            self._append([_filled(rest[0], self._last, key), *rest[1:]])

    def _append(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        for cells, own in place(rows, self._last):
            self._above, self._last, self._own = self._last, cells, own
            self._merged.update(column for column, cell in cells.items() if cell.rows > 1)
        self.rows += rows

    def _key(self) -> int:
        single = [column for column in self._last if column not in self._merged]
        numbered = (column for column in single if _NUMBERED.match(self._last[column].text))
        return next(numbered, min(single, default=0))


def _width(rows: list[Row]) -> int:
    return max((sum(cell.columns for cell in row) for row in rows), default=0)


def _by_column(row: Row) -> dict[int, Cell]:
    [(cells, _)] = place([row])
    return cells


def _glued(row: Row, own: list[int], rest: Row, key: int) -> Row | None:
    """Return a row joined with its rest, or ``None`` if *rest* is a row of its own."""
    more = _by_column(rest)
    if any(cell.lines and column not in own for column, cell in more.items()) or key not in own:
        return None
    if any(cell.rows > 1 for column, cell in more.items() if column >= key):
        return None
    begins = more[key].text if key in more else ""
    is_numbered = _NUMBERED.match(row[own.index(key)].text)
    if begins and not (is_numbered and not _NUMBERED.match(begins)):
        return None
    return [
        cell._replace(lines=cell.lines + (more[column].lines if column in more else ()))
        for column, cell in zip(own, row, strict=True)
    ]


def _without_first(rows: list[Row]) -> list[Row]:
    """Return the rows without the first; its merged cells are passed on to the second."""
    if len(rows) < 2:
        return []
    _, (cells, own) = place(rows[:2])
    return [[cell._replace(goes_on=column not in own) for column, cell in cells.items()], *rows[2:]]


def _filled(row: Row, above: dict[int, Cell], key: int) -> Row:
    """Return a row with the words of merged cells filled into the cells that continue them."""
    columns = _by_column(row)
    return [
        cell._replace(goes_on=True) if not cell.lines and column in above and (column < key or cell.rows > 1) else cell
        for column, cell in columns.items()
    ]
