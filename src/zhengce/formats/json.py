"""JSON: the whole notice, out and back, lossless.

The rules of structuring stand here, apart from the nouns. A document says which
version of the schema it follows; keys that the schema does not know are refused.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import pendulum
from cattrs import ClassValidationError, Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError

from ..errors import FormatError
from ..model import Notice

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
    return json.dumps({"schema": SCHEMA, **_CONVERTER.unstructure(notice)}, ensure_ascii=False, indent=indent)


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
    data = _parse(text)
    schema = data.pop("schema", None)
    if schema != SCHEMA:
        raise FormatError([f"$.schema: expected {SCHEMA!r}, got {schema!r}"])
    try:
        return _CONVERTER.structure(data, Notice)
    except (ClassValidationError, IterableValidationError) as error:
        raise FormatError(_problems(error)) from error


def _parse(text: str | bytes) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise FormatError(["$: nested too deeply"]) from error
    except ValueError as error:
        raise FormatError([f"$: not JSON: {error}"]) from error
    if not isinstance(data, dict):
        raise FormatError([f"$: expected an object, got {type(data).__name__}"])
    return data


def _problems(error: ClassValidationError | IterableValidationError) -> list[str]:
    """All that is wrong, path first."""
    found = (problem.rpartition(" @ ") for problem in transform_error(error, format_exception=_explain))
    return [f"{path}: {what}" for what, _, path in found]


def _explain(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, ForbiddenExtraKeysError):
        return f"unknown: {', '.join(sorted(error.extra_fields))}"
    return str(error)


# --- the converter --------------------------------------------------------


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    structure_tuple = converter.get_structure_hook(tuple[str, ...])

    def structure_list(value: object, kind: type) -> object:
        return structure_tuple(_exactly(value, list), kind)

    converter.register_structure_hook_func(lambda kind: getattr(kind, "__origin__", None) is tuple, structure_list)
    converter.register_structure_hook_func(lambda kind: kind in (str, int, bool), _exactly)
    converter.register_structure_hook(pendulum.Date, _date)
    converter.register_unstructure_hook(pendulum.Date, pendulum.Date.isoformat)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_unstructure_hook(Decimal, str)
    return converter


def _exactly(value: object, kind: type) -> object:
    """Values are what they are: 5 is no text, true no number, a text no list of letters."""
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}, got {value!r}")
    return value


def _date(value: object, _: type) -> pendulum.Date:
    try:
        return pendulum.Date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"expected a day such as 2023-06-30, got {value!r}") from None


def _decimal(value: object, _: type) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"expected a decimal as text, got {value!r}") from None


_CONVERTER: Final = _converter()
