"""The names of the columns of a table, and what stands below each."""

from __future__ import annotations

import pytest

import zhengce
from zhengce import Measure, Role

ROLES = [
    *((Role.LEAD, name) for name in "牵头单位 牵头 牵头部门 主办单位 主责部门 牵头单位（盖章）".split()),
    *(
        (Role.SUPPORTING, name)
        for name in "配合单位 协办单位 协助部门 参与单位 参加部门 支持单位 配合单位（可选）".split()
    ),
    *(
        (Role.RESPONSIBLE, name)
        for name in "责任单位 承办单位 落实单位 实施主体 负责部门 任务分工 主管部门 责任科室 责任处室 责任机构".split()
    ),
]


def table(*columns: tuple[str, str]) -> Measure:
    """The measure of a table with one row."""
    rows = [[name for name, _ in columns], ["---"] * len(columns), [cell for _, cell in columns]]
    [measure] = zhengce.parse("\n".join(f"|{'|'.join(row)}|" for row in rows)).measures
    return measure


@pytest.mark.parametrize(("role", "name"), ROLES)
def test_names_of_columns_of_units(role: Role, name: str) -> None:
    measure = table(("任务", "建好助餐点"), (name, "县民政局"))
    assert [(given, str(unit)) for given, unit in measure.roles] == [(role, "县民政局")]


@pytest.mark.parametrize(
    "name", "任务 工作措施 具体举措 事项 主要内容 工作要求 项目 目标 重点工作 指标 责任清单 任务名称".split()
)
def test_names_of_columns_of_tasks(name: str) -> None:
    measure = table(("序号", "7"), (name, "建好助餐点"), ("责任单位", "县民政局"))
    assert (measure.number, measure.title) == ("7", "建好助餐点")


@pytest.mark.parametrize("name", "领域 类别 任务分类 板块 方面 重点工程 一级指标 任务类型".split())
def test_names_of_columns_of_groups(name: str) -> None:
    columns = f"|{name}|任务|责任单位|\n|---|---|---|\n|便民服务|建好助餐点|县民政局|\n|便民服务|张贴菜单|县民政局|"
    assert [domain.name for domain in zhengce.parse(columns).domains] == ["便民服务"]


@pytest.mark.parametrize("name", "完成时限 办理期限 完成时间 进度安排 时间节点 节点".split())
def test_a_day_alone_is_a_limit_below_the_name_of_one(name: str) -> None:
    measure = table(("任务", "建好助餐点"), ("责任单位", "县民政局"), (name, "2024年6月30日"))
    assert [str(limit.due) for limit in measure.deadlines] == ["2024-06-30"]


@pytest.mark.parametrize(
    "name",
    """
    开始时间 起始时间 启动时间 开工日期 成立时间 发布时间 印发时间 召开时间 登记时间 注册时间 更新日期 填报时间
    """.split(),
)
def test_a_day_alone_is_no_limit_below_that_of_another_time(name: str) -> None:
    measure = table(("任务", "建好助餐点"), ("责任单位", "县民政局"), (name, "2024年6月30日"))
    assert measure.deadlines == ()
