"""View: the data of the page: its notices, rows of the ledger, months of the calendar, the load of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, Protocol

import attrs

from ...analysis.issuers import places_of, told_apart
from ...analysis.load import Load, loads
from ...analysis.naming import called
from ...analysis.periods import NO_DAY, month_of
from ...analysis.placed import PlacedDeadline, place_deadlines
from ...analysis.roles import units_by_role
from ...findings import Finding, Severity
from ...model import Domain, Measure, Notice, Role, Unit
from ...outcome import Outcome
from ...text import Span
from ..highlight import anchor

__all__ = ["Document", "Due", "Followed", "Group", "Month", "Row", "View"]

MOST_CELLS: Final = 20_000
LONGEST_NAME: Final = 100


@attrs.frozen(kw_only=True)
class Row:
    """A measure in the ledger.

    Attributes:
        place: the index of the measure on the page, from 0; the id of the row is ``row-`` and this.
        measure: the measure.
        depth: the number of measures that it is nested in.
    """

    place: int
    measure: Measure
    depth: int

    @property
    def first_due(self) -> str:
        """The first day on which something is due; empty if none is known."""
        return min((limit.due.isoformat() for limit in self.measure.deadlines if limit.due), default="")

    @property
    def roles(self) -> dict[Role, tuple[Unit, ...]]:
        """Its units by their roles, roles without units left out."""
        return units_by_role(self.measure)


@attrs.frozen(kw_only=True, eq=False)
class Group:
    """A domain in the ledger, and its rows; ``place`` is its index on the page."""

    place: int
    domain: Domain
    rows: list[Row]

    @property
    def name(self) -> str:
        """The beginning of its name, for each of its rows."""
        return self.domain.name[:LONGEST_NAME]


@attrs.frozen(kw_only=True, eq=False)
class Document:
    """A notice on the page.

    Attributes:
        place: its index on the page.
        name: the beginning of what it is called among others: its number, or else its title or file.
        notice: the notice.
        where: the place of its units, if the notices on the page are of several places.
        prefix: what the ids in its text begin with, where the page has several texts.
        groups: its domains in the ledger.
        findings: what the rules found in it, each with its number on the page.
        states: the rows of a ledger about it, by their codes without periods.
    """

    place: int
    name: str
    notice: Notice
    where: str
    prefix: str
    groups: list[Group]
    findings: list[tuple[int, Finding]]
    states: dict[str, dict[str, Any]]

    @property
    def rows(self) -> list[Row]:
        """Its rows of the ledger."""
        return [row for group in self.groups for row in group.rows]

    def link(self, kind: str, span: Span | None) -> str | None:
        """Return the link to the place of a field in its text."""
        return f"#{self.prefix}{anchor(kind, span)}" if span else None

    def state(self, measure: Measure, number: int = 0) -> dict[str, Any] | None:
        """Return what a ledger says about a time limit of a measure, or without one; of what recurs, the last.

        Args:
            measure: the measure.
            number: that of the time limit, from 1; 0 for a measure without any.
        """
        found = self.states.get(f"{measure.id}-{number}" if number else measure.id)
        words = measure.deadlines[number - 1].text if number else ""
        return found if found and found["text"] == words else None

    @cached_property
    def _rows_by_id(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.measure.id, []).append(row)
        return found

    def rows_of(self, finding: Finding) -> list[Row]:
        """Return the rows of the measure of a finding; several, if a notice built by hand uses an id twice."""
        return self._rows_by_id.get(finding.measure, []) if finding.measure else []

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity is severity for _, finding in self.findings)


@attrs.frozen(kw_only=True)
class Due:
    """A deadline in the calendar; it has no row if it is outside of all measures, and no group if of all domains."""

    placed: PlacedDeadline
    document: Document
    row: Row | None = None
    group: Group | None = None


@attrs.frozen(kw_only=True)
class Month:
    """The time limits due in a month, in order of days.

    Attributes:
        key: ``2023-09``, or ``none``.
        dues: the time limits.
        counts: how many belong to each line of the table, by its place; ``None`` for those of no domain.
    """

    key: str
    dues: list[Due]
    counts: Counter[int | None]

    @property
    def year(self) -> str:
        """``2023``; empty for time limits without a day."""
        return "" if self.key == NO_DAY else self.key[:4]

    @property
    def number(self) -> int:
        """``9``; 0 for time limits without a day."""
        return int(self.key[5:]) if self.year else 0


class Followed(Protocol):
    """A ledger on a day: :class:`zhengce.ledger.View`."""

    def rows(self) -> list[dict[str, Any]]:
        """Return its items as flat rows."""
        ...


@attrs.frozen(kw_only=True)
class View:
    """All data of the page except the texts.

    Attributes:
        documents: the notices.
        failed: the sources that could not be read.
        narrowed: to what the notices are narrowed.
        months: the months of the calendar.
        loads: the load of each unit, the largest first.
        places: the index of each unit with its place, for the filter.
    """

    documents: list[Document]
    failed: Sequence[Outcome]
    narrowed: str
    months: list[Month]
    loads: list[Load]
    places: dict[tuple[Unit, str], int]

    @property
    def many(self) -> bool:
        """True if the page is about several sources, so that what it shows has to be told apart."""
        return len(self.documents) + len(self.failed) != 1

    @property
    def issued(self) -> list[str]:
        """The first and the last day on which one of the notices was issued."""
        days = [document.notice.issue_date.isoformat() for document in self.documents if document.notice.issue_date]
        return [min(days), max(days)] if days else []

    @property
    def by(self) -> str:
        """What a line of the table of months is: a ``domain``, or one ``notice`` of many."""
        return "notice" if self.many else "domain"

    @property
    def lines(self) -> Sequence[Group | Document | None]:
        """The lines of the table of months; the last one of domains is for what belongs to none."""
        return self.documents if self.many else [*self.documents[0].groups, None]

    @property
    def rows(self) -> list[Row]:
        """All rows of the ledger."""
        return [row for document in self.documents for row in document.rows]

    @cached_property
    def findings(self) -> dict[Severity, list[tuple[Document, int, Finding]]]:
        """All findings, each with its document and its number on the page."""
        held = [(document, number, found) for document in self.documents for number, found in document.findings]
        return {severity: [each for each in held if each[2].severity is severity] for severity in Severity}

    @cached_property
    def dated(self) -> list[Month]:
        """The months of the table of months; empty if the table would be too large to read."""
        found = [month for month in self.months if month.key != NO_DAY]
        return found if len(found) * len(self.lines) <= MOST_CELLS else []

    @cached_property
    def most(self) -> int:
        """The highest number of time limits that a line has in a month."""
        return max((count for month in self.dated for count in month.counts.values()), default=0)

    def heat(self, count: int) -> int:
        """Return the shade of a count in the calendar, from 0 to 4."""
        return -(-4 * count // self.most) if count else 0

    def units(self, document: Document, units: Iterable[Unit]) -> str:
        """Return the indexes of units that a document names, for the script of the page."""
        return " ".join(str(self.places[unit, told_apart(unit.name, document.where)]) for unit in units)

    @classmethod
    def of(
        cls,
        notices: Sequence[Notice],
        findings: Sequence[Iterable[Finding]],
        *,
        failed: Sequence[Outcome] = (),
        narrowed: str = "",
        ledger: Followed | None = None,
    ) -> View:
        """Return the view of notices, with what the rules found in each, and what a ledger says about them."""
        many = len(notices) + len(failed) != 1
        documents = list(_documents(notices, findings, ledger.rows() if ledger else [], many=many))
        units = loads(notices)
        return cls(
            documents=documents,
            failed=failed,
            narrowed=narrowed,
            months=_months((due for document in documents for due in _dues(document)), many=many),
            loads=sorted(units, key=lambda load: (-load.total, -load.counts[Role.LEAD])),
            places={(load.unit, load.place): place for place, load in enumerate(units)},
        )


def _documents(
    notices: Sequence[Notice],
    findings: Sequence[Iterable[Finding]],
    followed: Sequence[dict[str, Any]],
    *,
    many: bool,
) -> Iterator[Document]:
    groups = rows = number = 0
    held = zip(notices, called(notices), places_of(notices), findings, strict=True)
    for place, (notice, name, where, found) in enumerate(held):
        key = str(notice.document_number or notice.title)
        states = {row["code"].removesuffix(row["period"]).strip(): row for row in followed if row["document"] == key}
        document = Document(
            place=place,
            name=name[:LONGEST_NAME],
            notice=notice,
            where=where,
            prefix=f"n{place}-" if many else "",
            groups=list(_groups(notice, groups, rows)),
            findings=list(enumerate(found, number)),
            states=states,
        )
        groups += len(document.groups)
        rows += len(document.rows)
        number += len(document.findings)
        yield document


def _groups(notice: Notice, first: int, place: int) -> Iterator[Group]:
    for number, domain in enumerate(notice.domains, first):
        measures = [found for top in domain.measures for found in _walk(top, 0)]
        rows = [Row(place=place + i, measure=measure, depth=depth) for i, (measure, depth) in enumerate(measures)]
        place += len(rows)
        yield Group(place=number, domain=domain, rows=rows)


def _walk(measure: Measure, depth: int) -> Iterator[tuple[Measure, int]]:
    yield measure, depth
    for part in measure.measures:
        yield from _walk(part, depth + 1)


def _dues(document: Document) -> Iterator[Due]:
    notice = document.notice
    for section in (section for top in notice.sections for section in top.walk()):
        yield from (Due(placed=placed, document=document) for placed in place_deadlines(notice, None, section))
    for group in document.groups:
        for placed in place_deadlines(notice, group.domain, group.domain):
            yield Due(placed=placed, document=document, group=group)
        for row in group.rows:
            for placed in place_deadlines(notice, group.domain, row.measure):
                yield Due(placed=placed, document=document, row=row, group=group)


def _months(dues: Iterable[Due], *, many: bool) -> list[Month]:
    found: dict[str, list[Due]] = {}
    for due in sorted(dues, key=lambda due: str(due.placed.deadline.due or NO_DAY)):
        found.setdefault(month_of(due.placed.deadline), []).append(due)
    lines = {key: (due.document if many else due.group for due in held) for key, held in found.items()}
    return [
        Month(key=key, dues=held, counts=Counter(line.place if line else None for line in lines[key]))
        for key, held in found.items()
    ]
