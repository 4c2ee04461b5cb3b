"""Periods: a month, or the days from one to another."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pendulum

from ..dates import as_date, last_day, written
from ..errors import CalendarError, expect
from ..lexicon import Lazy
from ..model import Deadline
from ..saying import say

__all__ = ["NO_DAY", "as_month", "month_of", "period"]

NO_DAY: Final = "none"
"""The month of a deadline without a day."""


def month_of(deadline: Deadline) -> str:
    """Return the month in which a deadline is due, ``2023-09``, or ``none`` if it has no day.

    >>> (
    ...     month_of(Deadline(text="9月底前", kind="by", due=dt.date(2023, 9, 30))),
    ...     month_of(Deadline(text="立即", kind="standing")),
    ... )
    ('2023-09', 'none')
    """
    return _name(deadline.due) if deadline.due else NO_DAY


def as_month(month: str) -> str:
    """Return the name of a month as it is kept: ``2024-09`` for ``2024-9`` and ``2024年9月``.

    Raises:
        CalendarError: it is no month.
    """
    first, last = period(month)
    if first == last:
        raise CalendarError(say("expected a month such as 2024-09, got {month!r}", month=month))
    return _name(first)


def _name(day: dt.date) -> str:
    return f"{day.year:04}-{day.month:02}"


def period(first: dt.date | str, last: dt.date | str | None = None) -> tuple[pendulum.Date, pendulum.Date]:
    """Return the first and the last day of a month, or from one day or month to another.

    >>> period("2024-02")
    (Date(2024, 2, 1), Date(2024, 2, 29))
    >>> period("2024年2月15日", "2024-3")
    (Date(2024, 2, 15), Date(2024, 3, 31))

    Raises:
        CalendarError: a text is neither a month nor a day, or the last is before the first.
    """
    begin, end = _days(first)[0], _days(first if last is None else last)[1]
    if end < begin:
        raise CalendarError(say("{last} lies before {first}", last=last, first=first))
    return begin, end


def _days(when: dt.date | str) -> tuple[pendulum.Date, pendulum.Date]:
    """Return the first and the last day of a month, or a day twice."""
    expect(when, (str, dt.date), "a month such as '2024-09', or a day")
    if not isinstance(when, str):
        return as_date(when), as_date(when)
    try:
        match written(when):
            case (year, month, None):
                return pendulum.Date(year, month, 1), last_day(year, month)
            case (year, month, day):
                return pendulum.Date(year, month, day), pendulum.Date(year, month, day)
    except ValueError:
        pass  # no such month, no such day
    hint = say("; of which year?") if _WITHOUT_YEAR.match(when) else ""
    words = "expected a month such as 2023-09 or a day such as 2023-09-15, got {when!r}{hint}"
    raise CalendarError(say(words, when=when, hint=hint))


_WITHOUT_YEAR: Final = Lazy("[0-9]{1,2}月")
