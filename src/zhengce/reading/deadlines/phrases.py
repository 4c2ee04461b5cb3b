"""The phrases that rows of cues are made of."""

from __future__ import annotations

from typing import Final

from ...lexicon import COUNTING
from ...text import TITLE_ENDS


def either(words: str) -> str:
    """Return a pattern for any of the words, which may themselves be patterns."""
    return f"(?:{'|'.join(words.split())})"


# --- how far ------------------------------------------------------------------------

WORD: Final = r"[^，。；：！？、\n]"
"""A character of the same phrase."""
IN_CLAUSE: Final = r"[^，。；：！？\n]"
"""A character of the same clause."""
CLAUSE: Final = r"(?:[^，。；：！？\n（）]|（[^（）。；\n]{0,60}）)"
"""A character of the same clause, or a whole remark in it: 购买新房（含公寓，下同）的."""
IN_SENTENCE: Final = r"[^。；\n]"
"""A character of the same sentence."""
STOP: Final = r"(?=[，。；、）\n]|\Z)"
NUMERAL: Final = f"[0-9{COUNTING}]"

# --- what is done, and what is so -----------------------------------------------------

STATE: Final = either(
    "已经? 未(?!来) 无法 仍 尚 到期 届满 期满 投运 出生 发生 建档立卡 入职 毕业 参加(?:工作|革命) 退休 产生 存在 超过"
    " 逾期 生效 欠 受(?=[^，。；\\n]{1,12}影响)"
)
"""What is so without anyone's doing it: …前到期的贷款."""

QUALITY: Final = either("统一 完[整善备] 健全 规范 明确 [具整]体 详细 稳定 [长有]效 全面 专[门业] 相应 [新高好]")
"""Opens an adjective, which is no part of a verb: 建成统一的平台."""

DEED: Final = either(
    "开工 建成 竣工 投产 成立 登记 注册 取得 签[订约] 购[买置] 缴[纳费] 备案 批准 立项 发布 印发 出台 形成 生产 进口"
    " 受理 申报 申请 入库 进行 制定 交付 支付 施行 实施 办理 提出 提交 完成 开始 上市 到位 销售 入住 招录 录用 认定"
    " 获批 核准 审批 建设 使用 安装 参保"
)
"""What may be a task or tell which ones are meant: …前开工的项目."""

VERB: Final = either(
    "完成 实现 启动 开[展始放] 开工(?!率) 组织 建[成立] 推[出行进广动] 召开 举办 承办 主办 开办 举行 印发 出台 制定"
    " 形成 达到 编制 起草 修订 研究 发[布放] 公[布示] 上报 报[送请批] 提[交请出] 下达 拨付 兑[付现] 缴[纳清] 结[算清]"
    " 清[算退缴] 退[还付] 返还 征收 收[取缴] 筹[集措] 归集 划转 补[缴发] 追缴 申[报请] 分解 落实 部署 谋划 做好 抓好"
    " 明确 审[定议] 通[过报] 汇总 填报 参加 增(?:设|加(?!值)) 新[建设] 安排 布置 迎接 要(?![点素求]) 均 将 把 由"
    " 一[批次轮场] 力争 确保 争取 全部 分别 分[批步期]"
)
"""Shows that what follows a period is no noun: most verbs whose object could stand there itself."""

GOVERNS: Final = either(
    "[做抓办筹备用]好 贯[穿彻] 落实 列入 关于 印发 获得? 推[进动出] 增加 建立 助力 促进 完成 制[定订] 编制 下达"
    " 公[布示] 立足 着眼 纳入 申[请报]"
    " 组织 开展 实施 启动 安排 部署 谋划 拟[定订] 拨付 兑[付现] 发[放布] 缴[纳清] 补缴 免[收征] 减[免征] 征收"
    " 结[算清] 汇算 报[送告] 上报 提[交高出] 审[定议核] 分析 总结 通报 对[照标] 依据 根据 围绕 参[照加] [举承主]办"
    " 起草 修订 延长 调整 确定 明确 保障 巩固 扩大 带动 拉动 执行 盘点 结合 回顾 展望 考虑 签[订署] 评[价估] 核[定算]"
    " 清[理算] 暂缓 达成 统计 检查 使用 取得 聚焦 [给授]予 出台 享受 (?<!包)含 包[括含] 实现 迎接 参评 争创 创建"
    " 筹[办备] 储备 冲刺 作为 计入 结转"
)
"""Takes what follows for its object, and the period with it: 做好2023年…工作."""

# --- what says that it is a time limit -----------------------------------------------------

