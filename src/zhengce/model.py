"""The nouns: a notice and what it is made of.

Every class is frozen, slotted, keyword-only, hashable and picklable. Spans and
``source`` take no part in equality: a model built by hand equals the same model
read from a document. No parsing happens here, and no formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter
from typing import ClassVar

import attrs
import pendulum

from .dates import as_date, days_after, months_after, workdays_after
from .errors import UnknownMeasureError
from .rrule import SHAPE, next_date, read_recurrence
from .shown import call, card, counted, quoted
from .text import Place, Source, Span, as_tuple

__all__ = [
    "Amount",
    "Citation",
    "Convention",
    "Deadline",
    "DeadlineKind",
    "DocumentNumber",
    "Domain",
    "Measure",
    "Notice",
    "Place",
    "Role",
    "Section",
    "Source",
    "Span",
    "Target",
    "TimeUnit",
    "Unit",
]

_YEAR_NAMED = re.compile("(?<![0-9—–~～至-])(?:19|20)[0-9]{2}(?=年)")
"""The year in a title, 2021年工作要点; a span of years, 2021—2023年, names none."""


def _not_blank(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"a {type(instance).__name__} needs a {attribute.name}, got {value!r}")


def _whole(instance: object, attribute: attrs.Attribute[int], value: int) -> None:
    if type(value) is not int or value < 0:
        where = f"{type(instance).__name__}.{attribute.name}"
        raise ValueError(f"{where} must be a whole number >= 0, got {value!r}")


def _count(instance: object, attribute: attrs.Attribute[int], value: int | None) -> None:
    if value is not None and (type(value) is not int or value < 1):
        where = f"{type(instance).__name__}.{attribute.name}"
        raise ValueError(f"{where} must be a whole number >= 1, got {value!r}")


def _recurrence(_instance: object, _attribute: attrs.Attribute[str], value: str | None) -> None:
    if value is not None:
        read_recurrence(value)


def _day(value: date | None) -> pendulum.Date | None:
    if value is not None and not isinstance(value, date):
        raise ValueError(f"expected a date, got {value!r}")
    return value if value is None or isinstance(value, pendulum.Date) else as_date(value)


def _span() -> Span | None:
    """A span: where the words stand in the original, ``None`` on a model built by hand."""
    field: Span | None = attrs.field(default=None, eq=False, repr=False)
    return field


def _spans() -> tuple[Span, ...]:
    field: tuple[Span, ...] = attrs.field(default=(), converter=as_tuple, eq=False, repr=False)
    return field


# --- time limits ----------------------------------------------------------


class DeadlineKind(StrEnum):
    """What a time limit asks for."""

    BY = "by"
    """No later than a day: 6月底前, 到2025年."""
    DURING = "during"
    """Within a named window: 10月份, 全年, “十四五”期间."""
    WITHIN = "within"
    """A length of time after an event: 自印发之日起30日内."""
    RECURRING = "recurring"
    """Again and again: 每年2月底前, 按月."""
    STANDING = "standing"
    """From now on, with no end: 长期坚持, 立即."""


class Convention(StrEnum):
    """How an expression was read that people read in more than one way."""

    DAY_COUNTS = "day-counts"
    """6月30日前: 30 June is the last day. 前 alone would leave it out; administrative use counts the day named."""
    BEFORE_IT_BEGINS = "before-it-begins"
    """8月前, 三季度前, 2025年前: over before the period begins. Who means its end writes 底前 or 末前."""
    THIRD_COUNTS = "third-counts"
    """6月上旬前: by the end of those ten days; 旬 is too short a period for its first day to be meant."""
    LAST_DAY = "last-day"
    """12月底, 2025年底 as a time of action: the last day. Read loosely, 底 is the last days."""
    FIRST_TEN_DAYS = "first-ten-days"
    """6月初: the first ten days. 年初 and 季度初: the first month."""
    HALF_WAY = "half-way"
    """年中: by 30 June."""
    EVE = "eve"
    """春节前: the day before the festival, in the year that makes it the next one to come."""
    ABOUT = "about"
    """2月20日左右: that day."""
    WHOLE_PERIOD = "whole-period"
    """完成时限：2023年12月, and 三季度前 in a notice of that quarter: the last day of the period."""
    IMPOSSIBLE = "impossible"
    """2月30日前, 13月底前: no such day, or none in the calendar, so there is no date."""


class TimeUnit(StrEnum):
    """What the number of an :class:`Amount` counts."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@attrs.frozen(kw_only=True)
