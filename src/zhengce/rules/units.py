"""ZC2: units: no lead unit, a unit named twice, no unit at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..analysis.roles import names
from ..findings import Edit, Fix, Severity
from ..lexicon import Lazy
from ..model import Measure, Notice, Role, Section, Unit
from ..reading.outline import read_style
from ..reading.trace import trace
from ..text import Source, Span
from .homes import Homes, clauses
from .names import alike, likelier
from .registry import Hit, hit, rule


@rule(
    "ZC201",
    name="no-lead-unit",
    severity=Severity.WARNING,
    since="0.1.0",
    en="several units are to do “{title}”, and none leads (牵头单位)",
    zh="“{title}”有几个单位负责，没有牵头单位",
)
def no_lead_unit(notice: Notice) -> Iterator[Hit]:
    """Several units are responsible for a measure, and none leads."""
    for domain in notice.domains:
        for measure in (part for top in domain.measures for part in top.walk()):
            led = measure.lead_units or domain.lead_units
            if not led and len({*measure.responsible_units, *measure.supporting_units}) > 1:
                yield hit(_clause(measure), measure=measure)


@rule(
    "ZC202",
    name="no-unit",
    severity=Severity.WARNING,
    since="0.1.0",
    en="“{words}” names no unit at all",
    zh="“{words}”没有写明任何单位",
)
def no_unit(notice: Notice) -> Iterator[Hit]:
    """An item that states work names no unit."""
    for measure in notice.measures:
        if not measure.units:
            yield hit(_clause(measure), measure=measure, words=measure.title)
    for section in _among_measures(notice):
        yield hit(section, words=section.title)


@rule(
    "ZC203",
    name="unit-twice",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{unit} is named twice",
    zh="{unit}在同一措施中出现两次",
)
def unit_twice(notice: Notice) -> Iterator[Hit]:
    """A unit clause names the same unit twice."""
    for measure in notice.measures:
        if len(set(measure.units)) == len(measure.units):
            continue
        starts = _statements(notice, measure)
        named: defaultdict[tuple[int, Unit], list[Role]] = defaultdict(list)
        for role, unit in measure.roles:
            before = named[bisect_right(starts, unit.span.start) if unit.span else 0, unit]
            if before:
                fix = _without(notice, unit) if role in before else None
                yield hit(unit, measure=measure, unit=unit.name, fix=fix)
            before.append(role)


def _statements(notice: Notice, measure: Measure) -> list[int]:
    """Return the beginnings of the unit clauses, in order; clauses with only punctuation between them count as one."""
    clauses = sorted(measure.clauses, key=lambda clause: clause.start)
    text, ends = notice.source.text, (clause.end for clause in clauses)
    return [
        clause.start
        for clause, before in zip(clauses, (None, *ends), strict=False)
        if before is None or not _MARKS.fullmatch(text, before, clause.start)
    ]


_MARKS = Lazy(r"\W*")


def _without(notice: Notice, unit: Unit) -> Fix | None:
    """Return the fix that removes this name, and the punctuation before it, from the list."""
    span = unit.span
    if span is None or notice.source.text[span.start - 1 : span.start] != "、":
        return None
    return Fix(edits=[Edit(span=Span(start=span.start - 1, end=span.end), replacement="")], safe=True)


@rule(
    "ZC204",
    name="open-ended-units",
    severity=Severity.INFO,
    since="0.1.0",
    en="the list of units is open: {words}",
    zh="单位没有列全：{words}",
)
def open_ended_units(notice: Notice) -> Iterator[Hit]:
    """A list of units is open-ended."""
    ends = trace(notice.source).open_ends
    for measure in notice.measures:
        if measure.open_ended:
            place = next((end for clause in measure.clauses if (end := _first_within(clause, ends))), None)
            words = _words(notice.source, place) if place else "等"
            yield hit(place or _clause(measure), measure=measure, words=words)


@rule(
    "ZC205",
    name="two-names-for-one-unit",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{name} seems to be {likelier} (used {times}×)",
    zh="{name}与{likelier}（出现{times}次）似为同一单位",
)
def two_names_for_one_unit(notice: Notice) -> Iterator[Hit]:
    """Two names seem to be one unit."""
    named: defaultdict[str, list[Unit]] = defaultdict(list)
    homes: defaultdict[str, set[int]] = defaultdict(set)  # the measures that have each name
    for domain in notice.domains:
        for unit in domain.lead_units:
            named[unit.name].append(unit)
    for i, measure in enumerate(notice.measures):
        for unit in measure.units:
            named[unit.name].append(unit)
            homes[unit.name].add(i)
    counts = Counter({name: len(units) for name, units in named.items()})
    for a, b in alike(counts):
        if homes[a].isdisjoint(homes[b]):
            name, better = likelier(a, b, counts)
            edits = [Edit(span=unit.span, replacement=better) for unit in named[name] if unit.span]
            fix = Fix(edits=edits) if edits else None
            yield hit(named[name][0], name=name, likelier=better, times=counts[better], fix=fix)


@rule(
    "ZC206",
    name="unreadable-clause",
    severity=Severity.WARNING,
    since="0.1.0",
    en="this unit clause could not be read completely: {words}",
    zh="责任分工未能完整识别：{words}",
)
def unreadable_clause(notice: Notice) -> Iterator[Hit]:
    """A unit clause could not be read completely."""
    source, home = notice.source, Homes(clauses(notice))
    for span in trace(source).unread:
        yield hit(span, measure=home(span), words=_words(source, span))


@rule(
    "ZC207",
    name="domain-lead-leads-nothing",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{unit} leads the domain “{domain}” but none of its measures",
    zh="{unit}是“{domain}”的领域牵头单位，却没有牵头其中任何一项措施",
)
def domain_lead_leads_nothing(notice: Notice) -> Iterator[Hit]:
    """The lead unit of a domain leads none of its measures."""
    for domain in notice.domains:
        leads = {unit for top in domain.measures for measure in top.walk() for unit in measure.lead_units}
        for unit in domain.lead_units:
            if unit not in leads:
                yield hit(unit, unit=unit.name, domain=domain.name)


@rule(
    "ZC208",
    name="several-lead-units",
    severity=Severity.INFO,
    since="0.1.0",
    en="{count} units lead “{title}”: {units}",
    zh="“{title}”有{count}个牵头单位：{units}",
)
def several_lead_units(notice: Notice) -> Iterator[Hit]:
    """A measure has several lead units."""
    for measure in notice.measures:
        leads = list(dict.fromkeys(measure.lead_units))
        if len(leads) > 1:
            yield hit(leads[0], measure=measure, count=len(leads), units=names(leads))


# --- places of units ------------------------------------------------------


def _words(source: Source, span: Span) -> str:
    """Return the words at a place in the clean reading."""
    return source.clean[slice(*source.clean_range(span))].replace("\n", "")


def _first_within(clause: Span, places: Sequence[Span]) -> Span | None:
    """Return the first of the places, which are in text order, that is in a clause."""
    i = bisect_left(places, clause.start, key=lambda place: place.start)
    return places[i] if i < len(places) and places[i].end <= clause.end else None


def _clause(measure: Measure) -> Measure | Span:
    """Return the place for its units: its clause, or else all of it."""
    return measure.clauses[0] if measure.clauses else measure


# --- items in sequence with measures --------------------------------------


def _among_measures(notice: Notice) -> Iterator[Section]:
    """Yield the numbered sections between two measures of the same sequence of numbers.

    Sections after the last measure may be safeguards, or the day of effect.
    """
    row: list[Section | Measure] = [s for top in notice.sections for s in top.walk() if s.number and s.span]
    row += [m for domain in notice.domains for m in domain.measures if m.number and m.span]
    styles = {number: read_style(number) or (number, 0) for number in {item.number for item in row}}
    last: dict[str, int] = {}
    rows: dict[str, list[Section]] = {}  # by style: the sections that wait for the next measure
    for item in sorted(row, key=_start):
        style, value = styles[item.number]
        waiting = rows.get(style) if last.get(style) == value - 1 else None
        if isinstance(item, Measure):
            yield from (rows.get(style, ()) if value == 1 else waiting or ())  # 1. begins the next domain
            rows[style] = []
        elif waiting is not None:
            waiting.append(item)
        else:
            rows.pop(style, None)
        last[style] = value


def _start(part: Section | Measure) -> int:
    return part.span.start if part.span else 0
