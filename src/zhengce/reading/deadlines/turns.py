"""Turns of speech that make a candidate a time limit, or show that it is none.

6月底前 is one, but not in 6月底前已开工的项目 (a condition), 截至6月底 (a count),
有效期至6月底 (validity). Each turn of speech is one row: what stands to the left
of the candidate, what to the right, and why. A new trap is a new row.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

import attrs

from ...text import HAN

# --- the nouns ----------------------------------------------------------------------


class Shape(StrEnum):
    """How much a candidate says by itself that it is a limit."""

    BY = "by"
    """前 says it: 6月底前."""
    POINT = "point"
    """A day that could be a limit or a count: 2025年底, 2月20日左右."""
    PERIOD = "period"
    """A period that needs a word for it: 三季度, 6月."""
    YEAR = "year"
    """A year, which needs a word for it even more: it often stands in names."""
    WHOLE = "whole"
    """全年, which opens more plans than anything else."""
    FRAMED = "framed"
    """A period that has that word: 年内, “十四五”期间."""
    DAY = "day"
    """A day that needs a word for it: 2月24日."""
    FIGURES = "figures"
    """Figures that need a label to be a date at all: 20240630, 6.30."""
    WINDOW = "window"
    """From one day to another."""
    WITHIN = "within"
    """30日内."""
    EVERY = "every"
    """每季度."""
    RHYTHM = "rhythm"
    """按月, 逐年."""
    AT_ONCE = "at once"
    """立即, 即日起."""
    ONGOING = "ongoing"
    """长期坚持, 持续推进: verbs, unless stated as a limit."""


class Reading(Enum):
    """What a row makes of a candidate."""

    NO_LIMIT = "no limit"
    LIMIT = "limit"
    TARGET = "target"
    """到2025年: by its last day."""
    SINCE = "since"
    """2021年起: no limit, but the year of what follows."""
    REPORTED = "reported"
    """2020年能耗下降15%: a goal if the period has not begun, else a report."""
    COMING = "coming"
    """截至6月30日24时前，…必须登记: a limit if it lies ahead, else a count."""
    STATED = "stated"
    """完成时限：2025年12月: by its last day, by convention, and also if it is past."""


@attrs.frozen
class Row:
    """One turn of speech.

    Attributes:
        name: a few words for it.
        why: what it shows.
        shapes: the candidates it bears on.
        left: a pattern that ends where the candidate begins; empty matches anything.
        right: a pattern that begins where the candidate ends; empty matches anything.
        reading: what it makes of them.
        far: characters of which one stands in whatever *right* matches, so that it need not be tried without.
    """

    name: str
    why: str
    shapes: frozenset[Shape]
    left: str = ""
    right: str = ""
    reading: Reading = Reading.NO_LIMIT
    far: str = ""


_DATES: Final = frozenset(
    {
        *(Shape.BY, Shape.POINT, Shape.PERIOD, Shape.YEAR, Shape.WHOLE, Shape.FRAMED),
        *(Shape.DAY, Shape.FIGURES, Shape.WINDOW),
    }
)
_LOOSE: Final = _DATES - {Shape.BY, Shape.FRAMED}
PERIODS: Final = frozenset({Shape.PERIOD, Shape.YEAR, Shape.WHOLE})
_BARE: Final = PERIODS | {Shape.DAY}
_BY: Final = frozenset({Shape.BY})
_DAY: Final = frozenset({Shape.DAY})
_POINT: Final = frozenset({Shape.POINT})
_WINDOW: Final = frozenset({Shape.WINDOW})
_WITHIN: Final = frozenset({Shape.WITHIN})
_EVERY: Final = frozenset({Shape.EVERY})
_RHYTHM: Final = frozenset({Shape.RHYTHM})
_AT_ONCE: Final = frozenset({Shape.AT_ONCE})
_ONGOING: Final = frozenset({Shape.ONGOING})

# --- named parts of patterns --------------------------------------------------------


def any_of(words: str) -> str:
    """A pattern for any of the words, which may themselves be patterns."""
    return f"(?:{'|'.join(words.split())})"


WORD: Final = r"[^，。；：！？、\n]"
"""A character of the same phrase."""
IN_CLAUSE: Final = r"[^，。；：！？\n]"
"""A character of the same clause."""
_IN_SENTENCE: Final = r"[^。；\n]"
"""A character of the same sentence."""
STOP: Final = r"(?=[，。；、）\n]|\Z)"
_OPENING: Final = r"(?:\A|[，。；：！？、\n（）“”—)》]|(?<=[0-9])\.)"

_STATE: Final = any_of(
    "已经? 未(?!来) 仍 尚 到期 届满 期满 投运 出生 发生 建档立卡 入职 毕业 参加(?:工作|革命) 退休 产生 存在 超过"
    " 逾期 生效 欠"
)
"""What is so without anyone's doing it: …前到期的贷款."""

