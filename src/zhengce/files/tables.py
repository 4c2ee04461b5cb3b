"""Tables as text: Markdown tables, one row a line, for all kinds of files.

::

    | 序号 | 任务 | 牵头单位 |
    | --- | --- | --- |
    | 1 | 开通专窗 | 综合服务局 |

The value of a cell merged over several rows is repeated in each of them; that of a cell
merged over several columns appears once, followed by empty cells. A table that only
arranges text on the page is read as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import attrs

from ..lexicon import OFFICE_LINE
from ..text import WIDE
from ..text.layout import MOST_COLUMNS, is_layout
from .extracted import Line, tidy

_MOST_REPEATED: Final = 200_000  # cells and their characters in one table, so that merged cells cannot multiply

_RULE = re.compile(r"\| ---(?: \| ---)* \|")
_OFFICE = re.compile(OFFICE_LINE)
_LOOSE = re.compile(f"(?<=[{WIDE}]) | (?=[{WIDE}])")


class Cell(NamedTuple):
    """A cell: its lines, and the columns and rows it is merged over; *goes_on* if it is part of the one above."""

    lines: tuple[Line, ...] = ()
    columns: int = 1
    rows: int = 1
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its lines as one, without the bars of a table inside the cell."""
        return join(_without_bars(line.text) for line in self.lines)


def _without_bars(text: str) -> str:
    if not text.startswith("| ") or not text.endswith(" |"):
        return text
    return "" if _RULE.fullmatch(text) else text[2:-2].replace(" | ", " ")


def join(lines: Iterable[str]) -> str:
    """Return the lines of one cell as one line.

    Between Chinese characters nothing is inserted, between others a space. Offices on
    separate lines are joined by 、.

    >>> join(["牵头", "单位"]), join(["园区 A", "3 号"]), join(["规划局", "公安局"])
    ('牵头单位', '园区 A 3 号', '规划局、公安局')
    """
    kept = [text for line in lines if (text := tidy(line))]
    if len(kept) > 1 and all(map(_OFFICE.fullmatch, kept)):
        return "、".join(kept)
    text = kept[0] if kept else ""
    for line in kept[1:]:
        text += ("" if _LOOSE.search(f"{text[-1]} {line[0]}") else " ") + line
    return text


def render(rows: Iterable[Sequence[Cell]]) -> list[Line]:
    r"""Return the lines of a table, or the lines of its cells if it only arranges text.

    Empty rows and columns are left out. A heading in a single merged cell above the table
    becomes a line before it.

    >>> rows = [["序号", "任务", "牵头单位"], ["1", "开通专窗|专线", "综合服务局"]]
    >>> lines = render([Cell((Line(text),)) for text in row] for row in rows)
    >>> print("\n".join(line.text for line in lines))
    | 序号 | 任务 | 牵头单位 |
    | --- | --- | --- |
    | 1 | 开通专窗｜专线 | 综合服务局 |
    """
    grid = list(_grid(rows))
    if is_layout([[_size(cell) for cell in row.values()] for row in grid]):
        return [line for row in grid for cell in row.values() for line in cell.lines]
    titles = next(i for i, row in enumerate(grid) if len(row) > 1)
    body = _fold_head(grid[titles:])
    columns = sorted({column for row in body for column in row})
    table = [_row(row, columns if len(columns) <= MOST_COLUMNS else list(row)) for row in body]
    rule = attrs.evolve(table[0], text=_bars("---" for _ in columns))
    above = [line for row in grid[:titles] for cell in row.values() for line in cell.lines]
    return [*above, table[0], rule, *table[1:]]


def _fold_head(rows: list[dict[int, Cell]]) -> list[dict[int, Cell]]:
    """Return a head of two rows as one: 责任单位 over 牵头 and 配合 becomes 牵头（责任单位） and 配合（责任单位）."""
    if len(rows) < 2:
        return rows
    first, second = rows[:2]
    over = {inner: cell for column, cell in first.items() for inner in range(column, column + cell.columns)}
    wide = [column for column in second if column in over and over[column].columns > second[column].columns]
    merged = [column for column in first if column in second and first[column].text == second[column].text]
    if not wide or not merged or len(wide) + len(merged) < len(second):
        return rows
    head = dict(second)
    for column in wide:
        line = second[column].lines[0]
        head[column] = Cell((attrs.evolve(line, text=f"{second[column].text}（{over[column].text}）"),))
    return [head, *rows[2:]]


def _row(row: dict[int, Cell], columns: list[int]) -> Line:
    text = _bars(row[column].text if column in row else "" for column in columns)
    return attrs.evolve(next(iter(row.values())).lines[0], text=text)


def _bars(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


def place(
    rows: Iterable[Sequence[Cell]], above: dict[int, Cell] | None = None
) -> Iterator[tuple[dict[int, Cell], list[int]]]:
    """Yield for every row its cells by column, with merged ones from above, and the columns of its own cells.

    Args:
        rows: the rows.
        above: the cells of the row above, if the rows continue a table.
    """
    above = above or {}
    left = _MOST_REPEATED
    for row in rows:
        cells = {column: cell._replace(rows=cell.rows - 1) for column, cell in above.items() if cell.rows > 1}
        taken = sorted(((column, column + cell.columns) for column, cell in cells.items()), reverse=True)
        repeated = list(cells)
        own = []
        column = 0
        for cell in row:
            while taken and taken[-1][0] <= column:
                column = max(column, taken.pop()[1])
            lines = cell.lines
            if cell.goes_on and column in above:
                repeated.append(column)
                lines = above[column].lines
            cells[column] = cell._replace(lines=lines, columns=max(1, min(cell.columns, MOST_COLUMNS)))
            own.append(column)
            column += cells[column].columns
        left -= sum(1 + sum(len(line.text) for line in cells[column].lines) for column in repeated)
        if left < 0:
            cells = {column: cell for column, cell in cells.items() if column not in repeated}
        above = cells
        yield {column: cells[column] for column in sorted(cells)}, own


def _grid(rows: Iterable[Sequence[Cell]]) -> Iterator[dict[int, Cell]]:
    """Yield for every row the cells that have words, by column."""
    for cells, _ in place(rows):
        if kept := {column: cell for column, cell in cells.items() if cell.lines}:
            yield kept


def _size(cell: Cell) -> tuple[int, int]:
    """Return the numbers of characters and lines in a cell."""
    return sum(len(line.text) for line in cell.lines), len(cell.lines)
