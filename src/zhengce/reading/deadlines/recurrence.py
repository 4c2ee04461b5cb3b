"""Recurring time limits: 每年2月底前, 每月26日前, 按季度.

The words become an RRULE of RFC 5545 whose days are the *due* days; ``None`` if no rule can
express them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import attrs

from ...lexicon import Lazy
from ...model import Amount, TimeUnit
from ...text import read_number
from .forms import end_of_clock
from .grammar import read_length
from .lengths import read_count
from .stretch import ALL_THIRDS, Edge, Size, Stretch, read_stretch, read_weekday, share
from .values import Every, Within
from .words import (
    AND,
    CLOSED,
    CONNECT,
    DAY_OF,
    EVERY,
    FRAME,
    LINK,
    MONTH_OF,
    NEXT_YEAR,
    SEASON,
    TIMES,
    TIMES_LATER,
    WEEKDAYS,
)

_EVERY = Lazy(EVERY)
_TIMES = Lazy(TIMES)
_TIMES_LATER = Lazy(TIMES_LATER)
_CLOSED = Lazy(CLOSED)
_SEASON = Lazy(SEASON)
_CONNECT = Lazy(CONNECT)
_AND = Lazy(AND)
_TO = Lazy(f"(?:起|开始)?{LINK}{NEXT_YEAR}?")
_FRAME = Lazy(FRAME)
_MONTH_OF = Lazy(MONTH_OF)
_DAY_OF = Lazy(DAY_OF)
_WEEKDAY = Lazy(WEEKDAYS)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS: Final = "BYDAY=MO,TU,WE,TH,FR"


def read_every(text: str, position: int) -> tuple[Every, int] | None:
    """Read a recurring time limit.

    The days of its rule are the *due* days: the last day of each period, or the day that is
    named in it. 每季度 is due on the last day of each quarter.

    ::

        every    = ("每" ["隔"] [n] unit | ("按" | "逐") unit)
                   [weekdays | times | closed | connect (items | season) | before] ;
        unit     = "年" | "半年" | "季度" | "月" | "旬" | "周" | "日" | "工作日" | "学期" | … ;
        weekdays = days {[and | link] ["周"] days} [before] ;         (* 每周二、周五; 每周一至周五; 每周一三五 *)
        times    = ("至少" | "不少于") verb n ("次" | "场") ;          (* 每年至少开展2次 *)
        closed   = ("终了" | "结束") "后" amount inside ;              (* 每季度结束后10日内 *)
        connect  = ["应" | "要"] ["于" | "在" | "的"] ;
        items    = item {and item} ;                                 (* 每年6月底和12月底前 *)
        item     = (monthof | workday | stretch) [before | inside] ; (* 每季度首月10日前, 每年10月至次年3月 *)
    """
    head = _EVERY.match(text, position)
    if head is None:
        return None
    end = head.end()
    if parity := head["parity"]:
        items, end = _read_items(text, end, "月")
        return Every(_parity_rule(parity, items), "月", dated=True), end
    unit = head["unit"] or head["by"] or head["alternate"]
    unit = unit.removesuffix("度").replace("季", "季度")
    rule, dated, end = _read_tail(text, head.end(), unit, _interval(head))
    times = _TIMES.match(text, head.end()) or _TIMES_LATER.match(text, end)
    count = read_count(times["times"]) if times else None
    return Every(rule, unit, dated=dated, rhythm=bool(head["by"]), times=count or None), end


def _read_tail(text: str, position: int, unit: str, interval: int | None) -> tuple[str | None, bool, int]:
    """Read what follows the period: the rule, whether its days are in the period, and the end of the words."""
    if unit in ("周", "星期", "礼拜") and (weekdays := _read_weekdays(text, position)):
        days, end = weekdays
        return _rule("WEEKLY", interval, f"BYDAY={days}") if interval else None, True, _end_of_day(text, end)
    if times := _TIMES.match(text, position):
        return _unit_rule(unit, interval), False, times.end()
    closed = _CLOSED.match(text, position)
    length = read_length(text, closed.end()) if closed else None
    if length and isinstance(within := length[0], Within):
        return _closed_rule(unit, within.amount) if interval == 1 else None, True, length[1]
    connect = _CONNECT.match(text, position)
    items, end = _read_items(text, connect.end() if connect else position, unit)
    if items:
        return _at_intervals(unit, interval, _items_rule(unit, items)), True, end
    if unit in ("年", "学期") and (season := _SEASON.match(text, connect.end() if connect else position)):
        return None, False, season.end()  # 每年汛期前: no day of the calendar
    return _unit_rule(unit, interval), False, _end_of_day(text, position)


def _end_of_day(text: str, position: int) -> int:
    """Return the end of an hour and 前 that may follow: 每日17时前, 每周五前."""
    end = end_of_clock(text, position)
    end += text.startswith("末", end)
    frame = _FRAME.match(text, end)
    return frame.end() if frame and frame.lastgroup == "before" else end


def _interval(head: re.Match[str]) -> int | None:
    """Return the interval in periods; ``None`` if it is not clear: 每隔10天, 每三五天."""
    count = read_count(head["interval"]) if head["interval"] else 1
    if head["low"]:  # 每2—3年
        return None
    if head["alternate"] or head["skip"]:
        return 2 if count == 1 else None
    return count or None


def repeat(unit: str, stretch: Stretch) -> str | None:
    """Return the rule of a date that an earlier 每年 or 每月 governs: 每年2月底前…，(3月底前)."""
    return _items_rule(unit, [stretch])


def in_months(limit: Every, months: Sequence[int]) -> Every | None:
    """Return a recurring time limit in some months only: 7月、8月每旬; ``None`` if its rule has months of its own."""
    if limit.rule is None or limit.unit not in _IN_MONTHS or "BYMONTH=" in limit.rule:
        return None
    frequency, *parts = limit.rule.split(";")
    return attrs.evolve(limit, rule=";".join((frequency, f"BYMONTH={','.join(map(str, months))}", *parts)))


_IN_MONTHS: Final = frozenset("月旬周星期日天") | {"星期", "工作日", "半月"}


def _rule(frequency: str, interval: int, *parts: str) -> str:
    step = (f"INTERVAL={interval}",) if interval > 1 else ()
    return ";".join((f"FREQ={frequency}", *step, *parts))


def _at_intervals(unit: str, interval: int | None, rule: str | None) -> str | None:
    """Return the rule for every so many periods; only of years can the rule count them."""
    if interval is None:
        return None
    if rule is None or interval == 1:
        return rule
    return rule.replace(";", f";INTERVAL={interval};", 1) if unit == "年" else None


def _unit_rule(unit: str, interval: int | None) -> str | None:
    """Return the rule of the last day of each period."""
    if interval is None:
        return None
    match unit:
        case "年":
            return _rule("YEARLY", interval, "BYMONTH=12", "BYMONTHDAY=31")
        case "半年":
            return _rule("YEARLY", 1, "BYMONTH=6,12", "BYMONTHDAY=-1") if interval == 1 else None
        case "季度":
            return _rule("YEARLY", 1, "BYMONTH=3,6,9,12", "BYMONTHDAY=-1") if interval == 1 else None
        case "月":
            return _rule("MONTHLY", interval, "BYMONTHDAY=-1")
        case "半月" | "半个月":
            return _rule("MONTHLY", 1, "BYMONTHDAY=15,-1") if interval == 1 else None
        case "旬":
            return _rule("MONTHLY", 1, "BYMONTHDAY=10,20,-1") if interval == 1 else None
        case "周" | "星期" | "礼拜":
            return _rule("WEEKLY", interval, "BYDAY=SU")
        case "工作日":
            return _rule("WEEKLY", 1, _WORKDAYS) if interval == 1 else None
        case "日" | "天":
            return _rule("DAILY", interval)
    return None  # 每学期: no calendar that is the same everywhere


def _parity_rule(words: str, items: Sequence[Stretch | _Item | None]) -> str | None:
    """Return the rule of 双月25日前: every other month of the year."""
    day = _items_rule("月", items) if items else "FREQ=MONTHLY;BYMONTHDAY=-1"
    months = "2,4,6,8,10,12" if "双" in words else "1,3,5,7,9,11"
    return day.replace("MONTHLY", f"YEARLY;BYMONTH={months}") if day and "BYSETPOS" not in day else None


def _closed_rule(unit: str, amount: Amount | None) -> str | None:
    """Return the rule of 每季度结束后10日内: so many days or months into the next period."""
    if amount is None or unit not in ("年", "半年", "季度", "月"):
        return None
    months = {"年": [1], "半年": [1, 7], "季度": [1, 4, 7, 10], "月": []}[unit]
    if amount.unit is TimeUnit.DAY and amount.value <= 28:
        return _monthly(months, f"BYMONTHDAY={amount.value}")
    if amount.unit is TimeUnit.WORKING_DAY and amount.value <= 20:
        return _monthly(months, f"{_WORKDAYS};BYSETPOS={amount.value}", split=True)
    if amount.unit is TimeUnit.MONTH and months and amount.value < 12 // len(months):
        return _monthly([m + amount.value - 1 for m in months], "BYMONTHDAY=-1")
    return None


def _monthly(months: list[int], day: str, *, split: bool = False) -> str:
    if not months:
        return f"FREQ=MONTHLY;{day}"
    listed = ",".join(map(str, months))
    return f"FREQ={'MONTHLY' if split else 'YEARLY'};BYMONTH={listed};{day}"


def _read_weekdays(text: str, position: int) -> tuple[str, int] | None:
    """Read TU,FR from 二、周五 or MO,TU,WE from 一至周三, and return their end."""
    if text.startswith("工作日", position):
        return _WORKDAYS.removeprefix("BYDAY="), position + 3
    days: list[int] = []
    while (match := _WEEKDAY.match(text, position)) and (
        match.start("run") > position if days else not match["joined"]
    ):
        run = [7 if day == "末" else read_weekday(day) for day in match["run"]]
        if match["link"]:
            days += [day % 7 + 1 for day in range(days[-1], days[-1] + (run[0] - days[-1] - 1) % 7)]
        days += run
        position = match.end()
    return (",".join(_WEEKDAYS[day - 1] for day in dict.fromkeys(days)), position) if days else None


class _Item(NamedTuple):
    """One day of a period: the months it falls in (``None``: each), and the RRULE part that names the day."""

    months: tuple[int, ...] | None
    day: str


_IN_PERIODS: Final = frozenset({Size.MONTH, Size.DAY, Size.YEAR, Size.QUARTER, Size.HALF, Size.FESTIVAL, Size.LUNAR})
"""What can come round with a period."""


def _read_items(text: str, position: int, unit: str) -> tuple[list[Stretch | _Item | None], int]:
    """Read the days named in a period, joined by 、 or 和, and return their end."""
    items: list[Stretch | _Item | None] = []
    end = position
    while found := _read_item(text, position, unit):
        item, position = found
        items.append(item)
        frame = _FRAME.match(text, position)
        end = frame.end() if frame and frame.lastgroup != "about" else position
        link = _AND.match(text, end)
        if link is None:
            break
        position = link.end()
    return items, end


def _read_item(text: str, position: int, unit: str) -> tuple[Stretch | _Item | None, int] | None:
    months: tuple[int, ...] | None = None
    if (month := _MONTH_OF.match(text, position)) and unit in _MONTHS_IN:
        size = _MONTHS_IN[unit]
        nth = 1 if month["first_month"] else size if month["last_month"] else read_number(month["nth_month"])
        months, position = tuple(range(nth, 13, size)) if nth <= size else (), month.end()
    if counted := _DAY_OF.match(text, position):
        return _day_in_period(counted, months, unit), counted.end()
    found = read_stretch(text, position)
    if found is None or found[0].has_year or found[0].size not in _IN_PERIODS:
        return None if months is None else (_Item(months, "BYMONTHDAY=-1") if months else None, position)
    stretch, end = found
    if (link := _TO.match(text, end)) and (second := read_stretch(text, link.end())):  # 每年3月至5月: due at the end
        stretch, end = share(stretch, second[0])[1], second[1]
    if months is None:
        return stretch, end
    return _Item(months, _day_part(stretch)) if months else None, end


def _day_in_period(match: re.Match[str], months: tuple[int, ...] | None, unit: str) -> _Item | None:
    """Read 第一个工作日, 最后一个周五, 第10日 of each month, quarter or year; ``None`` for 第二周, which is no day."""
    if match["week_of"]:
        return None
    if match["day_of"]:
        number, days = read_number(match["day_of"]), "BYMONTHDAY={}"
    else:
        number = -1 if match["last_of"] else read_number(match["nth_of"] or "1")
        weekday = match["weekday_of"]
        days = (f"BYDAY={_WEEKDAYS[read_weekday(weekday) - 1]}" if weekday else _WORKDAYS) + ";BYSETPOS={}"
    step = _MONTHS_IN.get(unit, 1)
    if months is None and step > 1:
        months = tuple(range(step if number < 0 else 1, 13, step))
    return _Item(months, days.format(number))


_MONTHS_IN: Final = {"季度": 3, "半年": 6, "年": 12}


_MONTH_ENDS: Final = frozenset((30, month) for month in (4, 6, 9, 11))


def _day_part(stretch: Stretch) -> str:
    if stretch.days:
        last = stretch.days[1]
        if stretch.days == ALL_THIRDS:
            return "BYMONTHDAY=10,20,-1"
        return f"BYMONTHDAY={-1 if last == 31 or (last, stretch.last) in _MONTH_ENDS else last}"
    return "BYMONTHDAY=10" if stretch.edge is Edge.START else "BYMONTHDAY=-1"


def _items_rule(unit: str, items: Sequence[Stretch | _Item | None]) -> str | None:
    """Return one rule for all the items, if possible."""
    read = [_as_item(unit, item) if isinstance(item, Stretch) else item for item in items]
    known = [item for item in read if item is not None]
    if len(known) < len(items) or not known:
        return None
    months = sorted({month for item in known for month in item.months or ()})
    days = {item.day for item in known}
    if len(days) == 1:
        day = days.pop()
        return _monthly(months, day, split="BYSETPOS" in day)
    if len({item.months for item in known}) == 1 and not any("BYSETPOS" in day for day in days):  # 每月10日、25日
        numbers = ",".join(item.day.removeprefix("BYMONTHDAY=") for item in known)
        return _monthly(months, f"BYMONTHDAY={numbers}")
    return None


_QUARTER_ENDS: Final = (3, 6, 9, 12)


def _as_item(unit: str, stretch: Stretch) -> _Item | None:
    """Return a stretch as a day of every period of that unit."""
    match stretch.size, unit:
        case ((Size.MONTH | Size.DAY), "年") if stretch.first is not None:
            return _Item(stretch.listed or (stretch.last or stretch.first,), _day_part(stretch))
        case ((Size.MONTH | Size.DAY | Size.YEAR), "月") if stretch.first is None:
            return _Item(None, _day_part(stretch))
        case ((Size.MONTH | Size.YEAR), ("季" | "季度")) if stretch.first is None and not stretch.days:
            months = (1, 4, 7, 10) if stretch.edge is Edge.START else _QUARTER_ENDS
            return _Item(months, _day_part(stretch))
        case Size.QUARTER, "年" if stretch.last is not None:
            return _Item((stretch.last * 3,), "BYMONTHDAY=-1")
        case Size.QUARTER, "年":
            return _Item(_QUARTER_ENDS, "BYMONTHDAY=-1")
        case Size.HALF, "年" if stretch.last is not None:
            return _Item((stretch.last * 6,), "BYMONTHDAY=-1")
        case Size.YEAR, "年":
            return _Item((1,), "BYMONTHDAY=31") if stretch.edge is Edge.START else _Item((12,), "BYMONTHDAY=-1")
    return None
