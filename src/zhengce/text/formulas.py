r"""Formulas: numbers that converters write as TeX, ``$98\%$`` or ``\(9\)``, read as they are printed.

::

    formula = "$" { token } "$"  |  "\(" { token } "\)"

Anything with other tokens is not a formula, and its signs stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..lexicon import Lazy
from .characters import INVISIBLE, SOFT_HYPHEN
from .edits import Edit

_FORMULA: Final = Lazy(
    r"(?:\$\$?(?P<dollars>[^$\n]{1,200})\$\$?|\\（(?P<brackets>[^\n（\u3400-\u9fff]{1,200}?)\\）)"  # \(9\), folded
    r"(?![0-9])"  # 每吨$50-$60 are two amounts
)
_HAS_NUMBER = Lazy(r"[0-9A-Za-z]")  # or a command; \（一\） is an escape

_COMMANDS: Final = {
    "sim": "~", "thicksim": "~", "thickapprox": "≈", "approx": "≈",
    "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "gt": ">", "lt": "<",
    "times": "×", "div": "÷", "pm": "±", "cdot": "·", "cdots": "…", "ldots": "…", "circ": "°", "degree": "°",
    "permil": "‰", "textperthousand": "‰", "to": "→", "rightarrow": "→", "sqrt": "√", "mu": "μ", "Omega": "Ω",
}  # fmt: skip
_WRAPPERS: Final = frozenset(
    (
        "text textbf textit textrm textsf texttt mathrm mathbf mathit mathsf mathtt mathcal mathbin mathrel boldsymbol"
        " operatorname rm bf it sf tt mbox hbox left right displaystyle textstyle scriptstyle scriptsize small quad"
        " qquad"
    ).split()
)
_SUPERSCRIPTS: Final = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))

_TOKEN: Final = Lazy(
    r"(?P<range>(?<=[0-9%])\s*~\s*(?=[0-9]))"  # 50~60; elsewhere ~ is a blank
    rf"|(?P<nothing>[\s{{}}~_{INVISIBLE}{SOFT_HYPHEN}]|\\[ ,;:!])"
    r"|\^\s*(?P<degree>\{\s*\\(?:circ|degree)\s*\}|\\(?:circ|degree)(?![A-Za-z]))"
    r"|\^\s*(?:\{\s*(?P<braced>[0-9])\s*\}|(?P<power>[0-9]))"
    r"|\\textcircled\s*\{\s*(?:\\[a-z]+\s*)?(?P<circled>[1-9]|1\s*[0-9]|2\s*0)\s*\}"
    r"|\\(?P<command>[A-Za-z]+)\s*"
    r"|\\(?P<escaped>[%$#&_{}])"
    r"|(?P<plain>[0-9.,:%°′″‰/+\-=<>≥≤~×±·*|'A-Za-zα-ωΑ-Ω℃㎡²³"  # signs of numbers and units
    "\u3400-\u9fff〇（）、：～—])"  # and Chinese words, which converters take in: $9月$
)


def read_formula(text: str, place: int, end: int) -> Iterator[Edit]:
    r"""Yield the edits of the formula that begins at *place*, none if there is no formula.

    The signs around it belong to the edits of its first and its last character.

    >>> text = r"达到$98\%$以上"
    >>> [(text[edit.start : edit.end], edit.reads) for edit in read_formula(text, 2, len(text))]
    [('$9', '9'), ('\\%$', '%')]
    """
    formula = _FORMULA.match(text, place, end)
    if formula is None or (place and text[place - 1].isascii() and text[place - 1].isalnum()):  # US$50 is an amount
        return
    inside = "dollars" if formula["dollars"] else "brackets"
    if not _HAS_NUMBER.search(formula[inside]):
        return
    read: list[Edit] = []
    position, stop = formula.span(inside)
    while position < stop:
        token = _TOKEN.match(text, position, stop)
        reads = _read_token(token) if token else None
        if token is None or reads is None:
            return
        read.append(Edit(*token.span(), reads, "formula"))
        position = token.end()
    shown = [i for i, edit in enumerate(read) if edit.reads]
    if not shown:
        return
    first, last = shown[0], shown[-1]
    read[last] = read[last]._replace(end=formula.end())
    read[first] = read[first]._replace(start=formula.start())
    for edit in read[first : last + 1]:
        if text[edit.start : edit.end] != edit.reads:
            yield edit


def _read_token(token: re.Match[str]) -> str | None:
    match token.lastgroup, token[token.lastgroup or 0]:
        case "nothing", _:
            return ""
        case "range", _:
            return "~"
        case "degree", _:
            return "°"
        case (("braced" | "power"), digit):
            return _SUPERSCRIPTS[digit]
        case "circled", number:
            return chr(0x245F + int("".join(number.split())))
        case "command", name:
            return "" if name in _WRAPPERS else _COMMANDS.get(name)
        case _, sign:
            return sign
