"""Recurrence rules, compared with dateutil."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import zhengce
from zhengce import Deadline, Notice, Section
from zhengce.rrule import SHAPE, WEEKDAYS, known_rule, next_date, read_recurrence

# --- rules of every form ------------------------------------------------------

NO_DAYS: st.SearchStrategy[str] = st.just("")


def listed(name: str, items: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    """Generate a part with one value or several."""
    return st.lists(items, min_size=1, max_size=4, unique=True).map(lambda found: f"{name}={','.join(map(str, found))}")


def signed(greatest: int) -> st.SearchStrategy[int]:
    return st.integers(1, greatest).flatmap(lambda number: st.sampled_from([number, -number]))


PLAIN_DAYS = listed("BYDAY", st.sampled_from(WEEKDAYS))
DAYS_OF_MONTH = listed("BYDAY", st.builds("{}{}".format, signed(5), st.sampled_from(WEEKDAYS)))
DAYS_OF_YEAR = listed("BYDAY", st.builds("{}{}".format, signed(53), st.sampled_from(WEEKDAYS)))
MONTH_DAYS = listed("BYMONTHDAY", signed(31))
POSITIONS = listed("BYSETPOS", signed(6) | signed(366))
INTERVALS = st.builds("INTERVAL={}".format, st.integers(1, 13) | st.integers(1, 9999))
ENDS = st.one_of(
    st.builds("COUNT={}".format, st.integers(1, 30) | st.integers(1, 999)),
    st.dates().map(lambda day: f"UNTIL={day.isoformat().replace('-', '')}"),
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Generate rules of every accepted form, their parts in any order."""
    frequency = draw(st.sampled_from("DAILY WEEKLY MONTHLY YEARLY".split()))
    long = frequency in ("MONTHLY", "YEARLY")
    months = draw(NO_DAYS | listed("BYMONTH", st.integers(1, 12)))
    counted = DAYS_OF_YEAR if frequency == "YEARLY" and not months else DAYS_OF_MONTH
    days = draw(NO_DAYS | PLAIN_DAYS | counted if long else NO_DAYS | PLAIN_DAYS)
    month_days = "" if frequency == "WEEKLY" else draw(NO_DAYS | MONTH_DAYS)
    parts = [
        draw(NO_DAYS | INTERVALS),
        months,
        days,
        month_days,
        draw(NO_DAYS | POSITIONS) if long and (days or month_days) else "",
        draw(NO_DAYS | st.sampled_from(WEEKDAYS).map("WKST={}".format)),
        draw(NO_DAYS | NO_DAYS | ENDS),
    ]
    return ";".join(draw(st.permutations([f"FREQ={frequency}", *filter(None, parts)])))


# --- the days -------------------------------------------------------------------

NEAR = st.dates(date(1900, 1, 1), date(2100, 12, 31))
YEARS = 40
"""How far dateutil is asked to look ahead: it does not stop by itself where there is nothing to be found."""


@given(rules(), NEAR, st.none() | NEAR)
@example("FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31", date(2023, 6, 30), date(2022, 1, 1))
@example("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5", date(2023, 6, 30), None)
@example("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO", date(2023, 6, 30), date(2023, 6, 7))
@example("FREQ=YEARLY;BYDAY=53MO,-1FR", date(2023, 6, 30), None)
@example("FREQ=YEARLY;BYMONTHDAY=31", date(2023, 12, 30), None)
@example("FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=2", date(2023, 6, 20), date(2023, 6, 10))
@example("FREQ=MONTHLY;BYMONTHDAY=1,15;UNTIL=20230610", date(2023, 6, 2), None)
@settings(deadline=None)
def test_the_next_day_is_that_of_dateutil(rule: str, after: date, since: date | None) -> None:
    found = next_date(rule, after, since=since)
    first = since or after
    horizon = max(first, after) + timedelta(days=366 * YEARS)
    assert found is None or (found > after and found >= first)
    if found is None or found > horizon:
        assert expected(rule, first, after, horizon) is None
    else:
        assert found == expected(rule, first, after, found)


def expected(rule: str, first: date, after: date, horizon: date) -> date | None:
    """Return the first day later than *after* by dateutil, up to *horizon*."""
    start, end = (datetime.combine(day, time()) for day in (first, horizon))
    whole = rrulestr(rule, dtstart=start)
    days = whole.replace(until=min(filter(None, [whole._until, end])), count=None)
    return next((day.date() for day in islice(days, whole._count) if day.date() > after), None)


