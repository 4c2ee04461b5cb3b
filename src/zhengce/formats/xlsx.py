"""XLSX: the task ledger (工作台账) that an office works with.

The sheet 台账 has a row for each measure and time limit, 领域 one for each domain, 单位 one
for each unit, 检查 one for each finding; 其他时限 has the time limits outside of all measures,
if there are any. For many notices the rows have the file that they come from, and 来源 has a
row for each notice and for each source that could not be read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from ..analysis.load import Load, loads
from ..analysis.naming import files
from ..analysis.placed import Notices, PlacedDeadline, as_notices, is_one, placed_deadlines
from ..analysis.roles import names
from ..dates import as_date
from ..findings import Finding, Severity
from ..model import Domain, Notice, Role, Source, Span
from ..outcome import Outcome
from ..terms import count_of, term
from .rows import COLUMNS, Entry, entries
from .workbook import Book, Head, Note, Style, Table, Value

STATES: Final = ("未启动", "进行中", "已完成", "已销号")
"""The choices of the column 状态, in the order of the work."""


def dumps(
    notices: Notices,
    *,
    today: dt.date | str | None = None,
    findings: Sequence[Finding] | Sequence[Sequence[Finding]] | None = None,
    failed: Sequence[Outcome] = (),
    narrowed: str = "",
) -> bytes:
    """Return one notice, or many, as a workbook.

    Args:
        notices: what to write.
        today: the day that decides what is past due. Without it the spreadsheet uses
            the day on which it is opened.
        findings: what the rules found, for the sheet 检查: for one notice its findings, for
            many those of each; ``None`` if the rules were not run.
        failed: the sources that could not be read, for the sheet 来源.
        narrowed: to what the notices are narrowed, for the title.

    >>> import zhengce
    >>> dumps(zhengce.sample())[:2]
    b'PK'
    """
    held = as_notices(notices)
    shown = _Shown.of(held, many=not is_one(notices) or bool(failed))
    book = _book_of_many(held, narrowed) if shown.files is not None else _book_of_one(held[0], narrowed)
    on = None if today is None else as_date(today)
    day = f"DATE({on.year},{on.month},{on.day})" if on else "TODAY()"
    _add_ledger(book, shown, day)
    _add_others(book, shown)
    _add_domains(book, shown)
    _add_units(book, held, day)
    reports: Any = [findings] if is_one(notices) and findings is not None else findings
    _add_findings(book, shown, reports)
    if shown.files is not None:
        _add_sources(book, shown, failed, "没有相关措施" if narrowed else "没有措施")
    return book.content()


def _book_of_one(notice: Notice, narrowed: str) -> Book:
    issued = f"成文日期 {notice.issue_date.isoformat()}" if notice.issue_date else ""
    about = f"{notice.document_number or ''} {issued}"
    title = f"{notice.title} 工作台账{f'（{narrowed}）' if narrowed else ''}"
    return Book(title=title, about=about, author=notice.issuing_authority, day=notice.issue_date)


def _book_of_many(notices: Sequence[Notice], narrowed: str) -> Book:
    issued = sorted(notice.issue_date for notice in notices if notice.issue_date)
    about = f"成文日期 {issued[0].isoformat()} 至 {issued[-1].isoformat()}" if issued else ""
    authorities = "、".join(dict.fromkeys(notice.issuing_authority for notice in notices if notice.issuing_authority))
    return Book(
        title=f"{narrowed} 工作台账（{len(notices)}份文件）".strip(),
        about=about,
        author=authorities,
        day=max(issued, default=None),
    )


@attrs.frozen
class _Shown:
    """The notices of a workbook, and what each is called where there are many; ``files`` is ``None`` for one."""

    notices: tuple[Notice, ...]
    files: dict[int, str] | None

    @classmethod
    def of(cls, notices: tuple[Notice, ...], *, many: bool) -> _Shown:
        """Return the notices with the names of their files, without the folders that are not needed."""
        held = zip(notices, files(notices), strict=True)
        return cls(notices, {id(notice): file or "（无文件名）" for notice, file in held} if many else None)

    def head(self, width: float = 18) -> list[Head]:
        """Return the heads that are put before those of a table."""
        return [Head("来源文件", width)] if self.files is not None else []

    def cells(self, notice: Notice) -> list[Value]:
        """Return the cells under these heads."""
        return [self.files[id(notice)]] if self.files is not None else []


# --- words ----------------------------------------------------------------

_WORST_FIRST: Final = list(Severity)


def _without_clauses(text: str, clauses: Iterable[Span], source: Source) -> str:
    """Return a text without its unit clauses, which have columns of their own."""
    for clause in clauses:
        start, end = source.clean_range(clause)
        text = text.replace(source.clean[start:end], "")
    return text.strip()


# --- 台账 -----------------------------------------------------------------

_Reader = Callable[[Entry], Value]
_NAMED: Final = {column.name: column for column in COLUMNS}


def _column(name: str, width: float, style: Style = "text") -> tuple[Head, _Reader]:
    column = _NAMED[name]
    return Head(column.header, width, style), column.read


def _work(entry: Entry) -> str:
    """Return the words that the time limit governs, or else the measure's words after its heading."""
    if entry.deadline and entry.deadline.task:
        return entry.deadline.task
    measure = entry.measure
    cells = map(str.strip, measure.text.split("|"))  # a row of a table has several
    task = next((cell for cell in cells if cell.startswith(measure.title)), measure.text)
    words = task.removeprefix(measure.number).removeprefix(measure.title).lstrip("。")
    return _without_clauses(words, measure.clauses, entry.notice.source)


