"""Matching: find for each piece of work in an amended notice the one in the old notice.

The same words in the same domain are the same work. The rest is compared by title, task, day,
kind, domain and units, the best pair first. A pair that is not much better than its rival, or
not good enough, is *doubtful* and left for a person to decide.

Time limits with the same words (5月底前、11月底前，分两阶段) are matched as one group, and inside
it in the order of their days.
"""

from __future__ import annotations

import unicodedata
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from operator import add
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar

import attrs

from ..saying import say
from .assigning import Likeness, Place

__all__ = ["Change", "Matched", "Pair", "Revision", "alike", "folded", "match"]

SURE: Final = ((0.75, 0.05), (0.55, 0.2))
"""Of a pair that is not doubtful: the least score, and how much better than its best rival it then must be.

In forty amended versions of a real notice that were made by program, every pair that fulfils one of them was right.
"""

LEAST: Final = 0.3
"""The score below which two things have nothing to do with each other."""

COMPARED: Final = (
    "title task text kind start due event recurrence domain commander"
    " lead_units responsible_units supporting_units targets"
).split()
"""The fields in which a pair may differ, where it has them."""


class Matched(Protocol):
    """What can be matched: an obligation of a ledger, or anything that has its fields."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def task(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def due(self) -> Any: ...  # noqa: D102
    @property
    def domain(self) -> str: ...  # noqa: D102
    @property
    def units(self) -> tuple[str, ...]: ...  # noqa: D102


M = TypeVar("M", bound=Matched)
T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Change:
    """A field that has changed."""

    field: str
    old: Any
    new: Any


@attrs.frozen(kw_only=True)
class Pair(Generic[T]):
    """An old thing and the new one that it became, or may have become.

    Attributes:
        old: the old one.
        new: the new one.
        score: how alike they are, from 0 to 1.
        reasons: why they were matched, or are doubtful.
    """

    old: T
    new: T
    score: float
    reasons: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The fields that differ."""
        both = ((name, getattr(self.old, name, None), getattr(self.new, name, None)) for name in COMPARED)
        return tuple(Change(field=name, old=old, new=new) for name, old, new in both if old != new)


@attrs.frozen(kw_only=True)
class Revision(Generic[M]):
    """What became of each part in an amended notice.

    Every old part is in exactly one of ``kept``, ``changed``, ``removed`` and
    ``doubtful``; every new one in one of ``kept``, ``changed``, ``added`` and ``doubtful``.

    Attributes:
        kept: pairs without a difference.
        changed: pairs with differences, see :attr:`Pair.changes`.
        added: what is new.
        removed: what is gone.
        doubtful: pairs that a person must decide about, see :meth:`decide`.
    """

    kept: tuple[Pair[M], ...] = ()
    changed: tuple[Pair[M], ...] = ()
    added: tuple[M, ...] = ()
    removed: tuple[M, ...] = ()
    doubtful: tuple[Pair[M], ...] = ()

    def decide(self, old: str, new: str | None) -> Revision[M]:
        """Return the revision with one doubt decided.

        Args:
            old: the id of the old thing of a doubtful pair.
            new: the id of the new thing that it became; ``None`` where it is gone, and the
                new one of its pair is added.

        Raises:
            ValueError: there is no such doubt, or no such new thing in doubt.
        """
        doubt = next((pair for pair in self.doubtful if pair.old.id == old), None)
        if doubt is None:
            doubts = ", ".join(pair.old.id for pair in self.doubtful)
            raise ValueError(say("nothing is in doubt about {id!r}; in doubt are {doubts}", id=old, doubts=doubts))
        left = [pair for pair in self.doubtful if pair is not doubt]
        if new is None:
            removed, added = (*self.removed, doubt.old), (*self.added, doubt.new)
            return attrs.evolve(self, removed=removed, added=added, doubtful=tuple(left))
        other = next((pair for pair in self.doubtful if pair.new.id == new), None)
        fresh = other.new if other else next((thing for thing in self.added if thing.id == new), None)
        if fresh is None:
            raise ValueError(say("no new thing in doubt has the id {id!r}", id=new))
        added = tuple(thing for thing in self.added if thing is not fresh)
        if other is None:
            added = (*added, doubt.new)
        elif other is not doubt:  # the two change partners
            why = (say("its partner was taken by a person"),)
            left[left.index(other)] = attrs.evolve(other, new=doubt.new, reasons=why)
        pair = attrs.evolve(doubt, new=fresh, reasons=(say("decided by a person"),))
        which = "changed" if pair.changes else "kept"
        return attrs.evolve(self, added=added, doubtful=tuple(left), **{which: (*getattr(self, which), pair)})


