"""Layout: the body of a notice as paragraphs, in the order in which it is printed.

A notice has separate lists of sections and domains, and stores the headings above a
domain without their numbers. Here all parts are put in one order again: by place if the
notice was read from a text, otherwise by number. A heading without a number gets the one
that fits its place, in the styles of GB/T 9704-2012: 一、 then （一） then 1. then （1）.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from ..analysis.roles import units_by_role
from ..files.numerals import counting
from ..model import Domain, Measure, Notice, Section
from ..reading.outline import RANKS, heading_style, read_style

Node = Section | Domain | Measure

UNTITLED: Final = "全文"
"""The name given to a domain without one."""


@attrs.frozen
class Paragraph:
    """A paragraph of the output.

    Attributes:
        text: its words, on one line.
        level: the level of a heading, from 1 on; 0 for text.
        opens: true if a part outside of all numbering begins here: plain paragraphs,
            an annex, an enclosed document.
    """

    text: str
    level: int = 0
    opens: bool = False


def lay_out(notice: Notice) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of the body in the likeliest order, then, where places do not decide, in other orders."""
    for nodes in _orders(notice):
        setter = _Setter(notice.title or UNTITLED)
        for node, ahead in zip(nodes, _look_ahead(nodes), strict=True):
            setter.take(node, ahead)
        yield setter.paragraphs


# --- order ----------------------------------------------------------------


def _orders(notice: Notice) -> Iterator[list[Node]]:
    """Yield all parts of the body in order: by place, or else by number, or else measures first."""
    nodes = list(_merged(notice.sections, notice.domains, 0))
    places = [_place(node) for node in nodes]
    if None not in places:
        yield [node for _, node in sorted(zip(places, nodes, strict=True), key=lambda pair: pair[0] or 0)]
        return
    yield nodes
    letter = next((i for i, section in enumerate(notice.sections) if section.title), len(notice.sections))
    if notice.domains and letter < len(notice.sections):
        closing = (node for top in notice.sections[letter:] for node in top.walk())
        yield [*notice.sections[:letter], *_flat(notice.domains), *closing]


def _place(node: Node) -> float | None:
    """Return the place of the node in the original; a heading counts as before what it heads."""
    if node.span is not None:
        return node.span.start
    below = node.measures[0].span if isinstance(node, Domain) and node.measures else None
    return None if below is None else below.start - 0.5


def _merged(sections: Sequence[Section], domains: Sequence[Domain], depth: int) -> Iterator[Node]:
    """Yield sections and domains by number; a domain goes inside a section if its path says so."""
    inside: dict[int, list[Domain]] = {}
    before: dict[int, list[Domain]] = {}
    for domain in domains:
        above = domain.path[depth:]
        homes = [i for i, section in enumerate(sections) if section.title and section.title in above]
        if homes:
            inside.setdefault(homes[-1], []).append(domain)
        else:
            position = _position(sections, "" if above else domain.number, is_top=depth == 0)
            before.setdefault(position, []).append(domain)
    for i, section in enumerate(sections):
        yield from _flat(before.get(i, []))
        yield section
        below = inside.get(i, [])
        yield from _merged(section.sections, below, below[0].path.index(section.title) + 1 if below else depth)
    yield from _flat(before.get(len(sections), []))


def _position(sections: Sequence[Section], number: str, *, is_top: bool) -> int:
    """Return the index of the section before which a heading belongs: by its number, or where a number is missing."""
    sought = read_style(number)
    last: dict[str, int] = {}
    for i, section in enumerate(sections):
        if found := read_style(section.number):
            style, value = found
            is_missing = value > last.get(style, 0) + 1
            if is_missing if sought is None else (style == sought[0] and value > sought[1]):
                return i
            last[style] = value
    end = len(sections)
    while end > is_top and not sections[end - 1].title:  # the first section at the top is the letter
        end -= 1
    return end


