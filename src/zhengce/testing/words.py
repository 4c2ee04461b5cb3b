"""Words: what notices speak of, all of it fictional.

They are put together beforehand, so that one word costs Hypothesis one choice.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from hypothesis import strategies as st

_PLACES: Final = "云州市 鹿鸣市 澄澜区 青芦县 望川市 白榆县 镜湖区 松岗镇".split()
_COINED: Final = ["".join(pair) for pair in product("湖桥灯船巷园", "荷竹松梅茶渔")]
_THINGS: Final = (
    "社区助餐点 水上巴士航线 街角公园 便民服务窗口 企业开办流程 老旧管网 夜间照明 渡口码头 图书漂流站 校园食堂"
    " 应急物资储备 信用评价 用工对接 审批事项清单 农机共享 骑行绿道 无障碍设施 数据目录"
).split()
_VERBS: Final = "推进 完善 建立 优化 开展 组织 实施 健全 推广 规范 提升 压缩 建设 修缮 编制 发布 清理".split()
_NAMED: Final = [
    *_THINGS,
    *map("".join, product(_COINED, _THINGS)),
    *(f"“{name}”工程" for name in _COINED),
]
_WAYS: Final = ["", "，方便群众就近办理", "，一次告知所需材料", "，实行台账管理", "，打通堵点难点"]
_FIELDS: Final = (
    "民政 财政 水务 教育 商务 审计 林业 交通运输 农业农村 文化旅游 住房和城乡建设 市场监管 生态环境 应急管理 卫生健康"
).split()
_OTHER_OFFICES: Final = (
    "各街道办事处 镜湖街道 松岗镇 云州供电公司 政务服务中心 澄澜湾投资集团"
    " 规划建设局（城市更新办） 各县（市、区）人民政府"
).split()

PLACES: Final = st.sampled_from(_PLACES)
"""Places that are on no map."""

OFFICES: Final = st.sampled_from(
    [*_OTHER_OFFICES, *map("".join, product(["", "市", "区", "县", *_PLACES], _FIELDS, ["局", "委", "厅"]))]
)
"""Names of units."""

NAMED: Final = st.sampled_from(_NAMED)
"""Things to be done something with."""

DEEDS: Final = st.sampled_from(list(map("".join, product(_VERBS, _NAMED))))
"""Deeds in a few words: 推进水上巴士航线."""

TASKS: Final = st.builds("{}{}".format, DEEDS, st.sampled_from(_WAYS))
"""Deeds in up to a sentence, without its stop."""

PLANS: Final = st.builds("{}{}{}".format, PLACES, NAMED, st.sampled_from("实施方案 行动方案 工作要点".split()))
"""Titles of what a notice issues."""

RULES: Final = st.builds("{}{}{}".format, PLACES, NAMED, st.sampled_from("管理办法 条例 工作规则（试行）".split()))
"""Titles of what a notice follows."""

HEADINGS: Final = st.sampled_from(
    [
        *"企业开办 项目落地 便民服务 安全生产 绿色发展 人才引育 数字转型 文旅融合".split(),
        *map("".join, product("强化 改善 做优".split(), _THINGS)),
    ]
)
"""Headings of what holds measures."""

GENERAL_HEADINGS: Final = st.sampled_from("总体要求 工作目标 基本原则 适用范围".split())
CLOSING_HEADINGS: Final = st.sampled_from("保障措施 组织保障 工作要求 宣传引导".split())
PERSONS: Final = st.sampled_from("江听澜 叶知秋 石问渠 云从龙 柳成荫 范小满".split())
