"""Outline: the tree of numbered items and headings.

Numbering is a sequence: the number that should come next is the strongest
evidence that an item starts here. So ``1.12万个`` and ``±0.000`` are no items, and
an item that was glued to the end of a line still is. At the start of a line a
number may also skip or repeat (a clerk's slip); inside a line it must be the next.

Levels are not fixed by style but by the order in which styles open: a style
that is not open yet, starting at one, opens a level below the present one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from ..lexicon import OfficeTag, behind_any_of, office_endings
from ..text import HAN, NUMERAL, read_number
from .titles import is_title
from .units.words import LABEL

# --- the printed numbers --------------------------------------------------

_STYLES: Final = {
    "part": rf"第(?P<part>[{NUMERAL}]{{1,4}})编",
    "chapter": rf"第(?P<chapter>[{NUMERAL}]{{1,4}})章",
    "section": rf"第(?P<section>[{NUMERAL}]{{1,4}})节",
    "article": rf"第(?P<article>[{NUMERAL}]{{1,4}})条",
    "han": rf"(?P<han>[{NUMERAL}]{{1,4}})、",
    "bracketed_han": rf"（(?P<bracketed_han>[{NUMERAL}]{{1,4}})）、?",
    "arabic": r"(?<![0-9A-Za-z.])(?P<arabic>[0-9]{1,3})[.、]",
    "bracketed": r"（(?P<bracketed>[0-9]{1,3})）、?",
    "half_bracketed": r"(?<![0-9（])(?P<half_bracketed>[0-9]{1,3})）",
    "task": rf"(?:任务|行动|举措|事项)(?P<task>[{NUMERAL}]{{1,3}}|[0-9]{{1,2}})[：:、.]",
    "circled": r"(?P<circled>[\u2460-\u2473])",
}
_NUMBER = re.compile("|".join(_STYLES.values()))
_BEGINS_NUMBER: Final = frozenset("第（任行举事0123456789" + NUMERAL + "".join(map(chr, range(0x2460, 0x2474))))
"""The first characters of all printed numbers."""
_GLUABLE: Final = frozenset({"chapter", "section", "article", "han", "bracketed_han", "arabic"})
"""The styles that are recognised inside a line, too."""

_STOPS: Final = "。；：！？）〕］】”"
_INSIDE_LINE = re.compile(
    rf"[（0-9{NUMERAL}第]"
    rf"(?:(?<=（)(?=[{NUMERAL}]{{1,4}}）)"
    rf"|(?<=[0-9])(?=[0-9]{{0,2}}[.、])"
    rf"|(?<=[{NUMERAL}])(?=[{NUMERAL}]{{0,3}}、)"
    rf"|(?<=第)(?=[{NUMERAL}]{{1,4}}[章节条]))"
)
_REFERS_BEFORE = frozenset("第、和至与及或—-～“《（周期其十百千万之唯统合划专归") | frozenset(
    NUMERAL
)  # 见第（二）项, 统一、规范
_DECIMAL = re.compile(r"(?!20[0-9]{2}年|[0-9]{1,2}月)[0-9]")  # 1.12万个
_REFERS_AFTER: Final = {
    "bracketed_han": re.compile(r"[、和至与及或]?（|[、和至与及或]第|项(?!目)|款(?!待)|条(?![件例])|目(?![标前])"),
    "han": re.compile(rf"[{NUMERAL}]"),  # 一、二类企业
    "arabic": _DECIMAL,
}
_IN_SENTENCE = re.compile("[，。；：！？“\n]")
_MAX_GLUED_HEADING: Final = 24
"""（一）1. and 三、建立考核机制（一）: a list may open right behind a heading, on its line."""

_MAX_SKIP: Final = 5
"""A number further ahead than this is a quantity, not a slip."""

# --- the unnumbered headings ----------------------------------------------

_ANNEX_MARK = re.compile(rf"附[件表录](?:[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})?：?")
_BOX = re.compile(rf"专栏(?:[0-9]{{1,2}}|[{NUMERAL}]{{1,3}})?：?[^。；]{{0,40}}")
_LEAD_LINE = re.compile(r"（(?:领域)?(?:总指挥|牵头领导|分管领导|领域[^：（）]{0,6}(?:单位|部门))：")
_NOT_A_HEADING = re.compile(r"[。；！？，、：…]$|^[—|>·•●\-]|^（|^[〔\[【].*[〕\]】]$|[。；|]")
_ENDS_NO_HEADING: Final = frozenset("。；！？，、：…")
_MAX_HEADING: Final = 80
_SIGNERS = office_endings(only=OfficeTag.SIGNS, without=OfficeTag.COMMON)
_SHORT_HEADING = re.compile(rf"[{HAN}“”]{{4,20}}(?!{behind_any_of(_SIGNERS)})")
"""A heading without a number that stands above a paragraph; not the name of an authority."""


@attrs.frozen
class Item:
    """A numbered item or an unnumbered heading, with offsets into the clean text.

    ``start`` is where its number stands, ``body`` where the words behind the
    number begin, ``end`` where its own text ends: at its first child, or the
    next item. ``style`` is a key of the numbering styles; or ``annex``, ``title``,
    ``heading``, ``subheading``, ``box`` (专栏) for headings without a number; or ``plain`` for paragraphs that
    stand under no heading.
    """

    style: str
    number: str
    value: int
    start: int
    body: int
    end: int
    children: tuple[Item, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether it is an item, not an unnumbered heading."""
        return self.style in _STYLES

    def walk(self) -> Iterator[Item]:
        """The item itself and all below it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()


@attrs.frozen
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


def read_style(number: str) -> tuple[str, int] | None:
    """The style and value of a printed number that an item may begin with, ``None`` if it is none.

    >>> read_style("（三）"), read_style("3.4")
    (('bracketed_han', 3), None)
    """
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    found = _candidate(match, opens_line=True, after_stop=True)
    return found.style, found.value


def heading_style(line: str, following: str = "") -> str | None:
    """What kind of unnumbered heading a line is, if it is one, given the line below it.

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
    if any(p.match(line) for p in (_NUMBER, LABEL)) or _NOT_A_HEADING.search(line):
        return None
    if is_title(line.replace("\n", "")):
        return "title"
    if _LEAD_LINE.match(following) or following.startswith("|"):
        return "heading"
    first = _NUMBER.match(following)
    if first and first[first.lastgroup or ""] in ("一", "1", "①"):
        return "heading"
    if _SHORT_HEADING.fullmatch(line) and len(following) > 2 * len(line) and _IN_SENTENCE.search(following):
        return "subheading"
    return None


