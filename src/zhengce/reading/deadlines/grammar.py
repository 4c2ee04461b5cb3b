"""The productions: the words of a candidate in, a small typed value out.

A value says what the words mean and nothing about dates, which
:mod:`.resolve` works out. Each production shows its grammar in EBNF; the
names that stand in several of them::

    before = ["（含）"] ("前" | "之前" | "以前") ;
    inside = "内" | "之内" | "以内" ;
    link   = "至" | "到" | "—" | "-" | "～" ;
    and    = "、" | "和" | "及" | "与" | "或" ;
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .lengths import read_amount
from .recurrence import read_every
from .scan import Sort
from .stretch import Size, read_stretch, share
from .values import Ahead, At, By, From, Limit, Season, Standing, Within
from .words import BEFORE, INSIDE, LINK, SEASON

# --- calendar limits -----------------------------------------------------------

_AT_ONCE = re.compile("即日起?")
_TO = re.compile(f"(?:起|开始)?{LINK}")
_FRAMES = re.compile(rf"止?(?:(?P<before>{BEFORE})|(?P<inside>{INSIDE}|期间)|(?P<about>左右))?")


def read_calendar(text: str) -> Limit | None:
    """A limit that the calendar alone fixes.

    ::

        calendar = ("即日起" link stretch | stretch [["起"] link stretch]) ["止"] [frame] ;
        frame    = before | inside | "期间" | "左右" ;
    """
    at_once = _AT_ONCE.match(text)
    first = None if at_once else read_stretch(text)
    if at_once is None and first is None:
        return None
    stretch, end = first or (None, at_once.end() if at_once else 0)
    link = _TO.match(text, end)
    second = read_stretch(text, link.end()) if link else None
    frame = _FRAMES.match(text, second[1] if second else end)
    if frame is None or frame.end() != len(text):
        return None
    if second:
        return From(*share(stretch, second[0]))
    if stretch is None:
        return None
    if frame["before"]:
        return By(stretch)
    return At(stretch, framed=bool(frame["inside"]) or stretch.size is Size.PLAN, about=bool(frame["about"]))


# --- lengths of time -------------------------------------------------------------


def read_within(text: str) -> Limit | None:
    """``within = amount inside ;`` 5个工作日内, 3年内, 半年之内."""
    return Within(read_amount(text))


def read_ahead(text: str) -> Limit | None:
    """``ahead = amount before ;`` (届满)30日前. Without an event 30日前 is a day of the month."""
    day = read_calendar(text)
    return Ahead(read_amount(text), day if isinstance(day, By) else None)


# --- the rest --------------------------------------------------------------------

_SEASON = re.compile(SEASON)


def read_season(text: str) -> Limit | None:
    """``season = event before ;`` 汛期前, 秋季学期开学前."""
    match = _SEASON.match(text)
    return Season(match["season"]) if match else None


def read_standing(text: str) -> Limit | None:
    """``standing = "立即" | "即日起" | "长期坚持" | "持续推进" | … ;``"""
    return Standing() if text else None


PRODUCTIONS: Final[dict[Sort, Callable[[str], Limit | None]]] = {
    Sort.CALENDAR: read_calendar,
    Sort.WITHIN: read_within,
    Sort.AHEAD: read_ahead,
    Sort.EVERY: read_every,
    Sort.SEASON: read_season,
    Sort.STANDING: read_standing,
}
