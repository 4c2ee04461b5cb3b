"""What comes round again: 每年2月底前, 每月26日前, 按季度.

The words are turned into an RRULE of RFC 5545, which falls on the days that are
*due*; ``None`` where no rule can say them.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from ...model import Amount, TimeUnit
from ...text import read_number
from .lengths import read_amount
from .stretch import Edge, Size, Stretch, read_stretch, read_weekday, share
from .values import Every, Limit
from .words import AND, BEFORE, CONNECT, EVERY, INSIDE, LINK, MONTH_OF, WORKDAY_OF

_TO = re.compile(f"(?:起|开始)?{LINK}")
_EVERY = re.compile(EVERY)
_CONNECT = re.compile(CONNECT)
_AND = re.compile(AND)
_ITEM_END = re.compile(rf"(?:{BEFORE}|{INSIDE}|期间)?")
_MONTH_OF = re.compile(MONTH_OF)
_WORKDAY_OF = re.compile(WORKDAY_OF)
_CLOSED = re.compile(r"度?(?:终了|结束)之?(?:日起|后)?")
_WEEKDAY = re.compile("(?:每?周|星期)?([一二三四五六日天末])")
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS: Final = "BYDAY=MO,TU,WE,TH,FR"
_INTERVALS: Final = {"隔": 2}


def read_every(text: str) -> Limit | None:
    """A limit that comes round again.

    Its rule falls on the days that are *due*: the last day of each period, or
    the day that is named in it. 每季度 is due on the last day of each quarter.

    ::

        every    = ("每" [n] unit | ("按" | "逐") unit) [weekdays | times | closed | connect items | before] ;
        unit     = "年" | "半年" | "季度" | "月" | "旬" | "周" | "日" | "工作日" | "学期" | … ;
        weekdays = weekday {and weekday} [before] ;                  (* 每周二、周五 *)
        times    = ("至少" | "不少于") verb n ("次" | "场") ;          (* 每年至少开展2次 *)
        closed   = ("终了" | "结束") "后" amount inside ;              (* 每季度结束后10日内 *)
        connect  = ["应" | "要"] ["于" | "在" | "的"] ;
        items    = item {and item} ;                                 (* 每年6月底和12月底前 *)
        item     = (monthof | workday | stretch) [before | inside] ; (* 每季度首月10日前, 每月前5个工作日 *)
    """
    head = _EVERY.match(text)
    if head is None:
        return None
    if parity := head["parity"]:
        return Every(_parity_rule(parity, _read_items(text, head.end())), "月", dated=True)
    unit = head["unit"] or head["by"] or head["alternate"]
    unit = unit.removesuffix("度").replace("季", "季度")
    count = head["interval"] or ("隔" if head["alternate"] else None)
    interval = _INTERVALS.get(count) or read_number(count) if count else 1
    end = head.end()
    if unit in ("周", "星期") and (days := _read_weekdays(text, end)):
        return Every(_rule("WEEKLY", interval, f"BYDAY={days}"), unit, dated=True)
    if closed := _CLOSED.match(text, end):
        amount = read_amount(text, closed.end())
        return Every(_closed_rule(unit, amount) if interval == 1 else None, unit, dated=True)
    if connect := _CONNECT.match(text, end):
        items = _read_items(text, connect.end())
        if items:
            return Every(_at_intervals(unit, interval, _items_rule(unit, items)), unit, dated=True)
    return Every(_unit_rule(unit, interval), unit)


def repeat(unit: str, stretch: Stretch) -> str | None:
    """The rule of a bare date that an earlier 每年 or 每月 governs: 每年2月底前…，(3月底前)."""
    return _items_rule(unit, [stretch])


def _rule(frequency: str, interval: int, *parts: str) -> str:
    step = (f"INTERVAL={interval}",) if interval > 1 else ()
    return ";".join((f"FREQ={frequency}", *step, *parts))


def _at_intervals(unit: str, interval: int, rule: str | None) -> str | None:
    """The rule for every so many of its periods. Only years are what their rule counts in."""
    if rule is None or interval == 1:
        return rule
    return rule.replace(";", f";INTERVAL={interval};", 1) if unit == "年" else None


def _unit_rule(unit: str, interval: int) -> str | None:
    """The last day of each period."""
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
            return _rule("MONTHLY", 1, "BYMONTHDAY=15,-1")
        case "旬":
            return _rule("MONTHLY", 1, "BYMONTHDAY=10,20,-1")
        case "周" | "星期":
            return _rule("WEEKLY", interval, "BYDAY=SU")
        case "工作日":
            return _rule("WEEKLY", 1, _WORKDAYS)
        case "日" | "天":
            return _rule("DAILY", interval)
    return None  # 每学期: no calendar that is the same everywhere


def _parity_rule(words: str, items: list[Stretch | _Item]) -> str | None:
    """双月25日前: every other month of the year."""
    day = _items_rule("月", items) if items else "FREQ=MONTHLY;BYMONTHDAY=-1"
    months = "2,4,6,8,10,12" if "双" in words else "1,3,5,7,9,11"
    return day.replace("MONTHLY", f"YEARLY;BYMONTH={months}") if day and "BYSETPOS" not in day else None


def _closed_rule(unit: str, amount: Amount | None) -> str | None:
    """每季度结束后10日内: so many days into the next period, or months into it."""
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


def _read_weekdays(text: str, position: int) -> str:
    """TU,FR of 二、周五; empty if there are none."""
    days: list[str] = []
    while match := _WEEKDAY.match(text, position):
        days.append("SU" if match[1] == "末" else _WEEKDAYS[read_weekday(match[1]) - 1])
        link = _AND.match(text, match.end())
        if link is None:
            break
        position = link.end()
    return ",".join(days)


@attrs.frozen
class _Item:
    """One day of a period: the months it falls in (``None``: each), and the RRULE part that names the day."""

    months: tuple[int, ...] | None
    day: str


def _read_items(text: str, position: int) -> list[Stretch | _Item]:
    """The days named in a period, joined by 、 or 和."""
    items: list[Stretch | _Item] = []
    while True:
        found = _read_item(text, position)
        if found is None:
            return items
        item, position = found
        items.append(item)
        closed = _ITEM_END.match(text, position)
        position = closed.end() if closed else position
        link = _AND.match(text, position)
        if link is None:
            return items
        position = link.end()


def _read_item(text: str, position: int) -> tuple[Stretch | _Item, int] | None:
    months: tuple[int, ...] | None = None
    if month := _MONTH_OF.match(text, position):
        nth = 1 if month["first_month"] else 3 if month["last_month"] else read_number(month["nth_month"])
        months, position = (nth, nth + 3, nth + 6, nth + 9), month.end()
    if work := _WORKDAY_OF.match(text, position):
        return _Item(months, _workday_part(work)), work.end()
    found = read_stretch(text, position)
    if found is None:
        return (_Item(months, "BYMONTHDAY=-1"), position) if months else None
    stretch, end = found
    if link := _TO.match(text, end):  # 每年3月至5月: due at the end
        second = read_stretch(text, link.end())
        if second:
            stretch, end = (share(stretch, second[0])[1], second[1])
    return (_Item(months, _day_part(stretch)), end) if months else (stretch, end)


def _workday_part(match: re.Match[str]) -> str:
    if match["day_of_period"]:
        return f"BYMONTHDAY={read_number(match['day_of_period'])}"
    return f"{_WORKDAYS};BYSETPOS={-1 if match['last_workday'] else read_number(match['workday'])}"


_MONTH_ENDS: Final = frozenset((30, month) for month in (4, 6, 9, 11))


def _day_part(stretch: Stretch) -> str:
    if stretch.days:
        last = stretch.days[1]
        return f"BYMONTHDAY={-1 if last == 31 or (last, stretch.last) in _MONTH_ENDS else last}"
    return "BYMONTHDAY=10" if stretch.edge is Edge.START else "BYMONTHDAY=-1"


def _items_rule(unit: str, items: list[Stretch | _Item]) -> str | None:
    """One rule for all the items, if one can say them."""
    read = [item if isinstance(item, _Item) else _as_item(unit, item) for item in items]
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
    """A stretch as a day of every period of that unit."""
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
