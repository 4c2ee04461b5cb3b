"""Words: what the views call things, in English and in Chinese; each view has a table of its own besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from ..errors import expect_language
from ..terms import TERMS, Language

__all__ = ["DRAWN", "Words", "words"]

Words: TypeAlias = Mapping[str, tuple[str, str]]
"""By name: in English, in Chinese."""

_NOUNS: Final[Words] = {
    "title": ("title", "标题"),
    "untitled": ("(no title)", "（无标题）"),
    "document_number": ("document number", "发文字号"),
    "issuing_authority": ("issuing authority", "发文机关"),
    "issue_date": ("issue date", "成文日期"),
    "addressees": ("addressees", "主送机关"),
    "remarks": ("remarks", "附注"),
    "notice": ("notice", "文件"),
    "domain": ("domain", "领域"),
    "commander": ("commander", "总指挥"),
    "measure": ("measure", "措施"),
    "unit": ("unit", "单位"),
    "role": ("role", "分工"),
}
"""What a notice has, as every view calls it."""

DRAWN: Final[Words] = {
    "domains": ("{} domains", "{}个领域"),
    "measures": ("{} measures", "{}项措施"),
    "deadlines": ("{} time limits", "{}个时限"),
    "units": ("{} units", "{}个单位"),
    "open-ended": ("and others", "等"),
    "text": ("words", "原文"),
    "kind": ("kind", "类型"),
    "start": ("start", "起始日"),
    "due": ("due", "完成时限"),
    "event": ("event", "起算事件"),
    "amount": ("amount", "时长"),
    "recurrence": ("recurrence", "周期规则"),
    "convention": ("convention", "判读约定"),
    "task": ("task", "任务"),
    "heatmap": ("Time limits by month and {}", "各{}逐月到期时限数"),
    "timeline": ("When measures are due", "措施时间线"),
    "load": ("Measures by unit and role", "各单位承担措施数"),
    "shares": ("Measures by unit and notice", "各单位在各文件承担措施数"),
    "coverage": ("What became of the measures of the higher level", "上级措施承接情况"),
    "covered": ("carried out", "已承接"),
    "doubtful": ("doubtful", "待确认"),
    "uncovered": ("not taken up", "未承接"),
    "state": ("state", "承接情况"),
    "network": ("Units that work together", "单位协作关系"),
    "thickness": ("The thicker a line, the more measures name both", "连线越粗，共同承担的措施越多"),
    "stages": ("Targets over their stages", "分阶段指标"),
    "notices": ("{} notices", "{}份文件"),
    "month": ("month", "月份"),
    "limits": ("time limits", "时限数"),
    "count": ("measures", "措施数"),
    "ids": ("measures", "涉及措施"),
    "owners": ("answerable", "责任主体"),
    "pair": ("units", "单位"),
    "quantity": ("quantity", "指标"),
    "nothing": ("nothing to draw", "没有可绘制的内容"),
}
"""The words of cards and charts."""


def words(lang: Language, *tables: Words) -> dict[str, str]:
    """Return the terms, the nouns of a notice and the words of *tables* in a language.

    >>> words("zh")["lead"], words("en")["issue_date"]
    ('牵头', 'issue date')
    """
    expect_language(lang)
    return {name: pair[lang == "zh"] for table in (TERMS, _NOUNS, *tables) for name, pair in table.items()}