EXTENDED: Final = either("延[后长期迟缓] 顺延 推迟 展期 放宽 缓[缴交] 截止 调整 推后 宽限 期限")
STATED: Final = (
    either("完成 办结 整改 落实 办理 责任 牵头 进度 推进")
    + "?"
    + either("时限 时间节点 时间 期限")
    + "(?:要求|安排)?(?<!会议时间)(?<!开会时间)|(?<!统计)截止(?:时间|日期?|(?=：))|时间进度"
)
UNTIL: Final = "截[至止][到至]?"
UNTIL_ENDS: Final = "到止至"
CLOSING: Final = either("报名 申报 申请 受理 征集 投稿 提交 登记 缴费 填报")
"""What ends on the day that 截止 gives, so that it is no count."""
_COUNTED: Final = either("已 累计 共有 了")
_OBLIGES: Final = either("必须 应当 务必 一律 不得 力争 确保 争取 (?<![主需重只])要(?![求素点件])") + (
    "|(?<![反响效相适供对])应(?![急用对])"
)
DUTY: Final = rf"，?(?!{IN_SENTENCE}{{0,60}}{_COUNTED}){IN_SENTENCE}{{0,40}}?(?:{_OBLIGES})"
"""What nobody says of a count: 截至6月30日24时前，…必须登记."""

# --- what says that it is none --------------------------------------------------------

VALID: Final = (
    either("有效 执行 实施 施行 试行 适用 享受 减免 缓缴 贴息 补[贴助] 展期 免租 优惠")
    + "(?:期限?|(?:截止|起止)?时[间限])|(?<=[实执施]行，)期限|过渡期|保质期|(?:执行|实施|施行)[至到]|适用于"
    "|(?:暂|延续|继续)(?:执行|实施)|有效|废止"
)
INTO_FORCE: Final = "(?:正式|开始|起)?" + either("施行 实施 执行 生效 试行")
PREPOSITION: Final = "[于在到至为是放排定]"

NAMES: Final = either(
    "工作(?!组|专班|日) 目标 任务 预算(?!单位) 决算 要点 方案 报[告表] 清单 名单 台账 规划 预案 会议 [大年]会 文件"
    " 公[告报] 年报 标准(?=[为每按是])"
    rf" (?:申报|纳税|缴费|征收?){{1,2}}期(?!限?[延顺]) 情况 (?:计划|总结)(?:[的已中内外目任指表书会大]|执行|{STOP})"
)
"""The last words of phrases that name a thing by its time: 2020年工作要点, 全年目标."""
NAMES_OPEN: Final = "标申纳缴征工目任预决要方报清名台规会大年文公情计总"
"""What these begin with."""

TITLE: Final = either(f"{' '.join(TITLE_ENDS)} 事项 表 分解")

SEASON: Final = either("[春夏秋冬][季运粮收耕节天] 主?汛期 [采供取]暖[季期] [高中]考 两会")

MEASURE: Final = either(
    "[量额率值费税款租价] 增[速幅] 指数 收入 支出 面积 余额 规模 工资 养老金 租金 气温 质量 水平 价格 需求 [进出]口"
    " 账单 投资 贷款 监测 排名 占比 比重 能耗 存栏 项目 额度 表 数据 指标 毕业生 新生 资金 补[贴助] 奖金 订单 人数"
)
"""The last words of phrases for what is counted or paid: 3月份用电量, 2月份电费."""

PAYMENT: Final = either("工资 [电水气房话]费 房租 租金 养老金 (?:社保|保险|物业|暖气?)费 税款 账单 订单")

SAID: Final = either(
    "[和及与等的由应按为是仍未已共] 全[免减] 减[半免] 同比 环比 [低高]于(?=同期|[上去]年) 主要 突破 持平 再创 将 会"
    " 有望 位?居 如期 预计"
)
"""What is said of it that sets no goal."""

CHANGE: Final = either("[较比占稳] 增[长加] 减少 [上下][升降] 降低 提[高升] 回[落升]")
"""What is said of it that is a report, unless a goal follows or the period lies ahead."""

GOAL: Final = either("以上 左右 以[内下] 不[低少高超]于?过? 力争 确保 达到 控制在")

MEMBERS: Final = either(
    "企业 单位 个人 项目 机构 人员 主体 家庭 商户 团队 学校 组织 用户 居民 职工 纳税人 购房人 人才 车辆 [买购]?房?者"
)
"""Who may qualify for something."""
GIVEN: Final = either(
    "给予 享受 可享 予以[补奖退支] 退税 贴息 补[贴助](?![申资对]) 奖励 减按 减免 允许 免[收征租费]"
    " (?:可以|[即均]可) 可(?:依法)?(?:按|申[请领]|提取|延|分期|缓|不|在|凭|先|暂|作|向) 发放[^，。；\\n]{0,12}券"
)
"""What somebody gets, or what is made easier for him."""
GIVES: Final = either(
    "发放 拨付 兑[付现] (?<!可)(?<!以)申[报领] 提交 落实 出台 制定 完善 研究 开展 组织 举[办行] 集中 印发 推[进动广]"
    " 完成 实现 建[成设] 修"
)
"""What is done so that somebody gets it."""
