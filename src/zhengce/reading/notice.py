"""The pieces put together: a text becomes a notice.

Time limits, unit clauses, targets and citations are found once over the whole
clean text; the outline says where parts begin; each part takes what stands in it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Generic, Protocol, TypeVar

import attrs

from ..dates import as_date
from ..made import maker
from ..model import Citation, Deadline, Domain, Measure, Notice, Section, Unit
from ..text import Source, Span
from .citations import find_citations
from .deadlines import read_deadlines
from .deadlines.reader import TASK
from .frontmatter import read_front_matter
from .lines import Line
from .outline import read_outline
from .parts import Part, read_parts
from .tables import find_tables
from .targets import find_targets
from .units import Clause, Role, find_clauses


def parse(text: str, *, reference_date: dt.date | None = None, name: str | None = None) -> Notice:
    r"""Read a notice out of its text.

    Never raises, whatever the text: what cannot be read as a part of a notice
    stays on it as a :class:`~zhengce.Section`.

    Args:
        text: the document, as it was typed, extracted or recognised.
        reference_date: the day from which bare months and years are counted;
            by default the notice's own date of issue, else the year of its
            document number or title. The clock is never asked.
        name: the file it came from, kept on ``notice.source``.

    >>> notice = parse(
    ...     "一、优化服务\n1.开通专窗。6月底前，开通专窗。（牵头单位：综合服务局）", reference_date=dt.date(2023, 5, 1)
    ... )
    >>> [measure] = notice.measures
    >>> measure.title, str(measure.lead_units[0]), str(measure.deadlines[0].due)
    ('开通专窗', '综合服务局', '2023-06-30')
    """
    return read_notice(Source(text=text, name=name), reference_date=reference_date)


def read_notice(source: Source, *, reference_date: dt.date | None = None) -> Notice:
    """Read a notice out of a source that may know its pages and paragraphs."""
    front = read_front_matter(source)
    outline = read_outline(source.clean, front.body)
    notice = Notice(
        title=front.title,
        document_number=front.document_number,
        issuing_authorities=front.issuing_authority.split(),
        addressees=front.addressees,
        issue_date=front.issue_date,
        remarks=front.remarks,
        citations=_cited(source, front.repeated),
        source=source,
    )
    starts = [item.start for top in outline for item in top.walk()]
    edges = {place for line in front.body for place in line}  # what stands between is no part of the body
    clauses = find_clauses(source.clean, sorted({*starts, *edges}), source.blanks)
    tables = find_tables(source, front.body)
    deadlines = read_deadlines(
        source,
        reference=(as_date(reference_date) if reference_date else None) or front.issue_date,
        year=notice.year,
        breaks=sorted({*starts, *(clause.end for clause in clauses)}),
        lines=[start for start, _ in front.body],
        stated=[cell for table in tables for cell in table.limits],
    )
    parts = read_parts(source.clean, outline, front.body, clauses, tables)
    builder = _Builder(notice, deadlines, front.body)
    sections = builder.place(parts)
    return attrs.evolve(notice, sections=tuple(sections), domains=tuple(builder.domains))


def _cited(source: Source, repeated: Sequence[Line]) -> tuple[Citation, ...]:
    """What the document cites; a title that is printed twice cites once."""
    again = [source.span(*line) for line in repeated]
    return tuple(
        c for c in find_citations(source) if c.span and not any(a.start <= c.span.start < a.end for a in again)
    )


class _Placed(Protocol):
    @property
    def span(self) -> Span | None: ...


Found = TypeVar("Found", bound=_Placed)


class _Shelf(Generic[Found]):
    """What was found in the text, to be taken by place."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.found = tuple(found)
        self.starts = [f.span.start for f in self.found if f.span]

    def within(self, span: Span) -> tuple[Found, ...]:
        if not self.starts:
            return ()
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return self.found[first:last]


_make_measure, _make_unit = maker(Measure), maker(Unit)
_DASH = re.compile(r"(?<=.{4})[—-]{1,2}(?=.)")
_UNTITLED: Final = "全文"
_LONGEST_HEADING: Final = 200
"""What is longer heads nothing; each domain below it repeats a heading."""


