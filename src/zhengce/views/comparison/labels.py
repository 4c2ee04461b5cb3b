"""Labels: the words of the comparison of two notices, in English and in Chinese."""

from __future__ import annotations

from typing import Final

from ...analysis.changes import Change, Post
from ...terms import Language, term
from ..words import Words
from ..words import words as all_words

__all__ = ["described", "label", "words"]

_WORDS: Final[Words] = {
    "note": ("Changes", "修订说明"),
    "aligned": ("Two levels side by side", "上下级对照"),
    "old": ("old", "原文件"),
    "new": ("new", "新文件"),
    "upper": ("higher level", "上级"),
    "lower": ("lower level", "本级"),
    "changes": ("changes", "变化"),
    "summary": ("Summary", "总体情况"),
    "head": ("Head", "文件头"),
    "added": ("New measures", "新增措施"),
    "dropped": ("Dropped measures", "删除措施"),
    "changed": ("Changed measures", "调整措施"),
    "elsewhere": ("Other parts", "其他部分"),
    "doubtful": ("For a person to decide", "待确认"),
    "renamed": (
        "{old} may now be {new} ({count} of {of} measures)",
        "“{old}”疑似更名为“{new}”（{of}项措施中的{count}项）",
    ),
    "equal": ("The two do not differ.", "两份文件没有差别。"),
    "as_many": ("{new} measures, as before", "措施仍为{new}项"),
    "measures": ("{old} measures became {new}", "措施由{old}项变为{new}项"),
    "days": ("by {} days", "{}天"),
    "only": ("only what changed", "只看有变化的"),
    "pair": ("carried out", "对应"),
    "uncovered": ("Not taken up", "未承接"),
    "own": ("Own initiatives", "自选动作"),
    "tightened": ("stricter", "加码"),
    "slackened": ("less strict", "放松"),
    "copied": ("number of the higher level", "疑似照搬上级"),
    "coverage": ("{covered} of {all} measures carried out", "上级{all}项措施，已承接{covered}项"),
}

_LABELS: Final = {
    ("measure", "added"): ("new measure", "新增措施"),
    ("measure", "dropped"): ("dropped measure", "删除措施"),
    ("measure", "moved"): ("moved", "调整位置"),
    ("section", "added"): ("new section", "新增段落"),
    ("section", "dropped"): ("dropped section", "删除段落"),
    ("domain", "added"): ("new heading", "新增标题"),
    ("domain", "dropped"): ("dropped heading", "删除标题"),
    ("domain", "changed"): ("heading renamed", "标题更名"),
    ("words", "changed"): ("reworded", "修改表述"),
    ("unit", "added"): ("unit added", "新增单位"),
    ("unit", "dropped"): ("unit dropped", "减少单位"),
    ("unit", "changed"): ("role changed", "调整分工"),
    ("limit", "added"): ("new time limit", "新增时限"),
    ("limit", "dropped"): ("time limit dropped", "取消时限"),
    ("limit", "earlier"): ("earlier", "时限提前"),
    ("limit", "later"): ("later", "时限推后"),
    ("limit", "changed"): ("time limit changed", "时限调整"),
    ("target", "added"): ("new target", "新增指标"),
    ("target", "dropped"): ("target dropped", "取消指标"),
    ("target", "raised"): ("target higher", "指标调高"),
    ("target", "lowered"): ("target lower", "指标调低"),
    ("target", "changed"): ("target changed", "指标口径调整"),
    ("target", "firmer"): ("firmer", "要求加强"),
    ("target", "softer"): ("softer", "要求放宽"),
    ("citation", "added"): ("new citation", "新增引用文件"),
    ("citation", "dropped"): ("citation dropped", "删除引用文件"),
    ("citation", "changed"): ("citation replaced", "更换引用文件"),
}


def words(lang: Language) -> dict[str, str]:
    """Return the headings and phrases in a language, with the nouns of a notice.

    >>> words("zh")["note"]
    '修订说明'
    """
    return all_words(lang, _WORDS)


def label(change: Change, lang: Language) -> str:
    """Return what a change is called.

    >>> from zhengce.analysis.changes import Kind
    >>> label(Change(field="limit", kind=Kind.EARLIER), "zh")
    '时限提前'
    """
    told = _LABELS.get((change.field, str(change.kind)))
    return told[lang == "zh"] if told else words(lang)[change.field]  # of the head it is said that it changed


def described(change: Change, lang: Language) -> str:
    """Return a change in one line, without the part that it is in.

    >>> from zhengce.analysis.changes import Kind
    >>> described(Change(field="unit", kind=Kind.DROPPED, old="水务局"), "zh")
    '减少单位：水务局'
    """
    old, new = (_posted(thing, text, lang) for thing, text in zip((change.old, change.new), change.texts, strict=True))
    name = label(change, lang)
    if change.field == "limit" and change.amount:
        name += f"{'' if lang == 'zh' else ' '}{words(lang)['days'].format(abs(change.amount))}"
    colon = "：" if lang == "zh" else ": "
    if change.field in ("measure", "section"):
        return name
    if change.field == "words" and not (old and new):
        return f"{name}{colon}{'+' if new else '−'}{new or old}"
    return f"{name}{colon}{' → '.join(filter(None, (old, new)))}"


def _posted(thing: object, text: str, lang: Language) -> str:
    if not isinstance(thing, Post):
        return text
    named = "、".join(term(role, lang) for role in thing.roles)
    return f"{text}（{named}）" if lang == "zh" else f"{text} ({named})"