_QUALITY: Final = any_of("统一 完[整善备] 健全 规范 明确 [具整]体 详细 稳定 [长有]效 全面 专[门业] 相应 [新高好]")
"""Opens an adjective, which is no part of a verb: 建成统一的平台."""

DEED: Final = any_of(
    "开工 建成 竣工 投产 成立 登记 注册 取得 签[订约] 购[买置] 缴[纳费] 备案 批准 立项 发布 印发 出台 形成 生产 进口"
    " 受理 申报 申请 入库 进行 交付 施行 实施 办理 提出 提交 完成 开始 上市 到位 销售 入住 招录 录用 认定 获批 核准"
    " 审批 建设 使用 安装 参保"
)
"""What may be a task or tell which ones are meant: …前开工的项目."""

_EXTENDED: Final = any_of("延[后长期迟缓] 顺延 推迟 展期 放宽 缓[缴交] 截止 调整 推后 宽限 期限")
_STATED: Final = (
    any_of("完成 办结 整改 落实 办理 责任 牵头 进度 推进")
    + "?"
    + any_of("时限 时间节点 时间 期限")
    + "(?:要求|安排)?|截止(?:时间|日期)|时间进度"
)
_VALID: Final = (
    any_of("有效 执行 实施 施行 试行 适用 享受 减免 缓缴 贴息 补贴 展期 免租 优惠")
    + "期限?|过渡期|保质期|(?:执行|实施|施行)(?:时间|[至到])|(?:暂|延续|继续)(?:执行|实施)|有效|废止"
)
_UNTIL: Final = "截[至止][到至]?"
_CLOSING: Final = any_of("报名 申报 申请 受理 征集 投稿 提交 登记 缴费 填报")
"""What ends on the day that 截止 gives, so that it is no count."""
_DUTY: Final = (
    rf"，?(?!{_IN_SENTENCE}{{0,60}}(?:已|累计|共有|了)){_IN_SENTENCE}{{0,40}}?"
    r"(?:必须|应当|务必|一律|不得|力争|确保|争取|(?<![主需重只])要(?![求素点件])|(?<![反响效相适供对])应(?![急用对]))"
)
"""What nobody says of a count: 截至6月30日24时前，…必须登记."""

_INTO_FORCE: Final = r"(?:正式|开始|起)?(?:施行|实施|执行|生效|试行)"

# --- what is no limit ---------------------------------------------------------------

