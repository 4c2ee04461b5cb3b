"""Quantities: every comparator, scale and unit, and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhengce.reading.targets import find_targets
from zhengce.text import Source

COMPARED = """
不少于3家 >=   不低于3家 >=   不小于3家 >=   不得少于3家 >=   不得低于3家 >=   至少3家 >=
超过3家 >   突破3家 >   高于3家 >   不超过3家 <=   不高于3家 <=   不多于3家 <=   不大于3家 <=   不得超过3家 <=
低于3家 <   少于3家 <   约3家 ~   3家以上 >=   3家及以上 >=   3家以下 <=   3家及以下 <=   3家以内 <=   3家之内 <=
3家左右 ~   3家上下 ~   3家 =
""".split()

SCALED = """
3百户 300   3千户 3000   3万户 30000   3十万户 300000   3百万户 3000000   3千万户 30000000   3亿户 300000000
3万亿户 3000000000000   1.12万户 11200   1,200户 1200   1.255户 1.255   1.50户 1.5   3万余户 30000   3千多户 3000
""".split()

UNITS = """
个百分点 百分点 % ‰ 元 美元 个 家 项 件 条 场 场次 次 名 人 人次 户 套 座 所 处 亩 公顷 平方公里 平方米 立方米
公里 千米 米 吨 千克 公斤 台 辆 艘 架 批 门 种 类 部 款 支 只 头 株 间 栋 幢 张
份 例 宗 笔 篇 本 倍 成 度 千瓦 千瓦时 瓦 瓦时
""".split()


def pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("words", "comparator"), pairs(COMPARED))
def test_comparators(words: str, comparator: str) -> None:
    [target] = find_targets(Source(text=f"新增{words}。"))
    assert (target.text, target.comparator, target.value) == (words, comparator, 3)


@pytest.mark.parametrize(("words", "value"), pairs(SCALED))
def test_scales(words: str, value: str) -> None:
    [target] = find_targets(Source(text=f"新增{words}。"))
    assert (target.text, str(target.value), target.unit) == (words, value, "户")


@pytest.mark.parametrize("unit", UNITS)
def test_units(unit: str) -> None:
    [target] = find_targets(Source(text=f"新增3万{unit}以上。"))
    assert (target.text, target.unit) == (f"3万{unit}以上", unit)


def test_a_thousand_is_a_scale_before_a_unit_that_begins_with_it() -> None:
    targets = find_targets(Source(text="装机3千瓦，发电3千瓦时，修渠3千米。"))
    assert [(str(target.value), target.unit) for target in targets] == [
        ("3000", "瓦"),
        ("3000", "瓦时"),
        ("3000", "米"),
    ]


@pytest.mark.parametrize("sign", "-—~～至")
def test_ranges(sign: str) -> None:
    [target] = find_targets(Source(text=f"培育3{sign}5.5万家。"))
    assert (target.value, target.low, target.high) == (None, Decimal(30_000), Decimal(55_000))


@pytest.mark.parametrize(
    "words",
    ["3个工作日", "3个月", "3个季度", "3个小时", "3个星期", "3个自然日", "3年", "第3条", "〔3件〕", "B3件", "10.3.5米"],
)
def test_no_quantities(words: str) -> None:
    assert [target.text for target in find_targets(Source(text=f"办结{words}。"))] in ([], [words[-2:]])
