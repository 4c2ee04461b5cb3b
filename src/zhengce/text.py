"""Text: the original, its clean reading, and the map between the two.

The original is never changed. The clean reading is what a clerk would retype:
page breaks inside a paragraph mended, widths folded, spaces dropped where they
carry no meaning, Markdown marks left out; one paragraph a line. Every offset
into the clean reading can be taken back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final

import attrs

from .made import maker

# --- characters -----------------------------------------------------------

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇○"
"""The inside of a character class: Chinese characters."""

WIDE: Final = HAN + "\u2014\u2018-\u201d\u2026\u2460-\u2473\u3001-\u3020\uff00-\uffef"
"""The inside of a character class: Chinese characters and their punctuation."""

NUMERAL: Final = "〇○零一二两三四五六七八九十百千"
"""The inside of a character class: Chinese numerals below ten thousand."""

_ASCII_FORMS = {chr(0xFEE0 + c): chr(c) for c in range(0x21, 0x7F) if chr(c) not in "!(),:;?~"}
_FOLDED = _ASCII_FORMS | {"(": "（", ")": "）", "﹝": "〔", "﹞": "〕", "─": "—", "―": "—"}
_FOLDABLE = re.compile("[" + re.escape("".join(_FOLDED)) + "]")

_CHINESE_FORMS = dict(zip(",;:!?", "，；：！？", strict=True))
_ASCII_MARK = re.compile(f"[,;:!?](?:(?<=[{WIDE}].)|(?=[{WIDE}]))")  # the mark first: the scan skips to it


# --- paragraphs -----------------------------------------------------------

_BLANK = r"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff*]"
_MARKUP = (
    r"(?:"
    r"\#{1,6}(?=[ \t])"  # a Markdown heading
    r"|(?:-{3,}|_{3,})(?=\s|$)"  # a Markdown rule
    r"|[—-]{1,2}[ ]?[0-9]{1,3}[ ]?[—-]{1,2}(?=\s|$)"  # a page number: — 3 —
    r")"
)
_CHINESE_MARK = re.compile(rf"[{WIDE}]{_BLANK}*[,;:!?]\Z")  # **发布日期**: 2025
_MOST_BLANKS: Final = 6  # before such a mark
_MARKUP_HERE = re.compile(_MARKUP)
_BEGINS_MARKUP = frozenset("#-_—")
_RARE_BLANKS = frozenset(
    "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff*"
    + "".join(map(chr, range(0x2000, 0x200C)))
)
_RARE_BLANK = re.compile(f"[{re.escape(''.join(sorted(_RARE_BLANKS)))}]")
_ODD = re.compile(f"[{re.escape(''.join(sorted({*_RARE_BLANKS, *_FOLDED, *_CHINESE_FORMS})))}]")
"""What is rare in a text and needs more than a look: one pass finds out which of it there is."""
_FIRST_GAP = re.compile(rf"{_BLANK}*(?:{_MARKUP}{_BLANK}*)*")

ITEM: Final = (
    rf"第[{NUMERAL}]{{1,4}}[编章节条]"
    rf"|[{NUMERAL}]{{1,4}}、"
    rf"|（[{NUMERAL}]{{1,4}}）"
    r"|[0-9]{1,3}(?:[.、](?![0-9])|\.(?=20[0-9]{2}年|[0-9]{1,2}月))"
    r"|（[0-9]{1,3}）"
    r"|[0-9]{1,3}）"
    r"|[\u2460-\u2473]"
)
"""A printed number at the start of an item: 第一章 一、 （一） 1. （1） ①"""

_YEAR_IN_BRACKETS = r"[〔［\[（【](?:19|20)[0-9]{2}[〕］\]）】]"
TITLE_ENDS: Final = tuple(
    (
        "通知 意见 方案 办法 规定 决定 措施 计划 要点 细则 规划 纲要 条例 公告 通告 分工 清单"
        " 批复 指引 指南 行动 政策 举措"
    ).split()
)
"""What the title of an official document ends with."""

_NUMBER = re.compile(ITEM)
_DOCUMENT_NUMBER = re.compile(rf"[{HAN}]{{2,10}}{_YEAR_IN_BRACKETS}[0-9]+号")
_STARTS_ITEM = re.compile(rf"{ITEM}|\||[-•·●▪■◆]\s|{_MARKUP}")
_STARTS_LINE = re.compile(
    rf"——|附件|附：|（此[件文]|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日(?:\s*\n|$)|[{HAN}]{{2,10}}{_YEAR_IN_BRACKETS}[0-9]+号(?:\s|$)|[（〔\[]?[{HAN}]{{2,8}}[：:]"
)
_ENDS_LINE = frozenset("。！？；：!?;:|")
_INNER = re.compile("[，。；：、,;]")
_STOP = re.compile("[。；;]")
_CLOSES_CLAUSE = re.compile(r"(?:牵头|责任|负责|配合|落实)(?:[^。（）\n]|（[^（）\n]{0,40}）){0,400}[）〕\]]$")
_BEHIND_STOP = re.compile(r"。（[^（）\n]*）$")  # of units, without any word that says so
_HARD_WRAP = re.compile(r"[ ]{2,}\r?\n[ ]*")  # Markdown's line break inside a paragraph

_NEAR = 100  # how far back an open bracket still binds; one that is never closed must not swallow the rest

PRINTED_LINE: Final = 24
"""A paragraph cut by a page break fills at least one printed line, 28 characters
by GB/T 9704-2012 less a first-line indent of two and a margin for OCR."""


def columns(text: str) -> int:
    """How many terminal columns *text* takes; a Chinese character takes two.

    >>> columns("6月底前")
    7
    """
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WFA" else 1 for c in text)


def read_number(text: str) -> int:
    """The value of a whole number in ASCII digits or Chinese numerals.

    >>> [read_number(n) for n in ("12", "十二", "一百二十", "二〇二五", "两")]
    [12, 12, 120, 2025, 2]

    Raises:
        ValueError: *text* is not such a number.
    """
    if text.isascii():
        return int(text)
    digits = [_VALUES[c] for c in text if c in _VALUES]
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


_VALUES = dict(zip(NUMERAL, (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000), strict=True))


_LINE_END = re.compile(r"\r\n|[\n\r]")


class Lines:
    """A text in lines, which end as they do in editors and in SARIF."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]

    def place(self, offset: int) -> tuple[int, int]:
        r"""Line and column of an offset, both counted from 1, columns in characters.

        >>> Lines("一、\n6月底前").place(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def around(self, offset: int) -> tuple[int, int]:
        """Where the line starts and ends that the offset stands in, without its line end."""
        line = bisect_right(self._starts, offset)
        return self._starts[line - 1], self._stops[line - 1]


# --- the nouns ------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Span:
    """A half-open range of offsets into the original text.

    >>> span = Span(start=2, end=6)
    >>> "于是6月底前完成"[span.start : span.end]
    '6月底前'

    Raises:
        ValueError: it starts before the text, or ends before it starts.
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if type(self.start) is not int or type(self.end) is not int or not 0 <= self.start <= self.end:
            raise ValueError(f"a span must satisfy 0 <= start <= end, got start={self.start!r}, end={self.end!r}")


