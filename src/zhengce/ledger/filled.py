"""Filled: a form that came back, row by row. What cannot be taken is told, with what to do; nothing is guessed.

A row that says nothing new makes no event, so the same form may be read twice.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize

import attrs
import pendulum

from ..analysis.periods import as_month
from ..dates import as_date
from ..errors import DeadlineError, FileError, LedgerError, ZhengceError, needing
from ..files.load import MOST_BYTES, as_path, load
from ..findings import Finding, Severity
from ..reading.deadlines import parse_deadline
from ..saying import Saying, say
from ..terms import Language, word
from .events import Event, ExtensionAsked, Reported, Submitted
from .forms import FREE, HIDDEN, KEY, LAST, SCHEMA, SHEET, STATES, fixed_cells
from .model import Evidence, Item, Stage

if TYPE_CHECKING:
    from .log import Ledger

__all__ = ["Filled", "read_form"]


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


_WARNINGS: Final = ("ZL108", "ZL111", "ZL113")


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
    path = as_path(path)
    sheets = _Sheets(path)
    about = {str(row[0]): str(row[1]) for row in sheets.rows(HIDDEN) if len(row) > 1}
    if about.get("schema") != SCHEMA or SHEET not in sheets.names or not {"unit", "month"} <= about.keys():
        raise FileError(path, say("is no form of a ledger: fill in the one that was sent out, {sheet}", sheet=SHEET))
    for what, wanted in (("unit", unit), ("month", month and as_month(month))):
        if wanted is not None and about.get(what) != wanted:
            raise FileError(path, say("is the form of {found}, not of {wanted}", found=about.get(what), wanted=wanted))
    reader = _Reader(ledger, as_date(at), about["unit"], lang)
    reader.read(sheets)
    return Filled(
        unit=about["unit"], month=about["month"], events=tuple(reader.events), findings=tuple(reader.findings)
    )


# --- the workbook -----------------------------------------------------------------------

_FORMULA: Final = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*>\s*<f')
_PLACE: Final = re.compile(rb"<(?:c|row)\b[^>]*?\br=[\"']([A-Z]*)([0-9]+)[\"']")
_MOST_DIGITS, _MOST_LETTERS = 5, 2
"""Of the number of a row and the name of a column: a sheet is held in memory as far as its last cell."""


class _Sheets:
    """The cells of a workbook, and where they are no plain values."""

    def __init__(self, path: Path) -> None:
        with needing("xlsx", "reading a form"):
            from python_calamine import CalamineWorkbook
        self.path, content = path, load(path)
        with self._readable():
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                    most = MOST_BYTES // 2**20
                    raise FileError(path, say("larger than {most} MB; split it, or leave its pictures out", most=most))
                read = {info.filename: archive.open(info).read(info.file_size + 1) for info in archive.infolist()}
            parts = [part for name, part in read.items() if name.startswith("xl/worksheets/")]
            for letters, digits in (place for part in parts for place in _PLACE.findall(part)):
                if len(letters) > _MOST_LETTERS or len(digits) > _MOST_DIGITS:
                    cell = (letters + digits)[:20].decode()
                    raise FileError(path, say("is no form of a ledger: it has a cell {cell}", cell=cell))
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            self.names: list[str] = self._book.sheet_names
        found = (cell for part in parts for cell in _FORMULA.findall(part))
        self.formulas = {(int(row), _column(letters.decode())) for letters, row in found}

    def rows(self, name: str) -> list[list[Any]]:
        """Return the rows of a sheet; none where it is missing."""
        if name not in self.names:
            return []
        with self._readable():
            return self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def merged(self, name: str) -> set[int]:
        """Return the numbers of the rows in which cells are merged."""
        with self._readable():
            ranges = self._book.get_sheet_by_name(name).merged_cell_ranges or []
        return {row + 1 for (first, _), (last, _) in ranges for row in range(first, last + 1)}

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Turn whatever is said about a broken workbook into an error with its name."""
        try:
            yield
        except ZhengceError:
            raise
        except Exception as error:
            raise FileError(self.path, say("is no workbook of the kind .xlsx: {error}", error=error)) from error


