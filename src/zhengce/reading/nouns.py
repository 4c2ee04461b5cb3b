"""Nouns: make the objects of the model from what the readers found.

The model classes refuse empty fields: a unit needs a name, a measure and a domain need a
title. In odd texts the readers find units and measures without them. Only this module
drops those; their words stay in the text of a measure, a domain or a section.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Generic, Protocol, TypeVar

import attrs

from ..lexicon import Lazy
from ..made import maker
from ..model import Deadline, Domain, Measure, Notice, Role, Section, Unit
from ..text import Span
from .deadlines.reader import TASK
from .lines import Line
from .parts import Part
from .targets import find_targets
from .units import Clause

_make_domain, _make_measure, _make_section, _make_unit = maker(Domain), maker(Measure), maker(Section), maker(Unit)
_ROLES: Final = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORTING)
_DASH = Lazy(r"(?<=.{4})[—-]{1,2}(?=.)")
_UNTITLED: Final = "全文"
_LONGEST_HEADING: Final = 200
"""The longest heading, since each domain below it repeats it."""


def with_parts(notice: Notice, parts: Sequence[Part], deadlines: Iterable[Deadline], lines: Sequence[Line]) -> Notice:
    """Return *notice* with the domains and sections made of *parts*; *lines* are those of the body."""
    builder = _Builder(notice, deadlines, lines)
    sections = builder.place(parts)
    return attrs.evolve(notice, sections=tuple(sections), domains=tuple(builder.domains))


class _Placed(Protocol):
    @property
    def span(self) -> Span | None: ...


Found = TypeVar("Found", bound=_Placed)


class _Shelf(Generic[Found]):
    """What was found in the text, in order of place."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.found = tuple(found)
        self.starts = [f.span.start for f in self.found if f.span]
        self.ends = [f.span.end for f in self.found if f.span]

    def within(self, span: Span) -> tuple[Found, ...]:
        if not self.starts:
            return ()
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        while last > first and self.ends[last - 1] > span.end:  # it continues in the next part
            last -= 1
        return self.found[first:last]


