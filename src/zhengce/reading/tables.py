"""Tables: read the rows that are measures, by the columns of the table.

::

    table   = header rule { row }
    row     = "|" cell "|" cell "|" … "|"

The columns may have any order and many names: 序号, 任务 or 措施, 牵头单位, 责任单位, 配合单位,
完成时限. A table without a column of units has no measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import chain, pairwise
from typing import Final, NamedTuple

from ..lexicon import KindTag, Lazy, RoleTag, any_of, kind_words, role_words
from ..text import Source
from ..text.layout import MOST_COLUMNS
from .lines import Line
from .units import Clause, Role, read_names


class Column(StrEnum):
    """The kinds of columns."""

    NUMBER = "number"
    GROUP = "group"
    TASK = "task"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"
    LIMIT = "limit"
    OTHER = "other"


_OFFICE = f"{any_of(kind_words(KindTag.LABEL))}?"
_LEADS, _SUPPORTS = any_of(role_words("lead", RoleTag.LABEL)), any_of(role_words("supporting", RoleTag.OFFICE))
_DOES = any_of([*role_words("responsible", RoleTag.OFFICE), "主管", "分工"])
_HEADERS: Final = {
    Column.NUMBER: r"序号|编号|序",
    Column.LIMIT: r".*(?:时限|期限|时间|进度|节点).*",
    Column.LEAD: rf"{_LEADS}{_OFFICE}(?:（.*）)?",
    Column.SUPPORTING: rf"{_SUPPORTS}{_OFFICE}(?:（.*）)?",
    Column.RESPONSIBLE: rf".*{_DOES}{_OFFICE}(?:（.*）)?(?<!领导)(?<!责任人)(?<!负责人)",
    Column.GROUP: r".*(?:领域|类别|分类|板块|方面|工程|一级指标|任务类型)",
    Column.TASK: r".*(?:任务|措施|举措|事项|内容|要求|项目|目标|工作|指标|清单|名称|职责).*",
}
_OFFICES = Lazy(rf"(?:成员|参与|有关|相关|职能|业务)?{any_of(kind_words(KindTag.LABEL))}(?:名称)?")
_DUTIES = Lazy(".*(?:职责|分工|任务|重点.*领域|重点工作|工作内容).*")
_SOURCE = Lazy("来源|依据|出处")
_OTHER_TIMES = Lazy("(?:开始|起始|启动|开工|成立|发布|印发|召开|登记|注册|更新|填报)(?:时间|日期)")
_MARKS = Lazy("[（）：。；，、《》]")  # in the words before the first bar, which are no name of a column then
_RULE = Lazy(r"(?:\|\s*:?-+:?\s*)+\|?")
_ROLES: Final = {Column.LEAD: Role.LEAD, Column.RESPONSIBLE: Role.RESPONSIBLE, Column.SUPPORTING: Role.SUPPORTING}


class Row(NamedTuple):
    """A row that is a measure, with places in the clean text.

    *above* has the cells that it shares with the rows above, where their words are.
    """

    start: int
    end: int
    above: tuple[Line, ...]
    number: str
    group: Line | None
    title: Line
    clauses: tuple[Clause, ...]


class Table(NamedTuple):
    """A list of measures, with its place in the clean text, and the places of cells that state time limits.

    *sources* has the cells that name the source of a task; they cite documents and set no time limit.
    """

    start: int
    end: int
    rows: tuple[Row, ...] = ()
    limits: tuple[Line, ...] = ()
    sources: tuple[Line, ...] = ()


def find_tables(source: Source, lines: Sequence[Line]) -> tuple[Table, ...]:
    """Return the tables among *lines* that have measures or time limits, in text order."""
    if "|" not in source.clean:
        return ()
    found = (_table(source, block) for block in _blocks(source.clean, lines))
    return tuple(table for table in found if table.rows or table.limits)


def _blocks(clean: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of consecutive lines that are rows, all in the body."""
    block: list[Line] = []
    for line in lines:
        is_row = clean[line[0]] == "|" or _is_open_row(clean, line, block)
        if block and not (is_row and line[0] <= block[-1][1] + 1):
            yield block
            block = []
        if is_row:
            if len(block) > 1 and clean.find("--", *line) >= 0 and _RULE.fullmatch(clean, *line):
                yield block[:-1]  # the row above the rule names the columns of another table
                block = block[-1:]
            block.append(line)
    if block:
        yield block


def _is_open_row(clean: str, line: Line, block: list[Line]) -> bool:
    """Return whether a line is a row without a bar at its start: the names of columns, or as many cells as above."""
    bars = clean.count("|", *line)
    if not block:
        return bars > 0 and not _MARKS.search(clean, line[0], clean.index("|", *line))
    return bars > 0 and clean[block[-1][0]] != "|" and bars == clean.count("|", *block[-1])


def _cells(source: Source, line: Line, above: list[Line]) -> list[Line]:
    """Return the places of the cells' words, by column; a merged cell may share those of *above*, the row above."""
    clean = source.clean
    bars = [line[0] + m.start() for m in re.finditer(r"\|", clean[slice(*line)])]
    if clean[line[0]] != "|":
        bars.insert(0, line[0] - 1)
    cells: list[Line] = []
    for bar, stop in pairwise([*bars, line[1]]):
        shared, columns = source.cells.get(bar, (0, 1))
        cells += above[len(cells) : len(cells) + shared]
        if stop < line[1] or bar + 1 < stop:  # there may be words after the last bar
            cells += [(bar + 1, stop), *[(stop, stop)] * (columns - 1)]
    return cells


def _column(header: str) -> Column:
    return next((c for c, pattern in _HEADERS.items() if re.fullmatch(pattern, header)), Column.OTHER)


