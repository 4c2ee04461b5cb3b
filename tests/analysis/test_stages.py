"""Stages: what the quantities of a series are called, and which stages belong to one."""

from __future__ import annotations

import pytest

from zhengce import parse
from zhengce.analysis.stages import Stage, stages


def series(words: str) -> list[list[Stage]]:
    notice = parse(f"关于印发2024年工作要点的通知\n一、就业\n1.归集岗位。{words}。（人社局牵头）")
    return stages(notice.measures[0])


@pytest.mark.parametrize(
    "before", "要 应 力争 争取 确保 实现 做到 使 将 全部 新增 完成 累计 要力争实现 要确保累计完成".split()
)
def test_what_is_hoped_is_no_part_of_the_name(before: str) -> None:
    [[first, second]] = series(f"6月底前{before}归集岗位达到40个，9月底前{before}归集岗位达到75个")
    assert (first.quantity, second.quantity) == ("归集岗位", "归集岗位")


@pytest.mark.parametrize(
    "behind",
    (
        "达到 达 要达到 应达到 分别达到 均达到 提高到 提升至 增加到 扩大至 降低到 压缩至 保持在 稳定在 控制在"
        " 不低于 不少于 不超过 超过 高于 低于 为 到 至 约 均要提高到 达到约"
    ).split(),
)
def test_what_is_done_to_a_quantity_is_no_part_of_its_name(behind: str) -> None:
    [[first, second]] = series(f"6月底前归集率{behind}40%，9月底前{behind}75%")
    assert (first.quantity, str(first.value), str(second.value)) == ("归集率", "40", "75")


def test_the_share_of_what_is_completed_keeps_its_name() -> None:
    [[first, _]] = series("6月底前完成率达到40%，9月底前完成率达到75%")
    assert first.quantity == "完成率"


@pytest.mark.parametrize(("between", "found"), [(19, 1), (20, 0)])
def test_a_series_goes_on_where_not_too_many_others_begin(between: int, found: int) -> None:
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"[:between]
    others = "，".join(f"6月底前{name}类覆盖率达到{50 + i}%" for i, name in enumerate(names))
    assert len(series(f"6月底前归集率达到40%，{others}，9月底前归集率达到75%")) == found


@pytest.mark.parametrize(
    "words",
    [
        "6月底前归集率达到40%，6月底前归集率达到75%",  # on one day
        "9月底前归集率达到40%，6月底前归集率达到75%",  # the later ahead
        "6月底前归集率达到40%，9月底前归集岗位达到75个",  # in other units
        "6月底前归集率达到40%，9月底前满意率达到75%",  # of other names
    ],
)
def test_what_is_no_later_stage_of_the_same_begins_another_series(words: str) -> None:
    assert series(words) == []


def test_of_a_range_the_middle_counts() -> None:
    [found] = series("6月底前归集岗位达到40-50个，9月底前归集岗位达到75个")
    assert [str(stage.value) for stage in found] == ["45", "75"]
