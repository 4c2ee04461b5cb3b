"""Agenda: what falls due in a month, and who has to see to it; the list that a monthly review (月调度) goes through."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import pendulum

from ..dates import as_date, days_after, last_day
from ..model import Deadline, Role
from .placed import Notices, PlacedDeadline, placed_deadlines
from .roles import names, units_by_role

__all__ = ["NO_DAY", "agenda", "month_of", "period"]

NO_DAY: Final = "none"
"""The month of a deadline without a day."""

_PERIOD: Final = re.compile("(?P<year>[1-9][0-9]{3})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")


def agenda(
    notices: Notices, first: dt.date | str, last: dt.date | str | None = None, *, unit: str | None = None
) -> list[dict[str, Any]]:
    """Return what falls due in a month, or from one day or month to another.

    A recurring time limit is listed once, on its first day in that time that is not before
    the issue date. Time limits without a day, and recurring ones without a rule (每学期), are
    not listed.

    Args:
        notices: one notice, or many.
        first: a month such as ``2023-09``, or a day, as a text or a ``date``.
        last: the month or day that ends it, inclusive; without it the first is all.
        unit: the full name of a unit, to list only its time limits, in any role.

    Returns:
        Rows by day, then in text order. These keys are as in :func:`zhengce.rows`: ``due``,
        ``measure_id``, ``title`` (here perhaps of a section), ``deadline``, ``task``, ``kind``,
        ``recurrence``, ``domain``, ``document_number``, ``lead_units``, ``responsible_units``,
        ``supporting_units``. In addition, ``owners`` has the units in charge: those that lead
        the measure, or else are responsible for it, or else lead the domain. A value is
        ``None`` where the notice says nothing.

    Raises:
        ValueError: a text is neither a month nor a day, or the last is before the first.

    >>> import zhengce
    >>> for row in agenda(zhengce.sample(), "2024-07", unit="人力资源局"):
    ...     print(row["due"], row["measure_id"], row["deadline"])
    2024-07-31 3.2 7月底前
    """
    begin, end = period(first, last)
    found = [(due, placed) for placed in placed_deadlines(notices) if (due := _due(placed, begin)) and due <= end]
    found.sort(key=lambda pair: pair[0])
    return [_row(due, placed) for due, placed in found if unit is None or placed.concerns(unit)]


def month_of(deadline: Deadline) -> str:
    """Return the month in which a deadline is due, ``2023-09``, or ``none`` if it has no day.

    >>> (
    ...     month_of(Deadline(text="9月底前", kind="by", due=dt.date(2023, 9, 30))),
    ...     month_of(Deadline(text="立即", kind="standing")),
    ... )
    ('2023-09', 'none')
    """
    return f"{deadline.due.year:04}-{deadline.due.month:02}" if deadline.due else NO_DAY


def period(first: dt.date | str, last: dt.date | str | None = None) -> tuple[pendulum.Date, pendulum.Date]:
    """Return the first and the last day of a month, or from one day or month to another.

    >>> period("2024-02")
    (Date(2024, 2, 1), Date(2024, 2, 29))
    >>> period("2024-02-15", "2024-03")
    (Date(2024, 2, 15), Date(2024, 3, 31))

    Raises:
        ValueError: a text is neither a month nor a day, or the last is before the first.
    """
    begin, end = _days(first)[0], _days(first if last is None else last)[1]
    if end < begin:
        raise ValueError(f"{last} lies before {first}")
    return begin, end


def _days(when: dt.date | str) -> tuple[pendulum.Date, pendulum.Date]:
    """Return the first and the last day of a month, or a day twice."""
    if not isinstance(when, str):
        return as_date(when), as_date(when)
    read = _PERIOD.fullmatch(when)
    try:
        if read and read["day"]:
            day = pendulum.Date.fromisoformat(when)
            return day, day
        if read:
            year, month = int(read["year"]), int(read["month"])
            return pendulum.Date(year, month, 1), last_day(year, month)
    except ValueError:
        pass  # no such month, no such day
    raise ValueError(f"expected a month such as 2023-09 or a day such as 2023-09-15, got {when!r}")


def _due(placed: PlacedDeadline, begin: pendulum.Date) -> pendulum.Date | None:
    """Return the first day on or after *begin* on which a deadline falls."""
    issued = placed.notice.issue_date
    since = max(begin, issued) if issued and placed.deadline.recurrence else begin
    return placed.deadline.next_due(days_after(since, -1))


def _row(due: pendulum.Date, placed: PlacedDeadline) -> dict[str, Any]:
    deadline = placed.deadline
    by_role = units_by_role(placed.measure) if placed.measure else {}
    return {
        "due": due,
        "measure_id": placed.measure.id if placed.measure else None,
        "title": placed.title or None,
        "deadline": deadline.text,
        "task": deadline.task or None,
        "kind": deadline.kind.value,
        "recurrence": deadline.recurrence,
        "owners": names(placed.owners) or None,
        **{f"{role}_units": names(by_role.get(role, ())) or None for role in Role},
        "domain": placed.domain.name if placed.domain else None,
        "document_number": str(placed.notice.document_number or "") or None,
    }
