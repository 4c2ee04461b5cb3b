"""Levels: the words that say which level of government speaks, 全省, 全市, 我区, and what is left without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..lexicon import GOVERNMENTS, HAN, Lazy, any_of
from ..model import Measure, Notice

__all__ = ["area_of", "borrowed", "larger_areas", "without_levels"]

_WHOLE: Final = "[全我本各](?:省|自治区|市|州|盟|县|旗|区(?!域))(?:级|域|范围内?)?"
"""全省, 我区, 全市范围内."""

_RANK: Final = f"(?<![{HAN}])[省市县区][级直](?!以)"
"""市级, 省直; not 县级以上."""

_AREA: Final = Lazy(f"{_WHOLE}|{_RANK}")


def without_levels(text: str) -> str:
    """Return a text without the words for its own area.

    >>> without_levels("全市企业开办压缩至1天，我区印发清单")
    '企业开办压缩至1天，印发清单'
    """
    return _AREA.sub("", text)


# --- words of a higher level ------------------------------------------------

_COUNTY: Final = Lazy(
    rf"(?:(?:县|旗|(?<!自治)区)(?:{any_of(GOVERNMENTS)}|(?:管理)?委员会)?|街道办事处|[镇乡]人民政府)(?:办公室)?$"
)
_CITY: Final = Lazy("市人民政府(?:办公室)?$")
_HIGHER: Final = {_COUNTY: ("全市", "全省", "全自治区"), _CITY: ("全省", "全自治区")}

_LARGER: Final = "(?:全市|全省)"
_BEFORE: Final = any_of("占 在 高于 低于 超过 优于 列 居 从 向 与".split())
_AFTER: Final = any_of("前 第 首 排名 平均 领先 最 统一 一流 率先 考核 试点".split())
_COMPARES: Final = Lazy(f"{_BEFORE}{_LARGER}|{_LARGER}{_AFTER}")
"""Words that compare with the larger area, or look at it: 位居全市前列."""

_PLACE: Final = Lazy("^[一-鿿]{2,8}?(?P<place>省|自治区|市|州|县|区)")
_CLAUSE: Final = Lazy("[^，。；：、！？,;\n]+")


def larger_areas(notice: Notice) -> tuple[str, ...]:
    """Return the words for areas that are larger than the author's own; none where its level is not known.

    >>> from zhengce import parse
    >>> larger_areas(parse("云州市人民政府关于做好培育工作的通知"))
    ('全省', '全自治区')
    """
    return next((words for who, words in _HIGHER.items() if any(map(who.search, notice.issuing_authorities))), ())


def area_of(notice: Notice) -> tuple[str, ...]:
    """Return the words for the area of a notice, by its authority or its title: 全省, 全市.

    >>> from zhengce import parse
    >>> area_of(parse("云州市优化营商环境实施方案"))
    ('全市',)
    """
    found = _PLACE.search(notice.issuing_authority or notice.title)
    return (f"全{found['place']}",) if found else ()


def borrowed(measure: Measure, areas: Sequence[str]) -> Iterator[tuple[int, int]]:
    r"""Yield the clauses that set a number for one of some areas, as places in the measure's text.

    >>> from zhengce import parse
    >>> zone = parse("东湖区人民政府关于做好培育工作的通知\n一、力争年内全市高新技术企业达到25家。（责任单位：科技局）")
    >>> measure = zone.measures[0]
    >>> [measure.text[start:end] for start, end in borrowed(measure, larger_areas(zone))]
    ['力争年内全市高新技术企业达到25家']
    """
    text = measure.text
    for clause in _CLAUSE.finditer(text) if any(area in text for area in areas) else ():
        start, end = clause.span()
        last = max((text.rfind(target.text, start, end) for target in measure.targets), default=-1)
        if any(text.find(area, start, last) >= 0 for area in areas if last >= 0) and not _COMPARES.search(clause[0]):
            yield start, end
