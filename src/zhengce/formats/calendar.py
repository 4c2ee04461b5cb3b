"""iCalendar (RFC 5545): the time limits of a notice as to-dos or events.

Time limits without a day, and recurring ones without a rule, are left out. Every date
is a DATE, without a time of day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

import attrs
import pendulum
from icalendar import Alarm, Calendar, Component, Event, Todo, vRecur, vText

from ..analysis.placed import Notices, PlacedDeadline, as_notices, parts, place_deadlines
from ..analysis.roles import names, units_by_role
from ..dates import as_date, days_after
from ..errors import ArgumentError, expect
from ..model import Deadline, Measure, Notice
from ..saying import say
from ..terms import term
from .cells import REPLACEMENT

__all__ = ["begin", "clean", "dumps", "told_apart", "uid"]

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_EPOCH: Final = date(1970, 1, 1)

MOST_DAYS: Final = 3660
"""The most days before a last day on which a calendar gives notice."""


def dumps(
    notices: Notices,
    *,
    events: bool = False,
    alarm: int | None = None,
    stamp: datetime | None = None,
    narrowed: str = "",
) -> bytes:
    r"""Return the time limits of one notice, or many, as an iCalendar file.

    Every time limit with a last day or a recurrence rule is one component, whether it belongs
    to a measure, a domain or a section. A recurring one begins with its first day on or after
    the issue date; if the notice has neither a date nor a year, on or after *stamp*.

    Args:
        notices: what to write.
        events: write events instead of to-dos, since many calendars show no to-dos.
        alarm: how many days before the last day a calendar gives notice, at nine in the morning; by
            default it does not.
        stamp: the DTSTAMP, which says when the components were made; without a time zone
            it is UTC. By default it is midnight of the issue date, or else of 1 January of
            the notice's year, or else of 1970: the clock is never read.
        narrowed: to what the notices are narrowed, for the name of the calendar.

    >>> from zhengce import Domain, Measure
    >>> deadline = Deadline(text="6月底前", kind="by", due=date(2024, 6, 30))
    >>> measure = Measure(title="推行一张表", deadlines=[deadline])
    >>> notice = Notice(issue_date=date(2024, 4, 28), domains=[Domain(name="企业开办", measures=[measure])])
    >>> print(dumps(notice).decode())  # doctest: +ELLIPSIS
    BEGIN:VCALENDAR
    ...
    BEGIN:VTODO
    CATEGORIES:企业开办
    DESCRIPTION:措施：推行一张表\n时限：6月底前
    DTSTAMP:20240428T000000Z
    DUE;VALUE=DATE:20240630
    SUMMARY:推行一张表
    UID:...
    END:VTODO
    END:VCALENDAR
    """
    found = as_notices(notices)
    expect(stamp, (datetime, type(None)), "a date with a time")
    if alarm is not None and (type(alarm) is not int or alarm not in range(MOST_DAYS + 1)):
        raise ArgumentError(say("a number of days up to {most}", most=MOST_DAYS), repr(alarm))
    calendar = begin("　".join(filter(None, (narrowed, _title(found)))))
    for notice in found:
        for component in _components(notice, stamp, events=events, alarm=alarm):
            calendar.add_component(component)
    content: bytes = calendar.to_ical()
    return content


def _title(notices: Sequence[Notice]) -> str:
    """Return the title of a calendar: that of the only notice, or the first with how many there are."""
    title = next((notice.title for notice in notices if notice.title), "")
    return f"{title}等{len(notices)}份文件" if title and len(notices) > 1 else title


def _components(notice: Notice, stamp: datetime | None, *, events: bool, alarm: int | None) -> Iterator[Component]:
    day = _day(notice) or (as_date(stamp) if stamp else None)
    stamp = stamp or datetime.combine(day or _EPOCH, time())
    stamp = stamp.astimezone(UTC) if stamp.tzinfo else stamp.replace(tzinfo=UTC)
    for placed, uid, name in _entries(notice, "VEVENT" if events else "VTODO"):
        if when := _when(placed.deadline, day):
            component = _event(when) if events else _todo(when)
            component.add("dtstamp", stamp)
            component.add("uid", uid)
            _describe(component, placed, name)
            if alarm is not None:
                component.add_component(_alarm(when, alarm, str(component["summary"]), events=events))
            yield component


def begin(title: str) -> Calendar:
    """Return an empty calendar."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//zhengce//notice//ZH")
    if title:
        calendar.add("name", vText(clean(title)))  # RFC 7986
        calendar.add("x-wr-calname", vText(clean(title)))  # what calendars read
    return calendar


# --- which deadlines ------------------------------------------------------


def _entries(notice: Notice, component: str) -> Iterator[tuple[PlacedDeadline, str, str]]:
    """Yield every time limit with its UID, and what a list shows of it."""
    document = str(notice.document_number or notice.title)
    seen = Counter[tuple[str, ...]]()
    for part, domain in parts(notice):
        title = part.title if isinstance(part, Measure) else ""
        named = told_apart(title, [(limit.task, limit.text) for limit in part.deadlines])
        for placed, name in zip(place_deadlines(notice, domain, part), named, strict=True):
            measure = placed.measure.id if placed.measure else ""
            place = (placed.domain.name if placed.domain else "", measure, placed.title)
            content = (component, document, *place, placed.deadline.text, str(placed.deadline.due or ""))
            seen[content] += 1
            yield placed, uid(*content, str(seen[content])), name


