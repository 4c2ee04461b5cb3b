"""Assigning: pair the things of two sides by how alike they are, the best pair first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, TypeAlias, TypeVar

import attrs

__all__ = ["Likeness", "Place", "best_pairs"]

Place: TypeAlias = tuple[int, int]
"""The places of two things, each on its side."""

T = TypeVar("T")

_MOST: Final = 40_000
"""The most pairs that are compared; of more, in a hostile text, the fields are paired in their order."""


@attrs.frozen
class Likeness:
    """How alike the things of two sides are.

    Attributes:
        scores: those of the pairs that have something to do with each other.
    """

    scores: Mapping[Place, float]

    @cached_property
    def places(self) -> list[Place]:
        """The pairs, the best first; of those that are as good, the one that stands at about the same place."""
        return sorted(self.scores, key=lambda place: (-self.scores[place], abs(place[0] - place[1]), sum(place)))

    @cached_property
    def lines(self) -> dict[Place, list[Place]]:
        """By side and place: the pairs of a thing, the best first."""
        found: dict[Place, list[Place]] = {}
        for place in self.places:
            for side in (0, 1):
                found.setdefault((side, place[side]), []).append(place)
        return found

    def next_best(self, place: Place, side: int) -> float:
        """Return the best score of the same thing with any other."""
        return max((self.scores[other] for other in self.lines[side, place[side]][:2] if other != place), default=0.0)

    def best_first(
        self, margins: Iterable[tuple[float, float]], apart: float = math.inf
    ) -> Iterator[tuple[Place, float, float, bool]]:
        """Yield pairs of what is left, best first, each with its score, that of its best rival, and whether it is sure.

        What is only in doubt is still a rival to others.

        Args:
            margins: of a sure pair, the least score, and how much better than its rival it then must be.
            apart: how much better than any other pair of a thing one is to which it clearly belongs.

        >>> list(Likeness({(0, 0): 0.9, (0, 1): 0.4, (1, 1): 0.5}).best_first([(0.8, 0.2)]))
        [((0, 0), 0.9, 0.4, True), ((1, 1), 0.5, 0.0, False)]
        """
        gone: tuple[set[int], set[int]] = (set(), set())
        sure: tuple[set[int], set[int]] = (set(), set())

        def rival(place: Place, side: int) -> float:
            """Return the best score of one with another that is free, and does not clearly belong to it as well."""
            free = (it for it in self.lines[side, place[side]] if it != place and it[1 - side] not in sure[1 - side])
            scores = (self.scores[it] for it in free if self.scores[it] - self.next_best(it, 1 - side) < apart)
            return next(scores, 0.0)

        for place in self.places:
            if place[0] in gone[0] or place[1] in gone[1]:
                continue
            score, other = self.scores[place], max(rival(place, 0), rival(place, 1))
            is_sure = any(score >= least and score - other >= margin for least, margin in margins)
            for which in (gone, sure) if is_sure else (gone,):
                which[0].add(place[0])
                which[1].add(place[1])
            yield place, score, other, is_sure


def best_pairs(
    olds: Sequence[T], news: Sequence[T], score: Callable[[T, T], float], least: float
) -> list[tuple[T | None, T | None]]:
    """Return each old thing with the new one most like it, the best pair first, and ``None`` beside what is left.

    >>> best_pairs(["ab", "c"], ["abc", "x"], lambda one, other: len({*one} & {*other}), 1)
    [('ab', 'abc'), ('c', None), (None, 'x')]
    """
    places = [(i, j) for i in range(len(olds)) for j in range(len(news))] if len(olds) * len(news) <= _MOST else []
    scores = {place: score(olds[place[0]], news[place[1]]) for place in places} or {
        (i, i): least for i in range(min(len(olds), len(news)))
    }
    near = Likeness({place: worth for place, worth in scores.items() if worth >= least})
    partner = dict(place for place, *_ in near.best_first(()))
    taken = set(partner.values())
    return [
        *((old, news[partner[i]] if i in partner else None) for i, old in enumerate(olds)),
        *((None, new) for j, new in enumerate(news) if j not in taken),
    ]
