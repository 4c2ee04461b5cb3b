"""From candidates to limits: each with the words to its left that belong to it, and those that are none left out.

What the words around say is for :mod:`.context`. What this module knows is how
limits that stand in one enumeration share what only one of them says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

import attrs

from ...text import HAN, read_number
from .context import decide
from .events import Event, find_event
from .grammar import PRODUCTIONS
from .scan import Sort, candidates
from .stretch import Base, Size, Stretch
from .turns import BACKGROUND, Reading, Row, Shape
from .values import Ahead, At, By, Every, From, Limit, Season, Within
from .words import AND

_ITEM_NUMBER = re.compile(r"[0-9一二三四五六七八九十]{1,3}、(?!.{1,2}月份)")
_LISTED_MONTH = re.compile(rf"(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})(?={AND})")
_TERM = re.compile(rf"(?P<every>每[个一]?)?[{HAN}]{{2,4}}期\Z")
_LINK = re.compile(rf"{AND}\Z")
_STARTS_A_LINE: Final = frozenset("\n。；）")
_OPENS_A_CLAUSE: Final = frozenset("，。；：！？、\n（“于在到至")


@attrs.define
class Found:
    """A limit on its way to a deadline.

    Attributes:
        start, end: where its words stand in the clean text.
        core: where they began before an event was taken in.
        limit: what they mean.
        shape: how much they say by themselves that they are a limit.
        row: what the words around say about that, if anything.
        event: what a length of time starts at.
    """

    start: int
    end: int
    core: int
    limit: Limit
    shape: Shape
    row: Row | None = None
    event: Event | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a limit."""
        return self.row is None or self.row.reading is not Reading.NO_LIMIT


def find_limits(text: str, *, alone: bool = False) -> list[Found]:
    """The limits of a clean text, in text order.

    With *alone* the text is an expression by itself, and nothing around it can
    say that it is no limit.
    """
    found = _without_overlaps(_read_all(text))
    for item in found:
        row = item.row or decide(text, item.start, item.end, item.shape)
        if row:
            item.row = None if alone and row.reading in (Reading.NO_LIMIT, Reading.SINCE, Reading.REPORTED) else row
    _share_after(text, found)
    _share_before(text, found)
    return [item for item in found if item.counts]


def opens_a_clause(text: str, start: int) -> bool:
    """Whether a clause begins at *start*, or a preposition stands before it."""
    return start == 0 or text[start - 1] in _OPENS_A_CLAUSE


def joined(text: str, end: int, start: int) -> bool:
    """Whether 、 or 和 is all that stands between two limits."""
    return 0 < start - end <= 2 and _LINK.match(text, end, start) is not None


def _without_overlaps(items: Iterable[Found]) -> list[Found]:
    """Without those that a later one has taken in: the day of 从7月1日起30日内."""
    kept: list[Found] = []
    end = 0
    for item in items:
        if end > item.start:
            while kept and kept[-1].end > item.start:
                kept.pop()
        kept.append(item)
        end = item.end
    return kept


# --- one candidate ------------------------------------------------------------------


@attrs.frozen
class _Words:
    """What the words of a candidate say wherever they stand.

    Attributes:
        limit: what they mean.
        shape: how much they say by themselves that they are a limit.
        row: that they are none, where they name what is over.
        parts: the limits of a list of months, each with where it begins and ends in the words.
        plain: whether no words to the left of them belong to it.
    """

    limit: Limit
    shape: Shape
    row: Row | None
    parts: tuple[tuple[int, int, By | At], ...]
    plain: bool


def _read_all(text: str) -> Iterator[Found]:
    """What each candidate means by itself."""
    floor = 0
    for sort, begin, end in candidates(text):
        start, written = begin, text[begin:end]
        if "、" in written and (start == 0 or text[start - 1] in _STARTS_A_LINE):
            number = _ITEM_NUMBER.match(text, start, end)  # 1、2月底前: a number, and February
            if number:
                start = number.end()
                written = text[start:end]
        if words := _read_words(sort, written):
            if words.plain:
                yield Found(start, end, start, words.limit, words.shape, words.row)
            else:
                yield from _place(text, start, end, words, floor)
        if written != "即日起" and not text.startswith("起", end):  # 从7月1日起30日内: the day is the event
            floor = end


@lru_cache(maxsize=4096)
def _read_words(sort: Sort, written: str) -> _Words | None:
    limit = PRODUCTIONS[sort](written)
    if limit is None:
        return None
    parts = tuple(_split(written, limit)) if isinstance(limit, By | At) else ()
    plain = not (
        isinstance(limit, Within | Ahead | At)
        or parts
        or (isinstance(limit, By) and limit.stretch.base is Base.UNKNOWN)
    )
    return _Words(limit, _shape(limit, written), BACKGROUND if _is_over(limit) else None, parts, plain)


