"""Ruled tables: cells between the lines that are drawn on a page.

The rules of a table divide its area into a grid. Fields of the grid with no rule between
them form one cell, which may cover several rows and columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from ..extracted import Line
from ..tables import Cell
from .drawn import SNAP, Rule, read_rules, snapped
from .printed import read_lines, rows_of
from .sheet import Char, Sheet

_MOST_PAIRS: Final = 20_000  # of rules that may touch; more are a drawing
_FIELDS_PER_CHAR: Final = 4  # most of a table is not empty

Field = tuple[int, int]
"""Row and column in a grid, counted from above and from the left."""


@attrs.frozen
class Ruled:
    """A ruled table: its page, its top, and its rows."""

    page: int
    top: float
    rows: list[list[Cell]]


def find_tables(sheet: Sheet, number: int) -> tuple[list[Ruled], list[Char]]:
    """Return the ruled tables of a page, and the characters outside of them.

    A frame around text is not a table: some row must have words in two cells.
    """
    found: list[Ruled] = []
    rest = sorted(sheet.chars, key=_down)
    for level, upright in _connected(*read_rules(sheet.lines)):
        grid = _Grid.of(level, upright, _FIELDS_PER_CHAR * len(sheet.chars))
        if grid is None:
            continue
        begin = bisect_left(rest, -grid.tops[0] - SNAP, key=_down)
        end = bisect_right(rest, -grid.tops[-1] + SNAP, key=_down)
        words, others = grid.fill(rest[begin:end])
        rows = grid.rows(words, number)
        if any(sum(bool(cell.lines) for cell in row) > 1 for row in rows):
            found.append(Ruled(number, grid.tops[0], rows))
            rest[begin:end] = others
    return found, rest


def _connected(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the rules that touch one another, table by table."""
    if len(level) * len(upright) > _MOST_PAIRS:
        return
    while level:
        *level, first = level
        table: tuple[list[Rule], list[Rule]] = ([first], [])
        along = [first]
        while along:
            across, upright = _parted(upright, along)
            along, level = _parted(level, across)
            table[0].extend(along)
            table[1].extend(across)
        if len(table[0]) > 1 and table[1]:
            yield table


def _parted(rules: list[Rule], others: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Return the rules that touch one of the others, and the rest."""
    touching: list[Rule] = []
    rest: list[Rule] = []
    for rule in rules:
        meets = any(rule.covers(other.at) and other.covers(rule.at) for other in others)
        (touching if meets else rest).append(rule)
    return touching, rest


def _down(char: Char) -> float:
    """Return how far down the middle of a character is: its height as a negative number."""
    return -(char.base + char.size * 0.3)


# --- the grid -------------------------------------------------------------


@attrs.frozen
class _Grid:
    """A grid of fields, with the cell of each; a cell is identified by its first field."""

    tops: list[float]  # from above to below; the last is the bottom
    lefts: list[float]  # the last is the right edge
    cells: dict[Field, Field]

    @classmethod
    def of(cls, level: list[Rule], upright: list[Rule], most: int) -> _Grid | None:
        """Return the grid that rules make, of at most *most* fields; tables may be open at the sides."""
        ends = [end for rule in level for end in (rule.start, rule.end)]
        lefts = snapped([*(rule.at for rule in upright), min(ends), max(ends)])
        tops = [-place for place in snapped(-rule.at for rule in level)]
        if len(lefts) < 3 or len(tops) < 2 or len(lefts) * len(tops) > most:
            return None
        walls = {(row, column) for column, row in _crossing(upright, lefts, tops)}
        floors = {(row, column) for row, column in _crossing(level, tops, lefts)}
        cells: dict[Field, Field] = {}
        for row in range(len(tops) - 1):
            for column in range(len(lefts) - 1):
                if (row, column) not in cells:
                    _spread(cells, (row, column), walls, floors, (len(tops) - 1, len(lefts) - 1))
        return cls(tops, lefts, cells)

    def fill(self, chars: Sequence[Char]) -> tuple[dict[Field, list[Char]], list[Char]]:
        """Return the characters of every cell that has any, and those outside of all cells."""
        words: dict[Field, list[Char]] = {}
        others = []
        downwards = [-top for top in self.tops]
        for char in chars:
            row = bisect_right(downwards, _down(char)) - 1
            column = bisect_right(self.lefts, (char.left + char.right) / 2) - 1
            cell = self.cells.get((row, column))
            if cell is None:
                others.append(char)
            else:
                words.setdefault(cell, []).append(char)
        return words, others

    def rows(self, words: dict[Field, list[Char]], page: int) -> list[list[Cell]]:
        """Return the rows of the table, from above to below."""
        reach: dict[Field, Field] = {}
        for (row, column), cell in self.cells.items():
            last = reach.get(cell, cell)
            reach[cell] = (max(last[0], row), max(last[1], column))
        rows: list[list[Cell]] = [[] for _ in self.tops[1:]]
        for (row, column), last in sorted(reach.items()):
            lines = read_lines(rows_of(words.get((row, column), [])), page, 0)
            columns, depth = last[1] - column + 1, last[0] - row + 1
            rows[row].append(Cell(tuple(Line(line.text, page=page) for line in lines if line.text), columns, depth))
        return rows


def _crossing(rules: list[Rule], places: list[float], ends: list[float]) -> Iterator[tuple[int, int]]:
    """Yield the index of the place at which each rule lies, and the indexes of the ends between which it runs."""
    middles = [(begin + end) / 2 for begin, end in pairwise(ends)]
    for rule in rules:
        place = min(range(len(places)), key=lambda i: abs(places[i] - rule.at))
        yield from ((place, i) for i, middle in enumerate(middles) if rule.covers(middle))


def _spread(
    cells: dict[Field, Field], first: Field, walls: set[Field], floors: set[Field], size: tuple[int, int]
) -> None:
    """Add to the cell of a field all fields that no rule separates from it."""
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
