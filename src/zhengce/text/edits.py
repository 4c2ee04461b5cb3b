"""Edits: stretches of a text whose reading differs from their characters, and the map that results."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from .spans import Span, make_span


class Edit(NamedTuple):
    """A stretch of a text, and its reading: one character, or nothing.

    If the reading is as long as the stretch, it may have any number of characters. *cell* is
    set for a bar beside merged cells, see :class:`~zhengce.text.tables.Tag`.
    """

    start: int
    end: int
    reads: str
    kind: str
    cell: tuple[int, int] | None = None


class OffsetMap(NamedTuple):
    """The places in an original of the characters of a text.

    The text is divided into stretches. In stretch *i*, which begins at ``starts[i]``, the
    character at ``p`` comes from ``p + begins[i]`` to ``p + 1 + ends[i]``. The two shifts
    differ if one character is the reading of several; then it is a stretch of its own.
    """

    starts: list[int]
    begins: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]`` in the original, without what was dropped at its edges."""
        starts = self.starts
        i = bisect_right(starts, start)
        begin = start + self.begins[i - 1]
        if end <= start:
            return make_span(begin, begin)
        if i < len(starts) and starts[i] < end:
            i = bisect_right(starts, end - 1, i)
        return make_span(begin, end + self.ends[i - 1])

    def offset(self, origin: int, length: int) -> int:
        """Return the offset in a text of *length* for a place in the original; the next one if it was dropped."""
        starts, begins = self.starts, self.begins
        i = bisect_right(range(len(starts)), origin, key=lambda i: starts[i] + begins[i]) - 1
        if i < 0:
            return 0
        return min(origin - begins[i], starts[i + 1] if i + 1 < len(starts) else length)

    def through(self, earlier: OffsetMap) -> OffsetMap:
        """Return this map combined with the *earlier* one; this one may only drop characters."""
        starts, begins, ends = list[int](), list[int](), list[int]()
        stops = [*self.starts[1:], None]
        for start, stop, shift in zip(self.starts, stops, self.begins, strict=True):
            i = bisect_right(earlier.starts, start + shift) - 1
            while True:
                starts.append(max(start, earlier.starts[i] - shift))
                begins.append(shift + earlier.begins[i])
                ends.append(shift + earlier.ends[i])
                i += 1
                if i == len(earlier.starts) or (stop is not None and earlier.starts[i] >= stop + shift):
                    break
        return OffsetMap(starts, begins, ends)


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap, dict[int, tuple[int, int]]]:
    """Return *text* after the *edits*, the map back, and the cells of tables by the place of their bar."""
    kept: list[str] = []
    starts, begins, ends = [0], [0], [0]
    cells: dict[int, tuple[int, int]] = {}
    done = shift = 0  # the end of what was copied, and how far it was moved
    for start, end, reads, _, cell in edits:
        kept += text[done:start], reads
        place, done = start - shift, end
        if cell and reads:
            cells[place] = cell
        if end - start == len(reads):
            continue
        if reads:
            starts.append(place)
            begins.append(shift)
            ends.append(end - place - 1)
        shift = end - place - len(reads)
        starts.append(place + len(reads))
        begins.append(shift)
        ends.append(shift)
    kept.append(text[done:])
    return "".join(kept), OffsetMap(starts, begins, ends), cells
