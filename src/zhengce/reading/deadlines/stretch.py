"""Stretches of the calendar as a notice writes them: 2025年底, 三季度, 6月上旬, 本月24日, “十四五”末.

A stretch is read from its words alone. Which days it means is for
:mod:`.resolve`, which knows the reference date.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

import attrs

from ...text import read_number
from .words import (
    AND,
    DAY,
    FESTIVAL,
    HALF,
    ISO,
    MONTH,
    MONTH_EDGE,
    MONTHS,
    NEAR,
    PLAN,
    QUARTER,
    SMALL,
    THIRD,
    WEEK,
    WHOLE,
    YEAR,
    YEAR_EDGE,
)

# --- the noun ---------------------------------------------------------------


class Size(StrEnum):
    """What a stretch is a stretch of."""

    PLAN = "plan"
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    FESTIVAL = "festival"


class Edge(StrEnum):
    """Which end of a stretch is meant."""

    START = "初"
    MIDDLE = "中"
    END = "底"


class Base(StrEnum):
    """What a shift of years counts from."""

    REFERENCE = "reference"
    """今年, 明年: the year of the notice."""
    NAMED = "named"
    """次年, 同年: the year that was named last."""
    UNKNOWN = "unknown"
    """第二年: of a term that the words do not date."""


@attrs.frozen(kw_only=True, cache_hash=True)
class Stretch:
    """A stretch of the calendar, as written.

    Attributes:
        size: the smallest unit that is named.
        year: as written; ``None`` where it is not.
        year_shift: 今年 0, 明年 1, 去年 -1; counted from ``base``.
        years_before: how many years before that one are meant, too: 2 in 2023—2025年, 1 in 今明两年.
        first, last: ordinals of plans (the year it begins), halves, quarters, months.
        shift: 本月 0, 下季度 1, 下周 1, 明天 1; instead of ordinals. A lone 周五 has none: the next to come.
        days: the first and last day of the month, or of the week: 10日, 上旬, 1—15日.
        edge: which end of it.
        name: of a festival.
        clock: whether an hour is named.
        whole: whether the words say 全年 or 年(内).
        listed: the months, where they stand in a list: 6、9、12月.
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
    clock: bool = False
    whole: bool = False
    listed: tuple[int, ...] = ()

    @property
    def has_year(self) -> bool:
        """Whether the words say which year, outright or as 今年."""
        return self.year is not None or self.year_shift is not None or self.base is Base.UNKNOWN

    @property
    def has_month(self) -> bool:
        """Whether the words say which month, outright or as 本月."""
        return self.first is not None or self.shift is not None

    @property
    def is_day(self) -> bool:
        """Whether it is a day of a month or a week, or some of them: 24日, 1—15日, 周五."""
        return self.size is Size.DAY or (self.size is Size.WEEK and self.days is not None)

    @property
    def is_one_day(self) -> bool:
        """Whether it is one such day."""
        return self.is_day and (self.days is None or self.days[0] == self.days[1])


# --- productions -------------------------------------------------------------

_MONTH_PART = rf"(?:(?:{MONTHS}|{MONTH})的?)?(?:{DAY}|{THIRD}|{MONTH_EDGE})?"
_STRETCH = re.compile(
    rf"{ISO}|{PLAN}|{WEEK}|{NEAR}"
    rf"|(?:{YEAR}的?)?(?:{FESTIVAL}|{HALF}(?P<half_edge>[底末初])?|{QUARTER}(?P<quarter_edge>[底末初])?"
    rf"|{WHOLE}|{YEAR_EDGE}|{_MONTH_PART})?"
)
_GROUPS: Final = tuple(_STRETCH.groupindex)  # all of them are named

_RELATIVE_YEARS: Final = {
    "今年": 0, "本年": 0, "明年": 1, "来年": 1, "下年": 1, "下一年": 1, "后年": 2,
    "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "今明两年": 1, "明后两年": 2, "今明后三年": 2,
}  # fmt: skip
_SEVERAL_YEARS: Final = {"今明两年": 1, "明后两年": 1, "今明后三年": 2}
_NAMED_YEARS: Final = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_THIRDS: Final = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31)}
_EDGES: Final = {"底": Edge.END, "末": Edge.END, "初": Edge.START}
_FESTIVAL_NAMES: Final = {"劳动": "五一", "十一": "国庆"}
_PLAN_OF: Final = {
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
    "十六五": 2031,
}
_NEAR: Final = {"今日": 0, "今天": 0, "明日": 1, "明天": 1, "后天": 2}
_ORDINAL = re.compile(SMALL)
_LISTED = re.compile(AND)