def folded(text: str) -> str:
    """Return what of a text survives copying: its letters and digits, in their plain forms.

    >>> folded("（一）１２月底前，  完成 “一网通办”")
    '一12月底前完成一网通办'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def alike(one: str, other: str) -> float:
    """Return how much two texts share, from 0 to 1, by their pairs of neighbouring characters.

    >>> alike("完成管网改造", "完成管网更新")
    0.6
    """
    first, second = _bag(one), _bag(other)
    return _dice(first, second, len(first & second))


def match(old: Iterable[M], new: Iterable[M]) -> Revision[M]:
    """Return what became of the old things, and what is new.

    >>> from types import SimpleNamespace as Thing
    >>> def thing(id: str, title: str, due: date) -> Thing:
    ...     return Thing(id=id, title=title, task="", text="底前", kind="by", due=due, domain="供水", units=("水务局",))
    >>> september, october = date(2024, 9, 30), date(2024, 10, 31)
    >>> revision = match(
    ...     [thing("a", "改造老旧管网", september), thing("b", "推行联合报装", september)],
    ...     [thing("c", "改造老旧管网", october)],
    ... )
    >>> [(pair.old.id, pair.new.id, [change.field for change in pair.changes]) for pair in revision.changed]
    [('a', 'c', ['due'])]
    >>> [gone.id for gone in revision.removed]
    ['b']
    """
    left, right = _groups(old), _groups(new)
    made = _Result[M]()
    for words in [words for words in left if words in right]:
        more, others = made.join(left[words], right[words], 1.0, (say("same words"),))
        left[words].things, right[words].things = more, others
        left[words].is_rest = right[words].is_rest = True  # one of several with the same words: which, nobody knows
    left, right = ({words: group for words, group in side.items() if group.things} for side in (left, right))
    olds, news = list(left.values()), list(right.values())
    for (i, j), score, rival, sure in _likeness(olds, news).best_first(SURE):
        before, after = olds[i], news[j]
        like = {
            name: _dice(one, other, len(one & other))
            for name, one, other in (("title", before.title, after.title), ("task", before.task, after.task))
        }
        reasons = (
            say("title {title:.2f}, task {task:.2f}", **like),
            say("score {score:.2f}, the next best {rival:.2f}", score=score, rival=rival),
        )
        doubtful = not sure or before.is_rest or after.is_rest
        more, others = made.join(before, after, score, reasons, doubtful=doubtful)
        made.removed += more
        made.added += others
        before.taken = after.taken = True
    for group in olds:
        made.removed += [] if group.taken else group.things
    for group in news:
        made.added += [] if group.taken else group.things
    return made.revision()


# --- groups of the same words ---------------------------------------------------


@attrs.define(slots=False)
class _Group(Generic[M]):
    """Things with the same words, which differ in their days alone, in the order of those."""

    things: list[M] = attrs.field(factory=list)
    taken: bool = False
    is_rest: bool = False

    def add(self, thing: M) -> None:
        insort(self.things, thing, key=lambda thing: thing.due or date.max)

    @cached_property
    def title(self) -> _Bag:
        return _bag(self.things[0].title)

    @cached_property
    def task(self) -> _Bag:
        return _bag(self.things[0].task or self.things[0].title)  # where no words are its own, the title counts

    @cached_property
    def days(self) -> set[date | None]:
        return {thing.due for thing in self.things}

    @cached_property
    def domain(self) -> str:
        return folded(self.things[0].domain)

    @cached_property
    def units(self) -> set[str]:
        return set(self.things[0].units)

    def score(self, other: _Group[M], title: float, task: float) -> float:
        """Return how alike two groups are, of which it is known how much their titles and tasks share."""
        kind = self.things[0].kind == other.things[0].kind
        same = 0.05 * (bool(self.days & other.days) + kind + (self.domain == other.domain))
        units = len(self.units) + len(other.units)
        alike = 2 * len(self.units & other.units) / units if units else 1.0
        return 0.45 * title + 0.3 * task + same + 0.1 * alike


_WITHOUT_WORDS: Final = 0.26
"""More than the score of two groups whose words share nothing."""


def _groups(things: Iterable[M]) -> dict[tuple[str, ...], _Group[M]]:
    found: dict[tuple[str, ...], _Group[M]] = {}
    for thing in things:
        words = (folded(thing.domain), folded(thing.title), str(thing.kind), folded(thing.task))
        found.setdefault(words, _Group()).add(thing)
    return found


def _likeness(olds: Sequence[_Group[M]], news: Sequence[_Group[M]]) -> Likeness:
    """Return the scores of the pairs of groups that share words; others cannot have enough without."""
    near: dict[Place, float] = {}
    titles = _shared([group.title for group in olds], [group.title for group in news])
    tasks = _shared([group.task for group in olds], [group.task for group in news])
    for i, (old, by_title, by_task) in enumerate(zip(olds, titles, tasks, strict=True)):
        for j in by_title.keys() | by_task.keys():
            title, task = _dice(old.title, news[j].title, by_title[j]), _dice(old.task, news[j].task, by_task[j])
            if 0.45 * title + 0.3 * task > LEAST - _WITHOUT_WORDS:
                score = old.score(news[j], title, task)
                if score >= LEAST:
                    near[i, j] = score
    return Likeness(near)


# --- how much texts share -------------------------------------------------------

_Bag: TypeAlias = frozenset[str]
"""The pairs of neighbouring characters of a text; one that comes again has a number."""


def _bag(text: str) -> _Bag:
    plain = folded(text)
    counts = Counter(map(add, plain, plain[1:])) or Counter([plain])
    again = (f"{pair}{number}" for pair, count in counts.items() if count > 1 for number in range(1, count))
    return frozenset(counts).union(again)


def _shared(ones: Iterable[_Bag], others: Iterable[_Bag]) -> Iterator[Counter[int]]:
    """Yield for each bag of one side with how many elements it shares with those of the other, by their places."""
    holders: dict[str, list[int]] = {}
    for place, bag in enumerate(others):
        for pair in bag:
            holders.setdefault(pair, []).append(place)
    for bag in ones:
        yield Counter(chain.from_iterable(holders.get(pair, ()) for pair in bag))


def _dice(one: _Bag, other: _Bag, shared: int) -> float:
    return 2 * shared / (len(one) + len(other))


# --- pairs ----------------------------------------------------------------------


class _Result(Generic[M]):
    """A revision in the making."""

    def __init__(self) -> None:
        self.pairs: list[Pair[M]] = []
        self.doubtful: list[Pair[M]] = []
        self.added: list[M] = []
        self.removed: list[M] = []

    def join(
        self, old: _Group[M], new: _Group[M], score: float, reasons: tuple[str, ...], *, doubtful: bool = False
    ) -> tuple[list[M], list[M]]:
        """Pair the members of two groups, all in the order of their days, or those of the same day first.

        Returns:
            what is left of either.
        """
        olds, news = list(old.things), list(new.things)
        into = self.doubtful if doubtful else self.pairs
        if len(olds) != len(news):
            for before in list(olds):
                after = next((thing for thing in news if thing.due == before.due), None)
                if after is not None:
                    olds.remove(before)
                    news.remove(after)
                    into.append(Pair(old=before, new=after, score=score, reasons=(*reasons, say("same day"))))
            if olds and news:  # one of several was dropped, and others moved
                more = say("{old} old limits, {new} new ones", old=len(olds), new=len(news))
                into, reasons = self.doubtful, (*reasons, more)
        into += (Pair(old=a, new=b, score=score, reasons=reasons) for a, b in zip(olds, news, strict=False))
        return olds[len(news) :], news[len(olds) :]

    def revision(self) -> Revision[M]:
        changed = [bool(pair.changes) for pair in self.pairs]
        return Revision(
            kept=tuple(pair for pair, differs in zip(self.pairs, changed, strict=True) if not differs),
            changed=tuple(pair for pair, differs in zip(self.pairs, changed, strict=True) if differs),
            added=tuple(self.added),
            removed=tuple(self.removed),
            doubtful=tuple(self.doubtful),
        )
