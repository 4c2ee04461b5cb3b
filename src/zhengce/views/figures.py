"""Figures: the data of the charts, counted from one notice or many, as plain rows.

Each function returns dicts of text and numbers, in the order in which they are drawn;
``pandas.DataFrame(load(notice))`` makes a data frame. :mod:`.charts` draws them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any, Final, Literal

from ..analysis.aligning import Alignment
from ..analysis.load import loads
from ..analysis.periods import month_of
from ..analysis.placed import Notices, PlacedDeadline, as_notices, placed_deadlines
from ..analysis.roles import names
from ..analysis.stages import stages as stages_of
from ..model import Measure, Notice, Role

__all__ = ["By", "Row", "cooperation", "coverage", "load", "months", "name", "shares", "stages", "timeline"]

Row = dict[str, Any]
By = Literal["domain", "unit", "notice"]
"""What the rows of a chart show; domains with the same name are one row, and so are units."""

EVERYBODY: Final = 100
"""A measure with more units than this addresses everybody, and is not counted as cooperation."""


def name(notice: Notice) -> str:
    """Return the name of a notice among others: its number, or else its title, or else its file.

    >>> import zhengce
    >>> name(zhengce.sample())
    '澄高管发〔2024〕16号'
    """
    return str(notice.document_number or "") or notice.title or notice.source.name or ""


def _rows_of(placed: PlacedDeadline, by: By) -> tuple[str, ...]:
    match by:
        case "notice":
            return (name(placed.notice),)
        case "unit":
            return tuple(unit.name for unit in placed.owners)
        case "domain":
            return (placed.domain.name,) if placed.domain else ()


def months(notices: Notices, by: By = "domain") -> list[Row]:
    """Return how many time limits fall due in each month, by domain, responsible unit or notice.

    Only time limits with a day are counted; by domain or unit, only those of a domain or unit.

    Returns:
        Rows of ``row``, ``month`` (``2023-06``), ``count`` and ``measures`` (their ids), in text order.

    >>> import zhengce
    >>> months(zhengce.sample())[0]
    {'row': '企业开办', 'month': '2024-06', 'count': 3, 'measures': '1.1、1.4、1.5'}
    """
    found: dict[tuple[str, str], list[Measure | None]] = {}
    for placed in placed_deadlines(notices):
        if placed.deadline.due:
            for row in _rows_of(placed, by):
                found.setdefault((row, month_of(placed.deadline)), []).append(placed.measure)
    return [
        {"row": row, "month": month, "count": len(held), "measures": _ids(held)} for (row, month), held in found.items()
    ]


def _ids(measures: Iterable[Measure | None]) -> str:
    return "、".join(dict.fromkeys(measure.id for measure in measures if measure))


def timeline(notices: Notices) -> list[Row]:
    """Return when each measure is due: a row for each time limit with a day, in text order.

    Returns:
        Rows of ``notice``, ``domain``, ``measure`` (its id), ``title``, ``start`` (of a window,
        else the day it is due), ``due``, ``kind``, ``text``, ``task`` and ``units``. Days are ISO 8601.

    >>> import zhengce
    >>> row = timeline(zhengce.sample())[0]
    >>> row["measure"], row["start"], row["due"], row["text"]
    ('1.1', '2024-06-30', '2024-06-30', '6月底前')
    """
    return [
        {
            "notice": name(placed.notice),
            "domain": placed.domain.name,
            "measure": placed.measure.id,
            "title": placed.measure.title,
            "start": str(placed.deadline.start or placed.deadline.due),
            "due": str(placed.deadline.due),
            "kind": placed.deadline.kind.value,
            "text": placed.deadline.text,
            "task": placed.deadline.task,
            "units": names(placed.owners),
        }
        for placed in placed_deadlines(notices)
        if placed.measure and placed.domain and placed.deadline.due
    ]


# --- units -----------------------------------------------------------------


def load(notices: Notices) -> list[Row]:
    """Return how many measures each unit leads, is responsible for or supports.

    Returns:
        Rows of ``unit``, ``role``, ``count`` and ``total`` (of the unit, in any role), the largest first.

    >>> import zhengce
    >>> load(zhengce.sample())[0]
    {'unit': '政务服务局', 'role': 'lead', 'count': 7, 'total': 8}
    """
    ranked = sorted(loads(notices), key=lambda load: (-load.measures, load.name))
    return [
        {"unit": load.name, "role": role.value, "count": load.counts[role], "total": load.measures}
        for load in ranked
        for role in Role
        if load.counts[role]
    ]


def shares(notices: Notices) -> list[Row]:
    """Return how many measures each unit has in each notice, in any role.

    Returns:
        Rows of ``unit``, ``notice``, ``count`` and ``total`` (of the unit, in all notices), the largest first.

    >>> import zhengce
    >>> shares([zhengce.sample(), zhengce.sample()])[0]
    {'unit': '政务服务局', 'notice': '澄高管发〔2024〕16号', 'count': 16, 'total': 16}
    """
    counts: Counter[tuple[str, str]] = Counter()
    for notice in as_notices(notices):
        counts.update({(load.unit.name, name(notice)): load.measures for load in loads(notice)})
    totals: Counter[str] = Counter()
    for (unit, _), count in counts.items():
        totals[unit] += count
    return [
        {"unit": unit, "notice": notice, "count": count, "total": totals[unit]}
        for (unit, notice), count in sorted(counts.items(), key=lambda item: (-totals[item[0][0]], item[0][0]))
        if count
    ]


def cooperation(notices: Notices) -> tuple[list[Row], list[Row]]:
    """Return which units work together: how many measures name both.

    Returns:
        The units, as rows of ``unit`` and ``count`` (its measures), the largest first;
        and the pairs, as rows of ``a``, ``b``, ``count`` and ``measures`` (their ids).

    >>> import zhengce
    >>> units, pairs = cooperation(zhengce.sample())
    >>> max(pair["count"] for pair in pairs)
    5
    """
    counts = Counter[str]()
    together: dict[tuple[str, str], list[Measure]] = {}
    for measure in (measure for notice in as_notices(notices) for measure in notice.measures):
        named = sorted({unit.name for unit in measure.units})
        counts.update(named)
        for pair in combinations(named, 2) if len(named) <= EVERYBODY else ():
            together.setdefault(pair, []).append(measure)
    units = sorted(counts, key=lambda unit: (-counts[unit], unit))
    return (
        [{"unit": unit, "count": counts[unit]} for unit in units],
        [{"a": a, "b": b, "count": len(held), "measures": _ids(held)} for (a, b), held in together.items()],
    )


# --- two levels ------------------------------------------------------------


def coverage(alignment: Alignment) -> list[Row]:
    """Return what became of the measures of a higher level, domain by domain.

    Returns:
        Rows of ``domain``, ``state`` (``covered``, ``doubtful`` or ``uncovered``), ``count`` and ``measures``
        (their ids), in text order.

    >>> import zhengce
    >>> coverage(zhengce.align(zhengce.sample(), zhengce.sample()))[0]
    {'domain': '企业开办', 'state': 'covered', 'count': 5, 'measures': '1.1、1.2、1.3、1.4、1.5'}
    """
    sure, doubtful = ({id(pair.upper) for pair in pairs} for pairs in (alignment.pairs, alignment.doubtful))
    found: dict[tuple[str, str], list[Measure]] = {}
    for domain in alignment.upper.domains:
        for measure in (measure for top in domain.measures for measure in top.walk()):
            state = "covered" if id(measure) in sure else "doubtful" if id(measure) in doubtful else "uncovered"
            found.setdefault((domain.name, state), []).append(measure)
    return [
        {"domain": domain, "state": state, "count": len(held), "measures": _ids(held)}
        for (domain, state), held in found.items()
    ]


# --- stages ----------------------------------------------------------------


def stages(notices: Notices) -> list[Row]:
    """Return how targets change over their stages: 6月底前完成率不低于40%；9月底前，75%；12月底前达到100%.

    :func:`zhengce.analysis.stages.stages` defines a series of stages.

    Returns:
        Rows of ``notice``, ``measure`` (its id), ``title``, ``quantity`` (its name), ``unit``,
        ``due`` (ISO 8601), ``value`` (of a range, its middle) and ``text``, series by series.

    >>> import zhengce
    >>> for row in stages(zhengce.sample())[:3]:
    ...     print(row["quantity"], row["due"], row["value"])
    岗位归集完成率 2024-06-30 40.0
    岗位归集完成率 2024-09-30 75.0
    岗位归集完成率 2024-12-31 100.0
    """
    return [
        {
            "notice": name(notice),
            "measure": measure.id,
            "title": measure.title,
            "quantity": series[0].quantity,
            "unit": stage.target.unit,
            "due": str(stage.due),
            "value": float(stage.value),
            "text": stage.target.text,
        }
        for notice in as_notices(notices)
        for measure in notice.measures
        for series in stages_of(measure)
        for stage in series
    ]
