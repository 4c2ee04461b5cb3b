"""Automatic numbers as they are printed, in the styles of ECMA-376, part 1, 17.18.59 (ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ..lexicon import DIGITS, FORMAL, FORMAL_TENS, FORMAL_TRADITIONAL, TENS, ZEROS

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def printed(value: int, style: str) -> str:
    """Return a number as a style prints it, in digits if the style does not exist or has no such number.

    >>> [printed(12, style) for style in ("chineseCountingThousand", "decimalEnclosedCircle", "lowerRoman", "decimal")]
    ['十二', '⑫', 'xii', '12']
    """
    if style == "none":
        return ""
    return _STYLES.get(style, str)(value) or str(value)


def counting(value: int) -> str:
    """Return a number up to 9999 in Chinese words; empty beyond.

    >>> [counting(n) for n in (9, 10, 21, 110, 203)]
    ['九', '十', '二十一', '一百一十', '二百零三']
    """
    words = _count(value, ZEROS[-1] + DIGITS, TENS)
    return words.removeprefix("一") if 10 <= value < 20 else words


def _count(value: int, digits: str, units: str) -> str:
    if not 0 < value < 10_000:
        return ""
    words = ""
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            words += digits[digit] + (units[power - 1] if power else "")
        elif words and not words.endswith(digits[0]):
            words += digits[0]
    return words.rstrip(digits[0])


def _digital(value: int) -> str:
    return "".join((ZEROS[0] + DIGITS)[int(digit)] for digit in str(value))


def _letters(value: int) -> str:
    """Return a letter up to z, then the same letters twice: aa, bb."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 26 * 20 else ""


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return ""
    words = ""
    for worth, letters in _ROMAN:
        words += letters * (value // worth)
        value %= worth
    return words


def _from(first: str, last: int) -> Callable[[int], str]:
    """Return a style whose numbers follow *first* in Unicode, up to number *last*."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= last else ""


def _of(words: Sequence[str]) -> Callable[[int], str]:
    return lambda value: words[value - 1] if 0 < value <= len(words) else ""


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


_STYLES: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": lambda value: _count(value, FORMAL, FORMAL_TENS),
    "ideographLegalTraditional": lambda value: _count(value, FORMAL_TRADITIONAL, FORMAL_TENS),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _of([_STEMS[i % 10] + _BRANCHES[i % 12] for i in range(60)]),
    "numberInDash": lambda value: f"- {value} -",
}
