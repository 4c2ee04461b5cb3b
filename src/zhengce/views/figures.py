"""Figures: what charts draw, counted from one notice or many, as plain rows.

Each function returns dicts of text and numbers, in the order in which they are
drawn; ``pandas.DataFrame(load(notice))`` is a table. Nothing here draws.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, Final, Literal

from ..model import Deadline, Measure, Target
from .highlight import placed_words, roles
from .limits import Limit, Notices, as_notices, limits, name

__all__ = ["By", "Row", "cooperation", "load", "months", "stages", "timeline"]

Row = dict[str, Any]
By = Literal["domain", "unit", "notice"]
"""What the rows of a chart stand for: domains of the same name are one, and so are units."""


def _rows_of(limit: Limit, by: By) -> tuple[str, ...]:
    match by:
        case "notice":
            return (name(limit.notice),)
        case "unit":
            return tuple(unit.name for unit in limit.owners)
        case "domain":
            return (limit.domain.name,) if limit.domain else ()


def months(notices: Notices, by: By = "domain") -> list[Row]:
    """How many limits fall due in each month, by domain, by unit that answers for it, or by notice.

    Only limits with a day are counted, and by domain or unit only those that have one.

    Returns:
        Rows of ``row``, ``month`` (``2023-06``), ``count`` and ``measures`` (their ids), in text order.

    >>> import zhengce
    >>> months(zhengce.sample())[0]
    {'row': '企业开办', 'month': '2024-06', 'count': 3, 'measures': '1.1、1.4、1.5'}
    """
    found: dict[tuple[str, str], list[Limit]] = {}
    for limit in limits(notices):
        if limit.deadline.due:
            for row in _rows_of(limit, by):
                found.setdefault((row, f"{limit.deadline.due:%Y-%m}"), []).append(limit)
    return [
        {"row": row, "month": month, "count": len(held), "measures": _ids(limit.measure for limit in held)}
        for (row, month), held in found.items()
    ]


def _ids(measures: Iterable[Measure | None]) -> str:
    return "、".join(dict.fromkeys(measure.id for measure in measures if measure))


def timeline(notices: Notices) -> list[Row]:
    """When each measure is due: a row for each limit with a day, in text order.

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
            "notice": name(limit.notice),
            "domain": limit.domain.name,
            "measure": limit.measure.id,
            "title": limit.measure.title,
            "start": str(limit.deadline.start or limit.deadline.due),
            "due": str(limit.deadline.due),
            "kind": limit.deadline.kind.value,
            "text": limit.deadline.text,
            "task": limit.deadline.task,
            "units": "、".join(unit.name for unit in limit.owners),
        }
        for limit in limits(notices)
        if limit.measure and limit.domain and limit.deadline.due
    ]


# --- units -----------------------------------------------------------------


def load(notices: Notices) -> list[Row]:
    """How many measures each unit leads, is responsible for, supports.

    Returns:
        Rows of ``unit``, ``role``, ``count`` and ``total`` (of the unit, in any role), those who have most first.

    >>> import zhengce
    >>> load(zhengce.sample())[0]
    {'unit': '政务服务局', 'role': 'lead', 'count': 7, 'total': 8}
    """
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for measure in _measures(notices):
        counts.update({(unit.name, role) for role, units in roles(measure).items() for unit in units})
        totals.update({unit.name for unit in measure.units})
    order = {"lead": 0, "responsible": 1, "supporting": 2}
    ranked = sorted(counts, key=lambda key: (-totals[key[0]], key[0], order[key[1]]))
    return [{"unit": u, "role": role, "count": counts[u, role], "total": totals[u]} for u, role in ranked]


def cooperation(notices: Notices) -> tuple[list[Row], list[Row]]:
    """Which units work together: how many measures name both.

    Returns:
        The units, as rows of ``unit`` and ``count`` (its measures), those who have most first;
        and the pairs, as rows of ``a``, ``b``, ``count`` and ``measures`` (their ids).

    >>> import zhengce
    >>> units, pairs = cooperation(zhengce.sample())
    >>> max(pair["count"] for pair in pairs)
    5
    """
    counts: Counter[str] = Counter()
    together: dict[tuple[str, str], list[Measure]] = {}
    for measure in _measures(notices):
        names = sorted({unit.name for unit in measure.units})
        counts.update(names)
        for pair in combinations(names, 2):
            together.setdefault(pair, []).append(measure)
    units = sorted(counts, key=lambda unit: (-counts[unit], unit))
    return (
        [{"unit": unit, "count": counts[unit]} for unit in units],
        [{"a": a, "b": b, "count": len(held), "measures": _ids(held)} for (a, b), held in together.items()],
    )


def _measures(notices: Notices) -> Iterator[Measure]:
    for notice in as_notices(notices):
        yield from notice.measures


# --- stages ----------------------------------------------------------------

_CLAUSE: Final = re.compile(r"[^，。；：、！？,;（）《》“”\n]*$")
_BEFORE_QUANTITY: Final = re.compile(
    "^(?:要|应|力争|争取|确保|实现|做到|使|将|全部|新增|完成|累计)+"
    "|(?:分别|均|要|达到|达|提高到|提高至|提升到|提升至|增加到|增加至|扩大到|扩大至|降低到|降低至|压缩到|压缩至"
    "|保持在|稳定在|控制在|不低于|不少于|不超过|超过|高于|低于|为|到|至|约)+$"
)
"""What stands around the name of a quantity and is no part of it: 力争 诊断覆盖面 达到 60%."""


def stages(notices: Notices) -> list[Row]:
    """How a target changes over its stages: 6月底前完成率不低于40%；9月底前，75%；12月底前达到100%.

    A target is of the stage whose time limit governs it. Targets of one measure are
    one series if they count the same thing, that is, have the same unit, and the words
    before them name the same quantity, in full, in part (岗位归集完成率, then 完成率), or not
    at all; a series has two days or more.

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
        {"notice": name(notice), "measure": measure.id, "title": measure.title, **stage}
        for notice in as_notices(notices)
        for measure in notice.measures
        for series in _series(measure)
        if len({stage["due"] for stage in series}) > 1
        for stage in series
    ]


def _series(measure: Measure) -> list[list[Row]]:
    found: list[list[Row]] = []
    for stage in _stages(measure):
        same = next((series for series in reversed(found) if _goes_on(series, stage)), None)
        if same is None:
            found.append([stage])
        else:
            same.append({**stage, "quantity": same[0]["quantity"]})
    return found


def _goes_on(series: list[Row], stage: Row) -> bool:
    first, last = series[0], series[-1]
    same = first["quantity"].endswith(stage["quantity"]) or stage["quantity"].endswith(first["quantity"])
    return bool(same and first["unit"] == stage["unit"] and last["due"] < stage["due"])


def _stages(measure: Measure) -> Iterator[Row]:
    """The targets of a measure that a limit with a day governs."""
    limit: Deadline | None = None
    begun = 0
    for _, node, span in placed_words(measure):
        match node:
            case Deadline():
                limit, begun = node, span.end
            case Target() if limit and limit.due and node.text in limit.task and (value := _value(node)) is not None:
                clause = _CLAUSE.search(measure.text, begun, span.start)
                yield {
                    "quantity": _BEFORE_QUANTITY.sub("", clause[0]) if clause else "",
                    "unit": node.unit,
                    "due": str(limit.due),
                    "value": value,
                    "text": node.text,
                }


def _value(target: Target) -> float | None:
    """The value, or the middle of a range."""
    if target.low is not None and target.high is not None:
        return float(target.low + target.high) / 2
    return None if target.value is None else float(target.value)
