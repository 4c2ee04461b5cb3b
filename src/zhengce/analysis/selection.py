"""Selection: notices with only what concerns a unit, a domain or a month; every table and file is narrowed by it.

To hand out the tasks of a plan, each bureau gets what it leads, is responsible for or
supports. A selection is made of notices, not of rows, so that every format, sheet and
count shows the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, TypeAlias

import attrs
import pendulum

from ..dates import days_after
from ..errors import UnknownNameError
from ..model import Deadline, Domain, Measure, Notice, Section
from .periods import period
from .placed import Notices, as_notices

__all__ = ["SELECTORS", "first_due", "selected"]

SELECTORS: Final = dict.fromkeys(("unit", "domain", "month"), "str | None")
"""What narrows a selection: the arguments of :func:`selected`, and their types in a command."""

_Days: TypeAlias = tuple[pendulum.Date, pendulum.Date]


def selected(
    notices: Notices, *, unit: str | None = None, domain: str | None = None, month: dt.date | str | None = None
) -> tuple[Notice, ...]:
    """Return notices with only the measures and time limits that are asked for.

    A measure that is left out is left out alone: those that are nested in it are looked at
    on their own, and stand beside it, with the ids that they have. The time limits of a measure
    are numbered among those that are left. A notice of which nothing is left keeps its head.

    Args:
        notices: one notice, or many.
        unit: the full name of a unit: what it leads, is responsible for or supports; and where it
            leads a domain, the measures there that name no unit in charge.
        domain: the name of a domain.
        month: such as ``2023-09``, or a day: the time limits that fall due then, and their measures.

    Raises:
        UnknownNameError: none of the notices has a unit, or a domain, of that name.
        ValueError: *month* is neither a month nor a day.

    >>> import zhengce
    >>> (july,) = selected(zhengce.sample(), unit="人力资源局", month="2024-07")
    >>> [(measure.id, measure.deadlines[0].text) for measure in july.measures]
    [('3.2', '7月底前')]
    """
    found = as_notices(notices)
    if unit is not None:
        _known("unit", unit, [known.name for notice in found for known in notice.units])
    if domain is not None:
        _known("domain", domain, [known.name for notice in found for known in notice.domains])
    days = None if month is None else period(month)
    if unit is None and domain is None and days is None:
        return found
    return tuple(_narrowed(notice, unit, domain, days) for notice in found)


def _known(kind: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise UnknownNameError(kind, name, tuple(dict.fromkeys(known)))


def _narrowed(notice: Notice, unit: str | None, domain: str | None, days: _Days | None) -> Notice:
    issued = notice.issue_date
    sections = [] if unit or domain else [found for top in notice.sections for found in _section(top, issued, days)]
    chosen = (found for found in notice.domains if domain is None or found.name == domain)
    domains = [_domain(found, issued, unit, days) for found in chosen]
    kept = [found for found in domains if found.measures or found.deadlines]
    return attrs.evolve(notice, sections=sections, domains=kept)


def _section(top: Section, issued: pendulum.Date | None, days: _Days | None) -> list[Section]:
    found = (attrs.evolve(part, deadlines=_due(part, issued, days), sections=()) for part in top.walk())
    return [part for part in found if part.deadlines]


def _domain(domain: Domain, issued: pendulum.Date | None, unit: str | None, days: _Days | None) -> Domain:
    leads = any(known.name == unit for known in domain.lead_units)
    measures = [
        attrs.evolve(measure, deadlines=_due(measure, issued, days), measures=())
        for top in domain.measures
        for measure in top.walk()
        if unit is None or _concerns(measure, unit, leads=leads)
    ]
    kept = [measure for measure in measures if measure.deadlines or days is None]
    return attrs.evolve(domain, deadlines=_due(domain, issued, days) if leads or unit is None else (), measures=kept)


def _concerns(measure: Measure, unit: str, *, leads: bool) -> bool:
    """Return whether a measure is a unit's; it may be because the unit *leads* the domain."""
    in_charge = measure.lead_units or measure.responsible_units
    return any(known.name == unit for known in measure.units) or (leads and not in_charge)


def _due(part: Section | Domain | Measure, issued: pendulum.Date | None, days: _Days | None) -> tuple[Deadline, ...]:
    if days is None:
        return part.deadlines
    begin, end = days
    return tuple(limit for limit in part.deadlines if (due := first_due(limit, begin, issued)) and due <= end)


def first_due(deadline: Deadline, begin: pendulum.Date, issued: pendulum.Date | None) -> pendulum.Date | None:
    """Return the first day on or after *begin* on which a deadline falls, a recurring one not before the issue date."""
    since = max(begin, issued) if issued and deadline.recurrence else begin
    return deadline.next_due(days_after(since, -1))
