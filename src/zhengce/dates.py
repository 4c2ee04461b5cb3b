"""Arithmetic on days: months, working days, the lunar calendar and festivals.

Nothing here reads text or the clock. Lengths of time follow the Civil Code of 2020,
working days the State Council's yearly holiday notice.

The calendar goes from 0001-01-01 to 9999-12-31. For a day outside of it every function
raises CalendarError.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from typing import Final

import pendulum

from .errors import CalendarError, MissingExtraError, expect
from .lexicon import Lazy
from .saying import say

__all__ = [
    "FESTIVALS",
    "LUNAR_YEARS",
    "as_date",
    "days_after",
    "festival",
    "is_workday",
    "last_day",
    "lunar_month",
    "months_after",
    "workdays_after",
    "written",
]


_WRITTEN: Final = Lazy(
    "(?P<year>[1-9][0-9]{3})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?"
    "|年(?P<month_zh>[0-9]{1,2})月(?:(?P<day_zh>[0-9]{1,2})日)?)"
)
"""A month or a day: 2024-09, 2024-9-1, 2024年9月, 2024年9月1日."""


def written(text: str) -> tuple[int, int, int | None] | None:
    """Return year, month and day of a text that names a month or a day, in digits; ``None`` of any other.

    >>> written("2024-9"), written("2024年9月1日"), written("9月")
    ((2024, 9, None), (2024, 9, 1), None)
    """
    read = _WRITTEN.fullmatch(text.strip())
    if read is None:
        return None
    day = read["day"] or read["day_zh"]
    return int(read["year"]), int(read["month"] or read["month_zh"]), int(day) if day else None


def as_date(day: date | str) -> pendulum.Date:
    """Return a ``date`` or ``datetime`` of any class, or the text of a day, as a ``pendulum.Date``.

    >>> as_date(date(2023, 6, 30)), as_date("2023-06-30"), as_date("2023年6月30日")
    (Date(2023, 6, 30), Date(2023, 6, 30), Date(2023, 6, 30))

    Raises:
        CalendarError: the text is no day of the calendar.
        ArgumentError: it is neither a date nor a text.
    """
    if isinstance(day, str):
        try:
            match written(day):
                case (year, month, int(number)):
                    day = date(year, month, number)
                case _:
                    day = date.fromisoformat(day)
        except ValueError as error:
            raise CalendarError(
                say("expected a day such as 2023-06-30 or 2023年6月30日, got {day!r}", day=day)
            ) from error
    expect(day, date, "a date, or a text such as '2023-06-30'")
    return pendulum.Date(day.year, day.month, day.day)


def last_day(year: int, month: int) -> pendulum.Date:
    """Return the last day of a month.

    >>> last_day(2024, 2)
    Date(2024, 2, 29)

    Raises:
        CalendarError: the calendar has no such year.
    """
    _check_year(year)
    return pendulum.Date(year, month, monthrange(year, month)[1])


def days_after(day: date, days: int) -> pendulum.Date:
    """Return the day so many days later; the first day does not count (Civil Code, article 201).

    >>> days_after(date(2018, 11, 16), 30)
    Date(2018, 12, 16)

    Raises:
        CalendarError: that lies outside of the calendar.
    """
    try:
        return pendulum.Date.fromordinal(day.toordinal() + days)
    except (OverflowError, ValueError) as error:
        raise CalendarError(
            say("counting so many days from {day} goes beyond the calendar", day=as_date(day))
        ) from error


def months_after(day: date, months: int) -> pendulum.Date:
    """Return the same day so many months later, or the last day of that month if it has no such day.

    Civil Code, article 202: 到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日.

    >>> months_after(date(2023, 6, 15), 3), months_after(date(2023, 8, 31), 6)
    (Date(2023, 9, 15), Date(2024, 2, 29))

    Raises:
        CalendarError: that lies outside of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    _check_year(year)
    return pendulum.Date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _check_year(year: int) -> None:
    if not MINYEAR <= year <= MAXYEAR:
        raise CalendarError(
            say("the calendar has the years {minyear} to {maxyear} alone", minyear=MINYEAR, maxyear=MAXYEAR)
        )


def workdays_after(day: date, days: int) -> pendulum.Date:
    """Return the day so many working days later (earlier if negative), by the State Council's calendar with its 调休.

    The first day does not count; weekends that are worked do. Needs the extra ``workdays``.

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
    """Return whether it is a working day, by the State Council's calendar with its 调休.

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
        raise CalendarError(
            say("the working days of {year} are not known: {error}", year=day.year, error=error)
        ) from error


# --- the lunar calendar ----------------------------------------------------

LUNAR_YEARS: Final = range(2000, 2051)
"""The lunar years that are in the table; each begins in the year of its number."""