def _kind(entry: Entry) -> Value:
    return term(entry.deadline.kind, "zh") if entry.deadline else None


def _amount(entry: Entry) -> Value:
    amount = entry.deadline.amount if entry.deadline else None
    return count_of(amount.value, amount.unit, "zh") if amount else None


def _convention(entry: Entry) -> Value:
    convention = entry.deadline.convention if entry.deadline else None
    return term(convention, "zh") if convention else None


_PRINTED: Final[tuple[tuple[Head, _Reader], ...]] = (
    _column("measure_id", 9, "centre"),
    _column("domain", 12),
    _column("title", 20),
    (Head("工作内容", 44), _work),
    _column("deadline", 11, "centre"),
    _column("due", 11, "date"),
    _column("lead_units", 17),
    _column("responsible_units", 17),
    _column("supporting_units", 10),
    (Head("状态", 8, "centre"), lambda _: STATES[0]),
    (Head("备注", 9), lambda _: None),
)
_BEHIND: Final[tuple[tuple[Head, _Reader], ...]] = (
    (Head("时限类别", 9, "centre"), _kind),
    _column("start", 11, "date"),
    _column("event", 14),
    (Head("时长", 10, "centre"), _amount),
    _column("recurrence", 30),
    (Head("判读约定", 16), _convention),
    _column("targets", 20),
    (Head("等有关单位", 11, "centre"), lambda entry: "是" if entry.measure.open_ended else None),
    _column("text", 80, "long"),
)
"""The columns that are not printed, to the right of the printed ones."""

_ALARM: Final[dict[str, object]] = {"bg_color": "#C00000", "font_color": "#FFFFFF", "bold": True}
_AMBER: Final = "#FFD966"
_FAINT: Final = "#808080"
_MONTHS: Final = (
    "#DDEBF7 #BDD7EE #9DC3E6 #E2EFDA #C6E0B4 #A9D08E #FFF2CC #FFE699 #FFD966 #FCE4D6 #F8CBAD #F4B084"
).split()
"""The colours of the months, from January on: one for each quarter, darker month by month."""


_NUMBER: Final = _column("document_number", 15)
"""The column that is put behind the file, where there are many."""


def _own_domain(entry: Entry) -> Value:
    """Return the domain; nothing for a notice without domains, whose title takes its place."""
    return None if entry.domain.name == entry.notice.title else entry.domain.name


_PRINTED_OF_MANY: Final = tuple((head, _own_domain if head.header == "领域" else read) for head, read in _PRINTED)


def _add_ledger(book: Book, shown: _Shown, day: str) -> None:
    columns = ((_NUMBER, *_PRINTED_OF_MANY) if shown.files is not None else _PRINTED) + _BEHIND
    first = shown.head(16)
    heads = [*first, *(head for head, _ in columns)]
    lines = (
        [*shown.cells(notice), *(read(entry) for _, read in columns)]
        for notice in shown.notices
        for entry in entries(notice)
    )
    before = len(heads) - len(_PRINTED) - len(_BEHIND)
    table = book.add("台账", heads, lines, printed=before + len(_PRINTED), kept=before + 3)
    letters = {str(head.header): letter for head, letter in zip(heads, table.columns, strict=True)}
    table.offer(letters["状态"], STATES)
    _paint_ledger(table, letters, day)


