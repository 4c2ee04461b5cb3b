"""CSV: the rows of :mod:`.rows`, with a Frictionless Table Schema beside the file.

RFC 4180, in UTF-8, with days in ISO 8601 and ``true`` and ``false``. A cell is empty
where the notice says nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable
from typing import Final

from ..analysis.placed import Notices
from .cells import REPLACEMENT, SURROGATE, is_formula
from .rows import COLUMNS, Column, rows

_TYPES: Final = {str: "string", bool: "boolean", int: "integer", dt.date: "date"}


def dumps(notices: Notices, *, bom: bool = True) -> str:
    """Return one notice, or many, as CSV text: a header with the names of the columns, then the rows.

    An apostrophe is put before a text that a spreadsheet might compute as a formula, see
    :func:`~.cells.is_formula`. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.

    Args:
        notices: what to write.
        bom: begin with a byte order mark, by which spreadsheets recognise UTF-8;
            programs read the file as ``utf-8-sig``.

    >>> import zhengce
    >>> header, first, *_ = dumps(zhengce.sample(), bom=False).splitlines()
    >>> header.split(",")[:3], first.split(",")[:3]
    (['measure_id', 'deadline_number', 'document_number'], ['1.1', '1', '澄高管发〔2024〕16号'])
    """
    return table([column.name for column in COLUMNS], (row.values() for row in rows(notices)), bom=bom)


def table(heads: Iterable[str], lines: Iterable[Iterable[object]], *, bom: bool = True) -> str:
    """Return rows of values as CSV text, as :func:`dumps` does."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(map(_cell, line) for line in lines)
    return ("\ufeff" if bom else "") + SURROGATE.sub(REPLACEMENT, out.getvalue())


def describe(name: str) -> str:
    """Return the Table Schema of the CSV file *name* as JSON: the type and meaning of each column.

    Source: Data Package 2.0, Table Schema. Titles and descriptions are in Chinese and English.
    """
    schema = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "title": name,
        "fields": [_field(column) for column in COLUMNS],
        "missingValues": [""],
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() if is_formula(value):
            return "'" + value
        case _:
            return str(value)


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": f"{column.header} {column.name.replace('_', ' ')}",
        "description": f"{column.description} {column.description_zh}",
    }
    return field | {"constraints": {"required": True}} if column.required else field
