"""Press: texts that report and do not order: news, articles, interviews.

In such texts most time expressions report what was, is, or happens by itself. Only a plain 前, an
event (受理后3日内), or words that oblige somebody, make a time limit.
"""

from __future__ import annotations

from typing import Final

from ...lexicon import Lazy
from .cue import RHYTHMS, Cue, Shape
from .phrases import either

REPORT: Final = Cue("report", "a report tells it, and obliges nobody", frozenset(Shape) - {Shape.BY})

_DUTIES = (
    "(?<![都重主需必纲概摘首])要(?![素点闻件是求]) (?<![反响效相适供对])应(?![急用对届]) 须 需(?!求) 请(?![愿示]) 不得"
    " 务必 一律 至少 不[少低]于 严禁 确保 督促 责令"
)
_PLANS = (
    "[将拟](?![军近]|顺利|如期) (?<!按)(?<!按照)计划 力争 争取 预[计期] 有望 延[至长期] 可[在于] 时间[为：]"
    " (?<!规模)(?<!限额)以[上内] 左右"
)
_SAID = "规定 决定 要求"
"""What says that a duty follows, and so stands before it."""
_OBLIGES = Lazy(either(f"{_DUTIES} {_SAID}"))
_DUTY = Lazy(either(_DUTIES))
_ANNOUNCES = Lazy(either(f"{_DUTIES} {_PLANS} {_SAID} 目标 提出 明确"))
_INTENDS = Lazy(either(f"{_DUTIES} {_PLANS}"))
_TITLE = Lazy("《[^》]{0,60}(?:》|\\Z)")
_FROM_NOW: Final = ("即日起", "自即日起", "从即日起")
"""Words that a report only uses for an order."""
_SENTENCE_END: Final = "。；！？\n"
_BACK, _AHEAD = 60, 40
_NEAR: Final = 24


def obliges(text: str, start: int, end: int, shape: Shape) -> bool:
    """Return whether the sentence of ``text[start:end]`` makes it a duty, or, for a single date, a plan.

    >>> text = "村里每天播放通知。各户应每天消毒。"
    >>> obliges(text, 2, 4, Shape.EVERY), obliges(text, 12, 14, Shape.EVERY)
    (False, True)
    """
    if text.startswith(_FROM_NOW, start):
        return True
    low = max(0, start - (_NEAR if shape in RHYTHMS else _BACK))
    low = max(low, *(text.rfind(sign, low, start) + 1 for sign in _SENTENCE_END))
    ends = [place for sign in _SENTENCE_END if (place := text.find(sign, end, end + _AHEAD)) >= 0]
    high = min(ends, default=end + _AHEAD)
    before = _TITLE.sub("", text[low:start])
    behind = _TITLE.sub("", text[start:high]).removesuffix("要")  # of which no more can be seen
    if shape in RHYTHMS:
        return bool(_OBLIGES.search(before) or _DUTY.search(behind[: end - start + _NEAR]))
    return bool(_ANNOUNCES.search(before) or _INTENDS.search(behind))
