"""Aligning: find for each measure of a higher level what a lower level makes of it.

A lower plan says the same in other words, in another order, under other headings. What tells
is which words two measures share that few others have. Words of level (全省, 我区) and numbers
do not count. A pair that is not much better than its rivals is *doubtful*.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from operator import add
from typing import Any, Final, Literal

import attrs

from ..model import Measure, Notice
from ..text import as_tuple
from .assigning import Likeness, Place
from .changes import Change, Kind, Words, changes_of_fields, is_less_better
from .levels import area_of, borrowed, without_levels
from .matching import folded
from .placed import as_notice
from .roles import names
from .wording import plain_words, words_at

__all__ = ["Aligned", "Alignment", "Copied", "align"]

SURE: Final = ((0.16, 0.04), (0.2, 0.015))
"""Of a pair that is not doubtful: the least score, and how much better than its best rival it then must be."""

PART: Final = (0.18, 0.06)
"""Of a part of a split or a merger that is not doubtful: the least score, and how much better than any other."""

MAYBE: Final = 0.12
"""The least score of a part of a split or a merger that is doubtful."""

LEAST: Final = 0.06
"""The score below which two measures have nothing to do with each other."""

RATES: Final = frozenset({"%", "‰", "个百分点", "百分点", "倍", "成"})
"""Units of targets that can be compared between levels; a count of a city is smaller than that of its province."""

Direction = Literal["tighter", "slacker"]


@attrs.frozen(kw_only=True)
class Aligned:
    """A measure of the higher level, and one of the lower level that carries it out, or may.

    Attributes:
        upper: the measure of the higher level.
        lower: the measure of the lower one.
        score: how much they share, from 0 to 1.
        rival: the score of the next best pair of either.
        shared: the longest words that they share.
        tightened: limits and rates that the lower level made stricter (层层加码).
        slackened: those that it made less strict.
    """

    upper: Measure
    lower: Measure
    score: float
    rival: float = 0.0
    shared: tuple[str, ...] = ()
    tightened: tuple[Change, ...] = ()
    slackened: tuple[Change, ...] = ()


@attrs.frozen(kw_only=True)
class Copied:
    """Words of the lower level that set a number for the area of the higher one.

    Attributes:
        measure: the measure of the lower level.
        words: the words, and their place in the original.
    """

    measure: Measure
    words: Words


@attrs.frozen(kw_only=True)
class Alignment:
    """How a plan of a lower level of government carries out one of a higher level.

    Attributes:
        upper: the notice of the higher level.
        lower: the notice of the lower level.
        pairs: measures that belong together; one may have several counterparts, where it was split or merged.
        doubtful: pairs that a person must decide about.
        copied: words that the lower level seems to have copied.
    """

    upper: Notice
    lower: Notice
    pairs: tuple[Aligned, ...] = attrs.field(default=(), converter=as_tuple)
    doubtful: tuple[Aligned, ...] = attrs.field(default=(), converter=as_tuple)
    copied: tuple[Copied, ...] = attrs.field(default=(), converter=as_tuple)

    def __repr__(self) -> str:
        return f"<Alignment, {len(self.pairs)} pairs, {len(self.doubtful)} doubtful, {self.coverage:.0%} covered>"

    @property
    def coverage(self) -> float:
        """The share of the upper measures that have a sure counterpart."""
        covered = {id(pair.upper) for pair in self.pairs}
        return len(covered) / len(self.upper.measures) if self.upper.measures else 0.0

    @property
    def uncovered(self) -> tuple[Measure, ...]:
        """The upper measures without a counterpart, sure or doubtful."""
        held = {id(pair.upper) for pair in (*self.pairs, *self.doubtful)}
        return tuple(measure for measure in self.upper.measures if id(measure) not in held)

    @property
    def own(self) -> tuple[Measure, ...]:
        """The lower level's own initiatives: measures without a counterpart, sure or doubtful."""
        held = {id(pair.lower) for pair in (*self.pairs, *self.doubtful)}
        return tuple(measure for measure in self.lower.measures if id(measure) not in held)

    @property
    def units(self) -> dict[str, Counter[str]]:
        """Which units of the lower level lead what a unit of the higher level leads, and how often."""
        found: dict[str, Counter[str]] = {}
        for pair in self.pairs:
            for unit in pair.upper.lead_units:
                found.setdefault(unit.name, Counter()).update(other.name for other in pair.lower.lead_units)
        return found

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each pair and for each measure without one, in the order of the upper notice, then of the lower.

        Returns:
            Dicts with the keys ``state`` (``pair``, ``doubtful``, ``uncovered``, ``own``), ``upper_id``,
            ``upper_title``, ``upper_units``, ``lower_id``, ``lower_title``, ``lower_units``, ``score``, ``rival``,
            ``shared``, ``tightened``, ``slackened`` and ``copied``.
        """
        copied: dict[int, list[str]] = {}
        for found in self.copied:
            copied.setdefault(id(found.measure), []).append(str(found.words))
        place = {id(measure): number for number, measure in enumerate((*self.upper.measures, *self.lower.measures))}
        held: list[tuple[str, Measure | None, Measure | None, Aligned | None]] = [
            *(("pair", pair.upper, pair.lower, pair) for pair in self.pairs),
            *(("doubtful", pair.upper, pair.lower, pair) for pair in self.doubtful),
            *(("uncovered", measure, None, None) for measure in self.uncovered),
            *(("own", None, measure, None) for measure in self.own),
        ]
        held.sort(key=lambda row: [place[id(part)] for part in row[1:3] if isinstance(part, Measure)])
        return [_row(*row, "；".join(copied.get(id(row[2]), ()))) for row in held]


def _row(state: str, upper: Measure | None, lower: Measure | None, pair: Aligned | None, copied: str) -> dict[str, Any]:
    return {
        "state": state,
        "upper_id": upper.id if upper else None,
        "upper_title": upper.title if upper else None,
        "upper_units": names(upper.lead_units) if upper else None,
        "lower_id": lower.id if lower else None,
        "lower_title": lower.title if lower else None,
        "lower_units": names(lower.lead_units) if lower else None,
        "score": pair.score if pair else None,
        "rival": pair.rival if pair else None,
        "shared": "、".join(pair.shared) if pair else None,
        "tightened": _listed(pair.tightened) if pair else None,
        "slackened": _listed(pair.slackened) if pair else None,
        "copied": copied or None,
    }


def _listed(changes: Iterable[Change]) -> str | None:
    return "；".join("→".join(filter(None, change.texts)) for change in changes) or None


def align(upper: Notice, lower: Notice) -> Alignment:
    r"""Compare a plan of a higher level of government with one of a lower level.

    Measures are paired by words that they share and few others have; splits and mergers make
    several pairs. Time limits, and targets that are rates, are compared; counts are not, since
    that of a city is naturally smaller than that of its province.

    Args:
        upper: the plan of the higher level.
        lower: the plan of the lower one.

    >>> from zhengce import parse
    >>> upper = parse("云岭省方案\n1.改造老旧管网。2024年9月底前完成。（水利厅负责）\n2.推行联合报装。（住建厅负责）")
    >>> lower = parse(
    ...     "云州市方案\n1.推行水气联合报装。（住建局负责）\n2.老旧管网改造。2024年6月底前完成。（水务局负责）"
    ... )
    >>> [(pair.upper.title, pair.lower.title, len(pair.tightened)) for pair in align(upper, lower).pairs]
    [('改造老旧管网', '老旧管网改造', 1), ('推行联合报装', '推行水气联合报装', 0)]
    """
    upper, lower = as_notice(upper), as_notice(lower)
    pairs: list[Aligned] = []
    doubtful: list[Aligned] = []
    for (i, j), score, rival, is_sure in sorted(_pairs(_likeness(upper, lower))):
        pair = _compared(upper.measures[i], lower.measures[j], score, rival)
        (pairs if is_sure else doubtful).append(pair)
    copied = [
        Copied(measure=measure, words=words_at(measure, lower.source, start, end))
        for measure in lower.measures
        for start, end in borrowed(measure, area_of(upper))
    ]
    return Alignment(upper=upper, lower=lower, pairs=pairs, doubtful=doubtful, copied=copied)


def _compared(upper: Measure, lower: Measure, score: float, rival: float) -> Aligned:
    """Return the pair with its reasons, and with what the lower level made stricter or less strict."""
    tightened, slackened = [], []
    for change in changes_of_fields(upper, lower):
        match _direction(change):
            case "tighter":
                tightened.append(change)
            case "slacker":
                slackened.append(change)
    return Aligned(
        upper=upper,
        lower=lower,
        score=round(score, 2),
        rival=round(rival, 2),
        shared=_common(upper, lower),
        tightened=tuple(tightened),
        slackened=tuple(slackened),
    )


def _direction(change: Change) -> Direction | None:
    match change.field, change.kind:
        case "limit", Kind.EARLIER:
            return "tighter"
        case "limit", Kind.LATER:
            return "slacker"
        case "target", Kind.FIRMER:
            return "tighter"
        case "target", Kind.SOFTER:
            return "slacker"
        case "target", Kind.RAISED | Kind.LOWERED if change.new.unit in RATES and change.new_part:
            is_more = change.kind is Kind.RAISED
            return "tighter" if is_more is not is_less_better(change.new_part, change.new) else "slacker"
    return None


def _common(one: Measure, other: Measure, most: int = 3) -> tuple[str, ...]:
    """Return the longest words that two measures share, in the order of the first."""
    first, second = (folded(without_levels(measure.title + measure.text)) for measure in (one, other))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    longest = sorted((block for block in blocks if block.size > 1), key=lambda block: -block.size)[:most]
    return tuple(first[block.a : block.a + block.size] for block in sorted(longest))


# --- how alike ----------------------------------------------------------------

_Bag = dict[str, float]

_OFTEN: Final = 0.2
"""The share of measures that have a word which tells so little that it is looked at only where others are shared."""


_DIGITS: Final = 9
"""The digits of a score; more would tell in which order they were added, not which of two is higher."""


def _likeness(upper: Notice, lower: Notice) -> Likeness:
    """Return for each measure of either level how much it shares, the rarer a word, the more it counts."""
    counts = [[_grams(measure, notice) for measure in notice.measures] for notice in (upper, lower)]
    holders = Counter(gram for side in counts for bag in side for gram in bag)
    total = sum(map(len, counts))
    often = {gram for gram, count in holders.items() if count > _OFTEN * total}
    rarity = {gram: math.log(total / count) * (0.5 if len(gram) == 1 else 1) for gram, count in holders.items()}
    bags = [[_weighed(bag, rarity) for bag in side] for side in counts]
    uppers, lowers = ([{gram: bag[gram] for gram in bag if gram in often} for bag in side] for side in bags)
    lengths = [_length(bag) for bag in lowers]
    holding: dict[str, list[tuple[int, float]]] = {}
    for j, bag in enumerate(bags[1]):
        for gram in bag:
            if gram not in often:
                holding.setdefault(gram, []).append((j, bag[gram]))
    near: dict[Place, float] = {}
    for i, (bag, one) in enumerate(zip(bags[0], uppers, strict=True)):
        scores = [0.0] * len(lowers)
        for gram in bag.keys() & holding.keys():
            for j, weight in holding[gram]:
                scores[j] += bag[gram] * weight
        length = _length(one)
        for j, score in enumerate(scores):
            if score + length * lengths[j] >= LEAST and (score := score + _shared(one, lowers[j])) >= LEAST:
                near[i, j] = round(score, _DIGITS)
    return Likeness(near)


def _grams(measure: Measure, notice: Notice) -> Counter[str]:
    """Return the characters of a measure, and the pairs of them that stand side by side; those of the title twice."""
    bag: Counter[str] = Counter()
    for text in (measure.title, plain_words(measure, notice.source)):
        for words in _NUMBER.split(folded(without_levels(text))):
            bag.update(words)
            bag.update(map(add, words, words[1:]))
    return bag


_NUMBER: Final = re.compile("[0-9]+")


def _weighed(bag: Counter[str], rarity: Mapping[str, float]) -> _Bag:
    weights = {gram: (1 + math.log(count)) * rarity[gram] for gram, count in bag.items()}
    length = _length(weights) or 1.0
    return {gram: weight / length for gram, weight in weights.items()}


def _length(bag: _Bag) -> float:
    return math.sqrt(sum(weight * weight for weight in bag.values()))


def _shared(one: _Bag, other: _Bag) -> float:
    few, many = sorted((one, other), key=len)
    return sum(weight * many[gram] for gram, weight in few.items() if gram in many)


# --- pairs ----------------------------------------------------------------------


def _pairs(likeness: Likeness) -> Iterator[tuple[Place, float, float, bool]]:
    """Yield the places of the pairs, each with its score, that of its best rival, and whether it is sure.

    First come pairs of one with one, the best first; then what is left is added where it is a part of a split or
    a merger.
    """
    found = list(likeness.best_first(SURE, apart=PART[1]))
    yield from found
    for (side, number), (best, *_) in likeness.lines.items():
        score = likeness.scores[best]
        if score >= MAYBE and all(place[side] != number for place, *_ in found):
            other = likeness.next_best(best, side)
            yield best, score, other, score >= PART[0] and score - other >= PART[1]
