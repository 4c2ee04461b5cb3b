"""The characters on a page and where they stand, the page turned so that they are upright.

Coordinates are in points; x grows to the right, y upwards, from the lower left corner
of the page as it is read. Pages with wide tables are often turned.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from ctypes import c_double
from math import pi
from typing import Final

import attrs
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_RADICALS: Final = dict(
    zip("⺠⻅⻓⻔⻛⻋⻉⻚⻢⻥⻝⻦⻰⻘⻩⻄⻆⻬⻁⻮⻨⻑", "民见长门风车贝页马鱼食鸟龙青黄西角齐虎齿麦長", strict=True)
)
"""Radicals that fonts name in place of the characters they look like; Unicode has no equivalence for these."""

_DIRECTIONS: Final = 32  # told apart; a scan may be a little askew

Point = tuple[float, float]


@attrs.frozen
class Frame:
    """How a page lies: its corners in its own coordinates, and by how many quarters its text is turned."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int  # clockwise

    @property
    def height(self) -> float:
        """How high the page is, as it is read."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    @property
    def width(self) -> float:
        """How wide the page is, as it is read."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def area(self) -> float:
        """Its area."""
        return self.width * self.height

    def upright(self, x: float, y: float) -> Point:
        """A point, as the page is read."""
        match self.quarters:
            case 0:
                return x - self.left, y - self.bottom
            case 1:
                return self.top - y, x - self.left
            case 2:
                return self.right - x, self.top - y
            case _:
                return y - self.bottom, self.right - x


@attrs.frozen
class Char:
    """A character: where it begins and ends, its baseline, and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


@attrs.frozen
class Sheet:
    """What is printed on a page.

    Attributes:
        frame: how the page lies.
        chars: its characters, without those that run in another direction than most (a watermark).
        unreadable: how many more there are, whose fonts do not say which characters they draw.
    """

    frame: Frame
    chars: list[Char]
    unreadable: int


def read_sheet(page: pdfium.PdfPage) -> Sheet:
    """The characters of a page."""
    text = page.get_textpage()
    shown: list[tuple[int, str, int]] = []
    unreadable = 0
    for i in range(text.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(text, i) == 1:
            continue
        char = _character(pdfium_c.FPDFText_GetUnicode(text, i))
        if char:
            direction = round(pdfium_c.FPDFText_GetCharAngle(text, i) / (2 * pi) * _DIRECTIONS) % _DIRECTIONS
            shown.append((i, char, direction))
        else:
            unreadable += 1
    most = Counter(direction for _, _, direction in shown).most_common(1)
    main = most[0][0] if most else 0
    left, bottom, right, top = page.get_cropbox() or (0.0, 0.0, *page.get_size())
    frame = Frame(left, bottom, right, top, main * 4 // _DIRECTIONS)
    chars = [_place(text, i, char, frame) for i, char, direction in shown if direction == main]
    text.close()
    return Sheet(frame, chars, unreadable)


def _character(code: int) -> str:
    """A character that can be read: a radical as the character it stands for, a control or private one as nothing."""
    if code < 0x20 or 0xD800 <= code < 0xF900 or code in (0x7F, 0xFFFD, 0xFFFE, 0xFFFF):
        return ""
    char = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return char


def _place(text: pdfium.PdfTextPage, i: int, char: str, frame: Frame) -> Char:
    x, y = c_double(), c_double()
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetCharOrigin(text, i, x, y)
    pdfium_c.FPDFText_GetLooseCharBox(text, i, box)
    (x0, y0), (x1, y1) = frame.upright(box.left, box.bottom), frame.upright(box.right, box.top)
    _, base = frame.upright(x.value, y.value)
    return Char(char, min(x0, x1), max(x0, x1), base, abs(y1 - y0))