class Amount:
    """A length of time as a notice counts it: 30日, 3个工作日, 半年 (six months)."""

    value: int = attrs.field(validator=_whole)
    unit: TimeUnit = attrs.field(converter=TimeUnit)

    __repr__ = call

    def after(self, day: date) -> pendulum.Date:
        """The last day of this length of time, counted from *day*, which itself does not count.

        Civil Code, articles 201 and 202. Hours are counted in whole days, the
        last one begun included: 24小时 end on the next day.

        >>> Amount(value=3, unit=TimeUnit.MONTH).after(date(2023, 6, 15))
        Date(2023, 9, 15)

        Raises:
            CalendarError: the day lies outside of the calendar, or working days are counted
                in a year whose holidays have not been announced.
            MissingExtraError: it counts working days, and the extra ``workdays`` is not installed.
        """
        return self._from(day, 1)

    def before(self, day: date) -> pendulum.Date:
        """The last day that lies this length of time before *day*: 有效期届满30日前.

        >>> Amount(value=30, unit=TimeUnit.DAY).before(date(2023, 7, 31))
        Date(2023, 7, 1)

        Raises:
            CalendarError, MissingExtraError: as for :meth:`after`.
        """
        return self._from(day, -1)

    def _from(self, day: date, sign: int) -> pendulum.Date:
        match self.unit:
            case TimeUnit.HOUR:
                return days_after(day, sign * -(-self.value // 24))
            case TimeUnit.DAY:
                return days_after(day, sign * self.value)
            case TimeUnit.WORKING_DAY:
                return workdays_after(day, sign * self.value)
            case TimeUnit.WEEK:
                return days_after(day, sign * self.value * 7)
            case TimeUnit.MONTH:
                return months_after(day, sign * self.value)
            case TimeUnit.YEAR:
                return months_after(day, sign * self.value * 12)


def _convention(value: str | None) -> Convention | None:
    return None if value is None else Convention(value)


@attrs.frozen(kw_only=True)
class Deadline:
    """When work must be done, or a state reached.

    Attributes:
        text: the expression, in the clean reading: ``6月底前``.
        kind: what it asks for.
        start: the first day of a ``during``.
        due: the last day, inclusive; ``None`` where the words fix none.
        event: of a ``within``, what the clock starts at: ``印发之日``.
        amount: of a ``within``, how long after the event.
        recurrence: of a ``recurring``, an RFC 5545 RRULE without its name, in steps of a day or longer.
        times: how often the work is to be done in that time, or at least: 2 of 每年至少2次; else ``None``.
        convention: the convention that decided an ambiguous expression
            (``8月前``), or ``None`` where the words alone decide.
        task: the words that it governs, up to the next limit or the end of the sentence.
        span: where it stands in the original.
    """

    text: str = attrs.field(validator=_not_blank)
    kind: DeadlineKind = attrs.field(converter=DeadlineKind)
    start: pendulum.Date | None = attrs.field(default=None, converter=_day)
    due: pendulum.Date | None = attrs.field(default=None, converter=_day)
    event: str | None = None
    amount: Amount | None = None
    recurrence: str | None = attrs.field(default=None, validator=_recurrence, metadata={"pattern": SHAPE})
    times: int | None = attrs.field(default=None, validator=_count)
    convention: Convention | None = attrs.field(default=None, converter=_convention)
    task: str = ""
    span: Span | None = _span()

    __repr__ = call
    _repr_html_ = card

    def __attrs_post_init__(self) -> None:
        if self.start and self.due and self.start > self.due:
            raise ValueError(f"a Deadline must not start after it is due, got start={self.start}, due={self.due}")

    def next_due(self, after: date) -> pendulum.Date | None:
        """The first day later than *after* on which it is due, or ``None`` if there is none up to 9999-12-31.

        A recurring limit without a rule (每学期) has none that is known.

        >>> monthly = Deadline(text="每月26日前", kind="recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=26")
        >>> monthly.next_due(date(2023, 6, 30))
        Date(2023, 7, 26)
        """
        if self.recurrence:
            return next_date(self.recurrence, after, since=self.start)
        return self.due if self.due and self.due > as_date(after) else None

    def due_after(self, event_date: date) -> pendulum.Date:
        """The last day of a ``within``, given the day of its event, which itself does not count.

        Of a ``by`` that lies ahead of an event (届满30日前) it is the day so long before it.

        >>> limit = Deadline(text="30日内", kind="within", amount=Amount(value=30, unit="day"))
        >>> limit.due_after(date(2018, 11, 16))
        Date(2018, 12, 16)

        Raises:
            ValueError: it states no length of time.
            CalendarError: as for :meth:`Amount.after`.
            MissingExtraError: it counts working days, and the extra ``workdays`` is not installed.
        """
        if self.amount is None:
            raise ValueError(f"{self.text!r} states no length of time")
        return self.amount.before(event_date) if self.kind is DeadlineKind.BY else self.amount.after(event_date)


# --- what a measure is made of --------------------------------------------


class Role(StrEnum):
    """What a unit does for a measure."""

    LEAD = "lead"
    """牵头单位: it leads."""
    RESPONSIBLE = "responsible"
    """责任单位: it is responsible."""
    SUPPORTING = "supporting"
    """配合单位: it supports."""


@attrs.frozen(kw_only=True)
class Unit:
    """An office, as its name is written."""

    name: str = attrs.field(validator=_not_blank)
    span: Span | None = _span()

    __repr__ = call

    def __str__(self) -> str:
        return self.name


@attrs.frozen(kw_only=True)
class Target:
    """A quantity to be reached: 98%以上, 不少于5个, 10亿元左右, 3-5家, 1.12万个.

    Attributes:
        text: the words, in the clean reading.
        comparator: ``>=`` ``<=`` ``>`` ``<`` ``=`` ``~`` (about).
        value: the number, 万 and 亿 multiplied out; ``None`` in a range.
        low: the lower end of a range.
        high: the upper end of a range.
        unit: what is counted: ``%``, ``个``, ``元``.
        span: where it stands in the original.
    """

    text: str = attrs.field(validator=_not_blank)
    comparator: str = attrs.field(default="=", validator=attrs.validators.in_((">=", "<=", ">", "<", "=", "~")))
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    span: Span | None = _span()

    __repr__ = call


@attrs.frozen(kw_only=True)
class DocumentNumber:
    """发文字号, by GB/T 9704-2012: the issuing authority's code, the year, a serial.

    >>> str(DocumentNumber(authority_code="东港开管发", year=2023, serial=10))
    '东港开管发〔2023〕10号'
    """

    authority_code: str = attrs.field(validator=_not_blank)
    year: int = attrs.field(validator=_whole)
    serial: int = attrs.field(validator=_whole)
    span: Span | None = _span()

    __repr__ = call

    def __str__(self) -> str:
        return f"{self.authority_code}〔{self.year}〕{self.serial}号"


@attrs.frozen(kw_only=True)
class Citation:
    """A document that the notice refers to.

    Attributes:
        title: what stands between 《 and 》.
        document_number: the number printed after it, if any.
        text: the words, in the clean reading.
        span: where it stands in the original.
    """

    title: str
    document_number: DocumentNumber | None = None
    text: str = ""
    span: Span | None = _span()

    __repr__ = call


# --- the parts of a notice ------------------------------------------------


@attrs.frozen(kw_only=True)
class Measure:
    """An item that states work to be done, and who does it.

    Attributes:
        id: its dotted place: ``3.4`` is the fourth measure of the third domain.
        number: as printed: ``4.``, ``（四）``; empty if it has none.
        title: its heading or first sentence, without number and final stop.
        text: its words in the clean reading, number and unit clause included,
            without its nested measures; paragraphs are lines.
        lead_units: 牵头单位.
        responsible_units: 责任单位.
        supporting_units: 配合单位.
        open_ended: whether the list of units ends in 等有关部门 or the like.
        deadlines: the time limits in its text, in text order.
        targets: the quantities to be reached in its text, in text order.
        citations: the documents that its text refers to, in text order.
        measures: its numbered parts that have unit clauses of their own.
        span: where its text stands in the original.
        clauses: where its unit clauses stand in the original, brackets included.

    Raises:
        ValueError: without a title.
    """

    id: str = ""
    number: str = ""
    title: str = attrs.field(validator=_not_blank)
    text: str = ""
    lead_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    responsible_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    supporting_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    open_ended: bool = False
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=as_tuple)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple)
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=as_tuple)
    span: Span | None = _span()
    clauses: tuple[Span, ...] = _spans()

    _repr_html_ = card

    def __repr__(self) -> str:
        name = f"{self.id} {quoted(self.title)}".lstrip()
        return f"<Measure {name}, {counted(len(self.deadlines), 'deadline')}>"

    @property
    def units(self) -> tuple[Unit, ...]:
        """All its units: lead, responsible, supporting."""
        return self.lead_units + self.responsible_units + self.supporting_units

    @property
    def roles(self) -> tuple[tuple[Role, Unit], ...]:
        """What each of its units does, in text order.

        The spans of the units say that order. Where one has none, on a measure built
        by hand, those that lead come first, then the responsible, then the supporting.

        >>> measure = Measure(
        ...     title="改造管网", lead_units=[Unit(name="水务局")], supporting_units=[Unit(name="财政局")]
        ... )
        >>> [(str(role), unit.name) for role, unit in measure.roles]
        [('lead', '水务局'), ('supporting', '财政局')]
        """
        found = [
            *((Role.LEAD, unit) for unit in self.lead_units),
            *((Role.RESPONSIBLE, unit) for unit in self.responsible_units),
            *((Role.SUPPORTING, unit) for unit in self.supporting_units),
        ]
        starts = [unit.span.start for _, unit in found if unit.span]
        if len(starts) < len(found):
            return tuple(found)
        return tuple(pair for _, pair in sorted(zip(starts, found, strict=True), key=itemgetter(0)))

    def walk(self) -> Iterator[Measure]:
        """The measure itself and those nested in it, depth first."""
        left: list[Measure] = [self]
        while left:
            measure = left.pop()
            yield measure
            left += measure.measures[::-1]


