"""Addressees: the line that says to whom a notice is sent, and the names in it.

It comes below title and number and ends in a colon: 各县（区）人民政府，市政府各部门：. A line that gives a reason
(为加强管理，经研究决定：), announces what follows, or is a unit clause, is not one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..lexicon import Lazy, any_of, office_endings
from .furniture import is_furniture
from .titles import LISTED, PAGE_HEADING
from .units.words import LABEL, OPENERS

_ADDRESSED = Lazy(r"(?!为|根据|按照|依据|经|近[日期])[^。“”|]{2,400}[：:]")
_ADDRESSED_BARE = Lazy(r"各[^。；：“”|]{2,200}")
_GREETS = Lazy(r"(?:尊敬的|广大|全体|全[省市县区镇])[^，。]{2,24}：|[^，。]{2,16}(?:委员|代表|同志)：|同志们：")
_ANNOUNCES = Lazy(r"(?:如下|以下|下列).{0,12}[：:]$|(?:通知|意见|要求|措施|方案|事项)[：:]$")
_CALLS: Final = ("各", "有关", "相关")
_ENDS_OFFICE = Lazy(rf"{any_of(office_endings())}(?:（[^（）]*）)?$")
_ENDS_CALLED = Lazy(rf"[省市县区](?:（[^（）]*）)?$|{_ENDS_OFFICE.pattern}")
_MOST_ABOVE: Final = 3  # lines between the title and its addressees, without furniture


def find_addressees(texts: Sequence[str], begin: int) -> int:
    """Return the first line from *begin* on that ends in a colon, or lists offices; -1 if there is none."""
    left = _MOST_ABOVE
    for i in range(begin, len(texts)):
        text = texts[i]
        if _is_addressed(text):
            return i
        if not (is_furniture(text) or PAGE_HEADING.fullmatch(text)):
            left -= 1
        if not left:
            break
    return -1


def _is_addressed(text: str) -> bool:
    if text[-1] in "：:":
        calls = _GREETS.fullmatch(text) or (_ADDRESSED.fullmatch(text) and _calls_offices(text))
    else:
        calls = _ADDRESSED_BARE.fullmatch(text) and all(map(_ENDS_CALLED.search, split_addressees(text)))
    if not calls or LISTED.match(text) or _ANNOUNCES.search(text):
        return False
    return not is_furniture(text) and not _is_labelled(text)


def _calls_offices(text: str) -> bool:
    called = re.split("[，、]", text.rstrip("：:"))
    return any(name.startswith(_CALLS) or _ENDS_OFFICE.search(name) for name in called)


def _is_labelled(text: str) -> bool:
    """Return whether the line is a unit clause: 牵头单位：市水务局 is one, 各县（区）牵头部门： is not."""
    label = LABEL.search(text)
    if label is None:
        return text[0] in OPENERS
    return label.end() < len(text) or (label.start() == 0 and "各" not in text)


def split_addressees(text: str) -> tuple[str, ...]:
    """Split addressees at ，, but not inside brackets.

    >>> split_addressees("各县（市，区）人民政府，市政府各部门")
    ('各县（市，区）人民政府', '市政府各部门')
    """
    return tuple(part for part in re.split(r"，(?![^（〈]*[）〉])", text) if part)
