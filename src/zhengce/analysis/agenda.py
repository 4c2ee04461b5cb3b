"""Agenda: what falls due in a month, and who has to see to it; the list that a monthly review (月调度) goes through."""

from __future__ import annotations

import datetime as dt
from operator import itemgetter
from typing import Any, Final

import pendulum

from ..errors import expect_language
from ..model import Role
from ..terms import Language, term
from .periods import period
from .placed import Notices, PlacedDeadline, placed_deadlines
from .roles import names, units_by_role
from .selection import first_due, selected

__all__ = ["HEADINGS", "agenda", "in_chinese"]


def agenda(
    notices: Notices,
    first: dt.date | str,
    last: dt.date | str | None = None,
    *,
    unit: str | None = None,
    domain: str | None = None,
    lang: Language | None = None,
) -> list[dict[str, Any]]:
    """Return what falls due in a month, or from one day or month to another.

    A recurring time limit is listed once, on its first day in that time that is not before
    the issue date. Time limits without a day, and recurring ones without a rule (每学期), are
    not listed.

    Args:
        notices: one notice, or many, or the outcomes of :func:`read_many`.
        first: a month such as ``2023-09``, or a day, as a text or a ``date``.
        last: the month or day that ends it, inclusive; without it the first is all.
        unit: the full name of a unit, to list only its time limits, in any role.
        domain: the name of a domain, to list only its time limits.
        lang: ``zh`` for headings and kinds in Chinese, as people read them; by default names for programs.

    Returns:
        Rows by day, then in text order. These keys are as in :func:`zhengce.rows`: ``due``,
        ``measure_id``, ``title`` (here perhaps of a section), ``deadline``, ``task``, ``kind``,
        ``recurrence``, ``domain``, ``document_number``, ``notice_title``, ``issuing_authority``,
        ``file``, ``lead_units``, ``responsible_units``, ``supporting_units``. In addition,
        ``owners`` has the units in charge: those that lead the measure, or else are responsible
        for it, or else lead the domain. A value is ``None`` where the notice says nothing.

    Raises:
        CalendarError: a text is neither a month nor a day, or the last is before the first.
        UnknownNameError: none of the notices has a unit, or a domain, of that name.

    >>> import zhengce
    >>> for row in agenda(zhengce.sample(), "2024-07", unit="人力资源局"):
    ...     print(row["due"], row["measure_id"], row["deadline"])
    2024-07-31 3.2 7月底前
    """
    if lang is not None:
        expect_language(lang)
    begin, end = period(first, last)
    chosen = selected(notices, unit=unit, domain=domain)
    found = [
        (due, placed)
        for placed in placed_deadlines(chosen)
        if (due := first_due(placed.deadline, begin, placed.notice.issue_date)) and due <= end
    ]
    rows = [_row(due, placed) for due, placed in sorted(found, key=itemgetter(0))]
    return [in_chinese(row) for row in rows] if lang == "zh" else rows


HEADINGS: Final = {
    "due": "完成时限",
    "measure_id": "措施编号",
    "title": "措施",
    "deadline": "时限原文",
    "task": "任务",
    "kind": "时限类别",
    "recurrence": "周期规则",
    "owners": "责任主体",
    "lead_units": "牵头单位",
    "responsible_units": "责任单位",
    "supporting_units": "配合单位",
    "domain": "领域",
    "document_number": "发文字号",
    "notice_title": "文件标题",
    "issuing_authority": "发文机关",
    "file": "来源文件",
}
"""The keys of a row, with their Chinese."""


def in_chinese(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its keys, and the kind of its time limit, in Chinese."""
    return {HEADINGS[name]: value for name, value in (row | {"kind": term(row["kind"], "zh")}).items()}


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
        "notice_title": placed.notice.title or None,
        "issuing_authority": placed.notice.issuing_authority or None,
        "file": placed.notice.source.name or None,
    }
