"""Tables as text: Markdown pipe tables, one row a line, whatever file they stood in.

::

    | 序号 | 任务 | 牵头单位 |
    | --- | --- | --- |
    | 1 | 开通专窗 | 综合服务局 |

A cell merged over several rows repeats its value in each of them; one merged over
several columns stands once, with empty cells behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import attrs

from ..text import HAN, WIDE
from .extracted import tidy

MOST_COLUMNS: Final = 64
"""No list of tasks has more; a merged cell that claims to is read as this wide."""

_MOST_REPEATED: Final = 1_000_000  # characters in one table, lest merged cells multiply without bound

_LOOSE = re.compile(f"(?<=[{WIDE}]) | (?=[{WIDE}])")
_OFFICE = re.compile(
    f"[{HAN}（）()]{{2,20}}(?:[局委办部厅院处科会司署室站所队]|政府|中心|公司|集团|街道|银行|单位|部门)"
)


@attrs.frozen
class Cell:
    """A cell: its words, and how many columns and rows it is merged over."""

    text: str
    columns: int = 1
    rows: int = 1


def join(lines: Iterable[str]) -> str:
    """The lines of one cell as one line.

    Nothing comes between Chinese characters, a space between others. Offices that
    stand one under another, without a mark, get the mark that a line would have.

    >>> join(["牵头", "单位"]), join(["园区 A", "3 号"]), join(["规划局", "公安局"])
    ('牵头单位', '园区 A 3 号', '规划局、公安局')
    """
    kept = [text for line in lines if (text := tidy(line))]
    if len(kept) > 1 and all(map(_OFFICE.fullmatch, kept)):
        return "、".join(kept)
    text = kept[0] if kept else ""
    for line in kept[1:]:
        between = "" if _LOOSE.match(f"{text[-1]} {line[0]}", 1) else " "
        text += between + line
    return text


def render(rows: Iterable[Iterable[Cell]]) -> list[str]:
    r"""The lines of a table.

    Rows and columns without a word are left out; a heading in a single merged cell above
    the table stands before it as a line of its own.

    >>> rows = [
    ...     [Cell("序号"), Cell("任务", columns=2)],
    ...     [Cell("1", rows=2), Cell("甲"), Cell("乙")],
    ...     [Cell("丙"), Cell("|")],
    ... ]
    >>> print("\n".join(render(rows)))
    | 序号 | 任务 |  |
    | --- | --- | --- |
    | 1 | 甲 | 乙 |
    | 1 | 丙 | ｜ |
    """
    grid = [row for row in _grid(rows) if row]
    titles = 0
    while titles < len(grid) and len(grid[titles]) == 1 and any(len(row) > 1 for row in grid[titles + 1 :]):
        titles += 1
    lines = [text for row in grid[:titles] for text in row.values()]
    columns = sorted({column for row in grid[titles:] for column in row})
    table = [_row(row.get(column, "") for column in columns) for row in grid[titles:]]
    return lines + table[:1] + [_row("---" for _ in columns)][: len(table)] + table[1:]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


def _grid(rows: Iterable[Iterable[Cell]]) -> list[dict[int, str]]:
    """The words by row and column, merged cells repeated downwards."""
    grid: list[dict[int, str]] = []
    above: dict[int, Cell] = {}
    repeated = 0
    for row in rows:
        cells = {column: attrs.evolve(cell, rows=cell.rows - 1) for column, cell in above.items() if cell.rows > 1}
        repeated += sum(len(cell.text) for cell in cells.values())
        if repeated > _MOST_REPEATED:
            cells = {}
        taken = {i for column, cell in cells.items() for i in range(column, column + cell.columns)}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            cells[column] = attrs.evolve(cell, columns=max(1, min(cell.columns, MOST_COLUMNS)))
            column += cells[column].columns
        grid.append({column: cells[column].text for column in sorted(cells) if cells[column].text})
        above = cells
    return grid
