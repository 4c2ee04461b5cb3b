"""From words to days: compute the days of a stretch of the calendar, given a reference date.

All functions are pure. The reference date is the caller's or the notice's; the clock is
never read. If neither the words nor the document give the year, there is no date.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import attrs
import pendulum

from ...dates import days_after, festival, last_day, lunar_month
from ...errors import CalendarError, MissingExtraError
from ...lexicon import Lazy
from ...model import Amount, Convention
from .stretch import Base, Edge, Size, Stretch
from .values import By

Days: TypeAlias = tuple[pendulum.Date, pendulum.Date]
"""The first day and the last."""


class ImpossibleDateError(ValueError):
    """The words name a day that does not exist: 2月30日, 13月."""


@attrs.frozen(kw_only=True)
class Setting:
    """The context in which a stretch is resolved.

    Attributes:
        reference: the reference date, for 本月, 明年, 即日.
        year: the year of a month without one: the notice's, or one just named in the same measure.
        named: the year that was named last, for 次年 and 同年.
    """

    reference: pendulum.Date | None = None
    year: int | None = None
    named: int | None = None

    def year_of(self, stretch: Stretch) -> int | None:
        """Return the year of a stretch, ``None`` if nothing decides it."""
        if stretch.year is not None:
            return stretch.year
        if stretch.base is Base.UNKNOWN:
            return None
        if stretch.year_shift is None:
            return self.year
        home = self.reference.year if self.reference else self.year
        base = self.named if stretch.base is Base.NAMED and self.named is not None else home
        return None if base is None else base + stretch.year_shift


_EDGE_MONTHS: Final = 1
"""The number of months of 年初 and 季度初."""


def days_of(stretch: Stretch, setting: Setting) -> Days | None:
    """Return the first and last day of a stretch; ``None`` if the words and the setting do not decide them.

    Raises:
        ImpossibleDateError: there is no such day or month.
    """
    try:
        return _DAYS[stretch.size](stretch, setting)
    except (ValueError, OverflowError) as error:
        raise ImpossibleDateError(str(error)) from error


def _months(year: int, first: int, last: int, edge: Edge | None = None) -> Days:
    """Return the days of whole months; for 初 of the first only."""
    if edge is Edge.START:
        last = first + _EDGE_MONTHS - 1
    if not 1 <= first <= last <= 12:
        raise ValueError(f"there are no months {first} to {last}")
    return pendulum.Date(year, first, 1), last_day(year, last)


def _plan(stretch: Stretch, _setting: Setting) -> Days | None:
    first, last = stretch.first or 0, stretch.last or 0
    return pendulum.Date(first, 1, 1), pendulum.Date(first if stretch.edge is Edge.START else last, 12, 31)


def _year(stretch: Stretch, setting: Setting) -> Days | None:
    year = setting.year_of(stretch)
    if year is None:
        return None
    if stretch.edge is Edge.MIDDLE:
        return _months(year, 1, 6)
    first, last = _months(year, 1, 12, stretch.edge)
    if stretch.years_before:
        first = first.subtract(years=stretch.years_before)
    if first > last:
        raise ValueError(f"{first} comes after {last}")  # 2025—2022年
    return first, last


def _half(stretch: Stretch, setting: Setting) -> Days | None:
    year, half = setting.year_of(stretch), stretch.first or 1
    return None if year is None else _months(year, half * 6 - 5, half * 6, stretch.edge)


def _quarter(stretch: Stretch, setting: Setting) -> Days | None:
    year, first, last = setting.year_of(stretch), stretch.first, stretch.last
    if first is None or last is None:
        if setting.reference is None:
            return None
        index = setting.reference.year * 4 + (setting.reference.month - 1) // 3 + (stretch.shift or 0)
        year, first = divmod(index, 4)
        first = last = first + 1
    return None if year is None else _months(year, first * 3 - 2, last * 3, stretch.edge)


def _month(stretch: Stretch, setting: Setting) -> Days | None:
    month = _which_month(stretch, setting)
    if month is None:
        return None
    year, first, last = month
    if stretch.days:
        start, end = stretch.days
        return pendulum.Date(year, first, start), pendulum.Date(year, last, min(end, last_day(year, last).day))
    if stretch.edge is Edge.START:
        return pendulum.Date(year, first, 1), pendulum.Date(year, first, 10)
    return _months(year, first, last)


def _which_month(stretch: Stretch, setting: Setting) -> tuple[int, int, int] | None:
    """Return the year and the first and last month; 本月 and a single day or 旬 are in the reference month."""
    if stretch.first is not None:
        first, last = stretch.first, stretch.last or stretch.first
        _months(2000, first, last)  # 13月 is impossible in any year
        year = setting.year_of(stretch)
        return None if year is None else (year, first, last)
    if setting.reference is None:
        return None
    year, month = divmod(setting.reference.year * 12 + setting.reference.month - 1 + (stretch.shift or 0), 12)
    return year, month + 1, month + 1


def _week(stretch: Stretch, setting: Setting) -> Days | None:
    if setting.reference is None:
        return None
    monday = days_after(setting.reference, 7 * (stretch.shift or 0) - setting.reference.isoweekday() + 1)
    first, last = stretch.days or (1, 7)
    if stretch.shift is None and last < setting.reference.isoweekday():  # a lone 周五 is the next to come
        monday = days_after(monday, 7)
    return days_after(monday, first - 1), days_after(monday, last - 1)


def _day(stretch: Stretch, setting: Setting) -> Days | None:
    if stretch.days is None:  # 明天
        if setting.reference is None or stretch.base is Base.UNKNOWN:
            return None
        day = days_after(setting.reference, stretch.shift or 0)
        return day, day
    if stretch.first is not None:
        pendulum.Date(2000, stretch.first, stretch.days[1])  # 2月30日 is impossible in any year
    month = _which_month(stretch, setting)
    if month is None:
        return None
    first, last = (pendulum.Date(month[0], month[1], day) for day in stretch.days)
    if first > last:
        raise ValueError(f"{first} comes after {last}")
    return first, last


def _lunar(stretch: Stretch, setting: Setting) -> Days | None:
    """Return the days of a lunar day or month in the year that is named or meant; near new year, of the next one."""
    year, reference, month = setting.year_of(stretch), setting.reference, stretch.first or 0
    if year is None:
        return None
    if month in _ABOUT_NEW_YEAR and reference and year == reference.year and not stretch.has_year:
        coming = (_lunar_days(stretch, y) for y in (year - 1, year, year + 1))
        return next((days for days in coming if days and days[1] >= reference), None)
    days = _lunar_days(stretch, year)
    return days if days and days[0].year == year else None  # 2024年腊月: of which winter?


_ABOUT_NEW_YEAR: Final = (1, 11, 12)
"""The lunar months that lie in one year or the next."""


def _lunar_days(stretch: Stretch, year: int) -> Days | None:
    month = lunar_month(year, stretch.first or 0, leap=stretch.leap)
    if month is None or stretch.days is None:
        return month and ((month[0], days_after(month[0], 9)) if stretch.edge is Edge.START else month)
    first, last = (days_after(month[0], day - 1) for day in stretch.days)
    if last > month[1]:  # 下旬 ends with its month, and a month of 29 days has no 三十
        return None if stretch.is_day else (first, month[1])
    return first, last


def _festival(stretch: Stretch, setting: Setting) -> Days | None:
    """Return the day of the festival in the named year, or else of the next one."""
    year = setting.year_of(stretch)
    if year is None:
        return None
    reference = setting.reference
    if reference is None or year != reference.year or stretch.has_year:
        day = festival(stretch.name, year)
    else:
        coming = (festival(stretch.name, y) for y in range(year, min(year + 3, 10000)))
        day = next((day for day in coming if day is None or day > reference), None)
    return (day, day) if day else None


_DAYS: Final = {
    Size.PLAN: _plan,
    Size.YEAR: _year,
    Size.HALF: _half,
    Size.QUARTER: _quarter,
    Size.MONTH: _month,
    Size.WEEK: _week,
    Size.DAY: _day,
    Size.LUNAR: _lunar,
    Size.FESTIVAL: _festival,
}


# --- time limits ---------------------------------------------------------------------


def edge_convention(stretch: Stretch) -> Convention | None:
    """Return the convention for 初 and 年中."""
    match stretch.edge:
        case Edge.START:
            return Convention.FIRST_TEN_DAYS
        case Edge.MIDDLE:
            return Convention.HALF_WAY
    return None


def by(limit: By, setting: Setting) -> tuple[pendulum.Date | None, Convention | None]:
    """Return the last day of a ``by``, and the convention that decided it."""
    stretch = limit.stretch
    convention = _by_convention(limit)
    try:
        days = days_of(stretch, setting)
        if days and convention is Convention.BEFORE_IT_BEGINS and _has_begun(limit, days, setting.reference):
            return days[1], Convention.WHOLE_PERIOD
        if days and (convention in (Convention.BEFORE_IT_BEGINS, Convention.EVE) or _MIDNIGHT.fullmatch(stretch.clock)):
            return days_after(days[0], -1), convention
    except (ImpossibleDateError, CalendarError):  # no calendar goes as far as the day before the year 1
        return None, Convention.IMPOSSIBLE
    return days and days[1], convention


_MIDNIGHT = Lazy("(?:凌晨)?(?:00?|零)(?:[:：]00(?:[:：]00)?|[时点]整?)")
"""The hour at which a day begins: 7月1日零时前 is over with June."""


def _has_begun(limit: By, days: Days, reference: pendulum.Date | None) -> bool:
    """Return whether the period had begun when the notice was written, so that the time before it cannot be meant."""
    return limit.included is None and reference is not None and days[0] <= reference <= days[1]


def _by_convention(limit: By) -> Convention | None:
    stretch = limit.stretch
    if stretch.edge:
        return edge_convention(stretch)
    if limit.included is False:
        return Convention.BEFORE_IT_BEGINS
    if stretch.is_day:
        return None if stretch.clock else Convention.DAY_COUNTS
    if limit.included:
        return None
    if stretch.size is Size.FESTIVAL:
        return Convention.EVE
    if stretch.size in (Size.MONTH, Size.LUNAR) and stretch.days:
        return Convention.THIRD_COUNTS
    return Convention.BEFORE_IT_BEGINS


def between(first: Stretch | None, last: Stretch, setting: Setting) -> Days | tuple[None, pendulum.Date | None]:
    """Return the first and last day of a window that begins with *first*, or for ``None`` (即日起) today.

    Raises:
        ImpossibleDateError: there is no such day, or the window ends before it begins.
    """
    start = days_of(first, setting) if first else None
    end = days_of(last, setting)
    begin = start[0] if start else setting.reference if first is None else None
    due = end[1] if end else None
    if begin is None or due is None:
        return None, due
    if begin > due:
        raise ImpossibleDateError(f"{begin} comes after {due}")
    return begin, due


def within(amount: Amount, day: pendulum.Date) -> pendulum.Date | None:
    """Return the last day of a length of time after a known day.

    It is ``None`` if its working days cannot be counted, see :meth:`zhengce.model.Amount.after`.
    """
    try:
        return amount.after(day)
    except (CalendarError, MissingExtraError, ValueError, OverflowError):
        return None
