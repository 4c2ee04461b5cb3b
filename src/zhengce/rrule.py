"""RRULE: the days of a recurring time limit, by a rule of RFC 5545, section 3.3.10.

Notices count in days or longer steps, so only such rules are accepted. A search always
ends: the calendar repeats every 400 years, so a rule without a day in 400 years has none.

::

    rule     = "FREQ=" frequency {";" part} ;            (* each part at most once, in any order *)
    frequency = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" ;
    part     = "INTERVAL=" 1…9999
             | "COUNT=" 1…999 | "UNTIL=" YYYYMMDD        (* one of the two *)
             | "BYMONTH=" 1…12 {"," 1…12}
             | "BYMONTHDAY=" ±1…31 {"," ±1…31}           (* not of WEEKLY *)
             | "BYDAY=" day {"," day}
             | "BYSETPOS=" ±1…366 {"," ±1…366}           (* of MONTHLY and YEARLY, after BYDAY or BYMONTHDAY *)
             | "WKST=" weekday ;
    day      = [±1…53] weekday ;                         (* numbers in MONTHLY and YEARLY alone; ±1…5 of a month *)
    weekday  = "MO" | "TU" | "WE" | "TH" | "FR" | "SA" | "SU" ;
"""

from __future__ import annotations

import reprlib
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from math import gcd
from typing import Final

import attrs
import pendulum

from .dates import as_date
from .lexicon import Lazy
from .saying import say

__all__ = ["SHAPE", "Recurrence", "dates_after", "known_rule", "next_date", "read_recurrence"]

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_CYCLES: Final = {"DAILY": 146_097, "WEEKLY": 20_871, "MONTHLY": 4_800, "YEARLY": 400}
"""By frequency: the number of its periods in 400 years, after which the calendar repeats."""

_GREATEST: Final = {"INTERVAL": 9999, "COUNT": 999, "BYMONTH": 12, "BYMONTHDAY": 31, "BYDAY": 53, "BYSETPOS": 366}
"""The parts that hold numbers, and the greatest of them. All count from 1."""

_SIGNED: Final = frozenset({"BYMONTHDAY", "BYDAY", "BYSETPOS"})
"""Those whose numbers count from the end, too: -1 is the last."""

_NAMES: Final = ("FREQ", *_GREATEST, "UNTIL", "WKST")
_PART: Final = rf"(?:FREQ=(?:{'|'.join(_CYCLES)})|(?:{'|'.join(_NAMES[1:])})=[0-9A-Z,+-]+)"
SHAPE: Final = f"{_PART}(?:;{_PART})*"
"""A pattern that every rule matches, for schemas; :func:`read_recurrence` is stricter."""

_NUMBER: Final = Lazy("([+-]?)([0-9]{1,4})")
_DAY: Final = Lazy(rf"([+-]?[0-9]{{1,4}})?({'|'.join(WEEKDAYS)})")
_UNTIL: Final = Lazy("([0-9]{4})([0-9]{2})([0-9]{2})")


