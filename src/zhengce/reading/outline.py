"""Outline: the tree of numbered items and headings.

Numbers come in sequence: the number that should come next is the strongest evidence that
an item starts here. So ``1.12万个`` and ``±0.000`` are not items, but an item whose line
break was lost is found. At the start of a line a number may also skip or repeat (a slip of
the author); inside a line it must be the next one.

The order in which styles open decides the levels: a style that is not open yet, starting
at one, opens a level below the current one. Decimal numbers (1, 1.1, 1.1.1) show their own
level, and the numbers above them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from ..lexicon import (
    DIVISIONS,
    HANZI,
    ITEM_NUMBER,
    ITEM_SIGNS,
    NUMERAL,
    Lazy,
    OfficeTag,
    behind_any_of,
    item_number,
    office_endings,
)
from ..text import read_number
from .lines import Line
from .titles import is_title
from .units.words import CLOSERS, LABEL, OPENERS, may_hold_label

# --- the printed numbers --------------------------------------------------

_COUNTERS: Final = frozenset("万亿千百%‰倍个元米吨亩度号年月日天家项类次种名户条级期")
"""The beginning of a unit of quantity; after the number of an item a blank comes before it: 1.5万个, 1.1 项目建设."""

_NUMBER = Lazy(ITEM_NUMBER)
_ARABIC = Lazy(item_number("arabic"))
_DIGITS: Final = frozenset("0123456789")
_BEGINS_NUMBER: Final = frozenset("第（任行举事0123456789" + NUMERAL) | ITEM_SIGNS.keys()
"""The first characters of all printed numbers."""

_BARE = Lazy(rf"[0-9]{{1,2}}(?={HANZI}|[“《])")
"""A number followed only by a blank: 1 总则, above 1.1 编制目的."""
_GLUABLE: Final = frozenset({"chapter", "section", "article", "han", "bracketed_han", "arabic"})
"""The styles that are also recognised inside a line."""

_STOPS: Final = "。；：！？）〕］】”"
_INSIDE_LINE = Lazy(
    rf"[（0-9{NUMERAL}第]"
    rf"(?:(?<=（)(?=[{NUMERAL}]{{1,4}}）)"
    rf"|(?<=[0-9])(?<![0-9A-Za-z.].)(?=[0-9]{{0,2}}[.、])"
    rf"|(?<=[{NUMERAL}])(?=[{NUMERAL}]{{0,3}}、)"
    rf"|(?<=第)(?=[{NUMERAL}]{{1,4}}[{DIVISIONS}]))"
)
_REFERS_BEFORE = frozenset("第、和至与及或—-～“《（周期其十百千万之唯统合划专归") | frozenset(
    NUMERAL
)  # 见第（二）项, 统一、规范
_DECIMAL = Lazy(r"(?!20[0-9]{2}年|[0-9]{1,2}月)[0-9]")  # 1.12万个
_REFERS_AFTER: Final = {
    "bracketed_han": Lazy(r"[、和至与及或]?（|[、和至与及或]第|项(?!目)|款(?!待)|条(?![件例])|目(?![标前])"),
    "han": Lazy(rf"[{NUMERAL}]"),  # 一、二类企业
    "arabic": _DECIMAL,
}
_IN_SENTENCE = Lazy("[，。；：！？“\n]")
_ENCLOSES: Final = OPENERS + "《"
_BRACKET_OR_STOP = Lazy(f"[{re.escape(_ENCLOSES + CLOSERS)}》。]")
_MOST_OPENED: Final = 4
_MAX_GLUED_HEADING: Final = 24
"""（一）1. and 三、建立考核机制（一）: a list may begin right after a heading, on its line."""

_MAX_SKIP: Final = 5
"""The most numbers that may be skipped; beyond it a number is a quantity, not a slip."""

# --- the unnumbered headings ----------------------------------------------

_ANNEX_MARK = Lazy(rf"附[件表录](?:[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})?：?")
_BOX = Lazy(rf"专栏(?:[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})?：?[^。；]{{0,40}}")
_LEAD_LINE = Lazy(r"（(?:领域)?(?:总指挥|牵头领导|分管领导|领域[^：（）]{0,6}(?:单位|部门))：")
_NOT_A_HEADING = Lazy(r"[。；！？，、：…]$|^[—|>·•●\-]|^（|^[〔\[【].*[〕\]】]$|[。；|]")
_ENDS_NO_HEADING: Final = frozenset("。；！？，、：…")
_MAX_HEADING: Final = 80
_SIGNERS = office_endings(only=OfficeTag.SIGNS, without=OfficeTag.COMMON)
_SHORT_HEADING = Lazy(rf"(?:{HANZI}|[“”]){{4,20}}(?!{behind_any_of(_SIGNERS)})")
"""A heading without a number above a paragraph; not the name of an authority."""


@attrs.define
class Item:
    """A numbered item or an unnumbered heading, with offsets into the clean text.

    ``start`` is the start of its number, ``body`` the start of the words after the number,
    ``end`` the end of its own text: at its first child, or the next item. ``style`` is the
    style of its number; or ``annex``, ``title``, ``heading``, ``subheading``, ``box`` (专栏)
    for headings without a number; or ``plain`` for paragraphs under no heading. ``above``
    has the numbers before the last of a decimal one: 1 and 2 of 1.2.3.
    """

    style: str
    number: str
    value: int
    start: int
    body: int
    above: tuple[int, ...] = ()
    end: int = 0
    children: Sequence[Item] = ()

    @property
    def numbered(self) -> bool:
        """True for a numbered item, false for an unnumbered heading."""
        return self.style not in RANKS

    def walk(self) -> Iterator[Item]:
        """Yield the item itself and all below it, depth first."""
        ahead: list[Item] = [self]
        while ahead:
            item = ahead.pop()
            yield item
            ahead += reversed(item.children)


@attrs.define
class _Candidate:
    style: str
    number: str
    value: int
    start: int
    body: int
    opens_line: bool
    after_stop: bool
    decimal: bool = False
    detached: bool = False  # nothing of the body stands right above it
    above: tuple[int, ...] = ()  # the numbers before the last of a decimal one: 1 and 2 of 1.2.3

    @property
    def path(self) -> tuple[int, ...]:
        return (*self.above, self.value)


def read_style(number: str) -> tuple[str, int] | None:
    """Return the style and value of a printed number with which an item may begin, or ``None``.

    >>> read_style("（三）"), read_style("3.4"), read_style("⑴"), read_style("3.4亿")
    (('bracketed_han', 3), ('decimal2', 4), ('bracketed', 1), None)
    """
    if number.isascii() and number.isdigit():
        return "bare", int(number)
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    found = _candidate(match, opens_line=True, after_stop=True)
    return found.style, found.value


def heading_style(line: str, following: str = "") -> str | None:
    """Return the kind of an unnumbered heading, or ``None`` for other lines; *following* is the line below.

    >>> heading_style("附件1"), heading_style("企业开办", "（总指挥：江听澜）"), heading_style("6月底前完成。")
    ('annex', 'heading', None)
    """
    if len(line) > _MAX_HEADING:
        return None
    if line[:1] == "附" and _ANNEX_MARK.fullmatch(line):
        return "annex"
    if line[:1] == "专" and _BOX.fullmatch(line):
        return "box"
    if line[-1:] in _ENDS_NO_HEADING or "。" in line:  # most lines
        return None
    if (line[:1] in _BEGINS_NUMBER and _NUMBER.match(line)) or _NOT_A_HEADING.search(line):
        return None
    if may_hold_label(line) and LABEL.match(line):
        return None
    if is_title(line.replace("\n", "")):
        return "title"
    if _LEAD_LINE.match(following) or following.startswith("|"):
        return "heading"
    first = _NUMBER.match(following)
    if first and _candidate(first, opens_line=True, after_stop=True).value == 1:
        return "heading"
    if _SHORT_HEADING.fullmatch(line) and len(following) > 2 * len(line) and _IN_SENTENCE.search(following):
        return "subheading"
    return None


def read_outline(clean: str, lines: list[Line], blanks: Sequence[int] = ()) -> list[Item]:
    """Return the tree of the items in *lines*, the stretches of *clean* that are body text.

    Lines outside the body, such as the signature, are not in *lines*; the text of an item ends
    before them. *blanks* are the sorted places of dropped blanks: a number may be separated
    from its heading only by a blank.
    """
    builder = _Builder(clean)
    candidates = list(_candidates(clean, lines, blanks))
    taken = -1
    for candidate, following in zip(candidates, _following(candidates), strict=True):
        if candidate.start == taken:  # read in another way
            continue
        opens = candidate.opens_line or _is_confirmed(candidate, following, builder)
        if opens and builder.take(candidate, following):
            taken = candidate.start
        elif candidate.detached:
            builder.take(_plain(candidate.start), 0)
    return builder.tree(len(clean))


# --- candidates -----------------------------------------------------------


def _candidates(clean: str, lines: list[Line], blanks: Sequence[int]) -> Iterator[_Candidate]:
    texts = [clean[start:end] for start, end in lines]
    above = -2  # the end of the line above
    for (start, end), line, following in zip(lines, texts, [*texts[1:], ""], strict=False):
        detached = above + 1 < start
        above = end
        if line[0] == "|":  # a row of a table
            if detached:
                yield _plain(start)
            continue
        opening = _NUMBER.match(clean, start, end) if line[0] in _BEGINS_NUMBER else None
        if opening is None and line[0] in _DIGITS and (bare := _bare(clean, start, end, blanks)):
            yield bare
        if opening is None and (heading := heading_style(line, following)):
            yield _Candidate(heading, "", 0, start, start, opens_line=True, after_stop=True, detached=detached)
            continue
        if opening and opening.lastgroup == "decimal":
            if not _counts(clean, opening.end(), blanks):
                yield _candidate(opening, opens_line=True, after_stop=True)
            opening = _ARABIC.match(clean, start, end)  # 1.5G网络: the first item, if it is no decimal number
        if opening:
            decimal = opening.lastgroup == "arabic" and _DECIMAL.match(clean, opening.end()) is not None
            yield _candidate(opening, opens_line=not decimal, after_stop=True, decimal=decimal, detached=detached)
        elif detached:
            yield _plain(start)
        enclosed: list[Line] | None = None
        for place in _INSIDE_LINE.finditer(clean, opening.end() if opening else start + 1, end):
            match = _NUMBER.match(clean, place.start(), end)
            if match and match.lastgroup == "decimal":
                match = _ARABIC.match(clean, place.start(), end)
            if match and match.lastgroup in _GLUABLE and not _is_reference(clean, match):
                if enclosed is None:
                    enclosed = _enclosed(clean, start, end)
                at = bisect_left(enclosed, (match.start(), 0)) - 1
                if at < 0 or match.start() >= enclosed[at][1]:
                    yield _candidate(match, opens_line=False, after_stop=clean[match.start() - 1] in _STOPS)


def _enclosed(clean: str, start: int, end: int) -> list[Line]:
    """Return the stretches inside the outer brackets and titles of a line, in text order: no item begins there."""
    found: list[Line] = []
    opened: list[int] = []
    for mark in _BRACKET_OR_STOP.finditer(clean, start, end):
        if mark[0] == "。":  # no bracket continues after one, but that of a unit clause
            opened = [place for place in opened[-_MOST_OPENED:] if LABEL.match(clean, place + 1)]
        elif mark[0] in _ENCLOSES:
            opened.append(mark.start())
        elif opened:
            opening = opened.pop()
            while found and found[-1][0] > opening:
                found.pop()
            found.append((opening, mark.start()))
    return found


def _bare(clean: str, start: int, end: int, blanks: Sequence[int]) -> _Candidate | None:
    """Return the number at the start of a line that only a blank separates from the words."""
    number = _BARE.match(clean, start, end)
    if number is None or not _is_blank(number.end(), blanks):
        return None
    body = number.end()
    counts = clean[body] in _COUNTERS
    return _Candidate("bare", number[0], int(number[0]), start, body, opens_line=False, after_stop=True, decimal=counts)


def _counts(clean: str, end: int, blanks: Sequence[int]) -> bool:
    """Return whether a decimal number that ends there is a quantity: 1.5万个."""
    return clean[end : end + 1] in _COUNTERS and not _is_blank(end, blanks)


def _is_blank(place: int, blanks: Sequence[int]) -> bool:
    at = bisect_left(blanks, place)
    return at < len(blanks) and blanks[at] == place


def _plain(start: int) -> _Candidate:
    """Return the item for paragraphs under no heading."""
    return _Candidate("plain", "", 0, start, start, opens_line=True, after_stop=True)


def _is_reference(clean: str, match: re.Match[str]) -> bool:
    """Return whether the number refers to another item, or counts: 见第（二）项, 一、二类企业."""
    after = _REFERS_AFTER.get(match.lastgroup or "")
    return clean[match.start() - 1] in _REFERS_BEFORE or bool(after and after.match(clean, match.end()))


def _candidate(
    match: re.Match[str], *, opens_line: bool, after_stop: bool, decimal: bool = False, detached: bool = False
) -> _Candidate:
    style = match.lastgroup or ""
    printed = match[style]
    start, end = match.span()
    above: list[int] = []
    if style == "sign":
        style, value = ITEM_SIGNS[printed]
    elif style == "decimal":
        *above, value = map(int, printed.split("."))
        style = f"decimal{len(above) + 1}"
    else:
        value = read_number(printed)
    return _Candidate(style, match[0], value, start, end, opens_line, after_stop, decimal, detached, tuple(above))


def _following(candidates: list[_Candidate]) -> list[int]:
    """Return for each candidate the value of the next one of its style, or 0; for a bare N, the N of the next N.1."""
    seen: dict[str, int] = {}
    values: list[int] = []
    for candidate in reversed(candidates):
        values.append(seen.get(candidate.style, 0))
        seen[candidate.style] = candidate.value
        if candidate.style == "decimal2":
            seen["bare"] = candidate.above[0] if candidate.value == 1 else 0
    return values[::-1]


def _is_confirmed(candidate: _Candidate, following: int, builder: _Builder) -> bool:
    """Return whether a number inside a line is the next of its sequence, or begins one."""
    if candidate.style == "article" and not candidate.after_stop:
        return False  # 依照第三条的规定
    if candidate.style == "bare":  # 3 个月 is a quantity, but 1 项目 above 1.1 is an item
        expected = builder.expects(candidate) and not candidate.decimal
        return candidate.value > 0 and (following == candidate.value or expected)
    if builder.expects(candidate):
        return True
    if candidate.value != 1 or candidate.decimal:
        return False
    if builder.closes_heading(candidate.start):
        return True
    return following == 2 and (candidate.after_stop or candidate.style != "han")  # 统一、规范


# --- the tree -------------------------------------------------------------

RANKS: Final = {"plain": 0, "annex": 0, "title": 1, "heading": 2, "subheading": 3, "box": 9}
"""The ranks of unnumbered headings. One closes those of the same and lower ranks, and every numbered item."""


class _Builder:
    """Takes candidates in text order and keeps those that fit the sequence."""

    def __init__(self, clean: str) -> None:
        self.clean = clean
        self.roots: list[Item] = []
        self.open: list[Item] = []
        self.items: list[Item] = []  # all of them, in text order
        self.last: dict[str, int] = {}  # the last value of each style
        self.above: dict[str, tuple[int, ...]] = {}  # the numbers before the last value of each decimal style

    def expects(self, candidate: _Candidate) -> bool:
        """Return whether the number is the next of an open sequence."""
        return candidate.value == self.last.get(candidate.style, -1) + 1

    def closes_heading(self, place: int) -> bool:
        """Return whether only a short heading is between the item before and *place*."""
        before = self.open[-1]  # every body begins with an item, a heading or a plain paragraph
        if not before.numbered or place - before.body > _MAX_GLUED_HEADING:
            return False
        return _IN_SENTENCE.search(self.clean, before.body, place) is None

    def take(self, candidate: _Candidate, following: int) -> bool:
        """Add the candidate to the tree if it fits; *following* is the next number of its style."""
        if candidate.style == "subheading" and any(item.numbered for item in self.open):
            return False  # where items have numbers, a short line without one is no heading
        if candidate.style in RANKS:
            self._take_heading(candidate)
        elif self._fits(candidate, following):
            self._take_number(candidate)
        else:
            return False
        return True

    def _fits(self, candidate: _Candidate, following: int) -> bool:
        last = self.last.get(candidate.style, 0)
        if candidate.above:
            return self._fits_decimal(candidate, last)
        if candidate.style == "bare":
            return True
        begins = last == 0 and following == candidate.value + 1  # an extract that begins with 第七条
        return candidate.value == 1 or last <= candidate.value <= last + _MAX_SKIP or begins

    def _fits_decimal(self, candidate: _Candidate, last: int) -> bool:
        """Return whether 1.2.3 continues the numbers of its length, or begins the level below 1.2."""
        above, before = candidate.above, self.above.get(candidate.style)
        if above == before:
            return last < candidate.value <= last + _MAX_SKIP
        if candidate.value != 1:
            return False
        opened = next((item for item in reversed(self.open) if item.numbered), None)
        if opened and opened.above == above[:-1] and opened.value == above[-1]:
            return True
        if before:
            return above[:-1] == before[:-1] and above[-1] == before[-1] + 1
        return opened is None and set(above) == {1}

    def _take_heading(self, candidate: _Candidate) -> None:
        rank = RANKS[candidate.style]
        self._close_plain()
        if candidate.style == "box" and any(item.style == "box" for item in self.open):
            while self.open.pop().style != "box":  # a new box closes the last one and its items
                pass
        while rank < RANKS["box"] and self.open and RANKS.get(self.open[-1].style, 9) >= rank:
            self.open.pop()
        self._append(candidate)

    def _take_number(self, candidate: _Candidate) -> None:
        style = candidate.style
        self._close_plain()
        for i, item in enumerate(self.open):
            if item.style == style:
                if candidate.value == 1:
                    for closed in self.open[i + 1 :]:
                        self.last.pop(closed.style, None)
                del self.open[i:]
                break
        self.last[style] = candidate.value
        if candidate.above:
            self.above[style] = candidate.above
        self._append(candidate)

    def _close_plain(self) -> None:
        """Close plain paragraphs, below which there is nothing."""
        if self.open and self.open[-1].style == "plain":
            self.open.pop()

    def _append(self, candidate: _Candidate) -> None:
        c = candidate
        item = Item(c.style, c.number, c.value, c.start, c.body, c.above)
        if not self.open:
            self.roots.append(item)
        elif isinstance(siblings := self.open[-1].children, list):
            siblings.append(item)
        else:
            self.open[-1].children = [item]
        self.open.append(item)
        self.items.append(item)

    def tree(self, end: int) -> list[Item]:
        """Return the items at the top; each ends where the next begins, the last at *end*."""
        for item in reversed(self.items):
            item.end, end = end, item.start
        return self.roots
