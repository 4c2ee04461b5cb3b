"""Structure: a notice as plain values, and back.

The rules of structuring stand here, apart from the nouns, for every format
that keeps the whole notice. A format imports this module when it is used, not
before: who only reads notices does not load cattrs.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

import pendulum
from cattrs import ClassValidationError, Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError

from ..errors import FormatError
from ..model import Notice


def unstructure(notice: Notice) -> dict[str, Any]:
    """A notice as dicts, lists, text and numbers: days in ISO 8601, decimals as text."""
    plain: dict[str, Any] = _CONVERTER.unstructure(notice)
    return plain


def structure(plain: dict[str, Any]) -> Notice:
    """The notice that :func:`unstructure` took apart.

    Raises:
        FormatError: it has values that no notice can have, or keys that are not known.
    """
    try:
        return _CONVERTER.structure(plain, Notice)
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
