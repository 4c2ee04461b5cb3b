"""Forms: one workbook a unit, with its open items alone, filled in as far as the ledger knows; and back.

Rows may be sorted, moved and deleted. What cannot be taken is a finding with its row
and what to do, never a guess. A row that says nothing new makes no event, so the same
form may be read twice.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import pendulum

from ..dates import as_date
from ..errors import DeadlineError, FileError, LedgerError, MissingExtraError
from ..files.load import load
from ..files.save import save
from ..findings import Finding, Severity
from ..reading.deadlines import parse_deadline
from ..terms import Language, term
from ..text import columns
from .events import Event, ExtensionAsked, Reported, Submitted
from .model import Evidence, Item, Stage
from .view import View

if TYPE_CHECKING:
    from .log import Ledger

__all__ = ["Filled", "Form", "form_of", "read_form"]

_SCHEMA: Final = "zhengce-form/1"
_SHEET, _HIDDEN = "填报", "_台账"
_LOCKED: Final = (
    ("编号", 10),
    ("措施", 20),
    ("工作内容", 36),
    ("牵头单位", 16),
    ("完成时限", 11),
    ("亮灯", 7),
    ("上次进展", 24),
)
_OPEN: Final = (
    *(("本月进展", 30), ("完成进度", 9), ("办理状态", 11), ("完成日期", 12), ("存在问题", 20), ("下一步打算", 20)),
    *(("佐证材料", 18), ("申请延期至", 12), ("延期理由", 18)),
)
_KEY: Final = "标识"
STATES: Final = ("未启动", "推进中", "申请销号", "申请延期")
"""What the column 办理状态 can say."""


# --- out --------------------------------------------------------------------------


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
        """Write it to a file.

        Raises:
            FileError: it cannot be written.
        """
        save(Path(path), self.content)


def form_of(view: View, unit: str, month: str) -> Form:
    """Return the form of a unit: the items that it has to see to and that are on the books.

    Its locked cells keep slips out, not people: there is no password.

    Raises:
        LedgerError: the unit has nothing on the books.
        MissingExtraError: the extra ``xlsx`` is not installed.
    """
    items = tuple(item for item in view.items if not item.is_over and unit in view.owners(item))
    if not items:
        units = dict.fromkeys(owner for item in view.items if not item.is_over for owner in view.owners(item))
        raise LedgerError(f"{unit} has nothing on the books on {view.day}; who has: {'、'.join(units)}")
    return Form(unit=unit, month=month, items=items, content=_workbook(view, unit, month, items))


def _workbook(view: View, unit: str, month: str, items: tuple[Item, ...]) -> bytes:
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise MissingExtraError("xlsx", "a form") from error
    buffer = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(buffer, safe)
    made = dt.datetime(view.day.year, view.day.month, view.day.day)  # noqa: DTZ001  # as the file format has it
    book.set_properties({"title": f"{unit} {month} 填报表", "created": made})
    look = {"text_wrap": True, "border": 1, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
    head = book.add_format({**look, "bold": True, "bg_color": "#D9E2F3", "align": "center"})
    locked = book.add_format({**look, "bg_color": "#F2F2F2", "num_format": "yyyy-mm-dd"})
    free = book.add_format({**look, "locked": False, "num_format": "@"})
    number = book.add_format({**look, "locked": False})
    sheet = book.add_worksheet(_SHEET)
    names = (*_LOCKED, *_OPEN, (_KEY, 10))
    for column, (name, width) in enumerate(names):
        sheet.set_column(column, column, width, None, {"hidden": name == _KEY})
        sheet.write_string(0, column, name, head)
    for row, item in enumerate(items, 1):
        values = [*_shown(view, item), *_prefilled(item), _key(item)]
        sheet.set_row(row, _height(names, values))
        for column, value in enumerate(values):
            style = locked if column < len(_LOCKED) or column == len(values) - 1 else free
            if isinstance(value, dt.date):
                sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
            elif isinstance(value, int):
                sheet.write_number(row, column, value, number)
            else:
                sheet.write_string(row, column, value, style)
    last, state, progress = len(items), len(_LOCKED) + 2, len(_LOCKED) + 1
    sheet.data_validation(1, state, last, state, {"validate": "list", "source": list(STATES)})
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100, "error_type": "warning"}
    sheet.data_validation(1, progress, last, progress, {**whole, "error_message": "0至100的整数"})
    sheet.protect(
        "", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "delete_rows": True}
    )
    sheet.autofilter(0, 0, last, len(names) - 1)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    about = book.add_worksheet(_HIDDEN)
    for row, pair in enumerate((("schema", _SCHEMA), ("unit", unit), ("month", month), ("day", str(view.day)))):
        about.write_row(row, 0, pair)
    about.very_hidden()
    book.close()
    return buffer.getvalue()


def _height(names: Sequence[tuple[str, int]], values: Sequence[Any]) -> float:
    """Return the height of a row in which every text is seen, two of its columns to a Chinese character."""
    lines = [-(-columns(_text(value)) // (width - 1)) for (_, width), value in zip(names[:-1], values, strict=False)]
    return min(409.0, 13.5 * max(2, *lines) + 4)


def _shown(view: View, item: Item) -> list[Any]:
    obligation = item.obligation
    owners = "、".join(view.owners(item))
    light = term(view.light(item).light, "zh")
    return [item.code, obligation.title, obligation.task, owners, item.due or obligation.text, light, item.text]


def _prefilled(item: Item) -> list[Any]:
    state = {Stage.NOT_STARTED: STATES[0], Stage.SUBMITTED: STATES[2]}.get(item.stage, STATES[1])
    progress = "" if item.progress is None else item.progress
    done = item.done.isoformat() if item.done else ""
    return ["", progress, state, done, item.problems, item.plan, "", "", ""]


def _key(item: Item) -> str:
    return f"{item.obligation.id}/{item.period}/{item.cycle}/{len(item.history)}"


# --- and back ---------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Filled:
    """What a form that came back says.

    Attributes:
        unit: whose it is.
        month: which it is for.
        events: what is new, for :meth:`LedgerFile.append`.
        findings: what could not be taken, each with its row and what to do.
    """

    unit: str
    month: str
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]


_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "ZL101": ("the column {0} is missing: what it asks for was not read", "缺少“{0}”一列，该列内容未读取"),
    "ZL103": ("no item {0}: take the row from a fresh form", "没有“{0}”这一事项，请用新发的表填报"),
    "ZL104": ("{0} {1!r} is no day: write 2024-09-15", "{0}“{1}”不是日期，请写成2024-09-15"),
    "ZL105": ("progress {0!r} is no whole number from 0 to 100", "完成进度“{0}”不是0至100的整数"),
    "ZL106": ("the state {0!r} is none of the list", "办理状态“{0}”不在选项内"),
    "ZL107": ("closing out is asked for without any evidence: name it", "申请销号须填写佐证材料"),
    "ZL108": ("{0} was changed to {1!r}; it was not used", "“{0}”被改为“{1}”，未采用"),
    "ZL109": ("an extension is asked for without a day or a reason", "申请延期须填写延期日期和理由"),
    "ZL110": ("not taken: {0}", "未采用：{0}"),
    "ZL111": ("the item has changed since this form was made", "发表之后该事项已有新的记录，请核对"),
    "ZL112": ("the item is off the books ({0})", "该事项已不在办（{0}）"),
    "ZL113": ("the same item stands in row {0}, which was used", "与第{0}行重复，以第{0}行为准"),
}


def read_form(
    path: str | os.PathLike[str],
    ledger: Ledger,
    *,
    at: dt.date,
    unit: str | None = None,
    month: str | None = None,
    lang: Language = "zh",
) -> Filled:
    """Return what a form that came back says; nothing is written by it.

    Args:
        path: the workbook, from Excel, WPS or LibreOffice.
        ledger: the ledger that it belongs to.
        at: the day of the reports.
        unit: whose form it must be, if that is known.
        month: which month it must be of.
        lang: of the findings.

    Raises:
        FileError: it is no such form, or that of another unit or month.
        MissingExtraError: the extra ``xlsx`` is not installed.
    """
    path = Path(path)
    sheets = _sheets(path)
    about = {str(row[0]): str(row[1]) for row in sheets.get(_HIDDEN, []) if len(row) > 1}
    if about.get("schema") != _SCHEMA or _SHEET not in sheets:
        raise FileError(path, f"is no form of a ledger: it has no sheets {_SHEET} and {_HIDDEN}")
    for what, wanted in (("unit", unit), ("month", month)):
        if wanted is not None and about.get(what) != wanted:
            raise FileError(path, f"is the form of {about.get(what)}, not of {wanted}")
    reader = _Reader(ledger, as_date(at), about["unit"], lang)
    reader.read(sheets[_SHEET])
    return Filled(
        unit=about["unit"], month=about["month"], events=tuple(reader.events), findings=tuple(reader.findings)
    )


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError as error:
        raise MissingExtraError("xlsx", "reading a form") from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(load(path)))
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except CalamineError as error:
        raise FileError(path, f"is no workbook: {error}") from error


class _Reader:
    """The rows of a form, one by one."""

    def __init__(self, ledger: Ledger, at: pendulum.Date, unit: str, lang: Language) -> None:
        self.ledger, self.at, self.unit, self.lang = ledger, at, unit, lang
        self.view = ledger.as_of(at)
        self.events: list[Event] = []
        self.findings: list[Finding] = []
        self.row = 1
        self.seen: dict[tuple[str, str, int], int] = {}

    def tell(self, code: str, *words: object, severity: Severity = Severity.ERROR) -> None:
        """Note a finding about the row."""
        english, chinese = (message.format(*words) for message in _MESSAGES[code])
        text = f"第{self.row}行：{chinese}" if self.lang == "zh" else f"row {self.row}: {english}"
        self.findings.append(Finding(code=code, severity=severity, message=text))

    def read(self, rows: list[list[Any]]) -> None:
        """Read all rows below the heads."""
        heads = [_text(cell) for cell in rows[0]] if rows else []
        for name, _ in (*_LOCKED[:2], *_OPEN):
            if name not in heads:
                self.tell("ZL101", name)
        for number, cells in enumerate(rows[1:], 2):
            self.row = number
            row = {name: cell for name, cell in zip(heads, cells, strict=False) if name}
            if any(_text(cell) for cell in row.values()):
                self._read_row(row)

    def _read_row(self, row: dict[str, Any]) -> None:
        item = self._item(row)
        if item is None:
            return
        if item.key in self.seen:
            self.tell("ZL113", self.seen[item.key], severity=Severity.WARNING)
            return
        self.seen[item.key] = self.row
        if item.is_over:
            self.tell("ZL112", term(item.stage, "zh" if self.lang == "zh" else "en"))
            return
        count = _text(row.get(_KEY)).rpartition("/")[2]
        has_moved = count.isdigit() and int(count) != len(item.history)
        for (name, _), value in zip(_LOCKED, _shown(self.view, item), strict=True):
            if not has_moved and name in row and name not in ("亮灯", "上次进展") and _text(row[name]) != _text(value):
                self.tell("ZL108", name, _text(row[name]), severity=Severity.WARNING)
        made = self._report(row, item), self._submission(row, item), self._extension(row, item)
        fresh = [event for event in made if event]
        if fresh and has_moved:
            self.tell("ZL111", severity=Severity.WARNING)
        for event in fresh:
            self._add(event)

    def _item(self, row: dict[str, Any]) -> Item | None:
        """Find the item of a row: by its hidden key, else by code and title together."""
        code, title = _text(row.get("编号")), _text(row.get("措施"))
        parts = _text(row.get(_KEY)).rsplit("/", 2)
        on, _, period = parts[0].partition("/")
        for item in self.view.items:
            by_key = len(parts) == 3 and parts[1].isdigit() and item.key == (on, period, int(parts[1]))
            if by_key or (len(parts) < 3 and item.code == code and item.obligation.title == title):
                return item
        self.tell("ZL103", code or title)
        return None

    def _common(self, item: Item) -> dict[str, Any]:
        return {"on": item.obligation.id, "period": item.period, "at": self.at, "by": self.unit}

    def _report(self, row: dict[str, Any], item: Item) -> Event | None:
        text, problems, plan = (_text(row.get(name)) for name in ("本月进展", "存在问题", "下一步打算"))
        progress = self._progress(row.get("完成进度"))
        problems = problems if "存在问题" in row else item.problems
        plan = plan if "下一步打算" in row else item.plan
        same = (problems, plan) == (item.problems, item.plan) and progress in (None, item.progress)
        if same and text in ("", item.text):
            return None
        return Reported(**self._common(item), progress=progress, text=text, problems=problems, plan=plan)

    def _submission(self, row: dict[str, Any], item: Item) -> Event | None:
        state = _text(row.get("办理状态"))
        if state and state not in STATES:
            self.tell("ZL106", state)
        done = self._day(row, "完成日期")
        if state != STATES[2] or item.stage is Stage.SUBMITTED:
            return None
        names = [name for name in re.split(r"[、，,;；\n]+", _text(row.get("佐证材料"))) if name]
        if not names:
            self.tell("ZL107")
            return None
        if done is None and _text(row.get("完成日期")):
            return None
        return Submitted(**self._common(item), done=done or self.at, evidence=[Evidence(name=name) for name in names])

    def _extension(self, row: dict[str, Any], item: Item) -> Event | None:
        until, reason = self._day(row, "申请延期至"), _text(row.get("延期理由"))
        if _text(row.get("办理状态")) != STATES[3] and not until:
            return None
        if until is None or not reason:
            self.tell("ZL109")
            return None
        return None if item.asked == until else ExtensionAsked(**self._common(item), until=until, reason=reason)

    def _add(self, event: Event) -> None:
        try:
            grown = self.ledger.record(event, writer=self.unit)
        except LedgerError as error:
            self.tell("ZL110", error.reason)
            return
        if grown != self.ledger:
            self.events.append(event)
            self.ledger = grown

    def _progress(self, value: Any) -> int | None:
        text = _text(value).removesuffix("%").strip()
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        share = isinstance(value, float) and 0 < number < 1 and number != int(number)
        number = round(number * 100, 6) if share else number
        if number != int(number) or not 0 <= number <= 100:
            self.tell("ZL105", _text(value))
            return None
        return int(number)

    def _day(self, row: dict[str, Any], name: str) -> pendulum.Date | None:
        value = row.get(name)
        if isinstance(value, dt.date):
            return as_date(value)
        text = _text(value)
        if not text:
            return None
        found = _read_day(text, self.at, loosely=name == "申请延期至")
        if found is None:
            self.tell("ZL104", name, text)
        return found


_DAY: Final = re.compile(r"(?:(?P<year>[0-9]{4})[-./年])?(?P<month>[0-9]{1,2})[-./月](?P<day>[0-9]{1,2})日?")


def _read_day(text: str, at: pendulum.Date, *, loosely: bool) -> pendulum.Date | None:
    """Return the day that a cell names: 2024.9.12, 9月15日; and *loosely* the last day of a time limit, 10月底前."""
    read = _DAY.fullmatch(text.replace(" ", ""))
    try:
        if read:
            return pendulum.Date(int(read["year"] or at.year), int(read["month"]), int(read["day"]))
        return parse_deadline(text, reference_date=at).due if loosely else None
    except (DeadlineError, ValueError):
        return None


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value).strip()
