"""Excerpts: the words at a place, with a caret below them."""

from __future__ import annotations

from typing import Final

from ..text import Lines, Span, columns

__all__ = ["excerpt", "printable"]

WIDTH: Final = 100
"""How many terminal columns of a line are shown; paragraphs are longer."""

_BEFORE: Final = 30
"""How many columns are shown before the words in question, where a line is cut."""


def excerpt(lines: Lines, span: Span) -> str:
    """Return the line in which *span* begins, with carets below its words; long lines are cut.

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
    """Return as many of the first characters as fit."""
    for i, character in enumerate(text):
        width -= columns(character)
        if width < 0:
            return text[:i]
    return text


def _last_columns(text: str, width: int) -> str:
    """Return as many of the last characters as fit."""
    return _first_columns(text[::-1], width)[::-1]


def printable(text: str) -> str:
    """Replace control characters of a document, which could control the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
