r"""Rows: tables whose cells are set apart by tabs, read as bars.

::

    table = header row { row }
    row   = cell "\t" cell { "\t" cell }    ; as many tabs in each

The header names a column of offices and one of what they do or until when, so that no other line with a tab is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..lexicon import KindTag, Lazy, RoleTag, any_of, kind_words, role_words
from .edits import Edit

_HEADER = Lazy(r"^ *[^\s|][^\n\t。；]{0,12}\t[^\n。；]{1,100}$", re.MULTILINE)
_OFFICES = Lazy(any_of([*kind_words(KindTag.LABEL), *role_words(tags=RoleTag.OFFICE)]))
_DUTIES = Lazy(any_of("任务 措施 举措 事项 内容 职责 分工 工作 要求 目标 时限 期限 时间 节点".split()))
_LONGEST_NAME: Final = 14


def find_rows(text: str) -> Iterator[Edit]:
    r"""Yield the edits that make the tabs of such tables bars, in text order.

    >>> [edit.start for edit in find_rows("科室\t任务\n护理部\t培训")]
    [2, 9]
    """
    done = 0
    for header in _HEADER.finditer(text):
        if header.start() < done or not _names_columns(header[0].split("\t")):
            continue
        done, tabs = _rows(text, header.start(), header[0].count("\t"))
        if done > header.end() + 1:
            yield from (Edit(tab, tab + 1, "|", "edge") for tab in tabs)


def _names_columns(names: list[str]) -> bool:
    """Return whether the cells of a line are the names of columns of offices and of their duties."""
    if not all(0 < len(name.strip()) <= _LONGEST_NAME for name in names):
        return False
    offices = {i for i, name in enumerate(names) if _OFFICES.search(name)}
    duties = {i for i, name in enumerate(names) if _DUTIES.search(name)}
    return bool(offices and duties) and len(offices | duties) > 1


def _rows(text: str, start: int, count: int) -> tuple[int, list[int]]:
    """Return the end of the lines from *start* on that have *count* tabs, and the places of these."""
    tabs: list[int] = []
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        found = [place for place in range(start, end) if text[place] == "\t"]
        if text[start:end].strip() and len(found) != count:
            break
        tabs += found if len(found) == count else []
        start = end + 1
    return start, tabs
