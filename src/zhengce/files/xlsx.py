"""XLSX: the sheets of a workbook as tables, with times and numbers as a spreadsheet shows them.

Hidden sheets and columns are left out; rows that a filter hides are read. Of a ledger that
zhengce wrote only the sheet 台账 is read, of which the others are counts, with one row for
each measure again and the columns that say who does it by when.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from lxml import etree

from ..errors import FileError
from ..saying import say
from ..text.layout import MOST_COLUMNS
from . import tables
from .archive import Package
from .extracted import MOST_CHARACTERS, Extracted, Line, assemble, tidy
from .shown import Formats

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OURS: Final = frozenset({"台账", "领域", "单位", "检查"})
"""The sheets of a ledger that zhengce wrote."""

_KEPT: Final = ("措施编号", "领域", "措施", "牵头单位", "责任单位", "配合单位", "完成时限")
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ISO: Final = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ESCAPED: Final = re.compile("_x([0-9A-F]{4})_")

Place = tuple[int, int]
"""A row and a column, both counted from 1."""


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of a workbook: a table for each sheet, whose number is the page, and its row the paragraph.

    Raises:
        FileError: it is broken, encrypted, or exceeds a limit.
    """
    return assemble(_lines(Package(path, data, "xl/workbook.xml")), path)


def _lines(book: Package) -> Iterator[Line]:
    main = book.main
    targets = {relation.id: relation.target for relation in book.relations}
    sheets = [sheet for sheet in main.iterfind(f"{S}sheets/{S}sheet") if sheet.get("state", "visible") == "visible"]
    is_ours = {sheet.get("name", "") for sheet in sheets} >= _OURS
    if is_ours:
        sheets = [sheet for sheet in sheets if sheet.get("name") == "台账"]
    settings = main.find(f"{S}workbookPr")
    formats = Formats(
        book.related("styles"), is_1904=settings is not None and settings.get("date1904") in ("1", "true")
    )
    strings = book.related("sharedStrings")
    words = [] if strings is None else [_words(item) for item in strings.iterfind(f"{S}si")]
    left = MOST_CHARACTERS
    for number, sheet in enumerate(sheets, start=1):
        root = book.xml(targets.get(sheet.get(_ID, ""), ""))
        if root is None:
            continue
        cells = {}
        for place, text in _cells(root, words, formats):
            left -= len(text)
            if left < 0:
                most = MOST_CHARACTERS
                raise FileError(
                    book.path, say("refused: its text has more than {most:,} characters; split it", most=most)
                )
            cells[place] = text
        if is_ours:
            cells = _by_measure(cells)
        yield from tables.render(_rows(cells, _merged(root), number))


# --- cells ----------------------------------------------------------------


def _cells(root: etree._Element, words: Sequence[str], formats: Formats) -> Iterator[tuple[Place, str]]:
    """Yield the cells that show something, in the order of the file."""
    hidden = [
        range(_number(column.get("min")), _number(column.get("max")) + 1)
        for column in root.iterfind(f"{S}cols/{S}col")
        if column.get("hidden") in ("1", "true")
    ]
    row = 0
    for element in root.iterfind(f"{S}sheetData/{S}row"):
        row = _number(element.get("r")) or row + 1
        column = 0
        for cell in element.iterfind(f"{S}c"):
            column = _place(cell.get("r", ""))[1] or column + 1
            text = _text(cell, words, formats)
            if tidy(text) and not any(column in columns for columns in hidden):
                yield (row, column), text


def _text(cell: etree._Element, words: Sequence[str], formats: Formats) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
    match kind:
        case "s":
            at = _number(value) if value else -1
            return words[at] if 0 <= at < len(words) else ""
        case "inlineStr":
            inside = cell.find(f"{S}is")
            return "" if inside is None else _words(inside)
        case "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, "")
        case "n":
            return formats.shown(value, _number(cell.get("s")))
        case _:  # the text of a formula, a date in ISO 8601, an error
            return _unescaped(value)


