"""ZC4: targets and citations — how much, and by what authority."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..findings import Severity
from ..model import Deadline, Measure, Notice, Target
from ..reading.titles import NUMBER
from ..text import TITLE_ENDS
from .deadlines import without_limit
from .registry import Hit, hit, rule

_CLAUSE_MARKS: Final = "，。；、：（）\n"


@rule(
    "ZC401",
    name="target-without-limit",
    severity=Severity.WARNING,
    since="0.2.0",
    en="{target} is to be reached, but the measure has no time limit",
    zh="要求达到{target}，却没有写明完成时限",
)
def target_without_limit(notice: Notice) -> Iterator[Hit]:
    """A target has no time limit.

    What it does:
        Looks, in measures without any time limit, for quantities that are to be reached:
        those behind 达到, 提高到, 新增, 建成 and the like. Rates of aid, prices and other
        conditions are passed over.

    Why:
        Whether a target was reached can only be said on a day.

    Example:
        一、优化服务
        1.开通专窗，网上办理率达到90%以上。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗，年底前网上办理率达到90%以上。（牵头单位：综合服务局）

    规则：
        目标没有时限。

    作用：
        在没有完成时限的措施中，查找“达到”“提高到”“新增”“建成”等之后要达到的数量。
        补助标准、价格等条件不在此列。

    理由：
        目标是否达到，总要到某一天才能说。
    """
    for measure in without_limit(notice):
        for target in measure.targets:
            if _is_goal(_words_before(notice, target)):
                yield hit(target, measure=measure, target=target.text)


_GOAL: Final = re.compile(
    r"(?:达到?|[扩增提升降压缩减][大高加升低短减]?[至到]|新增|新建|建成|建设|完成|引进|转化|培育|组织|举办|打造"
    r"|增长|增速|下降|降低|减少|率|覆盖面)"
    r"[^0-9的]{0,8}$"
)
_CONDITION: Final = re.compile("每[人天月户家]|补[助贴偿]|奖励?|利率|费率|返还|缴纳|最高|贷款|给予|标准|比例|上?年度")


def _is_goal(words: str) -> bool:
    """Whether a quantity behind these words is to be reached, and no condition.

    >>> _is_goal("网上办理率达到"), _is_goal("给予最高")
    (True, False)
    """
    return _GOAL.search(words) is not None and _CONDITION.search(words) is None


def _words_before(notice: Notice, target: Target) -> str:
    """The words of its clause that stand before the number."""
    if target.span is None:
        return ""
    clean = notice.source.clean
    start, _ = notice.source.clean_range(target.span)
    begin = max(clean.rfind(mark, max(0, start - 60), start) for mark in _CLAUSE_MARKS)
    return clean[max(begin + 1, start - 60) : start]


@rule(
    "ZC402",
    name="stages-out-of-order",
    severity=Severity.WARNING,
    since="0.2.0",
    en="{after} is due later than {before}, but lies behind it",
    zh="{after}比{before}晚到期，目标反而后退",
)
def stages_out_of_order(notice: Notice) -> Iterator[Hit]:
    """The stages of a target fall where they should rise.

    What it does:
        Compares the stages of one target over the limits of a measure (6月底前完成率不低于
        40%；9月底前，完成率不低于75%). Each must be more than the one before; of what is
        to be lowered or shortened, less.

    Why:
        A later stage that asks for less is a slip of the pen in one of the two numbers.

    Example:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。6月底前，完成率达到75%；9月底前，完成率达到40%。（牵头单位：综合服务局）

    Use instead:
        关于印发2024年工作要点的通知
        一、优化服务
        1.开通专窗。6月底前，完成率达到40%；9月底前，完成率达到75%。（牵头单位：综合服务局）

    规则：
        阶段目标倒退。

    作用：
        比较同一目标在各时限的阶段要求（6月底前完成率不低于40%；9月底前，完成率不低于75%）。
        后一阶段应高于前一阶段；要求压减、缩短的，则应更低。

    理由：
        后一阶段的要求反而更低，两个数字必有一处笔误。
    """
    for measure in notice.measures:
        stages = list(_stages(notice, measure))
        for target, words, deadline in stages:
            before = _stage_before(stages, target, words, deadline)
            if before and _falls_back(before, target, words):
                yield hit(target, measure=measure, before=before.text, after=target.text)


_LOWERED: Final = re.compile("压[减缩降]|降|减少|缩短|控制在")

Stage = tuple[Target, str, Deadline]


def _stages(notice: Notice, measure: Measure) -> Iterator[Stage]:
    """The targets of a measure with the words before them and the limit that governs them, in text order."""
    dated = [d for d in measure.deadlines if d.due and d.span]
    for target in measure.targets:
        if target.span is None or target.value is None:
            continue
        governing = [d for d in dated if d.span and d.span.end <= target.span.start]
        if governing:
            words = _words_before(notice, target).removeprefix(governing[-1].text)
            yield target, words, governing[-1]


def _stage_before(stages: list[Stage], target: Target, words: str, deadline: Deadline) -> Target | None:
    """The stage of the same target under the limit before this one; later stages may say fewer words."""
    for other, said, limit in reversed([stage for stage in stages if stage[0].span and target.span]):
        earlier = other.span and target.span and other.span.start < target.span.start
        if earlier and limit is not deadline and limit.due and deadline.due and limit.due < deadline.due:
            same = words and said.endswith(words)
            return other if same and other.unit == target.unit else None
    return None


def _falls_back(before: Target, after: Target, words: str) -> bool:
    was, now = before.value or Decimal(0), after.value or Decimal(0)
    lowered = before.comparator in ("<", "<=") or _LOWERED.search(words) is not None
    return now > was if lowered else now < was


@rule(
    "ZC403",
    name="citation-without-title",
    severity=Severity.WARNING,
    since="0.2.0",
    en="{words}: a citation has a title between 《 and 》, and its number behind it",
    zh="{words}：引用文件应有标题，书名号成对，字号在后",
)
def citation_without_title(notice: Notice) -> Iterator[Hit]:
    """A cited document has no title, or its title is not closed.

    What it does:
        Looks for 《 without its 》 on the same line, and for a document number in running
        text that stands behind no title.

    Why:
        GB/T 9704-2012, 7.3.3 asks for the title first and the number behind it. A number
        alone tells the reader nothing, and a title without end cannot be looked up.

    Example:
        一、优化服务
        1.开通专窗。落实云政发〔2023〕5号要求，6月底前建成。（牵头单位：综合服务局）

    Use instead:
        一、优化服务
        1.开通专窗。落实《云州市优化服务办法》（云政发〔2023〕5号）要求，6月底前建成。（牵头单位：综合服务局）

    规则：
        引用文件没有标题。

    作用：
        查找同一行内没有“》”与之对应的“《”，以及正文中前面没有标题的发文字号。

    理由：
        GB/T 9704-2012第7.3.3条要求引用公文先引标题、后引发文字号。只有字号，读者不知所云；书名号不闭合，则无从查找。
    """
    yield from _unclosed(notice)
    yield from _untitled(notice)


_BOOK_MARK: Final = re.compile("[《》\n]")


def _unclosed(notice: Notice) -> Iterator[Hit]:
    source, opened = notice.source, list[int]()
    for mark in [*_BOOK_MARK.finditer(source.clean), None]:
        if mark and mark[0] == "《":
            opened.append(mark.start())
        elif mark and mark[0] == "》":
            del opened[-1:]
        else:
            for start in opened:
                words = source.clean[start : start + 20].split("\n")[0]
                yield hit(source.span(start, start + 1), words=words)
            opened.clear()


_TITLE_BEFORE: Final = re.compile(rf"(?:》|{'|'.join(TITLE_ENDS)})[”\n]?[（(]?$")
_YEAR_AND_SERIAL: Final = re.compile(r"[〔［\[（【](?:19|20)[0-9]{2}[〕］\]）】]第?[0-9]{1,5}号")
_LONGEST_CODE: Final = 20
_LEADS_IN: Final = re.compile("^.*(?:落实|按照?|根据|依据|执行|贯彻|符合|和|及|与)")


def _untitled(notice: Notice) -> Iterator[Hit]:
    source, own = notice.source, notice.document_number
    for year in _YEAR_AND_SERIAL.finditer(source.clean):
        number = NUMBER.search(source.clean, max(0, year.start() - _LONGEST_CODE), year.end())
        if not number or (own and (number["year"], number["serial"]) == (str(own.year), str(own.serial))):
            continue
        before = source.clean[max(0, number.start() - 8) : number.start()]
        if not _TITLE_BEFORE.search(before):
            leads_in = _LEADS_IN.match(number["code"])
            start = number.start() + (leads_in.end() if leads_in else 0)
            yield hit(source.span(start, number.end()), words=source.clean[start : number.end()])
