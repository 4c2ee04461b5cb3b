"""Lines: the stretches of the clean text that were paragraphs.

A line of the clean reading is a paragraph, unless the line breaks of the
document were lost: then only a blank between Chinese words is left of them, or
nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ..lexicon import HANZI, ITEM, NUMERAL, Lazy
from ..text import Source, goes_on
from .furniture import DATELINE
from .glued import split_glued

Line = tuple[int, int]
"""The start and end of a paragraph in the clean text."""

LONG: Final = 300
"""A line longer than this may be several whose breaks were lost."""

_ALONE: Final = 80
"""So may one longer than this that is the whole of a text."""

_HEADLINE: Final = 80

_LINE = Lazy(r"[^\n]+")
_BEGINS = Lazy(rf"{HANZI}|[《（〔“]|[0-9]{{4}}年|[\[【]{HANZI}{{2,8}}[\]】：]")
_NUMBER = Lazy(ITEM)
_SIGNATURE = Lazy(rf"{HANZI}{{4,40}}(?:[0-9]{{4}}年[0-9]{{1,2}}月|[{NUMERAL}]{{4}}年[{NUMERAL}]{{1,2}}月)")
"""What begins a line also after a number or an address in Latin letters."""
_REPORT = Lazy(rf"{DATELINE.pattern}|(?:今|昨|[0-9]{{1,2}}月)?（?[0-9]{{1,2}}）?日[^，。]{{0,12}}[，,]|(?:日前|近日)，")
"""How a report begins, below its headline."""


def read_lines(source: Source) -> list[Line]:
    """Return the paragraphs of *source*, in text order."""
    clean, blanks = source.clean, source.blanks
    longest = LONG if "\n" in clean else _ALONE
    lines: list[Line] = []
    for match in _LINE.finditer(clean):
        start, end = line = match.span()
        if end - start <= longest:
            lines.append(line)
        else:
            lines += _split(clean, blanks, longest, start, end)
    return lines


def _split(clean: str, blanks: Sequence[int], longest: int, start: int, end: int) -> Iterator[Line]:
    for line in _split_at_blanks(clean, blanks, start, end):
        glued = line[0] == 0 and line[1] > longest  # the head, and all that follows it
        yield from split_glued(clean, *line) if glued else [line]


def _split_at_blanks(clean: str, blanks: Sequence[int], start: int, end: int) -> Iterator[Line]:
    first, before = start, start  # of the line; of the words in front of the blank
    inside = blanks[bisect_left(blanks, start + 1) : bisect_left(blanks, end)]
    for blank, after in pairwise([*inside, end]):
        is_spaced = blank - before == 1 and (
            after - blank == 1 or clean.startswith("：", blank + 1)
        )  # 财 政 部, 文 号：
        before = blank
        if is_spaced:
            continue
        if _ends(clean, start, blank) or (start == first and _ends_headline(clean, start, blank)):
            yield start, blank
            start = blank
    yield start, end


def _ends_headline(clean: str, start: int, blank: int) -> bool:
    """Return whether a report begins at a blank, after so few words that they are its headline."""
    return blank - start <= _HEADLINE and _REPORT.match(clean, blank) is not None and clean.find("。", start, blank) < 0


def _ends(clean: str, start: int, blank: int) -> bool:
    """Return whether a line ends at a blank."""
    if clean[blank - 1] > "\x7f":
        begins = _BEGINS.match(clean, blank) or _NUMBER.match(clean, blank)
    else:
        begins = _SIGNATURE.match(clean, blank)
    return begins is not None and not goes_on(clean, start, blank, blank)
