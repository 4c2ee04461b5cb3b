"""Terms: the words for the values of a notice in both languages, for everything that shows them."""

from __future__ import annotations

from typing import Final

from .saying import Language, Saying

__all__ = ["TERMS", "Language", "count_of", "term", "word"]

TERMS: Final[dict[str, tuple[str, str]]] = {
    # what a unit does for a measure
    "lead": ("lead", "牵头"),
    "responsible": ("responsible", "责任"),
    "supporting": ("supporting", "配合"),
    # kinds of time limits
    "by": ("by", "截止"),
    "during": ("during", "期间"),
    "within": ("within", "限期"),
    "recurring": ("recurring", "周期"),
    "standing": ("standing", "长期"),
    # lengths of time, after their number
    "hour": ("hours", "小时"),
    "day": ("days", "日"),
    "working_day": ("working days", "个工作日"),
    "week": ("weeks", "周"),
    "month": ("months", "个月"),
    "year": ("years", "年"),
    # conventions: how an ambiguous expression was read
    "day-counts": ("the day named counts", "含写明的当日"),
    "before-it-begins": (
        "over before the period begins; its end would be 底前 or 末前",
        "到该期间开始之前为止；到其末尾应写“底前”或“末前”",
    ),
    "third-counts": ("by the end of the ten days", "到该旬最后一天为止"),
    "last-day": ("底 is the last day", "“底”为最后一天"),
    "first-ten-days": (
        "月初 is the first ten days, 年初 and 季度初 the first month",
        "“月初”为前十天，“年初”“季度初”为首月",
    ),
    "half-way": ("年中 is the end of June", "“年中”为6月底"),
    "eve": ("the day before the festival", "到节日前一天为止"),
    "about": ("左右 is the day named", "“左右”为写明的当日"),
    "nearest-date": ("the year of the nearest date before it in the text", "年份取自文中此前最近的完整日期"),
    "whole-period": ("by the last day of the period", "到该期间最后一天为止"),
    "impossible": ("there is no such day", "没有这一天"),
    # how far the work of a ledger is
    "not_started": ("not started", "未启动"),
    "in_progress": ("in progress", "推进中"),
    "submitted": ("submitted", "待审核"),
    "closed": ("closed out", "已销号"),
    "suspended": ("suspended", "中止"),
    "cancelled": ("cancelled", "取消"),
    "merged": ("merged", "已合并"),
    "split": ("split", "已拆分"),
    # what happens to it; some events are called as the stage to which they lead
    "event:begun": ("ledger begun", "建账"),
    "event:ruled": ("rules set", "定口径"),
    "event:named": ("units named", "单位归并"),
    "event:voided": ("voided", "冲销"),
    "event:published": ("published", "发布"),
    "event:unknown_event": ("unknown event", "不识别的记录"),
    "event:opened": ("taken", "立账"),
    "event:triggered": ("case received", "受理"),
    "event:assigned": ("assigned", "改派"),
    "event:reported": ("reported", "报送进展"),
    "event:submitted": ("submitted", "申请销号"),
    "event:returned": ("returned", "退回"),
    "event:closed": ("closed out", "销号"),
    "event:reopened": ("reopened", "恢复"),
    "event:urged": ("urged", "催办"),
    "event:noted": ("remarked", "批注"),
    "event:extension_asked": ("extension asked for", "申请延期"),
    "event:extended": ("extended", "延期"),
    "event:extension_refused": ("extension refused", "不同意延期"),
    "event:revised": ("revised", "修订"),
    "event:suspended": ("suspended", "中止"),
    "event:resumed": ("resumed", "恢复推进"),
    "event:cancelled": ("cancelled", "取消"),
    "event:merged": ("merged", "合并"),
    "event:split": ("split", "拆分"),
    # what a day says about it
    "on_time": ("on time", "按期"),
    "late": ("late", "超期"),
    "overdue": ("overdue", "逾期"),
    "due_today": ("due today", "今日到期"),
    "open": ("open", "未到期"),
    "paused": ("paused", "暂停计时"),
    "exempt": ("exempt", "不计"),
    "no_date": ("no date", "无时限"),
    "born_late": ("due before it was taken", "立账前到期"),
    # stage and verdict together, where an office has one word for both
    "closed:on_time": ("closed out on time", "按期销号"),
    "closed:late": ("closed out late", "超期销号"),
    "not_started:overdue": ("overdue, not started", "逾期未启动"),
    "in_progress:overdue": ("overdue, in progress", "逾期未完成"),
    "in_progress:no_date": ("going on", "持续推进"),
    # the classes in which it is counted
    "dated": ("dated", "有时限"),
    "undated": ("undated", "无时限"),
    "by_case": ("by case", "按件"),
    # why a light is as it is
    "not_triggered": ("no case yet", "尚未受理"),
    "closed_on_time": ("closed out on time", "按期销号"),
    "closed_late": ("closed out late", "超期销号"),
    "behind": ("progress behind the time that has passed", "进度滞后"),
    "soon": ("due soon", "临近到期"),
    "returned": ("returned, not submitted again", "退回待重报"),
    "not_reported": ("no report in the period", "未按期报送"),
    "on_track": ("on track", "正常推进"),
    # lights
    "green": ("green", "绿灯"),
    "yellow": ("yellow", "黄灯"),
    "red": ("red", "红灯"),
    "grey": ("grey", "灰灯"),
    # what a text is that is no notice
    "report": ("a report of the press", "新闻报道"),
    "explanation": ("an explanation of one", "政策解读"),
    "answers": ("questions and answers", "问答"),
    "article": ("an academic article", "学术文章"),
    "law": ("a law", "法律法规"),
    # how bad a finding is
    "error": ("error", "错误"),
    "warning": ("warning", "警告"),
    "info": ("info", "提示"),
}
"""By value: in English, in Chinese. docs/time-limits.md has the conventions with their reasons."""


def term(value: str, lang: Language) -> str:
    """Return the term for a value.

    Args:
        value: a kind, a convention, a time unit, a role, a severity.
        lang: ``en`` or ``zh``.

    >>> from zhengce.model import DeadlineKind
    >>> term(DeadlineKind.BY, "en"), term(DeadlineKind.BY, "zh")
    ('by', '截止')
    """
    return TERMS[str(value)][lang == "zh"]


class _Word(Saying):
    def in_language(self, lang: Language) -> str:
        return str(self) if lang == "en" else term(self.template, lang)


def word(value: str) -> Saying:
    """Return a value as a word that a sentence can hold in both languages.

    >>> word("not_started"), word("not_started").in_language("zh")
    ('not started', '未启动')
    """
    made = _Word(value.rpartition(":")[2].replace("_", " "))
    made.template, made.fields = value, {}
    return made


def count_of(number: int, unit: str, lang: Language) -> str:
    """Return a number of time units in words.

    >>> count_of(10, "working_day", "en"), count_of(10, "working_day", "zh")
    ('10 working days', '10个工作日')
    """
    return f"{number}{' ' if lang == 'en' else ''}{term(unit, lang)}"
