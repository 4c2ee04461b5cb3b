"""From candidates to time limits: add the words to their left that belong to them, and leave out those that are none.

:mod:`.decide` judges the words around. This module knows how the time limits of an
enumeration share words that only one of them has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import attrs

from ...lexicon import COUNTING, HANZI, Lazy
from ...text import Source, read_number
from .cue import Cue, Reading, Shape
from .cues import BACKGROUND, COLUMN, LAST_CELL, TARGET
from .decide import decide
from .doubt import hides_a_number, hides_a_year
from .events import Event, find_event
from .press import REPORT, obliges
from .recurrence import in_months
from .scan import candidates, read_limit
from .stretch import Base, Size, Stretch
from .values import Ahead, At, By, Every, From, Limit, Season, Standing, Until, Within
from .words import AND

_ITEM_NUMBER = Lazy(rf"[0-9{COUNTING}]{{1,3}}、(?!.{{1,2}}月份)")
_LISTED_MONTH = Lazy(rf"(?:[0-9]{{1,2}}|[{COUNTING}]{{1,3}})(?={AND})")
_TERM = Lazy(rf"(?P<every>每[个一]?)?(?:(?![于在每]){HANZI}){{2,4}}(?:期|(?P<year>年度))\Z")
_LINK = Lazy(rf"{AND}\Z")
_LAST_CELL = Lazy(r"(?<=[^|\n])\|[^|\n]+\|(?:\n|\Z)")
_OPENED = Lazy("起(?:计?算)?，?[至到]\\Z")
_STARTS_A_LINE: Final = frozenset(("", *"\n。；）"))
_OPENS_A_CLAUSE: Final = frozenset("，。；：！？、\n（“于在到至")


class Found(NamedTuple):
    """A time limit that was found, before it becomes a deadline.

    Attributes:
        start, end: the place of its words in the clean text.
        core: the start of its words before an event was added.
        limit: their meaning.
        shape: how strongly they show by themselves that they are a time limit.
        event: the event from which a length of time is counted.
        row: the row that decided about it, if any.
    """

    start: int
    end: int
    core: int
    limit: Limit
    shape: Shape
    event: Event | None = None
    row: Cue | None = None

    @property
    def counts(self) -> bool:
        """True if it is a time limit."""
        return self.row is None or not self.row.refuses


_GIVEN_BY_OTHERS: Final = frozenset({Reading.NO_LIMIT, Reading.SINCE, Reading.REPORTED})
"""The meanings that only the words around make a time limit."""


def find_limits(
    source: Source,
    *,
    stated: Mapping[int, int] | None = None,
    alone: bool = False,
    reported: bool = False,
    undated: bool = False,
) -> list[Found]:
    """Return the time limits of a document, in text order.

    Args:
        source: the document.
        stated: the cells in which a table states time limits: start and end of each in the clean text; ``None``
            if nobody has read the tables.
        alone: true if the text is only an expression, without words around it.
        reported: the text is no notice, and what it does not order it reports.
        undated: nothing says when the text was written, so that a year may be over.
    """
    text = source.clean
    cautious = reported or undated
    found: list[Found] = []
    for item in _read_all(source):
        start, end, _, limit, shape, _, row = item
        while found and found[-1].end > start:  # a part of this one, such as the day of 从7月1日起30日内
            found.pop()
        if stated and stated.get(start) == end and shape in COLUMN.shapes:
            row = COLUMN
        elif stated is None and shape is Shape.DAY and _LAST_CELL.match(text, max(0, start - 1), end + 2):
            row = LAST_CELL
        elif row is None:
            row = decide(text, start, end, shape)
        if row is not None and alone and row.reading in _GIVEN_BY_OTHERS:
            row = None
        if cautious and (reported or shape is Shape.YEAR) and (row is None or shape is Shape.DAY):
            row = row if shape is Shape.BY or item.event or obliges(text, start, end, shape) else REPORT
        if row is None or not row.refuses or type(limit) is At:  # what follows a date may make it one
            found.append(item if row is item.row else item._replace(row=row))
    _share_after(text, found)
    _share_before(text, found)
    _join_months(text, found)
    return [item for item in found if item.row is None or not item.row.refuses]


def opens_a_clause(text: str, start: int) -> bool:
    """Return whether a clause begins at *start*, or a preposition precedes it."""
    return start == 0 or text[start - 1] in _OPENS_A_CLAUSE


def joined(text: str, end: int, start: int) -> bool:
    """Return whether two time limits are separated only by 、 or 和."""
    return 0 < start - end <= 2 and _LINK.match(text, end, start) is not None


# --- one candidate ------------------------------------------------------------------


_BY: Final = Shape.BY
_ALONE: Final = frozenset({Every, Season, Standing})
"""The meanings to which no words before them can belong."""
_BARE: Final = frozenset("月年季周")
"""The first characters of 月底, 年内, 季度末 and 周内, which without a number before them mean this month, year, …."""


def _read_all(source: Source) -> Iterator[Found]:
    """Yield each candidate with the words to its left that belong to it."""
    text, floor = source.clean, 0
    for limit, start, end, plain in candidates(text):
        if plain:
            yield Found(start, end, start, limit, _BY)
            floor = end
        elif type(limit) in _ALONE:
            yield Found(start, end, start, limit, limit.shape)
            floor = floor if text.startswith("即日起", start) else end
        elif text[start] not in _BARE or not hides_a_number(source, start):
            found = _behind_a_number(text, limit, start, end)
            yield from _place(text, *found, floor)
            floor = floor if text.startswith(("起", "）起"), end) else end  # 从7月1日起30日内: the day is the event


def _behind_a_number(text: str, limit: Limit, start: int, end: int) -> tuple[int, int, Limit]:
    """Return start, end and meaning after the number of an item or an unreadable year.

    1、2月底前 is a number and February, and so is 3、6月底前 at the head of a line.
    """
    before = text[start - 1 : start]
    if before in _STARTS_A_LINE and text.find("、", start, end) > 0:
        number = _ITEM_NUMBER.match(text, start, end)
        if number and (behind := read_limit(text, number.end())):
            return number.end(), behind[1], behind[0]
    if before == "年" and hides_a_year(text, start) and isinstance(limit, By | At):
        stretch = limit.stretch
        if not stretch.has_year and stretch.first is not None:
            limit = attrs.evolve(limit, stretch=attrs.evolve(stretch, base=Base.UNKNOWN))
    return start, end, limit


def _place(text: str, start: int, end: int, limit: Limit, floor: int) -> Iterable[Found]:
    """Return a time limit with the words to its left that belong to it, no earlier than *floor*."""
    match limit:
        case By() | At():
            return _place_stretch(text, start, end, limit, floor)
        case Within():
            event = find_event(text, start, floor)
            if event and event.words.startswith("每"):  # 每一会计年度结束之日起4个月内
                return (Found(event.start, end, start, Every(None), _BY),)
            limit = Within(None) if event and event.before else limit  # up to an event, not after it
            return (Found(event.start if event else start, end, start, limit, Shape.WITHIN, event),)
        case Ahead(otherwise=day):
            event = find_event(text, start, floor, ahead=True)
            if event:
                return (Found(event.start, end, start, limit, _BY, event),)
            if day and (day.stretch.has_month or opens_a_clause(text, start)):  # not 3年前 or 下季度首月15日前
                return (Found(start, end, start, day, _BY),)
        case Until():
            return (Found(start, end, start, limit, limit.shape),)
        case From(last=last):
            return (Found(start, end, start, limit, limit.shape, row=BACKGROUND if last.is_past else None),)
    return ()


def _place_stretch(text: str, start: int, end: int, limit: By | At, floor: int) -> Iterable[Found]:
    stretch = limit.stretch
    row = BACKGROUND if stretch.is_past else None
    follows_a_term = stretch.base is Base.UNKNOWN or (stretch.base is Base.NAMED and stretch.year_shift == 1)
    if follows_a_term and (term := _TERM.search(text, max(floor, start - 8), start)):  # 考核期第二年
        return (Found(term.start(), end, term.start(), Every(None) if term["every"] or term["year"] else limit, _BY),)
    if stretch.listed and (parts := list(_split(text, start, end, limit))):
        return [Found(a, b, a, one, limit.shape, row=row) for a, b, one in parts]
    if (
        text[start - 1 : start] in ("至", "到")
        and _OPENED.search(text, max(floor, start - 5), start)
        and (event := find_event(text, start - 1, floor))
    ):  # 自印发之日起至12月底
        end += text.startswith("止", end)
        return (Found(event.start, end, start, From(None, stretch), Shape.WINDOW, event, row),)
    return (Found(start, end, start, limit, limit.shape, row=row),)


def _split(text: str, start: int, end: int, limit: By | At) -> Iterator[tuple[int, int, By | At]]:
    """Return the three time limits of 6、9、12月底前."""
    stretch = limit.stretch
    if not (isinstance(limit, By) or stretch.edge):
        return
    begin = start
    for month in _LISTED_MONTH.finditer(text, max(start, text.find("年", start, end) + 1), end):
        yield begin, month.end(), _in_month(limit, read_number(month.group()))
        begin = month.end() + 1
    yield begin, end, _in_month(limit, stretch.last)


def _in_month(limit: By | At, month: int | None) -> By | At:
    return attrs.evolve(limit, stretch=attrs.evolve(limit.stretch, first=month, last=month, listed=()))


# --- enumerations -------------------------------------------------------------------


def _share_after(text: str, found: list[Found]) -> None:
    """Give all members of 6月、9月、12月底前 the words after the last, each by the end of its month."""
    for i in range(len(found) - 2, -1, -1):
        here = found[i]
        if type(here.limit) is not At:
            continue
        after = found[i + 1]
        if not (after.counts and isinstance(after.limit, (By, At)) and joined(text, here.end, after.core)):
            continue
        stretch, other = here.limit.stretch, after.limit.stretch
        if not _alike(stretch, other):
            continue
        if stretch.edge is None and stretch.days is None:
            stretch = attrs.evolve(stretch, edge=other.edge)
        if isinstance(after.limit, By) and not here.limit.framed:
            found[i] = here._replace(limit=By(stretch), shape=Shape.BY, row=None)
        elif isinstance(after.limit, At) and not here.counts:
            found[i] = here._replace(limit=attrs.evolve(here.limit, stretch=stretch), row=after.row)


def _share_before(text: str, found: list[Found]) -> None:
    """Give all members the words before the first: 到2026年、2035年; 到2027年底和2030年; 完成时限：2024年6月、12月."""
    for i in range(1, len(found)):
        here = found[i]
        if type(here.limit) is not At:
            continue
        before = found[i - 1]
        row = before.row or (TARGET if text[before.start - 1 : before.start] in ("到", "至") else None)
        if not (isinstance(before.limit, At) and row and before.counts):
            continue
        shared = not here.counts or row.reading in (Reading.TARGET, Reading.STATED)
        if shared and joined(text, before.end, here.core) and _alike(before.limit.stretch, here.limit.stretch):
            found[i] = here._replace(row=row)


def _join_months(text: str, found: list[Found]) -> None:
    """Give the months straight before it to what recurs in them: 7月、8月(每旬)."""
    i = len(found)
    while (i := i - 1) > 0:
        here = found[i]
        if not isinstance(here.limit, Every) or found[i - 1].end != here.start:
            continue
        first, start, months = i, here.start, set[int]()
        while first and (first == i or joined(text, found[first - 1].end, start)):
            if not (more := _months_of(found[first - 1].limit)):
                break
            first, start, months = first - 1, found[first - 1].start, months | more
        if months and (limit := in_months(here.limit, sorted(months))):
            found[first : i + 1] = [here._replace(start=start, core=start, limit=limit)]
            i = first


def _months_of(limit: Limit) -> set[int]:
    """Return the months of a stretch of months without a year."""
    stretch = limit.stretch if isinstance(limit, At) else None
    if stretch is None or stretch.size is not Size.MONTH or stretch.has_year or stretch.edge or stretch.days:
        return set()
    return set(stretch.listed or range(stretch.first or 0, (stretch.last or -1) + 1))


def _alike(one: Stretch, other: Stretch) -> bool:
    """Return whether *one* can share the words of *other*: 4月上旬、9月底前, but not 4月、9月中旬前."""
    return one.size is other.size and (one.days is not None or other.days is None)
