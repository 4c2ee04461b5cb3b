"""JSON: write and read a whole notice, without loss.

A document names the version of its schema; unknown keys are refused. :mod:`.schema`
makes a JSON Schema for other tools.
"""

from __future__ import annotations

import json
import re
import reprlib
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from ..errors import ArgumentError, FormatError
from ..model import Notice
from ..saying import say
from .cells import SURROGATE
from .whole import check_depth, check_length, not_json

_WIDEST: Final = 100
"""The most spaces of a level; a notice has a hundred levels at most."""

_FAST: Final[Any] = import_module(".fast", __package__) if find_spec("msgspec") else None
"""The module that writes and reads the same compact text several times faster, if the extra ``fast`` is installed."""


# --- writing ----------------------------------------------------------------


def dumps(notice: Notice, *, indent: int | None = None) -> str:
    """Return a notice as JSON text.

    Days are ISO 8601, decimals are text, spans are offsets into ``source.text``.

    Args:
        notice: what to write.
        indent: spaces a level, with the fields in the order of their classes, for people to
            read; ``None`` puts all on one line, with the keys in alphabetical order.

    Raises:
        ArgumentError: *indent* is no number of spaces.
        FormatError: :func:`loads` would refuse the text: its sections or measures are nested
            more than a hundred deep, or the text is longer than 128 Mi characters.

    >>> notice = Notice(title="关于优化服务的通知")
    >>> loads(dumps(notice)) == notice
    True
    """
    if indent is not None and (not isinstance(indent, int) or not 0 <= indent <= _WIDEST):
        raise ArgumentError(say("None, or a number of spaces up to {most}", most=_WIDEST), reprlib.repr(indent))
    check_depth(notice)
    text = _compact(notice) if indent is None else _indented(notice, indent)
    check_length(text)
    return text


def _compact(notice: Notice) -> str:
    if _FAST and (content := _FAST.encode(notice)):
        return str(content, "utf-8")
    from .structure import unstructure

    fields = unstructure(notice)
    head = {"schema": fields.pop("schema")}
    return _encode(head)[:-1] + "," + _encode(fields)[1:]


def _encode(plain: dict[str, Any]) -> str:
    return _escaped(json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _indented(notice: Notice, indent: int) -> str:
    from .structure import unstructure

    return _escaped(json.dumps(unstructure(notice), ensure_ascii=False, indent=indent))


# --- reading ----------------------------------------------------------------


def loads(text: str | bytes) -> Notice:
    """Return the notice that :func:`dumps` wrote.

    Raises:
        FormatError: it is not JSON, has another schema, or has values that no notice can
            have; ``problems`` lists each with its path (``$.domains[1].name``).

    >>> loads('{"schema": "zhengce/9"}')
    Traceback (most recent call last):
    ...
    zhengce.errors.FormatError: $.schema: expected 'zhengce/2', got 'zhengce/9'; another version of zhengce may read it
    """
    check_length(text)
    if _FAST and (notice := _FAST.decode(_bytes(text))):
        check_depth(notice)
        return notice  # type: ignore[no-any-return]
    from .structure import structure

    try:
        text = text if isinstance(text, str) else text.decode(json.detect_encoding(text), "surrogatepass")
        data = json.loads(text, object_pairs_hook=_joined_halves if _PARTED.search(text) else _no_key_twice)
    except RecursionError:
        raise FormatError(["$: nested too deeply"]) from None
    except ValueError as error:
        raise FormatError([not_json(error)]) from error
    return structure(data)


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else bytes(text)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(say("the key {key} appears twice in one object", key=reprlib.repr(key)))
    return found


# --- lone surrogates ------------------------------------------------------------
#
# A Python string may hold U+D800 and U+DC00 as two characters. UTF-8 has neither, and in
# JSON the escapes of such a pair mean the one character U+10000: JSON cannot express the
# two. So the noncharacter U+FFFF is written between them; if the string has some there
# already, one more is written.

_HALVES: Final = re.compile("([\ud800-\udbff]\uffff*)(?=[\udc00-\udfff])")
_PARTED_HALVES: Final = re.compile("([\ud800-\udbff]\uffff*)\uffff(?=[\udc00-\udfff])")
_PARTED: Final = re.compile(r"\uffff|\\u[fF]{4}")


def _escaped(text: str) -> str:
    """Write lone surrogates as escapes, so that any UTF can hold the text."""
    if text.isascii() or not SURROGATE.search(text):
        return text
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", _HALVES.sub("\\1\uffff", text))


def _joined_halves(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Remove the U+FFFF between two lone surrogates, in all strings of an object."""
    return {key: _joined(value) for key, value in _no_key_twice(pairs).items()}


def _joined(value: Any) -> Any:
    if isinstance(value, list):
        return [_joined(item) for item in value]
    return _PARTED_HALVES.sub("\\1", value) if isinstance(value, str) else value
