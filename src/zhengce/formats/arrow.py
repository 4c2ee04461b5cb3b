"""Arrow: one notice or thousands as columns, for polars, pandas, DuckDB and other tools.

A table has a row for each measure and time limit, with the columns of :mod:`.rows`; or,
nested, a row for each notice with everything in it. Both are typed: days are days, units
are lists, and repeated text is stored once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Context, Decimal
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs
import pendulum
import pyarrow as pa

from .. import model
from ..analysis.placed import Notices, as_notices
from ..model import Convention, DeadlineKind, Measure, Notice, Section, TimeUnit, Unit
from ..outcome import Outcome
from ..saying import LANGUAGES
from .cells import REPLACEMENT, SURROGATE
from .rows import COLUMNS, Column, Entry, entries
from .whole import SCHEMA, check_depth

_TERM: Final = pa.dictionary(pa.int32(), pa.string())
"""Text that is repeated in many rows."""

_NUMBER: Final = pa.decimal128(38, 9)
"""The widest number that polars and DuckDB have."""

_TYPES: Final[dict[Any, pa.DataType]] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    date: pa.date32(),
    pendulum.Date: pa.date32(),
    Decimal: _NUMBER,
    DeadlineKind: _TERM,
    Convention: _TERM,
    TimeUnit: pa.string(),  # in a struct that may be null, for which pyarrow points into an empty dictionary
}


def table(notices: Notices, *, nested: bool = False) -> pa.Table:
    """Return one notice, or many, as an Arrow table; see :func:`zhengce.table`."""
    found = as_notices(notices)
    for notice in found:
        check_depth(notice)
    return _notices(found) if nested else _rows(found)


def dumps(notices: Notices, *, nested: bool = False) -> bytes:
    """Return one notice, or many, as an Arrow IPC file, which is also Feather; see :func:`table`."""
    made = table(notices, nested=nested)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, made.schema) as file:
        file.write_table(made)
    content: bytes = sink.getvalue().to_pybytes()
    return content


# --- a row for each measure and time limit -------------------------------------

_TERMS: Final = frozenset(
    {"convention", "document_number", "domain", "domain_number", "file", "issuing_authority", "kind", "notice_title"}
)
_UNITS: Final = frozenset({"lead_units", "responsible_units", "supporting_units"})


def _rows(notices: Sequence[Notice]) -> pa.Table:
    lines = [(number, entry) for number, notice in enumerate(notices) for entry in entries(notice)]
    fields = [
        pa.field("notice", pa.int32(), nullable=False, metadata={"description": "Which of the notices, from 0."}),
        *map(_field, COLUMNS),
    ]
    columns: list[list[Any]] = [
        [number for number, _ in lines],
        *([_cell(column, entry) for _, entry in lines] for column in COLUMNS),
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, {"schema": SCHEMA}))


# --- rows of outcomes, for engines ------------------------------------------------

_HEAD: Final = frozenset({"document_number", "file", "issuing_authority", "notice_title"})
"""The columns that a notice without measures has, too."""


def batch_schema() -> pa.Schema:
    """Return the schema of :func:`batch`; see :func:`zhengce.corpus.schema`."""
    about = {
        "source": "The path or name of what was to be read.",
        "error": "Why it could not be read.",
        "error_zh": "The same in Chinese.",
    }
    first = [pa.field(name, pa.string(), metadata={"description": words}) for name, words in about.items()]
    return pa.schema([*first, *map(_plain_field, COLUMNS)], {"schema": SCHEMA})


def batch(outcomes: Iterable[Outcome]) -> pa.RecordBatch:
    """Return a row for each measure and time limit; one for a notice without measures, and for an error."""
    lines = [(outcome, entry) for outcome in outcomes for entry in _entries(outcome)]
    columns: list[list[Any]] = [
        [_fitted(outcome.source) for outcome, _ in lines],
        *([_fitted(o.error.in_language(lang)) if o.error else None for o, _ in lines] for lang in LANGUAGES),
        *([_cell_of(column, outcome, entry) for outcome, entry in lines] for column in COLUMNS),
    ]
    schema = batch_schema()
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _entries(outcome: Outcome) -> list[Entry | None]:
    return [*(entries(outcome.notice) if outcome.notice else ())] or [None]


def _cell_of(column: Column, outcome: Outcome, entry: Entry | None) -> object:
    if entry:
        return _cell(column, entry)
    if outcome.notice and column.name in _HEAD:
        return _fitted(column.read(Entry(outcome.notice, _NOTHING, _NOTHING)))
    return None


_NOTHING: Final[Any] = None


def _plain_field(column: Column) -> pa.Field:
    kind = pa.list_(pa.string()) if column.name in _UNITS else _TYPES[column.type]
    return pa.field(column.name, kind, metadata={"header": column.header, "description": column.description})


# --- fields and cells of rows -----------------------------------------------------


def _field(column: Column) -> pa.Field:
    if column.name in _UNITS:
        kind = pa.list_(pa.field("item", _TERM, nullable=False))
    else:
        kind = _TERM if column.name in _TERMS else _TYPES[column.type]
    about = {"header": column.header, "description": column.description}
    return pa.field(column.name, kind, nullable=not column.required, metadata=about)


def _cell(column: Column, entry: Entry) -> object:
    if column.name in _UNITS:
        units: tuple[Unit, ...] = getattr(entry.measure, column.name)
        return [_fitted(unit.name) for unit in units]
    return _fitted(column.read(entry))


# --- a row for each notice -----------------------------------------------------

_WITHIN: Final[dict[Any, str]] = {Measure: "measures", Section: "sections"}
"""The field in which a class holds its own kind: Arrow has no recursive types."""

_NAMES: Final[dict[Any, list[str]]] = {
    kind: [field.name for field in attrs.fields(kind) if field.name != _WITHIN.get(kind)]
    for kind in (getattr(model, name) for name in model.__all__)
    if attrs.has(kind)
}
"""The model classes, and the names of their fields."""


def _notices(notices: Sequence[Notice]) -> pa.Table:
    schema = pa.schema(_fields(Notice), {"schema": SCHEMA})
    return pa.Table.from_pylist([_record(notice) for notice in notices], schema=schema)


def _fields(kind: Any) -> list[pa.Field]:
    types = get_type_hints(kind)
    fields = [_named(name, types[name]) for name in _NAMES[kind]]
    if kind is Unit:
        fields[0] = fields[0].with_type(_TERM)
    return [pa.field("level", pa.int32(), nullable=False), *fields] if kind in _WITHIN else fields


def _named(name: str, kind: Any) -> pa.Field:
    args = get_args(kind)
    if get_origin(kind) is tuple:
        return pa.field(name, pa.list_(_named("item", args[0])), nullable=False)
    (of,) = (arg for arg in args or (kind,) if arg is not type(None))
    return pa.field(name, _type(of), nullable=of is not kind)


def _type(kind: Any) -> pa.DataType:
    return pa.struct(_fields(kind)) if kind in _NAMES else _TYPES[kind]


def _record(node: Any) -> dict[str, object]:
    return {name: _plain(getattr(node, name)) for name in _NAMES[type(node)]}


def _records(node: Any, level: int = 0) -> Iterator[object]:
    """Yield a node, then those of its kind that are nested in it."""
    within = _WITHIN.get(type(node))
    if within is None:
        yield _plain(node)
        return
    yield {"level": level, **_record(node)}
    for held in getattr(node, within):
        yield from _records(held, level + 1)


def _plain(value: Any) -> object:
    if isinstance(value, tuple):
        return [record for item in value for record in _records(item)]
    return _record(value) if type(value) in _NAMES else _fitted(value)


# --- what a column can hold ------------------------------------------------------


def _fitted(value: Any) -> Any:
    """Return a value that Arrow can hold.

    Lone surrogates are replaced. Numbers with too many digits are rounded or null; the
    ``text`` of a target has them as written.
    """
    match value:
        case str():
            return SURROGATE.sub(REPLACEMENT, value)
        case int():
            return min(value, _GREATEST)
        case Decimal():
            fits = value.adjusted() < _NUMBER.precision - _NUMBER.scale - 1
            return value.quantize(_STEP, context=_EXACT) if fits else None
        case _:
            return value


_GREATEST: Final = 2**63 - 1
_STEP: Final = Decimal(1).scaleb(-_NUMBER.scale)
_EXACT: Final = Context(prec=_NUMBER.precision)