@given(rules(), st.dates(), st.none() | st.dates())
@example("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2023, 6, 30), None)
@example("FREQ=DAILY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30", date.min, None)
@example("FREQ=WEEKLY;INTERVAL=9999;WKST=SU", date.max, date.min)
@example("FREQ=WEEKLY;WKST=TU", date.min, date.min)
@example("FREQ=MONTHLY;COUNT=999;BYMONTHDAY=29;BYMONTH=2", date.max, date.min)
@settings(deadline=None)
def test_any_rule_has_a_next_day_or_none_on_any_day(rule: str, after: date, since: date | None) -> None:
    found = next_date(rule, after, since=since)
    assert found is None or found > after
    limit = Deadline(text="定期", kind="recurring", start=since, recurrence=rule)
    assert limit.next_due(after) == found


@given(rules(), st.dates(date(1500, 1, 1), date(9000, 1, 1)))
def test_the_calendar_repeats_every_400_years(rule: str, after: date) -> None:
    """What a rule that never falls is given up after: it falls 400 years later on the same days."""
    assume("UNTIL" not in rule and "COUNT" not in rule and "INTERVAL" not in rule)
    found, later = next_date(rule, after), next_date(rule, after.replace(year=after.year + 400))
    assert (found and found.replace(year=found.year + 400)) == later or (found and found.year > 9599)


@pytest.mark.parametrize(
    ("rule", "since", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=10", "2023-06-25", "2023-07-05 2023-07-15 2023-07-25"),
        ("FREQ=WEEKLY;BYDAY=TU,FR", None, "2023-07-04 2023-07-07 2023-07-11"),
        ("FREQ=WEEKLY;BYMONTH=10,11;BYDAY=MO", None, "2023-10-02 2023-10-09 2023-10-16"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", None, "2023-07-31 2023-08-31 2023-10-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", None, "2023-07-15 2023-07-31 2023-08-15"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", None, "2023-07-31 2023-08-31 2023-09-29"),
        ("FREQ=MONTHLY;BYDAY=MO,2TU", None, "2023-07-03 2023-07-10 2023-07-11"),  # of which dateutil makes no day
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", None, "2024-02-29 2025-02-28 2026-02-28"),
        ("FREQ=YEARLY;INTERVAL=2", "2022-03-05", "2024-03-05 2026-03-05 2028-03-05"),
        ("FREQ=YEARLY;UNTIL=20240301;BYMONTH=3;BYMONTHDAY=1", None, "2024-03-01"),
        ("FREQ=YEARLY;COUNT=3;BYMONTH=1;BYMONTHDAY=1", "2022-01-01", "2024-01-01"),
        ("FREQ=YEARLY;COUNT=1;BYMONTH=1;BYMONTHDAY=1", "2020-01-01", ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None, ""),
    ],
)
def test_consecutive_days(rule: str, since: str | None, expected: str) -> None:
    def following(day: date) -> Iterator[date]:
        while found := next_date(rule, day, since=start):
            yield found
            day = found

    start = date.fromisoformat(since) if since else date(2023, 6, 30)
    assert " ".join(map(str, islice(following(date(2023, 6, 30)), 3))) == expected


@pytest.mark.parametrize("after", [date.max, date(9999, 12, 30)])
def test_behind_the_last_day_there_is_none(after: date) -> None:
    assert next_date("FREQ=MONTHLY;BYMONTHDAY=30", after) is None
    assert next_date("FREQ=WEEKLY", after) is None


# --- what is no rule ---------------------------------------------------------------

NO_RULES = [
    ("每月", "'每月' is no part of it; parts are FREQ=…"),
    ("", "'' is no part"),
    ("FREQ=MONTHLY;", "'' is no part"),
    ("freq=monthly", "'freq=monthly' is no part"),
    ("FREQ=DAILY\nBEGIN:VEVENT", "FREQ must be one of DAILY, WEEKLY, MONTHLY, YEARLY, got 'DAILY\\nBEGIN:VEVENT'"),
    ("FREQ=HOURLY", "FREQ must be one of"),
    ("BYDAY=MO", "FREQ is missing"),
    ("FREQ=DAILY;FREQ=WEEKLY", "FREQ appears twice"),
    ("FREQ=DAILY;BYHOUR=9", "'BYHOUR=9' is no part of it"),
    ("FREQ=YEARLY;BYEASTER=1", "is no part of it"),
    ("FREQ=DAILY;INTERVAL=0", "INTERVAL must be 1 to 9999, got '0'"),
    ("FREQ=DAILY;INTERVAL=-1", "INTERVAL must be 1 to 9999, got '-1'"),
    ("FREQ=DAILY;INTERVAL=10000", "INTERVAL must be 1 to 9999"),
    ("FREQ=DAILY;INTERVAL=２", "INTERVAL must be 1 to 9999"),
    ("FREQ=DAILY;COUNT=1000", "COUNT must be 1 to 999"),
    ("FREQ=DAILY;COUNT=2;UNTIL=20240101", "COUNT and UNTIL both say when it ends"),
    ("FREQ=DAILY;UNTIL=20240230", "UNTIL must be a day such as 20251231, got '20240230'"),
    ("FREQ=DAILY;UNTIL=20240201T090000Z", "UNTIL must be a day"),
    ("FREQ=YEARLY;BYMONTH=13", "BYMONTH must be 1 to 12, got '13'"),
    ("FREQ=YEARLY;BYMONTH=-1", "BYMONTH must be 1 to 12, got '-1'"),
    ("FREQ=YEARLY;BYMONTH=1,,2", "BYMONTH must be 1 to 12, got ''"),
    ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY must be ±1 to ±31, got '0'"),
    ("FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY must be ±1 to ±31, got '-32'"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY is no part of a WEEKLY rule"),
    ("FREQ=YEARLY;BYDAY=8000MO", "BYDAY must be ±1 to ±53, got '8000'"),
    ("FREQ=YEARLY;BYDAY=0MO", "BYDAY must be ±1 to ±53, got '0'"),
    ("FREQ=YEARLY;BYDAY=MON", "BYDAY must be days such as MO or -1FR, got 'MON'"),
    ("FREQ=MONTHLY;BYDAY=6MO", "a month has five of each weekday at most"),
    ("FREQ=YEARLY;BYMONTH=2;BYDAY=-6MO", "a month has five of each weekday at most"),
    ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY of a WEEKLY rule has no numbers"),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS must be ±1 to ±366, got '0'"),
    ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses among the BYDAY or BYMONTHDAY"),
    ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1", "BYSETPOS chooses among the BYDAY or BYMONTHDAY of a MONTHLY"),
    ("FREQ=WEEKLY;WKST=XX", "WKST must be one of MO, TU"),
    (5, "expected a text"),
]


@pytest.mark.parametrize(("rule", "said"), NO_RULES)
def test_the_error_for_a_wrong_rule_says_what_is_wrong(rule: str, said: str) -> None:
    for refuse in (read_recurrence, lambda text: Deadline(text="每月", kind="recurring", recurrence=text)):
        with pytest.raises(ValueError, match="a recurrence must be a rule of days in RFC 5545") as refused:
            refuse(rule)
        assert said in str(refused.value)


@given(rules())
def test_every_rule_comes_back_from_json(rule: str) -> None:
    limit = Deadline(text="定期", kind="recurring", recurrence=rule)
    notice = Notice(sections=(Section(deadlines=(limit,)),))
    assert re.fullmatch(SHAPE, rule)
    assert zhengce.loads(zhengce.dumps(notice)) == notice


@given(st.text(st.sampled_from("FREQDAILYMONTHSU=;,0123456789-+BYW")) | st.text(max_size=30))
def test_any_other_text_is_refused(text: str) -> None:
    if known_rule(text) is None:
        with pytest.raises(ValueError, match="a recurrence must be a rule"):
            read_recurrence(text)
    else:
        assert re.fullmatch(SHAPE, text)


@pytest.mark.parametrize(
    "text",
    [
        "每月0日前报送。",
        "每月45日前报送。",
        "每年13月底前报送。",
        "每年0月5日前报送。",
        "每月前0个工作日内报送。",
        "每季度结束后0日内报送。",
        "每年2月30日前报送。",
    ],
)
def test_a_recurring_time_limit_without_a_known_day_is_still_read(text: str) -> None:
    """It can be written as JSON and read back, and the agenda does not list it."""
    notice = zhengce.parse(text, reference_date=date(2023, 6, 30))
    (limit,) = notice.deadlines
    assert limit.kind == "recurring"
    assert limit.next_due(date(2023, 6, 30)) is None
    assert zhengce.loads(zhengce.dumps(notice)) == notice
    assert zhengce.agenda(notice, "2023-07", "2024-06") == []
