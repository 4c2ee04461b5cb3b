"""Roles: the units of a part by role."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Measure, Role, Section, Unit
from .placed import Part

__all__ = ["names", "units_by_role"]


def units_by_role(part: Part) -> dict[Role, tuple[Unit, ...]]:
    """Return the units of a part by role, without empty roles; a section has none.

    >>> units_by_role(Measure(title="开通专窗", supporting_units=[Unit(name="税务局")]))
    {<Role.SUPPORTING: 'supporting'>: (Unit(name='税务局'),)}
    """
    found = {Role.LEAD: () if isinstance(part, Section) else part.lead_units}
    if isinstance(part, Measure):
        found |= {Role.RESPONSIBLE: part.responsible_units, Role.SUPPORTING: part.supporting_units}
    return {role: units for role, units in found.items() if units}


def names(units: Iterable[Unit]) -> str:
    """Return the names of units in one text, joined by 、.

    >>> names([Unit(name="民政局"), Unit(name="税务局")])
    '民政局、税务局'
    """
    return "、".join(unit.name for unit in units)
