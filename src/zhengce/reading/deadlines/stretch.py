"""Stretches of the calendar as a notice writes them: 2025年底, 三季度, 6月上旬, 本月24日, “十四五”末.

A stretch is read from its words alone; :mod:`.resolve` computes its days with the reference date.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

import attrs

from ...lexicon import DIGITS, Lazy
from ...text import read_number
from .forms import Part, match_parts
from .words import AND, SMALL, YEAR_WORDS, ZERO

# --- the noun ---------------------------------------------------------------


class Size(StrEnum):
    """The calendar unit of a stretch."""

    PLAN = "plan"
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    LUNAR = "lunar"
    FESTIVAL = "festival"


class Edge(StrEnum):
    """The end of a stretch that is meant."""

    START = "初"
    MIDDLE = "中"
    END = "底"


class Base(StrEnum):
    """The year from which a shift of years is counted."""

    REFERENCE = "reference"
    """今年, 明年: the year of the notice."""
    NAMED = "named"
    """次年, 同年: the year that was named last."""
    UNKNOWN = "unknown"
    """第二年, 次日: of a term or a day that the words do not date."""


@attrs.frozen(kw_only=True, cache_hash=True)
class Stretch:
    """A stretch of the calendar, as written.

    Attributes:
        size: the smallest unit that is named.
        year: the year as written; ``None`` if it is not.
        year_shift: 今年 0, 明年 1, 去年 -1; counted from ``base``.
        years_before: the number of earlier years that are also meant: 2 in 2023—2025年, 1 in 今明两年.
        first, last: ordinals of halves, quarters or months; of a plan its years.
        shift: 本月 0, 下季度 1, 下周 1, 明天 1; instead of ordinals. 周五 alone has none: it is the next one.
        days: the first and last day in the month or week: 10日, 上旬, 1—15日.
        edge: the end that is meant.
        name: the name of a festival.
        clock: the hour that is named: 17:00.
        whole: true if the words are 全年 or 年(内).
        listed: the months of a list: 6、9、12月.
        leap: true for a lunar month that is the second of its number: 闰二月.
        figures: true if it is only figures, so that only the words before them make it a date: 6.30.
    """

    size: Size
    year: int | None = None
    year_shift: int | None = None
    years_before: int = 0
    base: Base = Base.REFERENCE
    first: int | None = None
    last: int | None = None
    shift: int | None = None
    days: tuple[int, int] | None = None
    edge: Edge | None = None
    name: str = ""
    clock: str = ""
    whole: bool = False
    listed: tuple[int, ...] = ()
    leap: bool = False
    figures: bool = False
    is_past: bool = attrs.field(init=False, eq=False, repr=False)
    """True for a year, quarter, month or week that is over: 去年底, 上季度."""

    @is_past.default  # pyright: ignore[reportAttributeAccessIssue]  # attrs makes a field of it
    def _is_past(self) -> bool:
        return (self.year_shift or 0) < 0 or (self.shift or 0) < 0

    @property
    def has_year(self) -> bool:
        """True if the words give the year, as a number or as 今年."""
        return self.year is not None or self.year_shift is not None or self.base is Base.UNKNOWN

    @property
    def has_month(self) -> bool:
        """True if the words give the month, as a number or as 本月."""
        return self.first is not None or self.shift is not None

    @property
    def is_day(self) -> bool:
        """True for one or more days of a month or a week: 24日, 1—15日, 周五."""
        if self.size is Size.LUNAR:
            return self.days is not None and self.days[0] == self.days[1]
        return self.size is Size.DAY or (self.size is Size.WEEK and self.days is not None)

    @property
    def is_one_day(self) -> bool:
        """True for one such day."""
        return self.is_day and (self.days is None or self.days[0] == self.days[1])


# --- productions -------------------------------------------------------------

ALL_THIRDS: Final = (1, 31)
"""The days of 上、中、下旬, each of which ends by itself where they come round."""
_THIRDS: Final = {
    "上、中、下旬": ALL_THIRDS,
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
}
_EDGES: Final = {"底": Edge.END, "末": Edge.END, "初": Edge.START}
_FESTIVAL_NAMES: Final = {
    "劳动": "五一", "十一": "国庆", "大年三十": "除夕", "大年初一": "春节",
    "农历新年": "春节", "农历年": "春节", "农历年底": "春节",
}  # fmt: skip
_PLAN_OF: Final = {
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
    "十六五": 2031,
}
_NEAR: Final = {"今": 0, "明": 1, "后": 2, "大": 3}
_ORDINAL = Lazy(SMALL)
_LISTED = Lazy(AND)


def read_stretch(text: str, position: int = 0) -> tuple[Stretch, int] | None:
    """Return the stretch that begins at *position*, and its end; ``None`` if there is none.

    ::

        stretch   = plan | (iso | week | near | figures) [time] | [year "的"] [inner] ;   (* not both missing *)
        year      = digit×4 "年" ["度"] | digit×2 "年" | a word of YEAR_WORDS | "第" n "年" | … ;
        inner     = festival | half [edge] | quarters [edge] | "全年" | "年" edge | lunar | months ;
        quarters  = ["第"] n {("、" | "至") n} "季度" | "前" n "季度" | "本季度" | "Q" n | … ;
        lunar     = "农历" ["闰"] month [day [time] | third | edge] | "腊月" day | month "初" n | … ;
        months    = [month ["的"]] [day [time] | third | edge] ;
        time      = [note] [clock] [note] ;                                       (* （周五）17时 *)
        month     = n "月" ["份"] | "本月" | "下月" | … ;
        third     = "上旬" | "中旬" | "下旬" | "上中旬" | "中下旬" ;
        edge      = "底" | "末" | "初" ;
        plan      = ["“"] "十四五" ["”"] ("期间" | "时期" | "末" | "期末" | "初" | ("前" | "后") n "年") ;
    """
    parts, end = match_parts(text, position)
    if not parts:
        return None
    return _of_parts(parts), end - 1 if text[end - 1] == "的" else end


@lru_cache(maxsize=4096)
def _of_parts(parts: tuple[Part, ...]) -> Stretch:
    named = {
        name: words
        for form, groups in parts
        for name, words in zip(form.names, groups, strict=True)  # all of them are named
        if words is not None
    }
    stretch = _build(named)
    return attrs.evolve(stretch, clock=named["clock"]) if "clock" in named else stretch


def _build(named: dict[str, str]) -> Stretch:
    """Return the stretch of the named groups that matched."""
    if (noted := named.get("noted")) and (outright := read_stretch(noted)):  # 本周五（6月30日）
        return outright[0]
    if iso := named.get("iso"):
        year, month, day = map(int, re.split("[-/.]", iso))
        return _day(year, month, day)
    if "figures" in named:
        return _build_figures(named)
    if plan := named.get("plan"):
        edge = Edge.END if "plan_end" in named else Edge.START if "plan_start" in named else None
        first = last = _PLAN_OF[plan]
        last += read_number(named["plan_first"]) - 1 if "plan_first" in named else 4
        first = last - read_number(named["plan_last"]) + 1 if "plan_last" in named else first
        return Stretch(size=Size.PLAN, first=first, last=last, edge=edge)
    if "relative_week" in named or "this_week" in named or "coming_week" in named:
        return _build_week(named)
    if near := named.get("near"):
        shift = _NEAR.get(near[0])  # of 次日 and 当日 none
        return Stretch(size=Size.DAY, shift=shift, base=Base.UNKNOWN if shift is None else Base.REFERENCE)
    inner = _build_inner(named)
    if words := next((named[group] for group in _YEAR_GROUPS if group in named), None):
        year = _read_year(words)
        return attrs.evolve(inner, year=year, years_before=year - int(named.get("year_from", year)))
    if words := named.get("relative_year"):
        word = YEAR_WORDS[words]
        shifted = attrs.evolve(inner, year_shift=word.shift, years_before=word.years_before)
        return attrs.evolve(shifted, base=Base.NAMED) if word.named_before else shifted
    if "unknown_year" in named:
        return attrs.evolve(inner, base=Base.UNKNOWN)
    return inner


_YEAR_GROUPS: Final = ("year", "plain_year", "short_year", "marked_year", "goal_year")
_LAST_SHORT: Final = 79
"""The last year of this century for which two figures stand."""
_YEAR_DIGITS: Final = str.maketrans(DIGITS + ZERO, "123456789" + "0" * len(ZERO))


def _read_year(words: str) -> int:
    """Return the year written in any mixture of figures, 二0二四, 2O24, or by its last two."""
    year = int(words.translate(_YEAR_DIGITS))
    return year if year > 99 else year + (1900 if year > _LAST_SHORT else 2000)


def _day(year: int | None, month: int, day: int, *, figures: bool = False) -> Stretch:
    return Stretch(size=Size.DAY, year=year, first=month, last=month, days=(day, day), figures=figures)


def _build_figures(named: dict[str, str]) -> Stretch:
    """Return the day of 20240630, 24.6.30 or 6.30, or the month of 202406, 2024.6 or 24.06."""
    words = named["figures"]
    parts = [words[:4], words[4:6], *filter(None, [words[6:]])] if words.isdigit() else re.split("[-/.]", words)
    numbers = [int(part) for part in parts]
    if numbers[0] <= 12:
        return _day(None, *numbers, figures=True)
    year = numbers[0] if numbers[0] > 99 else numbers[0] + 2000
    if len(numbers) == 3:
        return _day(year, *numbers[1:], figures=True)
    edge = _EDGES.get(named.get("edge", ""))
    return Stretch(size=Size.MONTH, year=year, first=numbers[1], last=numbers[1], edge=edge, figures=True)


def _build_lunar(named: dict[str, str]) -> Stretch:
    words = named.get("lunar_month") or named.get("folk_month") or named["plain_month"]
    month = _LUNAR_MONTHS.get(words) or read_number(words)
    days = _THIRDS.get(named.get("lunar_third", ""))
    if "lunar_day" in named:
        day = _read_lunar_day(named["lunar_day"])
        days = (day, day)
    return Stretch(
        size=Size.LUNAR,
        first=month,
        last=month,
        days=days,
        edge=_EDGES.get(named.get("edge", "")),
        leap="leap" in named,
    )


_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}


def _read_lunar_day(words: str) -> int:
    """Return the number of a lunar day: 初三, 十五, 廿三."""
    return read_number(words.removeprefix("初").replace("廿", "二十"))


def _build_week(named: dict[str, str]) -> Stretch:
    shift = None if "coming_week" in named else {"下": 1, "上": -1}.get(named.get("relative_week", "")[:1], 0)
    weekday = named.get("weekday")
    if weekday is None:
        return Stretch(size=Size.WEEK, shift=shift)
    number = 6 if weekday == "末" else read_weekday(weekday)
    days = (number, 7 if weekday == "末" else number)
    return Stretch(size=Size.WEEK, shift=shift, days=days)


_LUNAR_GROUPS: Final = frozenset({"lunar_month", "folk_month", "plain_month"})
_QUARTERS: Final = frozenset(
    {"first_quarter", "quarters", "leading_quarters", "relative_quarter", "this_quarter", "quarter_code"}
)


def _build_inner(named: dict[str, str]) -> Stretch:
    if festival := named.get("festival"):
        return Stretch(size=Size.FESTIVAL, name=_FESTIVAL_NAMES.get(festival, festival))
    if not _LUNAR_GROUPS.isdisjoint(named):
        return _build_lunar(named)
    if half := named.get("half"):
        number = 1 if half == "上半年" else 2
        return Stretch(size=Size.HALF, first=number, last=number, edge=_EDGES.get(named.get("edge", "")))
    if not _QUARTERS.isdisjoint(named):
        return _build_quarter(named)
    if "whole" in named:
        return Stretch(size=Size.YEAR, whole=True)
    if "year_close" in named:
        return Stretch(size=Size.YEAR, edge=Edge.END)
    if "year_middle" in named:
        return Stretch(size=Size.YEAR, edge=Edge.MIDDLE)
    if edge := named.get("year_edge"):
        return Stretch(size=Size.YEAR, edge=_EDGES[edge])
    return _build_month(named)


def _build_quarter(named: dict[str, str]) -> Stretch:
    edge = _EDGES.get(named.get("edge", ""))
    if "first_quarter" in named:
        return Stretch(size=Size.QUARTER, first=1, last=1, edge=edge)
    if words := named.get("quarters"):
        numbers = [read_number(n) for n in re.findall("[一二三四1-4]", words)]
        return Stretch(size=Size.QUARTER, first=numbers[0], last=numbers[-1], edge=edge)
    if code := named.get("quarter_code"):
        return Stretch(size=Size.QUARTER, first=int(code), last=int(code), edge=edge)
    if words := named.get("leading_quarters"):
        return Stretch(size=Size.QUARTER, first=1, last=read_number(words[1]), edge=edge)
    shift = {"下": 1, "次": 1, "上": -1}.get(named.get("relative_quarter", "")[:1], 0)
    return Stretch(size=Size.QUARTER, shift=shift, edge=edge)


def _build_month(named: dict[str, str]) -> Stretch:
    first = last = shift = None
    listed: tuple[int, ...] = ()
    if words := named.get("month"):
        first = last = 1 if words == "元" else read_number(words)
    elif words := named.get("months"):
        numbers = read_list(words)
        first, last = numbers[0], numbers[-1]
        listed = tuple(numbers) if _LISTED.search(words) else ()
    elif words := named.get("relative_month"):
        shift = {"下": 1, "次": 1, "上": -1}.get(words[0], 0)
    elif "this_month" in named:
        shift = 0
    edge = _EDGES.get(named.get("month_edge", ""))
    size = Size.MONTH if first is not None or shift is not None or edge else Size.YEAR
    if edge and first is None and shift is None:  # 月底: of this month
        shift = 0
    if words := named.get("third"):
        return Stretch(size=Size.MONTH, first=first, last=last, shift=shift, days=_THIRDS[words])
    if words := named.get("day") or named.get("bare_day"):
        day = read_number(words)
        days = (read_number(named["day_from"]) if "day_from" in named else day, day)
        return Stretch(size=Size.DAY, first=first, last=last, shift=shift, days=days)
    return Stretch(size=size, first=first, last=last, shift=shift, edge=edge, listed=listed)


def read_list(words: str) -> list[int]:
    """Return the numbers of 6、9、12 or 1至6 or 二三 (two adjoining ones)."""
    numbers = _ORDINAL.findall(words)
    if len(numbers) == 1 and len(words) == 2 and words[0] != "十" and words[1] != "十":
        numbers = list(words)
    return [read_number(n) for n in numbers]


def read_weekday(word: str) -> int:
    """Return the ISO number of a day of the week: 一 is 1, 日 and 天 are 7."""
    return 7 if word in "日天" else read_number(word)


# --- ranges -------------------------------------------------------------------


def share(first: Stretch | None, last: Stretch) -> tuple[Stretch | None, Stretch]:
    """Return the two ends of a range, each with the parts that only the other names: 2019年1月1日至3月31日."""
    if first is None:
        return None, last
    if last.size is Size.DAY and last.first is None and last.shift is None and first.size is Size.DAY:
        last = attrs.evolve(last, first=first.first, last=first.last, shift=first.shift)
    if last.size is Size.MONTH and last.first is None and last.days and first.first:  # 6月上旬至中旬
        last = attrs.evolve(last, first=first.first, last=first.last, shift=first.shift)
    months = first.last is not None and last.first is not None and {first.size, last.size} <= {Size.MONTH, Size.DAY}
    wraps = months and (first.last or 0) > (last.first or 0)  # 11月至3月
    if first.has_year and not last.has_year:
        last = _with_year(last, first, 1 if wraps else 0)
    elif last.has_year and not first.has_year and last.base is Base.REFERENCE:
        first = _with_year(first, last, -1 if wraps else 0)
    elif wraps and not first.has_year:
        last = attrs.evolve(last, year_shift=1)
    elif last.base is Base.NAMED and first.year is not None and last.year_shift is not None:  # 2023年9月至次年3月
        last = attrs.evolve(last, year=first.year + last.year_shift, year_shift=None, base=Base.REFERENCE)
    return first, last


def _with_year(bare: Stretch, dated: Stretch, shift: int) -> Stretch:
    if bare.size in (Size.WEEK, Size.PLAN) or bare.shift is not None:
        return bare
    if dated.year is not None:
        return attrs.evolve(bare, year=dated.year + shift)
    return attrs.evolve(bare, year_shift=(dated.year_shift or 0) + shift, base=dated.base)