_make_span = maker(Span)


def as_tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    """Lists are taken, too: a noun is hashable only if all that it holds is.

    Raises:
        ValueError: it is a text, whose letters nobody means.
    """
    if type(items) is tuple:
        return items
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        raise ValueError(f"expected several items, got {items!r}")
    return tuple(items)


@attrs.frozen(kw_only=True)
class Place:
    """Where in a file words come from: those from one offset of its text on, up to the next place.

    Attributes:
        start: the offset, into the text that was extracted from the file.
        page: the page, counted from 1; ``None`` where the file has no pages.
        paragraph: the paragraph, counted from 1; ``None`` where it is not known.

    Raises:
        ValueError: it starts before the text, or counts from less than 1.
    """

    start: int = attrs.field(validator=attrs.validators.ge(0))
    page: int | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.ge(1)))
    paragraph: int | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.ge(1)))


@attrs.frozen(kw_only=True)
class Source:
    """The original text of a document, and its clean reading.

    Attributes:
        text: the original, unchanged.
        name: the file it came from, or ``None``.
        places: which page or paragraph of the file the words came from, in text order.

    >>> source = Source(text="于 ６ 月底前,完成 98% 以上。")
    >>> source.clean
    '于6月底前，完成98%以上。'
    >>> span = source.span(1, 5)
    >>> source.text[span.start : span.end]
    '６ 月底前'
    """

    text: str
    name: str | None = None
    places: tuple[Place, ...] = attrs.field(default=(), converter=as_tuple)

    def __repr__(self) -> str:
        return f"<Source {self.name or 'text'}, {len(self.text)} characters>"

    @cached_property
    def lines(self) -> Lines:
        """The lines of the original, to find places in."""
        return Lines(self.text)

    @cached_property
    def _reading(self) -> _Reading:
        return _read(self.text)

    @property
    def clean(self) -> str:
        """The clean reading, one paragraph a line."""
        return self._reading.text

    @property
    def blanks(self) -> tuple[int, ...]:
        """The offsets into the clean reading where blanks were dropped from inside a line."""
        return self._reading.blanks

    def span(self, start: int, end: int) -> Span:
        """The place in the original of ``clean[start:end]``."""
        reading = self._reading
        starts, shifts = reading.starts, reading.shifts
        first = bisect_right(starts, start)
        begin = start + shifts[first - 1]
        if end <= start:
            return _make_span(begin, begin)
        if first < len(starts) and starts[first] < end:
            first = bisect_right(starts, end - 1, first)
        return _make_span(begin, end + shifts[first - 1])

    def clean_range(self, span: Span) -> tuple[int, int]:
        """Where the words of *span* stand in the clean reading; the inverse of :meth:`span`.

        >>> source = Source(text="于 ６ 月底前,完成")
        >>> source.clean_range(source.span(1, 5))
        (1, 5)
        """
        reading = self._reading
        return reading.offset(span.start), reading.offset(span.end)

    @property
    def mended(self) -> tuple[Span, ...]:
        r"""The gaps in the original at which a paragraph was cut, by a page break or a hard end of line.

        >>> Source(text="名录每季度更新，\n\n接受监督。").mended
        (Span(start=8, end=10),)
        """
        return tuple(self._reading.cuts(self.text))

    def place(self, span: Span) -> Place | None:
        r"""The page or paragraph of the file where *span* begins, or ``None`` where the file has none.

        >>> source = Source(text="封面\n6月底前完成。", places=[Place(start=0, page=1), Place(start=3, page=2)])
        >>> source.place(Span(start=4, end=6))
        Place(start=3, page=2, paragraph=None)
        """
        before = bisect_right(self.places, span.start, key=lambda place: place.start)
        return self.places[before - 1] if before else None


