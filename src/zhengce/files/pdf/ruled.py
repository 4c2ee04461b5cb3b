"""Ruled tables: cells between the lines that are drawn on a page.

The rules of a table cut its area into a grid. Fields of the grid with no rule between
them are one cell; it may reach over several rows and columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import pypdfium2 as pdfium

from ..extracted import Line
from ..tables import Cell
from .chars import Char, Sheet
from .lines import read_lines
from .rules import Rule, read_rules, snapped

_MOST_FIELDS: Final = 50_000  # of one grid; more are a drawing

Field = tuple[int, int]
"""Row and column in a grid, counted from above and from the left."""


@attrs.frozen
class Ruled:
    """A ruled table: its page, or the last of its pages; where it begins; and its rows."""

    page: int
    top: float
    rows: list[list[Cell]]


def find_tables(page: pdfium.PdfPage, number: int, sheet: Sheet) -> tuple[list[Ruled], list[Char]]:
    """The ruled tables of a page, and the characters that stand in none.

    A frame around text is no table: some row must have words in two cells.
    """
    found: list[Ruled] = []
    rest = sheet.chars
    for level, upright in _connected(*read_rules(page, sheet.frame)):
        grid = _Grid.of(level, upright)
        if grid is None:
            continue
        words, others = grid.fill(rest)
        rows = list(grid.rows(words, number))
        if any(sum(bool(cell.lines) for cell in row) > 1 for row in rows):
            found.append(Ruled(number, grid.tops[0], rows))
            rest = others
    return found, rest


def _connected(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules that touch one another, table by table."""
    if len(level) * len(upright) > _MOST_FIELDS * 2:
        return
    left_level, left_upright = list(level), list(upright)
    while left_level:
        table: tuple[list[Rule], list[Rule]] = ([left_level.pop()], [])
        reached = True
        while reached:
            across = [v for v in left_upright if any(_touch(h, v) for h in table[0])]
            left_upright = [v for v in left_upright if v not in across]
            table[1].extend(across)
            along = [h for h in left_level if any(_touch(h, v) for v in across)]
            left_level = [h for h in left_level if h not in along]
            table[0].extend(along)
            reached = bool(along)
        if len(table[0]) > 1 and table[1]:
            yield table


def _touch(level: Rule, upright: Rule) -> bool:
    return level.covers(upright.at) and upright.covers(level.at)


# --- the grid -------------------------------------------------------------


@attrs.frozen
class _Grid:
    """A grid of fields, and which cell each of them belongs to; a cell goes by its first field."""

    tops: list[float]  # from above to below; the last is the bottom
    lefts: list[float]  # the last is the right edge
    cells: dict[Field, Field]

    @classmethod
    def of(cls, level: list[Rule], upright: list[Rule]) -> _Grid | None:
        """The grid that rules make; tables may be open at the sides."""
        ends = [end for rule in level for end in (rule.start, rule.end)]
        lefts = snapped([*(rule.at for rule in upright), min(ends), max(ends)])
        tops = [-place for place in snapped(-rule.at for rule in level)]
        if len(lefts) < 3 or len(tops) < 2 or len(lefts) * len(tops) > _MOST_FIELDS:
            return None
        walls = {(row, i) for row in range(len(tops) - 1) for i in _crossing(upright, lefts, tops[row : row + 2])}
        floors = {
            (i, column) for column in range(len(lefts) - 1) for i in _crossing(level, tops, lefts[column : column + 2])
        }
        cells: dict[Field, Field] = {}
        for row in range(len(tops) - 1):
            for column in range(len(lefts) - 1):
                if (row, column) not in cells:
                    _spread(cells, (row, column), walls, floors, (len(tops) - 1, len(lefts) - 1))
        return cls(tops, lefts, cells)

    def fill(self, chars: Sequence[Char]) -> tuple[dict[Field, list[Char]], list[Char]]:
        """The characters of every cell that has some, and those of none."""
        words: dict[Field, list[Char]] = {}
        others = []
        downwards = [-top for top in self.tops]
        for char in chars:
            row = bisect_right(downwards, -(char.base + char.size * 0.3)) - 1
            column = bisect_right(self.lefts, (char.left + char.right) / 2) - 1
            cell = self.cells.get((row, column))
            if cell is None:
                others.append(char)
            else:
                words.setdefault(cell, []).append(char)
        return words, others

    def rows(self, words: dict[Field, list[Char]], page: int) -> Iterator[list[Cell]]:
        """The rows of the table, from above to below."""
        reach: dict[Field, Field] = {}
        for (row, column), cell in self.cells.items():
            last = reach.get(cell, cell)
            reach[cell] = (max(last[0], row), max(last[1], column))
        for row in range(len(self.tops) - 1):
            yield [
                Cell(
                    [Line(line.text, page=page) for line in read_lines(words.get(cell, []), page, 0)],
                    columns=last[1] - cell[1] + 1,
                    rows=last[0] - cell[0] + 1,
                )
                for cell, last in sorted(reach.items())
                if cell[0] == row
            ]


def _crossing(rules: list[Rule], places: list[float], between: list[float]) -> Iterator[int]:
    """Which of the places have a rule that passes the middle between two others."""
    middle = (between[0] + between[1]) / 2
    for rule in rules:
        if rule.covers(middle):
            yield min(range(len(places)), key=lambda i: abs(places[i] - rule.at))


def _spread(
    cells: dict[Field, Field], first: Field, walls: set[Field], floors: set[Field], size: tuple[int, int]
) -> None:
    """Give the fields that no rule parts from the first one to its cell."""
    cells[first] = first
    todo = [first]
    while todo:
        row, column = todo.pop()
        for there, parted in (
            ((row, column + 1), (row, column + 1) in walls),
            ((row, column - 1), (row, column) in walls),
            ((row + 1, column), (row + 1, column) in floors),
            ((row - 1, column), (row, column) in floors),
        ):
            if not parted and there not in cells and 0 <= there[0] < size[0] and 0 <= there[1] < size[1]:
                cells[there] = first
                todo.append(there)