def read_outline(clean: str, lines: list[tuple[int, int]]) -> tuple[Item, ...]:
    """The tree of the items in *lines*, the stretches of *clean* that are body text.

    Lines that are no part of the body (the signature, say) are left out of
    *lines*; an item's own text ends before them.
    """
    builder = _Builder(clean)
    candidates = list(_candidates(clean, lines))
    for candidate, following in zip(candidates, _following(candidates), strict=True):
        opens = candidate.opens_line or _is_confirmed(candidate, following, builder)
        if not (opens and builder.take(candidate, following)) and candidate.detached:
            builder.take(_plain(candidate.start), 0)
    return builder.tree(len(clean))


# --- candidates -----------------------------------------------------------


def _candidates(clean: str, lines: list[tuple[int, int]]) -> Iterator[_Candidate]:
    texts = [clean[start:end] for start, end in lines]
    above = -2  # where the line above ends
    for (start, end), line, following in zip(lines, texts, [*texts[1:], ""], strict=False):
        detached = above + 1 < start
        above = end
        if line[0] == "|":  # a row of a table
            if detached:
                yield _plain(start)
            continue
        opening = _NUMBER.match(clean, start, end) if line[0] in _BEGINS_NUMBER else None
        if opening is None and (heading := heading_style(line, following)):
            yield _Candidate(heading, "", 0, start, start, opens_line=True, after_stop=True)
            continue
        if opening:
            decimal = opening.lastgroup == "arabic" and _DECIMAL.match(clean, opening.end()) is not None
            yield _candidate(opening, opens_line=not decimal, after_stop=True, decimal=decimal, detached=detached)
        elif detached:
            yield _plain(start)
        for place in _INSIDE_LINE.finditer(clean, opening.end() if opening else start + 1, end):
            match = _NUMBER.match(clean, place.start(), end)
            if match and match.lastgroup in _GLUABLE and not _is_reference(clean, match):
                yield _candidate(match, opens_line=False, after_stop=clean[match.start() - 1] in _STOPS)


def _plain(start: int) -> _Candidate:
    """Paragraphs that stand under no heading."""
    return _Candidate("plain", "", 0, start, start, opens_line=True, after_stop=True)


def _is_reference(clean: str, match: re.Match[str]) -> bool:
    """Whether the number points to an item elsewhere, or counts: 见第（二）项, 一、二类企业."""
    after = _REFERS_AFTER.get(match.lastgroup or "")
    return clean[match.start() - 1] in _REFERS_BEFORE or bool(after and after.match(clean, match.end()))


