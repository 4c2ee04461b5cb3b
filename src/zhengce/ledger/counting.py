"""Counting: what stands behind the names of units in a review, and their ranks."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from .model import Item

if TYPE_CHECKING:
    from .review import Review

__all__ = ["NOBODY", "UnitRow", "percent", "unit_rows"]

NOBODY: Final = "未明确"
"""The row of what no unit was named for."""


@attrs.frozen(kw_only=True)
class UnitRow:
    """各单位: a line of the table of units.

    Attributes:
        unit: the name that counts.
        judged: how many items are judged: done, or over.
        on_time: how many of them were done on time.
        late: how many were done late.
        missed: how many are not done.
        first_on_time: how many would be on time by their first last day.
        overdue_days: by how many days, all in all, the missed ones are late.
        owed: how many reports it owed.
        reported: how many it made by the day for reports.
        open: how many items it has on the books.
        closed: how many were closed out in the month.
        reopened: how many came back (反弹).
        rank: 1 is best; units with the same figures share one. ``None`` where too few are judged.
    """

    unit: str
    judged: int = 0
    on_time: int = 0
    late: int = 0
    missed: int = 0
    first_on_time: int = 0
    overdue_days: int = 0
    owed: int = 0
    reported: int = 0
    open: int = 0
    closed: int = 0
    reopened: int = 0
    rank: int | None = None

    @property
    def rate(self) -> Fraction | None:
        """按期完成率: on time, of all that are judged."""
        return Fraction(self.on_time, self.judged) if self.judged else None


def percent(part: int, whole: int) -> str:
    """Return a share as it is printed: with what it is made of.

    >>> percent(9, 25), percent(0, 0)
    ('36.0%（9/25）', '—')
    """
    if not whole:
        return "—"
    tenths = (2000 * part + whole) // (2 * whole)  # rounded half up, without floats
    return f"{tenths // 10}.{tenths % 10}%（{part}/{whole}）"


def unit_rows(review: Review) -> tuple[UnitRow, ...]:
    """Return the table of units, ranked; who has no rank comes behind, who was not named last.

    An item with several lead units counts for each of them, or for the first, as the policy says.
    """
    counts: dict[str, Counter[str]] = {}

    def count(item: Item, **more: int) -> None:
        owners = review.view.owners(item) or (NOBODY,)
        for unit in owners[:1] if review.view.policy.share == "first" else owners:
            counts.setdefault(unit, Counter()).update(more)

    groups = review.groups
    for figure, name in (("closing", "open"), ("closed", "closed"), ("reopened", "reopened")):
        for item in groups[figure]:
            count(item, **{name: 1})
    for name in ("on_time", "late", "missed"):
        for item in groups[name]:
            first = review.view.verdict(item, first=True).timeliness == "on_time"
            days = review.view.verdict(item).days if name == "missed" else 0
            count(item, judged=1, **{name: 1}, first_on_time=int(first), overdue_days=days)
    missing = {item.key for item in groups["not_reported"]}
    for item in groups["owed"]:
        count(item, owed=1, reported=int(item.key not in missing))
    return _ranked([UnitRow(unit=unit, **mine) for unit, mine in counts.items()], review.view.policy.least)


def _ranked(rows: list[UnitRow], least: int) -> tuple[UnitRow, ...]:
    def merit(row: UnitRow) -> tuple[Fraction, int, int]:
        return -(row.rate or Fraction(0)), row.overdue_days, -row.judged

    ranked = sorted((row for row in rows if row.judged >= max(least, 1) and row.unit != NOBODY), key=merit)
    merits = [merit(row) for row in ranked]
    first = [attrs.evolve(row, rank=merits.index(merit(row)) + 1) for row in ranked]
    rest = sorted((row for row in rows if row not in ranked), key=lambda row: (row.unit == NOBODY, -row.judged))
    return (*first, *rest)