def _flat(domains: Sequence[Domain]) -> Iterator[Node]:
    for domain in domains:
        yield domain
        for measure in domain.measures:
            yield from measure.walk()


# --- what comes next --------------------------------------------------------


@attrs.frozen
class _Ahead:
    """What follows a node.

    ``line`` is the first line after it and ``section`` the next section. If the node is a
    heading in the path of the next domain, ``path`` has the headings above it.
    """

    line: str = ""
    section: Section | None = None
    path: tuple[str, ...] = ()


def _look_ahead(nodes: Sequence[Node]) -> list[_Ahead]:
    """Return for each node what it needs to know of those after it."""
    known: list[_Ahead] = []
    line, section, path = "", None, tuple[str, ...]()
    for node in reversed(nodes):
        title = node.title if isinstance(node, Section) else ""
        above = path[: path.index(title)] if title in path else ()
        known.append(_Ahead(line, section, above))
        if isinstance(node, Domain):
            path = node.path
        elif isinstance(node, Section):
            section = node
            path = path[: path.index(title)] if title in path else path
        line = (node.name if isinstance(node, Domain) else node.text).split("\n", 1)[0]
    return known[::-1]


# --- setting ----------------------------------------------------------------

_LADDER: Final = ("part", "chapter", "section", "article", "han", "bracketed_han", "arabic", "bracketed")
_GIVEN: Final = tuple(style for style in _LADDER if style not in ("section", "article"))
"""The styles that headings may get. 节 and 条 are not among them: a 节 is always in a 章, and a 条 is no heading."""

_PRINTED: Final = {
    "part": "第{han}编 ",
    "chapter": "第{han}章 ",
    "section": "第{han}节 ",
    "article": "第{han}条 ",
    "han": "{han}、",
    "bracketed_han": "（{han}）",
    "arabic": "{value}.",
    "bare": "{value} ",
    "bracketed": "（{value}）",
    "half_bracketed": "{value}）",
    "task": "任务{value}：",
    "circled": "{circle}",
}


@attrs.frozen
class _Open:
    """A heading or item under which the following parts may be read."""

    style: str
    value: int
    title: str


