"""Tables that go on over pages: heads are repeated, rows are cut, merged cells are drawn again without their words.

The rest of a row is told by its key, the first column whose cells begin with a number,
or else the first that no merged cell stands in: a row without a key is no row.
"""

from __future__ import annotations

import re

import attrs

from ...text import ITEM
from ..tables import Cell, place
from .ruled import Ruled

_NUMBERED = re.compile(rf"{ITEM}|[0-9]{{1,4}}(?![0-9年月日%])")

Row = list[Cell]


def goes_on(table: Ruled, other: Ruled) -> bool:
    """Whether another table, with no text between, is the rest of this one: on the next page, and as wide."""
    return table.page + 1 == other.page and _width(table.rows) == _width(other.rows)


def with_rest(table: Ruled, other: Ruled) -> Ruled:
    """A table and its rest on the next page."""
    rows, rest = table.rows, other.rows
    if [cell.text for cell in rest[0]] == [cell.text for cell in rows[0]]:
        rest = rest[1:]
    if rest:
        *_, (last, own) = place(rows)
        key = _key(rows, last)
        glued = _glued(rows[-1], own, rest[0], key)
        if glued:
            rows, rest = [*rows[:-1], glued], _without_first(rest)
        else:
            rest = [_filled(rest[0], last, key), *rest[1:]]
    return attrs.evolve(table, page=other.page, rows=rows + rest)


def _width(rows: list[Row]) -> int:
    return max((sum(cell.columns for cell in row) for row in rows), default=0)


def _by_column(row: Row) -> dict[int, Cell]:
    [(cells, _)] = place([row])
    return cells


def _key(rows: list[Row], last: dict[int, Cell]) -> int:
    merged = {column for cells, _ in place(rows) for column, cell in cells.items() if cell.rows > 1}
    single = [column for column in last if column not in merged]
    return next((column for column in single if _NUMBERED.match(last[column].text)), min(single, default=0))


def _glued(row: Row, own: list[int], rest: Row, key: int) -> Row | None:
    """A row with its rest, or ``None`` if that is a row of its own."""
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
        attrs.evolve(cell, lines=cell.lines + (more[column].lines if column in more else ()))
        for column, cell in zip(own, row, strict=True)
    ]


def _without_first(rows: list[Row]) -> list[Row]:
    """The rows without the first, whose merged cells reach into the second."""
    if len(rows) < 2:
        return []
    _, (cells, own) = place(rows[:2])
    return [[attrs.evolve(cell, goes_on=column not in own) for column, cell in cells.items()], *rows[2:]]


def _filled(row: Row, above: dict[int, Cell], key: int) -> Row:
    """A row whose cells are empty because they are the rest of merged ones, which say their words again."""
    columns = _by_column(row)
    return [
        attrs.evolve(cell, goes_on=True)
        if not cell.lines and column in above and (column < key or cell.rows > 1)
        else cell
        for column, cell in columns.items()
    ]