def _columns(headers: list[str]) -> list[Column]:
    """Return the kinds of the columns; in a table of offices and their duties the office is just 部门 or 单位."""
    columns = [_column(name) for name in headers]
    offices = [i for i, name in enumerate(headers) if _OFFICES.fullmatch(name)]
    duties = [i for i, name in enumerate(headers) if _DUTIES.fullmatch(name)]
    if not duties and Column.LIMIT in columns:
        duties = [i for i, column in enumerate(columns) if column is Column.TASK]
    if len(offices) == 1 and duties and all(i in duties for i, c in enumerate(columns) if c in _ROLES):
        columns[offices[0]], columns[duties[0]] = Column.RESPONSIBLE, Column.TASK
    return columns


def _table(source: Source, block: list[Line]) -> Table:
    clean = source.clean
    start, end = block[0][0], block[-1][1]
    if any(clean.count("|", *line) > MOST_COLUMNS for line in block):
        return Table(start, end)
    grid = _grid(source, block)
    first = next((cells for _, cells in grid if any(a < b for a, b in cells)), [])
    second = next(grid, None)
    headers, taken = _headers(clean, [first, second[1]] if second else [first])
    columns = _columns(headers)
    limits = [i for i, (c, name) in enumerate(zip(columns, headers, strict=True)) if _states_limits(c, name)]
    has_measures = {Column.TASK, Column.GROUP} & set(columns) and _ROLES.keys() & set(columns)
    if second is None or not (has_measures or limits):
        return Table(start, end)
    below = grid if taken > 1 else chain([second], grid)
    body = [(line, cells) for line, cells in below if len(cells) == len(columns)]
    rows = tuple(_rows(source, columns, body)) if has_measures else ()
    sources = [i for i, name in enumerate(headers) if _SOURCE.search(name)]
    return Table(start, end, rows, _filled(body, limits), _filled(body, sources))


def _filled(body: list[tuple[Line, list[Line]]], columns: list[int]) -> tuple[Line, ...]:
    """Return the cells of the columns that have words, each once."""
    return tuple(dict.fromkeys(cells[i] for _, cells in body for i in columns if cells[i][0] < cells[i][1]))


def _grid(source: Source, block: list[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Return the rows with their cells, without the rule below the names of the columns."""
    above: list[Line] = []
    for line in block:
        if not _RULE.fullmatch(source.clean, *line):
            above = _cells(source, line, above)
            yield line, above


def _rows(source: Source, columns: list[Column], body: list[tuple[Line, list[Line]]]) -> Iterator[Row]:
    """Return the rows that are measures."""
    clean = source.clean
    title = _title_column(clean, columns, [cells for _, cells in body])
    group: Line | None = None
    for line, cells in body:
        filled = [cell for cell in cells if cell[0] < cell[1]]
        if len({clean[slice(*cell)] for cell in filled}) == 1 and len(columns) > 2:  # a heading that spans the columns
            group = filled[0]
        elif row := _row(source, line, columns, cells, title):
            group = row.group or group  # a merged cell counts for the rows below it, where it is empty
            yield row._replace(group=group)


def _states_limits(column: Column, header: str) -> bool:
    """Return whether a day in the column is a time limit: not in 开始时间."""
    return column is Column.LIMIT and _OTHER_TIMES.search(header) is None


def _headers(clean: str, grid: list[list[Line]]) -> tuple[list[str], int]:
    """Return the names of the columns, and the number of their rows.

    They take two where a cell of the first is merged with the one below: 责任单位 over
    牵头 and 配合 becomes 牵头（责任单位） and 配合（责任单位）.
    """
    names = [clean[slice(*cell)] for cell in grid[0]]
    if len(grid) < 2 or len(grid[1]) != len(names) or not set(grid[0]) & set(grid[1]):
        return names, 1
    over = ""
    for i, (first, second) in enumerate(zip(grid[0], grid[1], strict=True)):
        over = names[i] or over
        if first != second:
            names[i] = f"{clean[slice(*second)]}（{over}）"
    return names, 2


def _title_column(clean: str, columns: list[Column], body: list[list[Line]]) -> int:
    """Return the first column of words whose values are not those of a merged cell."""
    candidates = [i for i, c in enumerate(columns) if c in (Column.TASK, Column.GROUP)]
    for i in candidates:
        values = [clean[slice(*cells[i])] for cells in body if cells[i][0] < cells[i][1]]
        if columns[i] is Column.TASK and len(set(values)) == len(values):
            return i
    return candidates[-1]


def _row(source: Source, line: Line, columns: list[Column], cells: list[Line], title: int) -> Row | None:
    start, end = cells[title]
    if start == end:
        return None
    clauses = [_clause(source, cell, _ROLES[c]) for c, cell in zip(columns, cells, strict=True) if c in _ROLES]
    group = next((i for i, c in enumerate(columns[:title]) if c in (Column.TASK, Column.GROUP)), None)
    return Row(
        start=line[0],
        end=line[1],
        above=tuple(cell for cell in cells if cell[0] < cell[1] < line[0]),
        number=next(
            (source.clean[slice(*cell)] for c, cell in zip(columns, cells, strict=True) if c is Column.NUMBER), ""
        ),
        group=None if group is None or cells[group][0] == cells[group][1] else cells[group],
        title=(start, end),
        clauses=tuple(clause for clause in clauses if clause),
    )


def _clause(source: Source, cell: Line, role: Role) -> Clause | None:
    start, end = cell
    units, open_end = read_names(source.clean, start, end, role, source.blanks)
    if not units and not open_end:
        return None
    return Clause(start, end, units, open_end)
