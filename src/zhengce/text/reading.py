"""The clean reading: read signs, then gaps, and combine their maps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .characters import fold, widen_marks
from .edits import Edit, OffsetMap, apply
from .gaps import read_gaps
from .rows import find_rows


class Reading(NamedTuple):
    """A clean text and the way back to the original.

    Attributes:
        text: the clean text, one paragraph a line.
        map: the map to the original.
        blanks: the places in it where a gap was dropped, in order.
        mended: the places in it where a paragraph continues after a line end, in order.
        edits: the edits of signs, with places in the original.
        cells: for each bar in a row with merged cells, the number of columns that cells above take before the
            cell after the bar, and the number of columns of that cell.
    """

    text: str
    map: OffsetMap
    blanks: tuple[int, ...]
    mended: tuple[int, ...]
    edits: tuple[Edit, ...]
    cells: dict[int, tuple[int, int]]


def read(original: str) -> Reading:
    """Return the clean reading of a text."""
    text, may_hold_signs = fold(original)
    edits = _find_signs(text) if may_hold_signs else ()
    if "\t" in original:
        edits = _with_bars(edits, find_rows(original.replace("\r\n", " \n")))
    if edits:
        text, back, bars = apply(text, edits)
        words = read_gaps(text)
        way = words.map.through(back)
        cells = {words.map.offset(bar, len(words.text)): cell for bar, cell in bars.items()}
    else:
        words = read_gaps(text)
        way, cells = words.map, {}
    return Reading(widen_marks(words.text), way, tuple(words.blanks), tuple(words.mended), edits, cells)


def _with_bars(edits: tuple[Edit, ...], bars: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits of signs with those that set bars, unless a sign is read there."""
    kept: list[Edit] = []
    for edit in sorted((*bars, *edits), key=lambda edit: edit[:2]):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return tuple(kept)


def _find_signs(text: str) -> tuple[Edit, ...]:
    from .signs import Part, find_edits  # most texts have no signs, and need not compile their patterns

    return tuple(find_edits(Part(text, 0, len(text))))