def _place(text: str, start: int, end: int, words: _Words, floor: int) -> Iterable[Found]:
    """A limit with the words to its left that belong to it, no earlier than *floor*."""
    match words.limit:
        case By() | At() as limit:
            return _place_stretch(text, start, end, limit, words, floor)
        case Within() as limit:
            event = find_event(text, start, floor)
            limit = Within(None) if event and event.before else limit  # up to an event, not after it
            if event and event.words.startswith("每"):  # 每一会计年度结束之日起4个月内
                return (Found(event.start, end, start, Every(None), Shape.BY),)
            return (Found(event.start if event else start, end, start, limit, words.shape, event=event),)
        case Ahead(otherwise=day) as limit:
            event = find_event(text, start, floor, ahead=True)
            if event:
                return (Found(event.start, end, start, limit, words.shape, event=event),)
            if day and (day.stretch.has_month or opens_a_clause(text, start)):  # not 3年前 or 下季度首月15日前
                return (Found(start, end, start, day, words.shape),)
            return ()
    return (Found(start, end, start, words.limit, words.shape, words.row),)


def _place_stretch(text: str, start: int, end: int, limit: By | At, words: _Words, floor: int) -> Iterable[Found]:
    stretch = limit.stretch
    if stretch.base is Base.UNKNOWN and (term := _TERM.search(text, max(floor, start - 8), start)):  # 考核期第二年
        return (Found(term.start(), end, term.start(), Every(None) if term["every"] else limit, Shape.BY),)
    if words.parts:
        return [Found(start + a, start + b, start + a, one, words.shape, words.row) for a, b, one in words.parts]
    if (
        start > floor + 1
        and isinstance(limit, At)
        and text[start - 2 : start] in ("起至", "起到")
        and (event := find_event(text, start - 1, floor))
    ):  # 自印发之日起至12月底
        return (Found(event.start, end, start, From(None, stretch), Shape.WINDOW, words.row, event),)
    return (Found(start, end, start, limit, words.shape, words.row),)


def _split(written: str, limit: By | At) -> Iterator[tuple[int, int, By | At]]:
    """6、9、12月底前: three limits."""
    stretch = limit.stretch
    if not stretch.listed or not (isinstance(limit, By) or stretch.edge):
        return
    begin = 0
    for month in _LISTED_MONTH.finditer(written, written.find("年") + 1):
        yield begin, month.end(), _in_month(limit, read_number(month.group()))
        begin = month.end() + 1
    yield begin, len(written), _in_month(limit, stretch.last)


def _in_month(limit: By | At, month: int | None) -> By | At:
    return attrs.evolve(limit, stretch=attrs.evolve(limit.stretch, first=month, last=month, listed=()))


def _shape(limit: Limit, words: str) -> Shape:
    match limit:
        case By() | Season() | Ahead():
            return Shape.BY
        case At(stretch=stretch, framed=framed, about=about):
            if framed:
                return Shape.FRAMED
            if about or stretch.edge:
                return Shape.POINT
            if stretch.is_day:
                return Shape.DAY
            if stretch.whole and not stretch.has_year:
                return Shape.WHOLE
            return Shape.YEAR if stretch.size is Size.YEAR else Shape.PERIOD
        case From():
            return Shape.WINDOW
        case Within():
            return Shape.WITHIN
        case Every():
            return Shape.RHYTHM if words[0] in "按逐" else Shape.EVERY
    return Shape.AT_ONCE if words in ("立即", "即日起") else Shape.ONGOING


def _is_over(limit: Limit) -> bool:
    """Whether it names a year, quarter, month or week that is over: 去年底, 上季度."""
    match limit:
        case By(stretch=stretch) | At(stretch=stretch) | From(last=stretch):
            return (stretch.year_shift or 0) < 0 or (stretch.shift or 0) < 0
    return False


# --- enumerations -------------------------------------------------------------------


def _share_after(text: str, found: list[Found]) -> None:
    """6月、9月、12月底前: what stands after the last holds for all, each by the end of its month."""
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        if not (isinstance(here.limit, At) and after.counts and joined(text, here.end, after.core)):
            continue
        if not isinstance(after.limit, (By, At)) or not _alike(here.limit.stretch, after.limit.stretch):
            continue
        stretch = attrs.evolve(here.limit.stretch, edge=here.limit.stretch.edge or after.limit.stretch.edge)
        if isinstance(after.limit, By) and not here.limit.framed:
            here.limit, here.shape, here.row = By(stretch), Shape.BY, None
        elif isinstance(after.limit, At) and not here.counts:
            here.limit, here.row = attrs.evolve(here.limit, stretch=stretch), after.row


def _share_before(text: str, found: list[Found]) -> None:
    """到2026年、2035年: what stands before the first holds for all."""
    for before, here in pairwise(found):
        if not (isinstance(here.limit, At) and isinstance(before.limit, At) and before.row and before.counts):
            continue
        shared = not here.counts or before.row.reading is Reading.TARGET
        if shared and joined(text, before.end, here.core) and _alike(before.limit.stretch, here.limit.stretch):
            here.row = before.row


def _alike(one: Stretch, other: Stretch) -> bool:
    return one.size is other.size and (one.days is None) == (other.days is None)
