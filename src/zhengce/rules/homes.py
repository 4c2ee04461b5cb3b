"""Homes: find the measure that a place in the text belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from ..model import Measure, Notice
from ..text import Span

__all__ = ["Homes", "clauses"]


class Homes:
    """Stretches of the text that are not nested, each with its measure."""

    def __init__(self, stretches: Iterable[tuple[Span, Measure | None]]) -> None:
        self._given = stretches

    @cached_property
    def _stretches(self) -> tuple[list[int], list[tuple[Span, Measure | None]]]:
        """The beginnings of the stretches, and the stretches, in text order; made only when needed."""
        stretches = sorted(self._given, key=lambda stretch: stretch[0].start)
        return [span.start for span, _ in stretches], stretches

    @classmethod
    def of(cls, notice: Notice) -> Homes:
        """Return the homes for the places of all measures."""
        return cls((measure.span, measure) for measure in notice.measures if measure.span)

    def __call__(self, place: Span) -> Measure | None:
        """Return the measure in whose stretch the place begins."""
        starts, stretches = self._stretches
        i = bisect_right(starts, place.start)
        span, measure = stretches[i - 1] if i else (None, None)
        return measure if span and place.start < span.end else None


def clauses(notice: Notice) -> Iterator[tuple[Span, Measure | None]]:
    """Yield every unit clause with its measure, ``None`` for a clause of a domain."""
    for domain in notice.domains:
        yield from ((clause, None) for clause in domain.clauses)
    for measure in notice.measures:
        yield from ((clause, measure) for clause in measure.clauses)
