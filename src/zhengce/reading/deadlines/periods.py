"""Bare periods: 3月份兑付 is a time of action, 3月份电费 names a thing by its time.

A period with no word that makes it a limit (三季度, 明年, 2020年) is one
whatever verb follows, since there are more verbs than any list holds. The rows
say what else it may be: part of the name of a thing, part of the object of a
verb, a report, the end of a phrase. What a phrase is the name of, its last
word says, and of those there are few.
"""

from __future__ import annotations

from typing import Final

from ...text import HAN, TITLE_ENDS
from .turns import DEED, IN_CLAUSE, PERIODS, STOP, WORD, Reading, Row, Shape, any_of
from .words import AND

# --- named parts of patterns --------------------------------------------------------

_VERB: Final = any_of(
    "完成 实现 启动 开[展始放] 开工(?!率) 组织 建[成立] 推[出行进广动] 召开 [举承主开]办 举行 印发 出台 制定 形成"
    " 达到 编制 起草 修订 研究 发[布放] 公[布示] 上报 报[送请批] 提[交请出] 下达 拨付 兑[付现] 缴[纳清] 结[算清]"
    " 清[算退缴] 退[还付] 返还 征收 收[取缴] 筹[集措] 归集 划转 补[缴发] 追缴 申[报请] 分解 落实 部署 谋划 做好 抓好"
    " 明确 审[定议] 通[过报] 汇总 填报 参加 增(?:设|加(?!值)) 新[建设] 安排 布置 迎接 要(?![点素求]) 均 将 把 由"
    " 一[批次轮场] 力争 确保 争取 全部 分别 分[批步期]"
)
"""Shows that what follows a period is no noun: most verbs whose object could stand there itself."""

_GOVERNS: Final = any_of(
    "[做抓办筹备用]好 贯[穿彻] 落实 列入 关于 印发 获得? 推[进动] 纳入 着眼 立足 完成 制[定订] 编制 下达 公[布示]"
    " 申[请报] 组织 开展 实施 启动 安排 部署 谋划 拨付 兑[付现] 发[放布] 缴[纳清] 补缴 免[收征] 减[免征] 征收"
    " 结[算清] 汇算 报[送告] 上报 提[交高出] 审[定议核] 分析 总结 通报 对[照标] 依据 根据 围绕 参[照加] [举承主]办"
    " 起草 修订 统计 调整 确定 明确 保障 巩固 扩大 带动 拉动 执行 盘点 回顾 展望 评[价估] 核[定算] 清[理算] 暂缓 达成"
    " 检查 使用 取得 聚焦 [给授]予 享受 (?<!包)含 包[括含] 实现 迎接 参评 争创 创建 筹[办备] 储备 冲刺 作为 计入 结转"
)
"""Takes what follows for its object, and the period with it: 做好2023年…工作."""

_NAME: Final = any_of(
    "工作(?!组|专班|日) 目标 任务 预算(?!单位) 决算 要点 方案 报[告表] 清单 名单 台账 规划 预案 会议 [大年]会 文件"
    " 公[告报] 年报"
    rf" 情况 (?:计划|总结)(?:[的已中内外目任指表书会大]|执行|{STOP})"
)
"""The last words of phrases that name a thing by its time: 2020年工作要点, 全年目标."""

_TITLE: Final = any_of(f"{' '.join(TITLE_ENDS)} 事项 表 分解")

_SEASON: Final = any_of("[春夏秋冬][季运粮收耕节天] 主?汛期 [高中]考 两会")

_MEASURE: Final = any_of(
    "[量额率值费税款租价] 增[速幅] 指数 收入 支出 面积 余额 规模 工资 养老金 租金 气温 质量 水平 价格 需求 [进出]口"
    " 账单 投资 贷款 监测 排名 占比 比重 能耗 存栏 项目 额度 表 数据 指标 毕业生 新生 资金 补[贴助] 奖金 订单"
)
"""The last words of phrases for what is counted or paid: 3月份用电量, 2月份电费."""

_PAYMENT: Final = any_of("工资 [电水气房话]费 房租 租金 养老金 (?:社保|保险|物业|暖气?)费 税款 账单 订单")

_SAID: Final = any_of(
    "[和及与等的由应按为是仍未已共] 全[免减] 减[半免] 同比 环比 [低高]于(?=同期|[上去]年) 主要 突破 持平 再创 将 会"
    " 有望 位?居 如期 预计"
)
"""What is said of it that sets no goal."""

_CHANGE: Final = any_of("[较比占稳] 增[长加] 减少 [上下][升降] 降低 提[高升] 回[落升]")
"""What is said of it that is a report, unless a goal follows or the period lies ahead."""

_GOAL: Final = any_of("以上 左右 以[内下] 不[低少高超]于?过? 力争 确保 达到 控制在")

_NO_VERB: Final = rf"(?:(?!{_VERB})[{HAN}])"
_PREPOSITION: Final = "[于在到至为是放排定]"

# --- what else a period may be -------------------------------------------------------

