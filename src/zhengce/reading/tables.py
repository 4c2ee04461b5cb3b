"""Tables: a row is a measure where the columns say so.

::

    table   = header rule { row }
    row     = "|" cell "|" cell "|" … "|"

The columns may come in any order and under many names: 序号, 任务 or 措施, 牵头单位,
责任单位, 配合单位, 完成时限. A table without a column of units is no list of measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

import attrs

from .lines import Line
from .units import Clause, Role, first_leads, promote_first, read_names


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    GROUP = "group"
    TASK = "task"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"
    LIMIT = "limit"
    OTHER = "other"


_OFFICE = "(?:单位|部门|科室|处室|机构|主体)?"
_HEADERS: Final = {
    Column.NUMBER: r"序号|编号|序",
    Column.LIMIT: r".*(?:时限|期限|时间|进度|时间节点|节点).*",
    Column.LEAD: rf"牵头{_OFFICE}(?:（.*）)?|主办{_OFFICE}|主责{_OFFICE}",
    Column.SUPPORTING: rf"(?:配合|协办|协助|参与|参加|支持){_OFFICE}(?:（.*）)?",
    Column.RESPONSIBLE: rf".*(?:责任|承办|落实|实施|负责|分工|主管){_OFFICE}(?:（.*）)?(?<!领导)(?<!责任人)(?<!负责人)",
    Column.GROUP: r".*(?:领域|类别|分类|板块|方面|工程|一级指标|任务类型)",
    Column.TASK: r".*(?:任务|措施|举措|事项|内容|要求|项目|目标|工作|指标|清单|名称).*",
}
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_ROLES: Final = {Column.LEAD: Role.LEAD, Column.RESPONSIBLE: Role.RESPONSIBLE, Column.SUPPORTING: Role.SUPPORTING}


@attrs.frozen
class Row:
    """A row that is a measure, with places in the clean text."""

    start: int
    end: int
    number: str
    group: Line | None
    title: Line
    clauses: tuple[Clause, ...]


@attrs.frozen
class Table:
    """A list of measures, with its place in the clean text."""

    start: int
    end: int
    rows: tuple[Row, ...]


def find_tables(clean: str, lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables among *lines* whose rows are measures, in text order."""
    return tuple(table for block in _blocks(clean, lines) if (table := _table(clean, block)))


def _blocks(clean: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that are rows."""
    block: list[Line] = []
    for line in lines:
        if clean[line[0]] == "|":
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cells(clean: str, line: Line) -> list[Line]:
    """The places of the cells' words."""
    bars = [line[0] + m.start() for m in re.finditer(r"\|", clean[slice(*line)])]
    return [_trim(clean, a + 1, b) for a, b in pairwise(bars)]


def _trim(clean: str, start: int, end: int) -> Line:
    while start < end and clean[start] == " ":
        start += 1
    while end > start and clean[end - 1] == " ":
        end -= 1
    return start, end


def _column(header: str) -> Column:
    return next((c for c, pattern in _HEADERS.items() if re.fullmatch(pattern, header)), Column.OTHER)


def _table(clean: str, block: list[Line]) -> Table | None:
    grid = [_cells(clean, line) for line in block if not _RULE.fullmatch(clean, *line)]
    if not grid:
        return None
    header = next((i for i, cells in enumerate(grid) if any(a < b for a, b in cells)), 0)
    headers = [clean[slice(*cell)] for cell in grid[header]]
    columns = [_column(name) for name in headers]
    if not {Column.TASK, Column.GROUP} & set(columns) or not _ROLES.keys() & set(columns):
        return None
    body = [cells for cells in grid[header + 1 :] if len(cells) == len(columns)]
    title = _title_column(clean, columns, body)
    leads = any(first_leads(name) for name in headers)
    rows: list[Row] = []
    group: Line | None = None
    for cells in body:
        filled = [cell for cell in cells if cell[0] < cell[1]]
        if len({clean[slice(*cell)] for cell in filled}) == 1 and len(columns) > 2:  # a heading that spans the columns
            group = filled[0]
        elif row := _row(clean, columns, cells, title, leads=leads):
            group = row.group or group  # a merged cell speaks for the rows below it, also where it is empty in them
            rows.append(attrs.evolve(row, group=group))
    return Table(block[0][0], block[-1][1], tuple(rows)) if rows else None


def _title_column(clean: str, columns: list[Column], body: list[list[Line]]) -> int:
    """The first column of words whose values are not those of a merged cell."""
    candidates = [i for i, c in enumerate(columns) if c in (Column.TASK, Column.GROUP)]
    for i in candidates:
        values = [clean[slice(*cells[i])] for cells in body if cells[i][0] < cells[i][1]]
        if columns[i] is Column.TASK and len(set(values)) == len(values):
            return i
    return candidates[-1]


def _row(clean: str, columns: list[Column], cells: list[Line], title: int, *, leads: bool) -> Row | None:
    start, end = cells[title]
    if start == end:
        return None
    clauses = [
        _clause(clean, cell, _ROLES[c], leads=leads) for c, cell in zip(columns, cells, strict=True) if c in _ROLES
    ]
    group = next((i for i, c in enumerate(columns[:title]) if c in (Column.TASK, Column.GROUP)), None)
    return Row(
        start=clean.rindex("|", 0, cells[0][0]),
        end=clean.index("|", cells[-1][1]) + 1,
        number=next((clean[slice(*cell)] for c, cell in zip(columns, cells, strict=True) if c is Column.NUMBER), ""),
        group=None if group is None or cells[group][0] == cells[group][1] else cells[group],
        title=(start, end),
        clauses=tuple(clause for clause in clauses if clause),
    )


def _clause(clean: str, cell: Line, role: Role, *, leads: bool) -> Clause | None:
    start, end = cell
    units, open_ended = read_names(clean, start, end, role)
    if not units and not open_ended:
        return None
    clause = Clause(start, end, units, open_ended)
    return promote_first(clause) if leads and role is Role.RESPONSIBLE else clause
