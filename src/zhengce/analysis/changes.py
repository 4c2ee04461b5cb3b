"""Changes: what differs between a part of one notice and its counterpart in another.

The functions take two parts that belong together and yield their changes: units, time limits,
targets, citations, words. They treat both sides alike: from the new part to the old one the
same changes are found, turned round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import attrs
from pendulum import Date

from ..model import Citation, Deadline, DocumentNumber, Domain, Measure, Role, Section, Target, Unit
from ..text import Span
from .assigning import best_pairs
from .fields import placed_fields
from .matching import alike
from .placed import Part
from .roles import units_by_role
from .stages import words_before

__all__ = ["Change", "Kind", "Post", "Words", "changes_of_fields", "is_less_better"]


class Kind(StrEnum):
    """How something changed."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    CHANGED = "changed"
    EARLIER = "earlier"
    LATER = "later"
    RAISED = "raised"
    LOWERED = "lowered"
    FIRMER = "firmer"
    """力争 became 确保."""
    SOFTER = "softer"

    @classmethod
    def between(cls, old: object, new: object) -> Kind:
        """Return how something became another that differs; ``None`` is what is not there."""
        return cls.ADDED if old is None else cls.DROPPED if new is None else cls.CHANGED

    @property
    def turned(self) -> Kind:
        """The same change, seen from the other side."""
        return _TURNED.get(self, self)


_OPPOSITES: Final = (
    (Kind.ADDED, Kind.DROPPED),
    (Kind.EARLIER, Kind.LATER),
    (Kind.RAISED, Kind.LOWERED),
    (Kind.FIRMER, Kind.SOFTER),
)
_TURNED: Final = dict(_OPPOSITES) | {other: one for one, other in _OPPOSITES}


@attrs.frozen
class Words:
    """Words, and their place in the original."""

    text: str
    span: Span | None = attrs.field(default=None, eq=False)

    def __str__(self) -> str:
        return self.text


@attrs.frozen
class Post:
    """A unit, and what it does for a measure."""

    unit: Unit
    roles: tuple[Role, ...]

    @property
    def span(self) -> Span | None:
        """The place of the unit in the original."""
        return self.unit.span

    def __str__(self) -> str:
        return self.unit.name


@attrs.frozen(kw_only=True)
class Change:
    """One thing that is not what it was.

    Attributes:
        field: what changed: ``measure``, ``section`` or ``domain``; ``words``, ``unit``, ``limit``,
            ``target``, ``citation`` or ``commander`` of one; or a field of the head of the notice.
        kind: how it changed.
        old: what it was, as :class:`Words`, :class:`Post`, or an object of the notice; ``None`` if it is added.
        new: what it is; ``None`` if it is dropped.
        old_part: the part of the old notice; ``None`` for the head.
        new_part: the part of the new notice.
        amount: of a time limit, how many days later; of a target, how much more.
    """

    field: str
    kind: Kind
    old: Any = None
    new: Any = None
    old_part: Part | None = None
    new_part: Part | None = None
    amount: Decimal | int | None = None

    @property
    def turned(self) -> Change:
        """The same change, seen from the other side."""
        return Change(
            field=self.field,
            kind=self.kind.turned,
            old=self.new,
            new=self.old,
            old_part=self.new_part,
            new_part=self.old_part,
            amount=None if self.amount is None else -self.amount,
        )

    @property
    def part(self) -> Part | None:
        """The part, new if there is one."""
        return self.new_part or self.old_part

    @property
    def spans(self) -> tuple[Span | None, Span | None]:
        """The places in the two originals."""
        return getattr(self.old, "span", None), getattr(self.new, "span", None)

    @property
    def texts(self) -> tuple[str, str]:
        """What it was and what it is, in words."""
        return _text(self.old), _text(self.new)


def _text(thing: Any) -> str:
    match thing:
        case None:
            return ""
        case Measure() | Section():
            return thing.title or thing.text
        case Domain():
            return thing.name
        case Deadline() | Target():
            return thing.text
        case Citation():
            return f"《{thing.title}》{f'（{thing.document_number}）' if thing.document_number else ''}"
        case _:
            return str(thing)