@attrs.frozen(kw_only=True)
class Recurrence:
    """A rule that has been read.

    Attributes:
        frequency: the length of its periods: ``DAILY``, ``WEEKLY``, ``MONTHLY`` or ``YEARLY``.
        interval: the number of periods from one that counts to the next.
        count: the most days on which it falls.
        until: the last day on which it may fall.
        months: the months in which it falls; empty for all.
        month_days: the days of the month; negative ones count from its end.
        weekdays: the weekdays, from Monday, 0, each with its number in the month or year; 0 for every one.
        positions: the positions of the days taken from each period; negative ones count from its end.
        week_start: the weekday on which a week begins.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0


# --- reading ----------------------------------------------------------------


def read_recurrence(text: str) -> Recurrence:
    """Read a rule.

    >>> rule = read_recurrence("FREQ=MONTHLY;BYDAY=-1FR")
    >>> rule.frequency, sorted(rule.weekdays)
    ('MONTHLY', [(4, -1)])

    Raises:
        ValueError: it is not a rule of days in RFC 5545, or has parts that are not accepted here.
    """
    try:
        return _read(text)
    except ValueError as error:
        words = "a recurrence must be a rule of days in RFC 5545, got {text}: {error}"
        raise ValueError(say(words, text=reprlib.repr(text), error=error)) from None


def _read(text: str) -> Recurrence:
    if not isinstance(text, str):
        raise ValueError(say("expected a text"))
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals or name not in _NAMES:
            known = ", ".join(f"{n}=…" for n in _NAMES)
            raise ValueError(say("{part} is no part of it; parts are {known}", part=reprlib.repr(part), known=known))
        if name in parts:
            raise ValueError(say("{name} appears twice", name=name))
        parts[name] = value
    rule = Recurrence(
        frequency=_frequency(parts),
        interval=_number("INTERVAL", parts.get("INTERVAL", "1")),
        count=_number("COUNT", parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        months=_numbers("BYMONTH", parts),
        month_days=_numbers("BYMONTHDAY", parts),
        weekdays=frozenset(map(_weekday, parts["BYDAY"].split(","))) if "BYDAY" in parts else frozenset(),
        positions=_numbers("BYSETPOS", parts),
        week_start=_week_start(parts.get("WKST", "MO")),
    )
    _check(rule)
    return rule


def _check(rule: Recurrence) -> None:
    """Refuse parts that RFC 5545 does not allow together, or that have no meaning together."""
    short = rule.frequency in ("DAILY", "WEEKLY")
    if rule.count and rule.until:
        raise ValueError(say("COUNT and UNTIL both say when it ends"))
    if rule.frequency == "WEEKLY" and rule.month_days:
        raise ValueError(say("BYMONTHDAY is no part of a WEEKLY rule"))
    if short and any(nth for _, nth in rule.weekdays):
        raise ValueError(say("BYDAY of a {frequency} rule has no numbers", frequency=rule.frequency))
    if (rule.frequency == "MONTHLY" or rule.months) and any(abs(nth) > 5 for _, nth in rule.weekdays):
        raise ValueError(say("a month has five of each weekday at most"))
    if rule.positions and (short or not (rule.weekdays or rule.month_days)):
        raise ValueError(say("BYSETPOS chooses among the BYDAY or BYMONTHDAY of a MONTHLY or YEARLY rule"))


def _frequency(parts: dict[str, str]) -> str:
    if "FREQ" not in parts:
        raise ValueError(say("{name} is missing", name="FREQ"))
    if parts["FREQ"] not in _CYCLES:
        raise _not_one_of("FREQ", _CYCLES, parts["FREQ"])
    return parts["FREQ"]


def _numbers(name: str, parts: dict[str, str]) -> frozenset[int]:
    return frozenset(_number(name, value) for value in parts[name].split(",")) if name in parts else frozenset()


def _number(name: str, value: str) -> int:
    found, greatest = _NUMBER.fullmatch(value), _GREATEST[name]
    if found is None or not 1 <= int(found[2]) <= greatest or (found[1] and name not in _SIGNED):
        sign = "±" if name in _SIGNED else ""
        words = "{name} must be {sign}1 to {sign}{greatest}, got {value}"
        raise ValueError(say(words, name=name, sign=sign, greatest=greatest, value=reprlib.repr(value)))
    return int(value)


def _weekday(value: str) -> tuple[int, int]:
    found = _DAY.fullmatch(value)
    if found is None:
        raise ValueError(say("BYDAY must be days such as MO or -1FR, got {value}", value=reprlib.repr(value)))
    return WEEKDAYS.index(found[2]), _number("BYDAY", found[1]) if found[1] else 0


def _week_start(value: str) -> int:
    if value not in WEEKDAYS:
        raise _not_one_of("WKST", WEEKDAYS, value)
    return WEEKDAYS.index(value)


def _not_one_of(name: str, known: Iterable[str], value: str) -> ValueError:
    words = "{name} must be one of {known}, got {value}"
    return ValueError(say(words, name=name, known=", ".join(known), value=reprlib.repr(value)))


def _until(value: str) -> date:
    found = _UNTIL.fullmatch(value)
    try:
        return date(*map(int, found.groups())) if found else date(0, 0, 0)
    except ValueError:
        raise ValueError(say("UNTIL must be a day such as 20251231, got {value}", value=reprlib.repr(value))) from None


def known_rule(text: str | None) -> str | None:
    """Return the text of a rule, or ``None`` if it is not one, as for 每月0日前."""
    try:
        if text is not None:
            read_recurrence(text)
    except ValueError:
        return None
    return text


# --- the days ---------------------------------------------------------------


def dates_after(text: str, after: date | str, *, since: date | None = None) -> Iterator[pendulum.Date]:
    """Yield the days later than *after* on which a rule falls, up to 9999-12-31.

    *since* is the day from which the rule counts, its DTSTART. It decides which periods count
    for a rule with an INTERVAL (every second year), and the day if the rule names none.
    Without it the rule counts from *after*.

    Raises:
        ValueError: *text* is not a rule, see :func:`read_recurrence`.
    """
    rule, last = read_recurrence(text), as_date(after)
    first = last if since is None else as_date(since)
    begin = first if rule.count else max(first, last)
    for number, day in enumerate(_days(_with_day(rule, first), first, begin), 1):
        if rule.count and number > rule.count:
            break
        if day > last:
            yield as_date(day)


def next_date(text: str, after: date | str, *, since: date | None = None) -> pendulum.Date | None:
    """Return the first of :func:`dates_after`, or ``None`` if there is none up to 9999-12-31.

    >>> next_date("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", date(2023, 6, 30))
    Date(2024, 2, 29)

    Raises:
        ValueError: *text* is not a rule, see :func:`read_recurrence`.
    """
    return next(dates_after(text, after, since=since), None)


def _with_day(rule: Recurrence, first: date) -> Recurrence:
    """Return the rule; one that names no day gets that of *first* in the month, the year or the week."""
    if rule.frequency == "DAILY" and rule.interval == 1:
        return attrs.evolve(rule, frequency="MONTHLY")  # all days of all months, in fewer steps
    if rule.frequency == "DAILY" or rule.weekdays or rule.month_days:
        return rule
    if rule.frequency == "WEEKLY":
        return attrs.evolve(rule, weekdays=frozenset({(first.weekday(), 0)}))
    months = rule.months or frozenset({first.month} if rule.frequency == "YEARLY" else ())
    return attrs.evolve(rule, months=months, month_days=frozenset({first.day}))


def _days(rule: Recurrence, first: date, begin: date) -> Iterator[date]:
    """Yield the days of a rule that counts from *first*, in order, from the period of *begin* on."""
    last = rule.until or date.max
    phase, end = _period_of(rule, first), _period_of(rule, last)
    period = phase + (_period_of(rule, begin) - phase) // rule.interval * rule.interval
    cycle = _CYCLES[rule.frequency]
    steps = left = cycle // gcd(cycle, rule.interval)
    while period <= end and left:
        left -= 1
        for day in _days_of_period(rule, period):
            if first <= day <= last:
                left = steps
                yield day
        period += rule.interval


def _period_of(rule: Recurrence, day: date) -> int:
    """Return the number of the period of a day; periods are numbered without gaps."""
    match rule.frequency:
        case "YEARLY":
            return day.year
        case "MONTHLY":
            return day.year * 12 + day.month - 1
        case "WEEKLY":
            return (day.toordinal() - 1 - rule.week_start) // 7  # 0001-01-01, the first day, is a Monday
    return day.toordinal()


def _days_of_period(rule: Recurrence, period: int) -> list[date]:
    """Return the days of a period on which the rule falls, in order."""
    days = [day for start, end in _spans(rule, period) for day in _days_of_span(rule, start, end)]
    if not rule.positions:
        return days
    taken = {n - 1 if n > 0 else len(days) + n for n in rule.positions}
    return [day for i, day in enumerate(days) if i in taken]


def _spans(rule: Recurrence, period: int) -> list[tuple[int, int]]:
    """Return the first and last day of a period, as ordinals; of a year, those of the months that the rule names."""
    match rule.frequency:
        case "YEARLY" if rule.months:
            return [_month(period, month) for month in sorted(rule.months)]
        case "YEARLY":
            return [(date(period, 1, 1).toordinal(), date(period, 12, 31).toordinal())]
        case "MONTHLY":
            year, month = divmod(period, 12)
            return [_month(year, month + 1)]
        case "WEEKLY":
            start = 7 * period + 1 + rule.week_start
            return [(max(start, 1), min(start + 6, date.max.toordinal()))]
    return [(period, period)]


def _month(year: int, month: int) -> tuple[int, int]:
    start = date(year, month, 1).toordinal()
    return start, start + monthrange(year, month)[1] - 1


def _days_of_span(rule: Recurrence, start: int, end: int) -> Iterator[date]:
    """Yield the days between two ordinals on which the rule falls, in order."""
    days = sorted({day for which in rule.weekdays for day in _weekdays(which, start, end)}) if rule.weekdays else None
    near_end = 29 + min(rule.month_days, default=0)  # earlier days are not counted from the end: a month has 28 days
    for day in map(date.fromordinal, range(start, end + 1) if days is None else days):
        if rule.months and day.month not in rule.months:
            continue
        number, named = day.day, rule.month_days
        if not named or number in named or (number >= near_end and _from_end(day) in named):
            yield day


def _weekdays(which: tuple[int, int], start: int, end: int) -> range:
    """Return the ordinals of every such weekday from *start* to *end*, or of the first (1), the last (-1) …."""
    weekday, nth = which
    first = start + (weekday - start + 1) % 7
    every = range(first, end + 1, 7)
    if nth == 0:
        return every
    return every[nth - 1 : nth] if nth > 0 else every[nth : nth + 1 or None]


def _from_end(day: date) -> int:
    """Return the number of the day from the end of its month: -1 is the last."""
    return day.day - monthrange(day.year, day.month)[1] - 1
