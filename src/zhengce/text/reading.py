"""The clean reading: signs first, then gaps; and the way back through both."""

from __future__ import annotations

import attrs

from .characters import fold, widen_marks
from .edits import Edit, OffsetMap, apply
from .gaps import read_gaps


@attrs.frozen
class Reading:
    """A clean text and the way back to the original.

    Attributes:
        text: the clean text, one paragraph a line.
        map: the way back.
        blanks: where in it a gap left nothing, in order.
        mended: where in it a paragraph goes on behind the end of a line, in order.
        edits: what reads otherwise than it is printed, with places in the original.
        cells: for the bars of a row in which cells are merged, how many columns are taken by cells above it before
            the cell behind the bar, and how many that cell takes.
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
    if edits:
        text, back, bars = apply(text, edits)
        words = read_gaps(text)
        way = words.map.through(back)
        cells = {words.map.offset(bar, len(words.text)): cell for bar, cell in bars.items()}
    else:
        words = read_gaps(text)
        way, cells = words.map, {}
    return Reading(widen_marks(words.text), way, tuple(words.blanks), tuple(words.mended), edits, cells)


def _find_signs(text: str) -> tuple[Edit, ...]:
    from .signs import Part, find_edits  # most texts have no signs, and need not wait for their patterns

    return tuple(find_edits(Part(text, 0, len(text))))
