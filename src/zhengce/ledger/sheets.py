"""Sheets: a ledger on a day, and a review, as the workbook that an office goes through (调度表), CSV and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..errors import needing
from ..formats import csv
from .bulletin import FLOW_HEADS, UNIT_HEADS, flow_rows, unit_rows
from .counting import percent

if TYPE_CHECKING:
    from ..formats.workbook import Style
    from .review import Review
    from .view import View

__all__ = ["review_json", "table", "view_json", "workbook"]

_PRINTED: Final[tuple[tuple[str, str, float, Style], ...]] = (
    ("number", "序号", 5, "centre"),
    ("code", "编号", 12, "text"),
    ("work", "工作任务", 40, "text"),
    ("lead_units", "牵头单位", 14, "text"),
    ("responsible_units", "责任单位", 14, "text"),
    ("due", "完成时限", 11, "date"),
    ("report", "进展情况", 24, "text"),
    ("problems", "存在问题", 16, "text"),
    ("plan", "下一步打算", 16, "text"),
    ("progress", "进度%", 6, "centre"),
    ("state", "状态", 10, "centre"),
    ("light", "亮灯", 6, "centre"),
)
_BEHIND: Final[tuple[tuple[str, str, float, Style], ...]] = (
    ("reason", "亮灯原因", 14, "text"),
    ("closed", "销号时间", 11, "date"),
    ("evidence", "佐证材料", 18, "text"),
    ("document", "任务来源", 18, "text"),
    ("domain", "领域", 12, "text"),
    ("commander", "总指挥", 8, "text"),
    ("text", "时限原文", 14, "text"),
    ("first_due", "首次时限", 11, "date"),
)
"""Key, head, width and style of the columns of real ledgers: those that are printed, and those to their right."""

_COLOURS: Final = {"红灯": "#FF7C80", "黄灯": "#FFE699", "绿灯": "#C6E0B4", "灰灯": "#D9D9D9"}


def table(view: View) -> str:
    """Return a ledger on a day as CSV."""
    columns = _PRINTED + _BEHIND
    return csv.table([head for _, head, _, _ in columns], ([row[key] for key, *_ in columns] for row in view.rows()))


def workbook(view: View, review: Review | None = None) -> bytes:
    """Return a ledger on a day as a workbook; with a review its balance and its units, too.

    Raises:
        MissingExtraError: the extra ``xlsx`` is not installed.
    """
    with needing("xlsx", "a ledger as XLSX"):
        from ..formats.workbook import Book, Head
    about = f"截至{view.day}" + (f"　校验码 {review.seal}" if review else "")
    title = f"{review.first.year}年{review.first.month}月督办事项调度表" if review else "督办事项工作台账"
    book = Book(title=title, about=about, author="、".join(sorted(view.context.keepers)), day=view.day)
    columns = _PRINTED + _BEHIND
    heads = [Head(head, width, style) for _, head, width, style in columns]
    lines = ([_printed(row)[key] for key, *_ in columns] for row in view.rows())
    sheet = book.add("调度表" if review else "台账", heads, lines, printed=len(_PRINTED), kept=3)
    light = sheet.columns[[key for key, *_ in columns].index("light")]
    for word, colour in _COLOURS.items():
        sheet.paint(light, f'{light}2="{word}"', bg_color=colour)
    annexes = (("台账变动", FLOW_HEADS, flow_rows(review)), ("单位", UNIT_HEADS, unit_rows(review))) if review else ()
    for name, names, rows in annexes:
        book.add(name, [Head(it, 20 if it == "单位" else 11, "centre") for it in names], rows)
    return book.content()


def _printed(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as a person reads it: the period below the code, and what was closed out is done."""
    progress = 100 if row["stage"] == "closed" else row["progress"]
    return {**row, "code": row["code"].replace(" ", "\n", 1), "progress": progress}


def view_json(view: View) -> str:
    """Return a ledger on a day as JSON."""
    return _json(
        {"as_of": view.day, "known": view.context.known, "policy": attrs.asdict(view.policy), "items": view.rows()}
    )


def review_json(review: Review) -> str:
    """Return a review as JSON."""
    return _json(
        {
            "month": review.month,
            "as_of": review.view.day,
            "final": review.final,
            "policy": attrs.asdict(review.view.policy),
            "figures": dict(review.figures),
            "balance": [attrs.asdict(flow) for flow in review.balance],
            "units": [{**attrs.asdict(row), "rate": percent(row.on_time, row.judged)} for row in review.units],
            "items": review.view.rows(),
            "seal": review.seal,
        }
    )


def _json(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2, default=str) + "\n"
