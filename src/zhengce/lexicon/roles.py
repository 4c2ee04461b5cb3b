"""Roles: the words that say what an office does for a measure."""

from __future__ import annotations

from enum import Flag, auto
from typing import Final, NamedTuple


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
    """After a list of names: 市民政局、市财政局牵头."""
    USUAL = auto()
    """One of the few words that most documents use."""
    CLEAR = auto()
    """It always refers to offices, also without a label."""


class RoleWord(NamedTuple):
    """A word for the role of an office; *role* is the value of a ``Role``."""

    word: str
    role: str
    tags: RoleTag


_OFFICE, _LABEL, _BEHIND, _VERB = RoleTag.OFFICE, RoleTag.LABEL, RoleTag.BEHIND, RoleTag.VERB
_USUAL, _CLEAR = RoleTag.USUAL, RoleTag.CLEAR
_EVERYWHERE = _OFFICE | _LABEL | _BEHIND | _VERB

ROLE_WORDS: Final = (
    RoleWord("牵头", "lead", _EVERYWHERE | _USUAL | _CLEAR),
    *(RoleWord(word, "lead", _EVERYWHERE | _CLEAR) for word in ("主办", "主责")),
    RoleWord("主管", "lead", _OFFICE),
    RoleWord("负责", "responsible", _OFFICE | _BEHIND | _VERB | _USUAL | _CLEAR),
    RoleWord("责任", "responsible", _OFFICE | _BEHIND | _USUAL),
    RoleWord("承办", "responsible", _EVERYWHERE | _CLEAR),
    RoleWord("落实", "responsible", _OFFICE | _BEHIND | _VERB | _USUAL),
    *(RoleWord(word, "responsible", _OFFICE | _BEHIND | _VERB) for word in ("实施", "执行", "承担")),
    *(RoleWord(word, "responsible", _OFFICE) for word in ("承接", "业主", "试点")),
    *(RoleWord(word, "responsible", _VERB) for word in ("办理", "推进", "统筹")),
    RoleWord("配合", "supporting", _EVERYWHERE | _USUAL | _CLEAR),
    *(RoleWord(word, "supporting", _EVERYWHERE | _CLEAR) for word in ("协办", "会办")),
    *(RoleWord(word, "supporting", _OFFICE | _BEHIND | _VERB | _CLEAR) for word in ("协助", "参与", "参加")),
    *(RoleWord(word, "supporting", _OFFICE | _BEHIND | _VERB) for word in ("协同", "指导")),
    RoleWord("支持", "supporting", _OFFICE | _VERB),
    RoleWord("会同", "supporting", _OFFICE | _CLEAR),
    *(RoleWord(word, "supporting", _OFFICE) for word in ("协作", "监管")),
    *(RoleWord(word, "supporting", _VERB) for word in ("督导", "督促", "监督", "督办", "督查")),
)
"""The role words. A new one is a new row."""


def role_words(role: str | None = None, tags: RoleTag = RoleTag.NONE) -> tuple[str, ...]:
    """Return the words for *role*, or for all, that have all of *tags*.

    >>> role_words("lead", RoleTag.VERB)
    ('牵头', '主办', '主责')
    """
    return tuple(w.word for w in ROLE_WORDS if role in (None, w.role) and tags in w.tags)
