"""From time limits to deadlines: compute the days, and carry years from one time limit to the next.

A named year carries over to the months without a year after it in the same measure;
每年2月底前 governs the rest of its sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

import attrs
import pendulum

from ...lexicon import COUNTING, Lazy
from ...made import maker
from ...model import Amount, Convention, Deadline, DeadlineKind
from ...rrule import known_rule
from ...saying import say
from ...text import ITEM, Source
from .cue import PERIODS, Reading, Shape
from .limits import Found, find_limits, joined, opens_a_clause
from .recurrence import repeat
from .resolve import Days, ImpossibleDateError, Setting, between, by, days_of, edge_convention, within
from .stretch import Base, Edge, Size, Stretch, read_stretch
from .task import task_after, task_before
from .values import Ahead, At, By, Every, From, Limit, Season, Until, Within

SENTENCE: Final = 200
"""The most characters that 每年 governs, if no sentence ends before."""

TASK: Final = 500
"""The longest task, if no sentence ends before."""

_PRINTED = Lazy(ITEM)
_ITEM = Lazy(rf"[\n（0-9](?:(?<=\n)|(?<=[。；）]（)[{COUNTING}]{{1,3}}）|(?<=）[0-9])[0-9]?\.)")
_OPENED = Lazy(r"(?:[到至]|不[晚迟]于)[“‘\"「]?\Z")
_FULL_DATE = Lazy("((?:19|20)[0-9]{2})(?:年[0-9]{1,2}月[0-9]{1,2}日|-[01][0-9]-[0-3][0-9](?=[ \n|]))")
_COMING_YEAR = Lazy("(?:部署|研究)(20[0-9]{2})年[^，。；\n]{0,12}工作")
"""What a text of the year before speaks of, if it also says 明年."""
_SENTENCE_END = Lazy("[。；！？\n]")
_QUOTES: Final = frozenset('“‘"「')
_OPENERS: Final = _QUOTES | frozenset("自从到至于止")
"""Words with which an expression may begin, before those that say when."""
_NOW: Final = ("即日", "现在", "今日", "本日")
_COMPLEMENTS: Final = frozenset("长期迟缓展延宽续推止整持达提限间得")
"""Words that 到 and 至 end, so that they begin no expression: 延长至, 达到."""


def read_deadlines(
    source: Source,
    *,
    reference: pendulum.Date | None,
    year: int | None = None,
    breaks: Sequence[int] = (),
    lines: Sequence[int] = (),
    stated: Sequence[tuple[int, int]] | None = None,
    reported: bool = False,
    undated: bool = False,
) -> tuple[Deadline, ...]:
    """Return every time limit of a document, in text order.

    Args:
        source: the document.
        reference: the date of the document: the year of months without one, and the day from which 明年 and 即日
            are counted.
        year: the year of the document if its date is unknown.
        breaks: the sorted places where measures begin in the clean text: a year that is carried over does
            not cross them. Without any, it does not cross a paragraph or a printed item.
        lines: the places where paragraphs begin, also those whose line breaks were lost: no task continues
            from one into the next.
        stated: start and end of the cells in columns of time limits: a date alone in one is a time limit; ``None``
            if nobody has read the tables: a day alone in the last cell of a row is one.
        reported: the text is no notice: what nobody is obliged to in it is no time limit.
        undated: nothing says when the text was written, so that a year in it may be over.
    """
    found = find_limits(source, stated=None if stated is None else dict(stated), reported=reported, undated=undated)
    return _Reader(source, reference, year, breaks, lines).read(found)


_make_deadline = maker(Deadline)


class _Meaning(NamedTuple):
    """The meaning of a time limit: the fields of a deadline between its text and its task."""

    kind: DeadlineKind
    start: pendulum.Date | None = None
    due: pendulum.Date | None = None
    event: str | None = None
    amount: Amount | None = None
    recurrence: str | None = None
    times: int | None = None
    convention: Convention | None = None


class _Reader:
    """Goes through the time limits of a text in order, and remembers what carries over to the next.

    With *alone* the text is only an expression, so a past day does not make it background.
    """

    def __init__(
        self,
        source: Source,
        reference: pendulum.Date | None,
        year: int | None,
        breaks: Sequence[int],
        lines: Sequence[int] = (),
        *,
        alone: bool = False,
    ) -> None:
        self.source = source
        self.text = source.clean
        self.reference = reference
        self.year = reference.year if reference else year
        self.alone = alone
        self.breaks = breaks
        begins = set(lines)
        begins.update([place for place in breaks if place not in begins and _PRINTED.match(self.text, place)])
        self.begins = sorted(begins)  # of lines, and of items that are glued to one
        self.scope_end = 0  # the end of the scope of what is carried over
        self.carried: int | None = None
        self.spoken: int | None = (
            None  # the last year in figures, from which 今年 is counted where nothing else tells it
        )
        self.cycle: Every | None = None  # the 每年 that governs
        self.cycle_end = 0
        self.dated = [] if self.reference or year else [(d.end(), int(d[1])) for d in _FULL_DATE.finditer(self.text)]
        if not (self.reference or year) and "明年" in self.text:
            self.dated = sorted([*self.dated, *[(d.end(), int(d[1]) - 1) for d in _COMING_YEAR.finditer(self.text)]])
        self.nearest: int | None = None  # the year of the date that stands before, where the document has none
        self.known: dict[tuple[By, int | None, int | None, int | None], _Meaning] = {}  # by the years that are known
        self.days: dict[tuple[Stretch, int | None, int | None, int | None], Days | None] = {}

    def read(self, found: list[Found]) -> tuple[Deadline, ...]:
        """Return the deadlines that remain when their days are known."""
        text, span = self.text, self.source.map.span
        items: list[Found] = []
        meanings: list[_Meaning] = []
        for item in found:
            meaning = self.place(item)
            if meaning is None:
                continue
            meanings.append(meaning)
            if text[item.start - 1 : item.start] in _OPENERS:
                item = item._replace(start=self.opening(item))  # noqa: PLW2901  # the same one, with its first word
            items.append(item)
        return tuple(
            [
                _make_deadline(text[item.start : item.end], *meaning, task, span(item.start, item.end))
                for item, meaning, task in zip(items, meanings, self.tasks(items), strict=True)
            ]
        )

    def place(self, item: Found) -> _Meaning | None:
        """Return the meaning of a time limit in its place, or ``None`` if its days show that it is not one."""
        start, limit = item.start, item.limit
        if start >= self.scope_end:
            self.carried = self.spoken = self.cycle = None
        if start >= self.cycle_end:
            self.cycle = None
        if self.dated:
            i = bisect_right(self.dated, (start, 0))
            self.nearest = self.dated[i - 1][1] if i else None
        carried, spoken = self.carried, self.spoken
        meaning = self.by(item, limit) if type(limit) is By and self.cycle is None else self.meaning(item)
        if meaning and meaning.due and self.nearest is not None and None in (carried, spoken):
            meaning = _by_nearest_date(limit, meaning, carried, spoken)
        if item.row and item.row.reading is Reading.COMING and not (meaning and self.is_coming(meaning.due)):
            return None
        return meaning

    def meaning(self, item: Found) -> _Meaning | None:
        match item.limit:
            case By(stretch=stretch):
                return self.recurring(stretch) or self.by(item, item.limit)
            case At(stretch=stretch):
                return (self.recurring(stretch) if stretch.edge else None) or self.at(item, item.limit)
            case From(first=first, last=last):
                return self.window(item, first, last)
            case Until(first=first, event=event):
                return self.until(first, event)
            case Within(amount=amount):
                return self.within(item, amount)
            case Ahead(amount=amount):
                return _Meaning(DeadlineKind.BY, event=item.event.words if item.event else None, amount=amount)
            case Season(event=event, throughout=throughout):
                return _Meaning(DeadlineKind.DURING if throughout else DeadlineKind.BY, event=event)
            case Every():
                return self.every(item, item.limit)
        return _Meaning(DeadlineKind.STANDING)

    # --- one time limit ------------------------------------------------------------------

    def by(self, item: Found, limit: By) -> _Meaning | None:
        stretch = limit.stretch
        key = (limit, self.carried, self.spoken, self.nearest)
        meaning = self.known.get(key)
        if meaning is None:
            due, convention = by(limit, self.setting(stretch))
            meaning = self.known[key] = _Meaning(DeadlineKind.BY, due=due, convention=convention)
        if stretch.year is not None and self.is_past(meaning.due):
            ago = stretch.size is Size.YEAR and meaning.convention is Convention.BEFORE_IT_BEGINS
            if ago or not opens_a_clause(self.text, item.start):
                return None  # 1949年前参加革命, 补缴2011年7月1日前的费用: says which ones
        if stretch.year is not None or stretch.year_shift is not None or stretch.base is Base.UNKNOWN:
            self.carry(item, stretch, meaning.due)
        return meaning

    def at(self, item: Found, limit: At) -> _Meaning | None:
        stretch = limit.stretch
        if stretch.base is Base.NAMED and stretch.year_shift == 0 and self.carried is None:
            return None  # 当年 of no year that is named: of whichever it is
        reading = item.row.reading if item.row else Reading.LIMIT
        ends = stretch.is_one_day or limit.about or stretch.edge in (Edge.END, Edge.MIDDLE)
        kind = DeadlineKind.BY if ends or reading is not Reading.LIMIT else DeadlineKind.DURING
        try:
            days = self.days_of(stretch)
        except ImpossibleDateError:
            return _Meaning(kind, convention=Convention.IMPOSSIBLE)
        first, last = days or (None, None)
        if self.is_past(last) and reading is not Reading.STATED:
            return None
        if reading is Reading.REPORTED and not (first and self.reference and first > self.reference):
            return None
        if reading is Reading.SINCE:
            self.carry(item, stretch, last)
            return None
        if reading is not Reading.TARGET and not (self.year is None and self.is_opened(item)):
            self.carry(item, stretch, last)  # but 到2025年 names a goal, not the year of what follows
        convention = self.at_convention(item, limit, reading)
        return _Meaning(kind, start=first if kind is DeadlineKind.DURING else None, due=last, convention=convention)

    def days_of(self, stretch: Stretch) -> Days | None:
        """Return the first and last day of a stretch, computed once for the same words and carried year."""
        key = (stretch, self.carried, self.spoken, self.nearest)
        if key not in self.days:
            self.days[key] = days_of(stretch, self.setting(stretch))
        return self.days[key]

    def at_convention(self, item: Found, limit: At, reading: Reading) -> Convention | None:
        if limit.about:
            return Convention.ABOUT
        if limit.stretch.edge is Edge.END:
            return None if self.is_opened(item) else Convention.LAST_DAY
        if reading is Reading.STATED and not limit.stretch.is_day:
            return Convention.WHOLE_PERIOD
        return edge_convention(limit.stretch)

    def window(self, item: Found, first: Stretch | None, last: Stretch) -> _Meaning | None:
        try:
            start, due = between(first, last, self.setting(last))
        except ImpossibleDateError:
            return _Meaning(DeadlineKind.DURING, convention=Convention.IMPOSSIBLE)
        if item.event and not (item.event.is_issue or item.event.words in _NOW):
            start = self.day_of(item.event.words, opened=False)
        if self.is_past(due) and not (item.row and item.row.reading is Reading.STATED):
            return None
        self.carry(item, last, due)
        return _Meaning(DeadlineKind.DURING, start=start, due=due)

    def until(self, first: Stretch | None, event: str) -> _Meaning:
        try:
            days = days_of(first, self.setting(first)) if first else None
        except ImpossibleDateError:
            return _Meaning(DeadlineKind.DURING, event=event, convention=Convention.IMPOSSIBLE)
        start = days[0] if days else None if first else self.reference
        return _Meaning(DeadlineKind.DURING, start=start, event=event)

    def within(self, item: Found, amount: Amount | None) -> _Meaning:
        event = item.event
        if event is None:
            return _Meaning(DeadlineKind.WITHIN, amount=amount)
        if event.window:
            return _Meaning(DeadlineKind.DURING, event=event.words)
        today = event.is_issue or event.words in _NOW
        opened = self.text[item.start : item.core].rstrip("，的").endswith("起")
        day = self.reference if today else self.day_of(event.words, opened=opened)
        due = within(amount, day) if amount and day else None
        return _Meaning(DeadlineKind.WITHIN, due=due, event=event.words, amount=amount)

    def day_of(self, words: str, *, opened: bool) -> pendulum.Date | None:
        """Return the day that the words of an event give: 自7月1日起(30日内); for 2024年起(3年内) the day before."""
        found = read_stretch(words)
        if found is None or found[1] != len(words):
            return None
        stretch = found[0]
        if stretch.size is Size.YEAR and opened and not stretch.edge:
            due, _ = by(By(stretch, included=False), self.setting(stretch))
            return due
        if stretch.size is not Size.DAY:
            return None
        due, _ = by(By(stretch), self.setting(stretch))
        return due

    def every(self, item: Found, limit: Every) -> _Meaning:
        if limit.unit:
            ends = _SENTENCE_END.search(self.text, item.end, item.end + SENTENCE)
            self.cycle, self.cycle_end = limit, ends.start() if ends else item.end + SENTENCE
            self.enter_scope(item.start)
        return _Meaning(DeadlineKind.RECURRING, recurrence=known_rule(limit.rule), times=limit.times)

    def recurring(self, stretch: Stretch) -> _Meaning | None:
        """Return the rule of a date after 每年2月底前 in the same sentence; after 每年 alone, only 次年 recurs."""
        if self.cycle is None or stretch.year is not None:
            return None
        following = stretch.base is Base.NAMED or (stretch.shift == 1 and stretch.size in (Size.MONTH, Size.DAY))
        if not following and (not self.cycle.dated or stretch.has_year):
            return None
        bare = attrs.evolve(stretch, year_shift=None, base=Base.REFERENCE, shift=None)
        rule = repeat(self.cycle.unit, bare)
        relative = self.cycle.dated and stretch.shift is not None and stretch.size in (Size.MONTH, Size.DAY)
        comes_round = rule or relative or (following and stretch.shift is not None)
        return _Meaning(DeadlineKind.RECURRING, recurrence=known_rule(rule)) if comes_round else None

    # --- the year -------------------------------------------------------------------

    @property
    def known_year(self) -> int | None:
        """The year that was named before: in the same measure, else in the nearest full date of a text without one."""
        return self.nearest if self.carried is None else self.carried

    def setting(self, stretch: Stretch) -> Setting:
        year = self.year
        if not stretch.has_year and self.known_year is not None:
            year = self.known_year
        elif year is None:
            year = self.nearest if self.spoken is None else self.spoken
        return Setting(reference=self.reference, year=year, named=self.carried)

    def carry(self, item: Found, stretch: Stretch, due: pendulum.Date | None) -> None:
        if due and stretch.has_year and not stretch.years_before:  # 今明两年 fixes neither
            self.carried = due.year
            self.spoken = due.year if stretch.year is not None else self.spoken
            self.enter_scope(item.start)

    def enter_scope(self, start: int) -> None:
        """Set the end of the scope of what is carried over from *start*: the next break."""
        if start < self.scope_end:
            return
        if self.breaks:
            i = bisect_right(self.breaks, start)
            self.scope_end = self.breaks[i] if i < len(self.breaks) else len(self.text)
        else:
            item = _ITEM.search(self.text, start + 1)
            self.scope_end = item.start() if item else len(self.text)

    def is_past(self, due: pendulum.Date | None) -> bool:
        return bool(due and self.reference and due < self.reference and not self.alone)

    def is_coming(self, due: pendulum.Date | None) -> bool:
        return bool(due and self.reference and due > self.reference)

    # --- the words around -----------------------------------------------------------

    def is_opened(self, item: Found) -> bool:
        """Return whether 到, 至 or 不晚于 precedes a time limit."""
        return _OPENED.search(self.text, max(0, item.start - 4), item.start) is not None

    def opening(self, item: Found) -> int:
        """Return the start of the words with 自, 到, 不晚于 and an opening quotation mark."""
        text, start, limit = self.text, item.start, item.limit
        if item.row and item.row.reading is Reading.COMING:
            return text.rindex("截", 0, start)
        before = text[start - 1 : start]
        named = isinstance(limit, (At, By)) and limit.stretch.size in (Size.PLAN, Size.FESTIVAL)
        if named and before in _QUOTES and start:
            start -= 1
            before = text[start - 1 : start]
        if before in ("自", "从") and item.shape in (Shape.WINDOW, Shape.AT_ONCE):
            return start - 1
        if isinstance(limit, At):
            reading = item.row.reading if item.row else Reading.LIMIT
            completes = item.shape in PERIODS and reading is Reading.LIMIT  # 放到明年
            if before in ("到", "至") and not completes and text[start - 2 : start - 1] not in _COMPLEMENTS:
                return start - 1
            if text.endswith(("不晚于", "不迟于"), max(0, start - 3), start):
                return start - 3
        return start

    def tasks(self, found: list[Found]) -> list[str]:
        """Return the words that each time limit governs; the members of an enumeration share them."""
        text, begins = self.text, self.begins
        tasks = [""] * len(found)
        stop = len(text)
        later, task = 0, ""  # the start of the next time limit, and its task
        for i in range(len(found) - 1, -1, -1):
            here = found[i]
            start, end = here.start, here.end
            line = bisect_right(begins, start)
            if line < len(begins) and begins[line] < stop:
                stop = begins[line]
            if not joined(text, end, later):
                task = task_after(text, end, min(stop, end + TASK))
            if not task:
                floor = max(found[i - 1].end if i else 0, begins[line - 1] if line else 0)
                task = task_before(text, start, max(floor, start - TASK))
            tasks[i] = task
            stop, later = start, here.core
        return tasks


def _by_nearest_date(limit: Limit, meaning: _Meaning, carried: int | None, spoken: int | None) -> _Meaning:
    """Return the meaning, with the convention by which a stretch whose year nothing else tells has one."""
    if not isinstance(limit, By | At | From):
        return meaning
    stretch = limit.last if isinstance(limit, From) else limit.stretch
    told = spoken if stretch.year_shift is not None and stretch.base is not Base.NAMED else carried
    named = stretch.year is not None or stretch.size is Size.PLAN or told is not None
    return meaning if named else meaning._replace(convention=Convention.NEAREST_DATE)


# --- one time limit alone ----------------------------------------------------------------

_LEADING = Lazy(r"(?:于|在|应|须|要|请|力争|争取|确保|原则上|最[迟晚]于?|到|至|自|从|不[晚迟]于|[“‘\"「（])*")
_CLOSING = Lazy(r"[。；，、）]*")
_A_LIMIT: Final = say("a time limit, such as 6月底前 or 5个工作日内")


def read_one(source: Source, *, reference: pendulum.Date | None) -> Deadline | tuple[int, str]:
    """Return the only time limit of a document, or the place of the error and what was expected there."""
    text = source.clean
    found = find_limits(source, alone=True)
    leading = _LEADING.match(text)
    begin = leading.end() if leading else 0
    if not found or found[0].start > begin:
        return begin if begin < len(text) else 0, _A_LIMIT
    if len(found) > 1:
        return found[1].start, "one time limit, not two"
    closing = _CLOSING.match(text, found[0].end)
    if closing and closing.end() < len(text):
        return found[0].end, say("the end of the time limit")
    core = found[0].core
    read = _Reader(source, reference, None, (), alone=True).read(found)
    if not read:  # 当年 is the year named before it
        return core, _A_LIMIT
    (deadline,) = read
    if deadline.convention is Convention.IMPOSSIBLE:
        return core, say("a day that is in the calendar")
    return attrs.evolve(deadline, task="")