NO_LIMITS: Final = (
    Row(
        "closing",
        "the day on which something closes, if it lies ahead: 报名截止到6月30日",
        _DATES,
        left=f"{_CLOSING}(?:时间|日期|工作|期)?{_UNTIL}",
        reading=Reading.COMING,
    ),
    Row("count", "截至 gives the day of a count", _DATES, left=_UNTIL, right=f"(?!{_DUTY})"),
    Row(
        "lunar",
        "belongs to a day of the lunar calendar that was not understood: 农历甲辰年八月",
        _DATES,
        left=rf"[农阴旧夏]历{WORD}{{0,8}}",
    ),
    Row(
        "unread",
        "what follows is a day or a month that could not be read: 6月□日前, 2024年X月底前",
        PERIODS,
        right=rf"(?:至|到|—|-)?(?:[A-Za-z]{{1,2}}|（[^{HAN}）\n]{{0,3}}）|[^{HAN}0-9A-Za-z，。；：！？、\n|《“（）]{{1,8}})[月日号季]"
        r"|[月日](?=[底末初份起至止，。；、）]|[上中下]旬|之?前|以前)",
    ),
    Row(
        "date of the text",
        "发布日期：…",
        _DATES,
        left="(?:发布|成文|印发|公开|生成|更新|检索|抓取|采集|访问)(?:日期|时间)：",
    ),
    Row("title", "stands in the title of a document", frozenset(Shape), left=r"《[^》\n]{0,24}"),
    Row(
        "period of a plan",
        "belongs to the name of a plan: 行动计划（2023—2025年）",
        _WINDOW | PERIODS,
        left="[划要案见例版单录法动]（",
        right="）",
    ),
    Row(
        "day without its sign",
        "a day of that month, and not the whole of it: 6月30报送",
        PERIODS,
        right="(?:3[01]|[12][0-9]|0?[1-9])(?:前|后|[起止之，。；）]|[上下]午|以后|报|提交|完成)",
    ),
    Row(
        "validity",
        "how long a document, a licence or a relief is valid",
        _DATES | _WITHIN | _AT_ONCE,
        left=rf"(?:{_VALID})[^，。；\n]{{0,10}}",
    ),
    Row(
        "in force",
        "when a document takes or loses effect: 自7月1日起施行",
        _LOOSE | _WITHIN | _AT_ONCE,
        right=rf"(?:止|期间)?(?:有效|{_INTO_FORCE}(?:{STOP}|至)|废止|失效)",
    ),
    Row(
        "relief",
        "how long something costs less: …，免征增值税",
        _DATES,
        right=rf"(?=，?(?:{_IN_SENTENCE}{{0,29}}免(?:(?<=暂免)|[收征])|{_IN_SENTENCE}{{0,28}}减[半按征]))"
        rf"(?!{IN_CLAUSE}{{0,12}}(?:落实|出台|制定|研究|完善|优化|调整|推动|兑现|实现))",
        far="免减",
    ),
    Row(
        "since",
        "when something began: 2016年以来, 2018年起",
        _BARE | _POINT,
        right="(?:以来|至今|以后|之后|[后後](?!续))",
    ),
    Row(
        "from then on",
        "when something begins: 2021年起",
        _BARE | _POINT,
        right="(?:起(?![草步诉底运])|开始)",
        reading=Reading.SINCE,
    ),
    Row(
        "compared with",
        "what something is compared with, taken from or named after: 较2020年, 按照2023年…",
        PERIODS | _POINT,
        left=any_of(
            "较 (?<!占)比 (?<!参)与 相比 按照? 对 将 把 经 同 超过 高于 低于 原定于? 原计划于? 自 从 由 以 据 面向"
            " 依照? 往年 历年"
        ),
    ),
    Row(
        "a level",
        "a level, a stock or an occasion, not a time of action: 2020年水平, 年底考核",
        PERIODS | _POINT,
        right=any_of(
            "同期 水平 存量 余额 基数 数据 人[口数] 相比 基础上 在册 结余 期间 版 度 级 届 的 当[月年季日] 前后(?!续)"
            " 奖 考核 总结[会大] 决算 盘点 怀胎"
        ),
    ),
    Row(
        "which payments",
        "a date that says which ones are meant, or that no longer holds: 补缴…前的费用",
        _BY,
        left=any_of("补[缴交] 欠缴 拖欠 清偿 追溯至? 形成于 产生于 原定于? 原计划于? 原[拟应]于?"),
    ),
    Row(
        "object",
        "the date belongs to the object: 对6月30日前…的企业",
        _BY | _WINDOW,
        left="(?:较|比|对于?|凡是?|将|把)",
        right=rf"{IN_CLAUSE}{{0,20}}的",
    ),
    Row(
        "condition",
        "who or what qualifies: …前到期的贷款",
        _BY | _WINDOW | _POINT | _DAY,
        right=rf"(?:期间)?(?:{_STATE}{WORD}{{0,18}}的|{DEED}(?!{_QUALITY}){WORD}{{0,3}}的|届满|到期(?!前)|的)"
        rf"|，{_STATE}{WORD}{{0,20}}的(?!{WORD}{{1,12}}(?:全部|一律|逐一|均|全面|应当?|必须|完成))",
        far="的届到",
    ),
    Row(
        "who benefits",
        "who qualifies for what: 2月底前复工的规上企业，给予…",
        _BY,
        right=rf"{WORD}{{1,14}}的{WORD}{{0,10}}(?:企业|单位|机构|项目|个人|人员|用户|居民|纳税人|商户)"
        r"，(?:可|均可|给予|予以|优先|享受|免|减)",
        far="的",
    ),
    Row(
        "given up",
        "the date that another has taken the place of: 上半年原定的展会",
        _DATES,
        right=rf"，?{WORD}{{0,4}}原(?:定|计划|拟)",
        far="原",
    ),
    Row(
        "second condition",
        "one of two things that qualify: 新签订单并在6月底前交付的企业，…",
        _DATES | _WITHIN,
        left="[并且][于在]?",
        right=rf"{WORD}{{2,18}}的[{HAN}]{{0,4}}(?:企业|单位|个人|项目|机构|人员|主体|家庭|商户|团队|学校|组织)，",
    ),
    Row(
        "conditional clause",
        "a clause that ends in 的 says who is meant: 5日内不能办结的，…",
        _DATES | _WITHIN,
        right=rf"{WORD}{{1,30}}(?<!目)的(?=，)",
        far="的",
    ),
    Row(
        "statistic",
        "a growth that has been measured: 同比增长6.2%",
        _LOOSE | {Shape.FRAMED},
        right=rf"(?!{_IN_SENTENCE}{{0,30}}(?:力争|确保|争取|计划|预期))"
        rf"{_IN_SENTENCE}{{0,40}}[同环]比\w{{2}}[0-9.]+%(?!以上|左右|以内|以下)",
    ),
    Row(
        "told",
        "tells what has been done: 已于5月底前完成",
        _DATES,
        left=rf"(?:已经?|曾|早)(?:[{HAN}]{{0,2}}(?<![迟长期后]))[于在到至]|[建始生立]于",
    ),
    Row(
        "done",
        "了 tells what has been done",
        (_DATES - {Shape.FRAMED}) | _WITHIN | _AT_ONCE,
        right=rf"，?{IN_CLAUSE}{{0,24}}了(?<![为除]了)(?![解结])",
        far="了",
    ),
    Row(
        "done in time",
        "就 and 了 in the clause after it tell how fast it went: 3天内装好，次日就投产了",
        _WITHIN,
        right=rf"{_IN_SENTENCE}{{0,30}}[就便]{WORD}{{1,6}}了",
    ),
    Row(
        "forecast",
        "what is expected to happen by itself: 高峰出现在2月16日至18日",
        _DATES,
        left="(?:出现|发生|达峰|到来|来临)[于在]",
    ),
    Row(
        "done already",
        "已 tells what has been done, unless it says to what: 对已建成的…",
        (_DATES - {Shape.FRAMED, Shape.DAY}) | _WITHIN,
        right=r"，?[^，。；\n对将把为向给]{0,14}已(?:有|达|经|完|建|开|累|全|实|投|基本|发|共|审|受|组|签|启|超|出|成|突破|恢复|形成|办结|派|转)",
        far="已",
    ),
    Row(
        "of whom",
        "says who is meant: 毕业2年内高校毕业生",
        _WITHIN,
        left=any_of(
            "短短 仅用? 不到 对 把 凡 毕业 登记 注册 成立 创办 入职 退役 离校 参保 上市 投产 近 最近 过去 期限 任期"
            " 服役 满 连续 前 贴息 享受 [至到]以后 [0-9]年"
        ),
    ),
    Row(
        "which ones",
        "says which ones are meant, or how long something is valid: 3日内有效, 1年内新招用的人数",
        _WITHIN,
        right="(?:有(?![关序条])|新[招录增引聘]|的(?!要求)|未(?!来)|免[费征收]|减[征半按]|无[违不重事]|不得(?:再|重新|申请|参加|担任|从事))",
    ),
    Row(
        "level to reach",
        "how short a procedure shall become, not when it does: 压缩至3个工作日以内",
        _WITHIN,
        left="(?:压缩|压减|缩短|缩减|精简|减少|下降|减|降)[至到为]?",
    ),
    Row("rate", "so much for each: 每人每天300元", _EVERY, left=rf"(?:每[{HAN}]{{1,2}}|/|人均|户均|元)"),
    Row(
        "amount",
        "so much a year, and no act",
        _EVERY,
        right=r"(?:[0-9](?![0-9至—-]{0,5}[次场轮])|[二两三四五六]天|(?:不[超高低][过于]|最高|给予|补[助贴]|奖励|支付|发放)[^，。；\n]{0,8}[0-9.]+[百千万亿]?元|补[助贴]"
        r"|[^，。；\n]{0,3}一[更新换遇度]|的(?![0-9一二三四五六七八九十])|可(?!以)[^，。；\n0-9]{1,8}[0-9])",
    ),
    Row(
        "benefit",
        "how a benefit is counted, or who is meant: 按月领取, 按月申报的纳税人",
        _RHYTHM,
        right=rf"(?:领取|享受|计[息提算征发罚酬]|叠加|付息|还[款本]|加[收罚]|{WORD}{{1,6}}的(?!方式|办法|原则|要求|频次))",
    ),
    Row(
        "trend",
        "more from year to year: 逐年提高",
        _RHYTHM,
        right="(?:提[高升]|增[加长多]|递[增减]|下降|减少|降低|上升|加大|扩大|攀升|压[减缩]|向好)",
    ),
    Row("no act", "立即 with no act after it is a quality or a name", _AT_ONCE, right=rf"(?![{HAN}，])|响应机制"),
)

