"""Cells: text that a spreadsheet can hold and does not compute as a formula."""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"
"""The replacement for a character that a format cannot hold: U+FFFD."""

FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 cannot hold, not even as a reference (its production 2, ``Char``)."""

SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""A lone surrogate, which no UTF can hold."""

_FORMULA: Final = re.compile("[=+\\-@\t\r\n\0＝＋－＠]")


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet might compute *text* instead of showing it.

    It might if the first character is one that OWASP lists under CSV injection. That
    includes full-width forms, which spreadsheets may treat alike.

    >>> is_formula("=1+1"), is_formula("＝1+1"), is_formula("1+1")
    (True, True, False)
    """
    return _FORMULA.match(text) is not None
