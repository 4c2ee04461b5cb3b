"""Ruled tables: cells between lines that are drawn on a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final

import attrs
import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ..extracted import Line
from ..tables import Cell
from .lines import Char, read_lines

_FEWEST_RULES: Final = 4
_MOST_RULES: Final = 5000  # more are a drawing
_SNAP: Final = 3.0  # points: edges that are meant to be one

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points; y grows upwards."""


@attrs.frozen
class Ruled:
    """A ruled table: its page, where it begins on it, and its rows."""

    page: int
    top: float
    rows: list[list[Cell]]

    def goes_on_in(self, other: Ruled) -> bool:
        """Whether another table, with no text between, is the rest of this one."""
        return self.page + 1 == other.page and _width(self.rows) == _width(other.rows)

    def with_rest(self, other: Ruled) -> Ruled:
        """This table and its rest on the next page, which may repeat the head, and may begin within a row."""
        rows, rest = self.rows, other.rows
        if [cell.text for cell in rest[0]] == [cell.text for cell in rows[0]]:
            rest = rest[1:]
        if rest and _is_cut(rows, rest[0]):
            glued = [Cell(a.lines + b.lines) for a, b in zip(rows[-1], rest[0], strict=True)]
            rows, rest = [*rows[:-1], glued], rest[1:]
        return Ruled(other.page, self.top, rows + rest)


def _width(rows: list[list[Cell]]) -> int:
    return max((sum(cell.columns for cell in row) for row in rows), default=0)


def _is_cut(rows: list[list[Cell]], rest: list[Cell]) -> bool:
    """Whether a row without a number, in a table that numbers them, is the rest of the last one."""
    return (
        len(rest) == len(rows[-1]) == len(rows[0])
        and rows[0][0].text in ("序号", "编号", "序")
        and not rest[0].lines
        and all(cell.rows == 1 for cell in (*rows[-1], *rest))
    )


class Ruler:
    """Finds the ruled tables of a document; opens it a second time only if lines are drawn in it."""

    def __init__(self, data: bytes) -> None:
        """Keep the bytes of a PDF."""
        self._data = data
        self._document: PDF | None = None

    def close(self) -> None:
        """Let go of the document."""
        if self._document is not None:
            self._document.close()

    def tables(self, page: pdfium.PdfPage, number: int, chars: Sequence[Char]) -> tuple[list[Ruled], list[Char]]:
        """The tables of a page, and the characters that stand in none."""
        found: list[Ruled] = []
        rest = list(chars)
        for boxes in self._boxes(page, number):
            grid, others = _fill(boxes, rest)
            if any(len(row) > 1 for row in grid.values()):
                found.append(Ruled(number, max(top for *_, top in boxes), list(_rows(boxes, grid, number))))
                rest = others
        return found, rest

    def _boxes(self, page: pdfium.PdfPage, number: int) -> Iterator[list[Box]]:
        """The cells of every table of a page."""
        drawn = sum(1 for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=4))
        if not _FEWEST_RULES <= drawn <= _MOST_RULES:
            return
        try:
            if self._document is None:
                self._document = pdfplumber.open(BytesIO(self._data))
            there = self._document.pages[number - 1]
            left, _, _, bottom = there.bbox
            for table in there.find_tables({"snap_tolerance": _SNAP}):
                yield [(x0 - left, bottom - y1, x1 - left, bottom - y0) for x0, y0, x1, y1 in table.cells]
            there.close()
        except (PdfminerException, MalformedPDFException):
            return  # what only this second reader cannot read is read as lines


def _fill(boxes: Sequence[Box], chars: Iterable[Char]) -> tuple[dict[float, dict[Box, list[Char]]], list[Char]]:
    """The characters of every cell that has some, by row; and those of none."""
    grid: dict[float, dict[Box, list[Char]]] = {}
    others = []
    ordered = sorted(boxes)
    for char in chars:
        x, y = (char.left + char.right) / 2, char.base + char.size * 0.3
        last = bisect_left(ordered, (x,))
        box = next((b for b in reversed(ordered[:last]) if x <= b[2] and b[1] <= y <= b[3]), None)
        if box is None:
            others.append(char)
        else:
            grid.setdefault(round(box[3] / _SNAP), {}).setdefault(box, []).append(char)
    return grid, others


def _rows(boxes: Sequence[Box], grid: dict[float, dict[Box, list[Char]]], page: int) -> Iterator[list[Cell]]:
    """The rows of a table, from above to below."""
    words = {box: chars for row in grid.values() for box, chars in row.items()}
    lefts = _edges(box[0] for box in boxes)
    tops = _edges(-box[3] for box in boxes)
    for i in range(len(tops)):
        row = []
        for box in sorted(box for box in boxes if _place(tops, -box[3]) == i):
            lines = read_lines(words.get(box, []), page)
            row.append(
                Cell(
                    [Line(line.text, page=page) for line in lines],
                    columns=max(1, _place(lefts, box[2]) - _place(lefts, box[0])),
                    rows=max(1, _place(tops, -box[1]) - i),
                )
            )
        yield row


def _edges(edges: Iterable[float]) -> list[float]:
    """Edges from the first to the last, those that are meant to be one once."""
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > _SNAP:
            kept.append(edge)
    return kept


def _place(edges: Sequence[float], edge: float) -> int:
    """Which of the edges it is; their number, if it lies behind them all."""
    return bisect_left(edges, edge - _SNAP)
