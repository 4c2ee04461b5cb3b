"""Doubt: recognise words before a time limit that may be an unreadable number.

月底前 alone is the end of this month. After an unreadable sign (□月底前, X月底前, a blank to
fill in) it is the end of an unknown month, so it must not be read as this one.
"""

from __future__ import annotations

from typing import Final

from ...lexicon import COUNTING, HANZI, NUMERAL, Lazy
from ...text import Source

_SURE: Final = frozenset("，。；：！、“‘《【「｜|（〔…\n")
"""After these characters a time limit begins with its own first word."""
_CLOSING: Final = frozenset("”’》】」）〕")
_NUMERALS: Final = frozenset(NUMERAL + "半几数多余每近个跨第")
_PREPOSITIONS: Final = frozenset("于在到至")
"""Characters after which a closing bracket closes nothing: 请于)月底前."""
_ITEM = Lazy(
    rf"(?:\A|[\n。；：])(?:（[{COUNTING}]{{1,3}}）|[0-9]{{1,2}}[.）])\Z"
    r"|(?:\A|\n)[-•·●▪◆]\Z"
)
_ITEM_OF_A_YEAR = Lazy(rf"(?:\A|[\n。；：])(?:（[0-9]{{1,2}}）|[\u2460-\u2473])\Z|(?:\A|{HANZI})——\Z")
_ENTITY = Lazy("&#?[0-9A-Za-z]{2,8}；\\Z")
_LOOK_BACK: Final = 12
_BLANK: Final = frozenset(" \t\xa0\u3000*")


def hides_a_number(source: Source, start: int) -> bool:
    """Return whether the text before 月底, 年内 or 季度末 at *start* may be its number.

    >>> text = "□月底前完成，月底前报送"
    >>> hides_a_number(Source(text=text), 1), hides_a_number(Source(text=text), 7)
    (True, False)
    """
    text = source.clean
    before = text[start - 1 : start]
    if before in _CLOSING and _is_word(text[start - 2 : start - 1]) and text[start - 2] not in _PREPOSITIONS:
        return False
    if before and before not in _SURE and not _is_word(before):
        return not _follows_an_item_number(text, start)
    if before == "；":
        return _ENTITY.search(text, max(0, start - _LOOK_BACK), start) is not None  # 6&nbsp;月底前
    return (text[start] == "月" and before == "年") or _hides_in_a_gap(source, start, before)


def hides_a_year(text: str, start: int) -> bool:
    """Return whether there is a year before *start* that was not read: 20□4年(6月底前).

    >>> hides_a_year("20□4年6月底前", 5), hides_a_year("本学年6月底前", 3)
    (True, False)
    """
    return text[start - 1 : start] == "年" and not _is_word(text[start - 2 : start - 1])


def _is_word(char: str) -> bool:
    """Return whether it is a Chinese character other than a numeral."""
    return char not in _NUMERALS and "\u3400" <= char <= "\u9fff"


def _follows_an_item_number(text: str, start: int) -> bool:
    """Return whether the number of an item precedes *start*; one in figures could be that of a month."""
    low = max(0, start - _LOOK_BACK)
    return bool(_ITEM.search(text, low, start) or (text[start] == "年" and _ITEM_OF_A_YEAR.search(text, low, start)))


def _hides_in_a_gap(source: Source, start: int, before: str) -> bool:
    """Return whether an asterisk, or a blank to be filled in, was dropped from the clean text: 请于   月底前."""
    if start not in source.blanks and before not in ("", "\n"):
        return False
    original, end = source.text, source.span(start, start + 1).start
    begin = end
    while begin and original[begin - 1] in _BLANK:
        begin -= 1
    gap = original[begin:end]
    stars = gap.strip()
    if stars and before in ("", "\n") and gap[-1] != "*":  # a list
        return False
    if stars and (len(stars) == 1 or stars not in original[end:].partition("\n")[0]):  # a pair of ** is Markdown
        return True
    return len(gap) > 1 and not stars and _is_word(before)
