"""Bulletin: the circular (通报) of a review, in official layout; facts and figures alone.

It is made once, of headings, paragraphs and tables, and written as Markdown, HTML or
DOCX. Its last line is the seal, by which one can tell later what the ledger held.
"""

from __future__ import annotations

import html
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import pendulum

from ..errors import FileError, MissingExtraError
from ..files.save import save
from ..terms import term
from ..text import as_tuple
from .counting import percent
from .model import Item, Light
from .policy import Policy
from .review import Review

__all__ = ["Bulletin", "Heading", "Paragraph", "Table", "bulletin"]


@attrs.frozen
class Heading:
    """一、总体情况."""

    text: str


@attrs.frozen
class Paragraph:
    """A paragraph, indented by two characters."""

    text: str


@attrs.frozen
class Table:
    """A table with its caption and its heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@attrs.frozen(kw_only=True)
class Bulletin:
    """通报: what goes out.

    Attributes:
        title: 标题.
        issuer: 发文机关, the keeper of the ledger.
        day: 成文日期.
        blocks: the body.
        seal: 校验码.
    """

    title: str
    issuer: str
    day: pendulum.Date
    blocks: tuple[Block, ...] = attrs.field(converter=as_tuple)
    seal: str

    def markdown(self) -> str:
        """Return it as Markdown."""
        parts = [f"# {self.title}"]
        for block in self.blocks:
            match block:
                case Heading(text):
                    parts.append(f"## {text}")
                case Paragraph(text):
                    parts.append(text)
                case Table(caption, heads, rows):
                    lines = [_row(heads), "|" + " --- |" * len(heads), *map(_row, rows)]
                    parts += [f"**{caption}**", "\n".join(lines)]
        parts += [self.issuer, _day(self.day), f"校验码 `{self.seal}`"]
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """Return it as a page that needs nothing else, and prints on A4."""
        body: list[str] = [f"<h1>{html.escape(self.title)}</h1>"]
        for block in self.blocks:
            match block:
                case Heading(text):
                    body.append(f"<h2>{html.escape(text)}</h2>")
                case Paragraph(text):
                    body.append(f"<p>{html.escape(text)}</p>")
                case Table(caption, heads, rows):
                    lines = [_cells(heads, "th"), *(_cells(row, "td") for row in rows)]
                    body.append(f"<table><caption>{html.escape(caption)}</caption>{''.join(lines)}</table>")
        body.append(f'<p class="end">{html.escape(self.issuer)}<br>{_day(self.day)}</p>')
        body.append(f'<p class="seal">校验码 {html.escape(self.seal)}</p>')
        head = f'<meta charset="utf-8"><title>{html.escape(self.title)}</title><style>{_STYLE}</style>'
        return (
            f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n'
            + "\n".join(body)
            + "\n</body></html>\n"
        )

    def docx(self) -> bytes:
        """Return it as DOCX, by GB/T 9704-2012: A4, its margins, 方正小标宋, 黑体 and 仿宋 at their sizes.

        Raises:
            MissingExtraError: the extra ``bulletin`` is not installed.
        """
        try:
            import docx  # noqa: F401
        except ModuleNotFoundError as error:
            raise MissingExtraError("bulletin", "a bulletin as DOCX") from error
        from .official import docx_of

        return docx_of(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file: ``.md``, ``.html`` or ``.docx``.

        Raises:
            FileError: the suffix is another, or the file cannot be written.
            MissingExtraError: ``.docx`` needs the extra ``bulletin``.
        """
        path = Path(path)
        match path.suffix.lower():
            case ".md":
                content = self.markdown().encode()
            case ".html":
                content = self.html().encode()
            case ".docx":
                content = self.docx()
            case other:
                raise FileError(path, f"a bulletin is written as .md, .html or .docx, not as {other!r}")
        save(path, content)


