"""Verdicts and lights: what a day says about an item. Pure functions, with their reasons; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import attrs
import pendulum

from ..dates import months_after
from ..model import Target
from ..terms import TERMS, Language, term
from .model import Item, Light, Stage, Timeliness
from .policy import Policy

__all__ = ["Signal", "Verdict", "label", "light", "owed_since", "targets_missed", "verdict"]


@attrs.frozen(kw_only=True)
class Verdict:
    """时效: what a day says about an item.

    Attributes:
        timeliness: the verdict.
        due: the last day that it rests on.
        done: the day it was done; as claimed, as long as the keeper has not confirmed it.
        days: how many days late it is, or how many are left; 0 where there is no day.
    """

    timeliness: Timeliness
    due: pendulum.Date | None = None
    done: pendulum.Date | None = None
    days: int = 0


@attrs.frozen(kw_only=True)
class Signal:
    """亮灯: a light, and the code of its reason; ``term(reason, "zh")`` has the words."""

    light: Light
    reason: str


_EXEMPT: Final = (Stage.CANCELLED, Stage.MERGED, Stage.SPLIT)


def verdict(item: Item, day: pendulum.Date, policy: Policy, *, first: bool = False) -> Verdict:
    """Return the verdict on an item.

    The day that counts is the last one set by an event no later than the day it replaced: an
    extension granted afterwards moves the light, not the verdict. With *first* it is judged by the
    first last day, as if none had been moved.
    """
    due, done = (item.first_due if first else item.due_that_counts), item.done
    if item.stage in _EXEMPT:
        return Verdict(timeliness=Timeliness.EXEMPT, due=due)
    if item.stage is Stage.SUSPENDED:
        return Verdict(timeliness=Timeliness.PAUSED, due=due)
    if due is None:
        return Verdict(timeliness=Timeliness.NO_DATE, done=done)
    if done is not None:
        late = _days(due, done)
        return Verdict(timeliness=Timeliness.LATE if late > 0 else Timeliness.ON_TIME, due=due, done=done, days=late)
    left = _days(day, due)
    if item.is_born_late and policy.born_late == "exempt":
        return Verdict(timeliness=Timeliness.BORN_LATE, due=due, days=-left)
    if left < 0:
        return Verdict(timeliness=Timeliness.OVERDUE, due=due, days=-left)
    return Verdict(timeliness=Timeliness.OPEN if left else Timeliness.DUE_TODAY, due=due, days=left)


def light(item: Item, day: pendulum.Date, policy: Policy) -> Signal:
    """Return the light of an item: the first reason that holds.

    An item that was closed late is yellow: it was red until it was made good.
    """
    timeliness = verdict(item, day, policy).timeliness
    if timeliness in (Timeliness.EXEMPT, Timeliness.PAUSED):
        return Signal(light=Light.GREY, reason=str(timeliness))
    if item.stage is Stage.CLOSED:
        late = timeliness is Timeliness.LATE
        return Signal(light=Light.YELLOW if late else Light.GREEN, reason="closed_late" if late else "closed_on_time")
    if item.due and item.due < day and item.done is None and timeliness is not Timeliness.BORN_LATE:
        return Signal(light=Light.RED, reason="overdue")
    lag = _lag(item, day)
    if lag >= policy.lag_yellow:
        return Signal(light=Light.RED if lag > policy.lag_red else Light.YELLOW, reason="behind")
    if item.done is None and item.due and 0 <= _days(day, item.due) <= policy.soon:
        return Signal(light=Light.YELLOW, reason="soon")
    if item.returned and item.stage is Stage.IN_PROGRESS:
        return Signal(light=Light.YELLOW, reason="returned")
    if timeliness is Timeliness.BORN_LATE:
        return Signal(light=Light.YELLOW, reason="born_late")
    since = owed_since(item, day, policy) if day.day >= policy.report_day else None
    if since and not (item.last_report and item.last_report >= since):
        return Signal(light=Light.YELLOW, reason="not_reported")
    if item.obligation.kind_of_work == "by_case" and not item.period:
        return Signal(light=Light.GREY, reason="not_triggered")
    return Signal(light=Light.GREEN, reason="on_track")


def _days(first: pendulum.Date, last: pendulum.Date) -> int:
    """Return how many days lie between; dates of pendulum take a hundred times as long for their difference."""
    return last.toordinal() - first.toordinal()


def owed_since(item: Item, day: pendulum.Date, policy: Policy) -> pendulum.Date | None:
    """Return the first day of the period on which a report is owed in the month of *day*; ``None`` if none is.

    Work with a day reports every month, other work as often as :attr:`Policy.standing`
    says. Nothing is owed in the month or quarter in which it came on the books.
    """
    if not item.is_on_books(day) or item.stage_on(day) in (Stage.SUSPENDED, Stage.SUBMITTED):
        return None
    if item.obligation.kind_of_work == "by_case" and not item.period:
        return None
    months = 1 if item.due else {"month": 1, "quarter": 3, "year": 12}.get(policy.standing, 0)
    if not months or day.month % months:
        return None
    since = months_after(day.replace(day=1), 1 - months)
    return since if item.dues[0].day < since else None


def _lag(item: Item, day: pendulum.Date) -> int:
    """Return how far progress is after the time that has passed, in points.

    Only where it can be measured: by the values of targets, or in a named window (全年, 10月份).
    """
    reached = _reached(item)
    progress = item.progress if reached is None else reached
    start, due = item.obligation.start or (None if reached is None else item.opened), item.due
    if progress is None or start is None or due is None or item.done or day <= start or due <= start:
        return 0
    return min(100, 100 * _days(start, day) // _days(start, due)) - progress


def _reached(item: Item) -> int | None:
    """Return how much of its targets is reached, in per cent: of the one that is furthest behind.

    A target that is to stay below a number has no way to it, so nothing is measured by it.
    """
    shares = [
        min(100, max(0, int(100 * value / wanted)))
        for target, value in _measured(item)
        if (wanted := target.value or target.low) and "<" not in target.comparator
    ]
    return min(shares, default=None)


def _measured(item: Item) -> Iterator[tuple[Target, Decimal]]:
    """Yield the targets of which was reported how much was reached."""
    for target, value in zip(item.obligation.targets, item.values, strict=False):
        if value is not None:
            yield target, value


def targets_missed(item: Item) -> Iterator[tuple[Target, Decimal]]:
    """Yield the targets that were not reached by what was reported last, each with that."""
    for target, value in _measured(item):
        most, least = target.value or target.high, target.value or target.low
        if (most and value > most) if "<" in target.comparator else (least and value < least):
            yield target, value


def label(item: Item, timeliness: Timeliness, lang: Language) -> str:
    """Return the one word that an office writes for stage and verdict together.

    >>> from zhengce.ledger.model import Obligation
    >>> item = Item(obligation=Obligation(id="A", code="1.1-1", title="改造管网"), opened=pendulum.Date(2024, 4, 1))
    >>> label(item, Timeliness.OVERDUE, "zh"), label(item, Timeliness.OPEN, "zh")
    ('逾期未启动', '未启动')
    """
    both = f"{item.stage}:{timeliness}"
    return term(both if both in TERMS else item.stage, lang)
