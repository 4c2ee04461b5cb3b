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

from .stretch import (
    AND,
    CLOCK,
    DAY,
    FESTIVAL,
    HALF,
    ISO,
    LINK,
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
    unnamed,
)

__all__ = [
    "AMOUNT",
    "BEFORE",
    "CONNECT",
    "EVERY",
    "INSIDE",
    "MONTH_OF",
    "SEASON",
    "STANDING",
    "WORKDAY_OF",
    "Sort",
    "candidates",
]

# --- what follows a stretch --------------------------------------------------

BEFORE: Final = (
    r"(?:（含）)?(?:之前|以前(?!年度)|前夕|前"
    r"(?!后(?!续)|期(?![限满间])|述|置(?!换)|沿|瞻|提(?=[，。是下条])|往|来|景|端|锋|台|列(?![入出支明]))"
    r")(?:（含）)?"
)
"""前, but not the first half of 前后, 前期, 前述, 前置, 前提是 (前提交 is 前 and 提交)."""

INSIDE: Final = (
    r"(?:之内|以内|内)"
    r"(?!蒙古|江[市县省区路段]|黄县|乡[市县]|丘[市县]|瓦|环(?![境节保])|港|河(?![道长湖流])|陆(?!续)|地(?![方区质块震税])|外(?![出省市地聘])|容(?![缺纳许])|涵|控(?!制)|设(?![立置计])|部(?!署)|资(?![金助产源])|销(?![号户毁案假售])|存(?![入储档放])|需(?!要)|网(?![上络站点格办])|科(?![学技室研普])|贸(?!易))"
)
"""内, but not the first half of 内蒙古, 内容, 内部 (内部署 is 内 and 部署)."""

# --- lengths of time -----------------------------------------------------------

_NUMBER = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,4}|几|数)"
AMOUNT: Final = (
    rf"(?:(?P<low>{_NUMBER}){LINK})?(?P<number>{_NUMBER}|半)"
    r"(?P<measure>个?工作日|个?交易日|个?自然日|日历日|个半月|个季度|个?学期|个?星期|个?周|个?小时|分钟|天|日|年半?|个月|(?<=半)月)"
)

# --- recurrence ----------------------------------------------------------------

EVERY: Final = (
    r"(?:每(?:(?P<interval>[两二三四五六]|[2-6]|隔)?[个一]?)"
    r"(?P<unit>半个?月|半年|年(?![级龄轮代均])度?|季度|季(?!节)|月(?!龄)|旬|周(?![年期边岁])|星期|工作日|日|天|学期|学年度?)|(?P<parity>逢[双单]月|[双单]月(?=[0-9一二三上中下底末初]))|(?<!间)隔(?P<alternate>[年月周])|(?:按照?|逐)(?P<by>年(?![级龄代均限份])度?|半年|季度?(?!节)|月(?![份龄])度?|周(?![期边])|旬|日(?![期程常])|天(?!数)))"
)
CONNECT: Final = r"(?:，?(?:分别)?(?:应当?|要|须|需)?(?:于|在|的))?"
_TIMES = (
    r"(?:至少|不少于|不低于|最少)[^，。；、0-9一二两三\n]{0,6}"
    r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,2})[次场](?:以上)?"
)
_HOUR = unnamed(CLOCK)
_WEEKDAY = "[一二三四五六日天末](?![次个名项])"
_WEEKDAYS = rf"{_WEEKDAY}(?:{AND}(?:每?周|星期)?{_WEEKDAY}){{0,6}}(?:{_HOUR})?(?:{BEFORE})?"
MONTH_OF: Final = r"(?:(?P<first_month>首)|(?P<last_month>末|最后一?个?)|第(?P<nth_month>[一二三])个?)月的?"
WORKDAY_OF: Final = (
    rf"(?:(?:(?P<last_workday>最后一)|(?:第|前)?(?P<workday>{SMALL}))个?工作日|[第前](?P<day_of_period>{SMALL})[日天])"
)
_CLOSED = rf"度?(?:终了|结束)之?(?:日起|后)?{unnamed(AMOUNT)}{INSIDE}"

# --- the rest --------------------------------------------------------------------

STANDING: Final = r"(?:即日起|立即|长期坚持|(?:持续|长期|常态化)(?:推进|推动|坚持|开展|实施|执行)|长期|常年|持续)"
SEASON: Final = (
    r"(?:(?P<season>(?:[春秋]季(?:学期)?|新学期|下学期)?开学|主?汛期(?:来临|到来)?|入汛|(?:采暖|供暖|取暖)(?:季|期)?(?:开始|到来|来临)?|冬季?(?:来临|到来)|封冻|上冻|春耕|秋收|雨季(?:来临|到来)?|春运)"
    rf"{BEFORE})"
)

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
    rf"{EVERY}(?:(?<=[周期]){_WEEKDAYS}|{_TIMES}|{_CLOSED}|{CONNECT}{_EVERY_ITEM}(?:{AND}{_EVERY_ITEM}){{0,5}}|{_HOUR}(?:{BEFORE})?|末?{BEFORE})?"
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