@attrs.frozen(kw_only=True)
class Domain:
    """The nearest heading that groups measures (领域).

    Attributes:
        number: as printed; empty if it has none.
        name: the heading, or what stands behind its dash.
        path: the titles of the headings above it, outermost first.
        commander: 总指挥, if one is named.
        lead_units: 领域牵头单位.
        text: what stands under the heading before the first measure.
        deadlines: those in that text.
        measures: its measures, in text order.
        span: where the heading and the text under it stand in the original; ``None``
            for the domain of a document without headings, and for one that a column
            of a table names.
        clauses: where its own unit clauses stand in the original, brackets included.
    """

    number: str = ""
    name: str = attrs.field(validator=_not_blank)
    path: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    commander: str | None = None
    lead_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    text: str = ""
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=as_tuple)
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=as_tuple)
    span: Span | None = _span()
    clauses: tuple[Span, ...] = _spans()

    _repr_html_ = card

    def __repr__(self) -> str:
        return f"<Domain {quoted(self.number + self.name)}, {counted(len(self.measures), 'measure')}>"


@attrs.frozen(kw_only=True)
class Section:
    """A part of the body that is no measure: a preamble, 工作目标, 保障措施.

    Attributes:
        number: as printed; empty if it has none.
        title: its heading or first sentence; empty for plain paragraphs.
        text: its words in the clean reading, number and heading included,
            without its subsections; paragraphs are lines.
        deadlines: the time limits in its text, in text order.
        targets: the quantities to be reached in its text, in text order.
        citations: the documents that its text refers to, in text order.
        sections: its subsections.
        span: where its text stands in the original.
    """

    number: str = ""
    title: str = ""
    text: str = ""
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=as_tuple)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=as_tuple)
    span: Span | None = _span()

    def __repr__(self) -> str:
        return f"<Section {quoted(self.title or self.text)}>"

    def walk(self) -> Iterator[Section]:
        """The section itself and those nested in it, depth first."""
        left: list[Section] = [self]
        while left:
            section = left.pop()
            yield section
            left += section.sections[::-1]


