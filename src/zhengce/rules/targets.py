"""ZC4: targets and citations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..analysis.fields import placed_fields
from ..analysis.levels import borrowed, larger_areas
from ..analysis.stages import Stage, stages, words_before
from ..analysis.wording import words_at
from ..findings import Severity
from ..lexicon import HANZI, TITLE_ENDS, YEAR_AND_SERIAL, Lazy, any_of
from ..model import Notice
from ..reading.titles import NUMBER
from ..text import Source, Span
from .deadlines import without_limit
from .homes import Homes
from .registry import Hit, hit, rule


@rule(
    "ZC401",
    name="target-without-limit",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{target} is to be reached, but the measure has no time limit",
    zh="要求达到{target}，却没有写明完成时限",
)
def target_without_limit(notice: Notice) -> Iterator[Hit]:
    """A target has no time limit."""
    for measure in without_limit(notice):
        for placed in placed_fields(measure) if measure.targets else ():
            if placed.kind == "target" and placed.start >= 0:
                words = words_before(measure.text, placed.start)
                if _is_goal(words) and not _qualifies(measure.text, placed.end, words):
                    yield hit(placed.field, measure=measure, target=placed.words)


_GOAL: Final = Lazy(
    r"(?:达到?|[扩增提升降压缩减][大高加升低短减]?[至到]|新增|新建|建成|建设|完成|引进|转化|培育|组织|举办|打造"
    r"|增长|增速|下降|降低|减少|率|覆盖面)"
    r"[^0-9的]{0,8}$"
)
_CONDITION: Final = Lazy(
    "每[人天月户家]|每完成|补[助贴偿]|奖励?|利率|费率|返还|缴[纳存费]|最高|贷款|额度|首付|倍数|给予|标准|比例|一次性"
    rf"|上?年度|20[0-9]{{2}}年|[去上]年|已|(?<!{HANZI})(?:当(?![年月地前])|若|如(?!期))"
)


def _is_goal(words: str) -> bool:
    """Return whether a quantity after these words is a goal and not a condition.

    >>> _is_goal("网上办理率达到"), _is_goal("给予最高")
    (True, False)
    """
    return _GOAL.search(words) is not None and _CONDITION.search(words) is None


_STATE: Final = Lazy(r"(?:达到?|率|覆盖面|增长|增速|下降|降低|减少)[^0-9的]{0,8}$")
_OF_WHOM: Final = Lazy("(?:（含）)?(?:以上)?[的时]")
_REWARDED: Final = Lazy("[^。；\n]{0,20}(?:给予|予以|奖励|补[助贴])")


def _qualifies(text: str, end: int, words: str) -> bool:
    """Return whether the words describe who reaches the quantity: 达到500平方米的小区, 组织30人，给予奖励."""
    speaks_of = _STATE.search(words) and _OF_WHOM.match(text, end)
    return (speaks_of or _REWARDED.match(text, end)) is not None


@rule(
    "ZC402",
    name="stages-out-of-order",
    severity=Severity.WARNING,
    also=Severity.INFO,
    since="0.1.0",
    en="{after} is due later than {before}, but falls short of it",
    zh="{after}比{before}晚到期，指标反而后退",
)
def stages_out_of_order(notice: Notice) -> Iterator[Hit]:
    """A later stage of a target asks for less than an earlier one."""
    for measure in notice.measures:
        for before, after in (pair for series in stages(measure) for pair in pairwise(series)):
            if _ask_for_one_thing(before, after) and _falls_back(before, after):
                yield hit(
                    after.target,
                    measure=measure,
                    severity=None if _is_state(before) else Severity.INFO,
                    before=before.target.text,
                    after=after.target.text,
                )


_RATES: Final = frozenset({"%", "‰", "个百分点", "百分点", "倍", "成"})
_LOWERED: Final = Lazy("压[减缩降]|降|减少|缩短|控制在")


def _ask_for_one_thing(before: Stage, after: Stage) -> bool:
    """Return whether both ask for the same quantity: the later words equal or end those before, and give no grant."""
    return after.words != "" and before.words.endswith(after.words) and not _CONDITION.search(before.words)


def _is_lowered(stage: Stage) -> bool:
    """Return whether the quantity is to be reduced."""
    return stage.target.comparator in ("<", "<=") or _LOWERED.search(stage.words) is not None


def _is_state(stage: Stage) -> bool:
    """Return whether the number describes a state; 新建20个 may be another batch."""
    return _is_lowered(stage) or stage.target.unit in _RATES


def _falls_back(before: Stage, after: Stage) -> bool:
    """Return whether the later stage asks for less than the one before, or for more if it is to be reduced."""
    return after.value > before.value if _is_lowered(before) else after.value < before.value


@rule(
    "ZC403",
    name="citation-without-title",
    severity=Severity.WARNING,
    since="0.1.0",
    en="{words}: a citation needs a title between 《 and 》, with the number after it",
    zh="{words}：引用文件应有标题，书名号成对，字号在后",
)
def citation_without_title(notice: Notice) -> Iterator[Hit]:
    """A cited document has no title, or its title is not closed."""
    home = Homes.of(notice)
    for place, words in (*_unclosed(notice.source), *_untitled(notice)):
        yield hit(place, measure=home(place), words=words)


_BOOK_MARK: Final = Lazy("[《》]")


def _unclosed(source: Source) -> Iterator[tuple[Span, str]]:
    clean = source.clean
    place = clean.find("《")
    while place >= 0:
        end = clean.find("\n", place)
        end = len(clean) if end < 0 else end
        opened = list[int]()
        for mark in _BOOK_MARK.finditer(clean, place, end):
            if mark[0] == "《":
                opened.append(mark.start())
            else:
                del opened[-1:]
        for start in opened[:1]:  # the others of the line may be inside it
            yield source.span(start, start + 1), clean[start : min(start + 20, end)]
        place = clean.find("《", end)


_MORE_TITLE_ENDS: Final = ("表", "函", "目录", "名录", "纪要", "预案", "标准", "公约")
_TITLE_BEFORE: Final = Lazy(rf"(?:》|{any_of((*TITLE_ENDS, *_MORE_TITLE_ENDS))})[”\n]?(?:（[^（）\n]*)?$")
"""A title, with words in brackets after it and before the number, if any: 《办法》（2023年修订，云政发〔2023〕5号）."""
_HEADS: Final = Lazy(r"(?:^|\n|文件|[字文]号[】〕\]]?：?)\s*$")
"""What precedes the document's own number, which is not a citation: a line end, a red head, a field."""
_YEAR_AND_SERIAL: Final = Lazy(YEAR_AND_SERIAL)
_LONGEST_CODE: Final = 20
_LONGEST_NOTE: Final = 60
_LEADS_IN: Final = Lazy("^.*(?:落实|[按参]照?|根据|依据|执行|贯彻|符合|和|及|与)")


