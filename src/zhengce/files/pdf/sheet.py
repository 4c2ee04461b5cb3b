"""The characters, lines and pictures of a page, rotated so that its text is upright.

Coordinates are in points; x grows to the right, y upwards, from the lower left corner
of the page as it is read. Pages with wide tables are often rotated.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from math import pi
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs

from ...errors import FileError
from ...saying import say
from .. import bounded
from ..extracted import UNREADABLE

_PROGRAM: Final = "zhengce.files.pdfium"

_DIRECTIONS: Final = 32  # distinguished; a scan may be slightly rotated

_CHARACTER: Final = 8  # floats, see zhengce.files.pdfium
_BOX: Final = 4


class Char(NamedTuple):
    """A character: its left and right edge, its baseline, and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Box(NamedTuple):
    """The area of a picture or a line."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Its area."""
        return (self.right - self.left) * (self.top - self.bottom)


@attrs.frozen
class Sheet:
    """The content of a page.

    Attributes:
        width: the width of the page.
        height: its height.
        chars: its characters, except those in another direction than most (a watermark).
        lines: the horizontal and vertical lines that are drawn on it.
        pictures: the areas of its pictures.
        segments: the number of segments of its lines and curves, including letters that are drawn without a font.
    """

    width: float
    height: float
    chars: list[Char]
    lines: list[Box]
    pictures: list[Box]
    segments: int


def read_sheets(data: bytes, path: Path) -> Iterator[Sheet]:
    """Yield the pages of a PDF.

    Raises:
        FileError: it is broken, encrypted or too long, or reading it exceeds a limit.
    """
    first, _, rest = bounded.run(_PROGRAM, data, path).partition(b"\n")
    header = json.loads(first)
    if "refused" in header:
        template, fields = header["refused"]
        raise FileError(path, say(template, **fields))
    numbers = array("f", rest)
    start = 0
    for page in header["pages"]:
        ends = [start]
        for count, floats in (("characters", _CHARACTER), ("lines", _BOX), ("pictures", _BOX)):
            ends.append(ends[-1] + page[count] * floats)
        yield _sheet(page, *(numbers[begin:end] for begin, end in pairwise(ends)))
        start = ends[-1]


def _sheet(page: dict[str, Any], chars: array[float], lines: array[float], pictures: array[float]) -> Sheet:
    codes, x, y, *corners, angles = (chars[i::_CHARACTER] for i in range(_CHARACTER))
    directions = [round(angle / (2 * pi) * _DIRECTIONS) % _DIRECTIONS for angle in angles]
    most = Counter(directions).most_common(1)
    main = most[0][0] if most else 0
    turn = _Turn.of(page["box"], main * 4 // _DIRECTIONS)
    texts, (_, bases) = _texts(codes), turn.places(x, y)
    shown = (direction == main and text != "" for direction, text in zip(directions, texts, strict=True))
    return Sheet(
        width=turn.width,
        height=turn.height,
        chars=_parted(
            [
                Char(text, area.left, area.right, base, area.top - area.bottom)
                for text, area, base in compress(zip(texts, turn.boxes(*corners), bases, strict=True), shown)
            ]
        ),
        lines=turn.boxes(*(lines[i::_BOX] for i in range(_BOX))),
        pictures=turn.boxes(*(pictures[i::_BOX] for i in range(_BOX))),
        segments=page["segments"],
    )


def _texts(codes: Sequence[float]) -> list[str]:
    """Return the characters; for a surrogate pair, the first is the character and the second is empty."""
    texts = [chr(int(code)) for code in codes]
    for i, (high, low) in enumerate(pairwise(codes)):
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            texts[i] = chr(0x10000 + (int(high) - 0xD800) * 0x400 + int(low) - 0xDC00)
            texts[i + 1] = ""
    return [UNREADABLE if "\ud800" <= text < "\ue000" else text for text in texts]


def _parted(chars: list[Char]) -> list[Char]:
    """Return the characters with those of a ligature side by side: PDFium gives both letters of ﬀ the same box."""
    for i, (before, char) in enumerate(pairwise(chars), start=1):
        if before[1:] == char[1:] and before.text.isascii() and char.text.isascii():
            middle = (char.left + char.right) / 2
            chars[i - 1] = before._replace(right=middle)
            chars[i] = char._replace(left=middle)
    return chars


@attrs.frozen
class _Turn:
    """The rotation of a page: its size as it is read, and the mapping of its coordinates.

    New coordinates run along the lines of text, from *start*, and upwards from *foot*; each
    may run opposite to the coordinates of the page.
    """

    along: int
    start: float
    up: int
    foot: float
    width: float
    height: float
    is_upended: bool = attrs.field(default=False, kw_only=True)  # whether lines run up or down the page

    @classmethod
    def of(cls, box: Sequence[float], quarters: int) -> _Turn:
        """Return the rotation of a page whose text is rotated clockwise by so many quarters."""
        left, bottom, right, top = box
        width, height = right - left, top - bottom
        match quarters:
            case 0:
                return cls(1, left, 1, bottom, width, height)
            case 1:
                return cls(-1, top, 1, left, height, width, is_upended=True)
            case 2:
                return cls(-1, right, -1, top, width, height)
            case _:
                return cls(1, bottom, -1, right, height, width, is_upended=True)

    def places(self, xs: Iterable[float], ys: Iterable[float]) -> tuple[list[float], list[float]]:
        """Return how far along its line each point is, and how high."""
        if self.is_upended:
            xs, ys = ys, xs
        along, start, up, foot = self.along, self.start, self.up, self.foot
        return [(x - start) * along for x in xs], [(y - foot) * up for y in ys]

    def boxes(self, *sides: Iterable[float]) -> list[Box]:
        """Return areas from their sides in the coordinates of the page: left, bottom, right, top."""
        (lefts, bottoms), (rights, tops) = self.places(*sides[:2]), self.places(*sides[2:])
        if self.along < 0:
            lefts, rights = rights, lefts
        if self.up < 0:
            bottoms, tops = tops, bottoms
        return list(map(Box, lefts, bottoms, rights, tops))
