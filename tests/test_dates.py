"""Arithmetic on days, compared with published calendars."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhengce import CalendarError, MissingExtraError
from zhengce.dates import (
    FESTIVALS,
    LUNAR_YEARS,
    days_after,
    festival,
    last_day,
    lunar_month,
    months_after,
    workdays_after,
)
from zhengce.model import Amount, TimeUnit

lunardate = pytest.importorskip("lunardate", reason="the lunar calendar to compare with is not installed")

LUNAR = {"春节": (1, 1), "元宵": (1, 15), "端午": (5, 5), "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9)}


@pytest.mark.parametrize("name", LUNAR)
def test_lunar_festivals_fall_where_the_lunar_calendar_puts_them(name: str) -> None:
    month, day = LUNAR[name]
    expected = {year: lunardate.LunarDate(year, month, day).to_solar_date() for year in LUNAR_YEARS}
    assert {year: festival(name, year) for year in LUNAR_YEARS} == expected


@pytest.mark.parametrize("year", LUNAR_YEARS)
def test_festivals_of_the_last_lunar_month_belong_to_the_winter_that_ends_in_the_year(year: int) -> None:
    spring = lunardate.LunarDate(year, 1, 1).to_solar_date()
    assert festival("除夕", year) == spring - timedelta(days=1)
    eighth = lunardate.LunarDate(year - 1, 12, 8).to_solar_date() if year > LUNAR_YEARS.start else None
    assert festival("腊八", year) == eighth


def first_day(year: int, month: int, *, leap: bool) -> date | None:
    try:
        day: date = lunardate.LunarDate(year, month, 1, leap).to_solar_date()
    except ValueError:
        return None
    return day


@pytest.mark.parametrize("year", LUNAR_YEARS)
def test_lunar_months_begin_where_the_lunar_calendar_puts_them(year: int) -> None:
    months = [(month, leap) for month in range(1, 13) for leap in (False, True)]
    found = {key: lunar_month(year, key[0], leap=key[1]) for key in months}
    assert {key: days and days[0] for key, days in found.items()} == {
        (month, leap): first_day(year, month, leap=leap) for month, leap in months
    }
    known = [days for days in found.values() if days]
    following = [*(first for first, _ in known[1:]), first_day(year + 1, 1, leap=False)]
    assert [last + timedelta(days=1) for _, last in known] == following


def test_a_lunar_month_that_there_is_not_has_no_days() -> None:
    assert lunar_month(2023, 2, leap=True)
    assert [lunar_month(2023, 3, leap=True), lunar_month(2023, 13), lunar_month(1999, 1), lunar_month(2051, 1)] == [
        None
    ] * 4


def test_tomb_sweeping_day_as_the_state_council_announced_it() -> None:
    announced = {2008: 4, 2010: 5, 2012: 4, 2015: 5, 2016: 4, 2019: 5, 2020: 4, 2023: 5, 2024: 4, 2025: 4, 2026: 5}
    assert {year: day.day for year in announced if (day := festival("清明", year))} == announced


def test_the_festivals_of_a_year_in_order() -> None:
    days = "01-01 01-18 02-09 02-10 02-24 04-04 05-01 06-01 06-10 07-01 08-01 08-18 09-17 10-01 10-11"
    assert [str(festival(name, 2024)) for name in FESTIVALS] == [f"2024-{day}" for day in days.split()]


def test_every_festival_has_a_day_and_lunar_ones_end_with_the_table() -> None:
    assert all(festival(name, 2024) for name in FESTIVALS)
    assert {name for name in FESTIVALS if festival(name, 2051) is None} == {*LUNAR, "清明", "除夕", "腊八"}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 1, 31), 1, "2023-02-28"),
        (date(2024, 1, 31), 1, "2024-02-29"),
        (date(2023, 8, 31), 1, "2023-09-30"),
        (date(2023, 12, 15), 1, "2024-01-15"),
        (date(2024, 2, 29), 12, "2025-02-28"),
        (date(2023, 3, 31), -1, "2023-02-28"),
        (date(2023, 6, 15), 0, "2023-06-15"),
    ],
)
def test_months_are_counted_by_the_day_of_the_month(day: date, months: int, expected: str) -> None:
    assert str(months_after(day, months)) == expected


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2023, 9, 27), 10, "2023-10-17"),  # eight days of holiday, 7 and 8 October worked
        (date(2024, 2, 8), 3, "2024-02-19"),  # 9 February was a working day, 18 February a worked Sunday
        (date(2023, 10, 17), -10, "2023-09-27"),
        (date(2023, 6, 30), 0, "2023-06-30"),
        (date(2023, 6, 30), 1, "2023-07-03"),
    ],
)
def test_working_days_follow_the_official_calendar(day: date, days: int, expected: str) -> None:
    assert str(workdays_after(day, days)) == expected


def test_a_year_whose_holidays_are_not_announced_is_refused() -> None:
    with pytest.raises(CalendarError, match="2095"):
        workdays_after(date(2095, 6, 30), 5)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    with pytest.raises(MissingExtraError, match=r"zhengce\[workdays\]"):
        workdays_after(date(2023, 6, 30), 5)


@pytest.mark.parametrize(
    ("compute", "day", "number"),
    [
        (days_after, date.max, 1),
        (days_after, date.min, -1),
        (days_after, date(2023, 6, 30), 10**9),
        (days_after, date(2023, 6, 30), -(10**9)),
        (days_after, date(2023, 6, 30), 10**60),
        (months_after, date.max, 1),
        (months_after, date.min, -1),
        (months_after, date(2023, 6, 30), 10**60),
        (workdays_after, date(2023, 6, 30), 10**60),
        (workdays_after, date.max, 1),
        (workdays_after, date.min, -1),
    ],
)
def test_beyond_the_calendar_there_is_no_day(compute: Callable[[date, int], date], day: date, number: int) -> None:
    with pytest.raises(CalendarError):
        compute(day, number)


@pytest.mark.parametrize("year", [0, -1, 10_000, 10**60])
def test_the_calendar_has_years_1_to_9999(year: int) -> None:
    with pytest.raises(CalendarError, match="years 1 to 9999"):
        last_day(year, 1)
    with pytest.raises(CalendarError, match="years 1 to 9999"):
        festival("国庆", year)
    assert festival("春节", year) is None


_SHORTEST = {"hour": 0, "day": 1, "working_day": 1, "week": 7, "month": 28, "year": 365}
_LONGEST = {"hour": 1, "day": 1, "week": 7, "month": 31, "year": 366}
"""How many days each has."""


@given(st.dates(), st.integers(), st.sampled_from(TimeUnit))
@example(date.max, 24, TimeUnit.HOUR)
@example(date.min, 1, TimeUnit.YEAR)
def test_a_length_of_time_from_any_day_is_a_day_or_lies_outside(day: date, value: int, unit: TimeUnit) -> None:
    amount = Amount(value=abs(value), unit=unit)
    for compute, sign in ((amount.after, 1), (amount.before, -1)):
        try:
            passed = (compute(day) - day).days * sign
        except CalendarError:
            room = (date.max - day if sign > 0 else day - date.min).days
            assert unit is TimeUnit.WORKING_DAY or amount.value * _LONGEST[unit] > room
        else:
            assert passed >= amount.value * _SHORTEST[unit]


def test_the_last_days_of_the_calendar_are_days() -> None:
    assert days_after(date(9999, 12, 30), 1) == months_after(date(9998, 12, 31), 12) == last_day(9999, 12) == date.max
    assert days_after(date(1, 1, 2), -1) == months_after(date(1, 2, 1), -1) == date.min
