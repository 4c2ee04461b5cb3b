"""Lexicon: the words of the field, each once.

A word is a row of a table, with tags for what the readers need to know. The readers
choose words by tag and build patterns from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Flag, auto
from typing import Final
from unicodedata import numeric

import attrs


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of *words*: the longer first, single characters as one class.

    >>> any_of(["局", "分局", "委"])
    '(?:分局|[局委])'
    """
    words = list(dict.fromkeys(words))
    longer = sorted((w for w in words if len(w) > 1), key=len, reverse=True)
    single = "".join(w for w in words if len(w) == 1)
    return f"(?:{'|'.join([*map(re.escape, longer), *([f'[{re.escape(single)}]'] if single else [])])})"


def behind_any_of(words: Iterable[str], between: str = "") -> str:
    """Return a look-behind for one of *words*, followed by *between*, a pattern of fixed width.

    >>> [m.start() for m in re.finditer(behind_any_of(["局", "中心"]) + "和", "民政局和住房和城建中心和")]
    [3, 11]
    """
    widths: dict[int, list[str]] = {}
    for word in dict.fromkeys(words):
        widths.setdefault(len(word), []).append(word)
    return f"(?:{'|'.join(f'(?<={any_of(same)}{between})' for _, same in sorted(widths.items()))})"


# --- offices ----------------------------------------------------------------


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


@attrs.frozen
class Office:
    """An ending of the names of offices: 局 in 市民政局."""

    ending: str
    tags: OfficeTag = OfficeTag.NONE


_SIGNS, _KIND, _PLACE, _COMMON = OfficeTag.SIGNS, OfficeTag.KIND, OfficeTag.PLACE, OfficeTag.COMMON

OFFICES: Final = (
    *(Office(ending, _SIGNS) for ending in "委局厅部办署会院行社所处司府"),
    *(Office(ending, _SIGNS | _COMMON) for ending in "室组关队校团科站馆"),
    *(Office(ending, _SIGNS | _COMMON) for ending in ("中心", "集团", "大学")),
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
"""Offices of the State Council that issue documents with others; between two of them stands no place."""


# --- item numbers -----------------------------------------------------------

_SIGNS_BY_STYLE: Final = {
    "arabic": "⒈⒛",
    "bracketed": "⑴⒇",
    "bracketed_han": "㈠㈩",
    "circled": "①⑳㉑㉟㊱㊿➀➉",
    "circled_black": "❶❿⓫⓴➊➓",
    "circled_double": "⓵⓾",
    "circled_han": "㊀㊉",
}
"""The first and the last of each series of characters that print numbers, by the style that they mean: ⑴ is （1）."""

ITEM_SIGNS: Final = {
    chr(sign): (style, int(numeric(chr(sign))))
    for style, ends in _SIGNS_BY_STYLE.items()
    for first, last in zip(ends[::2], ends[1::2], strict=True)
    for sign in range(ord(first), ord(last) + 1)
}
"""The single characters that print a number, with its style and value."""

ITEM_SIGN: Final = f"[{''.join(ITEM_SIGNS)}]"


# --- roles ------------------------------------------------------------------


class RoleTag(Flag):
    """The places in which a word gives a role."""

    NONE = 0
    OFFICE = auto()
    """Before a word for an office: 牵头单位, 责任部门."""
    LABEL = auto()
    """As a label by itself: 牵头：市民政局."""
    BEHIND = auto()
    """In brackets after a name: 市民政局（牵头）."""
    VERB = auto()
    """Behind a list of names: 市民政局、市财政局牵头."""


@attrs.frozen
class RoleWord:
    """A word for the role of an office; *role* is the value of a ``Role``."""

    word: str
    role: str
    tags: RoleTag


_OFFICE, _LABEL, _BEHIND, _VERB = RoleTag.OFFICE, RoleTag.LABEL, RoleTag.BEHIND, RoleTag.VERB

ROLE_WORDS: Final = (
    *(RoleWord(word, "lead", _OFFICE | _LABEL | _BEHIND | _VERB) for word in ("牵头", "主办", "主责")),
    RoleWord("主管", "lead", _OFFICE),
    RoleWord("负责", "responsible", _OFFICE | _BEHIND | _VERB),
    RoleWord("责任", "responsible", _OFFICE | _BEHIND),
    RoleWord("承办", "responsible", _OFFICE | _LABEL | _BEHIND | _VERB),
    *(RoleWord(word, "responsible", _OFFICE | _BEHIND | _VERB) for word in ("落实", "实施", "执行", "承担")),
    *(RoleWord(word, "responsible", _OFFICE) for word in ("承接", "业主", "试点")),
    *(RoleWord(word, "responsible", _VERB) for word in ("办理", "推进", "统筹")),
    *(RoleWord(word, "supporting", _OFFICE | _LABEL | _BEHIND | _VERB) for word in ("配合", "协办", "会办")),
    *(RoleWord(word, "supporting", _OFFICE | _BEHIND | _VERB) for word in ("协助", "参与", "参加", "协同", "指导")),
    *(RoleWord(word, "supporting", _OFFICE | _VERB) for word in ("支持",)),
    *(RoleWord(word, "supporting", _OFFICE) for word in ("协作", "监管", "会同")),
    *(RoleWord(word, "supporting", _VERB) for word in ("督导", "督促", "监督")),
)
"""The role words. A new one is a new row."""


def role_words(role: str, tags: RoleTag = RoleTag.NONE) -> tuple[str, ...]:
    """Return the words for *role* that give it in the places of *tags*.

    >>> role_words("lead", RoleTag.VERB)
    ('牵头', '主办', '主责')
    """
    return tuple(w.word for w in ROLE_WORDS if w.role == role and tags in w.tags)
