"""Structure: turn a notice into plain values, and plain values into a notice.

The rules for this are apart from the model, for every format that keeps the whole
notice. A format imports this module only when it is used, so that reading a text does
not load cattrs.

No name in the data is ever looked up: the place of a value decides its class.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, TypeVar, get_args, get_origin

import pendulum
from cattrs import ClassValidationError, Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError, IterableValidationNote

from ..errors import FormatError
from ..fields import LONGEST_NUMBER
from ..model import Notice
from ..saying import Saying, joined, say
from .whole import DEEPEST, FIRST_SCHEMA, SCHEMA, TOO_DEEP, check_depth

T = TypeVar("T")

DEEPEST_DATA: Final = 2 * DEEPEST + 10
"""The depth of its plain values: a list and an object for each level, and the fields of the last one."""

MOST_PROBLEMS: Final = 1000
"""About how many problems are reported at once, so that millions of them do not fill the memory."""


def unstructure(notice: Notice) -> dict[str, Any]:
    """Return a notice as dicts, lists, text and numbers: days in ISO 8601, decimals as text.

    Raises:
        FormatError: it is nested too deeply to be read back.
    """
    check_depth(notice)
    return {"schema": SCHEMA, **_FAST.unstructure(notice)}


def structure(plain: object) -> Notice:
    """Return the notice that :func:`unstructure` took apart.

    Raises:
        FormatError: it has another schema, values that no notice can have, or unknown
            keys; ``problems`` lists each with its path.
    """
    if not isinstance(plain, dict):
        raise FormatError([say("$: expected an object, got {kind}", kind=type(plain).__name__)])
    version = plain.get("schema")
    if version not in (SCHEMA, FIRST_SCHEMA):
        raise FormatError([joined(["$.schema", _other_schema(plain)], ": ")])
    fields = {key: value for key, value in plain.items() if key != "schema"}
    if version == FIRST_SCHEMA:
        fields = _from_first(fields)
    notice = structure_as(fields, Notice)
    check_depth(notice)
    return notice


def structure_as(fields: dict[str, Any], kind: type[T]) -> T:
    """Return the noun of a class that plain values describe, with all that it holds.

    Raises:
        FormatError: as for :func:`structure`.
    """
    made = _structured(fields, kind)
    return _structured_with_paths(fields, kind) if made is None else made


def _from_first(fields: dict[str, Any]) -> dict[str, Any]:
    """Convert the fields of a notice from the schema of the first release.

    It had the issuing authorities as one string, separated by spaces.
    """
    names = fields.pop("issuing_authority", "")
    if not isinstance(names, str):
        raise FormatError([joined(["$.issuing_authority", _unexpected("a text", names)], ": ")])
    return {**fields, "issuing_authorities": names.split()}


def _structured(fields: dict[str, Any], kind: type[T]) -> T | None:
    """Return the notice the fast way; ``None`` if something is wrong."""
    try:
        return _FAST.structure(fields, kind)
    except RecursionError:
        raise FormatError([TOO_DEEP]) from None
    except _WRONG:
        return None


def _other_schema(plain: dict[str, Any]) -> Saying:
    if "schema" not in plain:
        return say("missing; a notice begins with it: {schema!r}", schema=SCHEMA)
    words = "expected {schema!r}, got {found}; another version of zhengce may read it"
    return say(words, schema=SCHEMA, found=reprlib.repr(plain["schema"]))


# --- what is wrong ----------------------------------------------------------


def _structured_with_paths(fields: dict[str, Any], kind: type[T]) -> T:
    """Return the notice the slow way, which knows the path of each problem."""
    if _is_deep_data(fields):
        raise FormatError([TOO_DEEP])
    left = iter(range(MOST_PROBLEMS))
    try:
        return make_converter(left).structure(fields, kind)
    except (ClassValidationError, IterableValidationError) as error:
        problems = _problems(error)
        if next(left, None) is None:
            problems.append(say("$: there are more problems; the rest was not checked"))
        raise FormatError(problems) from None


def _is_deep_data(data: object) -> bool:
    """Return whether plain values are nested too deep for a notice."""
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
    """Return all that is wrong, each with its path first."""
    sayings: list[str] = []

    def numbered(found: BaseException, _: type | None) -> str:
        sayings.append(_explain(found))
        return str(len(sayings) - 1)  # cattrs puts it into a text, in which a saying would lose its Chinese

    problems = (problem.partition(" @ ") for problem in transform_error(error, format_exception=numbered))
    return [joined([path, sayings[int(number)]], ": ") for number, _, path in problems]


def _explain(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return say("{name} is missing", name=error.args[0])
    if isinstance(error, ForbiddenExtraKeysError):
        return say("unknown: {names}", names=joined(sorted(error.extra_fields), ", "))
    if isinstance(error, AttributeError | TypeError):
        return say("expected an object")
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


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
"""The errors that the classes and the hooks below raise for a wrong value."""

_LIST_ERROR: Final[Any] = IterableValidationError  # takes three arguments; type checkers believe two


def make_converter(left: Iterator[int] | None = None) -> Converter:
    """Return the converter; with a number of problems *left* to report, one that collects them.

    Collecting takes a quarter longer, so it is done only after a failure.
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

    converter.register_structure_hook(StrEnum, _one_of)  # more specific than str
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
    """Return a hook that also continues after a problem, while some are *left* to report."""

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
    """Return a value unchanged if it is of the type: 5 is not text, true is not a number, text is not a list."""
    if type(value) is not kind:
        raise ValueError(_unexpected(_NAMES.get(kind, kind.__name__), value))
    return value


def _one_of(value: Any, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise ValueError(_unexpected(joined(kind, " or "), value)) from None


def _unexpected(wanted: str, value: object) -> Saying:
    return say("expected {wanted}, got {given}", wanted=wanted, given=reprlib.repr(value))


def _date(value: object, _: type) -> pendulum.Date:
    day = _day(value) if isinstance(value, str) else None
    if day is None:
        raise ValueError(_unexpected("a day such as 2023-06-30", value))
    return day


@lru_cache(1024)
def _day(text: str) -> pendulum.Date | None:
    """Return the day of a text; the many equal ones of a ledger are one object."""
    try:
        return pendulum.Date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:  # no such day
        return None


def _decimal(value: object, _: type) -> Decimal:
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value)
    raise ValueError(_unexpected("a decimal as text", value))


def _digits(value: Decimal) -> str:
    """Return a decimal with all digits written out: 1E+3 is 1000."""
    return f"{value:f}"


_NAMES: Final = {
    str: "a text",
    int: say("a whole number"),
    bool: say("true or false"),
    list: say("a list"),
    dict: say("an object"),
}
DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a day is written."""
NUMBER: Final = re.compile(rf"-?[0-9]{{1,{LONGEST_NUMBER}}}(?:\.[0-9]{{1,{LONGEST_NUMBER}}})?")
"""How a decimal is written."""

_FAST: Final = make_converter()
