"""PDF: what is printed, as the text that was meant: paragraphs, tables, no page numbers.

A PDF says where characters stand, and no more. Lines, paragraphs, running heads and
tables are recognised from their places. Pages that are pictures hold no text; they
need text recognition first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ...errors import FileError
from ..extracted import Extracted, Line, assemble
from ..load import load
from ..tables import render
from .chars import read_sheet
from .continued import goes_on, with_rest
from .furniture import without_furniture
from .guard import has_bomb
from .lines import Printed, find_gutter, read_lines
from .paragraphs import layouts_of, paragraphs
from .ruled import Ruled, find_tables

_MOST_PAGES: Final = 2000
_FEW_CHARS: Final = 30  # on a scanned page there may be a number, or the name of the app that scanned it


def extract(path: Path) -> Extracted:
    """The text of a PDF, with the page that each line comes from.

    Raises:
        FileError: it is missing, broken, encrypted, too long, or holds pictures of pages.
    """
    data = load(path)
    if has_bomb(data):
        raise FileError(path, "refused: it would unpack to far more than its pages hold; save it anew")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise FileError(path, "the document is protected by a password; save a copy without one") from error
        raise FileError(path, f"a broken PDF ({error}); it may not have been downloaded in full") from error
    try:
        if len(document) > _MOST_PAGES:
            raise FileError(path, f"{len(document)} pages, more than {_MOST_PAGES}; split it")
        pages = list(_read(document, path))
    finally:
        document.close()
    if sum(page.is_picture for page in pages) > len(pages) / 2:
        raise FileError(path, "it holds pictures of pages, not their text; it needs text recognition (OCR) first")
    found = assemble(_text(pages))
    if sum(page.unreadable for page in pages) > len(found.text):
        raise FileError(path, "its fonts do not say which characters they draw; it needs text recognition (OCR) first")
    return found


@attrs.frozen
class _Page:
    """A page: its height, its lines of text, and its ruled tables."""

    height: float
    lines: list[Printed]
    tables: list[Ruled]
    is_picture: bool
    unreadable: int


def _read(document: pdfium.PdfDocument, path: Path) -> Iterator[_Page]:
    gutter: float | None = None
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError as error:
            raise FileError(path, f"a broken PDF: page {number} cannot be read; save it anew") from error
        sheet = read_sheet(page)
        tables, rest = find_tables(page, number, sheet)
        gutter = find_gutter(rest, gutter)
        yield _Page(
            height=sheet.frame.height,
            lines=read_lines(rest, number, sheet.frame.width, gutter),
            tables=tables,
            is_picture=len(sheet.chars) < _FEW_CHARS and _is_covered(page, sheet.frame.area),
            unreadable=sheet.unreadable,
        )
        page.close()


def _is_covered(page: pdfium.PdfPage, area: float) -> bool:
    """Whether one picture covers most of a page."""
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * area:
            return True
    return False


def _text(pages: Sequence[_Page]) -> Iterator[Line]:
    """The paragraphs and tables of all pages, in reading order."""
    texts = without_furniture([page.lines for page in pages], [page.height for page in pages])
    layouts = layouts_of([line for text in texts for line in text])
    lines: list[Printed] = []
    table: Ruled | None = None
    for block in (block for page, text in zip(pages, texts, strict=True) for block in _in_order(text, page.tables)):
        if isinstance(block, Printed):
            if table is not None:
                yield from render(table.rows)
                table = None
            lines.append(block)
        elif table is not None and goes_on(table, block):
            table = with_rest(table, block)
        else:
            yield from paragraphs(lines, layouts) if table is None else render(table.rows)
            lines, table = [], block
    yield from paragraphs(lines, layouts) if table is None else render(table.rows)


def _in_order(lines: list[Printed], tables: list[Ruled]) -> Iterator[Printed | Ruled]:
    """The lines of a page, and each table before the first line that stands below it."""
    waiting = sorted(tables, key=lambda table: table.top)
    for line in lines:
        while waiting and line.base < waiting[-1].top:
            yield waiting.pop()
        yield line
    yield from reversed(waiting)
