"""The place of a notice: where a name of an authority goes on with the name of the office."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.analysis.issuers import place_named, places_of
from zhengce.analysis.load import loads
from zhengce.model import Notice

PLACES = {
    "青石区城市管理局": "青石区",
    "青石区住房和城乡建设局": "青石区",
    "青石区住房城乡建设局": "青石区",
    "青石区规划和城市更新局": "青石区",
    "云州市城市更新局": "云州市",
    "青石县城市管理局": "青石县",
    "云州市青石区城市管理局": "云州市青石区",
    "云州市城乡规划局": "云州市",
    "云州市州县合作局": "云州市",
    "云州市地区合作办公室": "云州市",
    "云州市社区建设办公室": "云州市",
    "云州市景区管理委员会": "云州市",
    "云州市市场监督管理局": "云州市",
    "云州市房地产市场调控领导小组": "云州市",
    "云州市乡村振兴局": "云州市",
    "青石县县域经济办公室": "青石县",
    "云州市区域协调办公室": "云州市",
    "云州市委社会工作部": "云州市",
    "国家税务总局云州市税务局": "云州市",
    "中国人民银行云州市分行": "云州市",
    "共青团云州市委员会": "云州市",
    # what ends like these words, and is a place
    "云城市人民政府": "云城市",
    "东海省云城市青石区人民政府": "东海省云城市青石区",
    "云城乡人民政府": "云城乡",
    "东海地区行政公署": "东海地区",
    "澄澜湾工业园区管理委员会": "澄澜湾工业园区",
    # no place
    "住房和城乡建设部": "住房和城乡建设部",
    "财政部": "财政部",
}


@pytest.mark.parametrize(("authority", "place"), PLACES.items())
def test_the_place_of_an_authority(authority: str, place: str) -> None:
    assert place_named(authority, "", "") == place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("云州市促进房地产市场发展的若干措施", "云州市"),
        ("城市更新三年行动方案", "甲.md"),
        ("促进市场回升的措施", "甲.md"),
    ],
)
def test_the_place_of_a_title(title: str, place: str) -> None:
    assert place_named("", title, "甲.md") == place


def test_authorities_of_one_place_need_no_place() -> None:
    names = ["青石区城市管理局", "青石区住房和城乡建设局", "青石区人民政府"]
    assert places_of(Notice(issuing_authorities=[name]) for name in names) == ["", "", ""]


def test_loads_of_offices_of_one_place_are_one() -> None:
    text = "{issuer}关于优化服务的通知\n一、服务\n1.开通专窗，6月底前启用。（牵头单位：甲科）\n{issuer}\n2024年3月1日"
    notices = [zhengce.parse(text.format(issuer=name)) for name in ("青石区城市管理局", "青石区人民政府")]
    assert [load.name for load in loads(notices)] == ["甲科"]