@attrs.frozen
class _Reading:
    """A clean text, where the stretches begin that it kept, and how much further on they stood in the original."""

    text: str
    starts: list[int]
    shifts: list[int]
    blanks: tuple[int, ...]

    def origin(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def offset(self, origin: int) -> int:
        """The offset into the clean text of a place in the original; in a gap, of what follows it."""
        i = bisect_right(range(len(self.starts)), origin, key=lambda i: self.starts[i] + self.shifts[i]) - 1
        if i < 0:
            return 0
        stop = self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)
        return min(origin - self.shifts[i], stop)

    def cuts(self, original: str) -> Iterator[Span]:
        """The gaps with a line end in which the clean text has none."""
        for start, before, shift in zip(self.starts[1:], self.shifts, self.shifts[1:], strict=False):
            mark = self.text[start - 1 : start]
            begin, end = start + before - (mark == " "), start + shift
            if mark != "\n" and "\n" in original[begin:end]:
                yield Span(start=begin, end=end)


def _read(original: str) -> _Reading:
    """Word by word: what stands between two of them is dropped, or is a space, or ends the paragraph."""
    odd: set[str] = set()

    def fold(match: re.Match[str]) -> str:
        char = match[0]
        odd.add(char)
        return _FOLDED.get(char, char)

    text = _ODD.sub(fold, original)
    flat = text if odd.isdisjoint(_RARE_BLANKS) and "＊" not in odd else _RARE_BLANK.sub(" ", text)
    first = _FIRST_GAP.match(text)
    begin = here = first.end() if first else 0
    line, heading = begin, "#" in text[:begin]  # where the paragraph began, and whether Markdown calls it a heading
    kept: list[str] = []
    starts, shifts = [0], [begin]
    blanks: list[int] = []
    shift, end, marked = begin, 0, False
    for row in flat[begin:].split("\n"):
        printed = row
        if printed[:1] in _BEGINS_MARKUP and end and (markup := _MARKUP_HERE.match(text, here)):
            marked |= printed[0] == "#"
            printed = " " * len(markup[0]) + printed[len(markup[0]) :]
        opens = end > 0
        for word in printed.split(" "):
            if word:
                if opens:
                    opens = False
                    broken = heading or marked or not goes_on(text, line, end, here)
                    mark = "\n" if broken else _space(text, end, here)
                    if broken:
                        line, heading, marked = here, marked, False
                elif not end or (here - end == 1 and text[end] == "*"):  # no gap
                    end = here + len(word)
                    here = end + 1
                    continue
                else:
                    mark = "" if text[here] > "\x7f" or text[end - 1] > "\x7f" else _space(text, end, here)
                if here - end != 1 or text[end] != mark:
                    kept += text[begin:end], mark
                    begin = here
                    shift += here - end - len(mark)
                    starts.append(here - shift)
                    shifts.append(shift)
                    if not mark:
                        blanks.append(here - shift)
                end = here + len(word)
            here += len(word) + 1
    if end < len(text) and text[end:] != "*" and begin < len(text):
        kept.append(text[begin:end])
        starts.append(end - shift)
        shifts.append(len(text) - end + shift)
        blanks.append(end - shift)
        begin = len(text)
    kept.append(text[begin:])
    clean = "".join(kept)
    if not odd.isdisjoint(_CHINESE_FORMS):
        clean = _ASCII_MARK.sub(lambda m: _CHINESE_FORMS[m[0]], clean)
    return _Reading(clean, starts, shifts, tuple(blanks))


