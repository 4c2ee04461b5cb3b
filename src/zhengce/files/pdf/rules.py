"""The straight lines that are drawn on a page: upright and level ones, each as it looks, not as it was drawn.

One line of a table may be drawn as many: a border for each cell, thin bars, dots. What
lies on one line, end to end, is one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import c_float
from itertools import pairwise
from typing import Final

import attrs
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .chars import Frame, Point

SNAP: Final = 3.0
"""In points: what lies closer together is meant to be one."""

_MOST_SEGMENTS: Final = 20_000  # more are a drawing


@attrs.frozen
class Rule:
    """A straight line: where it lies (y of a level one, x of an upright one), and from where to where it goes."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Whether it passes a place."""
        return self.start - SNAP <= place <= self.end + SNAP


def read_rules(page: pdfium.PdfPage, frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules of a page; none if it holds a drawing."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for i, ((x0, y0), (x1, y1)) in enumerate(_segments(page, frame)):
        if i > _MOST_SEGMENTS:
            return [], []
        if abs(y0 - y1) < 1 < abs(x0 - x1):
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 1 < abs(y0 - y1):
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return list(_merged(level)), list(_merged(upright))


def snapped(places: Iterable[float]) -> list[float]:
    """Places from the first to the last, those that are meant to be one once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > SNAP:
            kept.append(place)
    return kept


def _merged(rules: list[Rule]) -> Iterator[Rule]:
    """Rules that lie on one line as one, unless there is a gap between them."""
    by_line: dict[int, list[Rule]] = {}
    lines = snapped(rule.at for rule in rules)
    line = 0
    for rule in sorted(rules, key=lambda rule: rule.at):
        while line + 1 < len(lines) and rule.at >= lines[line + 1]:
            line += 1
        by_line.setdefault(line, []).append(rule)
    for line, parts in by_line.items():
        start = end = None
        for part in sorted(parts, key=lambda rule: rule.start):
            if start is None or end is None:
                start, end = part.start, part.end
            elif part.start <= end + SNAP:
                end = max(end, part.end)
            else:
                yield Rule(lines[line], start, end)
                start, end = part.start, part.end
        if start is not None and end is not None:
            yield Rule(lines[line], start, end)


def _segments(page: pdfium.PdfPage, frame: Frame) -> Iterator[tuple[Point, Point]]:
    """The straight segments of all paths, as the page is read."""
    for path in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrix = path.get_matrix()
        form = path.container
        while form is not None:
            matrix = matrix.multiply(form.get_matrix())
            form = form.container
        for contour in _contours(path):
            yield from pairwise([frame.upright(*matrix.on_point(*point)) for point in contour])


def _contours(path: pdfium.PdfObject) -> Iterator[list[Point]]:
    """The runs of points of a path, closed ones back at their beginning; curves are left out."""
    contour: list[Point] = []
    x, y = c_float(), c_float()
    for i in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, i)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium_c.FPDF_SEGMENT_LINETO:
            yield contour
            contour = []
        contour.append((x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield [*contour, contour[0]]
            contour = []
    yield contour
