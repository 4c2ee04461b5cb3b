"""The model: a notice and its parts.

Every class is frozen, slotted, keyword-only, hashable and picklable. Spans and
``source`` take no part in equality: a model built by hand equals the same model
read from a document. No parsing happens here, and no formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import ClassVar, Final

import attrs
import pendulum

from .deadline import Amount, Convention, Deadline, DeadlineKind, TimeUnit
from .errors import UnknownMeasureError, expect
from .fields import as_day, as_decimal, check_choice, check_decimal, check_whole, check_words, span_field, spans_field
from .lexicon import Lazy
from .made import Pickled
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

_YEAR_NAMED = Lazy("(?<![0-9—–~～至-])(?:19|20)[0-9]{2}(?=年)")
"""The year in a title, 2021年工作要点; a range of years, 2021—2023年, is not one."""


# --- the parts of a measure -----------------------------------------------


class Role(StrEnum):
    """What a unit does for a measure."""

    LEAD = "lead"
    """牵头单位: it leads."""
    RESPONSIBLE = "responsible"
    """责任单位: it is responsible."""
    SUPPORTING = "supporting"
    """配合单位: it supports."""


@attrs.frozen(kw_only=True)
class Unit(Pickled):
    """An office, by its name as written."""

    name: str
    span: Span | None = span_field()

    __repr__ = call

    def __attrs_post_init__(self) -> None:
        check_words(self, "name")

    def __str__(self) -> str:
        return self.name


COMPARATORS: Final = (">=", "<=", ">", "<", "=", "~")
"""How the result is to compare with the quantity; ``~`` means about."""


@attrs.frozen(kw_only=True)
class Target(Pickled):
    """A quantity to be reached: 98%以上, 不少于5个, 10亿元左右, 3-5家, 1.12万个.

    Attributes:
        text: the words, in the clean reading.
        comparator: one of ``COMPARATORS``.
        value: the number, with 万 and 亿 multiplied out; ``None`` for a range.
        low: the lower end of a range.
        high: the upper end of a range.
        unit: the unit of the quantity: ``%``, ``个``, ``元``.
        span: its place in the original.
    """

    text: str
    comparator: str = attrs.field(default="=", metadata={"enum": COMPARATORS})
    value: Decimal | None = attrs.field(default=None, converter=as_decimal)
    low: Decimal | None = attrs.field(default=None, converter=as_decimal)
    high: Decimal | None = attrs.field(default=None, converter=as_decimal)
    unit: str = ""
    span: Span | None = span_field()

    __repr__ = call

    def __attrs_post_init__(self) -> None:
        check_words(self, "text")
        check_choice(self, "comparator", COMPARATORS)
        for name in ("value", "low", "high"):
            check_decimal(self, name)


@attrs.frozen(kw_only=True)
class DocumentNumber(Pickled):
    """发文字号, by GB/T 9704-2012: the issuing authority's code, the year, a serial.

    >>> str(DocumentNumber(authority_code="东港开管发", year=2023, serial=10))
    '东港开管发〔2023〕10号'
    """

    authority_code: str
    year: int
    serial: int
    span: Span | None = span_field()

    __repr__ = call

    def __attrs_post_init__(self) -> None:
        check_words(self, "authority_code")
        check_whole(self, "year")
        check_whole(self, "serial")

    def __str__(self) -> str:
        return f"{self.authority_code}〔{self.year}〕{self.serial}号"


@attrs.frozen(kw_only=True)
class Citation(Pickled):
    """A document that the notice refers to.

    Attributes:
        title: the words between 《 and 》.
        document_number: the number printed after it, if any.
        text: the words, in the clean reading.
        span: its place in the original.
    """

    title: str
    document_number: DocumentNumber | None = None
    text: str = ""
    span: Span | None = span_field()

    __repr__ = call


# --- the parts of a notice ------------------------------------------------


@attrs.frozen(kw_only=True)
class Measure(Pickled):
    """An item that states work to be done, and who does it.

    Attributes:
        id: its place, counted: ``3.4`` is the fourth measure of the third domain.
        number: as printed: ``4.``, ``（四）``; empty if it has none.
        title: its heading or first sentence, without number and final full stop.
        text: its words in the clean reading, number and unit clause included,
            without its nested measures; paragraphs are lines.
        lead_units: 牵头单位.
        responsible_units: 责任单位.
        supporting_units: 配合单位.
        open_ended: true if the list of units ends in 等有关部门 or the like.
        deadlines: the time limits in its text, in text order.
        targets: the quantities to be reached in its text, in text order.
        citations: the documents that its text refers to, in text order.
        measures: its numbered parts that have unit clauses of their own.
        span: the place of its text in the original.
        clauses: the places of its unit clauses in the original, brackets included.

    Raises:
        ValueError: the title is blank.
    """

    id: str = ""
    number: str = ""
    title: str
    text: str = ""
    lead_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    responsible_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    supporting_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    open_ended: bool = False
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=as_tuple)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple)
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=as_tuple)
    span: Span | None = span_field()
    clauses: tuple[Span, ...] = spans_field()

    _repr_html_ = card

    def __attrs_post_init__(self) -> None:
        check_words(self, "title")

    def __repr__(self) -> str:
        name = f"{self.id} {quoted(self.title)}".lstrip()
        return f"<Measure {name}, {counted(len(self.deadlines), 'deadline')}>"

    @property
    def units(self) -> tuple[Unit, ...]:
        """All its units: lead, responsible, supporting."""
        return self.lead_units + self.responsible_units + self.supporting_units

    @property
    def roles(self) -> tuple[tuple[Role, Unit], ...]:
        """Its units with their roles, in text order.

        The order is that of the spans. If a unit has no span, as in a measure built by hand, the
        lead units come first, then the responsible, then the supporting ones.

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
        """Yield the measure itself and those nested in it, depth first."""
        left: list[Measure] = [self]
        while left:
            measure = left.pop()
            yield measure
            left += measure.measures[::-1]


