"""Documents: their numbers, and the words that their titles end in."""

from __future__ import annotations

import re
from typing import Final

from .patterns import HANZI, LETTER, any_of

YEAR: Final = "(?:19|20)[0-9]{2}"

OPENS_YEAR: Final = r"〔［\[（【"
CLOSES_YEAR: Final = r"〕］\]）】"
"""The insides of character classes: the brackets around the year of a document number, in any of their forms."""

_YEAR_IN_BRACKETS: Final = f"[{OPENS_YEAR}](?P<year>{YEAR})[{CLOSES_YEAR}]"

YEAR_AND_SERIAL: Final = rf"{_YEAR_IN_BRACKETS} ?第?(?P<serial>[0-9]{{1,5}})号"
"""The year and the serial of a document number, with its brackets in any of their forms: 〔2023〕10号."""

DOCUMENT_NUMBER: Final = rf"(?P<code>{LETTER}{{1,20}}?){YEAR_AND_SERIAL}"
"""A document number: 东港开管发〔2023〕10号."""


def without_names(pattern: str) -> str:
    """Return a pattern without the names of its groups, as a part of another that holds it twice.

    >>> without_names("(?P<year>[0-9]{4})年")
    '(?:[0-9]{4})年'
    """
    return re.sub(r"\(\?P<[a-z_]+>", "(?:", pattern)


TITLE_ENDS: Final = tuple(
    (
        "通知 意见 方案 办法 规定 决定 措施 计划 要点 细则 规划 纲要 条例 公告 通告 分工 清单"
        " 批复 指引 指南 行动 政策 举措"
    ).split()
)
"""The endings of titles of official documents."""

OF_WHOLE: Final = rf"(?:本|以上|上述){any_of(TITLE_ENDS)}{HANZI}{{0,4}}?(?:[自从由]|有效期|[施执]行)|未尽事宜"
"""What begins a sentence about the whole document, at its end: 本措施自, 上述政策由, 未尽事宜."""
