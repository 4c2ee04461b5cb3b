"""Text recognition (OCR): the characters on a picture of a page, with the extra ``ocr``.

RapidOCR finds the lines on a picture and reads each; it has its models in its package and
needs no network. A line that it is not sure of is a sign for each of its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from statistics import median
from typing import Any, Final

from ..text import WIDE
from .extracted import UNREADABLE
from .pages.sheet import Box, Sheet, sheet_of

_POINTS: Final = 72 / 150  # in a pixel
_SURE: Final = 0.5  # of 1; what RapidOCR itself leaves out below
_ALIKE: Final = 0.3  # of the usual height: lines of one size, whose boxes differ by their characters
_ABOVE: Final = 0.86  # of the size of a character: how far it is above the baseline
_NARROW: Final = 0.5  # of the size: the width of a Latin letter
_WIDE: Final = re.compile(f"[{WIDE}]")


class Recogniser:
    """Reads pictures of pages."""

    def __init__(self) -> None:
        """Load the models.

        Raises:
            ModuleNotFoundError: RapidOCR is not installed.
        """
        from rapidocr import RapidOCR  # pyright: ignore[reportMissingImports]  # an extra that is not in all

        self._read = RapidOCR(params={"Global.text_score": 0.0, "Global.log_level": "critical"})

    def sheet(self, picture: bytes) -> Sheet:
        """Return what is read on a page, which is *picture* as :mod:`.scan` draws it."""
        import numpy as np

        width, height = (int.from_bytes(picture[i : i + 4], "big") for i in (0, 4))
        pixels = np.frombuffer(picture, np.uint8, offset=8).reshape(height, width, 4)[:, :, :3]
        found = self._read(np.ascontiguousarray(pixels))
        lines = [] if found.boxes is None else list(_lines(found, height))
        usual = median(top - bottom for _, (_, bottom, _, top) in lines) if lines else 0.0
        places = [place for text, box in lines for place in _places(text, box, usual)]
        columns = list(zip(*places, strict=True)) if places else [()] * 7
        texts = [char for text, _ in lines for char in text]
        return sheet_of((0, 0, width * _POINTS, height * _POINTS), texts, columns, [()] * 4, [()] * 4, 0)


def _lines(found: Any, height: int) -> Iterator[tuple[str, Box]]:
    """Yield the lines with the areas around them, in points."""
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if text.strip():
            xs, ys = ([float(corner[i]) * _POINTS for corner in corners] for i in (0, 1))
            area = Box(min(xs), height * _POINTS - max(ys), max(xs), height * _POINTS - min(ys))
            yield (text if score >= _SURE else UNREADABLE * len(text)), area


def _places(text: str, box: Box, usual: float) -> Iterator[tuple[float, ...]]:
    """Yield the place of each character of a line, as :func:`sheet_of` takes it: the line is divided among them."""
    left, bottom, right, top = box
    size = usual if abs(top - bottom - usual) < _ALIKE * usual else top - bottom
    base = (top + bottom) / 2 - (_ABOVE - 0.5) * size
    shares = [1 if _WIDE.match(char) else _NARROW for char in text]
    one = (right - left) / sum(shares)
    for start, share in zip(accumulate(shares, initial=0.0), shares, strict=False):
        x = left + start * one
        yield x, base, x, base - (1 - _ABOVE) * size, x + share * one, base + _ABOVE * size, 0.0