def _words(item: etree._Element) -> str:
    """Return the text of a string with its runs, without how it is pronounced."""
    return _unescaped("".join(text.text or "" for text in item.iterfind(f"{S}t")) + "".join(_runs(item)))


def _runs(item: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in item.iterfind(f"{S}r/{S}t"))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _number(text: str | None) -> int:
    """Return a number of the file, 0 for one that is none."""
    return int(text) if text and re.fullmatch("[0-9]{1,7}", text) else 0


def _place(name: str) -> Place:
    """Return the place of a cell by its name: B3 is row 3, column 2; (0, 0) if it is none."""
    found = _PLACE.fullmatch(name)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


# --- rows -----------------------------------------------------------------


def _rows(cells: dict[Place, str], merged: Iterator[tuple[Place, Place]], page: int) -> Iterator[list[tables.Cell]]:
    """Yield the rows that have words, without the rows and columns that have none."""
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    areas: dict[Place, tuple[int, int]] = {}
    for (row, column), (last_row, last_column) in merged if len(columns) <= MOST_COLUMNS else ():
        width = bisect_right(columns, last_column) - bisect_left(columns, column)
        areas[row, column] = (width, bisect_right(rows, last_row) - bisect_left(rows, row))
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        by_row.setdefault(row, []).append(column)
    taken: dict[int, int] = {}  # the columns that cells from above reach into, and by how many rows
    for row in rows:
        made: list[tables.Cell] = []
        reaching: dict[int, int] = {}
        at = 0
        for column in by_row[row]:
            here = bisect_left(columns, column)
            if here < at or here in taken:  # inside of merged cells
                continue
            if taken:
                made += [tables.Cell() for i in range(at, here) if i not in taken]
            elif at < here:
                made.append(tables.Cell(columns=here - at))
            width, depth = areas.get((row, column), (1, 1))
            lines = (Line(text, page=page, paragraph=row) for text in cells[row, column].split("\n") if tidy(text))
            made.append(tables.Cell(tuple(lines), width, depth))
            at = here + width
            for i in range(here, at):
                reaching[i] = depth - 1
        taken = {i: left for i, left in ({i: left - 1 for i, left in taken.items()} | reaching).items() if left > 0}
        yield made


def _merged(root: etree._Element) -> Iterator[tuple[Place, Place]]:
    """Yield the first and last places of merged cells."""
    for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = element.get("ref", "").partition(":")
        (row, column), (last_row, last_column) = _place(first), _place(last)
        if 0 < row <= last_row and 0 < column <= last_column:
            yield (row, column), (last_row, last_column)


# --- a ledger of ours -----------------------------------------------------


def _by_measure(cells: dict[Place, str]) -> dict[Place, str]:
    """Return the cells of a ledger with one row for each measure, which has a row for each of its time limits there.

    A day is written so that several in one cell can be read; a time limit without a day is
    its words (时限原文), a measure without a heading its work (工作内容).
    """
    heads = {text: column for (row, column), text in cells.items() if row == 1}
    if not heads.keys() >= {*_KEPT, "时限原文", "工作内容"}:
        return cells
    number, title, limit = (heads[name] for name in ("措施编号", "措施", "完成时限"))
    made = {(1, heads[name]): "序号" if name == "措施编号" else name for name in _KEPT}
    limits: dict[int, list[str]] = {}
    before, first = ("", ""), 0
    for row in sorted({row for row, _ in cells if row > 1}):
        named = cells.get((row, title)) or cells.get((row, heads["工作内容"]), "")
        measure = (cells.get((row, number), ""), named)
        if measure != before:
            before, first = measure, row
            found = {(row, heads[name]): cells.get((row, heads[name]), "") for name in _KEPT} | {(row, title): named}
            made |= {place: text for place, text in found.items() if text}
        day = _ISO.sub(
            lambda found: f"{int(found[1])}年{int(found[2])}月{int(found[3])}日前", cells.get((row, limit), "")
        )
        limits.setdefault(first, []).append(day or cells.get((row, heads["时限原文"]), ""))
    return made | {(row, limit): text for row, words in limits.items() if (text := "；".join(filter(None, words)))}
