"""Words of unit clauses, one after the other: what each of them says of the names beside it."""

from __future__ import annotations

import pytest

import zhengce

STRONG = "牵头 负责 配合 参与 参加 协助 承办 协办 会办 主办 主责".split()
WEAK = "落实 实施 指导 办理 推进 执行 支持".split()
FRONTS = """
国家 省 省级 市级 市直 州级 县级 区级 乡级 镇级
主要 主体 第一 共同 具体 各 组织 行业 业务 项目 工作 任务 技术 属地 分管 直接 日常 专项 总
""".split()
NO_NAMES = """
2024年 6月 三季度 上半年 下半年 年底 年内 月底 长期 持续 立即 即日 常态化 全年 每年 每月 每季度 每周 每日 时限 期限
6月中完成 / — - _ … × 无 * 0 牵头单位 责任部门 配合单位
""".split()
FIRST_LEADS = """
责任单位中列首位的为牵头单位
责任单位排在第一位的为牵头
首位为牵头单位
第一责任单位牵头
""".split()
OF_ALL = """
以下各项均涉及各镇，不再单独列出
以下各项均需各镇落实，不再重复
各镇为各项责任单位，不单独列出
各镇是以下各项责任单位，以下不再列出
""".split()


def units(text: str) -> list[list[str]]:
    """The names of the units of each measure, those that lead with a star."""
    return [
        [f"{unit}{'*' * (role is zhengce.Role.LEAD)}" for role, unit in measure.roles]
        for measure in zhengce.parse(text).measures
    ]


@pytest.mark.parametrize("verb", STRONG)
def test_a_verb_that_speaks_of_a_unit_anywhere(verb: str) -> None:
    [names] = units(f"1.建好助餐点（县民政局{verb}），及时公布菜单。")
    assert [name.rstrip("*") for name in names] == ["县民政局"]


@pytest.mark.parametrize("verb", [*STRONG, *WEAK])
def test_a_verb_that_speaks_of_a_unit_at_the_end(verb: str) -> None:
    [names] = units(f"1.建好助餐点。及时公布菜单。（县民政局{verb}）")
    assert [name.rstrip("*") for name in names] == ["县民政局"]


@pytest.mark.parametrize("front", FRONTS)
def test_words_before_a_label(front: str) -> None:
    assert units(f"1.建好助餐点。（{front}牵头单位：县民政局，{front}责任单位：县财政局）") == [
        ["县民政局*", "县财政局"]
    ]


@pytest.mark.parametrize("words", NO_NAMES)
def test_what_is_no_name(words: str) -> None:
    assert units(f"1.建好助餐点。（责任单位：县民政局、{words}）") == [["县民政局"]]


@pytest.mark.parametrize("rule", FIRST_LEADS)
def test_a_rule_that_the_first_unit_leads(rule: str) -> None:
    items = "1.建好助餐点。（责任单位：县民政局、县财政局）\n2.张贴菜单。（责任单位：县民政局）"
    assert units(f"云溪县任务\n\n说明：{rule}。\n\n{items}") == [["县民政局*", "县财政局"], ["县民政局*"]]


@pytest.mark.parametrize("rule", OF_ALL)
def test_a_rule_that_a_unit_belongs_to_all_below(rule: str) -> None:
    text = f"1.建好助餐点。（责任单位：县民政局；{rule}）\n2.张贴菜单。（责任单位：县民政局）"
    assert "各镇" in units(text)[1]