def _candidate(
    match: re.Match[str], *, opens_line: bool, after_stop: bool, decimal: bool = False, detached: bool = False
) -> _Candidate:
    style = match.lastgroup or ""
    printed = match[style]
    value = ord(printed) - 0x245F if style == "circled" else read_number(printed)
    start, end = match.span()
    return _Candidate(style, match[0], value, start, end, opens_line, after_stop, decimal, detached)


def _following(candidates: list[_Candidate]) -> list[int]:
    """For each candidate the value of the next one of its style, 0 behind the last."""
    seen: dict[str, int] = {}
    values: list[int] = []
    for candidate in reversed(candidates):
        values.append(seen.get(candidate.style, 0))
        seen[candidate.style] = candidate.value
    return values[::-1]


def _is_confirmed(candidate: _Candidate, following: int, builder: _Builder) -> bool:
    """Whether a number inside a line is the next of its sequence, or opens one."""
    if candidate.style == "article" and not candidate.after_stop:
        return False  # 依照第三条的规定
    if builder.expects(candidate):
        return True
    if candidate.value != 1 or candidate.decimal:
        return False
    if builder.closes_heading(candidate.start):
        return True
    return following == 2 and (candidate.after_stop or candidate.style != "han")  # 统一、规范


# --- the tree -------------------------------------------------------------

RANKS: Final = {"plain": 0, "annex": 0, "title": 1, "heading": 2, "subheading": 3, "box": 9}
"""An unnumbered heading closes those of its own rank and above, and every numbered item."""


@attrs.define
class _Node:
    candidate: _Candidate
    children: list[_Node] = attrs.Factory(list)


class _Builder:
    """Takes candidates in text order and keeps those that fit the sequence."""

    def __init__(self, clean: str) -> None:
        self.clean = clean
        self.roots: list[_Node] = []
        self.open: list[_Node] = []
        self.last: dict[str, int] = {}  # the last value of each style

    def expects(self, candidate: _Candidate) -> bool:
        """Whether the number is the next of a sequence that is running."""
        return candidate.value == self.last.get(candidate.style, -1) + 1

    def closes_heading(self, place: int) -> bool:
        """Whether nothing but a short heading stands between the item before and *place*."""
        before = self.open[-1].candidate if self.open else None
        if before is None or before.style not in _STYLES or place - before.body > _MAX_GLUED_HEADING:
            return False
        return _IN_SENTENCE.search(self.clean, before.body, place) is None

    def take(self, candidate: _Candidate, following: int) -> bool:
        """Put the candidate into the tree, if it fits; *following* is the next number of its style."""
        if candidate.style == "subheading" and any(node.candidate.style in _STYLES for node in self.open):
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
        begins = last == 0 and following == candidate.value + 1  # an extract that begins with 第七条
        return candidate.value == 1 or last <= candidate.value <= last + _MAX_SKIP or begins

    def _take_heading(self, candidate: _Candidate) -> None:
        rank = RANKS[candidate.style]
        self._close_plain()
        boxed = [node.candidate.style for node in self.open].count("box")
        if candidate.style == "box" and boxed:  # the next box, and what the last one listed, end it
            while self.open.pop().candidate.style != "box":
                pass
        while rank < RANKS["box"] and self.open and RANKS.get(self.open[-1].candidate.style, 9) >= rank:
            self.open.pop()
        self._append(candidate)

    def _take_number(self, candidate: _Candidate) -> None:
        self._close_plain()
        styles = [node.candidate.style for node in self.open]
        if candidate.style in styles:
            for closed in self.open[styles.index(candidate.style) + 1 :]:
                if candidate.value == 1:
                    self.last.pop(closed.candidate.style, None)
            del self.open[styles.index(candidate.style) :]
        self.last[candidate.style] = candidate.value
        self._append(candidate)

    def _close_plain(self) -> None:
        """Nothing stands below plain paragraphs."""
        if self.open and self.open[-1].candidate.style == "plain":
            self.open.pop()

    def _append(self, candidate: _Candidate) -> None:
        node = _Node(candidate)
        (self.open[-1].children if self.open else self.roots).append(node)
        self.open.append(node)

    def tree(self, end: int) -> tuple[Item, ...]:
        return _freeze(self.roots, end)


def _freeze(nodes: list[_Node], end: int) -> tuple[Item, ...]:
    items: list[Item] = []
    for node in reversed(nodes):
        c = node.candidate
        children = _freeze(node.children, end)
        own_end = children[0].start if children else end
        items.append(Item(c.style, c.number, c.value, c.start, c.body, own_end, children))
        end = c.start
    return tuple(reversed(items))