class _Builder:
    """Turns parts into sections, domains and measures."""

    def __init__(self, notice: Notice, deadlines: tuple[Deadline, ...], lines: Sequence[Line]) -> None:
        self.notice = notice
        self.source = notice.source
        self.clean = notice.source.clean
        self.deadlines = _Shelf(deadlines)
        self.targets = _Shelf(find_targets(notice.source))
        self.citations = _Shelf(notice.citations)
        self.domains: list[Domain] = []
        self.lost = [start for start, _ in lines if self.clean[start - 1 : start] not in ("", "\n")]

    def place(self, parts: Sequence[Part], path: tuple[str, ...] = (), owner: Part | None = None) -> list[Section]:
        """Add the domains that *owner* and its *parts* hold; returns what is no measure."""
        sections: list[Section] = []
        measures: list[Part] = []
        for part in parts:
            if part.is_measure:
                measures.append(part)
            elif part.holds_measures:
                self._add_domain(owner, path, measures)
                measures = []
                sections += self._place_below(part, path)
            else:
                sections.append(self._whole(part))
        self._add_domain(owner, path, measures)
        return sections

    def _place_below(self, part: Part, path: tuple[str, ...]) -> list[Section]:
        """A heading with measures below it: a domain if they are its own, else a part of their path."""
        heading = self._words(*part.title_place(self.clean))
        if part.style == "plain" or len(heading) > _LONGEST_HEADING:  # a table among paragraphs, or below one
            return [*self.place(part.parts, path), self._section(part, [])]
        sections = self.place(part.parts, (*path, heading), part)
        is_domain = any(p.is_measure for p in part.parts)
        return sections if is_domain or not self._under_heading(part) else [self._section(part, sections)]

    def _under_heading(self, part: Part) -> str:
        """The words of a part behind its heading."""
        return self._text(part.title_place(self.clean)[1], part.end).lstrip("。；：，、 \n").rstrip()

    def _whole(self, part: Part) -> Section:
        return self._section(part, [self._whole(p) for p in part.parts])

    def _section(self, part: Part, sections: Sequence[Section]) -> Section:
        span = self.source.span(part.start, part.end)
        return Section(
            number=part.number,
            title="" if part.style == "plain" else self._words(*part.title_place(self.clean)),
            text=self._text(part.start, part.end),
            deadlines=self.deadlines.within(span),
            targets=self.targets.within(span),
            citations=self.citations.within(span),
            sections=tuple(sections),
            span=span,
        )

    # --- domains ------------------------------------------------------------

    def _add_domain(self, owner: Part | None, path: tuple[str, ...], parts: Sequence[Part]) -> None:
        if not parts:
            return
        place = str(len(self.domains) + 1)
        measures = tuple(self._measure(part, f"{place}.{i}") for i, part in enumerate(parts, 1))
        if owner is None:
            self.domains.append(Domain(name=self.notice.title or _UNTITLED, measures=measures))
            return
        *above, name = _DASH.split(path[-1], 1)
        clauses = [c for c in owner.clauses if c.of_domain]
        span = self.source.span(owner.start, owner.end)
        self.domains.append(
            Domain(
                number=owner.number,
                name=name or _UNTITLED,
                path=(*path[:-1], *above),
                commander=next((c.commander for c in clauses if c.commander), None),
                lead_units=tuple(self._unit(u.start, u.end) for c in clauses for u in c.units),
                text=self._under_heading(owner),
                deadlines=self.deadlines.within(span),
                measures=measures,
                span=span if owner.start < owner.end else None,
                clauses=self._clauses(clauses),
            )
        )

    # --- measures -----------------------------------------------------------

    def _measure(self, part: Part, place: str) -> Measure:
        end, nested = part.end, list[Part]()
        for below in _below(part):
            if below.is_measure:
                nested.append(below)
            elif nested:
                _innermost_last(nested[-1]).end = below.end
            else:
                end = below.end
        span = self.source.span(part.start, end)
        title = self._words(*part.title_place(self.clean)) or self.clean[part.start : end].strip()
        units = self._units(part)
        return _make_measure(
            id=place,
            number=part.number,
            title=title,
            text=self._text(part.start, end),
            lead_units=tuple(units[Role.LEAD]),
            responsible_units=tuple(units[Role.RESPONSIBLE]),
            supporting_units=tuple(units[Role.SUPPORTING]),
            open_ended=any(c.open_ended for c in part.clauses),
            deadlines=self._deadlines(part, span, title),
            targets=self.targets.within(span),
            citations=self.citations.within(span),
            measures=tuple([self._measure(p, f"{place}.{i}") for i, p in enumerate(nested, 1)]),
            span=span,
            clauses=self._clauses(part.clauses),
        )

    def _deadlines(self, part: Part, span: Span, title: str) -> tuple[Deadline, ...]:
        """The limits in a measure; one in another cell of its row governs the whole of it."""
        found = self.deadlines.within(span)
        if part.style != "row":
            return found
        shared = [d for cell in part.above for d in self.deadlines.within(self.source.span(*cell))]
        words = self.source.span(*part.words)
        return tuple(
            d if d.span and words.start <= d.span.start < words.end else attrs.evolve(d, task=title[:TASK])
            for d in (*shared, *found)
        )

    def _clauses(self, clauses: Iterable[Clause]) -> tuple[Span, ...]:
        return tuple([self.source.span(c.start, c.end) for c in clauses])

    def _units(self, part: Part) -> dict[Role, list[Unit]]:
        units: dict[Role, list[Unit]] = {Role.LEAD: [], Role.RESPONSIBLE: [], Role.SUPPORTING: []}
        for clause in part.clauses:
            for named in clause.units:
                units[named.role].append(self._unit(named.start, named.end))
        return units

    def _unit(self, start: int, end: int) -> Unit:
        return _make_unit(self._words(start, end), self.source.span(start, end))

    def _text(self, start: int, end: int) -> str:
        """The words with a paragraph a line, also where the line breaks of the document were lost."""
        if not self.lost:
            return self.clean[start:end]
        lost = self.lost[bisect_right(self.lost, start) : bisect_left(self.lost, end)]
        return "\n".join(self.clean[a:b] for a, b in pairwise([start, *lost, end]))

    def _words(self, start: int, end: int) -> str:
        return self.clean[start:end].replace("\n", "")


def _below(part: Part) -> Iterable[Part]:
    """What stands below a measure, in text order; nothing below a nested measure."""
    for below in part.parts:
        yield below
        if not below.is_measure:
            yield from _below(below)


def _innermost_last(part: Part) -> Part:
    """The last measure at or below *part*: what follows it in the text is its own."""
    nested = [below for below in _below(part) if below.is_measure]
    return _innermost_last(nested[-1]) if nested else part
