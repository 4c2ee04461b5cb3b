"""Sheets: a review as the workbook that an office goes through line by line (调度表), as CSV, and as JSON."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any, Final

import attrs

from ..errors import FileError, MissingExtraError
from ..files.save import save
from ..formats.cells import is_formula
from ..terms import term
from .counting import percent
from .review import Review

__all__ = ["save_review"]

COLUMNS: Final = (
    ("number", "序号", 6),
    ("document", "任务来源", 14),
    ("code", "编号", 10),
    ("title", "措施", 20),
    ("task", "工作任务", 40),
    ("commander", "总指挥", 8),
    ("lead_units", "牵头单位", 16),
    ("responsible_units", "责任单位", 16),
    ("due", "完成时限", 11),
    ("report", "进展情况", 30),
    ("problems", "存在问题", 20),
    ("plan", "下一步打算", 20),
    ("progress", "完成进度", 9),
    ("state", "状态", 10),
    ("light", "亮灯", 7),
    ("reason", "亮灯原因", 14),
    ("closed", "销号时间", 11),
    ("evidence", "佐证材料", 16),
)
"""Key, head and width of the columns, in the order of real ledgers."""

_DAYS: Final = ("due", "closed")


def save_review(review: Review, path: str | os.PathLike[str]) -> None:
    """Write a review to a file; the suffix says how.

    Args:
        review: the review.
        path: ``.xlsx`` (with the extra ``xlsx``), ``.csv`` and ``.json`` for the lines; ``.md``, ``.html``
            and ``.docx`` for the bulletin.

    Raises:
        FileError: the suffix is another, or the file cannot be written.
        MissingExtraError: an extra is not installed.
    """
    path = Path(path)
    match path.suffix.lower():
        case ".xlsx":
            save(path, _workbook(review))
        case ".csv":
            save(path, _csv(review).encode("utf-8-sig"))
        case ".json":
            save(path, _json(review).encode())
        case ".md" | ".html" | ".docx":
            review.bulletin().save(path)
        case other:
            raise FileError(path, f"a review is written as .xlsx, .csv, .json, .md, .html or .docx, not as {other!r}")


def _csv(review: Review) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([head for _, head, _ in COLUMNS])
    for row in review.view.rows():
        cells = ["" if row[key] is None else str(row[key]) for key, _, _ in COLUMNS]
        writer.writerow([f"'{cell}" if is_formula(cell) else cell for cell in cells])
    return buffer.getvalue()


def _json(review: Review) -> str:
    plain: dict[str, Any] = {
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
    return json.dumps(plain, ensure_ascii=False, indent=2, default=str) + "\n"


def _workbook(review: Review) -> bytes:
    try:
        from ..formats.workbook import Book, Head
    except ModuleNotFoundError as error:
        raise MissingExtraError("xlsx", "a review as XLSX") from error
    title = f"{review.month} 调度表"
    author = "、".join(sorted(review.view.context.keepers))
    book = Book(title=title, about=f"截至 {review.view.day}  校验码 {review.seal}", author=author, day=review.view.day)
    heads = [Head(head, width, "date" if key in _DAYS else "text") for key, head, width in COLUMNS]
    lines = ([row[key] for key, _, _ in COLUMNS] for row in review.view.rows())
    table = book.add("调度表", heads, lines, printed=len(heads), kept=3)
    light = table.columns[[key for key, _, _ in COLUMNS].index("light")]
    for word, colour in (("红灯", "#FF7C80"), ("黄灯", "#FFE699"), ("绿灯", "#C6E0B4"), ("灰灯", "#D9D9D9")):
        table.paint(light, f'{light}2="{word}"', bg_color=colour)
    names = "类别 月初在办 新增 恢复 销号 取消 合并 拆分 月末在办".split()
    flows = (
        ["合计" if flow.name == "total" else term(flow.name, "zh"), *list(attrs.astuple(flow))[1:]]
        for flow in review.balance
    )
    book.add("台账变动", [Head(name, 10, "centre") for name in names], flows)
    columns = "位次 单位 判定 按期 超期 逾期 按期完成率 逾期天数 应报 已报 在办 本月销号 反弹".split()
    units = (
        [
            *(row.rank, row.unit, row.judged, row.on_time, row.late, row.missed),
            percent(row.on_time, row.judged),
            *(row.overdue_days, row.owed, row.reported, row.open, row.closed, row.reopened),
        ]
        for row in review.units
    )
    book.add("单位", [Head(name, 18 if name in ("单位", "按期完成率") else 9, "centre") for name in columns], units)
    return book.content()
