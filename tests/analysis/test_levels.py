"""Levels: words for an area, and what compares with a larger one."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.analysis.levels import borrowed, larger_areas, without_levels


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("在全省推广", "在推广"),
        ("我区印发清单", "印发清单"),
        ("全市范围内开展", "开展"),
        ("全自治区统一", "统一"),
        ("全区域覆盖", "全区域覆盖"),
        ("省级验收，市直单位参加", "验收，单位参加"),
        ("县级以上医院", "县级以上医院"),
        ("在云州市级平台公开", "在云州市级平台公开"),
    ],
)
def test_words_for_its_own_area_are_left_out(text: str, left: str) -> None:
    assert without_levels(text) == left


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        ("力争全市高新技术企业达到25家", 1),
        ("力争高新技术企业占全市30%", 0),
        ("增速高于全市2个百分点", 0),
        ("力争进入全市前3名", 0),
        ("全市平均办理时间压缩30%", 0),
    ],
)
def test_a_number_for_a_larger_area_is_borrowed_unless_it_is_compared_with(clause: str, count: int) -> None:
    zone = zhengce.parse(f"东湖区人民政府关于做好培育工作的通知\n一、{clause}。（责任单位：科技局）")
    (measure,) = zone.measures
    assert len([*borrowed(measure, larger_areas(zone))]) == count
