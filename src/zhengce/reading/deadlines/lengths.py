"""Lengths of time: 30日, 5个工作日, 半年."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ...lexicon import Lazy
from ...model import Amount, TimeUnit
from ...text import read_number
from .words import AMOUNT

_AMOUNT = Lazy(AMOUNT)
_MEASURES: Final = {
    "工作日": TimeUnit.WORKING_DAY, "交易日": TimeUnit.WORKING_DAY, "自然日": TimeUnit.DAY, "日历日": TimeUnit.DAY,
    "日": TimeUnit.DAY, "天": TimeUnit.DAY, "小时": TimeUnit.HOUR, "周": TimeUnit.WEEK, "星期": TimeUnit.WEEK,
    "月": TimeUnit.MONTH, "年": TimeUnit.YEAR,
}  # fmt: skip
_PARTS: Final = {
    "年": (12, TimeUnit.MONTH), "天": (24, TimeUnit.HOUR), "日": (24, TimeUnit.HOUR), "季度": (3, TimeUnit.MONTH),
}  # fmt: skip
"""The number of smaller units in a unit: 1.5年 is 18 months."""


def read_amount(text: str, position: int) -> tuple[Amount | None, int] | None:
    """Read the length of time at *position*, and its end; the amount is ``None`` for 几天, 两个学期 and 2.5小时.

    ::

        amount  = [n link] n measure | "半" ("年" | "个月") ;
        measure = ["个"] ("工作日" | "自然日" | "小时" | "周" | "季度") | "个月" | "日" | "天" | years ;
        years   = "年" ["半" | n "个月"] ;
    """
    match = _AMOUNT.match(text, position)
    if match is None:
        return None
    return _amount(match["number"], match["measure"].removeprefix("个"), match["months"]), match.end()


def _amount(number: str, measure: str, more: str | None) -> Amount | None:
    if number == "半":
        return {"年": Amount(value=6, unit=TimeUnit.MONTH), "月": Amount(value=15, unit=TimeUnit.DAY)}.get(measure)
    if "." in number:
        return _in_parts(Decimal(number), measure)
    value = read_count(number)
    if value is None:
        return None
    if measure == "年半":
        return Amount(value=value * 12 + 6, unit=TimeUnit.MONTH)
    if more:
        months = read_count(more)
        return None if months is None else Amount(value=value * 12 + months, unit=TimeUnit.MONTH)
    if measure == "季度":
        return Amount(value=value * 3, unit=TimeUnit.MONTH)
    unit = _MEASURES.get(measure)
    return Amount(value=value, unit=unit) if unit else None


def _in_parts(number: Decimal, measure: str) -> Amount | None:
    """Return a fractional number of years or days in months or hours: 1.5年, 2.5天."""
    size, unit = _PARTS.get(measure, (1, None))
    whole = number * size
    return Amount(value=int(whole), unit=unit) if unit and whole == int(whole) else None


def read_count(words: str) -> int | None:
    """Return the number, of two adjoining ones the greater (两三天); ``None`` for 几 and 三五."""
    if words in ("几", "数"):
        return None
    if not words.isascii() and len(words) == 2 and "十" not in words:
        one, other = map(read_number, words)
        return other if other == one + 1 else None
    return read_number(words)
