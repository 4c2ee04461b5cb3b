"""View: the data of the page: rows of the ledger, months of the calendar, the load of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, Protocol

import attrs

from ...analysis.load import Load, loads
from ...analysis.periods import NO_DAY, month_of
from ...analysis.placed import PlacedDeadline, place_deadlines
from ...analysis.roles import units_by_role
from ...findings import Finding, Severity
from ...model import Domain, Measure, Notice, Role, Unit

__all__ = ["Due", "Followed", "Group", "Month", "Row", "View"]

MOST_CELLS: Final = 20_000
LONGEST_NAME: Final = 100


@attrs.frozen(kw_only=True)
class Row:
    """A measure in the ledger.

    Attributes:
        place: the index of the measure in the notice, from 0; the id of the row is ``row-`` and this.
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
    """A domain in the ledger, and its rows; ``place`` is its index in the notice."""

    place: int
    domain: Domain
    rows: list[Row]

    @property
    def name(self) -> str:
        """The beginning of its name, for each of its rows."""
        return self.domain.name[:LONGEST_NAME]


@attrs.frozen(kw_only=True)
class Due:
    """A deadline in the calendar; it has no row if it is outside of all measures, and no group if of all domains."""

    placed: PlacedDeadline
    row: Row | None = None
    group: Group | None = None


@attrs.frozen(kw_only=True)
class Month:
    """The time limits due in a month, in order of days; ``key`` is ``2023-09``, or ``none``."""

    key: str
    dues: list[Due]

    @property
    def year(self) -> str:
        """``2023``; empty for time limits without a day."""
        return "" if self.key == NO_DAY else self.key[:4]

    @property
    def number(self) -> int:
        """``9``; 0 for time limits without a day."""
        return int(self.key[5:]) if self.year else 0

    @cached_property
    def _counts(self) -> Counter[int | None]:
        return Counter(due.group.place if due.group else None for due in self.dues)

    def count(self, group: Group | None) -> int:
        """Return how many of them belong to a domain."""
        return self._counts[group.place if group else None]


class Followed(Protocol):
    """A ledger on a day: :class:`zhengce.ledger.View`."""

    def rows(self) -> list[dict[str, Any]]:
        """Return its items as flat rows."""
        ...


@attrs.frozen(kw_only=True)
class View:
    """All data of the page except the text; ``states`` has the rows of a ledger by their codes without periods."""

    notice: Notice
    groups: list[Group]
    months: list[Month]
    loads: list[Load]
    findings: dict[Severity, list[tuple[int, Finding]]]
    states: dict[str, dict[str, Any]]

    @property
    def rows(self) -> list[Row]:
        """All rows of the ledger."""
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def dated(self) -> list[Month]:
        """The months of the table of domains and months; empty if the table would be too large to read."""
        found = [month for month in self.months if month.key != NO_DAY]
        return found if len(found) * len(self.groups) <= MOST_CELLS else []

    @cached_property
    def most(self) -> int:
        """The highest number of time limits that a domain has in a month."""
        return max((month.count(group) for month in self.dated for group in [*self.groups, None]), default=0)

    def state(self, measure: Measure, number: int = 0) -> dict[str, Any] | None:
        """Return what a ledger says about a time limit of a measure, or without one; of what recurs, the last.

        Args:
            measure: the measure.
            number: that of the time limit, from 1; 0 for a measure without any.
        """
        found = self.states.get(f"{measure.id}-{number}" if number else measure.id)
        words = measure.deadlines[number - 1].text if number else ""
        return found if found and found["text"] == words else None

    def heat(self, count: int) -> int:
        """Return the shade of a count in the calendar, from 0 to 4."""
        return -(-4 * count // self.most) if count else 0

    @cached_property
    def _places(self) -> dict[Unit, int]:
        return {unit: place for place, unit in enumerate(self.notice.units)}

    def places(self, units: Iterable[Unit]) -> str:
        """Return the indexes of units among those of the notice, for the script of the page."""
        return " ".join(str(self._places[unit]) for unit in units)

    @cached_property
    def _rows_by_id(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.measure.id, []).append(row)
        return found

    def rows_of(self, finding: Finding) -> list[Row]:
        """Return the rows of the measure of a finding; several, if a notice built by hand uses an id twice."""
        return self._rows_by_id.get(finding.measure, []) if finding.measure else []

    @classmethod
    def of(cls, notice: Notice, findings: Iterable[Finding], ledger: Followed | None = None) -> View:
        """Return the view of *notice*, with what a ledger says about it."""
        document = str(notice.document_number or notice.title)
        followed = [row for row in ledger.rows() if row["document"] == document] if ledger else []
        groups = list(_groups(notice))
        return cls(
            notice=notice,
            groups=groups,
            months=_months(_dues(notice, groups)),
            loads=sorted(loads(notice), key=lambda load: (-load.total, -load.counts[Role.LEAD])),
            findings=_by_severity(findings),
            states={row["code"].removesuffix(row["period"]).strip(): row for row in followed},
        )


def _groups(notice: Notice) -> Iterator[Group]:
    place = 0
    for number, domain in enumerate(notice.domains):
        measures = [found for top in domain.measures for found in _walk(top, 0)]
        rows = [Row(place=place + i, measure=measure, depth=depth) for i, (measure, depth) in enumerate(measures)]
        place += len(rows)
        yield Group(place=number, domain=domain, rows=rows)


def _walk(measure: Measure, depth: int) -> Iterator[tuple[Measure, int]]:
    yield measure, depth
    for part in measure.measures:
        yield from _walk(part, depth + 1)


def _dues(notice: Notice, groups: Sequence[Group]) -> Iterator[Due]:
    for section in (section for top in notice.sections for section in top.walk()):
        yield from (Due(placed=placed) for placed in place_deadlines(notice, None, section))
    for group in groups:
        for placed in place_deadlines(notice, group.domain, group.domain):
            yield Due(placed=placed, group=group)
        for row in group.rows:
            for placed in place_deadlines(notice, group.domain, row.measure):
                yield Due(placed=placed, row=row, group=group)


def _months(dues: Iterable[Due]) -> list[Month]:
    found: dict[str, list[Due]] = {}
    for due in sorted(dues, key=lambda due: str(due.placed.deadline.due or NO_DAY)):
        found.setdefault(month_of(due.placed.deadline), []).append(due)
    return [Month(key=key, dues=dues) for key, dues in found.items()]


def _by_severity(findings: Iterable[Finding]) -> dict[Severity, list[tuple[int, Finding]]]:
    numbered = list(enumerate(findings))
    return {severity: [pair for pair in numbered if pair[1].severity is severity] for severity in Severity}
