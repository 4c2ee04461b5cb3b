"""Characters: Chinese ones, their width, forms of the same character, and unreadable ones."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ..lexicon import HAN, Lazy

WIDE: Final = HAN + "\u2014\u2018-\u201d\u2026\u2460-\u2473\u3001-\u3020\uff00-\uffef"
"""The inside of a character class: Chinese characters and their punctuation."""

LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
"""Characters that end a line, in one system or another."""

BLANKS: Final = (
    "\t\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u115f\u1160\u2800\u3164\uffa0"  # letters without ink: fillers of Hangul, an empty cell of Braille
    "\ue5e5"  # A3 A0 of GB18030, with which old editors indent a paragraph
)
"""Characters other than the space that appear as a blank inside a line."""

SOFT_HYPHEN: Final = "\xad"

INVISIBLE: Final = (
    "\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
    "\ufffc"  # stands for a picture
)
"""Invisible characters: joiners, direction marks, variation selectors (Unicode: default ignorable)."""

UNREADABLE: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters
    "\ud800-\udfff"  # lone surrogates
    "\ue000-\ue5e4\ue5e6-\uf8ff\U000f0000-\U0010ffff"  # private use: what they show, a font alone knows
    "\ufdd0-\ufdef\ufffe\uffff\U00040000-\U000dffff\U000e1000-\U000effff"  # no characters at all
    "\ufffd"  # stands for what could not be decoded
)
"""Unreadable characters; they stay in the text, so that the words around them are not read as complete."""

# --- forms of one sign ------------------------------------------------------

_ASCII_FORMS = {chr(0xFEE0 + c): chr(c) for c in range(0x21, 0x7F) if chr(c) not in "!(),:;?|~"}
_RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""The supplement of radicals, which some fonts use for the characters they look like (Unicode:
EquivalentUnifiedIdeograph). Unlike the Kangxi radicals, it has no compatibility mapping."""

_FOLDED: Final = (
    _ASCII_FORMS
    | _RADICALS
    | {"(": "（", ")": "）", "─": "—", "―": "—"}
    | {"∶": ":", "︰": ":"}  # a ratio and two leader dots in place of a colon
    | dict.fromkeys(BLANKS[1:], "\t")
    | dict.fromkeys(LINE_ENDS[1:], "\n")
)
_COMPATIBLE: Final = (
    "\u2f00-\u2fd5"  # radicals of Kangxi: ⽉ is 月
    "\uf900-\ufaff\U0002f800-\U0002fa1f"  # the same character twice: 凉 is 凉
    "\ufe10-\ufe19\ufe31-\ufe6b"  # marks set small or upright: ﹙ ︵ are （
    "\uff61-\uff65"  # half a width: ｡ is 。
    "\u0660-\u0669\u06f0-\u06f9\U0001d7ce-\U0001d7ff"  # digits of other scripts, and of formulas: 𝟗 is 9
)

_BEYOND_BMP = Lazy("[\U00010000-\U0010ffff]-?")
_BEGIN_SIGNS: Final = frozenset("\\$&<")  # of several characters
_ODD = Lazy(
    r"[\\$&<"
    + _BEYOND_BMP.sub("", re.escape("".join(sorted(_FOLDED))) + _COMPATIBLE + SOFT_HYPHEN + INVISIBLE + UNREADABLE)
    + "锟\U00010000-\U0010ffff]"  # one stretch for several beyond the first plane, which takes a quarter of the time
)

_CHINESE_MARKS: Final = str.maketrans(",;:!?", "，；：！？")
_ASCII_MARKS = Lazy(  # the mark first, since the scan skips to it
    f"[,;:!?](?:(?<=[{WIDE}].)[,;:!?]*|[,;:!?]{{0,9}}(?=[{WIDE}]))"
)


def fold(text: str) -> tuple[str, bool]:
    r"""Return *text* with one form of every character, a tab for a rare blank and ``\n`` for every end of line.

    Its length does not change. The second value is true if it may hold signs, whose reading
    has another length.

    >>> fold("６⽉\u3000底前\r"), fold("6&nbsp;月")
    (('6月\t底前\n', False), ('6&nbsp;月', True))
    """
    if "\r" in text:
        text = text.replace("\r\n", "\t\n")
    signs = False

    def form(match: re.Match[str]) -> str:
        nonlocal signs
        char = match[0]
        form = _FOLDED.get(char) or _compatible_form(char)
        signs |= form == char or form in _BEGIN_SIGNS
        return form

    return _ODD.sub(form, text), signs


def _compatible_form(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    form = unicodedata.normalize("NFKC", char)
    return _FOLDED.get(form, form) if len(form) == 1 else char


def widen_marks(text: str) -> str:
    """Return *text* with the Chinese form of every punctuation mark beside a Chinese character.

    >>> widen_marks("统筹推进,9:30前到")
    '统筹推进，9:30前到'
    """
    return _ASCII_MARKS.sub(lambda marks: marks[0].translate(_CHINESE_MARKS), text)


def columns(text: str) -> int:
    """Return the number of terminal columns of *text*; a Chinese character takes two.

    >>> columns("6月底前")
    7
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