def _column(letters: str) -> int:
    """Return the index of a column.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


# --- its rows ---------------------------------------------------------------------------


class _Reader:
    """The rows of a form, one by one."""

    def __init__(self, ledger: Ledger, at: pendulum.Date, unit: str, lang: Language) -> None:
        self.ledger, self.at, self.unit = ledger, at, unit
        self.lang: Language = lang
        self.view = ledger.as_of(at)
        self.events: list[Event] = []
        self.findings: list[Finding] = []
        self.number = 1
        self.row: dict[str, Any] = {}
        self.seen: dict[tuple[str, str, int], int] = {}

    def tell(self, code: str, what: Saying) -> None:
        """Note a finding about the row."""
        text = say("row {number}: {what}", number=self.number, what=what).in_language(self.lang)
        severity = Severity.WARNING if code in _WARNINGS else Severity.ERROR
        self.findings.append(Finding(code=code, severity=severity, message=text))

    def read(self, sheets: _Sheets) -> None:
        """Read all rows below the heads, which may have come to stand lower."""
        rows = sheets.rows(SHEET)
        top = next((number for number, row in enumerate(rows[:10]) if "编号" in map(_text, row)), 0)
        self.number = top + 1
        heads = [_text(cell) for cell in rows[top]] if rows else []
        for name in ("编号", "措施", *FREE):
            if name not in heads:
                self.tell("ZL101", say("there is no column {name}: what it asks for was not read", name=name))
        free = {heads.index(name): name for name in FREE if name in heads}
        merged = sheets.merged(SHEET)
        for self.number, cells in enumerate(rows[top + 1 :], top + 2):
            self.row = {name: cell for name, cell in zip(heads, cells, strict=False) if name}
            computed = [name for column, name in free.items() if (self.number, column) in sheets.formulas]
            computed += [name for name in free.values() if _text(self.row.get(name)).startswith(("=", "＝"))]
            if computed:
                self.tell("ZL114", say("{name} is a formula: write what it comes to", name=computed[0]))
            elif self.number in merged:
                self.tell("ZL115", say("its cells are merged: split them, and fill in each"))
            elif any(_text(cell) for cell in self.row.values()):
                self._read_row()

    def _cell(self, name: str) -> str:
        return _text(self.row.get(name))

    def _read_row(self) -> None:
        item = self._item()
        if item is None:
            return
        if item.key in self.seen:
            self.tell("ZL113", say("the same item stands in row {row}, which was used", row=self.seen[item.key]))
            return
        self.seen[item.key] = self.number
        if item.is_over or item.stage is Stage.SUSPENDED:
            self.tell("ZL112", say("the item is off the books ({stage}): nothing is taken", stage=word(item.stage)))
            return
        count = self._cell(KEY).rpartition("/")[2]
        has_moved = count.isdigit() and int(count) != len(item.history)
        fixed = {} if has_moved else fixed_cells(self.view, item)
        source = f"（{item.obligation.document}）"  # which a form has if the ledger had several notices then
        for name in [it for it in fixed if it in self.row and it not in ("亮灯", LAST)]:
            text, known = self._cell(name), _text(fixed[name])
            if text.removesuffix(source) != known.removesuffix(source):
                self.tell("ZL108", say("{name} was changed to {text!r}; it was not used", name=name, text=text))
        fresh = [event for event in (self._report(item), self._submission(item), self._extension(item)) if event]
        if fresh and has_moved:
            self.tell("ZL111", say("the item has changed since this form was made: compare"))
        for event in fresh:
            self._add(event)

    def _item(self) -> Item | None:
        """Find the item of the row: by its hidden key, else by code and title together."""
        code, title = " ".join(self._cell("编号").split()), self._cell("措施")
        parts = self._cell(KEY).rsplit("/", 2)
        on, _, period = parts[0].partition("/")
        for item in self.view.items:
            by_key = len(parts) == 3 and parts[1].isdigit() and item.key == (on, period, int(parts[1]))
            if by_key or (len(parts) < 3 and item.code == code and item.obligation.title == title):
                return item
        self.tell("ZL103", say("no item {item}: take the row from a fresh form", item=code or title))
        return None

    def _common(self, item: Item) -> dict[str, Any]:
        return {"on": item.obligation.id, "period": item.period, "at": self.at, "by": self.unit}

    def _add(self, event: Event) -> None:
        try:
            grown = self.ledger.record(event, writer=self.unit)
        except LedgerError as error:
            self.tell("ZL110", say("not taken: {reason}", reason=error.said()))
            return
        if grown != self.ledger:
            self.events.append(event)
            self.ledger = grown

    # --- what it says ---

    def _report(self, item: Item) -> Event | None:
        text, progress = self._cell("本月进展"), self._progress()
        problems = self._cell("存在问题") if "存在问题" in self.row else item.problems
        plan = self._cell("下一步打算") if "下一步打算" in self.row else item.plan
        same = (problems, plan) == (item.problems, item.plan) and progress in (None, item.progress)
        if same and text in ("", item.text):
            return None
        return Reported(**self._common(item), progress=progress, text=text, problems=problems, plan=plan)

    def _submission(self, item: Item) -> Event | None:
        state = self._cell("办理状态")
        if state and state not in STATES:
            self.tell("ZL106", say("the state {text!r} is none of {known}", text=state, known="、".join(STATES)))
        done = self._day("完成日期")
        if state != STATES[2] or item.stage is Stage.SUBMITTED:
            return None
        names = [name for name in re.split(r"[、，,;；\n]+", self._cell("佐证材料")) if name.strip()]
        if not names:
            self.tell("ZL107", say("closing out is asked for without any evidence: name it"))
        elif done and done > self.at:
            self.tell("ZL118", say("done on {done}, which is yet to come", done=done))
        elif "完成日期" in self.row and (done or not self._cell("完成日期")):
            evidence = [Evidence(name=name.strip()) for name in names]
            return Submitted(**self._common(item), done=done or self.at, evidence=evidence)
        return None

    def _extension(self, item: Item) -> Event | None:
        until, reason = self._day("申请延期至"), self._cell("延期理由")
        if (self._cell("办理状态") != STATES[3] and not until) or (until and item.asked == until):
            return None
        if until is None or not reason:
            self.tell("ZL109", say("an extension is asked for without a day or a reason"))
        elif item.due and until <= item.due:
            self.tell(
                "ZL116", say("until {until} is not later than the day in force, {due}", until=until, due=item.due)
            )
        elif item.due and self.at > item.due:
            self.tell("ZL117", say("the day in force, {due}, is over: too late to ask", due=item.due))
        else:
            return ExtensionAsked(**self._common(item), until=until, reason=reason)
        return None

    def _progress(self) -> int | None:
        """Return the progress in per cent: 80, 80% or 0.8. A bare 1 may be either."""
        text = normalize("NFKC", self._cell("完成进度")).replace(" ", "")
        if not text:
            return None
        found = re.fullmatch(r"([0-9]{1,3})(?:\.0*)?%?|0?(\.[0-9]+)", text)
        number = -1
        if found:
            share = round(float(found[2]) * 100, 6) if found[2] else float(found[1])
            number = int(share) if share == int(share) else -1
        if text == "1" and isinstance(self.row["完成进度"], float | int):
            self.tell("ZL119", say("progress 1 may be 1% or 100%: write which"))
            return None
        if not 0 <= number <= 100:
            self.tell("ZL105", say("progress {text!r} is no whole number from 0 to 100", text=self._cell("完成进度")))
            return None
        return number

    def _day(self, name: str) -> pendulum.Date | None:
        """Return the day in a cell, in any writing that names one: 2024.9.12, 9月15日; until when, also 10月底前."""
        value = self.row.get(name)
        if isinstance(value, dt.date):
            return as_date(value)
        text = normalize("NFKC", _text(value)).replace(" ", "")
        if not text:
            return None
        dotted = _DIGITS.sub(r"\1-\2-\3", text) if isinstance(value, str) else ""  # 9.1 as a number may have been 9.10
        read = _DAY.fullmatch(dotted)
        try:
            if read:
                return pendulum.Date(int(read["year"] or self.at.year), int(read["month"]), int(read["day"]))
            due = parse_deadline(text, reference_date=self.at).due if name == "申请延期至" else None
        except (DeadlineError, ValueError):
            due = None
        if due is None:
            self.tell("ZL104", say("{name} {text!r} is no day: write 2024-09-15", name=name, text=text))
        return due


_DIGITS: Final = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY: Final = re.compile(r"(?:(?P<year>[0-9]{4})[-./年])?(?P<month>[0-9]{1,2})[-./月](?P<day>[0-9]{1,2})日?")
