"""JSON: the whole notice, out and back, lossless.

A document says which version of the schema it follows; keys that the schema
does not know are refused. :mod:`.schema` writes that schema down for other tools.
"""

from __future__ import annotations

import json
import reprlib
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from ..errors import FormatError
from ..model import Notice
from .cells import SURROGATE

_ORJSON: Final[Any] = import_module("orjson") if find_spec("orjson") else None
"""Writes the same text many times faster, where somebody has installed it."""


def dumps(notice: Notice, *, indent: int | None = 2) -> str:
    """A notice as JSON text.

    Dates are ISO 8601, decimals are text, spans are offsets into ``source.text``.

    Args:
        notice: what to write.
        indent: spaces a level; ``None`` puts all on one line, without spaces.

    Raises:
        FormatError: it would not be read back: its sections or measures are nested more
            than a hundred deep, or the text is longer than 128 Mi characters.

    >>> notice = Notice(title="关于优化服务的通知")
    >>> loads(dumps(notice)) == notice
    True
    """
    from .structure import check_length, unstructure

    text = _encode(unstructure(notice), indent)
    check_length(text)
    return text


def _encode(document: dict[str, Any], indent: int | None) -> str:
    if _ORJSON and indent in (None, 2):
        try:
            return str(_ORJSON.dumps(document, option=_ORJSON.OPT_INDENT_2 if indent else None), "utf-8")
        except TypeError:
            pass  # halves of surrogates, and whole numbers of more than 64 bits, which it refuses
    spaces = (",", ":") if indent is None else None
    text = json.dumps(document, ensure_ascii=False, indent=indent, separators=spaces)
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)  # which UTF-8 cannot hold


def loads(text: str | bytes) -> Notice:
    """The notice that :func:`dumps` wrote.

    Raises:
        FormatError: it is no JSON, of another schema, or has values that no
            notice can have; each of them is named by its path (``$.domains[1].name``).

    >>> loads('{"schema": "zhengce/9"}')
    Traceback (most recent call last):
    ...
    zhengce.errors.FormatError: $.schema: expected 'zhengce/2', got 'zhengce/9'; another version of zhengce may read it
    """
    from .structure import check_length, structure

    check_length(text)
    try:
        data = json.loads(text, object_pairs_hook=_no_key_twice)
    except RecursionError:
        raise FormatError(["$: nested too deeply"]) from None
    except ValueError as error:
        raise FormatError([f"$: not JSON: {error}"]) from error
    return structure(data)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key {reprlib.repr(key)} stands twice in one object")
    return found
