"""Numbers: Chinese numerals, and the numbers that are printed before items."""

from __future__ import annotations

from typing import Final, NamedTuple
from unicodedata import numeric

from .patterns import any_of

# --- numerals -----------------------------------------------------------------

ZEROS: Final = "〇○零"
DIGITS: Final = "一二三四五六七八九"
PAIR: Final = "两"
TENS: Final = "十百千"
FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
FORMAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
FORMAL_TENS: Final = "拾佰仟"

NUMERAL: Final = ZEROS + DIGITS + PAIR + TENS
"""The inside of a character class: Chinese numerals below ten thousand."""

COUNTING: Final = DIGITS + TENS[0]
"""The inside of a character class: those of the numbers up to 99."""

NUMERAL_VALUES: Final = (
    dict.fromkeys(ZEROS, 0)
    | {digit: value for value, digit in enumerate(DIGITS, 1)}
    | {PAIR: 2}
    | {ten: 10**power for power, ten in enumerate(TENS, 1)}
)

# --- item numbers -------------------------------------------------------------

_SIGNS_BY_STYLE: Final = {
    "arabic": "⒈⒛",
    "bracketed": "⑴⒇",
    "bracketed_han": "㈠㈩",
    "circled": "①⑳㉑㉟㊱㊿➀➉",
    "circled_black": "❶❿⓫⓴➊➓",
    "circled_double": "⓵⓾",
    "circled_han": "㊀㊉",
}
"""The first and the last of each series of characters that print numbers, by the style that they mean: ⑴ is （1）."""

ITEM_SIGNS: Final = {
    chr(sign): (style, int(numeric(chr(sign))))
    for style, ends in _SIGNS_BY_STYLE.items()
    for first, last in zip(ends[::2], ends[1::2], strict=True)
    for sign in range(ord(first), ord(last) + 1)
}
"""The single characters that print a number, with its style and value."""

ITEM_SIGN: Final = f"[{''.join(ITEM_SIGNS)}]"


class ItemNumber(NamedTuple):
    """A style of numbers that items begin with.

    Attributes:
        style: its name.
        before: the pattern of what is printed before the number.
        number: the pattern of the number.
        after: the pattern of what is printed after it.
        guard: a look-behind for the clean text, where such a number may also be inside a line.
        tail: a look-ahead for the clean text.
        raw: what follows it at the start of a line of the original, where blanks still separate numbers;
            ``None`` if it does not show that a line begins.
    """

    style: str
    before: str
    number: str
    behind: str
    guard: str = ""
    tail: str = ""
    raw: str | None = ""


DIVISIONS: Final = "编章节条"
"""The inside of a character class: what 第一 may be printed before, in a text with a number for each part."""

_HAN_NUMBER = f"[{NUMERAL}]{{1,4}}"
_FIGURES = "[0-9]{1,3}"
_TASKS = any_of(["任务", "行动", "举措", "事项"])

ITEM_NUMBERS: Final = (
    *(
        ItemNumber(style, "第", _HAN_NUMBER, division)
        for style, division in zip(("part", "chapter", "section", "article"), DIVISIONS, strict=True)
    ),
    ItemNumber("han", "", _HAN_NUMBER, "、"),
    ItemNumber("bracketed_han", "（", _HAN_NUMBER, "）", tail="、?"),
    ItemNumber("decimal", "", r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}", "[.、]?", tail="(?![0-9A-Za-z.])", raw="[ \t\u3000]"),
    ItemNumber(
        "arabic",
        "",
        _FIGURES,
        "[.、]",
        guard="(?<![0-9A-Za-z.])",
        raw=r"(?:(?![0-9])|(?<=\.)(?=20[0-9]{2}年|[0-9]{1,2}月))",
    ),
    ItemNumber("bracketed", "（", _FIGURES, "）", tail="、?"),
    ItemNumber("half_bracketed", "", _FIGURES, "）", guard="(?<![0-9（])"),
    ItemNumber("task", _TASKS, f"[{NUMERAL}]{{1,3}}|[0-9]{{1,2}}", "[：:、.]", raw=None),
    ItemNumber("sign", "", ITEM_SIGN, "[.、]?"),
)
"""The styles: 第一章 一、 （一） 1.1 1. （1） 1） 任务一： ①. A new one is a new row."""


def item_number(style: str) -> str:
    """Return the pattern of a style in the clean text, with a group of its name around the number.

    >>> item_number("article")
    '第(?P<article>[〇○零一二三四五六七八九两十百千]{1,4})条'
    """
    item = next(item for item in ITEM_NUMBERS if item.style == style)
    return f"{item.guard}{item.before}(?P<{style}>{item.number}){item.behind}{item.tail}"


ITEM_NUMBER: Final = "|".join(item_number(item.style) for item in ITEM_NUMBERS)
"""The number of an item in the clean text."""

ITEM: Final = "|".join(
    f"{item.before}{item.number}{item.behind}{item.raw}" for item in ITEM_NUMBERS if item.raw is not None
)
"""The number of an item at the start of a line of the original."""
