"""Read the pages of a PDF with PDFium as plain numbers: a program for :mod:`.bounded`.

Its output is a line of JSON, then an array of floats. The JSON has for each page its box,
its numbers of characters, lines and pictures, and the number of segments of its paths. The
floats describe the characters, lines and pictures, page by page, in points from the origin
of the PDF:

- a character has eight: its code, the point where it begins (x, y), its box (left, bottom,
  right, top), and its rotation in radians. The code is U+FFFD if the font does not say
  which character it draws;
- a straight line, vertical or horizontal, and a picture have four: the box around them.

For a file that cannot be read the output is ``{"refused": [template, fields]}``.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from ctypes import Array, byref, c_double, c_float, c_ubyte
from math import isfinite
from typing import Any, Final

import pypdfium2_raw as pdfium

_MOST_PAGES: Final = 2000
_MOST_CHARACTERS: Final = 400_000  # of all pages, as zhengce.files.extracted has it
_MOST_SEGMENTS: Final = 20_000  # of the paths of a page; more are a drawing
_DEEPEST: Final = 4  # forms within forms that are searched for lines and pictures

_FAR: Final = 1e6  # in points; anything further off is on no page, which has at most 14,400

_UNREADABLE: Final = 0xFFFD
_PARTING_HYPHEN: Final = 0x2  # what PDFium makes of - and U+00AD after a letter at the end of a line
_SOFT_HYPHEN: Final = 0xAD

Matrix = tuple[float, float, float, float, float, float]


class _RefusedError(Exception):
    """The file cannot be read: why, as a template with fields for :func:`zhengce.saying.say`."""

    def __init__(self, template: str, **fields: int) -> None:
        super().__init__(template)
        self.why = [template, fields]


def main(data: bytes) -> bytes:
    """Return the content of the pages of a PDF, in the form that the docstring of the module describes."""
    pdfium.FPDF_InitLibrary()
    numbers = array("f")
    memory = (c_ubyte * len(data)).from_buffer_copy(data)
    try:
        header: dict[str, object] = {"pages": list(_pages(memory, numbers))}
    except _RefusedError as refused:
        return json.dumps({"refused": refused.why}).encode()
    return json.dumps(header).encode() + b"\n" + numbers.tobytes()


def _pages(memory: Array[c_ubyte], numbers: array[float]) -> Iterator[dict[str, object]]:
    document = pdfium.FPDF_LoadMemDocument64(memory, len(memory), None)
    if not document:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise _RefusedError("the document is protected by a password; save a copy without one")
        raise _RefusedError("a broken PDF; it may not have been downloaded in full")
    count = pdfium.FPDF_GetPageCount(document)
    if count > _MOST_PAGES:
        raise _RefusedError("{count} pages, more than {most}; split it", count=count, most=_MOST_PAGES)
    left = _MOST_CHARACTERS
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            raise _RefusedError("a broken PDF: page {page} cannot be read; save it anew", page=index + 1)
        characters = _characters(page, numbers, left)
        left -= characters
        lines, pictures, segments = _drawn(page)
        numbers.extend(lines)
        numbers.extend(pictures)
        yield {
            "box": _box(page),
            "characters": characters,
            "lines": len(lines) // 4,
            "pictures": len(pictures) // 4,
            "segments": segments,
        }
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def _box(page: Any) -> list[float]:
    box = [c_float() for _ in range(4)]
    for known in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if known(page, *box):
            return [side.value for side in box]
    size = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)]
    return [0.0, 0.0, *(reversed(size) if pdfium.FPDFPage_GetRotation(page) % 2 else size)]


# --- characters -----------------------------------------------------------


def _characters(page: Any, numbers: array[float], most: int) -> int:
    """Append the characters of a page to *numbers*, and return their count."""
    text = pdfium.FPDFText_LoadPage(page)
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    to_x, to_y, to_box = byref(x), byref(y), byref(box)
    found = 0
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code <= 0x20 and pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        if code == _PARTING_HYPHEN:
            code = _SOFT_HYPHEN
        if pdfium.FPDFText_HasUnicodeMapError(text, i) == 1 or _is_control(code):
            if not _has_ink(text, i):
                continue
            code = _UNREADABLE
        if found == most:
            raise _RefusedError("more than {most:,} characters; split it", most=_MOST_CHARACTERS)
        pdfium.FPDFText_GetCharOrigin(text, i, to_x, to_y)
        pdfium.FPDFText_GetLooseCharBox(text, i, to_box)
        turned = pdfium.FPDFText_GetCharAngle(text, i)
        place = (code, x.value, y.value, box.left, box.bottom, box.right, box.top, turned)
        if isfinite(sum(place)):
            numbers.extend(place)
            found += 1
    pdfium.FPDFText_ClosePage(text)
    return found


def _is_control(code: int) -> bool:
    return code < 0x20 or 0x7F <= code < 0xA0 or code > 0x10FFFF


def _has_ink(text: Any, i: int) -> bool:
    """Return whether a character is visible; fonts have blanks and marks that no table names."""
    left, right, bottom, top = (c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
    return bool(right.value - left.value > 0 and top.value - bottom.value > 0)


# --- lines and pictures ---------------------------------------------------


def _drawn(page: Any) -> tuple[array[float], array[float], int]:
    """Return the straight lines of a page (none if it has a drawing), its pictures, and its number of segments."""
    lines, pictures = array("f"), array("f")
    segments = 0
    for thing, matrix in _things(page):
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_IMAGE:
            xs, ys = zip(*(_at(matrix, x, y) for x in (0, 1) for y in (0, 1)), strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
            if all(abs(side) < _FAR for side in box):
                pictures.extend(box)
            continue
        segments += pdfium.FPDFPath_CountSegments(thing)
        if segments <= _MOST_SEGMENTS:
            lines.extend(number for line in _lines(thing, matrix) for number in line)
    return lines if segments <= _MOST_SEGMENTS else array("f"), pictures, segments


def _things(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Yield the paths and pictures of a page, also those in forms, each with its transformation matrix."""
    unmoved: Matrix = (1, 0, 0, 1, 0, 0)
    waiting = [(pdfium.FPDFPage_GetObject(page, i), unmoved, 1) for i in range(pdfium.FPDFPage_CountObjects(page))]
    waiting.reverse()
    while waiting:
        thing, outer, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            matrix = _within(_matrix(thing), outer)
            inner = range(pdfium.FPDFFormObj_CountObjects(thing))
            waiting += [(pdfium.FPDFFormObj_GetObject(thing, i), matrix, depth + 1) for i in reversed(inner)]
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield thing, _within(_matrix(thing), outer)


def _matrix(thing: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    (g, h), (i, j) = (_at((*outer[:4], 0, 0), *pair) for pair in ((a, b), (c, d)))
    return (g, h, i, j, *_at(outer, e, f))


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _lines(path: Any, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """Yield the horizontal and vertical segments of a path."""
    x, y = c_float(), c_float()
    first = last = (0.0, 0.0)
    for i in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _at(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        ends = [(last, here)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            ends.append((here, first))
            here = first
        for (x0, y0), (x1, y1) in ends:
            if min(abs(x0 - x1), abs(y0 - y1)) < 1 < max(abs(x0 - x1), abs(y0 - y1)) < _FAR:
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        last = here
