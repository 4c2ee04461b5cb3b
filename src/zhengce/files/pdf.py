"""PDF: what PDFium finds on the pages, as :mod:`.pages` reads it."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from ..errors import FileError
from ..saying import say
from . import bounded
from .extracted import UNREADABLE, Extracted
from .pages import text_of
from .pages.sheet import Sheet, sheet_of

_PROGRAM: Final = "zhengce.files.pdfium"
_CHARACTER: Final = 8  # floats, see zhengce.files.pdfium
_BOX: Final = 4


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of a PDF, with the page that each line comes from.

    Raises:
        FileError: it is broken, encrypted, too long, takes too much to read, or holds pictures of pages.
    """
    return text_of(_sheets(data, path), path)


def _sheets(data: bytes, path: Path) -> Iterator[Sheet]:
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
    codes, *places = _columns(chars, _CHARACTER)
    return sheet_of(
        page["box"], _texts(codes), places, _columns(lines, _BOX), _columns(pictures, _BOX), page["segments"]
    )


def _columns(numbers: array[float], count: int) -> list[array[float]]:
    return [numbers[i::count] for i in range(count)]


def _texts(codes: Sequence[float]) -> list[str]:
    """Return the characters; for a surrogate pair, the first is the character and the second is empty."""
    texts = [chr(int(code)) for code in codes]
    for i, (high, low) in enumerate(pairwise(codes)):
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            texts[i] = chr(0x10000 + (int(high) - 0xD800) * 0x400 + int(low) - 0xDC00)
            texts[i + 1] = ""
    return [UNREADABLE if "\ud800" <= text < "\ue000" else text for text in texts]
