"""What the words around decide: whether a candidate is a time limit at all.

6月底前 is one, but not in 6月底前已开工的项目 (a condition), 截至6月底 (a count),
有效期至6月底 (validity). Each such turn of speech is one row of the tables below:
what stands to the left of the candidate, what to the right, and why. A new trap
is a new row. All rows of one side are one pattern, so a row costs nothing until
it matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Final

import attrs

from ...text import HAN

LOOK_BACK: Final = 24
"""How far to the left a row can see."""


class Shape(Enum):
    """How much a candidate says by itself that it is a limit."""

    BY = "by"
    """前 says it: 6月底前."""
    POINT = "point"
    """A day that could be a limit or a count: 2025年底, 2月20日左右."""
    PERIOD = "period"
    """A period that needs a word for it: 三季度, 6月."""
    YEAR = "year"
    """A year, which needs a word for it even more: it often stands in names."""
    FRAMED = "framed"
    """A period that has that word: 年内, “十四五”期间."""
    DAY = "day"
    """A day that needs a word for it: 2月24日."""
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
    """长期坚持, 持续推进."""


class Reading(Enum):
    """What a row makes of a candidate."""

    NO_LIMIT = "no limit"
    LIMIT = "limit"
    TARGET = "target"
    """到2025年: its last day."""
    STATED = "stated"
    """完成时限：2025年12月: its last day, by convention."""


_DATES = frozenset({Shape.BY, Shape.POINT, Shape.PERIOD, Shape.YEAR, Shape.FRAMED, Shape.DAY, Shape.WINDOW})
_LOOSE = frozenset({Shape.POINT, Shape.PERIOD, Shape.YEAR, Shape.DAY, Shape.WINDOW})
_BARE = frozenset({Shape.PERIOD, Shape.YEAR, Shape.DAY})
_PERIODS = frozenset({Shape.PERIOD, Shape.YEAR})
_ALL = frozenset(Shape)


@attrs.frozen
class Row:
    """One turn of speech.

    ``left`` ends where the candidate begins, ``right`` begins where it ends;
    an empty one matches anything.
    """

    name: str
    shapes: frozenset[Shape]
    reading: Reading
    why: str
    left: str = ""
    right: str = ""


# --- named parts --------------------------------------------------------------

_WORD = r"[^，。；：！？、\n]"
_CLAUSE = r"[^，。；：！？\n]"
_STATE = r"(?:已经?|未(?!来)|仍|尚|到期|届满|期满|投运|出生|发生|建档立卡|入职|毕业|参加(?:工作|革命)|退休|产生|存在|超过|逾期|生效|欠)"
_ACT = (
    r"(?:开工|建成|竣工|投产|成立|登记|注册|取得|签[订约]|购[买置]|缴[纳费]|备案|批准|立项|发布|印发|出台|形成|生产|进口|受理|申报|申请"
    r"|入库|进行|交付|施行|实施|办理|提出|提交|完成|开始|上市|到位|销售|入住|招录|录用|认定|获批|核准|审批|建设|使用|安装)"
)
_ACT_AHEAD = (
    r"(?:完成|实现|启动|开展|组织|建成|推广|全面|基本|力争|争取|确保|召开|举[办行]|印发|出台|制定|建立|形成|达到|新[增建]|开工|复工"
    r"|投[产入]|上线|试[运点]|推[出行进动]|实施|落实|开始|正式|率先|陆续|继续|再|要|须|分别|集中|统一|分[批步]|逐步|完善|健全|整[治改]|排查"
    r"|清[理退]|安排|先行|至少|不少于|办理|支持|加[快强大]|打造|改造|评[选估]|组建|报[送请]|上报|提[交升高出]|交付|竣工|验收|启用|开放"
    r"|培[育训养]|引[进导]|签约|发布|公[布示]|设立|成立|搭建|编制|修订|起草|研究|征求|审[定议]|通过|持续|普遍|总体|初步|深化|优化|扩大"
    r"|覆盖|消除|淘汰|关停|拓展|解决|整合|接入|汇总|配[齐合备]|做好|抓好|迭代|升级)"
)
_ACTOR_AHEAD = (
    r"(?:应(?!急)|由|对|向|在|把|将|各|全[省市县区国镇校]|我[省市县区]|本[省市县区]|计划|重点|所有|有[关序]|建设|用(?!水|电|地|工|户)"
    r"|[市县区省]级)"
)
_VERB = rf"(?:{_ACT_AHEAD}|{_ACTOR_AHEAD})"
_EXTENDED = r"(?:延后|延长|延期|延迟|延缓|顺延|推迟|展期|放宽|缓缴|缓交|截止|调整|推后|宽限|期限)"
_STATED = (
    r"(?:(?:完成|办结|整改|落实|办理|责任|牵头|进度|推进)?(?:时限|时间|期限|时间节点)(?:要求|安排)?|截止(?:时间|日期)|时间进度)"
)
_VALID = (
    r"(?:有效期限?|执行期限?|实施期限?|施行期限?|试行期限?|适用期限?|享受期限?|过渡期|保质期|执行时间|实施时间|施行时间"
    r"|(?:暂|延续|继续)(?:执行|实施|施行)|执行|施行|有效|废止)"
)
_INTO_FORCE = r"(?:正式|开始|起)?(?:施行|实施|执行|生效|试行)"
_STOP = r"(?=[，。；、）\n]|\Z)"

# --- no limits --------------------------------------------------------------------

NO_LIMITS: Final = (
    Row("count", _DATES, Reading.NO_LIMIT, "截至 gives the day of a count", left=r"截[至止](?:到|至)?"),
    Row("title", _ALL, Reading.NO_LIMIT, "part of the title of a document", left=r"《[^》\n]{0,24}"),
    Row(
        "period of a plan", frozenset({Shape.WINDOW}) | _PERIODS, Reading.NO_LIMIT, "part of the name of a plan: 行动计划（2023—2025年）",
        left=r"[划要案见例版单录法动]（", right="）",
    ),
    Row(
        "validity", _DATES | {Shape.WITHIN, Shape.AT_ONCE}, Reading.NO_LIMIT, "how long a document or a licence is valid",
        left=rf"{_VALID}[^，。；\n]{{0,10}}",
    ),
    Row(
        "validity after", _LOOSE | {Shape.WITHIN, Shape.AT_ONCE}, Reading.NO_LIMIT, "when a document takes or loses effect",
        right=rf"(?:止|期间)?(?:有效|{_INTO_FORCE}(?:{_STOP}|至)|废止|失效)",
    ),
    Row(
        "since", frozenset({Shape.POINT, *_BARE}), Reading.NO_LIMIT, "when something began",
        right=r"(?:以来|至今|以后|之后|[后後](?!续)|起|开始)",
    ),
    Row("past year", _DATES, Reading.NO_LIMIT, "往年 are over", left=r"(?:往年|历年)的?"),
    Row(
        "relief", _DATES, Reading.NO_LIMIT, "how long something costs less",
        right=rf"(?!{_CLAUSE}{{0,12}}(?:落实|出台|制定|研究|完善|推动|兑现|实现))，?[^。；\n]{{0,28}}(?:暂免|免收|免征|减半|减按|减征)",
    ),
    Row(
        "compared with", frozenset({Shape.POINT, *_PERIODS}), Reading.NO_LIMIT, "what something is compared with or taken from",
        left=r"(?:较|比|与|相比|按照?|对|将|把|经|同|超过|高于|低于|原定于?|原计划于?|自|从|由|以|[据按依]照?|根据|做好|贯穿|落实|列入|关于|印发|获得?|推动|纳入)",
    ),
    Row(
        "compared with a level", frozenset({Shape.POINT, *_PERIODS}), Reading.NO_LIMIT, "a level or a stock, not a time of action",
        right=r"(?:同期|水平|存量|余额|基数|数据|人口|相比|基础上|在册|结余|期间|版|度|级|届|的|当[月年季日]|前后(?!续)|奖|考核|总结[会大]|决算|盘点)",
    ),
    Row(
        "planned before", frozenset({Shape.BY}), Reading.NO_LIMIT, "a date that no longer holds, or that says which ones are meant",
        left=r"(?:原定于?|原计划于?|原拟于?|原应于?|补缴|补交|追溯至?|形成于|较|比|对于?|凡是?|将|把)",
        right=rf"(?:{_CLAUSE}{{0,20}}(?:的|养老|保险)|的)",
    ),
    Row(
        "of the years before", frozenset({Shape.BY}), Reading.NO_LIMIT, "says which payments are meant",
        left=r"(?:补缴|补交|欠缴|拖欠|清偿|追溯至?|形成于|产生于|原定于?|原计划于?)",
    ),
    Row(
        "statistic", _LOOSE | {Shape.FRAMED}, Reading.NO_LIMIT, "a growth that has been measured",
        right=rf"(?![^。；\n]{{0,30}}(?:力争|确保|争取|计划|预期))[^。；\n]{{0,40}}(?:同比|环比)\w{{2}}[0-9.]+%(?!以上|左右|以内|以下)",
    ),
    Row("told", _DATES, Reading.NO_LIMIT, "tells what has been done", left=r"(?:已经?|曾|早)[于在]|[建始生立]于"),
    Row(
        "condition", frozenset({Shape.BY, Shape.WINDOW, Shape.POINT, Shape.DAY}), Reading.NO_LIMIT, "who or what qualifies: …前到期的贷款",
        right=rf"(?:期间)?(?:{_STATE}{_WORD}{{0,18}}的|{_ACT}{_WORD}{{0,3}}的|届满|的)|，{_STATE}{_WORD}{{0,20}}的",
    ),
    Row(
        "condition clause", _DATES | {Shape.WITHIN}, Reading.NO_LIMIT, "a clause that ends in 的 says who is meant: 2个工作日内无法作出决定的，…",
        right=rf"{_WORD}{{1,30}}(?<!目)的(?=，)",
    ),
    Row(
        "done", _DATES - {Shape.FRAMED} | {Shape.WITHIN, Shape.AT_ONCE}, Reading.NO_LIMIT, "tells what has been done",
        right=rf"，?{_CLAUSE}{{0,24}}(?<![为除])了(?![解结])",
    ),
    Row(
        "done already", frozenset({Shape.BY, Shape.POINT, *_PERIODS, Shape.WINDOW, Shape.WITHIN}), Reading.NO_LIMIT, "tells what has been done",
        right=rf"，?[^，。；\n对将把]{{0,14}}已(?:有|达|经|完|建|开|累|全|实|投|基本|发|共|审|受|组|签|启|超|建|出|成)",
    ),
    Row(
        "of whom", frozenset({Shape.WITHIN}), Reading.NO_LIMIT, "says who is meant: 毕业2年内高校毕业生",
        left=r"(?:短短|仅用?|不到|对|把|凡|毕业|登记|注册|成立|创办|入职|退役|离校|参保|上市|投产|近|最近|过去|期限|任期|服役|满|连续|前|贴息|享受|[至到]以后)",
    ),
    Row(
        "which ones", frozenset({Shape.WITHIN}), Reading.NO_LIMIT, "says which ones are meant, or how long something is valid",
        right=r"(?:有(?![关序条])|新[招录增引聘]|的(?!要求)|未(?!来)|免费|无[违不重事]|不得(?:再|重新|申请|参加|担任|从事))",
    ),
    Row(
        "level to reach", frozenset({Shape.WITHIN}), Reading.NO_LIMIT, "how short a procedure shall become, not when it does",
        left=r"(?:压缩|压减|缩短|缩减|精简|减少|下降|减|降)(?:[至到为])?",
    ),
    Row(
        "rate", frozenset({Shape.EVERY}), Reading.NO_LIMIT, "so much for each: 每人每天300元",
        left=rf"(?:每[{HAN}]{{1,2}}|/|人均|户均|元)",
    ),
    Row(
        "amount", frozenset({Shape.EVERY}), Reading.NO_LIMIT, "so much a year, and no act",
        right=r"(?:[0-9]|(?:不超过|最高|给予|补助|补贴|奖励|支付|发放)[^，。；\n]{0,8}[0-9.]+[百千万亿]?元|补[助贴]|[^，。；\n]{0,3}一[更新换遇度]|的(?![0-9一二三四五六七八九十]))",
    ),
    Row(
        "benefit", frozenset({Shape.RHYTHM}), Reading.NO_LIMIT, "how a benefit is counted, or who is meant",
        right=rf"(?:领取|享受|计[息提算征发罚酬]|付息|还[款本]|加[收罚]|{_WORD}{{1,6}}的(?!(?:方式|办法|原则|要求|频次)))",
    ),
    Row(
        "trend", frozenset({Shape.RHYTHM}), Reading.NO_LIMIT, "更多 from year to year, no limit",
        right=r"(?:提[高升]|增[加长多]|递[增减]|下降|减少|降低|上升|加大|扩大|攀升|压[减缩]|向好)",
    ),
    Row(
        "whole year as a word", _PERIODS, Reading.NO_LIMIT, "全年无休, 全年实际占用床日",
        right=r"(?:无休|[0-9]|天候|实际|龄|平均|总)",
    ),
    Row(
        "response at once", frozenset({Shape.AT_ONCE}), Reading.NO_LIMIT, "a name or a quality",
        right=rf"(?:(?![{HAN}，])|响应机制)",
    ),
)

# --- limits -------------------------------------------------------------------------

_OPENING = r"(?:\A|[，。；：！？、\n（“”）—)》])"

LIMITS: Final = (
    Row("stated", _LOOSE | {Shape.ONGOING}, Reading.STATED, "a column or a label says that it is the limit", left=rf"{_STATED}[为是：至到]{{0,2}}"),
    Row("extended", _BARE, Reading.LIMIT, "a term is moved to that time", left=rf"{_EXTENDED}{_CLAUSE}{{0,6}}[至到]"),
    Row("no later", _BARE, Reading.TARGET, "no later than that time", left=r"(?:不晚于|不迟于|不得晚于|不得迟于|最晚于?|最迟于?|至迟于?)"),
    Row("target year", _PERIODS, Reading.TARGET, "到2025年 means its end", left=r"(?<![达得提做看遇直推延])[到至]"),
    Row("on that day", frozenset({Shape.DAY}), Reading.TARGET, "到2月28日 opens the clause", left=rf"(?:{_OPENING}|力争|争取)[到至]", right=rf"[，{HAN}]"),
    Row("preposition", _PERIODS, Reading.LIMIT, "于 or 在 makes it a time of action", left=r"(?<![由关位属存])[于在]", right=rf"(?:[，、和]|{_VERB})"),
    Row("act on a day", frozenset({Shape.DAY}), Reading.LIMIT, "于 makes it the day of an act", left=r"(?:拟|定|应|须|计划|请|将)于", right=rf"(?:前后|左右)?(?:，|{_VERB})"),
    Row("resolve", _PERIODS, Reading.LIMIT, "力争, 确保: what is meant to happen", left=r"(?:力争|确保|争取|预计|计划|拟|可|用好)"),
    Row("opens a clause", _PERIODS, Reading.LIMIT, "opens a clause: 10月份，…", left=_OPENING, right=r"[，：]"),
    Row("act", _PERIODS, Reading.LIMIT, "an act follows", right=rf"{_ACT_AHEAD}(?!{_WORD}{{0,8}}的)"),
    Row("actor", _PERIODS, Reading.LIMIT, "opens a clause, and who acts follows", left=r"(?:\A|[，。；、\n（”—)》])", right=_ACTOR_AHEAD),
    Row(
        "stage", frozenset({Shape.PERIOD}), Reading.LIMIT, "the time of a stage, in a bracket after its name",
        left=r"(?<![划要案见例版单录法])（", right="）",
    ),
    Row("cell", frozenset({Shape.PERIOD, Shape.ONGOING}), Reading.STATED, "alone in a cell of a table", left=r"\|", right=r"\|"),
    Row(
        "goal", _PERIODS, Reading.LIMIT, "a clause with a goal follows", left=_OPENING,
        right=rf"(?!{_WORD}{{0,8}}的)[^。；\n]{{0,40}}(?:力争|确保|再(?![贷融生保就])|达到|不少于|不低于|以上|高于|低于|完成|实现|以下|以内)",
    ),
    Row("in a bracket", frozenset({Shape.ONGOING}), Reading.LIMIT, "stated on its own in a bracket or at its end", left=r"(?:[（，；：、]|并|和|且)", right=r"）"),
    Row("and goes on", frozenset({Shape.ONGOING}), Reading.LIMIT, "并长期坚持", left=r"(?:底前|月前|日前|完成|年底|内)(?:完成|建成|到位)?，?并"),
)


# --- the decision ---------------------------------------------------------------------


class _Side:
    """The rows of one reading and one shape, as few patterns as they need."""

    def __init__(self, rows: Iterable[Row], shape: Shape) -> None:
        mine = [row for row in rows if shape in row.shapes]
        lefts = [row for row in mine if row.left and not row.right]
        rights = [row for row in mine if row.right and not row.left]
        self.left_rows, self.left = lefts, _union((row.left for row in lefts), "", r"\Z")
        self.right_rows, self.right = rights, _union((row.right for row in rights), "", "")
        self.both = [
            (re.compile(rf"(?:{row.left})\Z"), re.compile(row.right), row) for row in mine if row.left and row.right
        ]

    def find(self, text: str, start: int, end: int, low: int | None) -> Row | None:
        """The first row that matches around ``text[start:end]``, looking left as far as *low*."""
        if self.right and (match := self.right.match(text, end)):
            return self.right_rows[(match.lastindex or 1) - 1]
        if low is None:
            return None
        if self.left and (match := self.left.search(text, low, start)):
            return self.left_rows[(match.lastindex or 1) - 1]
        for left, right, row in self.both:
            if left.search(text, low, start) and right.match(text, end):
                return row
        return None


def _union(patterns: Iterable[str], before: str, after: str) -> re.Pattern[str] | None:
    parts = [f"({pattern})" for pattern in patterns]
    return re.compile(f"{before}(?:{'|'.join(parts)}){after}") if parts else None


_REFUSALS: Final = {shape: _Side(NO_LIMITS, shape) for shape in Shape}
_GROUNDS: Final = {shape: _Side(LIMITS, shape) for shape in Shape}
_NEEDS_GROUNDS: Final = _BARE | {Shape.ONGOING}
_WITH_GROUNDS: Final = frozenset(shape for row in LIMITS for shape in row.shapes)
_CLAUSE_ENDS: Final = frozenset("，。；\n")
_QUOTED = re.compile(r"[^“。，；\n]{0,24}”")


def decide(text: str, start: int, end: int, shape: Shape) -> Row | None:
    """The row that decides about the candidate ``text[start:end]``; ``None`` if its shape alone makes it a limit."""
    low = max(0, start - LOOK_BACK)
    if shape is Shape.BY and text[start - 1 : start] in _CLAUSE_ENDS:  # the commonest case: only what follows bears on it
        return _REFUSALS[shape].find(text, start, end, None)
    if (row := _REFUSALS[shape].find(text, start, end, low)) is not None:
        return row
    if _in_a_name(text, start, end, low, shape):
        return _NAME
    if shape not in _WITH_GROUNDS:
        return None
    row = _GROUNDS[shape].find(text, start, end, low)
    return row if row or shape not in _NEEDS_GROUNDS else _NO_GROUNDS


_NAME: Final = Row("name", _ALL, Reading.NO_LIMIT, "part of a name in quotation marks")
BACKGROUND: Final = Row("background", _DATES, Reading.NO_LIMIT, "上年 and 去年 are over")
_NO_GROUNDS: Final = Row("no grounds", _BARE, Reading.NO_LIMIT, "nothing around makes it a limit")


_RHYTHMS: Final = frozenset({Shape.EVERY, Shape.RHYTHM, Shape.AT_ONCE, Shape.ONGOING})


def _in_a_name(text: str, start: int, end: int, low: int, shape: Shape) -> bool:
    """Whether it stands in a short quotation, which is a name: “2023乐购年”, “每月一考”.

    What a quotation opens with may be a date in quotation marks of its own: “十四五”期间.
    """
    opened = text.rfind("“", low, start)
    if opened < 0 or text.find("”", opened, start) >= 0:
        return False
    return (opened + 1 < start or shape in _RHYTHMS) and _QUOTED.match(text, end) is not None
