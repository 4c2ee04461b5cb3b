"""What is printed on a page: characters with their places, and the lines that they make.

Coordinates are those of the page as it is read, in points; y grows upwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from ctypes import c_double
from itertools import pairwise
from math import pi
from statistics import median
from typing import Final

import attrs
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ...text import WIDE

_RADICALS: Final = dict(
    zip("⺠⻅⻓⻔⻛⻋⻉⻚⻢⻥⻝⻦⻰⻘⻩⻄⻆⻬⻁⻮⻨⻑", "民见长门风车贝页马鱼食鸟龙青黄西角齐虎齿麦長", strict=True)
)
"""Radicals that fonts name in place of the characters they look like; Unicode has no equivalence for these."""

_SAME_LINE: Final = 0.5  # of the size: how far a baseline may be off
_GAP: Final = 0.2  # of the size: between two Latin words
_WIDE_GAP: Final = 0.8  # of the size: next to a Chinese character

_CLOSING = "，。、；：！？）》〉」』】〕”’％%…"
_OPENING = "（《〈「『【〔“‘"
_WORD = re.compile(rf"[{_OPENING}]*(?:[!-~±—]+|[^{_OPENING}])[{_CLOSING}]*")
_WIDE = re.compile(f"[{WIDE}]")


@attrs.frozen
class Char:
    """A character: where it begins and ends, its baseline, and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


@attrs.frozen
class Printed:
    """A line of print.

    Attributes:
        text: its words.
        left, right, base: where it begins and ends, and its baseline.
        size: of its characters.
        word: the width of what could not have been parted at its beginning.
        page: the page, counted from 1.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    word: float
    page: int


def read_chars(page: pdfium.PdfPage) -> tuple[list[Char], int]:
    """The characters of a page, upright, and how many more there are that cannot be read.

    Those that run in another direction than most (a watermark) are left out.
    """
    text = page.get_textpage()
    x, y = c_double(), c_double()
    box = pdfium_c.FS_RECTF()
    turned: list[tuple[int, Char]] = []
    unreadable = 0
    for i in range(text.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(text, i) == 1:
            continue
        char = _character(pdfium_c.FPDFText_GetUnicode(text, i))
        if not char:
            unreadable += 1
            continue
        turn = round(pdfium_c.FPDFText_GetCharAngle(text, i) / (pi / 2) * 8)
        pdfium_c.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(text, i, box)
        turned.append(
            (turn % 32, _upright(char, turn // 8 % 4, (box.left, box.bottom, box.right, box.top), x.value, y.value))
        )
    text.close()
    most = Counter(turn for turn, _ in turned).most_common(1)
    return [char for turn, char in turned if turn == most[0][0]], unreadable


def _character(code: int) -> str:
    """A character that can be read: a radical as the character it stands for, a control or private one as nothing."""
    if code < 0x20 or 0xD800 <= code < 0xF900 or code in (0x7F, 0xFFFD, 0xFFFE, 0xFFFF):
        return ""
    char = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return char


def _upright(text: str, quarter: int, box: tuple[float, float, float, float], x: float, y: float) -> Char:
    left, bottom, right, top = box
    match quarter:
        case 0:
            return Char(text, left, right, y, top - bottom)
        case 1:
            return Char(text, bottom, top, -x, right - left)
        case 2:
            return Char(text, -right, -left, -y, top - bottom)
        case _:
            return Char(text, -top, -bottom, x, right - left)


# --- lines ----------------------------------------------------------------


def read_lines(chars: Iterable[Char], page: int) -> list[Printed]:
    """The lines that characters make, from above to below; two columns of prose one after the other."""
    rows = list(_rows(chars))
    gutter = _gutter(rows)
    if gutter is None:
        return [_line(row, page) for row in rows]
    lines: list[Printed] = []
    right: list[Printed] = []
    for row in rows:
        if any(char.left < gutter < char.right for char in row):  # a line across both columns
            lines += [*right, _line(row, page)]
            right = []
            continue
        for column, at in (
            (lines, [c for c in row if c.right <= gutter]),
            (right, [c for c in row if c.left >= gutter]),
        ):
            if at:
                column.append(_line(at, page))
    return lines + right


def _rows(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters with one baseline, left to right; small ones beside it (a note's number) belong to it."""
    row: list[Char] = []
    base = size = 0.0
    for char in sorted(chars, key=lambda c: -c.base):
        if row and base - char.base > _SAME_LINE * max(size, char.size):
            yield sorted(row, key=lambda c: c.left)
            row = []
        if not row or char.size > size:
            base, size = char.base, char.size
        row.append(char)
    if row:
        yield sorted(row, key=lambda c: c.left)


def _line(row: list[Char], page: int) -> Printed:
    text = row[0].text
    for before, char in pairwise(row):
        text += _between(before, char) + char.text
    words = [char for char in row if char.text.strip()] or row
    start = _WORD.match("".join(char.text for char in words))
    last = words[len(start[0]) - 1 if start and start[0] else 0]
    return Printed(
        text=text.strip(),
        left=words[0].left,
        right=words[-1].right,
        base=median(char.base for char in row),
        size=median(char.size for char in row),
        word=last.right - words[0].left,
        page=page,
    )


def _between(before: Char, after: Char) -> str:
    gap = after.left - before.right
    wide = _WIDE.match(before.text) or _WIDE.match(after.text)
    return " " if gap > max(before.size, after.size) * (_WIDE_GAP if wide else _GAP) else ""


def _gutter(rows: list[list[Char]]) -> float | None:
    """Where the white between two columns of prose runs, ``None`` if the page has one column."""
    if len(rows) < 16:
        return None
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    middle = (left + right) / 2
    prose = 0
    for row in rows:
        before = [c for c in row if c.right <= middle]
        after = [c for c in row if c.left >= middle]
        if len(before) + len(after) == len(row) and before and after:
            filled = sum(c.right - c.left for c in row)
            apart = after[0].left - before[-1].right
            prose += apart > row[0].size and filled > 0.6 * (right - left)
    return middle if prose > 0.5 * len(rows) else None
