"""The rows that say what the words around a candidate decide, as data."""

from __future__ import annotations

import re
from typing import Any

import pytest

from zhengce.reading.deadlines.context import LOOK_AHEAD
from zhengce.reading.deadlines.periods import NAMED
from zhengce.reading.deadlines.turns import LIMITS, NO_LIMITS, Row

parser, constants = re._parser, re._constants  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", [row for row in (*NO_LIMITS, *LIMITS, *NAMED) if row.far], ids=lambda row: row.name)
def test_what_a_row_cannot_do_without_stands_in_all_that_it_matches(row: Row) -> None:
    assert holds_one(parser.parse(row.right), set(row.far))
    assert reach(parser.parse(row.right)) <= LOOK_AHEAD


def holds_one(items: Any, chars: set[str]) -> bool:
    """Whether all that a parsed pattern matches holds one of the characters."""
    return any(holds(op, value, chars) for op, value in items)


def holds(op: Any, value: Any, chars: set[str]) -> bool:
    c = constants
    if op is c.LITERAL:
        return chr(value) in chars
    if op is c.IN:
        return all(kind is c.LITERAL and chr(char) in chars for kind, char in value)
    if op is c.BRANCH:
        return all(holds_one(branch, chars) for branch in value[1])
    if op is c.SUBPATTERN:
        return holds_one(value[3], chars)
    if op in (c.MAX_REPEAT, c.MIN_REPEAT):
        return value[0] > 0 and holds_one(value[2], chars)
    return op is c.ASSERT and value[0] > 0 and holds_one(value[1], chars)


def reach(items: Any) -> int:
    """How far a parsed pattern looks, its look-aheads included."""
    ahead = [reach(value[1]) for op, value in items if op in (constants.ASSERT, constants.ASSERT_NOT) and value[0] > 0]
    width: int = items.getwidth()[1]
    return max([width, *ahead])
