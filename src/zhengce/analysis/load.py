"""Load: how many measures each unit leads, is responsible for or supports."""

from __future__ import annotations

from collections import Counter

import attrs
import pendulum

from ..model import Domain, Measure, Notice, Role, Unit
from .placed import Notices, as_notices, place_deadlines

__all__ = ["Load", "loads"]


@attrs.define(kw_only=True)
class Load:
    """The load of one unit.

    Attributes:
        unit: the unit.
        counts: the number of its measures in each role; a measure in which it has two roles counts in both.
        measures: the number of its measures, each counted once.
        domains: the number of domains that it leads.
        days: the days on which the measures that it leads are due, in text order.
    """

    unit: Unit
    counts: Counter[Role] = attrs.field(factory=Counter)
    measures: int = 0
    domains: int = 0
    days: list[pendulum.Date] = attrs.field(factory=list)

    @property
    def total(self) -> int:
        """The number of its measures; those in which it has two roles count twice."""
        return self.counts.total()


class _Loads(dict[Unit, Load]):
    """The loads by unit, each made at its first use."""

    def __missing__(self, unit: Unit) -> Load:
        return self.setdefault(unit, Load(unit=unit))


def loads(notices: Notices) -> list[Load]:
    """Return the load of each unit, in order of appearance.

    >>> import zhengce
    >>> first = loads(zhengce.sample())[0]
    >>> first.unit.name, first.counts.most_common(1), first.measures
    ('政务服务局', [(<Role.LEAD: 'lead'>, 7)], 8)
    """
    found = _Loads()
    for notice in as_notices(notices):
        for domain in notice.domains:
            for unit in dict.fromkeys(domain.lead_units):
                found[unit].domains += 1
            for top in domain.measures:
                for measure in top.walk():
                    _add(found, notice, domain, measure)
    return list(found.values())


def _add(found: _Loads, notice: Notice, domain: Domain, measure: Measure) -> None:
    for role, unit in dict.fromkeys(measure.roles):
        found[unit].counts[role] += 1
    for unit in dict.fromkeys(measure.units):
        found[unit].measures += 1
    for placed in place_deadlines(notice, domain, measure):
        if placed.measure and placed.deadline.due:
            for unit in dict.fromkeys(placed.measure.lead_units):
                found[unit].days.append(placed.deadline.due)
