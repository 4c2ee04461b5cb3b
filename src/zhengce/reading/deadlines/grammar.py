"""The productions: each reads the words at a place of a text, and returns a typed value and their end.

A value has the meaning of the words without dates, which :mod:`.resolve` computes. Each
production shows its grammar in EBNF. These names are used in several of them::

    before = ["（含）" | "（不含）"] ("前" | "之前" | "以前") ;
    inside = "内" | "之内" | "以内" ;
    link   = "至" | "到" | "—" | "-" | "～" ;
    and    = "、" | "和" | "及" | "与" | "或" ;
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ...lexicon import HANZI, Lazy
from ...text import read_number
from .lengths import read_amount
from .stretch import Edge, Size, Stretch, read_stretch, share
from .values import Ahead, At, By, From, Limit, Season, Standing, Until, Within
from .words import AMOUNT, FRAME, INSIDE, LINK, SEASON, STANDING, unnamed

# --- calendar time limits -----------------------------------------------------------

_AT_ONCE = Lazy("即日起?")
_TO = Lazy(f"(?:(?:之日)?起|开始)?{LINK}")
_EVENT_END = Lazy(
    rf"(?P<event>{HANZI}{{2,12}}?(?:(?:结束|解除|终止|届满|期满)(?:[后後]?{unnamed(AMOUNT)}(?:{INSIDE}))?|(?=期间)))(?:期间|止)?"
)
_FRAME = Lazy(FRAME)


def read_calendar(text: str, position: int) -> tuple[Limit, int] | None:
    """Read a time limit that names its days.

    ::

        calendar = stretch [["起"] link stretch ["止"]] [frame] | stretch "起" link event ["期间" | "止"] ;
        frame    = before | inside | "期间" | "左右" ;
    """
    found = read_stretch(text, position)
    if found is None:
        return None
    first, end = found
    return _read_range(first, text, end) or _framed(first, text, end)


def read_from_now(text: str, position: int) -> tuple[Limit, int] | None:
    """Read 即日起至8月底: ``from_now = "即日" ["起"] link stretch ["止"] [frame] ;``"""
    match = _AT_ONCE.match(text, position)
    return _read_range(None, text, match.end()) if match else None


def _read_range(first: Stretch | None, text: str, position: int) -> tuple[Limit, int] | None:
    """Read the rest of a range that begins with *first*."""
    link = _TO.match(text, position)
    if link is None:
        return None
    last = read_stretch(text, link.end())
    if last is None:
        event = _EVENT_END.match(text, link.end()) if "起" in link.group() else None
        return (Until(first, event["event"]), event.end()) if event else None
    end = last[1] + text.startswith("止", last[1])
    frame = _FRAME.match(text, end)
    return From(*share(first, last[0])), frame.end() if frame else end


def _framed(stretch: Stretch, text: str, end: int) -> tuple[Limit, int]:
    """Read the word after a stretch that makes it a time limit, if any: 8月前, 8月内, 8月."""
    frame = _FRAME.match(text, end)
    if frame is None and stretch.edge is None and text[end : end + 1] in _BEGINS_SEASON:
        season = read_season(text, end)
        if season and stretch.size is Size.DAY:  # 9月1日开学前; but 2024年汛期前 has no day
            return By(stretch, included=False), season[1]
        if season:
            return season
    how = frame.lastgroup if frame else ""
    if frame is None or how != "before":
        framed = how in ("inside", "during") or stretch.size is Size.PLAN
        return At(stretch, framed=framed, about=how == "about"), frame.end() if frame else end
    remark = read_stretch(frame["remark"]) if frame["remark"] else None
    outright = remark and remark[0].size is Size.DAY and remark[0].has_month and stretch.size is not Size.FESTIVAL
    if remark and outright:  # 月底（6月28日）前
        stretch = remark[0]
    included = frame["included"] or frame["included_after"]
    return By(stretch, included=None if included is None else "不" not in included), frame.end()


@lru_cache(maxsize=64)
def month_end(month: str) -> By:
    """Read the most common time limit: 6(月底前)."""
    number = read_number(month)
    return By(Stretch(size=Size.MONTH, first=number, last=number, edge=Edge.END))


# --- lengths of time -------------------------------------------------------------

_HEADS = frozenset(("", *"\n。；"))
_TAKEN = Lazy(r"(?:左右)?的?时间(?![段表点]|（20[0-9]{2})(?<!的时间)")  # not 三年时间（2024—2026年）
_TAKES = Lazy(r"(?<![仅只才])[用花]\Z")


def read_length(text: str, position: int) -> tuple[Limit, int] | None:
    """Read a length of time, after an event or before one.

    ::

        length = amount (inside | before | ["左右"] "时间") ;    (* 5个工作日内, (届满)30日前, (用)三年左右时间 *)

    Without an event 30日前 is a day of the month.
    """
    found = read_amount(text, position)
    if found is None:
        return None
    amount, end = found
    if "." in text[position:end] and text[position - 1 : position] in _HEADS and text[end - 1] == "日":
        return None  # 1.5个工作日内: the first item
    frame = _FRAME.match(text, end)
    if frame and frame.lastgroup == "inside":
        return Within(amount), frame.end()
    if frame and frame.lastgroup == "before":
        day = read_calendar(text, position)
        return Ahead(amount, day[0] if day and isinstance(day[0], By) else None), frame.end()
    taken = _TAKES.search(text, max(0, position - 2), position) and _TAKEN.match(text, end)
    return (Within(amount), taken.end()) if taken else None


# --- the rest --------------------------------------------------------------------

_SEASON = Lazy(SEASON)
_BEGINS_SEASON: Final = frozenset("春秋新下开主汛入采供取冬封上雨")
_THROUGHOUT = Lazy("整个(?P<season>主?汛期|[采供取]暖[季期]|防火期|春运|暑期|[寒暑]假)(?:期间)?")
_STANDING = Lazy(STANDING)
_ON, _AT_ONCE_ON = Standing(), Standing(at_once=True)


def read_season(text: str, position: int) -> tuple[Limit, int] | None:
    """Read 汛期前 or 秋季学期开学前: ``season = event before ;``"""
    match = _SEASON.match(text, position)
    return (Season(match["season"]), match.end()) if match else None


def read_throughout(text: str, position: int) -> tuple[Limit, int] | None:
    """Read 整个汛期: ``throughout = "整个" season ["期间"] ;``"""
    match = _THROUGHOUT.match(text, position)
    return (Season(match["season"], throughout=True), match.end()) if match else None


def read_standing(text: str, position: int) -> tuple[Limit, int] | None:
    """Read a standing time limit: ``standing = "立即" | "即日起" | "长期坚持" | "持续推进" | … ;``"""
    match = _STANDING.match(text, position)
    return (_AT_ONCE_ON if text[position] in "立即" else _ON, match.end()) if match else None
