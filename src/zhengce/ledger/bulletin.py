"""Bulletin: the circular (通报) of a review; facts and figures alone, and what they rest on.

It is written once, as paragraphs and the tables annexed to them; :mod:`.official` sets
it. Its note is the seal, by which one can tell later what the ledger held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ..files.numerals import counting
from ..formats.layout import Paragraph
from ..formats.paper import Table
from ..terms import term
from .counting import percent
from .model import Item, Light
from .official import Bulletin, words_of
from .policy import Policy
from .review import Review
from .view import code_of, work_of

__all__ = ["FLOW_HEADS", "UNIT_HEADS", "bulletin", "flow_rows", "unit_rows"]


def bulletin(review: Review, *, issuer: str = "") -> Bulletin:
    """Return the bulletin of a review; the keeper of the ledger issues it, if nobody else is named."""
    month = f"{review.first.year}年{review.first.month}月"
    body = [Paragraph(f"现将{month}督办事项办理情况通报如下，时效截至{words_of(review.view.day)}。")]
    annexes: list[Table] = []
    for number, (title, text, table) in enumerate(_parts(review), 1):
        see = ""
        if table and table.rows:
            annexes.append(table)
            see = f"（见附件{len(annexes)}）"
        body += [Paragraph(f"{counting(number)}、{title}", 1), Paragraph(text.replace("〔〕", see))]
    return Bulletin(
        title=f"关于{month}督办事项办理情况的通报{'' if review.final else '（预计）'}",
        body=body,
        annexes=annexes,
        issuer=issuer or "、".join(sorted(review.view.context.keepers)),
        day=review.view.day,
        seal=review.seal,
    )


# --- what it says -------------------------------------------------------------------

_WORK: Final = ("编号", "工作任务", "牵头单位", "完成时限")
_LONGEST: Final = 48
_Part = tuple[str, str, Table | None]
"""A heading, its words with ``〔〕`` where the annex is named, and the annex."""


def _parts(review: Review) -> Iterator[_Part]:
    yield _overall(review)
    yield _judged(review)
    yield _overdue(review)
    yield _soon(review)
    yield _changes(review)
    yield _reports(review)
    yield _problems(review)
    late, unfit = len(review.late_entries), len(review.view.conflicts)
    if late or unfit:
        text = f"上期通报发出后补录{late}条，{len(review.changed_verdicts)}项的时效因此改变。" if late else ""
        yield "补录与核对", text + (f"另有{unfit}条记录未采用，待核对。" if unfit else ""), None
    yield "计数口径", _rules(review.view.policy), None


def _overall(review: Review) -> _Part:
    total = review.balance[-1]
    moved = _listed((word, getattr(total, name)) for name, word in _FLOWS if name not in ("opening", "closing"))
    live = [item for item in review.view.items if not item.is_over]
    lights = Counter(review.view.light(item).light for item in live)
    shown = _listed((term(light, "zh"), lights[light]) for light in reversed(Light))
    later = sum(item.opened > review.last for item in live)
    since = _listed((("新增", later), ("减少", total.closing + later - len(live))))
    text = f"月初在办{total.opening}项，{f'本月{moved}，' if moved else ''}月末在办{total.closing}项〔〕。"
    if shown:
        more = f"（月末后{since}）" if since else ""
        text += f"截至{words_of(review.view.day)}，在办{len(live)}项{more}，其中{shown}。"
    return "总体情况", text, Table("台账变动表", FLOW_HEADS, flow_rows(review))


_FLOWS: Final = (
    *(("opening", "月初在办"), ("new", "新增"), ("reopened", "恢复"), ("closed", "销号")),
    *(("cancelled", "取消"), ("merged", "合并"), ("split", "拆分"), ("closing", "月末在办")),
)


def flow_rows(review: Review) -> tuple[tuple[str | int, ...], ...]:
    """Return the balance as rows of a table, see :data:`FLOW_HEADS`."""
    return tuple(
        ("合计" if flow.name == "total" else term(flow.name, "zh"), *(getattr(flow, name) for name, _ in _FLOWS))
        for flow in review.balance
    )


FLOW_HEADS: Final = ("类别", *(word for _, word in _FLOWS))
UNIT_HEADS: Final = tuple(
    "位次 单位 判定 按期 超期 逾期 按期完成率 首次时限内 逾期天数 应报 按时报 在办 销号 反弹".split()
)


def unit_rows(review: Review) -> tuple[tuple[str | int, ...], ...]:
    """Return the units as rows of a table, see :data:`UNIT_HEADS`."""
    return tuple(
        (
            *(row.rank or "—", row.unit, row.judged, row.on_time, row.late, row.missed),
            *(percent(row.on_time, row.judged).partition("（")[0], row.first_on_time, row.overdue_days),
            *(row.owed, row.reported, row.open, row.closed, row.reopened),
        )
        for row in review.units
    )


def _judged(review: Review) -> _Part:
    counts = _listed(
        (word, len(review.groups[name]))
        for name, word in (("on_time", "按期"), ("late", "超期"), ("missed", "逾期未完成"))
    )
    text = "本月没有到期并可判定的事项〔〕。"
    if review.judged:
        rate = percent(len(review.groups["on_time"]), review.judged)
        text = f"本月到期并可判定{review.judged}项〔〕，其中{counts}，按期完成率{rate}。"
    if review.groups["undecided"]:
        text += f"另有{len(review.groups['undecided'])}项尚未到期，未计入。"
    return "按期完成情况", text, Table("各单位完成情况表", UNIT_HEADS, unit_rows(review))


def _overdue(review: Review) -> _Part:
    view, items = review.view, review.groups["overdue"]
    rows = ((*_named(review, it), view.verdict(it).days, _day(it.last_report)) for it in items)
    text = f"截至{words_of(view.day)}，逾期未完成{len(items)}项〔〕。" if items else "没有逾期未完成的事项。"
    if born := len(review.groups["born_late"]):
        text += f"另有{born}项立账前已到期，待研究确定，未计入逾期。"
    return "逾期事项", text, Table("逾期事项表", (*_WORK, "逾期天数", "最近报送"), rows)


def _soon(review: Review) -> _Part:
    soon, later = review.groups["soon"], review.groups["next_month"]
    items = {item.key: item for item in (*soon, *later)}.values()
    days = review.view.policy.soon
    text = f"{days}日内到期{len(soon)}项，下月到期{len(later)}项〔〕。"
    text = text if items else f"{days}日内和下月没有到期的事项。"
    return "临期提示", text, Table("临期事项表", _WORK, (_named(review, it) for it in items))


def _changes(review: Review) -> _Part:
    rows = []
    for event, item in review.changes:
        until = getattr(event, "until", None) or getattr(event, "due", None)
        said = (getattr(event, name, "") for name in ("approval", "source", "reason"))
        basis = next((str(words) for words in said if words), "")
        rows.append((*_named(review, item)[:2], term(f"event:{event.type}", "zh"), _day(event.at), _day(until), basis))
    text = f"本月动态调整{len(rows)}项次〔〕。" if rows else "本月没有动态调整。"
    heads = ("编号", "工作任务", "事由", "日期", "新时限", "依据")
    return "动态调整", text, Table("动态调整事项表", heads, rows)


def _reports(review: Review) -> _Part:
    owed, missing = len(review.groups["owed"]), review.groups["not_reported"]
    late = {item.key for item in review.groups["reported_late"]}
    rows = (
        (*_named(review, item), "迟报" if item.key in late else "未报送", _day(item.last_report)) for item in missing
    )
    text = "本月没有应报送的事项。"
    if owed:
        on_time = owed - len(missing)
        rate = percent(on_time, owed)
        text = (
            f"本月应报送{owed}项，按时报送{on_time}项，迟报{len(late)}项，未报送{len(missing) - len(late)}项〔〕，"
            f"按时报送率{rate}。"
        )
    return "报送情况", text, Table("迟报和未报送事项表", (*_WORK, "报送情况", "最近报送"), rows)


def _problems(review: Review) -> _Part:
    items = review.groups["problems"]
    rows = ((*_named(review, item), item.problems, item.plan or "—") for item in items)
    text = f"各单位反映问题{len(items)}项〔〕。" if items else "各单位没有反映问题。"
    return "存在问题", text, Table("存在问题及下一步打算表", (*_WORK, "存在问题", "下一步打算"), rows)


def _named(review: Review, item: Item) -> tuple[str, str, str, str]:
    view, work = review.view, _brief(work_of(item))
    if source := view.source_of(item):
        work += f"（{_brief(source)}）"
    return code_of(item), work, "、".join(view.owners(item)) or "未明确", _day(item.due)


def _brief(text: str) -> str:
    """Return the beginning of a text that is too long for a table; the code leads to the rest."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]}……"


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    """Return what there is: 新增2项、销号1项."""
    return "、".join(f"{word}{count}项" for word, count in counts if count)


def _day(day: Any) -> str:
    return day.isoformat() if day else "—"


def _rules(policy: Policy) -> str:
    share = "分别计入各牵头单位，合计按事项计" if policy.share == "each" else "计入列第一位的牵头单位"
    born = "不计" if policy.born_late == "exempt" else "照计"
    return (
        f"按期完成率＝按期完成项数÷（按期＋超期＋逾期未完成）；联合牵头事项{share}；时限以到期前最后一次批准的为准，"
        f"到期后批准的延期不改变时效；立账前已到期的{born}；判定不足{policy.least}项的单位不排位次；"
        f"每月{policy.report_day}日前（含当日）报送的为按时报送，此后当月内报送的为迟报。"
    )