def told_apart(title: str, limits: Sequence[tuple[str, str]]) -> list[str]:
    """Return what a list shows of the time limits of one part, so that each is told from the others.

    Args:
        title: of the part; a single limit of a measure is called by it.
        limits: the task and the words of each limit.

    >>> (
    ...     told_apart("推行一张表", [("", "6月底前")]),
    ...     told_apart("推行一张表", [("并成一张", "6月底前"), ("上线", "9月底前")]),
    ... )
    (['推行一张表'], ['并成一张', '上线'])
    >>> told_apart("改造管网", [("", "5月底前"), ("", "11月底前")])
    ['5月底前：改造管网', '11月底前：改造管网']
    """
    if len(limits) == 1:
        return [title or _cut(limits[0][0] or limits[0][1])]
    tasks = [_cut(task or title or text) for task, text in limits]
    worded = [_cut(f"{text}：{task or title}".strip("：")) for task, text in limits]
    numbered = [f"{number}. {words}" for number, words in enumerate(worded, 1)]
    return next(way for way in (tasks, worded, numbered) if way is numbered or len({*way}) == len(way))


_LONGEST: Final = 40
"""How many characters of a task a list shows."""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def uid(*content: str) -> str:
    """Return the UID of a time limit, computed from its words and place.

    Reading the notice again gives the same, and so does any selection of it.

    Args:
        content: the component, the document number or else title, the domain, the id and title of the measure
            or section, the words, the last day, and the number among those that are equal in all this.
    """
    return str(uuid5(NAMESPACE_URL, clean("\n".join(("zhengce", *content)))))


# --- when -----------------------------------------------------------------


def _day(notice: Notice) -> pendulum.Date | None:
    """Return the issue date, or else the first day of the notice's year."""
    if notice.issue_date:
        return notice.issue_date
    year = notice.year or 0
    return pendulum.Date(year, 1, 1) if MINYEAR <= year <= MAXYEAR else None


@attrs.frozen
class _When:
    """The last day, the first day if it is another, and the recurrence rule of the last day."""

    due: pendulum.Date
    start: pendulum.Date | None = None
    rule: str | None = None


def _when(deadline: Deadline, day: pendulum.Date | None) -> _When | None:
    """Return when a time limit falls due, for a recurring one first on or after *day*; ``None`` if unknown."""
    if deadline.recurrence is None:
        begun = deadline.start and deadline.due and deadline.start < deadline.due
        return _When(deadline.due, deadline.start if begun else None) if deadline.due else None
    since = deadline.start or day
    first = since and deadline.next_due(days_after(since, -1) if since > date.min else since)
    return _When(first, rule=deadline.recurrence) if first else None


def _todo(when: _When) -> Todo:
    """Return a to-do whose DUE is the last day itself, as to-do lists show it.

    RFC 5545, section 3.8.2.3, requires DUE to be later than DTSTART. So a to-do of one day
    has no DTSTART, and a recurring to-do, which needs a DTSTART, has no DUE.
    """
    todo = Todo()
    if when.rule:
        todo.add("dtstart", when.due)
        todo.add("rrule", vRecur.from_ical(when.rule))
        return todo
    if when.start:
        todo.add("dtstart", when.start)
    todo.add("due", when.due)
    return todo


def _event(when: _When) -> Event:
    """Return an event whose DTEND is the day after the last, which is exclusive (RFC 5545, section 3.6.1)."""
    event = Event()
    event.add("dtstart", when.start or when.due)
    if when.due < date.max:
        event.add("dtend", days_after(when.due, 1))
    if when.rule:
        event.add("rrule", vRecur.from_ical(when.rule))
    event.add("transp", "TRANSPARENT")  # a time limit does not block the day for other events
    return event


def _alarm(when: _When, days: int, text: str, *, events: bool) -> Alarm:
    """Return what rings at nine in the morning, some days before the last day.

    An event and a recurring to-do are counted from DTSTART, any other to-do from its DUE, which a
    trigger from the end of an event would overshoot by a day (RFC 5545, section 3.8.6.3).
    """
    from_start = events or when.rule is not None
    ahead = (when.due.toordinal() - when.start.toordinal()) if events and when.start else 0
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(days=ahead - days, hours=9), {"RELATED": "START" if from_start else "END"})
    return alarm


# --- what -----------------------------------------------------------------


def _describe(component: Component, placed: PlacedDeadline, name: str) -> None:
    deadline, measure = placed.deadline, placed.measure
    roles = {f"{term(role, 'zh')}单位": names(units) for role, units in units_by_role(placed.part).items()}
    lead = roles.get("牵头单位")
    if measure and measure.open_ended and roles:
        roles[list(roles)[-1]] += "等"
    facts = {
        "措施": f"{measure.id} {placed.title}".strip() if measure else "",
        **roles,
        "时限": deadline.text,
        "任务": deadline.task,
        "文号": str(placed.notice.document_number or ""),
        "文件": placed.notice.title,
    }
    component.add("summary", clean(f"{name}（{lead}）" if lead else name))
    component.add("description", clean("\n".join(f"{name}：{value}" for name, value in facts.items() if value)))
    if placed.domain:
        component.add("categories", [clean(placed.domain.name)])


def clean(text: str) -> str:
    """Return a text without control characters but tab and line feed, as RFC 5545, section 3.1, requires."""
    return _FORBIDDEN.sub(REPLACEMENT, "\n".join(text.splitlines()))
