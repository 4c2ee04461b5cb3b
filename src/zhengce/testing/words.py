"""Words: what notices speak of, all of it fictional."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

PLACES: Final = st.sampled_from("云州市 鹿鸣市 澄澜区 青芦县 望川市 白榆县 镜湖区 松岗镇".split())
"""Places that are on no map."""

_COINED: Final = st.sampled_from([one + two for one in "湖桥灯船巷园舟林" for two in "荷竹松梅茶渔帆亭"])

_VERBS: Final = st.sampled_from(
    "推进 完善 建立 优化 开展 组织 实施 健全 推广 规范 提升 压缩 建设 修缮 编制 发布 清理".split()
)
_THINGS: Final = st.sampled_from(
    "社区助餐点 水上巴士航线 街角公园 便民服务窗口 企业开办流程 老旧管网 夜间照明 渡口码头 图书漂流站 校园食堂"
    " 应急物资储备 信用评价 用工对接 审批事项清单 农机共享 骑行绿道 无障碍设施 数据目录".split()
)
_WAYS: Final = st.sampled_from("，方便群众就近办理 ，一次告知所需材料 ，实行台账管理 ，打通堵点难点".split())

NAMED: Final = st.one_of(_THINGS, st.builds("{}{}".format, _COINED, _THINGS), st.builds("“{}”工程".format, _COINED))
"""Things to be done something with."""

DEEDS: Final = st.builds("{}{}".format, _VERBS, NAMED)
"""Deeds in a few words: 推进水上巴士航线."""

TASKS: Final = st.builds("{}{}".format, DEEDS, st.one_of(st.just(""), _WAYS))
"""Deeds in up to a sentence, without its stop."""

HEADINGS: Final = st.one_of(
    st.sampled_from("企业开办 项目落地 便民服务 安全生产 绿色发展 人才引育 数字转型 文旅融合".split()),
    st.builds("{}{}".format, st.sampled_from("强化 改善 做优".split()), _THINGS),
)
"""Headings of what holds measures."""

GENERAL_HEADINGS: Final = st.sampled_from("总体要求 工作目标 基本原则 适用范围".split())
CLOSING_HEADINGS: Final = st.sampled_from("保障措施 组织保障 工作要求 宣传引导".split())
PERSONS: Final = st.sampled_from("江听澜 叶知秋 石问渠 云从龙 柳成荫 范小满".split())