@attrs.frozen(kw_only=True)
class Notice:
    """A government notice (通知) with what it issues: the whole document.

    Attributes:
        title: 标题, without line breaks.
        document_number: 发文字号, or ``None``.
        issuing_authorities: 发文机关 as printed, one a name: joint notices have several; empty if unknown.
        addressees: 主送机关, split at ，; empty if none.
        issue_date: 成文日期, or ``None``.
        remarks: 附注 such as 此件公开发布, without brackets; and 签发人 where the number names one.
        citations: every document that is cited, in text order; those in measures and
            sections stand there, too.
        sections: what is no measure, in text order; no text is lost.
        domains: the headings that group measures, in text order.
        source: the original text and the file's name.
    """

    title: str = ""
    document_number: DocumentNumber | None = None
    issuing_authorities: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    addressees: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    issue_date: pendulum.Date | None = attrs.field(default=None, converter=_day)
    remarks: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=as_tuple)
    domains: tuple[Domain, ...] = attrs.field(default=(), converter=as_tuple)
    source: Source = attrs.field(factory=lambda: Source(text=""), eq=False, repr=False)

    _repr_html_ = card
    __iter__: ClassVar[None] = None  # it holds measures of several levels: ``for m in notice.measures`` says which

    def __getitem__(self, id: str) -> Measure:  # noqa: A002  # as the field of the measure
        """Return the measure with an id, such as ``3.4``.

        >>> notice = Notice(domains=[Domain(name="供水", measures=[Measure(id="1.1", title="改造管网")])])
        >>> notice["1.1"].title
        '改造管网'

        Raises:
            UnknownMeasureError: no measure has this id; it is a ``KeyError``, too.
        """
        measures = self.measures
        for measure in measures:
            if measure.id == id and id:
                return measure
        raise UnknownMeasureError(id, tuple(measure.id for measure in measures if measure.id))

    def __repr__(self) -> str:
        number = f"{self.document_number} " if self.document_number else ""
        counts = f"{counted(len(self.domains), 'domain')}, {counted(len(self.measures), 'measure')}"
        return f"<Notice {number}{quoted(self.title)}, {counts}>"

    @property
    def issuing_authority(self) -> str:
        """The issuing authorities as one text, joined by a space; empty if unknown."""
        return " ".join(self.issuing_authorities)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, depth first, in text order."""
        return tuple(m for domain in self.domains for top in domain.measures for m in top.walk())

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline, inside measures or not, in text order."""
        homes: list[Section | Domain | Measure] = [s for top in self.sections for s in top.walk()]
        homes += self.domains
        homes += self.measures
        found = [d for home in homes for d in home.deadlines]
        return tuple(sorted(found, key=lambda d: d.span.start if d.span else 0))

    @property
    def units(self) -> tuple[Unit, ...]:
        """The distinct units, in order of appearance: domain by domain, measure by measure."""
        named: list[Unit] = []
        for domain in self.domains:
            named += domain.lead_units
            named += (unit for top in domain.measures for measure in top.walk() for _, unit in measure.roles)
        return tuple(dict.fromkeys(named))

    @property
    def year(self) -> int | None:
        """The year it belongs to: of its issue date, its number, or its title."""
        if self.issue_date:
            return self.issue_date.year
        if self.document_number:
            return self.document_number.year
        named = _YEAR_NAMED.findall(self.title)
        return int(named[0]) if len(named) == 1 else None