@attrs.frozen(kw_only=True)
class Domain(Pickled):
    """The nearest heading that groups measures (领域).

    Attributes:
        number: as printed; empty if it has none.
        name: the heading, or the words after its dash.
        path: the titles of the headings above it, outermost first.
        commander: 总指挥, if one is named.
        lead_units: 领域牵头单位.
        text: the words under the heading, before the first measure.
        deadlines: the time limits in that text.
        measures: its measures, in text order.
        span: the place of the heading and the text under it in the original; ``None``
            for the domain of a document without headings, and for one that a column
            of a table names.
        clauses: the places of its own unit clauses in the original, brackets included.
    """

    number: str = ""
    name: str
    path: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    commander: str | None = None
    lead_units: tuple[Unit, ...] = attrs.field(default=(), converter=as_tuple)
    text: str = ""
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=as_tuple)
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=as_tuple)
    span: Span | None = span_field()
    clauses: tuple[Span, ...] = spans_field()

    _repr_html_ = card

    def __attrs_post_init__(self) -> None:
        check_words(self, "name")

    def __repr__(self) -> str:
        return f"<Domain {quoted(self.number + self.name)}, {counted(len(self.measures), 'measure')}>"


@attrs.frozen(kw_only=True)
class Section(Pickled):
    """A part of the body that is not a measure: a preamble, 工作目标, 保障措施.

    Attributes:
        number: as printed; empty if it has none.
        title: its heading or first sentence; empty for plain paragraphs.
        text: its words in the clean reading, number and heading included,
            without its subsections; paragraphs are lines.
        deadlines: the time limits in its text, in text order.
        targets: the quantities to be reached in its text, in text order.
        citations: the documents that its text refers to, in text order.
        sections: its subsections.
        span: the place of its text in the original.
    """

    number: str = ""
    title: str = ""
    text: str = ""
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=as_tuple)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=as_tuple)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=as_tuple)
    span: Span | None = span_field()

    def __repr__(self) -> str:
        return f"<Section {quoted(self.title or self.text)}>"

    def walk(self) -> Iterator[Section]:
        """Yield the section itself and those nested in it, depth first."""
        left: list[Section] = [self]
        while left:
            section = left.pop()
            yield section
            left += section.sections[::-1]


@attrs.frozen(kw_only=True)
class Notice(Pickled):
    """A government notice (通知) with what it issues: the whole document.

    Attributes:
        title: 标题, without line breaks.
        document_number: 发文字号, or ``None``.
        issuing_authorities: 发文机关 as printed; a joint notice has several; empty if unknown.
        addressees: 主送机关, split at ，; empty if none.
        issue_date: 成文日期, or ``None``.
        remarks: 附注 such as 此件公开发布, without brackets; and what is printed beside the number or the
            name above: 签发人, or 第45号 of an order, which has no year.
        citations: every document that is cited, in text order, including those of measures
            and sections.
        sections: the parts that are not measures, in text order; no text is lost.
        domains: the headings that group measures, in text order.
        source: the original text and the file's name.
    """

    title: str = ""
    document_number: DocumentNumber | None = None
    issuing_authorities: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    addressees: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    issue_date: pendulum.Date | None = attrs.field(default=None, converter=as_day)
    remarks: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=as_tuple)
    domains: tuple[Domain, ...] = attrs.field(default=(), converter=as_tuple)
    source: Source = attrs.field(factory=lambda: Source(text=""), eq=False, repr=False)

    _repr_html_ = card

    __iter__: ClassVar[None] = None  # ambiguous, since measures are nested: use ``notice.measures``

    def __getitem__(self, id: str) -> Measure:  # noqa: A002  # as the field of the measure
        """Return the measure with an id, such as ``3.4``.

        >>> notice = Notice(domains=[Domain(name="供水", measures=[Measure(id="1.1", title="改造管网")])])
        >>> notice["1.1"].title
        '改造管网'

        Raises:
            UnknownMeasureError: no measure has this id; it is also a ``KeyError``.
        """
        measures = self.measures
        for measure in measures:
            if measure.id == id and id:
                return measure
        raise UnknownMeasureError(id, tuple(measure.id for measure in measures if measure.id))

    def __attrs_post_init__(self) -> None:
        expect(self.title, str, "a text")

    def __repr__(self) -> str:
        number = f"{self.document_number} " if self.document_number else ""
        counts = f"{counted(len(self.domains), 'domain')}, {counted(len(self.measures), 'measure')}"
        return f"<Notice {number}{quoted(self.title)}, {counts}>"

    @property
    def issuing_authority(self) -> str:
        """The issuing authorities as one text, joined by a space; empty if unknown."""
        return " ".join(self.issuing_authorities)

    @cached_property
    def _measures(self) -> tuple[Measure, ...]:
        return tuple(m for domain in self.domains for top in domain.measures for m in top.walk())

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, depth first, in text order."""
        return self._measures

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
        """The year of its issue date, or else of its number, or else of its title; ``None`` if unknown."""
        if self.issue_date:
            return self.issue_date.year
        if self.document_number:
            return self.document_number.year
        named = _YEAR_NAMED.findall(self.title)
        return int(named[0]) if len(named) == 1 else None
