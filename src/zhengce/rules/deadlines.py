"""ZC3: time limits that are past, impossible, vague, out of order, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from ..analysis.placed import placed_deadlines
from ..dates import is_workday
from ..errors import CalendarError
from ..findings import Edit, Fix, Severity
from ..lexicon import DIGITS, YEAR, ZEROS, Lazy
from ..model import Convention, Deadline, DeadlineKind, Measure, Notice
from ..terms import term
from ..text import Span
from .registry import Hit, hit, rule


@rule(
    "ZC301",
    name="due-in-another-year",
    severity=Severity.WARNING,
    also=Severity.INFO,
    since="0.1.0",
    en="{limit} is due on {due}, outside {year}",
    zh="{limit}到期日为{due}，不在{year}年内",
)
def due_in_another_year(notice: Notice) -> Iterator[Hit]:
    """A time limit is due outside the notice's year."""
    year = notice.year
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if year and deadline.due and deadline.due.year != year:
            severity = Severity.INFO if _says_its_year(deadline) else None
            yield hit(
                deadline,
                measure=placed.measure,
                severity=severity,
                limit=deadline.text,
                due=deadline.due,
                year=year,
            )


_NAMES_A_YEAR = Lazy(f"{YEAR}|二[{ZEROS}][{ZEROS}{DIGITS}]{{2}}|十[{DIGITS}]?五|[明次后]年")


