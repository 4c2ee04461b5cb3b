"""Targets: quantities to be reached.

::

    target     = [ before ] number [ range number ] [ scale ] unit [ after ]
    before     = "不少于" | "不低于" | "至少" | "超过" | "不超过" | "约" …
    range      = "-" | "—" | "~" | "至"
    scale      = "百" | "千" | "万" | "亿" | "万亿"
    after      = "以上" | "以下" | "以内" | "左右"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from ..lexicon import Lazy
from ..made import maker
from ..model import Target
from ..text import Source, Span

_BEFORE: Final = {
    "不少于": ">=",
    "不低于": ">=",
    "不小于": ">=",
    "不得少于": ">=",
    "不得低于": ">=",
    "至少": ">=",
    "超过": ">",
    "突破": ">",
    "高于": ">",
    "不超过": "<=",
    "不高于": "<=",
    "不多于": "<=",
    "不大于": "<=",
    "不得超过": "<=",
    "低于": "<",
    "少于": "<",
    "约": "~",
}
_AFTER: Final = {
    "以上": ">=",
    "及以上": ">=",
    "以下": "<=",
    "及以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "左右": "~",
    "上下": "~",
}
_SCALES: Final = {
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_UNITS: Final = (
    "个百分点|百分点|%|‰|亿元|万元|元|美元|个|家|项|件|条|场次?|次|名|人次?|户|套|座|所|处|亩|公顷|平方公里|平方米|立方米"
    "|公里|千米|米|吨|千克|公斤|台|辆|艘|架|批|门|种|类|部|款|支|只|头|株|间|栋|幢|张|份|例|宗|笔|篇|本|倍|成|度|千瓦时?|瓦时?"
)


def _longest_first(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# The pattern begins with the first digit, so that the scan skips from digit to digit.
_NUMBER = r"[0-9](?<![0-9.第〔\[A-Za-z-][0-9])[0-9]{0,11}(?:,[0-9]{3}){0,4}(?:\.[0-9]{1,6})?"
_TARGET = Lazy(
    rf"(?P<low>{_NUMBER})%?(?:[-—~～至](?P<high>[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?))?"
    rf"(?P<scale>{_longest_first(_SCALES)})?余?多?"
    rf"(?P<unit>{_UNITS})(?!工作日|月|小时|季度|年|星期|周|自然日)"
    rf"(?P<after>{_longest_first(_AFTER)})?"
)
_make_target = maker(Target)
_BEFORE_END = Lazy(f"(?:{_longest_first(_BEFORE)})$")
_MAX_BEFORE: Final = 4
_END_BEFORE: Final = frozenset(word[-1] for word in _BEFORE)


def find_targets(source: Source) -> tuple[Target, ...]:
    """Return every quantity with a unit in the clean text, in text order, except lengths of time.

    >>> [(t.text, t.comparator, t.value) for t in find_targets(Source(text="达到98%以上，新增1.12万个岗位"))]
    [('98%以上', '>=', Decimal('98')), ('1.12万个', '=', Decimal('11200'))]
    """
    clean, span = source.clean, source.map.span
    return tuple([_target(clean, span, match) for match in _TARGET.finditer(clean)])


def _target(clean: str, span: Callable[[int, int], Span], match: re.Match[str]) -> Target:
    scale = _SCALES.get(match["scale"] or "", 1)
    low = _value(match["low"], scale)
    high = _value(match["high"], scale) if match["high"] else None
    start, end = match.span()
    before = _before(clean, start)
    start -= len(before)
    return _make_target(
        text=clean[start:end],
        comparator=_BEFORE.get(before) or _AFTER.get(match["after"] or "") or "=",
        value=None if high is not None else low,
        low=low if high is not None else None,
        high=high,
        unit=match["unit"],
        span=span(start, end),
    )


def _before(clean: str, start: int) -> str:
    """Return the word of comparison that ends at *start*, or an empty text."""
    if clean[start - 1 : start] not in _END_BEFORE:
        return ""
    before = _BEFORE_END.search(clean, max(0, start - _MAX_BEFORE), start)
    return before[0] if before else ""


def _value(number: str, scale: int) -> Decimal:
    if number.isdigit():
        return Decimal(int(number) * scale)
    product = Decimal(number.replace(",", "")) * scale
    return product.quantize(Decimal(1)) if product == product.to_integral_value() else product.normalize()
