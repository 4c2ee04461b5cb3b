"""Offices: the words that their names end in, and the words for an office in general."""

from __future__ import annotations

from enum import Flag, auto
from typing import Final, NamedTuple

from .patterns import HAN, any_of


class OfficeTag(Flag):
    """Properties of the names that end in a word."""

    NONE = 0
    SIGNS = auto()
    """The office may issue and sign a document."""
    KIND = auto()
    """The word says the kind of an office, and is not part of a name: 有关部门."""
    PLACE = auto()
    """The word also means a place: 各镇, 各街道."""
    COMMON = auto()
    """Many words that are not offices end in it, too: 难关, 棋牌室."""


class Office(NamedTuple):
    """An ending of the names of offices: 局 in 市民政局."""

    ending: str
    tags: OfficeTag = OfficeTag.NONE


_SIGNS, _KIND, _PLACE, _COMMON = OfficeTag.SIGNS, OfficeTag.KIND, OfficeTag.PLACE, OfficeTag.COMMON

OFFICES: Final = (
    *(Office(ending, _SIGNS) for ending in "委局厅部办署会院行社所处司府"),
    *(Office(ending, _SIGNS | _COMMON) for ending in "室组关队校团科站馆"),
    *(Office(ending, _SIGNS | _COMMON) for ending in ("中心", "集团", "大学", "中学", "小学")),
    *(Office(ending, _SIGNS) for ending in ("政府", "公司", "气象台", "电视台", "广播台")),
    *(
        Office(ending, _SIGNS)
        for ending in ("妇联", "残联", "文联", "侨联", "台联", "社科联", "工商联", "科协", "政协")
    ),
    *(Office(ending) for ending in ("地震台", "总台", "专班", "幼儿园", "林场", "农场", "水厂", "监狱", "法庭")),
    *(Office(ending, _KIND) for ending in ("单位", "部门", "机构", "企业", "银行")),
    *(Office(ending, _PLACE) for ending in ("镇", "乡")),
    Office("街道", _SIGNS | _PLACE),
)
"""The office endings. A new one is a new row."""


def office_endings(without: OfficeTag = OfficeTag.NONE, *, only: OfficeTag = OfficeTag.NONE) -> tuple[str, ...]:
    """Return the endings that have all tags of *only* and none of *without*.

    >>> "馆" in office_endings(), "单位" in office_endings(only=OfficeTag.SIGNS)
    (True, False)
    """
    return tuple(o.ending for o in OFFICES if only in o.tags and not without & o.tags)


NATIONAL_OFFICES: Final = (
    *("国务院", "国家发展改革委", "国家发展和改革委员会", "财政部", "教育部", "科技部", "公安部", "民政部", "司法部"),
    *("工业和信息化部", "人力资源社会保障部", "人力资源和社会保障部", "自然资源部", "生态环境部", "水利部", "商务部"),
    *("住房城乡建设部", "住房和城乡建设部", "交通运输部", "农业农村部", "文化和旅游部", "应急管理部", "应急部"),
    *("国家卫生健康委", "中国人民银行", "人民银行", "海关总署", "国家税务总局", "税务总局", "市场监管总局"),
    *(
        "国家市场监督管理总局",
        "国家金融监督管理总局",
        "中国银行保险监督管理委员会",
        "银保监会",
        "中国证监会",
        "国家医保局",
    ),
)
"""Offices of the State Council that issue documents with others, without the name of a place."""

BRANCHES: Final = ("分局", "支局", "分行", "支行", "监管局")
"""The endings of offices of a higher one, whose names hold its name."""

GOVERNMENTS: Final = ("人民政府", "政府", "党委", "管委会")
"""Endings after the name of one place or several: 各县、市人民政府."""

NO_PLACES: Final = ("城市", "城乡", "住房城乡", "城镇", "州县", "地区", "社区", "园区", "景区")
"""Words with the sign of a level that name no place: 城市管理局 of 青石区, but not 盐城市."""

NOT_IN_PLACES: Final = "委局厅"
"""Endings of offices that no name of a place holds."""

NO_LEVELS: Final = ("市场", "区域", "县域", "乡村", "省际")
"""Words whose first sign is not that of a level: 房地产市场."""

OFFICE_LINE: Final = (  # 市住房和城乡 is a part of a name
    f"(?=[{HAN}（）()]{{3}})[{HAN}（）()]{{1,20}}{any_of(office_endings())}(?<!城乡)"
)
"""A line that is the name of an office, in a cell in which such names stand one under another."""


# --- offices in general -------------------------------------------------------


class KindTag(Flag):
    """The places of a word for an office in general."""

    LABEL = auto()
    """In a label, after the word for a role: 牵头单位."""
    GENERIC = auto()
    """As a name that names none: 有关单位."""
    OTHERS = auto()
    """At the end of what is left open: 等有关单位, 等乡镇."""


class KindWord(NamedTuple):
    """A word for offices of a kind that is not the name of one."""

    word: str
    tags: KindTag


_LABEL, _GENERIC, _OTHERS = KindTag.LABEL, KindTag.GENERIC, KindTag.OTHERS

KIND_WORDS: Final = (
    *(KindWord(word, _LABEL | _GENERIC | _OTHERS) for word in ("单位", "部门", "机构", "科室", "处室")),
    *(KindWord(word, _LABEL) for word in ("主体", "局", "局办")),
    *(KindWord(word, _GENERIC | _OTHERS) for word in ("企业", "方面", "委办局")),
    *(KindWord(word, _GENERIC) for word in ("成员单位", "职能部门")),
    *(KindWord(word, _OTHERS) for word in ("地区", "街道", "乡镇", "公司", "银行", "政府")),
)
"""The words for offices in general. A new one is a new row."""


def kind_words(tag: KindTag) -> tuple[str, ...]:
    """Return the words with a tag.

    >>> kind_words(KindTag.LABEL)
    ('单位', '部门', '机构', '科室', '处室', '主体', '局', '局办')
    """
    return tuple(w.word for w in KIND_WORDS if tag in w.tags)