_FIRST_LUNAR_DAY: Final = date(2000, 2, 5)
_LUNAR_MONTHS: Final = """
大大小小大小小大小大大小 大大小大闰小大小小大小大小大 大大小大小大小小大小大小
大大小大大小大小小大小大 小大闰小大大小大小大小大小大 小大小大小大大小大小大小
大小大小大小大闰小大大小大大 小小大小小大小大大大小大 大小小大小小大小大大小大
大大小小大闰小小大小大小大大 大小大小大小小大小大小大 大小大大小大小小大小大小
大小大大闰小大小大小大小大小 大小大小大大小大小大小大 小大小大小大小大大闰小大小大
小大小小大小大大大小大小 大小大小小大小大大小大大 小大小大小小闰大小大小大大大
小大小大小小大小大小大大 大小大小大小小大小小大大 小大大大闰小大小小大小大小大
小大大小大小大小大小大小 大小大小大大小大小大小大 小大闰小小大大小大大小大小大
小大小小大小大大小大大小 大小大小小大闰小大小大大大小 大小大小小大小小大大大小
大大小大小小大小小大大小 大大大小大闰小小大小小大大小 大大小大小大小大小小大大
小大小大大小大小大小大小 小大大闰小大小大大小大小大小 大小小大小大大小大大小大
小大小小大小大小大大大闰小大 小大小小大小大小大大小大 大小大小小大小小大大小大
大大小大小小闰大小小大小大大 大大小大小小大小小大小大 大大小大小大小大小小大小
大大小大大闰小大小大小大小小 大小大大小大小大大小大小 小大小大小大大小大大小大
小大闰小小大小大小大大小大大 小大小小大小小大大小大大 大小大小小大小闰小大小大大大
大小大小小大小小大小大大 大小大小大小大小小大小大 大小大大小闰大小大小小大小大
小大大小大大小大小小大小 大小大小大大小大大小大小 小大小闰大小大小大大小大大小
"""
"""The months of each year: 大 has thirty days, 小 twenty-nine; one after 闰 has the number of the month before it."""


@cache
def _lunar_calendar() -> dict[tuple[int, int, bool], tuple[date, date]]:
    """Return the first and last day of each month in the table."""
    days: dict[tuple[int, int, bool], tuple[date, date]] = {}
    first = _FIRST_LUNAR_DAY
    for year, months in zip(LUNAR_YEARS, _LUNAR_MONTHS.split(), strict=True):
        number = 0
        for leap, size in re.findall("(闰?)([大小])", months):
            number += not leap
            last = first + timedelta(days=29 if size == "大" else 28)
            days[year, number, bool(leap)] = first, last
            first = last + timedelta(days=1)
    return days


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[pendulum.Date, pendulum.Date] | None:
    """Return the first and last day of a month of a lunar year; ``None`` if the table has no such year or month.

    >>> lunar_month(2023, 8)
    (Date(2023, 9, 15), Date(2023, 10, 14))
    >>> lunar_month(2023, 2, leap=True)  # 闰二月
    (Date(2023, 3, 22), Date(2023, 4, 19))
    """
    days = _lunar_calendar().get((year, month, leap))
    return (as_date(days[0]), as_date(days[1])) if days else None


# --- festivals ------------------------------------------------------------

_LUNAR: Final = {
    "春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9), "腊八": (12, 8),
}  # fmt: skip
_SOLAR: Final = {"元旦": (1, 1), "五一": (5, 1), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1), "国庆": (10, 1)}

FESTIVALS: Final = (
    "元旦", "腊八", "除夕", "春节", "元宵", "清明", "五一", "六一",
    "端午", "七一", "八一", "中元", "中秋", "国庆", "重阳",
)  # fmt: skip
"""The festivals of :func:`festival`, in the order of the year."""


def festival(name: str, year: int) -> pendulum.Date | None:
    """Return the day of a festival in a year; ``None`` for a lunar one outside 2000 to 2050.

    除夕 and 腊八 belong to the winter that ends in that year: 腊八 of 2023 fell on 30 December 2022.

    >>> festival("春节", 2024), festival("国庆", 2024)
    (Date(2024, 2, 10), Date(2024, 10, 1))

    Raises:
        CalendarError: the calendar has no such year.
        KeyError: no festival of that name.
    """
    if name in _SOLAR:
        _check_year(year)
        return pendulum.Date(year, *_SOLAR[name])
    if year not in LUNAR_YEARS:
        return None
    if name == "清明":  # the usual formula for this century
        return pendulum.Date(year, 4, int(year % 100 * 0.2422 + 4.81) - year % 100 // 4)
    if name == "除夕":  # the day before 春节
        spring = festival("春节", year)
        return spring and days_after(spring, -1)
    month, day = _LUNAR[name]
    days = lunar_month(year - 1 if month == 12 else year, month)
    return days and days_after(days[0], day - 1)
