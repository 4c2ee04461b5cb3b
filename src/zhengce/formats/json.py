"""JSON: the whole notice, out and back, lossless.

A document says which version of the schema it follows; keys that the schema
does not know are refused.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from ..errors import FormatError
from ..model import Notice

_SURROGATE = re.compile("[\ud800-\udfff]")

SCHEMA: Final = "zhengce/1"
"""The version of the schema that is written, under the key ``schema``."""


def dumps(notice: Notice, *, indent: int | None = 2) -> str:
    """A notice as JSON text.

    Dates are ISO 8601, decimals are text, spans are offsets into ``source.text``.

    Args:
        notice: what to write.
        indent: spaces a level; ``None`` puts all on one line.

    >>> notice = Notice(title="关于优化服务的通知")
    >>> loads(dumps(notice)) == notice
    True
    """
    from .structure import unstructure

    text = json.dumps({"schema": SCHEMA, **unstructure(notice)}, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)  # which UTF-8 cannot hold


def loads(text: str | bytes) -> Notice:
    """The notice that :func:`dumps` wrote.

    Raises:
        FormatError: it is no JSON, of another schema, or has values that no
            notice can have; each of them is named by its path (``$.domains[1].name``).

    >>> loads('{"schema": "zhengce/9"}')
    Traceback (most recent call last):
    ...
    zhengce.errors.FormatError: $.schema: expected 'zhengce/1', got 'zhengce/9'
    """
    from .structure import structure

    data = _parse(text)
    schema = data.pop("schema", None)
    if schema != SCHEMA:
        raise FormatError([f"$.schema: expected {SCHEMA!r}, got {schema!r}"])
    return structure(data)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} stands twice in one object")
    return dict(pairs)


def _parse(text: str | bytes) -> dict[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_no_key_twice)
    except RecursionError as error:
        raise FormatError(["$: nested too deeply"]) from error
    except ValueError as error:
        raise FormatError([f"$: not JSON: {error}"]) from error
    if not isinstance(data, dict):
        raise FormatError([f"$: expected an object, got {type(data).__name__}"])
    return data