NAMED: Final = (
    Row(
        "whole year",
        "全年 as a word of its own: 全年无休, 全年平均",
        frozenset({Shape.WHOLE}),
        right="(?:无休|[0-9]|天候|实际|龄|平均|总|检|审|一[考调通评总])",
    ),
    Row(
        "list",
        "the last of a list decides: 3月、6月、9月底前",
        PERIODS,
        right=rf"{AND}第?[0-9一二三四五六七八九十]",
    ),
    Row(
        "rhythm",
        "how often, and no date: 一月一调度, 一季一通报",
        PERIODS,
        right=rf"(?:(?<=一月)(?<!十一月)|(?<=一季)|(?<=一季度))一(?![日号、批并起次同直律体般定些期])[{HAN}]",
    ),
    Row("same", "10月当月: the month just named", PERIODS, left="[0-9一二三四五六七八九十]月份?"),
    Row("what it is", "2023年是攻坚年", PERIODS, right=rf"，?(?:是(?!否)|为{WORD}{{2,16}}[年月日]{STOP})"),
    Row(
        "end of a phrase",
        "nothing is done in it: 总结2022年",
        PERIODS,
        left=rf"[{HAN}0-9”》（](?<!{_PREPOSITION})(?<!力争|争取|确保|预计|计划|其中)",
        right=rf"(?:{STOP}|，)",
    ),
    Row(
        "object",
        "the period belongs to the object of a verb: 做好2023年稳增长工作",
        PERIODS,
        left=_GOVERNS,
        right=rf"(?!{_VERB})[{HAN}、“《]",
    ),
    Row(
        "name",
        "the period belongs to a name: 2020年工作要点",
        PERIODS,
        right=rf"{_NO_VERB}{{0,4}}?{_NAME}|{_NO_VERB}{{0,8}}?(?:目标|任务)",
    ),
    Row(
        "term",
        "what is moved is a term: 2月份纳税申报期限延长至…",
        PERIODS,
        right=rf"[{HAN}]{{0,10}}?(?:(?:期限?|时[间限])[延顺推截]|{_NO_VERB}{{3}}(?:推迟|延期|延[长后]|顺延))",
    ),
    Row(
        "headline",
        "the line is the title of a document: 青岚县2023年防汛抗旱工作方案",
        PERIODS,
        left=rf"(?:[{HAN}\n]|\A)",
        right=rf"(?!{_VERB})[^，。；：\n《]{{2,40}}{_TITLE}(?=[\n》]|为{WORD}{{4}}|根据|按照)",
    ),
    Row("purpose", "为明年开局打好基础", PERIODS, left="(?<![间限期定因成作])为", right=f"[{HAN}]{{2}}"),
    Row("formula", "计算方法：本年度…", PERIODS, left="(?:方法|公式|口径|含义|定义)：（?"),
    Row("season", "今年夏粮, 2024年高考", PERIODS, right=_SEASON),
    Row(
        "long name",
        "the clause ends in a name: 着眼2020年全面小康目标",
        PERIODS,
        left=rf"[{HAN}](?<!{_PREPOSITION})(?<![局委办厅县市区镇乡村省位府门业司行校院心])",
        right=rf"{_NO_VERB}{{2,16}}?{_NAME}{STOP}",
    ),
    Row(
        "measure",
        "the period belongs to what is counted or paid: 2月份电费由…",
        PERIODS,
        left="(?<!力争|确保|争取)",
        right=rf"{_NO_VERB}{{0,12}}?{_MEASURE}(?:预计|{_SAID}(?!{IN_CLAUSE}{{0,24}}{_GOAL})|，[由按可给享]|{WORD}{{1,16}}的[{HAN}]{{1,6}}，)"
        rf"|{_NO_VERB}{{0,2}}{_MEASURE}{STOP}",
    ),
    Row(
        "trend",
        "a report of what is counted, unless it lies ahead: 2020年能耗下降15%",
        PERIODS,
        left="(?<!力争|确保|争取)",
        right=rf"{_NO_VERB}{{0,12}}?{_MEASURE}{_CHANGE}(?!{IN_CLAUSE}{{0,24}}{_GOAL})",
        reading=Reading.REPORTED,
    ),
    Row("forecast", "疫情3月可能出现拐点", PERIODS, right=f"{WORD}{{0,6}}可能"),
    Row("payment", "2月份工资", PERIODS, right=f"(?:[职员]工|企业)?{_PAYMENT}"),
    Row(
        "numbered",
        "2020年第4号公告, 2023年第二批资金",
        frozenset({Shape.YEAR}),
        right="第?[0-9一二三四五六七八九十]{1,3}[号批期届次轮]",
    ),
    Row(
        "which ones",
        "says which ones are meant: 2016年实施的措施, 2020年新增的贷款",
        PERIODS,
        right=rf"(?:(?:已|新|拟){WORD}{{1,8}}|(?![把将对向为由在以]){WORD}{{2,3}}"
        rf"|{WORD}{{0,6}}(?:组织|{DEED})|{WORD}{{0,4}}[不未](?![少低高]){WORD}{{1,8}})(?<!目)的[{HAN}《“]",
    ),
    Row(
        "reported",
        "what has been counted: 3月份共检查企业300户",
        PERIODS,
        right=rf"[^，。；\n对将把为向给从]{{0,16}}已|，?[{HAN}]{{0,12}}(?<![公医中])共(?!同|享|建)[{HAN}]{{1,10}}[0-9]"
        rf"|{IN_CLAUSE}{{0,20}}(?<!不)[低高少多]于(?:上年|[去往前]年)?同期",
    ),
)
