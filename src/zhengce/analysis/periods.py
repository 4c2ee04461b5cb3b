"""Periods: a month, or the days from one to another."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pendulum

from ..dates import as_date, last_day
from ..errors import CalendarError
from ..lexicon import Lazy
from ..model import Deadline
from ..saying import say

__all__ = ["NO_DAY", "month_of", "period"]

NO_DAY: Final = "none"
"""The month of a deadline without a day."""

_PERIOD: Final = Lazy("(?P<year>[1-9][0-9]{3})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")


def month_of(deadline: Deadline) -> str:
    """Return the month in which a deadline is due, ``2023-09``, or ``none`` if it has no day.

    >>> (
    ...     month_of(Deadline(text="9月底前", kind="by", due=dt.date(2023, 9, 30))),
    ...     month_of(Deadline(text="立即", kind="standing")),
    ... )
    ('2023-09', 'none')
    """
    return f"{deadline.due.year:04}-{deadline.due.month:02}" if deadline.due else NO_DAY


def period(first: dt.date | str, last: dt.date | str | None = None) -> tuple[pendulum.Date, pendulum.Date]:
    """Return the first and the last day of a month, or from one day or month to another.

    >>> period("2024-02")
    (Date(2024, 2, 1), Date(2024, 2, 29))
    >>> period("2024-02-15", "2024-03")
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
    if not isinstance(when, str):
        return as_date(when), as_date(when)
    read = _PERIOD.fullmatch(when)
    try:
        if read and read["day"]:
            day = pendulum.Date.fromisoformat(when)
            return day, day
        if read:
            year, month = int(read["year"]), int(read["month"])
            return pendulum.Date(year, month, 1), last_day(year, month)
    except ValueError:
        pass  # no such month, no such day
    raise CalendarError(say("expected a month such as 2023-09 or a day such as 2023-09-15, got {when!r}", when=when))
