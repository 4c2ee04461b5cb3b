"""Limits: every time limit of one notice, or of many, with the place it has and the units that answer for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from ..model import Deadline, Domain, Measure, Notice, Section, Unit

__all__ = ["Limit", "Notices", "as_notices", "limits", "name"]

Notices: TypeAlias = Notice | Iterable[Notice]
"""One notice, or many."""


def as_notices(notices: Notices) -> tuple[Notice, ...]:
    """One notice, or many, as many."""
    return (notices,) if isinstance(notices, Notice) else tuple(notices)


def name(notice: Notice) -> str:
    """What a notice is called beside others: its number, or its title, or its file.

    >>> import zhengce
    >>> name(zhengce.sample())
    '澄高管发〔2024〕16号'
    """
    return str(notice.document_number or "") or notice.title or notice.source.name or ""


@attrs.frozen(kw_only=True)
class Limit:
    """A time limit in its place.

    Attributes:
        notice: the notice it stands in.
        section: the part of the body that it stands in, where that is no measure.
        domain: the domain, or ``None`` in a part of the body that is no measure.
        measure: the measure, or ``None`` outside the measures.
        deadline: the limit itself.
    """

    notice: Notice
    section: Section | None = None
    domain: Domain | None = None
    measure: Measure | None = None
    deadline: Deadline

    @property
    def owners(self) -> tuple[Unit, ...]:
        """Who has to see that it is kept: who leads the measure, else who is responsible, else who leads the domain."""
        return owners(self.domain, self.measure)

    @property
    def units(self) -> tuple[Unit, ...]:
        """All who have to do with it: its owners and the measure's other units."""
        others = self.measure.units if self.measure else ()
        return tuple(dict.fromkeys((*self.owners, *others)))


def owners(domain: Domain | None, measure: Measure | None) -> tuple[Unit, ...]:
    """Who answers for a measure, or for a domain's own limit."""
    own = measure.lead_units or measure.responsible_units if measure else ()
    return own or (domain.lead_units if domain else ())


def limits(notices: Notices) -> Iterator[Limit]:
    """Every time limit, notice by notice: those outside the domains first, then domain by domain in text order.

    >>> import zhengce
    >>> found = [limit for limit in limits(zhengce.sample()) if limit.measure]
    >>> found[0].measure.id, found[0].deadline.text, found[0].owners
    ('1.1', '6月底前', (Unit(name='政务服务局'),))
    """
    for notice in as_notices(notices):
        for section in (section for top in notice.sections for section in top.walk()):
            for deadline in section.deadlines:
                yield Limit(notice=notice, section=section, deadline=deadline)
        for domain in notice.domains:
            for deadline in domain.deadlines:
                yield Limit(notice=notice, domain=domain, deadline=deadline)
            for measure in (measure for top in domain.measures for measure in top.walk()):
                for deadline in measure.deadlines:
                    yield Limit(notice=notice, domain=domain, measure=measure, deadline=deadline)
