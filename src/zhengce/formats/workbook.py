"""Workbook: tables in an XLSX file.

Text is written as text, never as a formula, link or number. What a cell cannot hold is
replaced or cut, and noted. The same tables give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final, Literal, TypeAlias

import attrs
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ..errors import FormatError
from ..files.ours import MARK
from ..saying import say
from ..text import columns
from .cells import FORBIDDEN, REPLACEMENT, is_formula

Value: TypeAlias = str | int | dt.date | None
Style: TypeAlias = Literal["text", "long", "centre", "date", "head", "fixed", "free"]

LIMIT: Final = 32_767
"""The most characters that a cell can hold, in UTF-16 code units."""

_CUT: Final = "……（超出单元格上限，此处截断）"
_ROWS, _COLUMNS = 1_048_576, 16_384
_SHORT: Final = 80  # a title in the header of a page, which holds 255 characters, marks included
_DAY_ZERO: Final = dt.date(1899, 12, 30)  # from which spreadsheets count days
_FIRST_DAY: Final = dt.date(1900, 3, 1)  # before which they disagree, or know none
_MADE: Final = dt.date(1980, 1, 1)  # the first day that a ZIP archive knows

_ALLOWED: Final = ("sort", "autofilter", "format_columns", "format_rows", "delete_rows")
"""What may be done to a sheet that is locked."""

_LINE: Final = 13.5  # points that a line of the font takes
_PADDING: Final = 6.0
_HIGHEST: Final = 409.5
_DIGIT, _HAN = 7, 40 / 3  # pixels that a digit of the font takes, by which widths are counted, and a Chinese character

_FONT: Final = {"font_name": "宋体", "font_size": 10}
_CELL: Final = {"border": 1, "border_color": "#A6A6A6", "valign": "vcenter", "text_wrap": True}
_STYLES: Final[dict[Style, dict[str, object]]] = {
    "text": {**_CELL, "align": "left"},
    "long": {**_CELL, "align": "left", "valign": "top"},
    "centre": {**_CELL, "align": "center"},
    "date": {**_CELL, "align": "center", "num_format": "yyyy-mm-dd"},
    "fixed": {**_CELL, "align": "left", "num_format": "yyyy-mm-dd", "bg_color": "#F2F2F2"},
    "free": {**_CELL, "align": "left", "num_format": "@", "locked": False},
    "head": {
        **_CELL,
        "align": "center",
        "num_format": "yyyy-mm",
        "font_name": "黑体",
        "bold": True,
        "bg_color": "#D9E2F3",
    },
}


@attrs.frozen
class Head:
    """The head of a column: its text, its width in digits (two for a Chinese character), the style of its cells."""

    header: str | dt.date
    width: float
    style: Style = "text"


@attrs.frozen
class Note:
    """What a cell could not hold: the number of replaced characters, or that the text was cut."""

    cell: str
    replaced: int = 0
    cut: bool = False


@attrs.frozen
class Table:
    """A table that was written, to which choices and colours can be added."""

    book: xlsxwriter.Workbook
    sheet: Worksheet
    columns: list[str]
    rows: int

    def offer(self, column: str, choices: Sequence[str]) -> None:
        """Offer a list of choices in the cells of a column."""
        message = {"error_title": "请从列表中选择", "error_message": "、".join(choices)}
        self.sheet.data_validation(
            f"{column}2:{column}{self.rows + 1}", {"validate": "list", "source": [*choices], **message}
        )

    def paint(self, columns: str, formula: str, **look: object) -> None:
        """Give the cells of some columns another format where a formula is true; earlier calls take precedence.

        Args:
            columns: the letters of the first and last column: ``A:C``.
            formula: the condition, written for the first row of the table, row 2.
            look: properties of the format.
        """
        first, _, last = columns.partition(":")
        area = f"{first}2:{last or first}{self.rows + 1}"
        rule = {"type": "formula", "criteria": formula, "format": self.book.add_format(look)}
        self.sheet.conditional_format(area, rule)

    def advise(self, column: str, title: str, words: str) -> None:
        """Show words beside a cell of a column as long as it is selected."""
        hint = {"validate": "any", "input_title": title, "input_message": words}
        self.sheet.data_validation(f"{column}2:{column}{self.rows + 1}", hint)

    def lock(self, hidden: str) -> None:
        """Let only cells of the style ``free`` be changed, and hide a column; there is no password."""
        self.sheet.set_column(f"{hidden}:{hidden}", None, None, {"hidden": True})
        self.sheet.protect("", dict.fromkeys(_ALLOWED, True))


class Book:
    """A workbook that is being written, and the notes on what its cells could not hold."""

    def __init__(self, *, title: str, about: str, author: str, day: dt.date | None) -> None:
        """Begin a workbook.

        Args:
            title: its title, printed in the header of every page.
            about: a second line under it.
            author: its author, for the properties of the file.
            day: its date of creation for the properties, so that the clock is not read.
        """
        self.notes: list[Note] = []
        self._title, self._about = _holdable(title), _holdable(about)
        self._bytes = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": dict(_FONT),
        }
        self._book = xlsxwriter.Workbook(self._bytes, options)
        made = max(day or _MADE, _MADE)
        created = dt.datetime(made.year, made.month, made.day, tzinfo=dt.UTC)
        head = {"title": self._title, "subject": self._about, "author": _holdable(author), "keywords": MARK}
        self._book.set_properties({**head, "created": created})
        self._formats: dict[tuple[Style, bool], Format] = {
            (style, quoted): self._book.add_format({**look, "quote_prefix": quoted})
            for style, look in _STYLES.items()
            for quoted in (False, True)
        }

    def add(
        self, name: str, heads: Sequence[Head], rows: Iterable[Sequence[Value]], *, printed: int = 0, kept: int = 1
    ) -> Table:
        """Add a sheet that holds a table: a header that stays in sight, filters, and pages that print well.

        Args:
            name: of the sheet.
            heads: its columns.
            rows: the values of each row; they are consumed one by one, so that later rows can report on earlier ones.
            printed: how many columns are printed; all of them by default.
            kept: how many columns stay in sight when the sheet is scrolled.

        Raises:
            FormatError: a sheet cannot have so many rows or columns.
        """
        sheet = self._book.add_worksheet(name)
        if len(heads) > _COLUMNS:
            raise FormatError(
                [
                    say(
                        "$: the sheet {name} needs {count:,} columns, and XLSX has {columns:,}",
                        name=name,
                        count=len(heads),
                        columns=_COLUMNS,
                    )
                ]
            )
        for column, head in enumerate(heads):
            sheet.set_column(column, column, head.width)
            self._write(sheet, 0, column, head.header, "head")
        sheet.set_row(0, 2 * _LINE)
        printed, row = printed or len(heads), 0
        for row, values in enumerate(rows, 1):
            if row >= _ROWS:
                raise FormatError(
                    [say("$: the sheet {name} needs more than the {rows:,} rows that XLSX has", name=name, rows=_ROWS)]
                )
            for column, (head, value) in enumerate(zip(heads, values, strict=True)):
                self._write(sheet, row, column, value, head.style)
            sheet.set_row(row, _height(heads[:printed], values))
        last = max(row, 1)
        sheet.freeze_panes(1, kept)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        self._set_pages(sheet, last, printed)
        return Table(self._book, sheet, [xl_col_to_name(column) for column in range(len(heads))], last)

    def remember(self, name: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Add a sheet that no menu shows, with names and values for the program that reads the file again."""
        sheet = self._book.add_worksheet(name)
        for row, pair in enumerate(pairs):
            sheet.write_row(row, 0, pair)
        sheet.very_hidden()

    def content(self) -> bytes:
        """Return the finished file."""
        self._book.close()
        return self._bytes.getvalue()

    def _set_pages(self, sheet: Worksheet, last: int, printed: int) -> None:
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.6)
        sheet.center_horizontally()
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, last, printed - 1)
        sheet.fit_to_pages(1, 0)
        title, about = _in_header(self._title), _in_header(self._about)
        sheet.set_header(f'&C&14&"黑体,常规"{title}\n&10&"宋体,常规"{about}', {"margin": 0.3})
        sheet.set_footer('&L&9&"宋体,常规"&A&R&9&"宋体,常规"第 &P 页，共 &N 页', {"margin": 0.3})

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, style: Style) -> None:
        plain = self._formats[style, False]
        match value:
            case None | "":
                sheet.write_blank(row, column, None, plain)
            case dt.date() if value >= _FIRST_DAY:
                sheet.write_number(row, column, (value - _DAY_ZERO).days, plain)
            case int():
                sheet.write_number(row, column, value, plain)
            case _:
                text = self._fit(str(value), f"{sheet.get_name()}!{xl_rowcol_to_cell(row, column)}")
                sheet.write_string(row, column, text, self._formats[style, is_formula(text)])

    def _fit(self, text: str, cell: str) -> str:
        """Return the text as a cell can hold it, and note what is lost."""
        held, replaced = FORBIDDEN.subn(REPLACEMENT, text)
        units = held.encode("utf-16-le")
        cut = len(units) > 2 * LIMIT
        if cut:
            held = units[: 2 * (LIMIT - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT
        if replaced or cut:
            self.notes.append(Note(cell, replaced, cut))
        return held


def _height(heads: Sequence[Head], values: Sequence[Value]) -> float:
    """Return the height of a row in points, because not every program fits it to the text."""
    most = 1
    for head, value in zip(heads, values, strict=False):
        room = 2 * int((head.width * _DIGIT + 1) / _HAN)
        most = max(most, sum(ceil(columns(line) / room) or 1 for line in str(value or "").split("\n")))
    return min(most * _LINE + _PADDING, _HIGHEST)


def _holdable(text: str) -> str:
    """Return a text as a property of the file can hold it: one line of at most 255 characters."""
    return " ".join(FORBIDDEN.sub(REPLACEMENT, text).split())[:255]


def _in_header(text: str) -> str:
    """Return a text for the header of a page, with ``&``, which would begin a command, in full width."""
    return (text if len(text) <= _SHORT else text[: _SHORT - 1] + "…").replace("&", "＆")
