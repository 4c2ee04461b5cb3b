"""Homes: which measure a place in the text belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from ..model import Measure, Notice
from ..text import Span

__all__ = ["Homes", "clauses"]


class Homes:
    """Stretches of the text, none inside another, with the measure that each belongs to."""

    def __init__(self, stretches: Iterable[tuple[Span, Measure | None]]) -> None:
        self._given = stretches

    @cached_property
    def _stretches(self) -> tuple[list[int], list[tuple[Span, Measure | None]]]:
        """Where they begin, and they, in text order; a rule that finds nothing needs neither."""
        stretches = sorted(self._given, key=lambda stretch: stretch[0].start)
        return [span.start for span, _ in stretches], stretches

    @classmethod
    def of(cls, notice: Notice) -> Homes:
        """Where its measures stand."""
        return cls((measure.span, measure) for measure in notice.measures if measure.span)

    def __call__(self, place: Span) -> Measure | None:
        """The measure in whose stretch the place begins."""
        starts, stretches = self._stretches
        i = bisect_right(starts, place.start)
        span, measure = stretches[i - 1] if i else (None, None)
        return measure if span and place.start < span.end else None


def clauses(notice: Notice) -> Iterator[tuple[Span, Measure | None]]:
    """Every unit clause, with its measure; those of a domain have none."""
    for domain in notice.domains:
        yield from ((clause, None) for clause in domain.clauses)
    for measure in notice.measures:
        yield from ((clause, measure) for clause in measure.clauses)
