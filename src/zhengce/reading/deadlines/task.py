"""The words that a time limit governs: 6月底前(明确具体承接主体).

They extend from the time limit to the next one or to the end of the sentence. If there are
none (…工作，于6月底前完成。 has 完成, but …时限：6月底前。 has none), the words before the time
time limit are used.
"""

from __future__ import annotations

from typing import Final

from ...lexicon import Lazy
from ...text import ITEM

_END: Final = Lazy(r"[。；！？\n]")
_LEADING: Final = "，、：:；。！？）)》”’ |"
_TRAILING: Final = Lazy(
    r"(?:[，、：:；。！？（(“‘|"
    r" ]|，其中|并?(?:分别|统一)?[于在至到自从]|力争|争取|确保|原则上|最迟|并|以及|和|及|应当?|要)+\Z"
)
_TRAILED: Final = frozenset("，、：:；。！？（(“‘| 于在至到自从争取保上迟并及和当应要中")
"""The last characters of the patterns of ``_TRAILING``, for a quick check: most tasks need no trimming."""
_NUMBER: Final = Lazy(ITEM)
_TAIL: Final = 12
_BRACKET: Final = Lazy("[（）]")


def task_after(text: str, end: int, stop: int) -> str:
    """Return the words from *end* to the end of the sentence, no further than *stop*.

    >>> task_after("6月底前，明确承接主体；12月底前建成。", 4, 13)
    '明确承接主体'
    """
    found = _END.search(text, end, stop)
    words = text[end : found.start() if found else stop]
    return _trim(_inside(words) if "）" in words else words)


def _inside(words: str) -> str:
    """Return the words up to the end of the bracket around the time limit."""
    depth = 0
    for bracket in _BRACKET.finditer(words):
        depth += 1 if bracket.group() == "（" else -1
        if depth < 0:
            return words[: bracket.start()]
    return words


def task_before(text: str, start: int, floor: int) -> str:
    """Return the words from the beginning of the sentence, no earlier than *floor*, to *start*.

    If the time limit is in a bracket, they are the words of the bracket, or those before it.

    >>> task_before("（二）集中整治（7—10月）", 8, 0)
    '集中整治'
    """
    begins = [match.end() for match in _END.finditer(text, floor, start)]
    words = text[begins[-1] if begins else floor : start]
    if words.count("（") > words.count("）"):
        before, _, inside = words.rpartition("（")
        words = inside or before
    number = _NUMBER.match(words)
    return _trim(words[number.end() :] if number else words)


def _trim(words: str) -> str:
    if words[:1] in _LEADING:
        words = words.lstrip(_LEADING)
    if words[-1:] in _TRAILED:
        tail = _TRAILING.search(words, max(0, len(words) - _TAIL))
        return words[: tail.start()] if tail else words
    return words
