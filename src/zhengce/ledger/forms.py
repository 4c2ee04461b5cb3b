"""Forms: one workbook a unit, with its open items alone, filled in as far as the ledger knows.

Rows may be sorted, moved and deleted when it comes back, see :mod:`.filled`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import attrs

from ..analysis.periods import as_month, period
from ..errors import FileError, LedgerError, needing, refusing
from ..files.load import as_path
from ..files.save import save
from ..saying import say
from ..terms import term
from .model import Item, Stage
from .view import View

if TYPE_CHECKING:
    from ..formats.workbook import Value

__all__ = ["FREE", "HIDDEN", "KEY", "SCHEMA", "SHEET", "STATES", "Form", "fixed_cells", "form_of"]

SCHEMA: Final = "zhengce-form/1"
SHEET, HIDDEN, KEY = "填报", "_台账", "标识"
FIXED: Final = tuple("编号 措施 工作内容 牵头单位 完成时限 亮灯".split())
FREE: Final = tuple("本月进展 完成进度 办理状态 完成日期 存在问题 下一步打算 佐证材料 申请延期至 延期理由".split())
LAST: Final = "上次进展"
"""The columns that the ledger fills in, those that a unit does, and what stands to the right of the printed ones."""

_WIDTHS: Final = (10.5, 11.5, 19.5, 10, 10.5, 5, 20, 6, 8.5, 10.5, 12.5, 12.5, 9, 10.5, 9, 22, 10)
"""Of all columns; those that are printed fit across A4 in a size that can be read."""

STATES: Final = ("未启动", "推进中", "申请销号", "申请延期")
"""What the column 办理状态 can say."""

_HINTS: Final = {
    "完成进度": "0至100的整数，如80%",
    "完成日期": "申请销号的填写，如2024-09-15",
    "佐证材料": "申请销号的必填；文件名称，几份的用顿号隔开",
    "申请延期至": "须晚于现行时限，并在到期前申请，如2024-10-31",
}


@attrs.frozen(kw_only=True)
class Form:
    """填报表 of a unit for a month.

    Attributes:
        unit: whose it is.
        month: such as ``2024-09``.
        items: its rows.
        content: the workbook.
    """

    unit: str
    month: str
    items: tuple[Item, ...]
    content: bytes = attrs.field(repr=False)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file; one that is there already and differs, since it may have been filled in, is kept.

        Raises:
            FileError: another file is there, or it cannot be written.
        """
        path = as_path(path)
        with refusing(path):
            if path.is_file() and path.read_bytes() != self.content:
                words = "is there already and differs from this form: it may be filled in, so it is kept; {advice}"
                advice = say("write to another folder, or move it away once it was read")
                raise FileError(path, say(words, advice=advice))
        save(path, self.content)


def form_of(view: View, unit: str, month: str) -> Form:
    """Return the form of a unit: the items on the books that it leads, or is responsible for where nobody leads.

    Its locked cells keep slips out, not people: there is no password.

    Raises:
        CalendarError: *month* is no month.
        LedgerError: the unit has nothing on the books.
        MissingExtraError: the extra ``xlsx`` is not installed.
    """
    month = as_month(month)
    items = tuple(item for item in view.items if not item.is_over and unit in view.owners(item))
    if not items:
        units = "、".join(view.units)
        raise LedgerError(
            say("{unit} leads nothing on the books on {day}; who does: {units}", unit=unit, day=view.day, units=units)
        )
    return Form(unit=unit, month=month, items=items, content=_workbook(view, unit, month, items))


def _workbook(view: View, unit: str, month: str, items: tuple[Item, ...]) -> bytes:
    with needing("xlsx", "a form"):
        from ..formats.workbook import Book, Head
    columns: tuple[str, ...] = (*FIXED, *FREE, LAST, KEY)
    keepers = "、".join(sorted(view.context.keepers))
    by = view.policy.report_by(period(month)[0])
    about = f"{unit}　请于{by.month}月{by.day}日前（含当日）报送；灰色单元格不用改；没有变化的行不用填"
    book = Book(title=f"{month} 督办事项填报表", about=about, author=keepers, day=view.day)
    heads = [
        Head(name, width, "free" if name in FREE else "fixed") for name, width in zip(columns, _WIDTHS, strict=True)
    ]
    cells = ({**fixed_cells(view, item), **_free_cells(item), KEY: _key(item)} for item in items)
    rows = ([row.get(name) for name in columns] for row in cells)
    table = book.add(SHEET, heads, rows, printed=len(columns) - 2, kept=2)
    letters: dict[str, str] = dict(zip(columns, table.columns, strict=True))
    table.offer(letters["办理状态"], STATES)
    for name, words in {"本月进展": f"请于{by.month}月{by.day}日前（含当日）报送", **_HINTS}.items():
        table.advise(letters[name], name, words)
    for word, colour in (("红灯", "#FF7C80"), ("黄灯", "#FFE699"), ("绿灯", "#C6E0B4")):
        table.paint(letters["亮灯"], f'{letters["亮灯"]}2="{word}"', bg_color=colour)
    table.lock(letters[KEY])
    book.remember(HIDDEN, (("schema", SCHEMA), ("unit", unit), ("month", month), ("day", str(view.day))))
    return book.content()


def fixed_cells(view: View, item: Item) -> dict[str, Value]:
    """Return what the ledger fills in, by the names of the columns."""
    obligation = item.obligation
    source, code = view.source_of(item), item.code.replace(" ", "\n", 1)
    task = obligation.task + (f"（{source}）" if source else "")
    values = (code, obligation.title, task, "、".join(view.owners(item)), item.due or obligation.text)
    return {**dict(zip(FIXED, (*values, term(view.light(item).light, "zh")), strict=True)), LAST: item.text}


def _free_cells(item: Item) -> dict[str, Value]:
    """Return what a unit has said already, which it need not write again."""
    return {
        "完成进度": None if item.progress is None else f"{item.progress}%",
        "办理状态": {Stage.NOT_STARTED: STATES[0], Stage.SUBMITTED: STATES[2]}.get(item.stage, STATES[1]),
        "完成日期": item.done and item.done.isoformat(),
        "存在问题": item.problems,
        "下一步打算": item.plan,
    }


def _key(item: Item) -> str:
    return f"{item.obligation.id}/{item.period}/{item.cycle}/{len(item.history)}"
