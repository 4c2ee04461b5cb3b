"""Deadlines out of a clean text: candidates, what they mean, what is around them, and the days.

The steps are pure functions of the other modules; what this one knows is how a
limit leans on those before and after it: a year carried over, 底前 shared by
an enumeration, 每年 that goes on governing its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import pendulum

from ...model import Amount, Convention, Deadline, DeadlineKind
from ...text import HAN, Source
from .calendar import AND, Base, Edge, Size, Stretch, read_stretch
from .context import BACKGROUND, Reading, Row, Shape, decide
from .events import Event, find_event
from .grammar import PRODUCTIONS, Ahead, At, By, Every, From, Limit, Season, Within, repeat
from .resolve import ImpossibleDateError, Setting, between, by, days_of, edge_convention, within
from .scan import Candidate, Sort, candidates
from .task import task_after, task_before

SENTENCE: Final = 200
"""How far 每年 goes on governing, if no sentence ends before."""

TASK: Final = 500
"""How long a task may be, if no sentence ends before."""

_AND = re.compile(rf"{AND}\Z|\Z")
_ITEM_NUMBER = re.compile(r"[0-9一二三四五六七八九十]{1,3}、")
_LISTED_MONTH = re.compile(rf"(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})(?={AND})")
_TERM = re.compile(rf"(?P<every>每[个一]?)?[{HAN}]{{2,4}}期\Z")
_ITEM = re.compile(r"[\n（0-9](?:(?<=\n)|(?<=[。；）]（)[一二三四五六七八九十]{1,3}）|(?<=[。；）][0-9])[0-9]?\.)")
_QUOTES: Final = frozenset("“‘\"「")
_NOW: Final = ("即日", "现在", "今日", "本日")
_SENTENCE_END = re.compile("[。；！？\n]")
_STARTS_A_LINE: Final = frozenset("\n。；）")
_OPENS_A_CLAUSE: Final = frozenset("，。；：！？、\n（“于在到至")
_COMPLEMENTS: Final = frozenset("长期迟缓展延宽续推止整持达提限间得")


@attrs.define
class _Found:
    """A candidate on its way to a deadline. ``core`` is where it began before 自, 到 or an event was taken in."""

    start: int
    end: int
    core: int
    limit: Limit
    shape: Shape
    row: Row | None = None
    event: Event | None = None

    @property
    def counts(self) -> bool:
        return self.row is None or self.row.reading is not Reading.NO_LIMIT


@attrs.define
class _Meaning:
    """What a limit says, before it has its words."""

    kind: DeadlineKind
    start: pendulum.Date | None = None
    due: pendulum.Date | None = None
    event: str | None = None
    amount: Amount | None = None
    recurrence: str | None = None
    convention: Convention | None = None


# --- from candidates to limits ------------------------------------------------


def find_limits(text: str, *, alone: bool = False) -> list[_Found]:
    """The limits of a clean text, in text order; every candidate counts when it stands *alone*."""
    found = list(_read_all(text))
    for item in found:
        if not alone:
            item.row = BACKGROUND if _is_over(item.limit) else decide(text, item.start, item.end, item.shape)
    _share_frames(text, found)
    return [item for item in found if item.counts]


def _read_all(text: str) -> Iterator[_Found]:
    """What each candidate means by itself. The same words are read once."""
    memory: dict[tuple[Sort, str], Limit | None] = {}
    floor = 0
    for candidate in candidates(text):
        sort, start, end = candidate
        words = text[start:end]
        if start == 0 or text[start - 1] in _STARTS_A_LINE:
            if number := _ITEM_NUMBER.match(words):  # 1、2月底前: an item number, and February
                start += number.end()
                words = text[start:end]
        key = (sort, words)
        if key not in memory:
            memory[key] = PRODUCTIONS[sort](words)
        limit = memory[key]
        if limit is not None:
            yield from _place(text, Candidate(sort, start, end), limit, floor)
        if not text.startswith("起", end):  # 从7月1日起30日内: the day is the event
            floor = end


def _place(text: str, candidate: Candidate, limit: Limit, floor: int) -> Iterator[_Found]:
    """A limit with the words to its left that belong to it."""
    _, start, end = candidate
    event = None
    if isinstance(limit, Within):
        event = find_event(text, start, floor)
        if event and event.before:  # up to an event, not after it
            limit = Within(None)
        first = event.start if event else start
        yield _Found(first, end, start, limit, Shape.WITHIN, event=event)
        return
    if isinstance(limit, Ahead):
        event = find_event(text, start, floor, ahead=True)
        if event:
            yield _Found(event.start, end, start, limit, Shape.BY, event=event)
            return
        day = limit.otherwise
        if day is None or (day.stretch.first is None and day.stretch.shift is None and not _opens_a_clause(text, start)):
            return  # 3年前, or 下季度首月15日前: no day that is known
        limit = day
    if isinstance(limit, (By, At)) and limit.stretch.base is Base.UNKNOWN and (term := _TERM.search(text[floor:start][-8:])):
        first = start - len(term.group())
        yield _Found(first, end, first, Every(None) if term["every"] else limit, Shape.BY)
        return
    if isinstance(limit, At) and text[start - 2 : start] in ("起至", "起到") and (event := find_event(text, start - 1, floor)):
        window = From(None, limit.stretch)
        yield _Found(event.start, end, start, window, Shape.WINDOW, event=event)
        return
    if isinstance(limit, (By, At)) and limit.stretch.listed and (isinstance(limit, By) or limit.stretch.edge):
        yield from _split(text, start, end, limit)
        return
    yield _Found(start, end, start, limit, _shape(limit, text[start:end]))


def _split(text: str, start: int, end: int, limit: By | At) -> Iterator[_Found]:
    """6、9、12月底前: three limits."""
    words = text[start:end]
    offset = 0
    found = read_stretch(words)
    year = words.find("年") + 1 if found and found[0].has_year else 0
    for month in _LISTED_MONTH.finditer(words, year):
        number = read_stretch(month.group() + "月")
        if number:
            single = attrs.evolve(limit.stretch, first=number[0].first, last=number[0].first, listed=False)
            yield _Found(start + offset, start + month.end(), start, attrs.evolve(limit, stretch=single), _shape(limit, words))
            offset = month.end() + 1
    single = attrs.evolve(limit.stretch, first=limit.stretch.last, listed=False)
    yield _Found(start + offset, end, start, attrs.evolve(limit, stretch=single), _shape(limit, words))


def _shape(limit: Limit, words: str) -> Shape:
    match limit:
        case By() | Season() | Ahead():
            return Shape.BY
        case From():
            return Shape.WINDOW
        case Within():
            return Shape.WITHIN
        case Every():
            return Shape.RHYTHM if words[0] in "按逐" else Shape.EVERY
        case At(stretch=stretch, framed=framed, about=about):
            if framed:
                return Shape.FRAMED
            if about or stretch.edge:
                return Shape.POINT
            day = stretch.size is Size.DAY or (stretch.size is Size.WEEK and stretch.days)
            if day:
                return Shape.DAY
            return Shape.YEAR if stretch.size is Size.YEAR and not stretch.whole else Shape.PERIOD
    return Shape.AT_ONCE if words in ("立即", "即日起") else Shape.ONGOING


def _share_frames(text: str, found: list[_Found]) -> None:
    """Let the members of an enumeration share what only one of them says.

    6月、9月、12月底前: all three are limits, each by the end of its month.
    到2025年、2030年: both are targets.
    """
    for here, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if not (isinstance(here.limit, At) and after.counts and _joined(text, here.end, after.core)):
            continue
        stretch = here.limit.stretch
        if isinstance(after.limit, By) and not here.limit.framed and _alike(stretch, after.limit.stretch):
            edge = stretch.edge or after.limit.stretch.edge
            here.limit, here.shape, here.row = By(attrs.evolve(stretch, edge=edge)), Shape.BY, None
        elif isinstance(after.limit, At) and not here.counts and _alike(stretch, after.limit.stretch):
            edge = stretch.edge or after.limit.stretch.edge
            here.limit, here.row = attrs.evolve(here.limit, stretch=attrs.evolve(stretch, edge=edge)), after.row
    for before, here in zip(found, found[1:], strict=False):
        if (
            isinstance(here.limit, At)
            and isinstance(before.limit, At)
            and before.row
            and before.counts
            and (not here.counts or before.row.reading is Reading.TARGET)
            and _joined(text, before.end, here.core)
            and _alike(before.limit.stretch, here.limit.stretch)
        ):
            here.row = before.row


def _opens_a_clause(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _OPENS_A_CLAUSE


def _is_over(limit: Limit) -> bool:
    """Whether it names a year, quarter, month or week that is over: 去年底, 上季度."""
    match limit:
        case By(stretch=stretch) | At(stretch=stretch) | From(last=stretch):
            return (stretch.year_shift or 0) < 0 or (stretch.shift or 0) < 0
    return False


def _is_named(limit: Limit) -> bool:
    """Whether it has a name that quotation marks may stand around: “十四五”, “五一”."""
    return isinstance(limit, (At, By)) and limit.stretch.size in (Size.PLAN, Size.FESTIVAL)


def _joined(text: str, end: int, start: int) -> bool:
    return 0 < start - end <= 2 and _AND.match(text, end, start) is not None


def _alike(one: Stretch, other: Stretch) -> bool:
    return one.size is other.size and (one.days is None) == (other.days is None)


# --- from limits to deadlines ----------------------------------------------------


class _Reader:
    """Walks through the limits of a text in order, and remembers what one leaves to the next."""

    def __init__(self, source: Source, reference: pendulum.Date | None, year: int | None, breaks: Sequence[int]) -> None:
        self.source = source
        self.text = source.clean
        self.reference = reference
        self.year = reference.year if reference else year
        self.scopes = iter(breaks or [m.start() for m in _ITEM.finditer(self.text)])
        self.next_scope = next(self.scopes, None)
        self.carried: int | None = None
        self.cycle: Every | None = None  # the 每年 that governs
        self.cycle_end = 0
        self.known: dict[tuple[Stretch, int | None], tuple[pendulum.Date | None, Convention | None]] = {}

    def read(self, found: list[_Found]) -> tuple[Deadline, ...]:
        read = [(item, meaning) for item in found if (meaning := self.place(item)) is not None]
        tasks = self.tasks([item for item, _ in read])
        return tuple(self.deadline(item, meaning, task) for (item, meaning), task in zip(read, tasks, strict=True))

    def deadline(self, item: _Found, meaning: _Meaning, task: str) -> Deadline:
        return Deadline(
            text=self.text[item.start : item.end],
            kind=meaning.kind,
            start=meaning.start,
            due=meaning.due,
            event=meaning.event,
            amount=meaning.amount,
            recurrence=meaning.recurrence,
            convention=meaning.convention,
            task=task,
            span=self.source.span(item.start, item.end),
        )

    def place(self, item: _Found) -> _Meaning | None:
        """What a limit means in its place, or ``None`` where its days show that it is none."""
        while self.next_scope is not None and self.next_scope <= item.start:
            self.carried, self.cycle = None, None
            self.next_scope = next(self.scopes, None)
        if item.start >= self.cycle_end:
            self.cycle = None
        meaning = self.meaning(item)
        item.start = self.opening(item)
        return meaning

    def meaning(self, item: _Found) -> _Meaning | None:
        match item.limit:
            case By(stretch=stretch):
                return self.by(item, stretch)
            case At():
                return self.at(item, item.limit)
            case From(first=first, last=last):
                return self.window(item, first, last)
            case Within():
                return self.within(item, item.limit)
            case Ahead(amount=amount):
                return _Meaning(DeadlineKind.BY, event=item.event.words if item.event else None, amount=amount)
            case Season(event=event):
                return _Meaning(DeadlineKind.BY, event=event)
            case Every():
                return self.every(item, item.limit)
        return _Meaning(DeadlineKind.STANDING)

    def setting(self, stretch: Stretch) -> Setting:
        year = self.year if stretch.has_year or self.carried is None else self.carried
        return Setting(reference=self.reference, year=year, named=self.carried)

    def carry(self, stretch: Stretch, due: pendulum.Date | None) -> None:
        if due and stretch.has_year:
            self.carried = due.year

    def is_past(self, due: pendulum.Date | None) -> bool:
        return bool(due and self.reference and due < self.reference)

    def recurring(self, stretch: Stretch) -> _Meaning | None:
        """A bare date after 每年2月底前 in the same sentence comes round with it; after 每年 alone only 次年 does."""
        if self.cycle is None or stretch.year is not None:
            return None
        following = stretch.base is Base.NAMED or (stretch.shift == 1 and stretch.size in (Size.MONTH, Size.DAY))
        if not following and (not self.cycle.dated or stretch.has_year):
            return None
        bare = attrs.evolve(stretch, year_shift=None, base=Base.REFERENCE, shift=None)
        rule = repeat(self.cycle.unit, bare)
        return _Meaning(DeadlineKind.RECURRING, recurrence=rule) if rule else None

    def by(self, item: _Found, stretch: Stretch) -> _Meaning | None:
        if made := self.recurring(stretch):
            return made
        key = (stretch, self.carried)
        if key not in self.known:
            self.known[key] = by(stretch, self.setting(stretch))
        due, convention = self.known[key]
        if stretch.year is not None and self.is_past(due):
            if convention is Convention.BEFORE_IT_BEGINS or not _opens_a_clause(self.text, item.start):
                return None  # 1949年前参加革命, 补缴2011年7月1日前的费用: says which ones
        self.carry(stretch, due)
        return _Meaning(DeadlineKind.BY, due=due, convention=convention)

    def at(self, item: _Found, limit: At) -> _Meaning | None:
        stretch = limit.stretch
        reading = item.row.reading if item.row else Reading.LIMIT
        if made := (self.recurring(stretch) if item.shape is Shape.POINT else None):
            return made
        try:
            days = days_of(stretch, self.setting(stretch))
        except ImpossibleDateError:
            return None
        first, last = days or (None, None)
        if self.is_past(last) and reading is not Reading.STATED:
            return None
        if reading is not Reading.TARGET:
            self.carry(stretch, last)
        day = stretch.size is Size.DAY or (stretch.size is Size.WEEK and stretch.days is not None)
        single = day and (stretch.days is None or stretch.days[0] == stretch.days[1])
        convention = Convention.ABOUT if limit.about else edge_convention(stretch)
        if single or limit.about or stretch.edge in (Edge.END, Edge.MIDDLE) or reading in (Reading.TARGET, Reading.STATED):
            if convention is None and stretch.edge is Edge.END and not self.text.startswith(("到", "至"), max(item.start - 1, 0)):
                convention = Convention.LAST_DAY
            elif convention is None and reading is Reading.STATED and not day:
                convention = Convention.WHOLE_PERIOD
            return _Meaning(DeadlineKind.BY, due=last, convention=convention)
        return _Meaning(DeadlineKind.DURING, start=first, due=last, convention=convention)

    def window(self, item: _Found, first: Stretch | None, last: Stretch) -> _Meaning | None:
        days = between(first, last, self.setting(last))
        if days is None:
            return None
        start, due = days
        if item.event and not item.event.is_issue and item.event.words not in _NOW:
            start = None
        stated = item.row is not None and item.row.reading is Reading.STATED
        if self.is_past(due) and not stated:
            return None
        self.carry(last, due)
        return _Meaning(DeadlineKind.DURING, start=start, due=due)

    def within(self, item: _Found, limit: Within) -> _Meaning:
        event = item.event
        if event is None:
            return _Meaning(DeadlineKind.WITHIN, amount=limit.amount)
        if event.window:
            return _Meaning(DeadlineKind.DURING, event=event.words)
        day = self.reference if event.is_issue else self.day_of(event.words)
        due = within(limit.amount, day) if limit.amount and day else None
        return _Meaning(DeadlineKind.WITHIN, due=due, event=event.words, amount=limit.amount)

    def day_of(self, words: str) -> pendulum.Date | None:
        """The day that an event's words give outright: 自7月1日起(30日内)."""
        found = read_stretch(words)
        if found is None or found[1] != len(words) or found[0].size is not Size.DAY:
            return None
        try:
            days = days_of(found[0], self.setting(found[0]))
        except ImpossibleDateError:
            return None
        return days[1] if days else None

    def every(self, item: _Found, limit: Every) -> _Meaning:
        if limit.unit:
            ends = _SENTENCE_END.search(self.text, item.end, item.end + SENTENCE)
            self.cycle, self.cycle_end = limit, ends.start() if ends else item.end + SENTENCE
        return _Meaning(DeadlineKind.RECURRING, recurrence=limit.rule)

    # --- the words around ---------------------------------------------------------

    def opening(self, item: _Found) -> int:
        """Where the words begin with 自, 到, 不晚于 and an opening quotation mark."""
        text, start = self.text, item.start
        if start == 0:
            return start
        before = text[start - 1]
        if before in _QUOTES and _is_named(item.limit):
            start -= 1
            before = text[start - 1 : start]
        if before in ("自", "从") and item.shape in (Shape.WINDOW, Shape.AT_ONCE):
            return start - 1
        if isinstance(item.limit, At):
            if before in ("到", "至") and text[start - 2 : start - 1] not in _COMPLEMENTS:
                return start - 1
            if text.endswith(("不晚于", "不迟于"), max(0, start - 3), start):
                return start - 3
        return start

    def tasks(self, found: list[_Found]) -> list[str]:
        """The words each limit governs; the members of an enumeration share them."""
        tasks = [""] * len(found)
        after: _Found | None = None
        for i in range(len(found) - 1, -1, -1):
            here = found[i]
            stop = min(here.end + TASK, after.start if after else len(self.text))
            if after is not None and _joined(self.text, here.end, after.core):
                tasks[i] = tasks[i + 1]
            else:
                tasks[i] = task_after(self.text, here.end, stop)
            if not tasks[i]:
                floor = found[i - 1].end if i else 0
                tasks[i] = task_before(self.text, here.start, max(floor, here.start - TASK))
            after = here
        return tasks


