"""The event from which a length of time is counted: 自收到申请之日起(30日内), 疫情解除后(三个月内).

The words to the left of the amount are read backwards, no further than one clause: the
distance is bounded, so that a hostile text takes no more time than any other.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ...lexicon import HANZI, Lazy

LOOK_BACK: Final = 80
"""How far an event may begin before the amount."""

_START = r"(?:之日起计?算?|之日起|之时起|当日起|次日起|起算|起)"
_AFTER = r"(?:之日后|以后|之后|[后後])"
_LINK = Lazy(
    rf"(?:(?P<start>{_START})|(?P<after>{_AFTER})|(?P<day>之日|当日)|(?P<act>的)|(?<=[满期开行束止])(?P<before>之?前))(?:的|，?(?:应当?|须)?[在于]?)?\Z"
)
_AHEAD = Lazy(
    r"(?:届满|期满|到期|召开|举[行办]|开工|施工|开业|开始|启动|实施|竣工|投[产用]|进场|论证|评审|开幕|考试|开标|终止|截止)(?:之|[^，。；：！？、\n（）]{0,6}的)?\Z"
    rf"|(?<=[在于])(?P<act>(?:公开|正式)?(?:召开|举[行办]|开展|启动|实施|出售|销售|交付)(?:(?![前后]){HANZI}|、){{1,12}})\Z"
)
_OPEN = Lazy(
    r"[自从](?!治|住[住商用需]|然|身|主|动|行|觉|愿|有|查|贸|评|来|事|业|严|重|快|我|己|理|费|营|助|由|建|筹|用|备(?!案)|律|媒|驾)"
)
_SENTENCE_END = Lazy(r"[。；！？\n]")
_BOUNDARY = Lazy(
    r"[，。；：！？、\n（）“\u2460-\u2473]|(?<![0-9.])[0-9]{1,2}\.(?![0-9])|表明|显示|(?<=单位|企业)(?=竣工|验收)|(?<=部门|单位|机构|窗口|人员|中心)(?=受理(?![的部单机窗条中])|审[核查批]|核[实准查]|验收|办结)"
    r"|应当?(?=[在于自从])|应当|必须|(?:可|须|需|要|会|能|将)(?=[在于自从])|可以|最迟|至迟|原则上|分别|力争|确保"
    r"|(?:延[长迟期缓后]?|推迟|顺延|展期|宽限|放宽|调整|提前)[至到]|待(?![遇业办定])|(?:期限?|时间|时限)(?:暂定)?为|(?<![关由位属基对鉴等处限])于(?![是])|(?<![存现所内正潜实])在(?![线建职岗校册编])|由(?=企业|单位)"
)
_ACTS = Lazy(
    r"(?:收到|接[到报获警诊单案令](?!室|处|中心|人员)|受理(?!部门|单位|机构|窗口|条件|机关)|提出|提交|递交|作出|发现|知道|得知|取得|领取|签订)"
)
_DIRECT = Lazy(
    rf"(?P<act>(?:收到|接到|接获|取得|领取|签订)(?:(?![且并在于内]){HANZI}|[《》]){{1,12}}\Z)"
    rf"|(?<![亲各独擅私来]){_OPEN.pattern}(?P<opened>(?:(?![自从起]){HANZI}){{3,16}})\Z"
    r"|(?:下达|签订|成交|送达|到位|结清|批准|(?<=期)临期|合格|结束|届满|期满|终止|解除|印发|发布|公布|生效|竣工|拨付|确诊)\Z"
)
"""What happens straight before the amount, with no 后 between: 收到告诫书(三日内), 自贷款结清(一年内)."""
_UNTIL = Lazy(r"(?<=期间)至|(?<=起)至(?!今)")
"""Links what opens a window to the event that closes it."""
_REMARK = Lazy(r"（[^（）]*）\Z")
_OWN = Lazy(
    r"本(?:意见|通知|办法|方案|规定|措施|细则|决定|条例|政策|公告|通告|文件|规划|计划|要点|指引|指南)"
    r"(?=(?:印发|公布|发布|下发|施行|实施|出台|颁布)(?:之日)?$)"
)
_OWN_ISSUE = Lazy(r"^(?:本.{1,6}?)?(?:文件|政策)?(?:印发|公布|发布|下发|颁布)(?:之日)?$")


class Event(NamedTuple):
    """An event, and the start of the words that name it.

    Attributes:
        start: the start of the words, 自 included.
        words: the event: 收到申请之日.
        is_issue: true if it is the issue of this document.
        window: true if the time begins with a circumstance and ends after it, 汛期期间至汛期结束后一个月内.
        before: true if the time is before the event, 期限届满前(30日内), not after it.
    """

    start: int
    words: str
    is_issue: bool = False
    window: bool = False
    before: bool = False


def find_event(text: str, end: int, floor: int = 0, *, ahead: bool = False) -> Event | None:
    """Return the event named just before *end*, no earlier than *floor*; ``None`` if there is none.

    With *ahead* it is an event after the time: 有效期届满(30日前).

    ::

        event = [("自" | "从") words "之日" "起" | words "之日起" | words ("后" | "之后")] ["，"] ;

    >>> text = "应当自收到申请之日起10日内答复"
    >>> find_event(text, text.index("10"))
    Event(start=2, words='收到申请之日', is_issue=False, window=False, before=False)
    """
    low = max(floor, end - LOOK_BACK)
    low = text.rfind("|", low, end) + 1 or low  # no further than the cell of a table
    left = text[low:end]
    pattern = _AHEAD if ahead else _LINK
    link = pattern.search(left)
    if link is None:
        direct = None if ahead else _DIRECT.search(left)
        if direct is None:
            return None
        if direct["opened"]:
            return Event(low + direct.start(), direct["opened"])
        start = direct.start() if direct["act"] else _unopened_start(left, len(left))
        until = _UNTIL.search(left, start)
        return Event(low + start, left[until.end() if until else start :], window=until is not None)
    if ahead and link["act"]:
        return Event(low + link.start(), link["act"], before=True)
    if ends := [m.end() for m in _SENTENCE_END.finditer(left, 0, link.start())]:
        low, left = low + ends[-1], left[ends[-1] :]
        link = pattern.search(left)
        if link is None:
            return None
    stop = link.end() if ahead else link.start() + (2 if link.group().startswith(("之日", "当日")) else 0)
    opened = [m.start() for m in _OPEN.finditer(left, 0, stop)]
    if opened and not _closed_after(left, opened[-1], stop):
        start = opened[-1]
        words = left[start + 1 : stop]
    else:
        start = _unopened_start(left, stop)
        words = left[start:stop]
    if link.lastgroup == "act" and not _ACTS.match(words):
        return None  # 在收到申请的(3个工作日内), but not 提交申请的(企业)
    if not words or words in ("之日", "当日") or words.endswith(("至", "到")):
        return None
    until = _UNTIL.search(words)
    words = _OWN.sub("", _REMARK.sub("", words[until.end() :] if until else words))
    return Event(
        low + start,
        words.removesuffix("的"),
        is_issue=bool(_OWN_ISSUE.match(words)),
        window=until is not None,
        before=ahead or bool(link.groupdict().get("before")),
    )


def _closed_after(left: str, opened: int, stop: int) -> bool:
    """Return whether another time limit ended between 自 and here, or a duty began.

    自收到报告书之日起60日内、收到报告表(之日起30日内); 自3月起，在作出(之日起7日内).
    """
    return any(words in left[opened:stop] for words in ("日内", "月内", "起，"))


def _unopened_start(left: str, stop: int) -> int:
    """Return where the words of an event without 自 begin: after the last stop, modal or preposition."""
    start = 0
    for boundary in _BOUNDARY.finditer(left, 0, stop):
        if boundary.end() < stop:
            start = boundary.end()
    end = len(left[:stop].removesuffix("之日"))  # 主管部门受理, but 抢修人员(接报)
    acts = [m.start() for m in _ACTS.finditer(left, start, stop) if m.end() < end or left[m.start()] == "接"]
    return acts[-1] if acts else start
