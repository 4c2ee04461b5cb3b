"""Printed pages: their text as paragraphs and tables, without page numbers.

A PDF or OFD only gives the places of characters. Lines, paragraphs, page headers and tables
are recognised from these places. Pages that are pictures hold no text; they need text
recognition first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import attrs

from ...errors import FileError
from ..extracted import PICTURE, Extracted, Line, assemble, needs_recognition, unreadable
from ..tables import render
from .continued import LongTable
from .furniture import without_furniture
from .paragraphs import layouts_of, paragraphs
from .printed import Printed, find_gutter, read_lines, rows_of
from .ruled import Ruled, find_tables
from .sheet import Sheet

_FEW_CHARS: Final = 30  # on a scanned page there may be a number, or the name of the app that scanned it
_LARGE: Final = 0.1  # of a page: a seal is smaller, a table is not
_MOST_PICTURES: Final = 10  # so large, on one page
_COVERS: Final = 0.5  # of a page
_MANY_SEGMENTS: Final = 2_000  # of paths: those of forty characters


def text_of(sheets: Iterable[Sheet], path: Path) -> Extracted:
    """Return the text of printed pages, with the page that each line comes from.

    Args:
        sheets: what is printed on each.
        path: the file that they come from, for messages.

    Raises:
        FileError: they hold pictures of pages, characters that nothing names, or too long a text.
    """
    pages = list(_pages(sheets))
    if sum(page.is_picture for page in pages) > len(pages) / 2:
        raise needs_recognition(path)
    found = assemble(_text(pages), path)
    if 2 * unreadable(found.text) > len(found.text):
        raise FileError(path, "its fonts do not say which characters they draw; it needs text recognition (OCR) first")
    return found


@attrs.frozen
class _Page:
    """A page: its height, lines, ruled tables, the heights of its pictures, and whether all of it is a picture."""

    height: float
    lines: list[Printed]
    tables: list[Ruled]
    pictures: list[float]
    is_picture: bool


def _pages(sheets: Iterable[Sheet]) -> Iterator[_Page]:
    gutter: float | None = None
    for number, sheet in enumerate(sheets, start=1):
        tables, rest = find_tables(sheet, number)
        rows = rows_of(rest)
        gutter = find_gutter(rows, gutter)
        whole = is_picture(sheet)
        yield _Page(
            height=sheet.height,
            lines=read_lines(rows, number, sheet.width, gutter),
            tables=tables,
            pictures=[sheet.height] if whole else list(_pictures(sheet)),
            is_picture=whole,
        )


def is_picture(sheet: Sheet) -> bool:
    """Return whether a page is one picture, or strips of one, or has its letters drawn as lines and curves."""
    if len(sheet.chars) >= _FEW_CHARS:
        return False
    covered = sum(box.area for box in sheet.pictures)
    return covered > _COVERS * sheet.width * sheet.height or sheet.segments > _MANY_SEGMENTS


def _pictures(sheet: Sheet) -> Iterator[float]:
    """Yield the heights on the page of the large pictures that are not a background of text."""
    large = (box for box in sheet.pictures if box.area > _LARGE * sheet.width * sheet.height)
    for box in islice(large, _MOST_PICTURES):
        within = sum(box.left < c.left < box.right and box.bottom < c.base < box.top for c in sheet.chars)
        if within < _FEW_CHARS:
            yield box.top


def _text(pages: Sequence[_Page]) -> Iterator[Line]:
    """Yield the paragraphs and tables of all pages, in reading order."""
    texts = without_furniture([page.lines for page in pages], [page.height for page in pages])
    layouts = layouts_of([line for text in texts for line in text])
    lines: list[Printed | Line] = []
    table: LongTable | None = None
    for number, (page, text) in enumerate(zip(pages, texts, strict=True), start=1):
        for block in _in_order(page, text, number):
            if not isinstance(block, Ruled):
                if table:
                    yield from render(table.rows)
                    table = None
                lines.append(block)
            elif table and table.goes_on(block):
                table.add(block)
            else:
                yield from render(table.rows) if table else paragraphs(lines, layouts)
                lines, table = [], LongTable(block)
    yield from render(table.rows) if table else paragraphs(lines, layouts)


def _in_order(page: _Page, lines: list[Printed], number: int) -> Iterator[Printed | Ruled | Line]:
    """Yield the lines of a page, with each table and picture before the first line below its top."""
    others: list[tuple[float, Ruled | Line]] = [(table.top, table) for table in page.tables]
    others += [(top, Line(PICTURE, page=number, before="")) for top in page.pictures]
    others.sort(key=lambda other: other[0])
    for line in lines:
        while others and line.base < others[-1][0]:
            yield others.pop()[1]
        yield line
    yield from (block for _, block in reversed(others))
