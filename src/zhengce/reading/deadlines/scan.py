"""Find candidates for time limits, fast.

One pattern finds the first two characters of a candidate. A table has the productions that
read it. :mod:`.decide` judges the words around later. All repetitions in the pattern are
bounded, so the time grows in proportion to the length of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

from ...lexicon import COUNTING, Lazy
from .grammar import month_end, read_calendar, read_from_now, read_length, read_season, read_standing, read_throughout
from .recurrence import read_every
from .values import Limit
from .words import FRONT

__all__ = ["candidates", "read_limit"]

Production: TypeAlias = Callable[[str, int], tuple[Limit, int] | None]


class Opening(NamedTuple):
    """A beginning of time limits.

    Attributes:
        first: the possible first characters.
        second: the possible second characters, as the inside of a character class.
        productions: the productions that read such a time limit, in the order in which they are tried.
        then: a look-ahead for what must follow the two.
    """

    first: str
    second: str
    productions: tuple[Production, ...]
    then: str = ""


_COUNTED = r"年月日号个天小周星分学交自工季、和及以与或至到直—–～~\-"
_CALENDAR, _EVERY, _STANDING = (read_calendar,), (read_every,), (read_standing,)
_NUMBERS = (read_length, read_calendar)
_NUMBER_GOES_ON = (
    rf"(?!(?<=[./、和及以与或至到直—–～~\-])(?![0-9{COUNTING}两第])"
    "|(?<=个)(?![工交自半季学星周小月])|(?<=工)(?!作)|(?<=分)(?!钟))"
)
"""A link or a point must precede another number (6、9月), 个 the rest of a unit; not 三、优化, 8个重点."""

OPENINGS: Final = (
    Opening("0-9", rf"0-9./{_COUNTED}〇○OQq", _NUMBERS, _NUMBER_GOES_ON),
    Opening("月", "底末初内以之", _CALENDAR),
    Opening(
        COUNTING, f"{COUNTING}0〇零○OoΟ{_COUNTED}", _NUMBERS, _NUMBER_GOES_ON + rf"(?!(?<=[{COUNTING}])[{COUNTING}]?）)"
    ),  # not （十一）
    Opening("去来翌全", "年", _CALENDAR),
    Opening("立长持常", "即期续态年", _STANDING),
    Opening(
        "每按逐", f"年半季月周旬日天照星工学个隔逢双单礼小{COUNTING}两0-9", _EVERY, "(?:(?<!照)|(?=[年半季月周旬日天]))"
    ),
    Opening("双单隔逢", "年月周双单", _EVERY),
    Opening("年", "底末初中终内以之", _CALENDAR),
    Opening("第", f"{COUNTING}1-6", _CALENDAR, "(?=[个季年、和及与或至到—-])"),
    Opening("上", "半年月季周个一星冻", (read_calendar, read_season)),
    Opening("下", "半年月季周个一学星", (read_calendar, read_season)),
    Opening("本当次同", "年月季周个星日天晚", _CALENDAR),
    Opening("翌", "日", _CALENDAR),
    Opening("明今后大", "年日天明后前早晚夜", _CALENDAR),
    Opening("前", "年一二两三", _CALENDAR),
    Opening("即", "日", (read_from_now, read_standing)),
    Opening("开汛入封秋雨", "学期前汛冻季收", (read_season,), "(?<!入学)"),
    Opening("新主采供取", "学汛暖", (read_season,)),
    Opening("春冬", "节季耕运月", (read_calendar, read_season)),
    Opening("清端中国重除元", "明午秋庆元阳夕旦宵月", _CALENDAR, "(?<!重庆)"),
    Opening("整", "个", (read_throughout,)),
    Opening("劳", "动", _CALENDAR, "(?=节)"),
    Opening("两半几数", r"个年月日天小周星分学交自工至到—\-两三四五", (read_length,)),
    Opening("季首", "度末底初季", _CALENDAR),
    Opening("周", f"内以之{COUNTING}日天末", _CALENDAR),
    Opening("星岁这", "期末个周星", _CALENDAR),
    Opening("农阴旧夏", "历", _CALENDAR),
    Opening("正腊", "月八", _CALENDAR),
    Opening("'’‘", "0-9", _CALENDAR),
    Opening("Qq", "1-4", _CALENDAR),
)
"""The most frequent in notices first."""

_FIRST = "".join(opening.first for opening in OPENINGS)
_SECOND = "".join(opening.second for opening in OPENINGS)
_PAIR = "|".join(f"[{o.second}](?<=[{o.first}].){o.then}" for o in OPENINGS)  # a class first: it fails at once
_PRODUCTIONS: Final = {
    char: opening.productions for opening in reversed(OPENINGS) for char in opening.first.replace("0-9", "0123456789")
}
_NUMBER = (
    rf"(?<![0-9][0-9])(?<![{COUNTING}]{{3}})(?=[^0-9]|[0-9]{{1,3}}(?:[{_COUNTED}〇○OQq]|[./][0-9]| Q)"
    rf"|0[{COUNTING}]|(?<=[Qq])[1-4]|(?<=[：|为是于在到至限期、].)[0-9]{{5,7}}(?![0-9]))"
)
"""Not inside a long number; digits must be few and count something, or follow a word for a date."""

_LIKELY = Lazy(
    f"[{_FIRST}](?=[{_SECOND}]){_NUMBER}(?:(?P<commonest>(?<=[0-9])(?<!年.)[0-9]?月底{FRONT}(?!（))|(?={_PAIR}))"
)
"""The beginning of a candidate. The pattern begins with a class, for which the engine scans without trying a match."""


def candidates(text: str) -> Iterator[tuple[Limit, int, int, bool]]:
    """Yield what may be a time limit in a clean text, in text order, without overlaps.

    Each comes with its start and end, and with true if it is of the most common kind, 6月底前,
    to which no words before it can belong.

    >>> for limit, start, end, plain in candidates("于6月底前报送，每月调度"):
    ...     print(type(limit).__name__, start, end, plain)
    By 1 5 True
    Every 8 10 False
    """
    end = 0
    for place in _LIKELY.finditer(text):
        start = place.start()
        if start < end:
            continue
        if place.lastgroup:
            end = place.end()
            yield month_end(text[start : end - 3]), start, end, True
        elif found := read_limit(text, start):
            limit, end = found
            yield limit, start, end, False


def read_limit(text: str, position: int) -> tuple[Limit, int] | None:
    """Return the time limit that begins at *position*, if any, and its end."""
    for production in _PRODUCTIONS.get(text[position], ()):
        if found := production(text, position):
            return found
    return None
