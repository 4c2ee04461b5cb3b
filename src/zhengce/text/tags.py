"""Tags of HTML in plain text and Markdown, and their readings."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon import Lazy

_ATTRIBUTES: Final = (
    r"(?:\s++[A-Za-z_:@][A-Za-z0-9_:.-]*+"  # style="…" border=1 nowrap
    r"""(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++))?+)*+\s*+/?"""
)

_TABLE_TAGS: Final = "table|thead|tbody|tfoot|caption|colgroup|col|tr|td|th"
_BLOCK_TAGS: Final = (
    "html|body|p|div|center|h[1-6]|ul|ol|li|dl|dt|dd|br|hr|section|article|header|footer|main|nav|aside|figure"
    "|figcaption|blockquote|pre"
)
_INLINE_TAGS: Final = (
    "a|abbr|b|big|code|del|em|font|i|img|input|ins|label|mark|o:p|q|s|samp|small|span|strike|strong|sub|sup|tt|u|u1"
    "|var|wbr"
)

TAG: Final = Lazy(
    rf"<(?P<close>/?)(?:(?P<table>{_TABLE_TAGS})|(?P<block>{_BLOCK_TAGS})|(?P<inline>{_INLINE_TAGS}))(?=[\s/>])"
    rf"(?P<attributes>{_ATTRIBUTES})>"
    r"|(?P<comment><!--(?:[^-<>]|-(?!->))*+-->)",
    re.IGNORECASE,
)
"""A tag of a known name; other words in angle brackets are text."""

TABLE_TAG: Final = Lazy(
    rf"<(?P<close>/?)(?P<table>{_TABLE_TAGS})(?=[\s/>])(?P<attributes>{_ATTRIBUTES})>", re.IGNORECASE
)

POWER: Final = Lazy(r"<sup>\s*([0-9])\s*</sup>", re.IGNORECASE)
"""A power or the number of a footnote: 10<sup>4</sup>."""
