"""The characters, lines and pictures of a page, rotated so that its text is upright.

Coordinates are in points; x grows to the right, y upwards, from the lower left corner
of the page as it is read. Pages with wide tables are often rotated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress, pairwise
from math import pi
from typing import Final, NamedTuple

import attrs

_DIRECTIONS: Final = 32  # distinguished; a scan may be slightly rotated


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


def sheet_of(
    box: Sequence[float],
    texts: Sequence[str],
    places: Sequence[Sequence[float]],
    lines: Sequence[Sequence[float]],
    pictures: Sequence[Sequence[float]],
    segments: int,
) -> Sheet:
    """Return a page from the numbers that describe it, in points, with y upwards.

    Args:
        box: its left, bottom, right and top.
        texts: its characters; an empty one is left out.
        places: seven lists: x and y of the point where each begins, the left, bottom, right
            and top of its box, and its rotation in radians, clockwise.
        lines: four lists: the left, bottom, right and top of each.
        pictures: as *lines*.
        segments: as in :class:`Sheet`.
    """
    x, y, *corners, angles = places
    directions = [round(angle / (2 * pi) * _DIRECTIONS) % _DIRECTIONS for angle in angles]
    most = Counter(directions).most_common(1)
    main = most[0][0] if most else 0
    turn = _Turn.of(box, main * 4 // _DIRECTIONS)
    _, bases = turn.places(x, y)
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
        lines=turn.boxes(*lines),
        pictures=turn.boxes(*pictures),
        segments=segments,
    )


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
