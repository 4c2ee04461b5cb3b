"""Labels: all words of the page that do not come from the notice, in Chinese and in English."""

from __future__ import annotations

from typing import Final

from ...terms import TERMS, Language, term

__all__ = ["LABELS", "labels"]

LABELS: Final[dict[str, tuple[str, str]]] = {
    # the head
    "lang": ("zh-CN", "en"),
    "untitled": ("（无标题）", "(no title)"),
    "skip": ("跳到台账", "Skip to the ledger"),
    "contents": ("目录", "Contents"),
    "document_number": ("发文字号", "Document number"),
    "issuing_authority": ("发文机关", "Issuing authority"),
    "issue_date": ("成文日期", "Issue date"),
    "addressees": ("主送机关", "Addressees"),
    "remarks": ("附注", "Remarks"),
    "file": ("文件", "File"),
    "domains": ("领域", "Domains"),
    "several": ("{count}份文件", "{count} notices"),
    "narrowed": ("范围", "Only"),
    "unread": ("未能读取", "Could not be read"),
    "findings": ("检查结果", "Findings"),
    "made_by": ("由 zhengce 从原文自动提取，以原文为准。", "Read from the text by zhengce; the text itself decides."),
    # the ledger
    "ledger": ("工作台账", "Ledger"),
    "ledger_about": ("点编号看原文，点表头排序。", "Numbers lead to the text; headings sort."),
    "filters": ("筛选", "Filters"),
    "search": ("搜索措施、单位、原文", "Search measures, units, text"),
    "notice": ("文件", "Notice"),
    "unit": ("单位", "Unit"),
    "role": ("分工", "Role"),
    "month": ("到期", "Due"),
    "domain": ("领域", "Domain"),
    "any_notice": ("全部文件", "Any notice"),
    "any_unit": ("全部单位", "Any unit"),
    "any_role": ("任何分工", "Any role"),
    "any_month": ("全部时限", "Any time"),
    "any_domain": ("全部领域", "Any domain"),
    "reset": ("清除筛选", "Clear filters"),
    "shown": ("条措施", "measures"),
    "none_shown": ("没有符合条件的措施。", "No measure matches."),
    "no_measures": ("文中没有读出措施。", "No measures were found in the text."),
    "number": ("编号", "No."),
    "measure": ("措施", "Measure"),
    "lead_units": ("牵头单位", "Lead units"),
    "other_units": ("责任和配合单位", "Responsible and supporting units"),
    "due": ("完成时限", "Due"),
    "and_others": ("等", "and others"),
    "not_named": ("有关单位（未点名）", "units that are not named"),
    "in_force": ("现行时限", "now due"),
    "no_limit": ("未写时限", "No time limit"),
    "past": ("今天以前到期", "Due before today"),
    "soon": ("今后30天到期", "Due within 30 days"),
    "no_day": ("无固定日期", "No fixed day"),
    "targets": ("指标", "Targets"),
    "commander": ("总指挥", "Commander"),
    "domain_lead": ("领域牵头", "Leads the domain"),
    "from": ("起", "from"),
    # the calendar
    "calendar": ("到期日历", "Calendar"),
    "calendar_about": (
        "每月到期的时限数，点数字筛选台账。",
        "Time limits due by month; numbers filter the ledger.",
    ),
    "year_name": ("{year}年", "{year}"),
    "month_name": ("{year}年{month}月", "{year}-{month:02}"),
    "month_short": ("{month}月", "{month:02}"),
    "elsewhere": ("措施之外", "Outside the measures"),
    "total": ("合计", "Total"),
    "no_limits": ("文中没有读出时限。", "No time limits were found in the text."),
    "falls_due": ("项", "due"),
    # the load
    "load": ("单位任务", "Load by unit"),
    "load_about": (
        "每个单位牵头、负责、配合的措施数，点单位筛选台账。",
        "Measures by role; names filter the ledger.",
    ),
    "no_units": ("文中没有读出单位。", "No units were found in the text."),
    # the notices
    "notices": ("文件", "Notices"),
    "notices_about": ("点文件看原文，点措施数筛选台账。", "Names lead to the text; numbers filter the ledger."),
    # the findings
    "findings_about": ("按规则检查原文的结果，供核对。", "What the rules found in the text, to be looked at."),
    "no_findings": ("没有检查结果。", "Nothing to report."),
    "error": ("错误", "Errors"),
    "warning": ("警告", "Warnings"),
    "info": ("提示", "Information"),
    "code": ("代码", "Code"),
    "message": ("说明", "Message"),
    "place": ("位置", "Place"),
    "in_text": ("原文", "text"),
    "whole": ("全文", "whole"),
    # the text
    "text": ("原文", "Text"),
    "text_about": ("有颜色的文字点开即回到台账。", "Coloured words lead back to the ledger."),
    "back": ("回到台账", "Back to the ledger"),
    "no_text": ("没有原文。", "There is no text."),
    "target": ("指标", "Target"),
    "citation": ("引用文件", "Citation"),
    "limit": ("时限", "Time limit"),
    "finding": ("检查结果", "Finding"),
}
"""Each label: Chinese, English."""


def labels(lang: Language) -> dict[str, str]:
    """Return the labels in one language, with the terms of roles and kinds.

    >>> labels("zh")["ledger"], labels("en")["ledger"]
    ('工作台账', 'Ledger')
    """
    column = ("zh", "en").index(lang)
    terms = {value: term(value, lang).capitalize() for value in TERMS}
    return terms | {name: words[column] for name, words in LABELS.items()}