class _Setter:
    """Takes the nodes in order, sets their paragraphs, and keeps track of the open headings."""

    def __init__(self, unnamed: str) -> None:
        self.unnamed = unnamed
        self.paragraphs: list[Paragraph] = []
        self.open: list[_Open] = []

    def take(self, node: Node, ahead: _Ahead) -> None:
        if isinstance(node, Domain):
            self._take_domain(node, ahead)
        elif isinstance(node, Section):
            self._take_section(node, ahead)
        else:
            self._push(*(read_style(node.number) or ("", 0)), node.title)
            self._set(_parted(node.number, _with_blanks(node)))

    def _take_section(self, section: Section, ahead: _Ahead) -> None:
        first, *more = section.text.split("\n")
        style, value = read_style(section.number) or ("", 0)
        if not style:
            style = heading_style(first, [*more, ahead.line][0]) or "heading" if section.title else "plain"
        self._open_path(ahead.path, style, set(), ahead)
        self._push(style, value, section.title)
        is_heading = bool(section.title and (section.sections or more)) and "。" not in first
        self._set(
            _parted(section.number, section.text), level=len(self.open) if is_heading else 0, opens=_is_apart(style)
        )

    def _take_domain(self, domain: Domain, ahead: _Ahead) -> None:
        if domain.name == self.unnamed and not (domain.number or domain.path or domain.text):
            return
        below = domain.text.split("\n", 1)[0] or ahead.line
        style, value = read_style(domain.number) or (heading_style(domain.name, below) or "heading", 0)
        in_table = not (domain.number or domain.text) and all(m.text.startswith("|") for m in domain.measures)
        items = {found[0] for m in domain.measures if (found := read_style(m.number))}
        self._open_path(domain.path, "" if in_table else style, items, ahead)
        if not in_table:  # in a table a cell names it
            self._push(style, value, domain.name)
            self._set(_parted(domain.number, domain.number + domain.name), level=len(self.open), opens=_is_apart(style))
            self._set(domain.text)

    def _open_path(self, path: tuple[str, ...], style: str, items: set[str], ahead: _Ahead) -> None:
        """Set the headings above a part that are not open yet; the part has a *style* and contains *items*."""
        if not path or tuple(o.title for o in self._above(style)) == path:
            return
        kept = 0
        while kept < min(len(path), len(self.open)) and self.open[kept].title == path[kept]:
            kept += 1
        bare = [title for title in path[kept:] if heading_style(title) is None]
        free = _free_styles({style, *items, *(o.style for o in self.open[:kept])}, len(bare))
        for depth, title in enumerate(path[kept:], kept):
            kind, value = heading_style(title) or "", 0
            if not kind:
                kind, value = self._next(depth, free.pop(0), ahead)
            self._push(kind, value, title)
            self._set(print_number(kind, value) + title, level=len(self.open), opens=_is_apart(kind))

    def _next(self, depth: int, free: str, ahead: _Ahead) -> tuple[str, int]:
        """Return the number after the open one at this depth, or else the one before the next section's."""
        if len(self.open) > depth and self.open[depth].value:
            return self.open[depth].style, self.open[depth].value + 1
        coming = read_style(ahead.section.number) if ahead.section else None
        if coming and coming[1] > 1 and _rung(coming[0]) < _rung(free):
            return coming[0], 1
        return free, 1

    def _above(self, style: str) -> list[_Open]:
        """Return what stays open when a part of that style begins; see ``reading.outline``."""
        if style in RANKS:
            count = len(self.open)
            while RANKS[style] < RANKS["box"] and count and RANKS.get(self.open[count - 1].style, 9) >= RANKS[style]:
                count -= 1
            return self.open[:count]
        styles = [o.style for o in self.open]
        return self.open[: styles.index(style)] if style in styles else self.open

    def _push(self, style: str, value: int, title: str) -> None:
        if style:
            above = [o for o in self._above(style) if o.style != "plain"]
            self.open = [*above, _Open(style, value, title)]

    def _set(self, text: str, *, level: int = 0, opens: bool = False) -> None:
        for line in filter(None, text.split("\n")):
            self.paragraphs.append(Paragraph(line, level, opens))
            level, opens = 0, False


def _is_apart(style: str) -> bool:
    return RANKS.get(style, 9) <= RANKS["title"]


def print_number(style: str, value: int) -> str:
    """Return a number as a style of ``reading.outline`` prints it; empty without a style or a number.

    >>> [print_number(style, 12) for style in ("han", "bracketed_han", "arabic", "article")]
    ['十二、', '（十二）', '12.', '第十二条 ']
    """
    pattern = _PRINTED.get(style, "") if value else ""
    return pattern.format(value=value, han=counting(value), circle=chr(0x245F + value))


def _free_styles(used: set[str], count: int) -> list[str]:
    """Return the styles right above those in use, the highest first."""
    free = [style for style in _GIVEN if _rung(style) < min(map(_rung, used))]
    return [*free[max(0, len(free) - count) :], *_GIVEN]


def _rung(style: str) -> int:
    return _LADDER.index(style) if style in _LADDER else len(_LADDER)


def _parted(number: str, text: str) -> str:
    """Return the text, with a blank after its number if nothing else separates them: 1 总则, 1.1 编制目的."""
    is_bare = number.isascii() and number[-1:].isdigit() and text.startswith(number)
    return f"{number} {text[len(number) :]}" if is_bare else text


def _with_blanks(measure: Measure) -> str:
    """Return its text with a blank between units that nothing else separates; the clean reading drops it again."""
    text = measure.text
    for units in units_by_role(measure).values():
        for one, other in pairwise(unit.name for unit in units):
            text = text.replace(one + other, f"{one} {other}")
    return text
