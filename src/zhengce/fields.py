"""Fields: checks and conversions that the fields of the model classes share."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

import attrs
import pendulum

from .dates import as_date
from .saying import say
from .text import Span, as_tuple

LONGEST_NUMBER: Final = 40
"""How many digits a quantity may have on either side of its point."""


# --- conversions ------------------------------------------------------------


def as_day(value: date | None) -> pendulum.Date | None:
    """Return a ``date`` of any class as a ``pendulum.Date``.

    Raises:
        ValueError: it is not a date.
    """
    if value is not None and not isinstance(value, date):
        raise ValueError(say("expected a date, got {value!r}", value=value))
    return value if value is None or isinstance(value, pendulum.Date) else as_date(value)


def as_decimal(value: Decimal | int | str | None) -> Decimal | None:
    """Return a whole number, or the text of a number, as a decimal.

    Raises:
        ValueError: it is neither of these, nor a decimal.
    """
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(say("expected a decimal, got {value!r}", value=value))
    try:
        return Decimal(value)
    except InvalidOperation as error:
        raise ValueError(say("expected a decimal, got {value!r}", value=value)) from error


def span_field() -> Span | None:
    """Make the field for the place of the words in the original; ``None`` on a model built by hand."""
    field: Span | None = attrs.field(default=None, eq=False, repr=False)
    return field


def spans_field() -> tuple[Span, ...]:
    """Make the field for words that stand in several places."""
    field: tuple[Span, ...] = attrs.field(default=(), converter=as_tuple, eq=False, repr=False)
    return field


# --- checks -----------------------------------------------------------------
#
# A model class calls them after its fields are set. They are not attrs validators, because
# msgspec, which reads the classes from JSON, takes several times as long for those.


def check_words(noun: object, name: str) -> None:
    """Refuse a field that is blank or not text.

    Raises:
        ValueError: it is.
    """
    value = getattr(noun, name)
    if not isinstance(value, str) or not value.strip():
        words = "a {noun} needs a {name}, got {value!r}"
        raise ValueError(say(words, noun=type(noun).__name__, name=name, value=value))


def check_choice(noun: object, name: str, known: Collection[object]) -> None:
    """Refuse a field that is none of some values.

    Raises:
        ValueError: it is not.
    """
    value = getattr(noun, name)
    if value not in known:
        where = f"{type(noun).__name__}.{name}"
        words = "{where} must be one of {known}, got {value!r}"
        raise ValueError(say(words, where=where, known=", ".join(map(str, known)), value=value))


def check_whole(noun: object, name: str, *, least: int = 0) -> None:
    """Refuse a field that is not a whole number.

    Raises:
        ValueError: it is of another type, or smaller than *least*.
    """
    value = getattr(noun, name)
    if type(value) is not int or value < least:
        where = f"{type(noun).__name__}.{name}"
        words = "{where} must be a whole number >= {least}, got {value!r}"
        raise ValueError(say(words, where=where, least=least, value=value))


def check_decimal(noun: object, name: str) -> None:
    """Refuse a number that is not finite or has too many digits.

    Raises:
        ValueError: it is not a decimal, not finite, or has more than :data:`LONGEST_NUMBER` digits on one side of
            its point.
    """
    value = getattr(noun, name)
    if value is None or (isinstance(value, Decimal) and _is_short(value)):
        return
    where = f"{type(noun).__name__}.{name}"
    words = "{where} must be a decimal of at most {most} digits on either side, got {value!r}"
    raise ValueError(say(words, where=where, most=LONGEST_NUMBER, value=value))


def _is_short(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -LONGEST_NUMBER and value.adjusted() < LONGEST_NUMBER
