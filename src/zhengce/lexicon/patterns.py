"""Patterns that are built of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇○"
"""The inside of a character class: Chinese characters, among others."""

LETTER: Final = r"[^\W\d_]"
"""A letter of any script."""

HANZI: Final = r"[^\W\x00-\x7f]"
"""A Chinese character, or a letter beyond ASCII: the ranges of all Chinese ones take more than 1 ms to compile."""


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
