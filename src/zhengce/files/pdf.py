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
from .pages import is_picture, text_of
from .pages.sheet import Sheet, sheet_of
from .recognition import Recogniser

_PROGRAM: Final = "zhengce.files.pdfium"
_PICTURE: Final = "zhengce.files.scan"
_MOST_PICTURES: Final = 200
_NEEDED: Final = say(
    "it holds pictures of pages, not their text; text recognition (OCR) needs the extra {extra!r}: "
    "pip install 'zhengce[{extra}]'",
    extra="ocr",
)
_CHARACTER: Final = 8  # floats, see zhengce.files.pdfium
_BOX: Final = 4


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of a PDF, with the page that each line comes from.

    Raises:
        FileError: it is broken, encrypted, too long, takes too much to read, or holds pictures
            of pages and text recognition is not installed.
    """
    sheets = list(_sheets(data, path))
    if pictures := [number for number, sheet in enumerate(sheets) if is_picture(sheet)]:
        _recognise(sheets, pictures, data, path)
    return text_of(sheets, path)


def _recognise(sheets: list[Sheet], pictures: list[int], data: bytes, path: Path) -> None:
    """Put what text recognition reads in the place of pages that are pictures, if it is installed."""
    try:
        recogniser = Recogniser()
    except ModuleNotFoundError as error:
        if error.name != "rapidocr":
            raise
        if 2 * len(pictures) > len(sheets):
            raise FileError(path, _NEEDED) from error
        return
    if len(pictures) > _MOST_PICTURES:
        most = _MOST_PICTURES
        raise FileError(path, say("refused: more than {most:,} pages are pictures; split it", most=most))
    for number in pictures:
        read = recogniser.sheet(bounded.run(_PICTURE, number.to_bytes(4, "big") + data, path))
        if read.chars:
            sheets[number] = read


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
