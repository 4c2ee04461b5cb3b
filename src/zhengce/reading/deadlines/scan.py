"""Find where time limits may stand, fast.

One pattern, assembled from the parts of the grammar, tried only at characters
with which an expression can begin. It is generous: what the words around say
about a candidate is for :mod:`.context`. No part repeats without a bound, so
the time taken grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from .words import (
    AMOUNT,
    AND,
    BEFORE,
    CLOCK,
    CLOSED,
    CONNECT,
    DAY,
    EVERY,
    FESTIVAL,
    HALF,
    INSIDE,
    ISO,
    LINK,
    MONTH,
    MONTH_EDGE,
    MONTH_OF,
    MONTHS,
    NEAR,
    PLAN,
    QUARTER,
    SEASON,
    SMALL,
    STANDING,
    THIRD,
    TIMES,
    WEEK,
    WEEKDAYS,
    WHOLE,
    WORKDAY_OF,
    YEAR,
    YEAR_EDGE,
    unnamed,
)

__all__ = ["Sort", "candidates"]

# --- the alternatives ----------------------------------------------------------

_FESTIVAL = rf"{FESTIVAL}(?!\Z)"
_PART = f"(?:{DAY}|{THIRD}|{MONTH_EDGE})"
_MONTHLY = f"(?:{MONTHS}|{MONTH})(?:的?{_PART})?"
_INNER = rf"(?:{_MONTHLY}|{HALF}[底末初]?|{QUARTER}[底末初]?|年[底末初中终](?!端)|岁末|{WHOLE})"
_YEARLY = rf"{YEAR}(?:的?(?:{_FESTIVAL}|{_INNER}|{YEAR_EDGE}))?"
_STRETCH = rf"(?:{_MONTHLY}|{ISO}|{_YEARLY}|{_INNER}|月[底末初](?!端)|{DAY}|{_FESTIVAL}|{PLAN}|{WEEK}|{NEAR})"
_CALENDAR = unnamed(
    rf"(?:即日起{LINK}{_STRETCH}止?|{_STRETCH}(?:(?:起|开始)?{LINK}(?:{_STRETCH}|{_PART})止?)?)"
    rf"(?:{BEFORE}|{INSIDE}|期间|左右)?"
)
_COMMONEST = f"{SMALL}月底{BEFORE}"  # most limits of a notice; the calendar would find it, too
_EVERY_STRETCH = rf"(?:{MONTH_OF}(?:{_PART})?|{WORKDAY_OF}|{_INNER}|{_PART}|年[底末初]|{_FESTIVAL})"
_EVERY_ITEM = rf"{_EVERY_STRETCH}(?:{LINK}{_EVERY_STRETCH})?(?:{BEFORE}|{INSIDE}|期间)?"
_EVERY = unnamed(
    rf"{EVERY}(?:(?<=[周期]){WEEKDAYS}|{TIMES}|{CLOSED}|{CONNECT}{_EVERY_ITEM}(?:{AND}{_EVERY_ITEM}){{0,5}}|{unnamed(CLOCK)}(?:{BEFORE})?|末?{BEFORE})?"
)


class Sort(StrEnum):
    """Which production reads a candidate."""

    WITHIN = "within"
    AHEAD = "ahead"
    EVERY = "every"
    CALENDAR = "calendar"
    SEASON = "season"
    STANDING = "standing"


_SORTS: Final = {sort.value: sort for sort in Sort}


_CN = "一二三四五六七八九十"
_PERIODS = "半年季月周旬日天"
_COUNTED = r"年月日号个天小周星分学交自工季、和及以与或至到直—–～~\-"
_OPENINGS: Final = (
    ("0-9", f"0-9{_COUNTED}"),
    ("月", "底末初内以之"),
    (_CN, f"{_CN}〇零○O{_COUNTED}"),
    ("去来翌全", "年"),
    ("即立长持常", "日即期续态年"),
    ("每按逐", f"{_PERIODS}照星工学个一隔{_CN}两2-6"),
    ("双单隔逢", "年月周双单"),
    ("年", "底末初中终内以之"),
    ("第", f"{_CN}1-6"),
    ("上下", "半年月季周个一学冻星"),
    ("本当次同", "年月季周个星"),
    ("明今后", "年日天明后"),
    ("前", "一二两三"),
    ("开汛入封冬秋雨", "学期汛冻季来到收"),
    ("星新主采供取首", "期学汛暖季"),
    ("清端中国劳", "明午秋庆动"),
    ("两半几数", r"个年月日天小周星分学交自工至到—\-两三四五"),
    ("季", "度末底初"),
    ("元", "旦宵月"),
    ("春", "节季耕运"),
    ("周", f"内以之{_CN}日天末"),
    ("岁这", "末个周星"),
)
"""The first characters of all candidates, and which can follow them, the most frequent in notices first."""

_FIRST = "".join(first for first, _ in _OPENINGS)
_SECOND = "".join(second for _, second in _OPENINGS)
_PAIR = "|".join(f"[{second}](?<=[{first}].)" for first, second in _OPENINGS)  # a class first: it fails at once
_NUMBER = rf"(?<![0-9][0-9])(?<![{_CN}]{{3}})(?=[^0-9]|[0-9]{{1,3}}(?:[{_COUNTED}]|[./][0-9]))"
"""Not inside a long number; and digits are few and count something."""

_LIKELY = re.compile(f"[{_FIRST}](?=[{_SECOND}]){_NUMBER}(?:(?P<commonest>(?<=[0-9])[0-9]?月底{BEFORE})|(?={_PAIR}))")
"""Where a candidate may begin. It opens with a class, which the engine looks for without trying a match."""

_CANDIDATE = re.compile(
    rf"(?P<every>{_EVERY})"
    rf"|(?!{SMALL}月|[0-9]{{4}})(?:(?P<within>{unnamed(AMOUNT)}{INSIDE})|(?P<ahead>{unnamed(AMOUNT)}{BEFORE}))"
    rf"|(?P<calendar>{_COMMONEST}|{_CALENDAR})"
    rf"|(?P<season>{unnamed(SEASON)})"
    rf"|(?P<standing>{STANDING})"
)


def candidates(text: str) -> Iterator[tuple[Sort, int, int]]:
    """The places in a clean text where a time limit may stand, in text order, none overlapping another.

    >>> [
    ...     (sort.value, "于6月底前报送，每月调度"[start:end])
    ...     for sort, start, end in candidates("于6月底前报送，每月调度")
    ... ]
    [('calendar', '6月底前'), ('every', '每月')]
    """
    search, match, commonest = _LIKELY.search, _CANDIDATE.match, Sort.CALENDAR
    place = search(text)
    while place:
        start = place.start()
        if place.lastgroup:
            end = place.end()
            yield commonest, start, end
        elif found := match(text, start):
            end = found.end()
            yield _SORTS[found.lastgroup or ""], start, end
        else:
            end = start + 1
        place = search(text, end)
