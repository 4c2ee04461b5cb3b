"""Labels: the words of the page that do not come from the notice."""

from __future__ import annotations

from typing import Final

from ...terms import Language
from ..words import Words, words

__all__ = ["LABELS", "labels"]

LABELS: Final[Words] = {
    # the head
    "lang": ("en", "zh-CN"),
    "skip": ("Skip to the ledger", "跳到台账"),
    "contents": ("Contents", "目录"),
    "file": ("File", "文件"),
    "several": ("{count} notices", "{count}份文件"),
    "narrowed": ("Only", "范围"),
    "unread": ("Could not be read", "未能读取"),
    "findings": ("Findings", "检查结果"),
    "made_by": ("Read from the text by zhengce; the text itself decides.", "由 zhengce 从原文自动提取，以原文为准。"),
    # the ledger
    "ledger": ("Ledger", "工作台账"),
    "ledger_about": ("Numbers lead to the text; headings sort.", "点编号看原文，点表头排序。"),
    "filters": ("Filters", "筛选"),
    "search": ("Search measures, units, text", "搜索措施、单位、原文"),
    "month": ("Due", "到期"),
    "any_notice": ("Any notice", "全部文件"),
    "any_unit": ("Any unit", "全部单位"),
    "any_role": ("Any role", "任何分工"),
    "any_month": ("Any time", "全部时限"),
    "any_domain": ("Any domain", "全部领域"),
    "reset": ("Clear filters", "清除筛选"),
    "shown": ("measures", "条措施"),
    "none_shown": ("No measure matches.", "没有符合条件的措施。"),
    "no_measures": ("No measures were found in the text.", "文中没有读出措施。"),
    "number": ("No.", "编号"),
    "lead_units": ("Lead units", "牵头单位"),
    "other_units": ("Responsible and supporting units", "责任和配合单位"),
    "due": ("Due", "完成时限"),
    "and_others": ("and others", "等"),
    "not_named": ("units that are not named", "有关单位（未点名）"),
    "in_force": ("now due", "现行时限"),
    "no_limit": ("No time limit", "未写时限"),
    "past": ("Due before today", "今天以前到期"),
    "soon": ("Due within 30 days", "今后30天到期"),
    "no_day": ("No fixed day", "无固定日期"),
    "targets": ("Targets", "指标"),
    "domain_lead": ("Leads the domain", "领域牵头"),
    "from": ("from", "起"),
    # the calendar
    "calendar": ("Calendar", "到期日历"),
    "calendar_about": ("Time limits due by month; numbers filter the ledger.", "每月到期的时限数，点数字筛选台账。"),
    "year_name": ("{year}", "{year}年"),
    "month_name": ("{year}-{month:02}", "{year}年{month}月"),
    "month_short": ("{month:02}", "{month}月"),
    "elsewhere": ("Outside the measures", "措施之外"),
    "total": ("Total", "合计"),
    "no_limits": ("No time limits were found in the text.", "文中没有读出时限。"),
    "falls_due": ("due", "项"),
    # the load
    "load": ("Load by unit", "单位任务"),
    "load_about": ("Measures by role; names filter the ledger.", "每个单位牵头、负责、配合的措施数，点单位筛选台账。"),
    "no_units": ("No units were found in the text.", "文中没有读出单位。"),
    # the notices
    "notices": ("Notices", "文件"),
    "notices_about": ("Names lead to the text; numbers filter the ledger.", "点文件看原文，点措施数筛选台账。"),
    # the findings
    "findings_about": ("What the rules found in the text, to be looked at.", "按规则检查原文的结果，供核对。"),
    "no_findings": ("Nothing to report.", "没有检查结果。"),
    "error": ("Errors", "错误"),
    "warning": ("Warnings", "警告"),
    "info": ("Information", "提示"),
    "code": ("Code", "代码"),
    "message": ("Message", "说明"),
    "place": ("Place", "位置"),
    "in_text": ("text", "原文"),
    "whole": ("whole", "全文"),
    # the text
    "text": ("Text", "原文"),
    "text_about": ("Coloured words lead back to the ledger.", "有颜色的文字点开即回到台账。"),
    "back": ("Back to the ledger", "回到台账"),
    "no_text": ("There is no text.", "没有原文。"),
    "target": ("Target", "指标"),
    "citation": ("Citation", "引用文件"),
    "limit": ("Time limit", "时限"),
    "finding": ("Finding", "检查结果"),
}


def labels(lang: Language) -> dict[str, str]:
    """Return the labels in one language, with the terms and the nouns of a notice.

    >>> labels("zh")["ledger"], labels("en")["ledger"]
    ('工作台账', 'Ledger')
    """
    return {name: word if name in LABELS else word.capitalize() for name, word in words(lang, LABELS).items()}