def _untitled(notice: Notice) -> Iterator[tuple[Span, str]]:
    source, own, behind = notice.source, notice.document_number, 0
    clean = source.clean
    for year in _YEAR_AND_SERIAL.finditer(clean):
        number = NUMBER.search(clean, max(behind, year.start() - _LONGEST_CODE), year.end())
        behind = year.end()
        if not number or (own and (number["year"], number["serial"]) == (str(own.year), str(own.serial))):
            continue
        before = clean[max(0, number.start() - _LONGEST_NOTE) : number.start()]
        leads_in = _LEADS_IN.match(number["code"])
        heads = clean.startswith("附件", number.end()) or (not leads_in and _HEADS.search(before))
        if not (heads or _TITLE_BEFORE.search(before)):
            start = number.start() + (leads_in.end() if leads_in else 0)
            yield source.span(start, number.end()), clean[start : number.end()]


@rule(
    "ZC404",
    name="target-of-a-larger-area",
    severity=Severity.WARNING,
    since="0.1.0",
    en="“{words}” sets a number for a larger area than that of the authority",
    zh="“{words}”给出的是上级范围的数字",
)
def target_of_a_larger_area(notice: Notice) -> Iterator[Hit]:
    """A target is set for a larger area than that of the authority."""
    areas = larger_areas(notice)
    for measure in notice.measures if areas else ():
        for start, end in borrowed(measure, areas):
            words = words_at(measure, notice.source, start, end)
            yield hit(words.span or measure, measure=measure, words=words.text)
