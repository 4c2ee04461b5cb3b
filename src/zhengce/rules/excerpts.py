"""Excerpts: places as lines and columns, and the words there with a caret below them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from ..text import Span, columns

__all__ = ["Lines", "excerpt", "printable"]

WIDTH: Final = 100
"""How many terminal columns of a line are shown; paragraphs are longer."""

_BEFORE: Final = 30
"""How many columns are shown before the words in question, where a line is cut."""

_LINE_END = re.compile(r"\r\n|[\n\r]")


class Lines:
    """A text in lines, which end as they do in editors and in SARIF."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]

    def place(self, offset: int) -> tuple[int, int]:
        r"""Line and column of an offset, both counted from 1, columns in characters.

        >>> Lines("一、\n6月底前").place(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def around(self, offset: int) -> tuple[int, int]:
        """Where the line starts and ends that the offset stands in, without its line end."""
        line = bisect_right(self._starts, offset)
        return self._starts[line - 1], self._stops[line - 1]


def excerpt(lines: Lines, span: Span) -> str:
    """The line that *span* begins in, and carets of the right width below its words; long lines are cut.

    >>> print(excerpt(Lines("于2月30日前完成"), Span(start=1, end=7)))
      于2月30日前完成
        ^^^^^^^^^
    """
    start, end = lines.around(span.start)
    stop = max(min(span.end, end), span.start)
    text = lines.text
    fits = end - start <= WIDTH and columns(text[start:end]) <= WIDTH
    before = _last_columns(text[max(start, span.start - WIDTH) : span.start], WIDTH if fits else _BEFORE)
    words = _first_columns(text[span.start : min(stop, span.start + WIDTH)], WIDTH - columns(before))
    after = _first_columns(text[stop : min(end, stop + WIDTH)], WIDTH - columns(before) - columns(words))
    cut_before = "..." if len(before) < span.start - start else ""
    cut_after = "..." if len(words) + len(after) < end - span.start else ""
    margin = columns(cut_before + printable(before))
    carets = "^" * max(columns(printable(words)), 1)
    return f"  {cut_before}{printable(before + words + after)}{cut_after}\n  {' ' * margin}{carets}"


def _first_columns(text: str, width: int) -> str:
    """As many of the first characters as fit."""
    for i, character in enumerate(text):
        width -= columns(character)
        if width < 0:
            return text[:i]
    return text


def _last_columns(text: str, width: int) -> str:
    """As many of the last characters as fit."""
    return _first_columns(text[::-1], width)[::-1]


def printable(text: str) -> str:
    """Control characters of a document must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
