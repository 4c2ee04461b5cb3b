"""What the words around decide: whether a candidate is a time limit at all.

The turns of speech are rows in :mod:`.turns`. All rows that look to one side
are one pattern, so a row costs little until it matches; and no row looks
further than a bound, so the time taken grows with the number of candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from .needs import ends, needs
from .periods import NAMED
from .turns import LIMITS, NAME, NO_GROUNDS, NO_LIMITS, PERIODS, Row, Shape

LOOK_BACK: Final = 24
"""How far to the left a row can see."""


LOOK_AHEAD: Final = 40
"""How far to the right the characters stand that a row needs."""


class _Rows:
    """Rows that bear on one shape, as few patterns as they need, and a quick look at what they cannot do without."""

    def __init__(self, rows: Iterable[Row], shape: Shape) -> None:
        mine = [row for row in rows if shape in row.shapes]
        self.left_rows = [row for row in mine if not row.right]
        self.right_rows = [row for row in mine if not row.left]
        self.left = _union(tuple(row.left for row in self.left_rows), r"\Z")
        self.right = _union(tuple(row.right for row in self.right_rows), "")
        self.both = [
            (ends(row.left), re.compile(rf"(?:{row.left})\Z"), re.compile(row.right), row)
            for row in mine
            if row.left and row.right
        ]
        far = [row.far for row in self.right_rows]
        self.far = re.compile(f"[{''.join(far)}]") if far and all(far) else None
        last = [(ends(row.left), row) for row in self.left_rows]
        self.ends = frozenset().union(*(chars for chars, _ in last if chars is not None))
        self.near = _any_of([needs(row.left) for chars, row in last if chars is None])

    def after(self, text: str, end: int) -> Row | None:
        """The first row that matches what follows."""
        if self.far and not self.far.search(text, end, end + LOOK_AHEAD):
            return None
        match = self.right.match(text, end) if self.right else None
        return self.right_rows[(match.lastindex or 1) - 1] if match else None

    def around(self, text: str, start: int, end: int) -> Row | None:
        """The first row that matches what stands before, what follows, or both: 到2025年全面建成 is a target first."""
        low = max(0, start - LOOK_BACK)
        last = text[start - 1 : start]
        if (
            self.left
            and (last in self.ends or (self.near and self.near.search(text, low, start)))
            and (match := self.left.search(text, low, start))
        ):
            return self.left_rows[(match.lastindex or 1) - 1]
        if row := self.after(text, end):
            return row
        for chars, left, right, row in self.both:
            if (chars is None or last in chars) and left.search(text, low, start) and right.match(text, end):
                return row
        return None


def _any_of(sets: list[frozenset[str] | None]) -> re.Pattern[str] | None:
    """One of the characters of any set; any character where a set is not known, ``None`` without sets."""
    if not sets:
        return None
    if None in sets:
        return re.compile("")
    return re.compile(f"[{re.escape(''.join(sorted(frozenset().union(*sets))))}]")  # type: ignore[arg-type]


@cache
def _union(patterns: tuple[str, ...], end: str) -> re.Pattern[str] | None:
    """One pattern with a group for each; ``None`` without any."""
    return re.compile(f"(?:{'|'.join(f'({p})' for p in patterns)}){end}") if patterns else None


class _ByShape(dict[Shape, _Rows]):
    """The rows for each shape, compiled when the first candidate of that shape is met."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)

    def __missing__(self, shape: Shape) -> _Rows:
        found = self[shape] = _Rows(self.rows, shape)
        return found


_REFUSALS: Final = _ByShape(NO_LIMITS)
_GROUNDS: Final = _ByShape(LIMITS)
_NAMED: Final = _ByShape(NAMED)
_GROUNDED: Final = frozenset(shape for row in LIMITS for shape in row.shapes)
_BY: Final = Shape.BY
_ONGOING: Final = Shape.ONGOING
_CLAUSE_ENDS: Final = frozenset("，。；\n")


def decide(text: str, start: int, end: int, shape: Shape) -> Row | None:
    """The row that decides about the candidate ``text[start:end]``; ``None`` if its shape alone makes it a limit.

    >>> row = decide("截至6月底前", 2, 6, Shape.BY)
    >>> row.name, row.reading.value
    ('count', 'no limit')
    """
    if shape is _ONGOING and not _GROUNDS[shape].around(text, start, end):  # most of them are plain verbs
        return NO_GROUNDS
    if shape is _BY and text[start - 1 : start] in _CLAUSE_ENDS:  # the commonest case: only what follows bears on it
        return _REFUSALS[_BY].after(text, end)
    if row := _REFUSALS[shape].around(text, start, end):
        return row
    if _in_a_name(text, start, end, shape):
        return NAME
    if shape not in _GROUNDED:
        return None
    if row := _GROUNDS[shape].around(text, start, end):
        return row
    if shape in PERIODS:
        return _NAMED[shape].around(text, start, end)
    return NO_GROUNDS if shape in NO_GROUNDS.shapes else None


_QUOTED = re.compile(r"[^“。，；\n]{0,24}”")
_RHYTHMS: Final = frozenset({Shape.EVERY, Shape.RHYTHM, Shape.AT_ONCE, Shape.ONGOING})


def _in_a_name(text: str, start: int, end: int, shape: Shape) -> bool:
    """Whether it stands in a short quotation, which is a name: “2023乐购年”, “每月一考”.

    What a quotation opens with may be a date in quotation marks of its own: “十四五”期间.
    """
    opened = text.rfind("“", max(0, start - LOOK_BACK), start)
    if opened < 0 or text.find("”", opened, start) >= 0:
        return False
    return (opened + 1 < start or shape in _RHYTHMS) and _QUOTED.match(text, end) is not None
