"""Deadlines: when work must be done, and lengths of time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs
import pendulum

from .dates import as_date, days_after, months_after, workdays_after
from .errors import CalendarError
from .fields import as_day, check_whole, check_words, span_field
from .made import Pickled
from .rrule import SHAPE, next_date, read_recurrence
from .saying import say
from .shown import call, card
from .text import Span

__all__ = ["Amount", "Convention", "Deadline", "DeadlineKind", "TimeUnit"]


class DeadlineKind(StrEnum):
    """The kinds of time limits."""

    BY = "by"
    """On a day or earlier: 6月底前, 到2025年."""
    DURING = "during"
    """Within a named window: 10月份, 全年, “十四五”期间."""
    WITHIN = "within"
    """A length of time after an event: 自印发之日起30日内."""
    RECURRING = "recurring"
    """Again and again: 每年2月底前, 按月."""
    STANDING = "standing"
    """From now on, with no end: 长期坚持, 立即."""


class Convention(StrEnum):
    """How an ambiguous expression was read."""

    DAY_COUNTS = "day-counts"
    """6月30日前: 30 June is the last day. 前 alone would exclude it, but administrative use counts the day named."""
    BEFORE_IT_BEGINS = "before-it-begins"
    """8月前, 三季度前, 2025年前: before the period begins. The end of the period is written 底前 or 末前."""
    THIRD_COUNTS = "third-counts"
    """6月上旬前: by the end of those ten days; 旬 is too short a period for its first day to be meant."""
    LAST_DAY = "last-day"
    """12月底, 2025年底 as a time of action: the last day, though 底 may mean the last few days."""
    FIRST_TEN_DAYS = "first-ten-days"
    """6月初: the first ten days. 年初 and 季度初: the first month."""
    HALF_WAY = "half-way"
    """年中: by 30 June."""
    EVE = "eve"
    """春节前: the day before the next festival of that name."""
    ABOUT = "about"
    """2月20日左右: that day."""
    WHOLE_PERIOD = "whole-period"
    """完成时限：2023年12月, and 三季度前 in a notice of that quarter: the last day of the period."""
    NEAREST_DATE = "nearest-date"
    """6月底前 in a text without a date: of the year of the nearest full date before it."""
    IMPOSSIBLE = "impossible"
    """2月30日前, 13月底前: no such day, or none in the calendar, so there is no date."""


class TimeUnit(StrEnum):
    """The unit of an :class:`Amount`."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@attrs.frozen(kw_only=True)
class Amount(Pickled):
    """A length of time as the notice states it: 30日, 3个工作日, 半年 (six months)."""

    value: int
    unit: TimeUnit = attrs.field(converter=TimeUnit)

    __repr__ = call

    def __attrs_post_init__(self) -> None:
        check_whole(self, "value")

    def after(self, day: date | str) -> pendulum.Date:
        """Return the last day of this length of time, counted from *day*, which does not count.

        Civil Code, articles 201 and 202. Hours are rounded up to whole days: 24小时 end on
        the next day.

        >>> Amount(value=3, unit=TimeUnit.MONTH).after(date(2023, 6, 15))
        Date(2023, 9, 15)

        Raises:
            CalendarError: the day lies outside of the calendar, or working days are counted
                in a year whose holidays have not been announced.
            MissingExtraError: it counts working days, and the extra ``workdays`` is not installed.
        """
        return self._from(day, 1)

    def before(self, day: date | str) -> pendulum.Date:
        """Return the last day that is this length of time before *day*: 有效期届满30日前.

        >>> Amount(value=30, unit=TimeUnit.DAY).before(date(2023, 7, 31))
        Date(2023, 7, 1)

        Raises:
            CalendarError, MissingExtraError: as for :meth:`after`.
        """
        return self._from(day, -1)

    def _from(self, day: date | str, sign: int) -> pendulum.Date:
        day = as_date(day)
        match self.unit:
            case TimeUnit.HOUR:
                return days_after(day, sign * -(-self.value // 24))
            case TimeUnit.DAY:
                return days_after(day, sign * self.value)
            case TimeUnit.WORKING_DAY:
                return workdays_after(day, sign * self.value)
            case TimeUnit.WEEK:
                return days_after(day, sign * self.value * 7)
            case TimeUnit.MONTH:
                return months_after(day, sign * self.value)
            case TimeUnit.YEAR:
                return months_after(day, sign * self.value * 12)


def _convention(value: str | None) -> Convention | None:
    return None if value is None else Convention(value)


@attrs.frozen(kw_only=True)
class Deadline(Pickled):
    """A time limit: when work must be done, or a goal reached.

    Attributes:
        text: the expression, in the clean reading: ``6月底前``.
        kind: its kind.
        start: the first day of a ``during``.
        due: the last day, inclusive; ``None`` if the words name none.
        event: of a ``within``, the event from which it is counted: ``印发之日``.
        amount: of a ``within``, the length of time after the event.
        recurrence: of a ``recurring``, an RFC 5545 RRULE without its name, in steps of a day or longer.
        times: the number of times, or the least number, in each period: 2 for 每年至少2次; else ``None``.
        convention: the convention that decided an ambiguous expression (``8月前``), or ``None`` if the
            words alone decide.
        task: the words that it governs, up to the next time limit or the end of the sentence.
        span: its place in the original.
    """

    text: str
    kind: DeadlineKind = attrs.field(converter=DeadlineKind)
    start: pendulum.Date | None = attrs.field(default=None, converter=as_day)
    due: pendulum.Date | None = attrs.field(default=None, converter=as_day)
    event: str | None = None
    amount: Amount | None = None
    recurrence: str | None = attrs.field(default=None, metadata={"pattern": SHAPE})
    times: int | None = None
    convention: Convention | None = attrs.field(default=None, converter=_convention)
    task: str = ""
    span: Span | None = span_field()

    __repr__ = call
    _repr_html_ = card

    def __attrs_post_init__(self) -> None:
        check_words(self, "text")
        if self.recurrence is not None:
            read_recurrence(self.recurrence)
        if self.times is not None:
            check_whole(self, "times", least=1)
        if self.start and self.due and self.start > self.due:
            words = "a Deadline must not start after it is due, got start={start}, due={due}"
            raise ValueError(say(words, start=self.start, due=self.due))

    def next_due(self, after: date | str) -> pendulum.Date | None:
        """Return the first day later than *after* on which it is due, or ``None`` if there is none up to 9999-12-31.

        For a recurring time limit without a rule (每学期) it is ``None``.

        >>> monthly = Deadline(text="每月26日前", kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=26")
        >>> monthly.next_due(date(2023, 6, 30))
        Date(2023, 7, 26)
        """
        if self.recurrence:
            return next_date(self.recurrence, after, since=self.start)
        return self.due if self.due and self.due > as_date(after) else None

    def due_after(self, event_date: date | str) -> pendulum.Date:
        """Return the last day of a ``within``, given the day of its event, which does not count.

        For a ``by`` before an event (届满30日前) it is the day so long before the event.

        >>> deadline = Deadline(text="30日内", kind="within", amount=Amount(value=30, unit="day"))
        >>> deadline.due_after(date(2018, 11, 16))
        Date(2018, 12, 16)

        Raises:
            CalendarError: it states no length of time, or as for :meth:`Amount.after`.
            MissingExtraError: it counts working days, and the extra ``workdays`` is not installed.
        """
        if self.amount is None:
            raise CalendarError(say("{text!r} states no length of time", text=self.text))
        return self.amount.before(event_date) if self.kind is DeadlineKind.BY else self.amount.after(event_date)
