"""Structure: a notice as plain values, and back.

The rules of structuring stand here, apart from the nouns, for every format
that keeps the whole notice. A format imports this module when it is used, not
before: who only reads notices does not load cattrs.
"""

from __future__ import annotations

import re
import reprlib
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import pendulum
from cattrs import ClassValidationError, Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError

from ..errors import FormatError
from ..model import Notice


def unstructure(notice: Notice) -> dict[str, Any]:
    """A notice as dicts, lists, text and numbers: days in ISO 8601, decimals as text."""
    try:
        plain: dict[str, Any] = _CONVERTER.unstructure(notice)
    except RecursionError as error:
        raise FormatError(["$: nested too deeply"]) from error
    return plain


def structure(plain: dict[str, Any]) -> Notice:
    """The notice that :func:`unstructure` took apart.

    Raises:
        FormatError: it has values that no notice can have, or keys that are not known.
    """
    try:
        return _CONVERTER.structure(plain, Notice)
    except RecursionError as error:
        raise FormatError(["$: nested too deeply"]) from error
    except (ClassValidationError, IterableValidationError) as error:
        raise FormatError(_problems(error)) from error


def _problems(error: ClassValidationError | IterableValidationError) -> list[str]:
    """All that is wrong, path first."""
    found = (problem.rpartition(" @ ") for problem in transform_error(error, format_exception=_explain))
    return [f"{path}: {what}" for what, _, path in found]


def _explain(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    if isinstance(error, ForbiddenExtraKeysError):
        return f"unknown: {', '.join(sorted(error.extra_fields))}"
    if isinstance(error, AttributeError | TypeError):
        return "expected an object"
    return str(error)


# --- the converter --------------------------------------------------------


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    structure_tuple = converter.get_structure_hook(tuple[str, ...])

    def structure_list(value: object, kind: type) -> object:
        return structure_tuple(_exactly(value, list), kind)

    converter.register_structure_hook_func(lambda kind: getattr(kind, "__origin__", None) is tuple, structure_list)
    converter.register_structure_hook(StrEnum, lambda value, kind: kind(value))  # more specific than str
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(pendulum.Date, _date)
    converter.register_unstructure_hook(pendulum.Date, pendulum.Date.isoformat)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_unstructure_hook(Decimal, str)
    return converter


def _exactly(value: object, kind: type) -> object:
    """Values are what they are: 5 is no text, true no number, a text no list of letters."""
    if type(value) is not kind:
        raise ValueError(f"expected {_NAMES.get(kind, kind.__name__)}, got {reprlib.repr(value)}")
    return value


def _date(value: object, _: type) -> pendulum.Date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return pendulum.Date.fromisoformat(value)
    except ValueError:
        pass  # no such day
    raise ValueError(f"expected a day such as 2023-06-30, got {reprlib.repr(value)}")


def _decimal(value: object, _: type) -> Decimal:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    raise ValueError(f"expected a decimal as text, got {reprlib.repr(value)}")


_NAMES: Final = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")

_CONVERTER: Final = _converter()
