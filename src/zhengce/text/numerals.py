"""Numerals: whole numbers in digits and in Chinese."""

from __future__ import annotations

from ..lexicon import NUMERAL_VALUES


def read_number(text: str) -> int:
    """Return the value of a whole number in ASCII digits or Chinese numerals.

    >>> [read_number(n) for n in ("12", "十二", "一百二十", "二〇二五", "两")]
    [12, 12, 120, 2025, 2]

    Raises:
        ValueError: *text* is not such a number.
    """
    if text.isascii():
        return int(text)
    digits = [NUMERAL_VALUES[c] for c in text if c in NUMERAL_VALUES]
    if len(digits) != len(text):
        raise ValueError(f"not a number: {text!r}")
    if max(digits) < 10:  # digit by digit: 二〇二五
        return int("".join(map(str, digits)))
    total = unit = 0
    for digit in digits:
        if digit < 10:
            unit = digit
        else:
            total += (unit or 1) * digit
            unit = 0
    return total + unit