# --- what is one --------------------------------------------------------------------

LIMITS: Final = (
    Row(
        "stated",
        "a label says that it is the limit: 完成时限：…",
        _LOOSE | _ONGOING,  # 6.30 is a date only here
        left=rf"(?:{_STATED})[为是：至到]{{0,2}}(?:立[行即][立整]改[，、；并]{{1,2}})?",
        reading=Reading.STATED,
    ),
    Row(
        "until",
        "截至 gives the day of a duty, if it lies ahead: 截至6月30日24时前，…必须登记",
        _DATES,
        left=_UNTIL,
        right=_DUTY,
        reading=Reading.COMING,
    ),
    Row(
        "cell",
        "stands alone in a cell of a table",
        frozenset({Shape.PERIOD, Shape.ONGOING}),
        left=r"\|",
        right=r"\|",
        reading=Reading.STATED,
    ),
    Row(
        "extended",
        "a term is moved to that time: 延长至2月24日",
        _BARE,
        left=rf"{_EXTENDED}{IN_CLAUSE}{{0,6}}[至到]",
        reading=Reading.LIMIT,
    ),
    Row(
        "no later",
        "不晚于2024年4月1日",
        _BARE,
        left=any_of("不得?[晚迟]于 最[晚迟]于? 至迟于?"),
        reading=Reading.TARGET,
    ),
    Row(
        "target",
        "到2025年: by its end, but not in 达到2025年",
        PERIODS,
        left="(?<![达得提做看遇直推延放改移挪调])[到至]",
        reading=Reading.TARGET,
    ),
    Row(
        "target day",
        "到3月31日 opens the clause",
        _DAY,
        left=rf"(?:{_OPENING}|力争|争取)[到至]",
        right=rf"[，{HAN}]",
        reading=Reading.TARGET,
    ),
    Row(
        "day of an act",
        "拟于3月10日开工",
        _DAY,
        left="[拟定应须划请将]于",
        right=rf"(?:前后|左右)?[，{HAN}]",
        reading=Reading.LIMIT,
    ),
    Row(
        "stage",
        "the time of a stage, in a bracket after its name: 集中整治（7—10月）",
        frozenset({Shape.PERIOD}),
        left="(?<![划要案见例版单录法])（",
        right="）",
        reading=Reading.LIMIT,
    ),
    Row(
        "in a bracket",
        "stated on its own in a bracket, or at its end: （市教育局，长期坚持）",
        _ONGOING,
        left="(?:[（，；：、]|并|和|且)",
        right="）",
        reading=Reading.LIMIT,
    ),
    Row(
        "and goes on",
        "6月底前完成并长期坚持, 完成时限：立行立改，并长期坚持",
        _ONGOING,
        left="(?:(?:[底月日]前|完成|年底|内)(?:完成|建成|到位)?，?|(?:时限|时间)：[^。；\\n]{1,12}[，、；]?)并",
        reading=Reading.LIMIT,
    ),
)

COLUMN: Final = Row(
    "column", "stands alone in a column of time limits", (_LOOSE - {Shape.WHOLE}) | _ONGOING, reading=Reading.STATED
)
BACKGROUND: Final = Row("background", "上年 and 去年 are over", _DATES)
NAME: Final = Row("name", "stands in a name in quotation marks: “2023乐购年”", frozenset(Shape))
NO_GROUNDS: Final = Row("no grounds", "nothing around makes it a limit", _DAY | _ONGOING | {Shape.FIGURES})