def _says_its_year(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.WITHIN or _NAMES_A_YEAR.search(deadline.text) is not None


@rule(
    "ZC302",
    name="already-past",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{limit} was already past on {issued}, when the notice was issued",
    zh="{limit}在成文日期（{issued}）之前已经到期",
)
def already_past(notice: Notice) -> Iterator[Hit]:
    """A time limit was already past on the day of issue."""
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.due and notice.issue_date and deadline.due < notice.issue_date:
            yield hit(deadline, measure=placed.measure, limit=deadline.text, issued=notice.issue_date)


@rule(
    "ZC303",
    name="no-limit",
    severity=Severity.INFO,
    since="0.1.0",
    en="“{title}” has no time limit",
    zh="“{title}”没有完成时限",
)
def no_limit(notice: Notice) -> Iterator[Hit]:
    """A measure has no time limit."""
    for measure in without_limit(notice):
        yield hit(_words(measure), measure=measure)


@rule(
    "ZC304",
    name="limits-out-of-order",
    severity=Severity.WARNING,
    also=Severity.INFO,
    since="0.1.0",
    en="{limit} comes after {before}, but is due earlier ({due})",
    zh="{limit}排在{before}之后，到期日却更早（{due}）",
)
def limits_out_of_order(notice: Notice) -> Iterator[Hit]:
    """The time limits of a measure are out of order."""
    for measure in notice.measures:
        before: Deadline | None = None
        for deadline in measure.deadlines:
            if deadline.kind is not DeadlineKind.BY or deadline.due is None:
                continue
            between = _between(notice, before, deadline) if before else ""
            if before and before.due and deadline.due < before.due and "其中" not in between:
                yield hit(
                    deadline,
                    measure=measure,
                    severity=Severity.INFO if _SENTENCE_END.search(between) else None,
                    limit=deadline.text,
                    before=before.text,
                    due=deadline.due,
                )
            before = deadline


def _between(notice: Notice, before: Deadline, after: Deadline) -> str:
    """Return the text between two time limits."""
    return notice.source.text[before.span.end : after.span.start] if before.span and after.span else ""


_SENTENCE_END = Lazy("[。！？]")


@rule(
    "ZC305",
    name="vague-limit",
    severity=Severity.INFO,
    since="0.1.0",
    en="“{words}” is vague, and the measure has no time limit",
    zh="“{words}”没有明确时间，该措施也没有写明完成时限",
)
def vague_limit(notice: Notice) -> Iterator[Hit]:
    """A time limit is vague."""
    for measure in without_limit(notice):
        for place in _vague(notice, measure):
            yield hit(place, measure=measure, words=notice.source.text[place.start : place.end])
            break


_VAGUE = Lazy(
    """
    [适及不定尽择](?:  # a class first, as the scan skips to it
        (?<=适)时
        | (?<=及) (?<![不未].) (?<![不未没]能.) 时 (?![钟间])
        | (?<![规固约法指限既特].) (?:(?<=定)|(?<=不)定) 期 (?![限间内满存])
        | (?<=尽)[快早]
        | (?<=择)机
    )
    """,
    re.VERBOSE,
)


def _vague(notice: Notice, measure: Measure) -> Iterator[Span]:
    if measure.span:
        for found in _VAGUE.finditer(notice.source.text, measure.span.start, measure.span.end):
            yield Span(start=found.start(), end=found.end())


@rule(
    "ZC306",
    name="convention-decided",
    severity=Severity.INFO,
    since="0.1.0",
    en="{limit} was read as due on {due}: {reading}",
    zh="{limit}的到期日按约定定为{due}：{reading_zh}",
)
def convention_decided(notice: Notice) -> Iterator[Hit]:
    """A convention decided what a time limit means."""
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.convention and deadline.convention not in _PLAIN and deadline.due:
            yield hit(
                deadline,
                measure=placed.measure,
                fix=_plainer(deadline),
                limit=deadline.text,
                due=deadline.due,
                reading=term(deadline.convention, "en"),
                reading_zh=term(deadline.convention, "zh"),
            )


_PLAIN: Final = (Convention.DAY_COUNTS, Convention.LAST_DAY, Convention.IMPOSSIBLE)
"""What nobody reads otherwise: 6月30日前, 年底; and what is no day, which ZC307 reports."""

_BEFORE_MONTH = Lazy("[0-9]{1,2}月份?(?:之|以)?前")


def _plainer(deadline: Deadline) -> Fix | None:
    """Return the fix that writes 7月底前 for 8月前; none for 1月前, since 12月底前 would be in another year."""
    if not deadline.span or not deadline.due or not _BEFORE_MONTH.fullmatch(deadline.text):
        return None
    if deadline.convention is not Convention.BEFORE_IT_BEGINS or deadline.due.month == 12:
        return None
    return Fix(edits=[Edit(span=deadline.span, replacement=f"{deadline.due.month}月底前")])


@rule(
    "ZC307",
    name="impossible-date",
    severity=Severity.ERROR,
    since="0.1.0",
    en="{limit}: there is no such day",
    zh="{limit}：没有这一天",
)
def impossible_date(notice: Notice) -> Iterator[Hit]:
    """A time limit names a day that does not exist."""
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.convention is Convention.IMPOSSIBLE:
            yield hit(deadline, measure=placed.measure, limit=deadline.text)


@rule(
    "ZC308",
    name="due-on-a-day-off",
    severity=Severity.INFO,
    since="0.1.0",
    en="{limit} is due on {due}, a day off",
    zh="{limit}的到期日{due}是休息日",
)
def due_on_a_day_off(notice: Notice) -> Iterator[Hit]:
    """A time limit is due on a day off."""
    known: dict[date, bool] = {}
    for placed in placed_deadlines(notice):
        deadline = placed.deadline
        if deadline.due is None:
            continue
        if deadline.due not in known:
            known[deadline.due] = _off(deadline.due)
        if known[deadline.due]:
            yield hit(deadline, measure=placed.measure, limit=deadline.text, due=deadline.due)


def _off(day: date) -> bool:
    try:
        return not is_workday(day)
    except CalendarError:
        return False


@rule(
    "ZC309",
    name="no-year-known",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{limit} has no date: the year is not known",
    zh="{limit}无法确定日期：文件没有写明是哪一年",
)
def no_year_known(notice: Notice) -> Iterator[Hit]:
    """The year of a time limit is unknown."""
    for placed in placed_deadlines(notice):
        if placed.lacks_a_year:
            yield hit(placed.deadline, measure=placed.measure, limit=placed.deadline.text)


# --- measures without a time limit -----------------------------------------


def without_limit(notice: Notice) -> Iterator[Measure]:
    """Yield the measures without a time limit of their own, of a part, of their parent or of their domain."""
    for domain in notice.domains:
        if not domain.deadlines:
            for measure in domain.measures:
                yield from _unlimited(measure)


def _unlimited(measure: Measure) -> Iterator[Measure]:
    if measure.deadlines:
        return
    if not any(part.deadlines for part in measure.walk()):
        yield measure
    for part in measure.measures:
        yield from _unlimited(part)


def _words(measure: Measure) -> Span | None:
    """Return the place of its first words: number and title."""
    if measure.span is None:
        return None
    length = len(measure.number) + len(measure.title)
    return Span(start=measure.span.start, end=min(measure.span.start + length, measure.span.end))
