"""Tables written in HTML, read as the rows of a Markdown table.

::

    table = "<table>" { row } "</table>"
    row   = "<tr>" cell { cell } "</tr>"       read as    "|" words "|" words … "|"
    cell  = "<td>" words "</td>"

Every bar is the reading of one tag, so that a row of the clean text has its place in the
original; a row that no tag ends has no bar at its end. The words of a merged cell appear
once; the number of its columns, and of the columns that cells above take, are kept with the
bar. A first row with only a heading becomes a line. A table that only arranges text on the
page is read as lines.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from ..lexicon import OFFICE_LINE, Lazy
from .layout import MOST_COLUMNS, is_layout
from .tags import TABLE_TAG

_LOOSE: Final = 2000  # where no <table> was opened, what is longer without a tag is no cell

_MERGED = Lazy(r"(?P<direction>col|row)span\s*=\s*[\"']?\s*(?P<number>[0-9]{1,9})", re.IGNORECASE)
_TO_THE_END: Final = 10**9  # what rowspan="0" says
_NO_WORDS = Lazy(r"(?:\s|&[A-Za-z]{1,8};|<[^<>]*>)*+")
_LINE = Lazy(r"\n|<(?:br|p|div|li)\b", re.IGNORECASE)

_LONGEST_LIST: Final = 400  # a cell that holds more is no list of names
_BREAK = Lazy(r"(?:\s|</?(?:br|p|div|li|ul|ol)(?:\s[^<>]*)?/?>)+", re.IGNORECASE)
_OFFICE = Lazy(OFFICE_LINE)
_IN_BRACKETS = Lazy(r"（[^（）]{1,8}）")  # 县教育局<br>（牵头）


def read_break(text: str, start: int, end: int, place: int) -> str:
    """Return the reading of a line end at *place* in the cell ``text[start:end]``.

    Offices on separate lines are joined by 、.

    >>> cell = "规划局<br>公安局<br>"
    >>> [read_break(cell, 0, len(cell), place) for place in (3, 10)]
    ['、', ' ']
    """
    if end - start > _LONGEST_LIST or text[place - 1] in "> \t\n":
        return " "
    before, after = (_BREAK.split(part.strip()) for part in (text[start:place], text[place:end]))
    names = [line for line in (*before, *after) if line and not _IN_BRACKETS.fullmatch(line)]
    is_list = len(names) > 1 and all(map(_OFFICE.fullmatch, names))
    return "、" if is_list and next(filter(None, after), "") in names else " "


@attrs.define
class Tag:
    """A tag of a table.

    Attributes:
        start: where it begins.
        end: where it ends.
        reads: its reading.
        in_row: true if the row continues after it.
        cell: for a bar beside merged cells, the number of columns that cells above take before the cell after it,
            and the number of columns of that cell.
    """

    start: int
    end: int
    reads: str = ""
    in_row: bool = False
    cell: tuple[int, int] | None = None


@attrs.define
class _Cell:
    opening: Tag
    columns: int
    rows: int
    end: int | None = None  # where its words end; None while it is open
    closing: Tag | None = None


@attrs.define
class _Row:
    cells: list[_Cell] = attrs.field(factory=list)
    closing: Tag | None = None


def read_table(text: str, place: int, end: int) -> tuple[list[Tag], int]:
    """Return the tags of the table that begins at *place*, in text order, and the end of the table.

    Rows without a table tag around them form a table. A text that begins with a row is a part
    of a table, and its rows stay rows.
    """
    parser = _Parser(text, place, end)
    stop = parser.parse()
    filled = [[cell for cell in row.cells if _has_words(text, cell)] for row in parser.rows]
    first = 0
    if (parser.whole or place) and is_layout([[_size(text, cell) for cell in cells] for cells in filled if cells]):
        for tag in parser.tags:
            tag.reads = "\n"
        return parser.tags, stop
    if parser.whole:
        first = next(i for i, cells in enumerate(filled) if len(cells) > 1)
    above: dict[int, int] = {}
    for row, cells in zip(parser.rows[first:], filled[first:], strict=True):
        above = _merge(row, above)
        if cells:
            _set_bars(row)
    return parser.tags, stop


class _Parser:
    """Sorts the tags of one table into rows and cells."""

    def __init__(self, text: str, place: int, end: int) -> None:
        self.text = text
        self.end = end
        self.found = TABLE_TAG.finditer(text, place, end)
        self.whole = text[place : place + 6].lower() == "<table"
        self.tags: list[Tag] = []
        self.rows: list[_Row] = []
        self.row: _Row | None = None
        self.cell: _Cell | None = None
        self.nested = 0  # tables inside of a cell, whose tags are for the reader of the cell

    def parse(self) -> int:
        """Read tags up to the end of the table, and return that place."""
        for found in self.found:
            name, closes = found["table"].lower(), bool(found["close"])
            if self.nested or (name == "table" and not closes and self.cell):
                self.nested += (name == "table") * (-1 if closes else 1)
                continue
            if self.tags and self._is_behind(name, closes=closes, start=found.start()):
                break
            tag = Tag(found.start(), found.end())
            self._take(name, tag, found["attributes"], closes=closes)
            if name == "table" and closes:
                break
        stop = self.tags[-1].end
        if self.cell:
            line = self.text.find("\n", stop, self.end)
            stop = self.end if self.nested or line < 0 else line
        self._close_row(stop)
        return stop

    def _is_behind(self, name: str, *, closes: bool, start: int) -> bool:
        """Return whether a tag comes after the table, which was not closed."""
        if name == "table" and not closes:
            return True
        done = self.tags[-1].end
        if self.whole:
            return False
        return start - done > _LOOSE or (self.row is None and self.text[done:start].strip() != "")

    def _take(self, name: str, tag: Tag, attributes: str, *, closes: bool) -> None:
        if name in ("td", "th"):
            if closes:
                if self.cell:
                    self.cell.end, self.cell.closing, self.cell = tag.start, tag, None
            else:
                self._close_cell(tag.start)
                if self.row is None:
                    self._open_row()
                self._open_cell(tag, attributes)
        elif name == "tr" and closes and self.row:
            self._close_cell(tag.start)
            self.row.closing, self.row = tag, None
        else:
            self._close_row(tag.start)
            tag.reads = "\n"
            if name == "tr" and not closes:
                self._open_row()
        self.tags.append(tag)

    def _open_row(self) -> None:
        self.row = _Row()
        self.rows.append(self.row)

    def _open_cell(self, tag: Tag, attributes: str) -> None:
        merged = {m["direction"].lower(): int(m["number"]) for m in _MERGED.finditer(attributes)}
        self.cell = _Cell(tag, max(1, merged.get("col", 1)), merged.get("row", 1) or _TO_THE_END)
        if self.row:
            self.row.cells.append(self.cell)

    def _close_cell(self, place: int) -> None:
        if self.cell:
            self.cell.end, self.cell = place, None

    def _close_row(self, place: int) -> None:
        """End a row that no tag closes, with the tag that closes its last cell, if there is one."""
        self._close_cell(place)
        if self.row and self.row.cells:
            self.row.closing = self.row.cells[-1].closing
        self.row = None


def _has_words(text: str, cell: _Cell) -> bool:
    return _NO_WORDS.fullmatch(text, cell.opening.end, cell.end or cell.opening.end) is None


def _size(text: str, cell: _Cell) -> tuple[int, int]:
    """Return the numbers of characters and lines in a cell."""
    words = text[cell.opening.end : cell.end]
    return len(words), len(_LINE.findall(words))


def _merge(row: _Row, above: dict[int, int]) -> dict[int, int]:
    """Set the columns of the cells of a row; *above* has for each column the number of rows it is still taken.

    Return the same for the next row.
    """
    column = 0
    below = {taken: rows - 1 for taken, rows in above.items() if rows > 1}
    for cell in row.cells:
        first = column
        while column in above:
            column += 1
        width = max(1, min(cell.columns, MOST_COLUMNS - column))
        if column > first or width > 1:
            cell.opening.cell = (column - first, width)
        if cell.rows > 1 and column < MOST_COLUMNS:
            below |= dict.fromkeys(range(column, column + width), cell.rows - 1)
        column += width
    if row.closing:
        first = column
        while column in above:
            column += 1
        if column > first:
            row.closing.cell = (column - first, 0)
    return below


def _set_bars(row: _Row) -> None:
    """Set a bar as the reading of each tag that opens a cell, and of the tag that ends the row."""
    for cell in row.cells:
        cell.opening.reads, cell.opening.in_row = "|", True
        if cell.closing:
            cell.closing.in_row = True
    if row.closing:
        row.closing.reads, row.closing.in_row = "|", False