_STYLE: Final = (
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font:16pt/28pt FangSong,仿宋,serif;max-width:156mm;margin:2em auto}"
    "h1{font:22pt/34pt SimSun,宋体,serif;text-align:center}h2{font:16pt/28pt SimHei,黑体,sans-serif;text-indent:2em}"
    "p{text-indent:2em;margin:0}"
    "table{border-collapse:collapse;width:100%;font-size:10.5pt;line-height:1.4;margin:8pt 0}"
    "caption{font-family:SimHei,黑体,sans-serif}th,td{border:1px solid #555;padding:2pt 4pt}"
    ".end{text-align:right;margin-top:2em}.seal{font-size:9pt;text-indent:0}"
)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "｜").replace("\n", " ") for cell in cells) + " |"


def _cells(cells: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>\n"


def _day(day: pendulum.Date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# --- what it says -----------------------------------------------------------------


def bulletin(review: Review, *, issuer: str = "") -> Bulletin:
    """Return the bulletin of a review.

    Args:
        review: the review.
        issuer: who issues it; by default the keeper of the ledger.
    """
    year, month = int(review.month[:4]), int(review.month[5:])
    keepers = "、".join(sorted(review.view.context.keepers))
    provisional = "" if review.final else "（预计）"
    blocks: list[Block] = [
        Paragraph(f"现将{year}年{month}月督办事项办理情况通报如下，时效截至{_day(review.view.day)}。")
    ]
    parts = (_overall, _verdicts, _overdue, _soon, _changes, _reports, _problems, _corrections)
    numbers = "一二三四五六七八"
    for number, part in zip(numbers, parts, strict=True):
        title, held = part(review)
        blocks += [Heading(f"{number}、{title}"), *held]
    blocks.append(Paragraph(f"计数口径：{_rules(review.view.policy)}"))
    return Bulletin(
        title=f"关于{year}年{month}月督办事项办理情况的通报{provisional}",
        issuer=issuer or keepers,
        day=review.view.day,
        blocks=blocks,
        seal=review.seal,
    )


_Part = tuple[str, list[Block]]


def _overall(review: Review) -> _Part:
    total = review.balance[-1]
    lights = Counter(review.view.light(item).light for item in review.view.items if not item.is_over)
    text = (
        f"月初在办{total.opening}项，本月新增{total.new}项、恢复{total.reopened}项，销号{total.closed}项、"
        f"取消{total.cancelled}项、合并{total.merged}项、拆分{total.split}项，月末在办{total.closing}项。"
    )
    shown = "、".join(f"{term(light, 'zh')}{lights[light]}项" for light in reversed(Light))
    heads = ("类别", "月初在办", "新增", "恢复", "销号", "取消", "合并", "拆分", "月末在办")
    rows = []
    for flow in review.balance:
        name = "合计" if flow.name == "total" else term(flow.name, "zh")
        numbers = list(attrs.astuple(flow))[1:]
        rows.append((name, *map(str, numbers)))
    return "总体情况", [Paragraph(text), Paragraph(f"在办事项亮灯：{shown}。"), Table("台账变动", heads, tuple(rows))]


def _verdicts(review: Review) -> _Part:
    on_time, late, missed = (len(review.groups[name]) for name in ("on_time", "late", "missed"))
    text = (
        f"本月到期并可判定{review.judged}项：按期{on_time}项、超期{late}项、逾期未完成{missed}项，"
        f"按期完成率{percent(on_time, review.judged)}。"
    )
    if review.groups["undecided"]:
        text += f"另有{len(review.groups['undecided'])}项尚未到期，未计入。"
    heads = (
        "位次",
        "单位",
        "判定",
        "按期",
        "超期",
        "逾期",
        "按期完成率",
        "按首次时限",
        "逾期天数",
        "在办",
        "销号",
        "反弹",
    )
    rows = tuple(
        (
            str(row.rank or "—"),
            row.unit,
            *map(str, (row.judged, row.on_time, row.late, row.missed)),
            percent(row.on_time, row.judged),
            percent(row.first_on_time, row.judged),
            *map(str, (row.overdue_days, row.open, row.closed, row.reopened)),
        )
        for row in review.units
    )
    return "按期完成情况", [Paragraph(text), *_table("各单位完成情况（联合牵头分别计入，单位为项次）", heads, rows)]


def _overdue(review: Review) -> _Part:
    items = review.groups["overdue"]
    heads = ("编号", "工作任务", "牵头单位", "完成时限", "逾期天数", "最近报送")
    rows = tuple(
        (
            *_named(review, item),
            _short(item.due),
            str(review.view.verdict(item).days),
            _short(item.last_report),
        )
        for item in items
    )
    held = [Paragraph(f"截至{_day(review.view.day)}，逾期未完成{len(items)}项。"), *_table("逾期事项", heads, rows)]
    born = len(review.groups["born_late"])
    if born:
        held.append(Paragraph(f"另有{born}项时限在立账前已到期，待研究确定，未计入逾期。"))
    return "逾期事项", held


def _soon(review: Review) -> _Part:
    soon, later = review.groups["soon"], review.groups["next_month"]
    text = f"{review.view.policy.soon}日内到期{len(soon)}项，下月到期{len(later)}项。"
    items = list({item.key: item for item in (*soon, *later)}.values())
    rows = tuple((*_named(review, item), _short(item.due)) for item in items)
    return "临期提示", [Paragraph(text), *_table("临期事项", ("编号", "工作任务", "牵头单位", "完成时限"), rows)]


def _changes(review: Review) -> _Part:
    rows = []
    for event, item in review.changes:
        approval = getattr(event, "approval", None)
        until = getattr(event, "until", None) or getattr(event, "due", None)
        basis = str(approval or getattr(event, "source", "") or getattr(event, "reason", ""))
        rows.append((item.code, item.obligation.title, term(event.type, "zh"), _short(event.at), _short(until), basis))
    heads = ("编号", "工作任务", "事由", "日期", "调整后时限", "依据")
    return "动态调整", [Paragraph(f"本月动态调整{len(rows)}项次。"), *_table("动态调整事项", heads, tuple(rows))]


def _reports(review: Review) -> _Part:
    owed, missing = len(review.groups["owed"]), review.groups["not_reported"]
    text = f"本月应报送{owed}项，已报送{percent(owed - len(missing), owed)}，未报送{len(missing)}项。"
    rows = tuple((*_named(review, item), _short(item.last_report)) for item in missing)
    return "报送情况", [Paragraph(text), *_table("未报送事项", ("编号", "工作任务", "牵头单位", "最近报送"), rows)]


def _problems(review: Review) -> _Part:
    items = review.groups["problems"]
    rows = tuple((*_named(review, item), item.problems, item.plan) for item in items)
    heads = ("编号", "工作任务", "牵头单位", "存在问题", "下一步打算")
    return "存在问题", [Paragraph(f"各单位反映问题{len(items)}项。"), *_table("存在问题及下一步打算", heads, rows)]


def _corrections(review: Review) -> _Part:
    late, changed = len(review.late_entries), len(review.changed_verdicts)
    held: list[Block] = [Paragraph(f"上期通报发出后补录{late}条，使{changed}项的时效有变化。")]
    if review.view.conflicts:
        held.append(Paragraph(f"台账中有{len(review.view.conflicts)}条记录前后不符，未予采用，需核对。"))
    return "补录与核对", held


def _named(review: Review, item: Item) -> tuple[str, str, str]:
    title, task = item.obligation.title, item.obligation.task
    what = f"{title}：{task}" if task and task != title else title
    return item.code, what, "、".join(review.view.owners(item)) or "未明确"


def _table(caption: str, heads: Sequence[str], rows: tuple[tuple[str, ...], ...]) -> list[Block]:
    return [Table(caption, tuple(heads), rows)] if rows else []


def _short(day: Any) -> str:
    return day.isoformat() if day else "—"


def _rules(policy: Policy) -> str:
    share = "分别计入每个牵头单位" if policy.share == "each" else "计入列第一位的牵头单位"
    born = "不计" if policy.born_late == "exempt" else "照计"
    return (
        f"按期完成率＝按期完成项数÷（按期＋超期＋逾期未完成）；联合牵头事项{share}；时限以到期前最后一次批准的为准，"
        f"到期后批准的延期不改变时效；立账前已到期的{born}；判定不足{policy.least}项的单位不排位次；"
        f"应于每月{policy.report_day}日前报送。"
    )