def read_stretch(text: str, position: int = 0) -> tuple[Stretch, int] | None:
    """A stretch that begins at *position*, and where it ends; ``None`` if none does.

    ::

        stretch   = iso | plan | week | near | [year "的"] [inner] ;   (* not both missing *)
        year      = digit×4 "年" ["度"] | "今年" | "明年" | "次年" | "同年" | "第" n "年" | … ;
        inner     = festival | half [edge] | quarters [edge] | "全年" | "年" edge | months ;
        quarters  = ["第"] n {("、" | "至") n} "季度" | "前" n "季度" | "本季度" | … ;
        months    = [month ["的"]] [day [clock] | third | edge] ;
        month     = n "月" ["份"] | "本月" | "下月" | … ;
        third     = "上旬" | "中旬" | "下旬" | "上中旬" | "中下旬" ;
        edge      = "底" | "末" | "初" ;
        plan      = ["“"] "十四五" ["”"] ("期间" | "时期" | "末" | "期末" | "初") ;
    """
    match = _STRETCH.match(text, position)
    if match is None or match.end() == position:
        return None
    named = {name: words for name, words in zip(_GROUPS, match.groups(), strict=True) if words is not None}
    return _build(named), match.end()


def _build(named: dict[str, str]) -> Stretch:
    """A stretch from the named groups that matched."""
    if iso := named.get("iso"):
        year, month, day = map(int, re.split("[-/.]", iso))
        return Stretch(size=Size.DAY, year=year, first=month, last=month, days=(day, day))
    if plan := named.get("plan"):
        edge = Edge.END if "plan_end" in named else Edge.START if "plan_start" in named else None
        return Stretch(size=Size.PLAN, first=_PLAN_OF[plan], edge=edge)
    if "relative_week" in named or "this_week" in named or "coming_week" in named:
        return _build_week(named)
    if near := named.get("near"):
        return Stretch(size=Size.DAY, shift=_NEAR[near], clock="near_clock" in named)
    inner = _build_inner(named)
    if words := named.get("year"):
        year = read_number(words.replace("O", "〇"))
        return attrs.evolve(inner, year=year, years_before=year - int(named.get("year_from", year)))
    if words := named.get("relative_year"):
        if words in _NAMED_YEARS:
            return attrs.evolve(inner, year_shift=_NAMED_YEARS[words], base=Base.NAMED)
        return attrs.evolve(inner, year_shift=_RELATIVE_YEARS[words], years_before=_SEVERAL_YEARS.get(words, 0))
    if "unknown_year" in named:
        return attrs.evolve(inner, base=Base.UNKNOWN)
    return inner


def _build_week(named: dict[str, str]) -> Stretch:
    shift = None if "coming_week" in named else {"下": 1, "上": -1}.get(named.get("relative_week", "")[:1], 0)
    weekday = named.get("weekday")
    if weekday is None:
        return Stretch(size=Size.WEEK, shift=shift)
    number = 6 if weekday == "末" else read_weekday(weekday)
    days = (number, 7 if weekday == "末" else number)
    return Stretch(size=Size.WEEK, shift=shift, days=days, clock="week_clock" in named)


_QUARTERS: Final = frozenset({"first_quarter", "quarters", "leading_quarters", "relative_quarter", "this_quarter"})


def _build_inner(named: dict[str, str]) -> Stretch:
    if festival := named.get("festival"):
        return Stretch(size=Size.FESTIVAL, name=_FESTIVAL_NAMES.get(festival, festival))
    if half := named.get("half"):
        number = 1 if half == "上半年" else 2
        return Stretch(size=Size.HALF, first=number, last=number, edge=_EDGES.get(named.get("half_edge", "")))
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
    edge = _EDGES.get(named.get("quarter_edge", ""))
    if "first_quarter" in named:
        return Stretch(size=Size.QUARTER, first=1, last=1, edge=edge)
    if words := named.get("quarters"):
        numbers = [read_number(n) for n in re.findall("[一二三四1-4]", words)]
        return Stretch(size=Size.QUARTER, first=numbers[0], last=numbers[-1], edge=edge)
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
    if words := named.get("day"):
        day = read_number(words)
        days = (read_number(named["day_from"]) if "day_from" in named else day, day)
        return Stretch(size=Size.DAY, first=first, last=last, shift=shift, days=days, clock="clock" in named)
    return Stretch(size=size, first=first, last=last, shift=shift, edge=edge, listed=listed)


def read_list(words: str) -> list[int]:
    """The numbers of 6、9、12 or 1至6 or 二三 (two adjoining ones)."""
    numbers = _ORDINAL.findall(words)
    if len(numbers) == 1 and len(words) == 2 and words[0] != "十" and words[1] != "十":
        numbers = list(words)
    return [read_number(n) for n in numbers]


def read_weekday(word: str) -> int:
    """The ISO number of a day of the week: 一 is 1, 日 and 天 are 7."""
    return 7 if word in "日天" else read_number(word)


# --- ranges -------------------------------------------------------------------


def share(first: Stretch | None, last: Stretch) -> tuple[Stretch | None, Stretch]:
    """The two ends of a range, each with what it leaves to the other: 2019年1月1日至3月31日, 3月1日至15日."""
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
