"""Names of units: find two names that seem to be one office, and which of them is likelier right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from ..lexicon import COUNTING, Lazy

__all__ = ["alike", "likelier", "seem_one"]

_LONG: Final = 6
"""The least length of a name in which one different character is likelier a slip than another office."""

_FAR_COMMONER: Final = 4
"""How many times more common the other name must be, if one character differs."""

_SHORTEST: Final = 4
"""The least length of a shortened name: 市委 is not 市卫健委."""

_SAME_WORDS: Final = (
    ("委员会", "委"),
    ("人民政府", "政府"),
    ("管理委", "管委"),
    ("总公司", "公司"),
    ("人大常委会", "人大"),
)
"""Words that are regularly left out of the names of offices."""

_TELLS_APART: Final = Lazy(f"[0-9{COUNTING}东西南北中上下新老甲乙丙丁总分支副]")
"""Characters that distinguish two offices: 第一分局 and 第二分局, 东城 and 西城, 公安局 and 公安分局."""


_MOST: Final = 400
"""The most names that are compared, more than any notice has; of a hostile text, only the most common."""


def alike(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names, in order, that seem to be one unit; *counts* has how often each is used.

    >>> list(alike(Counter(["综保区经济发展局", "综合保税区经济发展局", "财政局"])))
    [('综保区经济发展局', '综合保税区经济发展局')]
    """
    names = sorted(name for name, _ in counts.most_common(_MOST))
    groups: dict[str, list[str]] = {}
    for name in names:  # two names of one unit begin and end with the same character
        groups.setdefault(_folded(name)[0] + _folded(name)[-1], []).append(name)
    return iter(sorted(pair for group in groups.values() for pair in combinations(group, 2) if seem_one(*pair, counts)))


def seem_one(a: str, b: str, counts: Mapping[str, int]) -> bool:
    """Return whether two names seem to be one unit; *counts* has how often each is used.

    >>> seem_one("综保区经济发展局", "综合保税区经济发展局", {})
    True
    >>> seem_one("党政办公室", "党政办公室大数据中心", {}), seem_one("东城街道办事处", "西城街道办事处", {})
    (False, False)
    """
    short, long = sorted((_folded(a), _folded(b)), key=len)
    if short == long:
        return True
    if len(short) == len(long):
        rare, common = sorted((counts.get(a, 0), counts.get(b, 0)))
        return common >= _FAR_COMMONER * rare and _is_slip(short, long)
    return _leaves_out(short, long)


def likelier(a: str, b: str, counts: Mapping[str, int]) -> tuple[str, str]:
    """Return the rarer and the more common of two names; of two equally common, the longer counts as more common."""
    rarer, commoner = sorted((a, b), key=lambda name: (counts[name], len(name), name))
    return rarer, commoner


def _folded(name: str) -> str:
    for long, short in _SAME_WORDS:
        name = name.replace(long, short)
    return name


def _is_slip(a: str, b: str) -> bool:
    """Return whether two long names differ by one character in the middle that does not distinguish offices."""
    apart = [(i, x, y) for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(a) < _LONG or len(apart) != 1:
        return False
    place, x, y = apart[0]
    return 1 < place < len(a) - 1 and not _TELLS_APART.match(x) and not _TELLS_APART.match(y)


def _leaves_out(short: str, long: str) -> bool:
    """Return whether *short* is *long* without some characters: one in each of several places, or one in one place.

    Several characters in one place make another office: 市政府办公室 and 市政府金融办公室.
    """
    if len(short) < _SHORTEST or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    if not all(character in rest for character in short):
        return False
    steps = SequenceMatcher(None, short, long, autojunk=False).get_opcodes()
    left_out = [long[start:end] for step, _, _, start, end in steps if step != "equal"]
    if any(step not in ("equal", "insert") for step, *_ in steps):
        return False
    return len(left_out) > 1 or (len(left_out[0]) == 1 and not _TELLS_APART.match(left_out[0]))