def changes_of_fields(old: Part, new: Part, *, years: int = 0) -> Iterator[Change]:
    """Yield how the fields of two parts differ: units, time limits, targets, citations.

    Args:
        old: a part.
        new: its counterpart.
        years: how many years later a limit falls without being a change, for a comparison year on year.

    >>> old = Measure(title="改造管网", lead_units=[Unit(name="水务局")])
    >>> new = Measure(title="改造管网", lead_units=[Unit(name="住建局")])
    >>> [(change.field, str(change.kind), *change.texts) for change in changes_of_fields(old, new)]
    [('unit', 'dropped', '水务局', ''), ('unit', 'added', '', '住建局')]
    """
    for change in (
        *_units(old, new),
        *_limits(old.deadlines, new.deadlines, years),
        *(_targets(old, new) if not isinstance(old, Domain) and not isinstance(new, Domain) else ()),
        *(_citations(old, new) if not isinstance(old, Domain) and not isinstance(new, Domain) else ()),
    ):
        yield attrs.evolve(change, old_part=old, new_part=new)


# --- units ------------------------------------------------------------------


def _posts(part: Part) -> dict[Unit, Post]:
    found: dict[Unit, tuple[Role, ...]] = {}
    for role, units in units_by_role(part).items():
        for unit in dict.fromkeys(units):
            found[unit] = (*found.get(unit, ()), role)
    return {unit: Post(unit, roles) for unit, roles in found.items()}


def _units(old: Part, new: Part) -> Iterator[Change]:
    before, after = _posts(old), _posts(new)
    for unit, post in before.items():
        other = after.get(unit)
        if other is None:
            yield Change(field="unit", kind=Kind.DROPPED, old=post)
        elif other.roles != post.roles:
            yield Change(field="unit", kind=Kind.CHANGED, old=post, new=other)
    if isinstance(old, Measure) and isinstance(new, Measure) and old.open_ended != new.open_ended:
        others = Words("等有关单位")
        if old.open_ended:
            yield Change(field="unit", kind=Kind.DROPPED, old=others)
        else:
            yield Change(field="unit", kind=Kind.ADDED, new=others)
    yield from (Change(field="unit", kind=Kind.ADDED, new=post) for unit, post in after.items() if unit not in before)


# --- time limits ------------------------------------------------------------


def _limits(olds: Sequence[Deadline], news: Sequence[Deadline], years: int) -> Iterator[Change]:
    def score(one: Deadline, other: Deadline) -> float:
        same = 0.1 * (one.kind == other.kind) + 0.2 * (one.text == other.text)
        return 0.5 * alike(one.task, other.task) + same + 0.2 * (_value(one, years) == _value(other, -years))

    alone = len(olds) == len(news) == 1  # 12月底前完成 became 长期坚持
    for old, new in best_pairs(olds, news, score, 0.0 if alone else 0.3):
        if old is None or new is None:
            yield Change(field="limit", kind=Kind.between(old, new), old=old, new=new)
        elif _value(old, years) != _value(new, -years):
            yield _limit(old, new, years)


def _value(limit: Deadline, years: int) -> tuple[object, ...]:
    """Return what a limit means, apart from its words, with its days a number of years later, if that is positive."""
    days = (_later(limit.start, years), _later(limit.due, years))
    return limit.kind, *days, limit.event, limit.amount, limit.recurrence, limit.times


def _later(day: Date | None, years: int) -> Date | None:
    return day.add(years=years) if day and years > 0 else day


def _limit(old: Deadline, new: Deadline, years: int) -> Change:
    before, after = _later(old.due, years), _later(new.due, -years)
    days = after.toordinal() - before.toordinal() if before and after else 0
    if old.kind == new.kind and days:
        return Change(field="limit", kind=Kind.LATER if days > 0 else Kind.EARLIER, old=old, new=new, amount=days)
    return Change(field="limit", kind=Kind.CHANGED, old=old, new=new)


# --- targets ----------------------------------------------------------------

_FIRM: Final = ("确保", "必须", "务必", "保证", "务求")
_SOFT: Final = ("力争", "争取", "力求", "努力", "原则上")
_LESS: Final = ("降至", "降到", "压缩", "压减", "控制在", "减少到", "缩短", "不高于", "不超过")
"""Words before a number that is the better, the smaller it is."""


