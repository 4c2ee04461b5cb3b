"""Load: how many measures each unit leads, is responsible for or supports."""

from __future__ import annotations

from collections import Counter

import attrs
import pendulum

from ..model import Domain, Measure, Notice, Role, Unit
from .issuers import places_of, told_apart
from .placed import Notices, as_notices, place_deadlines

__all__ = ["Load", "loads"]


@attrs.define(kw_only=True)
class Load:
    """The load of one unit.

    Attributes:
        unit: the unit.
        place: where it is, if units of this name may be others elsewhere: 市财政局 of one city, or of another.
        counts: the number of its measures in each role; a measure in which it has two roles counts in both.
        measures: the number of its measures, each counted once.
        domains: the number of domains that it leads.
        days: the days on which the measures that it leads are due, in text order.
    """

    unit: Unit
    place: str = ""
    counts: Counter[Role] = attrs.field(factory=Counter)
    measures: int = 0
    domains: int = 0
    days: list[pendulum.Date] = attrs.field(factory=list)

    @property
    def name(self) -> str:
        """The name of the unit, with its place if that tells it from another: ``市财政局（云州市）``."""
        return f"{self.unit.name}（{self.place}）" if self.place else self.unit.name

    @property
    def total(self) -> int:
        """The number of its measures; those in which it has two roles count twice."""
        return self.counts.total()


class _Loads(dict[tuple[Unit, str], Load]):
    """The loads by unit and place, each made at its first use."""

    def __missing__(self, key: tuple[Unit, str]) -> Load:
        unit, place = key
        return self.setdefault(key, Load(unit=unit, place=place))


def loads(notices: Notices) -> list[Load]:
    """Return the load of each unit, in order of appearance; those of notices from several places are told apart.

    >>> import zhengce
    >>> first = loads(zhengce.sample())[0]
    >>> first.unit.name, first.counts.most_common(1), first.measures
    ('政务服务局', [(<Role.LEAD: 'lead'>, 7)], 8)
    """
    held = as_notices(notices)
    found = _Loads()
    for notice, place in zip(held, places_of(held), strict=True):
        for domain in notice.domains:
            for unit in dict.fromkeys(domain.lead_units):
                found[unit, told_apart(unit.name, place)].domains += 1
            for top in domain.measures:
                for measure in top.walk():
                    _add(found, notice, domain, measure, place)
    return list(found.values())


def _add(found: _Loads, notice: Notice, domain: Domain, measure: Measure, place: str) -> None:
    for role, unit in dict.fromkeys(measure.roles):
        found[unit, told_apart(unit.name, place)].counts[role] += 1
    for unit in dict.fromkeys(measure.units):
        found[unit, told_apart(unit.name, place)].measures += 1
    for placed in place_deadlines(notice, domain, measure):
        if placed.measure and placed.deadline.due:
            for unit in dict.fromkeys(placed.measure.lead_units):
                found[unit, told_apart(unit.name, place)].days.append(placed.deadline.due)
