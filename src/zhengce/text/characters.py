"""Characters: which are Chinese, how wide they are, and which forms of one sign are the same."""

from __future__ import annotations

import re
from typing import Final

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇○"
"""The inside of a character class: Chinese characters."""

WIDE: Final = HAN + "\u2014\u2018-\u201d\u2026\u2460-\u2473\u3001-\u3020\uff00-\uffef"
"""The inside of a character class: Chinese characters and their punctuation."""

_ASCII_FORMS = {chr(0xFEE0 + c): chr(c) for c in range(0x21, 0x7F) if chr(c) not in "!(),:;?~"}
FOLDED = _ASCII_FORMS | {"(": "（", ")": "）", "﹝": "〔", "﹞": "〕", "─": "—", "―": "—"}

CHINESE_FORMS = dict(zip(",;:!?", "，；：！？", strict=True))
ASCII_MARK = re.compile(f"[,;:!?](?:(?<=[{WIDE}].)|(?=[{WIDE}]))")  # the mark first: the scan skips to it


def columns(text: str) -> int:
    """How many terminal columns *text* takes; a Chinese character takes two.

    >>> columns("6月底前")
    7
    """
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WFA" else 1 for c in text)