def read_deadlines(
    source: Source,
    *,
    reference: pendulum.Date | None,
    year: int | None = None,
    breaks: Sequence[int] = (),
) -> tuple[Deadline, ...]:
    """Every time limit of a document, in text order.

    Args:
        source: the document.
        reference: the date of the document; the year of bare months, and what 明年 and 即日 count from.
        year: the year of the document where its date is unknown.
        breaks: where measures begin in the clean text, sorted; a year carried over
            does not cross them. Without any, it does not cross a paragraph.
    """
    return _Reader(source, reference, year, breaks).read(find_limits(source.clean))


# --- one limit alone ------------------------------------------------------------------

_OPENING = re.compile(r"(?:于|在|应|须|要|请|力争|争取|确保|原则上|最[迟晚]于?|到|至|自|从|不[晚迟]于|[“\"（])*")
_CLOSING = re.compile(r"[。；，、）]*")


def read_one(source: Source, *, reference: pendulum.Date | None) -> Deadline | tuple[int, str]:
    """The one limit that a document consists of, or where it goes wrong and what was expected there."""
    text = source.clean
    found = find_limits(text, alone=True)
    opening = _OPENING.match(text)
    begin = opening.end() if opening else 0
    if not found or found[0].start > begin:
        return (0 if found else begin if begin < len(text) else 0), "a time limit, such as 6月底前 or 5个工作日内"
    if len(found) > 1:
        return found[1].start, "one time limit, not two"
    closing = _CLOSING.match(text, found[0].end)
    if closing and closing.end() < len(text):
        return found[0].end, "the end of the time limit"
    deadlines = _Reader(source, reference, None, ()).read(found)
    if not deadlines:
        return found[0].core, "a day that is in the calendar"
    return attrs.evolve(deadlines[0], task="")
