"""Decide by the words around whether a candidate is a time limit.

The rows of :mod:`.cues` decide. Most of them cannot hold at a given place, since a
character that they need is missing; they cost nothing there, and their patterns are compiled
at their first use. No row looks further than a bound, so the time grows in proportion to the
number of candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ...lexicon import HANZI, Lazy
from .cue import Cue, Shape
from .cues import CUES, NO_GROUNDS
from .phrases import VERB

LOOK_BACK: Final = 24
"""How far to the left a row can see."""
LOOK_AHEAD: Final = 44
"""How far to the right a row may need characters."""


class _Row:
    """A row, with patterns that are compiled at their first use."""

    __slots__ = ("cue", "left", "right")

    def __init__(self, cue: Cue) -> None:
        self.cue = cue
        self.left = Lazy(rf"(?:{cue.left})\Z") if cue.left else None
        self.right = Lazy(_behind(cue.right, cue.gap)) if cue.right else None

    def holds(self, text: str, start: int, end: int) -> bool:
        """Return whether the words around the candidate are those of the row."""
        if self.left and not self.left.search(text, max(0, start - LOOK_BACK), start):
            return False
        if self.right is None:
            return True
        found = self.right.match(text, end)
        if found is None or self.cue.gap is None:
            return found is not None
        return found.start("behind") <= _verb_from(text, end)


def _behind(right: str, gap: tuple[int, int] | None) -> str:
    """Return the pattern of what follows the candidate, after a gap if one is allowed."""
    return rf"[^，。；\n]{{{gap[0]},{gap[1]}}}?(?P<behind>{right})" if gap else right


_WIDEST: Final = max(cue.gap[1] for cue in CUES if cue.gap)
_WORDS = Lazy(f"{HANZI}{{0,{_WIDEST}}}")
_VERB = Lazy(VERB)


def _verb_from(text: str, end: int) -> int:
    """Return where the Chinese characters from *end* stop, or the first verb among them begins."""
    words = _WORDS.match(text, end)
    stop = words.end() if words else end
    verb = _VERB.search(text, end, stop + 2)
    return min(stop, verb.start()) if verb else stop


class Rows:
    """The rows that apply to one shape.

    A mask has a bit for each row. Each character has a mask of the rows that are possible beside it.
    """

    last: dict[str, int]
    first: dict[str, int]
    near: dict[str, int]
    far: dict[str, int]
    any_last: int
    any_first: int
    any_near: int
    any_far: int
    wants_near: int
    wants_far: int
    in_near: Lazy | None
    in_far: Lazy | None

    def __init__(self, rows: Sequence[_Row], otherwise: Cue | None) -> None:
        self.rows = rows
        self.otherwise = otherwise
        cues = [row.cue for row in rows]
        self.last, self.any_last = _masks([cue.last for cue in cues])
        self.first, self.any_first = _masks([cue.first for cue in cues])
        self.near, self.any_near = _masks([cue.near for cue in cues])
        self.far, self.any_far = _masks([cue.far for cue in cues])
        self.last[""] = self.first[""] = -1  # all of them, at the start and end of the text
        self.wants_near, self.wants_far = ~self.any_near, ~self.any_far
        self.in_near, self.in_far = (Lazy(f"[{''.join(chars)}]") if chars else None for chars in (self.near, self.far))
        self.known: dict[int, tuple[_Row, ...]] = {}

    def around(self, text: str, start: int, end: int) -> Cue | None:
        """Return the first row that holds, or the default if none does."""
        mask = self.last.get(text[start - 1 : start], self.any_last) & self.first.get(
            text[end : end + 1], self.any_first
        )
        if mask & self.wants_far and self.in_far:
            may = self.any_far
            for char in self.in_far.findall(text, end, end + LOOK_AHEAD):
                may |= self.far[char]
            mask &= may
        if mask & self.wants_near and self.in_near:
            may = self.any_near
            for char in self.in_near.findall(text, max(0, start - LOOK_BACK), start):
                may |= self.near[char]
            mask &= may
        if not mask:
            return self.otherwise
        for row in self.known.get(mask) or self.of(mask):
            if row.holds(text, start, end):
                return row.cue
        return self.otherwise

    def of(self, mask: int) -> tuple[_Row, ...]:
        """Return the rows of a mask, in their order."""
        rows = self.known[mask] = tuple(row for i, row in enumerate(self.rows) if mask >> i & 1)
        return rows


def _masks(wanted: Sequence[str]) -> tuple[dict[str, int], int]:
    """Return which rows are possible beside each character that a row names, and beside any other."""
    other = sum(1 << i for i, chars in enumerate(wanted) if not chars or chars[0] == "^")
    by_char: dict[str, int] = {}
    for i, chars in enumerate(wanted):
        for char in set(chars.removeprefix("^")):
            by_char[char] = by_char.get(char, other) ^ (1 << i)
    return by_char, other


class ByShape(dict[Shape, Rows]):
    """The rows that apply to each shape, made for the first candidate of that shape."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        super().__init__()
        self.rows: list[_Row] = [_Row(cue) for cue in cues]

    def __missing__(self, shape: Shape) -> Rows:
        otherwise = NO_GROUNDS if shape in NO_GROUNDS.shapes else None
        rows = self[shape] = Rows([row for row in self.rows if shape in row.cue.shapes], otherwise)
        return rows


_ROWS: Final = ByShape(CUES)


def decide(text: str, start: int, end: int, shape: Shape) -> Cue | None:
    """Return the row that decides about the candidate ``text[start:end]``.

    ``None`` if its shape alone makes it a time limit.

    >>> row = decide("截至6月底前", 2, 6, Shape.BY)
    >>> row.name, row.reading.value
    ('count', 'no limit')
    """
    return _ROWS[shape].around(text, start, end)
