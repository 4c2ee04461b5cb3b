"""Layout: recognise tables that only arrange text on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MOST_COLUMNS: Final = 64
"""The most columns, more than in any list of tasks; a wider merged cell is read as this wide."""

_FRAME_LINES: Final = 8  # a cell that holds so many lines, so many characters,
_FRAME_LENGTH: Final = 1000  # and nearly all of a table, is the text of the document
_FRAME_SHARE: Final = 0.8
_PROSE: Final = 200  # in a table of one row, a longer cell is text set in columns


def is_layout(rows: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Return whether cells, each given by its characters and its lines, are no rows of a table.

    >>> is_layout([[(4, 1), (6, 1)], [(8, 1), (5, 1)]]), is_layout([[(4000, 90), (6, 1)], [(8, 1)]])
    (False, True)
    """
    if all(len(row) < 2 for row in rows):
        return True
    cells = [cell for row in rows for cell in row]
    length, lines = max(cells)
    if len(rows) == 1:
        return length > _PROSE
    is_frame = length >= _FRAME_LENGTH and lines >= _FRAME_LINES
    return is_frame and length >= _FRAME_SHARE * sum(characters for characters, _ in cells)