def _paint_ledger(table: Table, letters: dict[str, str], day: str) -> None:
    """Paint past due red, other days in the colour of their month; grey what is closed out or repeated from above."""
    due, state, last = letters["完成时限"], letters["状态"], letters["备注"]
    _, going, done, closed = STATES
    dated = f'ISNUMBER({due}2),{state}2<>"{closed}"'
    table.paint(due, f'AND({dated},{due}2<{day},{state}2<>"{done}")', **_ALARM)
    for month, colour in enumerate(_MONTHS, 1):
        table.paint(due, f"AND({dated},MONTH({due}2)={month})", bg_color=colour)
    table.paint(state, f'{state}2="{going}"', bg_color="#BDD7EE")
    table.paint(state, f'{state}2="{done}"', bg_color="#C6E0B4")
    table.paint(f"A:{last}", f'${state}2="{closed}"', font_color=_FAINT, bg_color="#F2F2F2")
    number, file = letters["措施编号"], letters.get("来源文件", letters["措施编号"])
    again = f'AND(${number}2<>"",${number}2=${number}1,${file}2=${file}1)'
    table.paint(f"A:{letters['措施']}", again, font_color=_FAINT)


# --- 其他时限 -------------------------------------------------------------


def _add_others(book: Book, shown: _Shown) -> None:
    """Add the sheet of time limits outside of all measures, if there are any."""
    heads = [
        *shown.head(),
        Head("所在部分", 30),
        Head("要求", 50),
        Head("时限原文", 14, "centre"),
        Head("到期日", 11, "date"),
        Head("时限类别", 9, "centre"),
        Head("起始日", 11, "date"),
        Head("重复规则", 30),
    ]
    lines = [
        [*shown.cells(notice), *_other(placed)]
        for notice in shown.notices
        for placed in placed_deadlines(notice)
        if placed.measure is None
    ]
    if lines:
        book.add("其他时限", heads, lines)


def _other(placed: PlacedDeadline) -> list[Value]:
    limit, domain = placed.deadline, placed.domain
    part = domain.name if domain else placed.title
    return [part, limit.task, limit.text, limit.due, term(limit.kind, "zh"), limit.start, limit.recurrence]


# --- 领域 -----------------------------------------------------------------


def _add_domains(book: Book, shown: _Shown) -> None:
    heads = [
        *shown.head(),
        Head("序号", 9, "centre"),
        Head("领域", 24),
        Head("上级标题", 36),
        Head("总指挥", 12, "centre"),
        Head("领域牵头单位", 24),
        Head("措施数", 9, "centre"),
        Head("时限数", 9, "centre"),
        Head("有日期的时限", 13, "centre"),
        Head("说明", 40),
    ]
    lines = (
        [*shown.cells(notice), *_domain(domain, notice.source)] for notice in shown.notices for domain in notice.domains
    )
    book.add("领域", heads, lines)


def _domain(domain: Domain, source: Source) -> list[Value]:
    measures = [measure for top in domain.measures for measure in top.walk()]
    limits = [*domain.deadlines, *(deadline for measure in measures for deadline in measure.deadlines)]
    return [
        domain.number,
        domain.name,
        " › ".join(domain.path),
        domain.commander,
        names(domain.lead_units),
        len(measures),
        len(limits),
        sum(deadline.due is not None for deadline in limits),
        _without_clauses(domain.text, domain.clauses, source),
    ]


# --- 单位 -----------------------------------------------------------------


def _add_units(book: Book, notices: Sequence[Notice], day: str) -> None:
    """Add the sheet of units: how much each has to do, and for lead units how many days are due in each month."""
    found = loads(notices)
    months = sorted({due.replace(day=1) for load in found for due in load.days})
    heads = [Head("单位", 26), *(Head(header, 9, "centre") for header in _COUNTED)]
    heads += [Head("最早时限", 11, "date"), Head("最晚时限", 11, "date")]
    heads += [Head(month, 9, "centre") for month in months]
    table = book.add("单位", heads, (_unit(load, months) for load in found))
    _paint_months(table, table.columns[len(heads) - len(months) :], day)


_COUNTED: Final = ("牵头措施", "责任措施", "配合措施", "牵头领域", "牵头时限")


def _unit(load: Load, months: Sequence[dt.date]) -> list[Value]:
    """Return a unit's numbers of measures, domains and days due, its first and last day, and the days in each month."""
    days: list[dt.date] = [*load.days]
    due = Counter(day.replace(day=1) for day in days)
    counts = [*(load.counts[role] for role in Role), load.domains, len(days)]
    ends = [min(days, default=None), max(days, default=None)]
    return [load.name, *counts, *ends, *(due[month] or None for month in months)]


