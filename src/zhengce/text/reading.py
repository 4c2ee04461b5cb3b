"""The clean reading of a text, and the map back to the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import attrs

from .characters import ASCII_MARK, CHINESE_FORMS, FOLDED, WIDE
from .paragraphs import MARKUP, goes_on
from .spans import Span

_BLANK = r"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff*]"
_CHINESE_MARK = re.compile(rf"[{WIDE}]{_BLANK}*[,;:!?]\Z")  # **发布日期**: 2025
_MOST_BLANKS: Final = 6  # before such a mark
_MARKUP_HERE = re.compile(MARKUP)
_BEGINS_MARKUP = frozenset("#-_—")
_RARE_BLANKS = frozenset(
    "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff*"
    + "".join(map(chr, range(0x2000, 0x200C)))
)
_RARE_BLANK = re.compile(f"[{re.escape(''.join(sorted(_RARE_BLANKS)))}]")
_ODD = re.compile(f"[{re.escape(''.join(sorted({*_RARE_BLANKS, *FOLDED, *CHINESE_FORMS})))}]")
"""What is rare in a text and needs more than a look: one pass finds out which of it there is."""
_FIRST_GAP = re.compile(rf"{_BLANK}*(?:{MARKUP}{_BLANK}*)*")


@attrs.frozen
class Reading:
    """A clean text, where the stretches begin that it kept, and how much further on they stood in the original."""

    text: str
    starts: list[int]
    shifts: list[int]
    blanks: tuple[int, ...]

    def offset(self, origin: int) -> int:
        """The offset into the clean text of a place in the original; in a gap, of what follows it."""
        i = bisect_right(range(len(self.starts)), origin, key=lambda i: self.starts[i] + self.shifts[i]) - 1
        if i < 0:
            return 0
        stop = self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)
        return min(origin - self.shifts[i], stop)

    def cuts(self, original: str) -> Iterator[Span]:
        """The gaps with a line end in which the clean text has none."""
        for start, before, shift in zip(self.starts[1:], self.shifts, self.shifts[1:], strict=False):
            mark = self.text[start - 1 : start]
            begin, end = start + before - (mark == " "), start + shift
            if mark != "\n" and "\n" in original[begin:end]:
                yield Span(start=begin, end=end)


def read(original: str) -> Reading:
    """Word by word: what stands between two of them is dropped, or is a space, or ends the paragraph."""
    odd: set[str] = set()

    def fold(match: re.Match[str]) -> str:
        char = match[0]
        odd.add(char)
        return FOLDED.get(char, char)

    text = _ODD.sub(fold, original)
    flat = text if odd.isdisjoint(_RARE_BLANKS) and "＊" not in odd else _RARE_BLANK.sub(" ", text)
    first = _FIRST_GAP.match(text)
    begin = here = first.end() if first else 0
    line, heading = begin, "#" in text[:begin]  # where the paragraph began, and whether Markdown calls it a heading
    kept: list[str] = []
    starts, shifts = [0], [begin]
    blanks: list[int] = []
    shift, end, marked = begin, 0, False
    for row in flat[begin:].split("\n"):
        printed = row
        if printed[:1] in _BEGINS_MARKUP and end and (markup := _MARKUP_HERE.match(text, here)):
            marked |= printed[0] == "#"
            printed = " " * len(markup[0]) + printed[len(markup[0]) :]
        opens = end > 0
        for word in printed.split(" "):
            if word:
                if opens:
                    opens = False
                    broken = heading or marked or not goes_on(text, line, end, here)
                    mark = "\n" if broken else _space(text, end, here)
                    if broken:
                        line, heading, marked = here, marked, False
                elif not end or (here - end == 1 and text[end] == "*"):  # no gap
                    end = here + len(word)
                    here = end + 1
                    continue
                else:
                    mark = "" if text[here] > "\x7f" or text[end - 1] > "\x7f" else _space(text, end, here)
                if here - end != 1 or text[end] != mark:
                    kept += text[begin:end], mark
                    begin = here
                    shift += here - end - len(mark)
                    starts.append(here - shift)
                    shifts.append(shift)
                    if not mark:
                        blanks.append(here - shift)
                end = here + len(word)
            here += len(word) + 1
    if end < len(text) and text[end:] != "*" and begin < len(text):
        kept.append(text[begin:end])
        starts.append(end - shift)
        shifts.append(len(text) - end + shift)
        blanks.append(end - shift)
        begin = len(text)
    kept.append(text[begin:])
    clean = "".join(kept)
    if not odd.isdisjoint(CHINESE_FORMS):
        clean = ASCII_MARK.sub(lambda m: CHINESE_FORMS[m[0]], clean)
    return Reading(clean, starts, shifts, tuple(blanks))


def _space(text: str, start: int, end: int) -> str:
    """One space between two Latin words, none next to a Chinese one or the edge of a cell."""
    if text[start - 1] > "\x7f" or end == len(text) or text[end] > "\x7f" or text[start] == "*":
        return ""
    if "|" in (text[start - 1], text[end]):
        return ""
    return "" if _CHINESE_MARK.search(text, max(0, start - _MOST_BLANKS - 2), start) else " "
