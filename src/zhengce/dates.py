"""Arithmetic on days: months, working days, festivals and recurrence.

Nothing here reads text, and nothing asks the clock. What the arithmetic rests
on is named where it is used: the Civil Code of 2020 for lengths of time, the
State Council's yearly holiday notice for working days, RFC 5545 for recurrence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final

import pendulum

from .errors import CalendarError, MissingExtraError

__all__ = [
    "FESTIVALS",
    "as_date",
    "days_after",
    "festival",
    "is_workday",
    "last_day",
    "months_after",
    "next_date",
    "workdays_after",
]


def as_date(day: date) -> pendulum.Date:
    """The same day as a ``pendulum.Date``, from a ``date`` or ``datetime`` of any make.

    >>> as_date(date(2023, 6, 30))
    Date(2023, 6, 30)
    """
    return pendulum.Date(day.year, day.month, day.day)


def last_day(year: int, month: int) -> pendulum.Date:
    """The last day of a month.

    >>> last_day(2024, 2)
    Date(2024, 2, 29)
    """
    return pendulum.Date(year, month, monthrange(year, month)[1])


def days_after(day: date, days: int) -> pendulum.Date:
    """The day so many days later; the first day itself does not count (Civil Code, article 201).

    >>> days_after(date(2018, 11, 16), 30)
    Date(2018, 12, 16)
    """
    return as_date(day + timedelta(days=days))


def months_after(day: date, months: int) -> pendulum.Date:
    """The same day of the month so many months later, or the last of that month if it has no such day.

    Civil Code, article 202: 到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日.

    >>> months_after(date(2023, 6, 15), 3), months_after(date(2023, 8, 31), 6)
    (Date(2023, 9, 15), Date(2024, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return pendulum.Date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def workdays_after(day: date, days: int) -> pendulum.Date:
    """The day so many working days later (earlier if negative), by the State Council's calendar with its 调休.

    The first day itself does not count, a weekend that is worked does. Needs
    the extra ``workdays``.

    >>> workdays_after(date(2023, 9, 27), 10)  # eight days of holiday, two worked weekends
    Date(2023, 10, 17)

    Raises:
        CalendarError: the State Council has not announced the holidays of a year on the way.
        MissingExtraError: the extra ``workdays`` is not installed.
    """
    current, left = as_date(day), abs(days)
    while left > 0:
        current = days_after(current, 1 if days > 0 else -1)
        left -= is_workday(current)
    return current


def is_workday(day: date) -> bool:
    """Whether it is a working day by the State Council's calendar with its 调休. Needs the extra ``workdays``.

    >>> is_workday(date(2023, 9, 30)), is_workday(date(2023, 10, 7))  # a holiday, a Saturday that was worked
    (False, True)

    Raises:
        CalendarError: the State Council has not announced the holidays of its year.
        MissingExtraError: the extra ``workdays`` is not installed.
    """
    try:
        import chinese_calendar
    except ImportError as error:
        raise MissingExtraError("workdays", "counting working days") from error
    try:
        return bool(chinese_calendar.is_workday(date(day.year, day.month, day.day)))
    except NotImplementedError as error:
        raise CalendarError(f"the working days of {day.year} are not known: {error}") from error


# --- recurrence -----------------------------------------------------------

_NO_STEP: Final = re.compile(r"INTERVAL\s*=\s*0*(?![0-9])", re.IGNORECASE)


def next_date(rule: str, after: date, *, since: date | None = None) -> pendulum.Date | None:
    """The first day later than *after* on which an RFC 5545 RRULE falls, or ``None`` if it has ended.

    *since* is the day from which the rule counts: it fixes the phase of a rule
    with an INTERVAL (every second year). Without it the count starts at *after*.

    >>> next_date("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", date(2023, 6, 30))
    Date(2024, 2, 29)

    Raises:
        ValueError: *rule* is no RRULE.
    """
    from dateutil.rrule import rrulestr

    if _NO_STEP.search(rule):  # which RFC 5545 does not allow, and dateutil would follow for ever
        raise ValueError(f"a rule needs a step, got {rule!r}")
    first = as_date(since or after)
    found = rrulestr(rule, dtstart=datetime.combine(first, time())).after(datetime.combine(after, time()))
    return as_date(found) if found else None


# --- festivals ------------------------------------------------------------

FESTIVAL_YEARS: Final = range(2000, 2051)
"""The years whose lunar festivals are in the tables."""

_SPRING = """
0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208
0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131
0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123
"""
_DRAGON_BOAT = """
0606 0625 0615 0604 0622 0611 0531 0619 0608 0528 0616 0606 0623 0612 0602 0620 0609
0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601
0620 0610 0530 0618 0607 0527 0614 0603 0622 0611 0531 0619 0608 0529 0615 0604 0623
"""
_MID_AUTUMN = """
0912 1001 0921 0911 0928 0918 1006 0925 0914 1003 0922 0912 0930 0919 0908 0927 0915
1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908
0927 0916 1004 0924 0913 1002 0920 0910 0928 0917 1005 0925 0915 1004 0922 0911 0930
"""
_LUNAR: Final = {"春节": _SPRING, "端午": _DRAGON_BOAT, "中秋": _MID_AUTUMN}
_SOLAR: Final = {"元旦": (1, 1), "五一": (5, 1), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1), "国庆": (10, 1)}

FESTIVALS: Final = ("元旦", "春节", "元宵", "清明", "五一", "六一", "端午", "七一", "八一", "中秋", "国庆")
"""The festivals of :func:`festival`, in the order of the year."""


def festival(name: str, year: int) -> pendulum.Date | None:
    """The day of a festival; ``None`` for a lunar one outside 2000 to 2050.

    >>> festival("春节", 2024), festival("国庆", 2024)
    (Date(2024, 2, 10), Date(2024, 10, 1))

    Raises:
        KeyError: no festival of that name.
    """
    if name in _SOLAR:
        return pendulum.Date(year, *_SOLAR[name])
    if year not in FESTIVAL_YEARS:
        return None
    if name == "清明":  # the usual formula for this century
        return pendulum.Date(year, 4, int(year % 100 * 0.2422 + 4.81) - year % 100 // 4)
    if name == "元宵":  # the fifteenth of the first lunar month
        spring = festival("春节", year)
        return spring and days_after(spring, 14)
    day = _LUNAR[name].split()[year - FESTIVAL_YEARS.start]
    return pendulum.Date(year, int(day[:2]), int(day[2:]))