def _space(text: str, start: int, end: int) -> str:
    """One space between two Latin words, none next to a Chinese one or the edge of a cell."""
    if text[start - 1] > "\x7f" or end == len(text) or text[end] > "\x7f" or text[start] == "*":
        return ""
    if "|" in (text[start - 1], text[end]):
        return ""
    return "" if _CHINESE_MARK.search(text, max(0, start - _MOST_BLANKS - 2), start) else " "


def goes_on(text: str, line: int, start: int, end: int) -> bool:
    """Whether the paragraph ``text[line:start]`` goes on at *end*, behind a gap.

    A page break cuts a paragraph at the end of a printed line; what stands
    before it is as long as one, does not end as a sentence, a title or a unit
    clause ends, and what follows does not begin as an item begins.
    """
    if _STARTS_ITEM.match(text, end):
        return False
    last = text[start - 1 : start]
    if last in ("，", "、", ",") or _is_open(text, line, start):
        return True
    if last in _ENDS_LINE or _STARTS_LINE.match(text, end):
        return False
    if _HARD_WRAP.fullmatch(text, start, end):
        return True
    if start - line < PRINTED_LINE:
        return False
    if last in "）〕]" and text[line] in "（〔[":
        return False
    if _DOCUMENT_NUMBER.match(text, line):
        return False
    if _NUMBER.match(text, line) and not _STOP.search(text, line, start):
        following = text.find("\n", end)  # a heading stands above a paragraph, which is longer
        return (len(text) if following < 0 else following) - end < 1.2 * (start - line)
    near = max(line, start - _NEAR)
    if last in "）〕]" and (_CLOSES_CLAUSE.search(text, near, start) or _BEHIND_STOP.search(text, near, start)):
        return False
    if text.endswith(TITLE_ENDS, line, start) and not _STOP.search(text, line, start):
        return False
    return _INNER.search(text, line, start) is not None


def _is_open(text: str, line: int, start: int) -> bool:
    """Whether a bracket or a title was opened shortly before and not closed yet."""
    near = max(line, start - _NEAR)
    bracket, title = text.rfind("（", near, start), text.rfind("《", near, start)
    return (bracket >= 0 and text.find("）", bracket, start) < 0) or (title >= 0 and text.find("》", title, start) < 0)