@attrs.frozen
class _Aim:
    """A target with the words of its clause before it: 力争诊断覆盖面达到."""

    target: Target
    words: str

    @property
    def value(self) -> Decimal | None:
        target = self.target
        if target.low is not None and target.high is not None:
            return (target.low + target.high) / 2
        return target.value

    @property
    def firmness(self) -> int:
        return any(word in self.words for word in _FIRM) - any(word in self.words for word in _SOFT)


def _aims(part: Measure | Section) -> list[_Aim]:
    places = {id(placed.field): placed.start for placed in placed_fields(part) if placed.start >= 0}
    starts = [places.get(id(target), part.text.find(target.text)) for target in part.targets]
    return [
        _Aim(target, words_before(part.text, max(start, 0)).removeprefix(part.number))
        for target, start in zip(part.targets, starts, strict=True)
    ]


def _targets(old: Measure | Section, new: Measure | Section) -> Iterator[Change]:
    olds, news = _aims(old), _aims(new)
    alone = {unit for unit in {aim.target.unit for aim in olds} if _only(unit, olds) and _only(unit, news)}

    def score(one: _Aim, other: _Aim) -> float:
        if one.target.unit != other.target.unit:
            return 0.0
        same = 0.2 * (one.value == other.value) + 0.2 * (one.target.unit in alone)
        return 0.2 + 0.4 * alike(one.words, other.words) + same

    for before, after in best_pairs(olds, news, score, 0.35):
        if before and after:
            yield from _target(before, after)
        elif before:
            yield Change(field="target", kind=Kind.DROPPED, old=before.target)
        elif after:
            yield Change(field="target", kind=Kind.ADDED, new=after.target)


def _only(unit: str, aims: Sequence[_Aim]) -> bool:
    return sum(aim.target.unit == unit for aim in aims) == 1


def _target(old: _Aim, new: _Aim) -> Iterator[Change]:
    """Yield how a target differs: by value, or else by comparator; and by the firmness of its words."""
    one, other = old.target, new.target
    more = None if old.value is None or new.value is None else new.value - old.value
    if more:
        kind = Kind.RAISED if more > 0 else Kind.LOWERED
        yield Change(field="target", kind=kind, old=one, new=other, amount=more)
    if one.comparator != other.comparator or (not more and (one.low, one.high) != (other.low, other.high)):
        yield Change(field="target", kind=Kind.CHANGED, old=one, new=other)
    if old.firmness != new.firmness:
        kind = Kind.FIRMER if new.firmness > old.firmness else Kind.SOFTER
        words = (Words(f"{aim.words}{aim.target.text}", aim.target.span) for aim in (old, new))
        yield Change(field="target", kind=kind, old=next(words), new=next(words))


def is_less_better(part: Part, target: Target) -> bool:
    """Return whether a target is the better, the smaller it is: 不超过3%, 压缩到20%.

    >>> target = Target(text="0.8%", value="0.8", unit="%")
    >>> is_less_better(Measure(title="减费", text="费率降至0.8%", targets=[target]), target)
    True
    """
    if target.comparator in ("<", "<="):
        return True
    words = next((aim.words for aim in _aims(part) if aim.target is target), "") if not isinstance(part, Domain) else ""
    return target.comparator == "=" and any(word in words for word in _LESS)


# --- citations --------------------------------------------------------------


def _citations(old: Measure | Section, new: Measure | Section) -> Iterator[Change]:
    def score(one: Citation, other: Citation) -> float:
        return 0.7 * alike(one.title, other.title) + 0.3 * (one.document_number == other.document_number)

    pairs = best_pairs(old.citations, new.citations, score, 0.55)
    lonely = [pair for pair in pairs if None in pair]
    if len(lonely) == 2 and len({pair[0] is None for pair in lonely}) == 2:  # one is gone, and one has come
        pairs = [*(pair for pair in pairs if None not in pair), (lonely[0][0], lonely[1][1])]
    for before, after in pairs:
        if before is None or after is None or _named(before) != _named(after):
            yield Change(field="citation", kind=Kind.between(before, after), old=before, new=after)


def _named(citation: Citation) -> tuple[str, DocumentNumber | None]:
    return citation.title, citation.document_number
