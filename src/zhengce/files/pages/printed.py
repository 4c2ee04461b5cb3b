"""Group the characters of a page into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

import attrs

from ...text import WIDE
from .sheet import Char

_SAME_LINE: Final = 0.5  # of the size: how far a baseline may be off
_GAP: Final = 0.2  # of the size: between two Latin words
_WIDE_GAP: Final = 0.8  # of the size: next to a Chinese character

_FEWEST_ROWS: Final = 16  # that show two columns; fewer may be a list
_FILLED: Final = 0.6  # of the width: two columns of prose, not of names

CLOSING: Final = tuple("，。、；：！？）》〉」』】〕”’％%…")
"""Punctuation that may hang over the right edge of a line."""
_OPENING = "（《〈「『【〔“‘"
_WORD = re.compile(rf"[{_OPENING}]*(?:[!-~±—]+|[^{_OPENING}])[{''.join(CLOSING)}]*")
_WIDE = re.compile(f"[{WIDE}]")
_HYPHEN = re.compile(r"\xad(?:(?!$)|(?<![a-z]{2}\xad))")
"""A soft hyphen that is a visible hyphen, as in many fonts: 6\u00ad9月. One that may divide a Latin word at the end of
a line is left to the module of paragraphs."""


@attrs.frozen
class Printed:
    """A printed line.

    Attributes:
        text: its words.
        left, right, base: its start and end, measured from the start of its column, and its baseline.
        size: the size of its characters.
        word: the width of its first word, which cannot be divided.
        page: the page, counted from 1.
        width: the width of the page.
        in_column: true if it is in one of two columns.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    word: float
    page: int
    width: float
    in_column: bool = False


def rows_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Return the rows of characters with one baseline, left to right; small ones (a note's number) belong to them."""
    rows: list[list[Char]] = []
    base = size = 0.0
    for char in sorted(chars, key=lambda c: -c.base):
        if not rows or base - char.base > _SAME_LINE * max(size, char.size):
            rows.append([])
            size = -1.0
        if char.size > size:
            base, size = char.base, char.size
        rows[-1].append(char)
    return [_once(sorted(row, key=lambda c: c.left)) for row in rows]


def _once(row: list[Char]) -> list[Char]:
    """Return a row without characters that are printed twice to look bold."""
    again = [
        after.text == before.text and before.right - after.left > 0.5 * (after.right - after.left) > 0
        for before, after in pairwise(row)
    ]
    return [row[0], *(char for char, is_again in zip(row[1:], again, strict=True) if not is_again)]


def read_lines(rows: Sequence[list[Char]], page: int, width: float, gutter: float | None = None) -> list[Printed]:
    """Return the lines that rows of characters make, from above to below.

    Args:
        rows: the rows of a page.
        page: its number.
        width: its width.
        gutter: the place of the white between two columns; the columns are read one after the other.
    """
    if gutter is None:
        return [_line(row, page, width) for row in rows]
    begins = [min((c.left for row in rows for c in row if c.left >= edge), default=edge) for edge in (0.0, gutter)]
    lines: list[Printed] = []
    right: list[Printed] = []
    for row in rows:
        if any(char.left < gutter < char.right for char in row):  # a line across both columns
            lines += [*right, _line(row, page, width)]
            right = []
            continue
        for column, begin, part in (
            (lines, begins[0], [c for c in row if c.right <= gutter]),
            (right, begins[1], [c for c in row if c.left >= gutter]),
        ):
            if part:
                line = _line(part, page, width)
                column.append(attrs.evolve(line, left=line.left - begin, right=line.right - begin, in_column=True))
    return lines + right


def _line(row: list[Char], page: int, width: float) -> Printed:
    text = row[0].text
    for before, char in pairwise(row):
        text += _between(before, char) + char.text
    words = [char for char in row if char.text.strip()] or row
    start = _WORD.match("".join(char.text for char in words))
    last = words[len(start[0]) - 1 if start and start[0] else 0]
    return Printed(
        text=_HYPHEN.sub("-", text.strip()),
        left=words[0].left,
        right=words[-1].right,
        base=median(char.base for char in row),
        size=median(char.size for char in row),
        word=last.right - words[0].left,
        page=page,
        width=width,
    )


def _between(before: Char, after: Char) -> str:
    gap = (after.left - before.right) / (max(before.size, after.size) or 1)
    if gap <= _GAP:
        return ""
    wide = _WIDE.match(before.text) or _WIDE.match(after.text)
    return " " if gap > (_WIDE_GAP if wide else _GAP) else ""


def find_gutter(rows: Sequence[list[Char]], before: float | None) -> float | None:
    """Return the place of the white between two columns of prose, ``None`` if the page has one column.

    Args:
        rows: the rows of a page.
        before: the gutter of the page before; a last page may be too short to show its own.
    """
    if not rows:
        return before
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    middle = (left + right) / 2
    prose = sum(_is_parted(row, middle) and _filled(row) > _FILLED * (right - left) for row in rows)
    if len(rows) >= _FEWEST_ROWS and prose > len(rows) / 2:
        return middle
    if before is not None and all(_is_parted(row, before) for row in rows):
        return before
    return None


def _is_parted(row: list[Char], at: float) -> bool:
    """Return whether a row has white as wide as a character at a place, or lies on one side of it."""
    last = max((c.right for c in row if c.left < at), default=None)
    first = min((c.left for c in row if c.left >= at), default=None)
    return last is None or (last <= at if first is None else first - last > row[0].size)


def _filled(row: list[Char]) -> float:
    return sum(c.right - c.left for c in row)
