"""Join printed lines into paragraphs.

A line continues on the next one if the first word of the next did not fit on it any more.
A line that ends earlier than that ends its paragraph. An indent, a wider gap between the
lines or another size of the letters also begins a new paragraph. The margins of the text,
which most lines keep, say whether a line is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import quantiles
from typing import Final

import attrs

from ...lexicon import COUNTING, ITEM
from ...text import WIDE
from ..extracted import Line
from .printed import CLOSING, Printed

_INDENT: Final = 1.2  # in characters: more than a ragged margin, less than the two of a first line
_FIRST_LINE: Final = 2.6  # in characters: no indent of a first line is wider
_ALIGNED: Final = 0.6  # in characters: how far edges may lie apart that are meant to be one
_ROOM: Final = 0.3  # in characters: what may be missing when a word is said to fit
_WIDER: Final = 1.35  # a gap between paragraphs, against one between lines
_OTHER_SIZE: Final = 0.15
_FAR: Final = 0.4  # of the width: a line that begins further to the right is a signature or a date
_NARROW: Final = 0.5  # of the page

_STARTS_ITEM = re.compile(rf"(?:{ITEM})|——|[（(][{COUNTING}0-9]+[）)]")
_STOP = re.compile(r"[。；：！？;:）)]”?$")
_WIDE_EDGE = re.compile(f"(?:[{WIDE}/_=] ?|[0-9A-Za-z]-)$")  # and where an address or a range may be parted
_WIDE_START = re.compile(f"[{WIDE}]")


@attrs.frozen
class Layout:
    """The layout of the text of a document: its margins and line spacing."""

    left: float
    right: float
    leading: float

    @classmethod
    def of(cls, lines: Sequence[Printed]) -> Layout:
        """Return the layout of *lines*, all on pages of one width."""
        left = -_edge(-line.left for line in lines)
        right = _edge(line.right for line in lines if not line.text.endswith(CLOSING))
        if not lines[0].in_column and right - left < _NARROW * lines[0].width:  # lines so short that none is full
            right = lines[0].width - left
        return cls(left=left, right=right, leading=_leading(lines))


def _edge(ends: Iterable[float]) -> float:
    """Return the outermost place that several lines reach; a few may stick out."""
    ordered = sorted(ends, reverse=True)
    return ordered[min(len(ordered) - 1, max(1, len(ordered) // 25))] if ordered else 0.0


def _leading(lines: Sequence[Printed]) -> float:
    """Return the line spacing inside paragraphs, in sizes: the gap at the closest quarter of the lines."""
    gaps = [
        (above.base - below.base) / below.size
        for above, below in pairwise(lines)
        if above.page == below.page and 0.8 * below.size < above.base - below.base < 4 * below.size
    ]
    return quantiles(gaps, n=8)[0] if len(gaps) > 1 else 1.5


Kind = tuple[bool, int]
"""What lines of one layout share: whether they are in a column, and the width of the page."""


def _kind(line: Printed) -> Kind:
    return line.in_column, round(line.width)


def layouts_of(lines: Iterable[Printed]) -> dict[Kind, Layout]:
    """Return the layout of every kind of lines."""
    kinds: dict[Kind, list[Printed]] = {}
    for line in lines:
        kinds.setdefault(_kind(line), []).append(line)
    return {kind: Layout.of(members) for kind, members in kinds.items()}


def paragraphs(lines: Iterable[Printed | Line], layouts: dict[Kind, Layout]) -> Iterator[Line]:
    """Join printed lines that continue a paragraph to the line before; a picture between them is kept."""
    before: list[Printed] = []  # the paragraph so far
    for line in lines:
        if isinstance(line, Line):
            yield line
            continue
        goes_on = bool(before) and _kind(before[-1]) == _kind(line) and _goes_on(before, line, layouts[_kind(line)])
        yield Line(line.text, page=line.page, before=_between(before[-1], line) if goes_on else "\n")
        if not goes_on:
            before = []
        before.append(line)


def _between(before: Printed, after: Printed) -> str:
    if before.text.endswith("\xad"):
        return "" if after.text[:1].islower() else "-"
    return "" if _WIDE_EDGE.search(before.text) or _WIDE_START.match(after.text) else " "


def _goes_on(paragraph: Sequence[Printed], line: Printed, layout: Layout) -> bool:
    """Return whether *line* belongs to the paragraph with these lines."""
    last = paragraph[-1]
    em = max(last.size, line.size)
    if abs(last.size - line.size) > _OTHER_SIZE * em:
        return False
    if last.page == line.page and last.base > line.base and last.base - line.base > _WIDER * layout.leading * em:
        return False
    if len(paragraph) == 1 and last.left - layout.left > _FAR * (layout.right - layout.left):
        return False
    if _room(last, layout, em) > line.word + _ROOM * em:
        return False
    if line.left > layout.left + _INDENT * em and not _is_centred(line, layout, em):
        return _hangs(paragraph, line, em)
    is_item = _STARTS_ITEM.match(line.text) is not None and _STOP.search(last.text) is not None
    return not is_item or paragraph[0].left > line.left + _INDENT * em


def _room(line: Printed, layout: Layout, em: float) -> float:
    """Return the width left on a line."""
    if _is_centred(line, layout, em):
        return layout.right - layout.left - (line.right - line.left)
    return layout.right - line.right


def _is_centred(line: Printed, layout: Layout, em: float) -> bool:
    before, after = line.left - layout.left, layout.right - line.right
    return before > _FIRST_LINE * em and abs(before - after) < em


def _hangs(paragraph: Sequence[Printed], line: Printed, em: float) -> bool:
    """Return whether an indented line continues the paragraph, under the words of an item whose number stands out."""
    if _STARTS_ITEM.match(line.text):
        return False
    if len(paragraph) > 1:
        return abs(paragraph[-1].left - line.left) < _ALIGNED * em
    return paragraph[0].left < line.left - _ALIGNED * em and _STARTS_ITEM.match(paragraph[0].text) is not None
