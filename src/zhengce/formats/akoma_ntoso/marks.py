"""Marks: where in the text of a part of a notice the words of its units, deadlines and citations stand.

A span is a place in the original, a text is the clean reading of it: a mark is
put on the occurrence of its words nearest to where its span says. What was built
by hand has no spans, and its marks go on the first occurrence that is free.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import attrs

from ...model import Source, Span

__all__ = ["Mark", "place_marks"]


@attrs.frozen
class Mark:
    """Words that something is said about.

    Attributes:
        words: the words, in the clean reading.
        span: where they stand in the original, if that is known.
        about: what is said, for whoever writes the marks.
    """

    words: str
    span: Span | None
    about: object


def place_marks(
    text: str, span: Span | None, marks: Iterable[Mark], source: Source
) -> tuple[list[tuple[int, Mark]], list[Mark]]:
    """The marks with their offsets in *text*, in text order, none overlapping another; and those that have no place.

    Args:
        text: the text of a part of the notice.
        span: where the text ends in the original, and what it stands in.
        marks: what is to be placed; the earlier ones have the first choice.
        source: the notice's.

    >>> marks = [Mark("公安局", None, "unit"), Mark("6月底前", None, "deadline"), Mark("税务局", None, "unit")]
    >>> placed, homeless = place_marks("6月底前完成。（公安局）", None, marks, Source(text=""))
    >>> [(at, mark.words) for at, mark in placed], [mark.words for mark in homeless]
    ([(0, '6月底前'), (8, '公安局')], ['税务局'])
    """
    begin = _clean_offset(source, span.end) - len(text) if span else 0
    placed: list[tuple[int, Mark]] = []
    homeless: list[Mark] = []
    for mark in marks:
        wanted = 0
        if span and mark.span:
            if not span.start <= mark.span.start <= mark.span.end <= span.end:
                homeless.append(mark)  # it was said elsewhere, above all the measures for example
                continue
            wanted = _clean_offset(source, mark.span.start) - begin
        free = [at for at in _occurrences(mark.words, text) if _is_free(at, at + len(mark.words), placed)]
        if free:
            at = min(free, key=lambda at: abs(at - wanted))
            placed.insert(bisect_right(placed, at, key=_offset), (at, mark))
        else:
            homeless.append(mark)
    return placed, homeless


def _clean_offset(source: Source, offset: int) -> int:
    """The offset into the clean reading of an offset into the original."""
    return bisect_left(range(len(source.clean)), offset, key=lambda clean: source.span(clean, clean).start)


def _occurrences(words: str, text: str) -> Iterator[int]:
    """Where *words* stand in one paragraph of *text*."""
    at = text.find(words) if words and "\n" not in words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _is_free(start: int, end: int, placed: list[tuple[int, Mark]]) -> bool:
    """Whether none of the marks, which are in text order, overlaps."""
    before = bisect_left(placed, end, key=_offset) - 1
    return before < 0 or placed[before][0] + len(placed[before][1].words) <= start


def _offset(placed: tuple[int, Mark]) -> int:
    return placed[0]
