"""Lexicon: the words of the field, each once.

A word is a row of a table, with what the readers must know of it. Whoever needs
some of the words asks for them by tag and builds a pattern of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Flag, auto
from typing import Final

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
    """Return a look behind: one of *words*, and *between* after it, a pattern of a fixed width.

    >>> [m.start() for m in re.finditer(behind_any_of(["局", "中心"]) + "和", "民政局和住房和城建中心和")]
    [3, 11]
    """
    widths: dict[int, list[str]] = {}
    for word in dict.fromkeys(words):
        widths.setdefault(len(word), []).append(word)
    return f"(?:{'|'.join(f'(?<={any_of(same)}{between})' for _, same in sorted(widths.items()))})"


# --- offices ----------------------------------------------------------------


class OfficeTag(Flag):
    """What else is known of the names that end in a word."""

    NONE = 0
    SIGNS = auto()
    """It may issue a document and sign it."""
    KIND = auto()
    """It says of what kind the office is, and names none: 有关部门."""
    PLACE = auto()
    """A place as well: 各镇, 各街道."""
    COMMON = auto()
    """Many words that are no office end in it, too: 难关, 棋牌室."""


@attrs.frozen
class Office:
    """A word that names of offices end in: 局 in 市民政局."""

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
