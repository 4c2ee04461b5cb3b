"""Structure: a notice as plain values, and back.

The rules of structuring stand here, apart from the nouns, for every format
that keeps the whole notice. A format imports this module when it is used, not
before: who only reads notices does not load cattrs.

Nothing that data names is ever looked up: a class is chosen by where a value
stands, never by what it says of itself.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, get_args, get_origin

import pendulum
from cattrs import ClassValidationError, Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError, IterableValidationNote

from ..errors import FormatError
from ..fields import LONGEST_NUMBER
from ..model import Notice
from .whole import DEEPEST, FIRST_SCHEMA, SCHEMA, TOO_DEEP, check_depth

DEEPEST_DATA: Final = 2 * DEEPEST + 10
"""How deep its plain values are: a list and an object for each of those, and what the last one holds."""

MOST_PROBLEMS: Final = 1000
"""About how many problems are told at once, lest millions of them fill the memory."""


def unstructure(notice: Notice) -> dict[str, Any]:
    """A notice as dicts, lists, text and numbers: days in ISO 8601, decimals as text.

    Raises:
        FormatError: it is nested too deeply to be read back.
    """
    check_depth(notice)
    return {"schema": SCHEMA, **_FAST.unstructure(notice)}


def structure(plain: object) -> Notice:
    """The notice that :func:`unstructure` took apart.

    Raises:
        FormatError: it is of another schema, has values that no notice can have, or
            keys that are not known; each of them is named by its path.
    """
    if not isinstance(plain, dict):
        raise FormatError([f"$: expected an object, got {type(plain).__name__}"])
    version = plain.get("schema")
    if version not in (SCHEMA, FIRST_SCHEMA):
        raise FormatError([f"$.schema: {_other_schema(plain)}"])
    fields = {key: value for key, value in plain.items() if key != "schema"}
    if version == FIRST_SCHEMA:
        fields = _from_first(fields)
    notice = _structured(fields) or _structured_with_paths(fields)
    check_depth(notice)
    return notice


def _from_first(fields: dict[str, Any]) -> dict[str, Any]:
    """Bring the fields of a notice up to date that the first release wrote.

    It kept the issuing authorities as one text, parted by spaces.
    """
    names = fields.pop("issuing_authority", "")
    if not isinstance(names, str):
        raise FormatError([f"$.issuing_authority: expected text, got {reprlib.repr(names)}"])
    return {**fields, "issuing_authorities": names.split()}


def _structured(fields: dict[str, Any]) -> Notice | None:
    """The fast way; ``None`` where something is wrong."""
    try:
        return _FAST.structure(fields, Notice)
    except RecursionError:
        raise FormatError([TOO_DEEP]) from None
    except _WRONG:
        return None


def _other_schema(plain: dict[str, Any]) -> str:
    if "schema" not in plain:
        return f"missing; a notice begins with it: {SCHEMA!r}"
    return f"expected {SCHEMA!r}, got {reprlib.repr(plain['schema'])}; another version of zhengce may read it"


# --- what is wrong ----------------------------------------------------------


def _structured_with_paths(fields: dict[str, Any]) -> Notice:
    """The slow way, which knows where each problem stands."""
    if _is_deep_data(fields):
        raise FormatError([TOO_DEEP])
    left = iter(range(MOST_PROBLEMS))
    try:
        return _converter(left).structure(fields, Notice)
    except (ClassValidationError, IterableValidationError) as error:
        more = ["$: more problems than these; the rest was not looked at"] if next(left, None) is None else []
        raise FormatError(_problems(error) + more) from None


def _is_deep_data(data: object) -> bool:
    """Whether plain values are nested deeper than those of any notice that is not too deep."""
    level = [data]
    for _ in range(DEEPEST_DATA):
        level = [value for holder in level for value in _values(holder)]
        if not level:
            return False
    return True


def _values(holder: object) -> list[Any]:
    if isinstance(holder, dict):
        return list(holder.values())
    return holder if isinstance(holder, list) else []


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

Hook = Callable[[Any, Any], Any]

_WRONG: Final = (
    AttributeError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    KeyError,
    TypeError,
    ValueError,
)
"""What the classes and the hooks below raise of a value that is wrong."""

_LIST_ERROR: Final[Any] = IterableValidationError  # of three arguments, which type checkers take for two


def _converter(left: Iterator[int] | None = None) -> Converter:
    """The rules; with a number of problems that are *left* to be told, those that look for them.

    That takes a quarter longer, so it is done only where there are some.
    """
    converter = Converter(forbid_extra_keys=True, detailed_validation=left is not None)

    @converter.register_structure_hook_factory(_is_tuple)
    def _of_tuple(kind: Any) -> Hook:
        of, _ = get_args(kind)
        hook = converter.get_structure_hook(of)
        return _lists_with_paths(hook, of, left) if left else _lists(hook, of)

    @converter.register_structure_hook_factory(lambda kind: type(None) in get_args(kind))
    def _of_optional(kind: Any) -> Hook:
        (of,) = (arg for arg in get_args(kind) if arg is not type(None))
        hook = converter.get_structure_hook(of)
        return lambda value, _: None if value is None else hook(value, of)

    converter.register_structure_hook(StrEnum, lambda value, kind: kind(value))  # more specific than str
    converter.register_unstructure_hook(StrEnum, str)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(pendulum.Date, _date)
    converter.register_unstructure_hook(pendulum.Date, pendulum.Date.isoformat)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_unstructure_hook(Decimal, _digits)
    return converter


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _lists(hook: Hook, of: Any) -> Hook:
    def structure_list(value: Any, _: Any) -> tuple[Any, ...]:
        return tuple([hook(item, of) for item in _exactly(value, list)])

    return structure_list


def _lists_with_paths(hook: Hook, of: Any, left: Iterator[int]) -> Hook:
    """The same, which goes on behind a problem as long as some are *left* to be told."""

    def structure_list(value: Any, kind: Any) -> tuple[Any, ...]:
        made, problems = [], []
        for index, item in enumerate(_exactly(value, list)):
            try:
                made.append(hook(item, of))
            except _WRONG as error:
                error.add_note(IterableValidationNote(f"at {index}", index, of))
                problems.append(error)
                if next(left, None) is None:
                    break
        if problems:
            raise _LIST_ERROR("in a list", problems, kind)
        return tuple(made)

    return structure_list


def _exactly(value: Any, kind: type) -> Any:
    """Values are what they are: 5 is no text, true no number, a text no list of letters."""
    if type(value) is not kind:
        raise ValueError(f"expected {_NAMES.get(kind, kind.__name__)}, got {reprlib.repr(value)}")
    return value


def _date(value: object, _: type) -> pendulum.Date:
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return pendulum.Date.fromisoformat(value)
    except ValueError:
        pass  # no such day
    raise ValueError(f"expected a day such as 2023-06-30, got {reprlib.repr(value)}")


def _decimal(value: object, _: type) -> Decimal:
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value)
    raise ValueError(f"expected a decimal as text, got {reprlib.repr(value)}")


def _digits(value: Decimal) -> str:
    """All digits written out: 1E+3 is 1000."""
    return f"{value:f}"


_NAMES: Final = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}
DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a day is written."""
NUMBER: Final = re.compile(rf"-?[0-9]{{1,{LONGEST_NUMBER}}}(?:\.[0-9]{{1,{LONGEST_NUMBER}}})?")
"""How a decimal is written."""

_FAST: Final = _converter()
