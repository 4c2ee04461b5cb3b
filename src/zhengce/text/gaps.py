"""Gaps: decide whether a gap between two words is nothing, a space, or the end of a paragraph."""

from __future__ import annotations

from typing import Final, NamedTuple

from ..lexicon import CLOSES_YEAR, OPENS_YEAR, Lazy
from .characters import WIDE
from .edits import OffsetMap
from .paragraphs import BEGIN_MARKS, MARKS, goes_on

_GAP = Lazy(  # a class first, as the scan skips to it
    r"[ \t*\n][ \t*\n]*+"  # a star is a mark of Markdown, unless it is alone inside of a word: 3*4
)
_CHINESE_MARK = Lazy(rf"[{WIDE}][ \t*\n,;:!?]*[,;:!?]\Z")  # **发布日期**: 2025
_MOST_BLANKS: Final = 6  # beside such a mark
_MARK_BEFORE_CHINESE = Lazy(rf"[,;:!?]+[ \t*\n]{{0,{_MOST_BLANKS}}}[{WIDE}]")  # RCEP , 关税


class Words(NamedTuple):
    """A text without its gaps.

    Attributes:
        text: the words, one paragraph a line.
        map: the way back.
        blanks: the places in it where a gap was dropped, in order.
        mended: the places in it where a paragraph continues after a line end, in order.
    """

    text: str
    map: OffsetMap
    blanks: list[int]
    mended: list[int]


def read_gaps(text: str) -> Words:
    r"""Return the words of a text whose blanks are spaces or tabs, and whose lines end in ``\n``.

    >>> read_gaps("## 一、 目标\n\n6 月底前").text
    '一、目标\n6月底前'
    """
    blanks_first = _GAP.match(text)
    done = _behind_marks(text, blanks_first.end() if blanks_first else 0)  # what was read of the text
    line, heading = done, "#" in text[:done]  # where the paragraph began, and whether Markdown calls it a heading
    kept: list[str] = []
    shift = done  # how much further on a word stood
    starts, shifts = [0], [shift]
    blanks, mended = list[int](), list[int]()
    for gap in _GAP.finditer(text, done):
        start, end = gap.span()
        if start < done:  # after a mark
            continue
        blank, mark = text[start:end], ""
        if "\n" in blank:
            if text[end : end + 1] in BEGIN_MARKS:
                end = _behind_marks(text, end)
                blank = text[start:end]
            if end < len(text):
                marked = "#" in blank
                if heading or marked or not goes_on(text, line, start, end):
                    line, heading, mark = end, marked, "\n"
                else:
                    mark = _space(text, start, end)
                    mended.append(start - shift + len(mark))
        elif blank == "*":
            continue
        elif text[start - 1] < "\x80" and "" < text[end : end + 1] < "\x80":
            mark = _space(text, start, end)
        if blank == mark:
            continue
        kept.append(text[done:start])
        done = end
        shift += end - start
        if mark:
            kept.append(mark)
            shift -= 1
        else:
            blanks.append(end - shift)
        starts.append(end - shift)
        shifts.append(shift)
    kept.append(text[done:])
    return Words("".join(kept), OffsetMap(starts, shifts, shifts), blanks, mended)


def _behind_marks(text: str, place: int) -> int:
    """Return where the words begin in a line whose first character is at *place*."""
    if text[place : place + 1] in BEGIN_MARKS and (marks := MARKS.match(text, place)):
        return marks.end()
    return place


def _space(text: str, start: int, end: int) -> str:
    """Return a space between two Latin words; nothing beside a Chinese one, at a cell edge or inside a number."""
    before, behind = text[start - 1], text[end]
    if before > "\x7f" or behind > "\x7f" or text[start] == "*" or "|" in (before, behind):
        return ""
    if before.isdigit() and behind.isdigit():
        return "" if _is_in_number(text, start, end) else " "
    is_chinese = _CHINESE_MARK.search(text, max(0, start - _MOST_BLANKS - 2), start)
    return "" if is_chinese or _MARK_BEFORE_CHINESE.match(text, end) else " "


_MOST_DIGITS: Final = 12  # with the blanks between them
_DIGITS = Lazy(rf"(?<![0-9])(?<![0-9][.,])(?:[{OPENS_YEAR}{CLOSES_YEAR}第][ \t]?)?[0-9][0-9 \t]{{0,{_MOST_DIGITS}}}\Z")
_REST = Lazy(rf"[0-9][0-9 \t]{{0,{_MOST_DIGITS}}}(?:年|月|日内?|个?工作日|个月|天|[{CLOSES_YEAR}]|号)")
_SPACED_YEAR: Final = "(?:1 ?9|2 ?0) ?[0-9] ?[0-9]"
_IN_NUMBER = Lazy(
    rf"[{OPENS_YEAR}] ?{_SPACED_YEAR} ?[{CLOSES_YEAR}]"  # 〔2 0 2 4〕
    rf"|[{CLOSES_YEAR}第] ?[0-9](?: ?[0-9]){{1,3}} ?号"  # 〕1 2号
    r"|\D? ?(?:"
    rf"{_SPACED_YEAR} ?年"  # 2 0 2 4年
    r"|(?:0 [1-9]|1 [0-2]) ?月"  # 1 0月
    r"|(?:0 [1-9]|[12] [0-9]|3 [01]) ?日"  # 3 1日
    r"|[1-9] (?:[0-9] )?0 ?(?:个?工作日|个月|天|日内))"  # 1 0个工作日; but 3 5个工作日 may have lost its dash
)


def _is_in_number(text: str, start: int, end: int) -> bool:
    """Return whether a gap between two digits divides a year, month, day or length of time, which its unit shows.

    Other numbers stay separate: 表1 2024年, 6 30日.
    """
    before, behind = _DIGITS.search(text, max(0, start - _MOST_DIGITS), start), _REST.match(text, end)
    if before is None or behind is None:
        return False
    return _IN_NUMBER.fullmatch(" ".join(f"{before[0]} {behind[0]}".split())) is not None
