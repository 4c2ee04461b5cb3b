"""Breaking lines where a Chinese typesetter would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..text import columns

__all__ = ["wrap"]

_OPENING: Final = "（〔［【《〈「『“‘(["
_CLOSING: Final = "，。、；：？！）〕］】》〉」』”’·,.;:?!)％%"
_WORD: Final = r"[0-9A-Za-z][0-9A-Za-z.,:/%+_-]*|—+|…+"
_CHUNK: Final = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    rf"(?:{_WORD}|[^{re.escape(_OPENING + _CLOSING)}])?"
    rf"[{re.escape(_CLOSING)}]*"
)
"""What no line break may cut: a number, a word, a character with the marks that cling to it."""

_CONTROLS: Final = {c: " " if chr(c).isspace() else None for c in (*range(0x20), *range(0x7F, 0xA0))}
"""Control characters of a document must not reach the terminal: they would steer it."""


def wrap(text: str, width: int) -> list[str]:
    """Break *text* into lines of at most *width* terminal columns.

    No line begins with closing punctuation or ends with opening punctuation, and no number is
    cut, unless it alone is wider than a line.

    >>> wrap("整体满意度保持在98.5%以上，力争“零投诉”。", 18)
    ['整体满意度保持在', '98.5%以上，力争', '“零投诉”。']
    """
    lines: list[str] = []
    line, used = "", 0
    for chunk in _chunks(text.translate(_CONTROLS), width):
        size = columns(chunk)
        if used + size > width and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            if chunk.isspace():
                continue
        line, used = line + chunk, used + size
    return [*lines, line.rstrip()]


def _chunks(text: str, width: int) -> Iterator[str]:
    for match in _CHUNK.finditer(text):
        if columns(match[0]) <= width:
            yield match[0]
        else:
            yield from match[0]
