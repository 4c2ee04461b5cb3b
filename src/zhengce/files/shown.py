"""Numbers as a spreadsheet shows them, by their number formats (ECMA-376, part 1, section 18.8.31).

A workbook keeps a day as 45473 and a share as 0.9; the format of the cell makes 2024/6/30 and
90% of them. What is read of a format: dates and times, digits after the point, thousands,
per cent and the words around; of its sections those for positive and negative numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Final

from lxml import etree

_SPREADSHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_EPOCH: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001  # no zone
_LONGEST: Final = 200  # characters of a format
_MOST_STYLES: Final = 65_000  # as many as a spreadsheet allows
_MOST_DIGITS: Final = 10  # after the point
_LARGE: Final = 1e15  # from here on a spreadsheet has no exact numbers
_LAST_DAY: Final = 2_900_000  # in the year 9839

_DAY, _MONTH, _DAY_OF_MONTH = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
_BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "yyyy/m/d",
    16: _DAY_OF_MONTH,
    17: _MONTH,
    22: "yyyy/m/d h:mm",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    27: _MONTH,
    28: _DAY_OF_MONTH,
    29: _DAY_OF_MONTH,
    30: "m-d-yy",
    31: _DAY,
    32: 'h"时"mm"分"',
    36: _MONTH,
    50: _MONTH,
    51: _DAY_OF_MONTH,
    52: _MONTH,
    53: _DAY_OF_MONTH,
    54: _DAY_OF_MONTH,
    57: _MONTH,
    58: _DAY_OF_MONTH,
}
"""The formats that have a number and no words, as a Chinese system shows them."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | [_*].              # words, and room for a character
    | \[[^\]]*\] | AM/PM | A/P | 上午/下午                       # a colour, a condition, a language
    | (?P<plain>General|@)
    | (?P<number>[#0?,]*\.?[#0?]+)
    | (?P<weekday>[ad]{3,4})
    | (?P<time>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(;|$)')


class Formats:
    """The number formats of a workbook."""

    def __init__(self, styles: etree._Element | None, *, is_1904: bool = False) -> None:
        """Read the formats; *styles* is the root of ``styles.xml``, and *is_1904* counts days from that year on."""
        self._epoch = dt.datetime(1904, 1, 1) if is_1904 else _EPOCH  # noqa: DTZ001  # no zone
        own = (
            {}
            if styles is None
            else {
                each.get("numFmtId"): each.get("formatCode", "")[:_LONGEST]
                for each in styles.iterfind(f"{_SPREADSHEET}numFmts/{_SPREADSHEET}numFmt")
            }
        )
        used = () if styles is None else styles.iterfind(f"{_SPREADSHEET}cellXfs/{_SPREADSHEET}xf")
        numbers = [xf.get("numFmtId", "0") for _, xf in zip(range(_MOST_STYLES), used, strict=False)]
        self._codes = [own.get(number) or _BUILT_IN.get(_id(number), "") for number in numbers]

    def shown(self, value: str, style: int) -> str:
        """Return how a cell shows a number; *style* is its index among the styles of cells."""
        try:
            number = float(value)
        except ValueError:
            return value
        code = self._codes[style] if style < len(self._codes) else ""
        return show(number, code, self._epoch) if isfinite(number) else value


def _id(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,5}", text) else 0


def show(number: float, code: str, epoch: dt.datetime = _EPOCH) -> str:
    """Return a number in a format.

    >>> show(0.9, "0%"), show(45473, 'yyyy"年"m"月"d"日"'), show(1234.5, "#,##0.00"), show(3, '0"个"'), show(1.5, "")
    ('90%', '2024年6月30日', '1,234.50', '3个', '1.5')
    """
    sections = [found[1] for found in _SECTION.finditer(code)][:-1] if ";" in code else [code]
    if number < 0 and len(sections) > 1:
        return show(-number, sections[1], epoch)
    tokens = list(_TOKEN.finditer(sections[0])) if sections else []
    if any(token["time"] or token["weekday"] for token in tokens):
        return _moment(number, tokens, epoch)
    if code and not tokens:
        return ""  # ;;; hides numbers
    if not any(token["number"] or token["plain"] for token in tokens) or abs(number) >= _LARGE:
        return _plain(number)
    size = abs(Decimal(repr(number))) * (100 if any(token["other"] == "%" for token in tokens) else 1)
    parts = [
        _digits(size, token["number"]) if token["number"] else _plain(abs(number)) if token["plain"] else _words(token)
        for token in tokens
    ]
    return ("-" if number < 0 else "") + "".join(parts)


def _words(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or token["other"] or ""


def _plain(number: float) -> str:
    return str(int(number)) if abs(number) < _LARGE and number == int(number) else f"{number:.11g}"


def _digits(number: Decimal, pattern: str) -> str:
    """Return the digits of a number by a pattern such as ``#,##0.0#``."""
    whole, _, part = pattern.partition(".")
    part = part[:_MOST_DIGITS]
    rounded = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    text = f"{rounded:{',' if ',' in whole else ''}f}"
    optional = len(part) - len(part.rstrip("#?"))
    if optional:
        text = (text[:-optional] + text[-optional:].rstrip("0")).rstrip(".")
    return text if part else text.zfill(whole.count("0"))


def _moment(number: float, tokens: list[re.Match[str]], epoch: dt.datetime) -> str:
    """Return a day or time; *m* are minutes behind hours or before seconds, and else the month."""
    if not 0 <= number < _LAST_DAY:
        return _plain(number)
    at = epoch + dt.timedelta(seconds=round(number * 86_400))
    letters = [token["time"][0].lower() if token["time"] else "" for token in tokens]
    kinds = [letter for letter in letters if letter]
    text, seen = "", 0
    for token, letter in zip(tokens, letters, strict=True):
        if token["weekday"]:
            text += f"{'星期' if len(token['weekday']) > 3 else '周'}{'一二三四五六日'[at.weekday()]}"
        elif not letter:
            text += token["number"] or _words(token)
        else:
            before, after = kinds[seen - 1 : seen], kinds[seen + 1 : seen + 2]
            is_minute = letter == "m" and (before == ["h"] or after == ["s"])
            value = {"y": at.year, "m": at.month, "d": at.day, "h": at.hour, "s": at.second}[letter]
            text += _padded(at.minute if is_minute else value, letter, len(token["time"]))
            seen += 1
    return text


def _padded(value: int, letter: str, width: int) -> str:
    if letter == "y":
        return str(value) if width > 2 else f"{value % 100:02}"
    return f"{value:02}" if width > 1 else str(value)
