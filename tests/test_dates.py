"""Arithmetic on days, held against calendars that others keep."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest

from zhengce import CalendarError, MissingExtraError
from zhengce.dates import FESTIVALS, LUNAR_YEARS, festival, lunar_month, months_after, next_date, workdays_after

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


def test_the_phase_of_an_interval_comes_from_the_day_it_began() -> None:
    rule = "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31"
    assert str(next_date(rule, date(2023, 6, 30), since=date(2022, 1, 1))) == "2024-12-31"


def test_a_rule_that_has_ended_has_no_next_day() -> None:
    assert next_date("FREQ=YEARLY;COUNT=1;BYMONTH=1;BYMONTHDAY=1", date(2023, 6, 30), since=date(2020, 1, 1)) is None


@pytest.mark.parametrize("step", ["0", "00", "-1"])
def test_a_rule_without_a_step_is_refused(step: str) -> None:
    with pytest.raises(ValueError, match="needs a step"):
        next_date(f"FREQ=DAILY;INTERVAL={step}", date(2023, 6, 30))
