"""Lines: the stretches of the clean text that were paragraphs.

A line of the clean reading is a paragraph, unless the line breaks of the
document were lost: then a blank between Chinese words is all that is left of
them, or nothing at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ..text import HAN, ITEM, NUMERAL, Source, goes_on
from .glued import split_glued

Line = tuple[int, int]
"""Where a paragraph starts and ends in the clean text."""

LONG: Final = 300
"""A line longer than this may be several whose breaks were lost."""

_ALONE: Final = 80
"""So may one longer than this that is the whole of a text."""

_LINE = re.compile(r"[^\n]+")
_BEGINS = re.compile(rf"[{HAN}《（〔“]|[0-9]{{4}}年|{ITEM}|[\[【][{HAN}]{{2,8}}[\]】：]")
_SIGNATURE = re.compile(rf"[{HAN}]{{4,40}}(?:[0-9]{{4}}年[0-9]{{1,2}}月|[{NUMERAL}]{{4}}年[{NUMERAL}]{{1,2}}月)")
"""What begins a line also behind a number or an address in Latin letters."""


def read_lines(source: Source) -> list[Line]:
    """The paragraphs of *source*, in text order."""
    clean, blanks = source.clean, source.blanks
    longest = LONG if "\n" in clean else _ALONE
    return [line for match in _LINE.finditer(clean) for line in _split(clean, blanks, longest, *match.span())]


def _split(clean: str, blanks: Sequence[int], longest: int, start: int, end: int) -> Iterator[Line]:
    if end - start <= longest:
        yield start, end
        return
    for line in _split_at_blanks(clean, blanks, start, end):
        glued = line[0] == 0 and line[1] > LONG  # the head, and all that follows it
        yield from split_glued(clean, *line) if glued else [line]


def _split_at_blanks(clean: str, blanks: Sequence[int], start: int, end: int) -> Iterator[Line]:
    for blank in blanks[bisect_left(blanks, start + 1) : bisect_left(blanks, end)]:
        begins = _BEGINS if clean[blank - 1] > "\x7f" else _SIGNATURE
        if begins.match(clean, blank) and not goes_on(clean, start, blank, blank):
            yield start, blank
            start = blank
    yield start, end