def _paint_months(table: Table, letters: list[str], day: str) -> None:
    """Highlight the current month, and grey those that are over."""
    if letters:
        first, columns = letters[0], f"{letters[0]}:{letters[-1]}"
        ends = f"EOMONTH({first}$1,0)"
        table.paint(columns, f"AND({first}$1<={day},{ends}>={day})", bg_color=_AMBER, bold=True)
        table.paint(columns, f"{ends}<{day}", font_color=_FAINT)


# --- 检查 -----------------------------------------------------------------


def _add_findings(book: Book, shown: _Shown, reports: Sequence[Sequence[Finding]] | None) -> None:
    heads = [
        *shown.head(),
        Head("规则", 10, "centre"),
        Head("程度", 8, "centre"),
        Head("位置（行:列）", 16, "centre"),
        Head("措施", 9, "centre"),
        Head("说明", 100),
    ]
    table = book.add("检查", heads, _checked(book, shown, reports))
    degree = table.columns[len(shown.head()) + 1]
    table.paint(degree, f'${degree}2="{Severity.ERROR.word("zh")}"', **_ALARM)
    table.paint(degree, f'${degree}2="{Severity.WARNING.word("zh")}"', bg_color=_AMBER)


def _checked(book: Book, shown: _Shown, reports: Sequence[Sequence[Finding]] | None) -> Iterator[list[Value]]:
    """Yield the findings, the worst first, then what the cells of this workbook could not hold."""
    blank: list[Value] = [None] * len(shown.head())
    pairs = zip(shown.notices, reports, strict=True) if reports is not None else ()
    found = [(notice, one) for notice, findings in pairs for one in findings]
    if not found:
        yield [*blank, None, None, None, None, "未作检查" if reports is None else "未发现问题"]
    for notice, one in sorted(found, key=lambda pair: _WORST_FIRST.index(pair[1].severity)):
        where = _where(notice.source, one.span)
        yield [*shown.cells(notice), one.code, one.severity.word("zh"), where, one.measure, one.message]
    for line in _lost(book.notes):
        yield [*blank, None, Severity.INFO.word("zh"), None, None, line]


def _where(source: Source, span: Span) -> str | None:
    """Return where a span begins: page if known, line and column; ``None`` without a text."""
    if not source.text:
        return None
    line, column = source.lines.place(span.start)
    place = source.place(span)
    page = f"第{place.page}页 " if place and place.page else ""
    return f"{page}{line}:{column}"


def _lost(notes: Sequence[Note]) -> Iterator[str]:
    """Yield what was replaced or cut, and in which cells."""
    replaced = [note for note in notes if note.replaced]
    if replaced:
        count = sum(note.replaced for note in replaced)
        yield f"本工作簿有 {count} 个字符无法保存，以“�”代替：{_cells(replaced)}"
    cut = [note for note in notes if note.cut]
    if cut:
        yield f"本工作簿有 {len(cut)} 个单元格超出 32767 字上限，已截断：{_cells(cut)}"


# --- 来源 -----------------------------------------------------------------


def _add_sources(book: Book, shown: _Shown, failed: Sequence[Outcome], nothing: str) -> None:
    """Add the sheet of sources: first those that could not be read, then each notice, with what was found in it."""
    heads = [
        Head("来源文件", 30),
        Head("说明", 40),
        Head("标题", 44),
        Head("发文字号", 20),
        Head("发文机关", 24),
        Head("成文日期", 11, "date"),
        Head("领域数", 8, "centre"),
        Head("措施数", 8, "centre"),
        Head("时限数", 8, "centre"),
        Head("有日期的时限", 13, "centre"),
    ]
    unread: Iterator[list[Value]] = ([one.source, f"{_UNREAD}：{one.reason_in('zh')}", *[None] * 8] for one in failed)
    table = book.add("来源", heads, [*unread, *(_source(notice, nothing) for notice in shown.notices)])
    table.paint("A:B", f'LEFT($B2,{len(_UNREAD)})="{_UNREAD}"', **_ALARM)
    table.paint("A:B", '$B2<>""', bg_color=_AMBER)


_UNREAD: Final = "未能读取"


def _source(notice: Notice, nothing: str) -> list[Value]:
    limits = notice.deadlines
    return [
        notice.source.name,
        None if notice.measures else nothing,
        notice.title,
        str(notice.document_number or ""),
        notice.issuing_authority,
        notice.issue_date,
        len(notice.domains),
        len(notice.measures),
        len(limits),
        sum(limit.due is not None for limit in limits),
    ]


# --- what cells could not hold ---------------------------------------------

_SHOWN: Final = 20


def _cells(notes: Sequence[Note]) -> str:
    named = "、".join(note.cell for note in notes[:_SHOWN])
    return named if len(notes) <= _SHOWN else f"{named}等 {len(notes)} 处"
