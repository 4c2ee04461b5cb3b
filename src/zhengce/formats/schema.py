"""Schema: the JSON form of a notice as JSON Schema 2020-12, for other tools.

It is generated from the model classes: from their fields and types, and from trying
which values each field refuses. Only :func:`zhengce.loads` refuses what a schema cannot
express, such as a span that ends before it starts.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs
import pendulum

from ..model import Notice
from .structure import DAY, NUMBER
from .whole import SCHEMA

_LEAVES: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    pendulum.Date: {"type": "string", "format": "date", "pattern": f"^{DAY.pattern}$"},
    Decimal: {"type": "string", "pattern": f"^{NUMBER.pattern}$"},
}
_CONSTRAINTS: Final[tuple[tuple[type, object, dict[str, Any]], ...]] = (
    (str, " ", {"pattern": r"\S"}),
    (int, -1, {"minimum": 0}),
    (int, 0, {"minimum": 1}),
)
"""A type, a value of it, and the schema of a field that refuses this value."""

_SOME: Final = {str: "甲", int: 0}
"""A value for each type that no field refuses."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of what :func:`zhengce.dumps` writes.

    >>> json_schema()["properties"]["schema"]
    {'const': 'zhengce/2'}
    """
    defined = {kind.__name__: _of_class(kind) for kind in _classes(Notice)}
    notice = defined.pop(Notice.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        "title": SCHEMA,
        **notice,
        "properties": {"schema": {"const": SCHEMA}, **notice["properties"]},
        "required": ["schema", *notice["required"]],
        "$defs": dict(sorted(defined.items())),
    }


def dumps() -> str:
    """Return the schema as text; ``docs/schema`` holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _classes(top: Any, *above: Any) -> Iterator[Any]:
    """Yield a class and those of its fields, each at least once."""
    yield top
    types = get_type_hints(top)
    for kind in (types[field.name] for field in attrs.fields(top)) if attrs.has(top) else ():
        for held in (kind, *get_args(kind)):
            if (attrs.has(held) or _is_enum(held)) and held not in (top, *above):
                yield from _classes(held, top, *above)


def _of_class(kind: Any) -> dict[str, Any]:
    about = {"description": " ".join((inspect.getdoc(kind) or "").partition("\n\n")[0].split())}
    if _is_enum(kind):
        return about | {"enum": [str(member) for member in kind]}
    types = get_type_hints(kind)
    fields = attrs.fields(kind)
    return about | {
        "type": "object",
        "properties": {field.name: _of_field(kind, field, types[field.name]) for field in fields},
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _of_field(kind: Any, field: Any, of: Any) -> dict[str, Any]:
    if choices := field.metadata.get("enum"):
        return {"enum": list(choices)}
    schema = _of_type(of)
    for type_, value, constraint in _CONSTRAINTS:
        if of in (type_, type_ | None) and _refuses(kind, field.name, value):
            schema |= constraint
    if pattern := field.metadata.get("pattern"):
        schema["pattern"] = f"^{pattern}$"
    return schema


def _of_type(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of_type(get_args(kind)[0])}
    if type(None) in get_args(kind):
        (of,) = (arg for arg in get_args(kind) if arg is not type(None))
        schema = _of_type(of)
        if "type" in schema:
            return schema | {"type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}
    return dict(_LEAVES[kind]) if kind in _LEAVES else {"$ref": f"#/$defs/{kind.__name__}"}


def _refuses(kind: Any, name: str, value: object) -> bool:
    """Return whether the class refuses this value, if all others are right."""
    types = get_type_hints(kind)
    needed = (field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING)
    values = {needs: _SOME[types[needs]] if types[needs] in _SOME else next(iter(types[needs])) for needs in needed}
    try:
        kind(**values | {name: value})
    except ValueError:
        return True
    return False


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)
