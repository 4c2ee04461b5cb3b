"""Rows: a notice as one flat table, a row for each measure and time limit.

The columns are defined here, as data. The dicts of :func:`rows`, the header and the
schema of CSV, the ledger of XLSX and the schema of Arrow are all made from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import attrs

from ..analysis.placed import Notices, as_notices, parts, place_deadlines
from ..analysis.roles import names
from ..analysis.selection import selected
from ..model import Amount, Deadline, Domain, Measure, Notice, Span

__all__ = ["COLUMNS", "Column", "Entry", "ValueType", "entries", "rows"]


@attrs.frozen
class Entry:
    """The objects that one row shows.

    Attributes:
        notice: the whole document.
        domain: the domain of the measure.
        measure: the measure.
        deadline: one of its time limits; ``None`` if it has none.
        place: the number of the time limit in the measure, from 1; ``None`` if it has none.
    """

    notice: Notice
    domain: Domain
    measure: Measure
    deadline: Deadline | None = None
    place: int | None = None


def entries(notices: Notices) -> Iterator[Entry]:
    """Yield the objects of each row, notice by notice, in text order, nested measures after their parent.

    Once a hundred thousand characters are repeated, later rows are shortened, see
    :func:`~zhengce.analysis.placed.brief`.
    """
    for notice in as_notices(notices):
        for part, domain in parts(notice):
            if isinstance(part, Measure) and domain:
                if not part.deadlines:
                    yield Entry(notice, domain, part)
                for placed in place_deadlines(notice, domain, part):
                    yield Entry(notice, domain, placed.measure or part, placed.deadline, placed.number)


def rows(
    notices: Notices, *, unit: str | None = None, domain: str | None = None, month: dt.date | str | None = None
) -> list[dict[str, object]]:
    """Return one notice, or many, as flat rows: one for each measure and time limit, in text order.

    A measure without a time limit has one row; nested measures have their own rows.
    Time limits outside of all measures are only in ``notice.deadlines``.

    Args:
        notices: one notice, or many, or the outcomes of :func:`read_many`.
        unit: the full name of a unit: only what it leads, is responsible for or supports.
        domain: the name of a domain: only its measures.
        month: such as ``2024-07``, or a day: only the time limits that fall due then.

    Returns:
        Dicts that all have the same keys, those of :data:`~zhengce.formats.rows.COLUMNS`. A value is a
        ``str``, ``bool``, ``int`` or ``datetime.date``, or ``None`` where the notice says
        nothing; never an empty string. ``pandas.DataFrame(rows(notice))`` makes a data frame.

    Raises:
        UnknownNameError: none of the notices has a unit, or a domain, of that name.

    >>> import zhengce
    >>> table = rows(zhengce.sample())
    >>> [str(row["due"]) for row in table if row["measure_id"] == "1.1"]
    ['2024-06-30', '2024-09-30']
    """
    chosen = selected(notices, unit=unit, domain=domain, month=month)
    return [{column.name: column.read(entry) for column in COLUMNS} for entry in entries(chosen)]


# --- values ---------------------------------------------------------------


def _plain(value: object) -> str | bool | int | dt.date | None:
    """Return a value that every kind of table can hold."""
    match value:
        case None | "":
            return None
        case dt.date():
            return dt.date(value.year, value.month, value.day)
        case bool() | int():
            return value
        case _:
            return str(value)


def _amount(amount: Amount | None) -> str | None:
    return f"{amount.value} {amount.unit}" if amount else None


def _start(span: Span | None) -> int | None:
    return span.start if span else None


def _end(span: Span | None) -> int | None:
    return span.end if span else None


def _limit(read: Callable[[Deadline], object]) -> Callable[[Entry], object]:
    """Return a reader for a value of the time limit; ``None`` where the row has none."""
    return lambda entry: read(entry.deadline) if entry.deadline else None


# --- the columns ----------------------------------------------------------

ValueType: TypeAlias = type[str] | type[bool] | type[int] | type[dt.date]


@attrs.frozen
class Column:
    """One column.

    Attributes:
        name: its name in dicts and files.
        header: its Chinese name for people.
        type: ``str``, ``bool``, ``int`` or ``datetime.date``.
        description: what it holds, in English.
        description_zh: the same in Chinese.
        required: true if every row has a value.
    """

    name: str
    header: str
    type: ValueType
    description: str
    description_zh: str
    _value: Callable[[Entry], object] = attrs.field(repr=False, eq=False)
    required: bool = False

    def read(self, entry: Entry) -> str | bool | int | dt.date | None:
        """Return its value in the row of *entry*."""
        return _plain(self._value(entry))


COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        "measure_id",
        "措施编号",
        str,
        "The dotted place of the measure: 3.4 is the fourth measure of the third domain.",
        "措施所在位置：3.4 即第三个领域的第四条措施。",
        lambda e: e.measure.id,
    ),
    Column(
        "deadline_number",
        "时限序号",
        int,
        "The number of the time limit within the measure, counted from 1.",
        "本行是该措施的第几个时限，从1数起。",
        lambda e: e.place,
    ),
    Column(
        "document_number",
        "发文字号",
        str,
        "The document number of the notice.",
        "文件的发文字号。",
        lambda e: e.notice.document_number,
    ),
    Column(
        "notice_title",
        "文件标题",
        str,
        "The title of the notice.",
        "文件的标题。",
        lambda e: e.notice.title,
    ),
    Column(
        "issuing_authority",
        "发文机关",
        str,
        "The authorities that issued the notice, which tell 市财政局 of one city from that of another.",
        "文件的发文机关；不同市的“市财政局”靠它区分。",
        lambda e: e.notice.issuing_authority,
    ),
    Column(
        "file",
        "来源文件",
        str,
        "The name of the file that the notice was read from.",
        "读出该文件的文件名。",
        lambda e: e.notice.source.name,
    ),
    Column(
        "domain_number",
        "领域序号",
        str,
        "The number of the domain, as printed.",
        "领域标题的编号，照原文。",
        lambda e: e.domain.number,
    ),
    Column(
        "domain",
        "领域",
        str,
        "The heading that groups the measure with others.",
        "措施所属的标题。",
        lambda e: e.domain.name,
        required=True,
    ),
    Column(
        "number",
        "原文序号",
        str,
        "The number of the measure, as printed.",
        "措施的编号，照原文。",
        lambda e: e.measure.number,
    ),
    Column(
        "title",
        "措施",
        str,
        "The measure's heading or first sentence.",
        "措施的小标题或首句。",
        lambda e: e.measure.title,
        required=True,
    ),
    Column(
        "lead_units",
        "牵头单位",
        str,
        "The units that lead, joined by 、.",
        "牵头单位，以顿号相连。",
        lambda e: names(e.measure.lead_units),
    ),
    Column(
        "responsible_units",
        "责任单位",
        str,
        "The units that are responsible, joined by 、.",
        "责任单位，以顿号相连。",
        lambda e: names(e.measure.responsible_units),
    ),
    Column(
        "supporting_units",
        "配合单位",
        str,
        "The units that support, joined by 、.",
        "配合单位，以顿号相连。",
        lambda e: names(e.measure.supporting_units),
    ),
    Column(
        "open_ended",
        "另有单位",
        bool,
        "True if the list of units ends in 等有关部门 or the like.",
        "单位名单是否以“等有关部门”之类收尾。",
        lambda e: e.measure.open_ended,
        required=True,
    ),
    Column(
        "text",
        "措施全文",
        str,
        "The measure's words in the clean reading, without its nested measures.",
        "措施全文（整理稿），不含下级措施。",
        lambda e: e.measure.text,
    ),
    Column(
        "kind",
        "时限类别",
        str,
        "The kind of the time limit: by, during, within, recurring or standing.",
        "时限类别：by 截止、during 期间、within 限期、recurring 周期、standing 长期。",
        _limit(lambda d: d.kind),
    ),
    Column(
        "deadline",
        "时限原文",
        str,
        "The words of the time limit in the clean reading: 6月底前.",
        "时限的原话（整理稿），如“6月底前”。",
        _limit(lambda d: d.text),
    ),
    Column(
        "start",
        "起始日",
        dt.date,
        "The first day of a during.",
        "期间的第一天。",
        _limit(lambda d: d.start),
    ),
    Column(
        "due",
        "完成时限",
        dt.date,
        "The last day, inclusive; empty where the words name none.",
        "最后一天（含当日）；原文未定日期的为空。",
        _limit(lambda d: d.due),
    ),
    Column(
        "event",
        "起算事件",
        str,
        "The event from which a within is counted: 印发之日.",
        "时长从何时起算，如“印发之日”。",
        _limit(lambda d: d.event),
    ),
    Column(
        "amount",
        "时长",
        str,
        "How long after the event: a number and hour, day, working_day, week, month or year.",
        "起算后多久：数字加 hour、day、working_day、week、month 或 year。",
        _limit(lambda d: _amount(d.amount)),
    ),
    Column(
        "recurrence",
        "周期规则",
        str,
        "The RFC 5545 RRULE of a recurring time limit.",
        "周期性时限的 RFC 5545 RRULE。",
        _limit(lambda d: d.recurrence),
    ),
    Column(
        "times",
        "次数",
        int,
        "The number of times, or the least number, in each period: 2 for 每年至少2次.",
        "期内的次数或者最少次数，如“每年至少2次”是 2。",
        _limit(lambda d: d.times),
    ),
    Column(
        "convention",
        "判读约定",
        str,
        "The convention that decided an ambiguous expression: before-it-begins for 8月前.",
        "有歧义的说法按哪条约定判读，如“8月前”按 before-it-begins。",
        _limit(lambda d: d.convention),
    ),
    Column(
        "task",
        "任务",
        str,
        "The words that the time limit governs.",
        "该时限所指的任务，照原文。",
        _limit(lambda d: d.task),
    ),
    Column(
        "targets",
        "指标",
        str,
        "The quantities that the measure asks for, joined by 、: 98%以上、不少于5个.",
        "措施提出的全部量化指标，以顿号相连。",
        lambda e: "、".join(target.text for target in e.measure.targets),
    ),
    Column(
        "measure_start",
        "措施起点",
        int,
        "The start of the measure, as an offset into the original text.",
        "措施在原文中的起点（字符偏移）。",
        lambda e: _start(e.measure.span),
    ),
    Column(
        "measure_end",
        "措施终点",
        int,
        "The end of the measure, exclusive.",
        "措施在原文中的终点（不含）。",
        lambda e: _end(e.measure.span),
    ),
    Column(
        "deadline_start",
        "时限起点",
        int,
        "The start of the time limit, as an offset into the original text.",
        "时限在原文中的起点（字符偏移）。",
        _limit(lambda d: _start(d.span)),
    ),
    Column(
        "deadline_end",
        "时限终点",
        int,
        "The end of the time limit, exclusive.",
        "时限在原文中的终点（不含）。",
        _limit(lambda d: _end(d.span)),
    ),
)
"""The columns, in the order in which tables show them."""
