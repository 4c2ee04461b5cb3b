"""Cells: texts that a spreadsheet can hold, and that it does not take for formulas."""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"
"""What stands for a character that a format cannot hold: U+FFFD, made for that."""

FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 cannot hold, not even as a reference (its production 2, ``Char``)."""

SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Half of a pair, which no UTF can hold."""

_FORMULA: Final = re.compile("[=+\\-@\t\r\n\0＝＋－＠]")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might compute *text* instead of showing it.

    It might where the first character is one of those that OWASP names under CSV
    injection, in full width too: input methods and spreadsheets fold the width.

    >>> is_formula("=1+1"), is_formula("＝1+1"), is_formula("1+1")
    (True, True, False)
    """
    return _FORMULA.match(text) is not None