class _Builder:
    """Turns parts into sections, domains and measures."""

    def __init__(self, notice: Notice, deadlines: Iterable[Deadline], lines: Sequence[Line]) -> None:
        self.notice = notice
        self.span = notice.source.map.span
        self.clean = notice.source.clean
        self.deadlines = _Shelf(deadlines)
        self.targets = _Shelf(find_targets(notice.source))
        self.citations = _Shelf(notice.citations)
        self.domains: list[Domain] = []
        self.placed: set[int] = set()  # the headings whose words stand in a domain already
        self.lost = [start for start, _ in lines if self.clean[start - 1 : start] not in ("", "\n")]

    def place(self, parts: Sequence[Part], path: tuple[str, ...] = (), owner: Part | None = None) -> list[Section]:
        """Add the domains of *owner* and its *parts*; return the sections."""
        sections: list[Section] = []
        measures: list[Part] = []
        for part in parts:
            if part.is_measure:
                measures.append(part)
                sections += [self._whole(below) for below in _beyond(part)] if part.parts else []
            elif part.holds_measures:
                self._add_domain(owner, path, measures)
                measures = []
                sections += self._place_below(part, path)
            elif part.start < part.end or part.parts:
                sections.append(self._whole(part))
        self._add_domain(owner, path, measures)
        return sections

    def _place_below(self, part: Part, path: tuple[str, ...]) -> list[Section]:
        """Place a heading with measures below it: as a domain if they are its own, else as a part of their path."""
        title = self._words(*part.title_place(self.clean))
        if part.style == "plain" or len(title) > _LONGEST_HEADING:  # a table among paragraphs, or below one
            return [self._section(part, []), *self.place(part.parts, path)]
        sections = self.place(part.parts, (*path, title), part)
        if any(p.is_measure for p in part.parts):  # a domain
            return sections
        heading = self._section(part, sections)
        says_more = self._under_heading(part) or heading.deadlines or heading.targets or heading.citations
        return [heading] if says_more or not title else sections

    def _under_heading(self, part: Part) -> str:
        """Return the words of a part after its heading."""
        return self._text(part.title_place(self.clean)[1], part.end).lstrip("。；：，、 \n").rstrip()

    def _whole(self, part: Part) -> Section:
        return self._section(part, [self._whole(below) for below in _beyond(part)])

    def _section(self, part: Part, sections: Sequence[Section]) -> Section:
        span = self.span(part.start, part.end)
        return _make_section(
            part.number,
            "" if part.style == "plain" else self._words(*part.title_place(self.clean)),
            self._text(part.start, part.end),
            self.deadlines.within(span),
            self.targets.within(span),
            self.citations.within(span),
            tuple(sections),
            span,
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
        span = self.span(owner.start, owner.end)
        has_words = owner.start < owner.end and id(owner) not in self.placed
        self.placed.add(id(owner))
        self.domains.append(
            _make_domain(
                owner.number,
                name or _UNTITLED,
                (*path[:-1], *above),
                next((c.commander for c in clauses if c.commander), None),
                tuple([unit for _, unit in self._named(clauses)]),
                self._under_heading(owner) if has_words else "",
                self.deadlines.within(span) if has_words else (),
                measures,
                span if has_words else None,
                self._clauses(clauses) if has_words else (),
            )
        )

    # --- measures -----------------------------------------------------------

    def _measure(self, part: Part, place: str) -> Measure:
        span = self.span(part.start, part.end)
        text = self._text(part.start, part.end)
        title = self._words(*part.title_place(self.clean)) or text.strip().replace("\n", "")
        named = self._named(part.clauses)
        nested = _nested(part) if part.parts else ()
        return _make_measure(
            place,
            part.number,
            title,
            text,
            *[tuple([unit for its, unit in named if its is role]) for role in _ROLES],
            any(c.open_end for c in part.clauses),
            self._deadlines(part, span, title),
            self.targets.within(span),
            self.citations.within(span),
            tuple([self._measure(p, f"{place}.{i}") for i, p in enumerate(nested, 1)]),
            span,
            self._clauses(part.clauses),
        )

    def _deadlines(self, part: Part, span: Span, title: str) -> tuple[Deadline, ...]:
        """Return the time limits of a measure; one in another cell of its row governs all of it."""
        found = self.deadlines.within(span)
        if part.style != "row":
            return found
        shared = [d for cell in part.above for d in self.deadlines.within(self.span(*cell))]
        words = self.span(*part.words)
        return tuple(
            d if d.span and words.start <= d.span.start < words.end else attrs.evolve(d, task=title[:TASK])
            for d in (*shared, *found)
        )

    def _clauses(self, clauses: Iterable[Clause]) -> tuple[Span, ...]:
        return tuple([self.span(c.start, c.end) for c in clauses])

    def _named(self, clauses: Iterable[Clause]) -> list[tuple[Role, Unit]]:
        """Return the units that clauses name, with their roles."""
        return [
            (named.role, _make_unit(name, self.span(named.start, named.end)))
            for clause in clauses
            for named in clause.units
            if (name := named.name.replace("\n", "")).isalnum() or any(map(str.isalnum, name))  # punctuation alone
        ]

    def _text(self, start: int, end: int) -> str:
        """Return the words with a line for each paragraph, also if the line breaks of the document were lost."""
        if not self.lost:
            return self.clean[start:end]
        lost = self.lost[bisect_right(self.lost, start) : bisect_left(self.lost, end)]
        return "\n".join(self.clean[a:b] for a, b in pairwise([start, *lost, end]))

    def _words(self, start: int, end: int) -> str:
        return self.clean[start:end].replace("\n", "")


def _nested(part: Part) -> Iterator[Part]:
    """Yield the measures directly below a measure."""
    for below in part.parts:
        if below.is_measure:
            yield below
        else:
            yield from _nested(below)


def _beyond(part: Part) -> Iterator[Part]:
    """Yield the parts below a measure that belong neither to it nor to a measure below it."""
    for below in part.parts:
        if below.taken or below.is_measure:
            yield from _beyond(below)
        elif below.start < below.end or below.parts:
            yield below
