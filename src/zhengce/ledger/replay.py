"""Replay: from the events of one obligation to its items on a day.

Replay is total. What does not fit is a conflict with a reason, and the events after
it continue: logs of several offices, once merged, hold what no single one would have
written. The same function says what does not fit when an event is to be entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs
import pendulum

from ..dates import days_after
from ..made import maker
from ..rrule import dates_after
from ..saying import Saying, joined, say
from ..terms import word
from .events import RULES, TYPE_OF, Event, Opened, Reopened, Triggered
from .model import OVER, DueDay, Item, Obligation, Stage
from .policy import Policy

__all__ = ["Conflict", "Context", "Replay"]


@attrs.frozen(kw_only=True)
class Conflict:
    """An event that does not fit, and why."""

    event: Event
    reason: str

    def __str__(self) -> str:
        return str(self.said())

    def said(self) -> Saying:
        """Return what happened, when, and why it does not fit."""
        return say(
            "{event} on {day}: {reason}", event=word(f"event:{self.event.type}"), day=self.event.at, reason=self.reason
        )


@attrs.frozen(kw_only=True)
class Context:
    """What holds for the whole ledger on a day.

    Attributes:
        day: the day; what happened later is left out.
        known: what was entered later is left out, too; ``None`` leaves out nothing.
        voided: the ids of events that were voided.
        policy: the rules in force.
        keepers: the units that keep it; empty if none is named.
        names: other names of units, and the units they are.
    """

    day: pendulum.Date
    known: pendulum.Date | None = None
    voided: frozenset[str] = frozenset()
    policy: Policy = attrs.field(factory=Policy)
    keepers: frozenset[str] = frozenset()
    names: dict[str, str] = attrs.field(factory=dict)

    def holds(self, event: Event) -> bool:
        """Return whether an event counts."""
        if event.at > self.day or event.id in self.voided:
            return False
        return self.known is None or event.recorded <= self.known

    def units(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the units of several names, each once."""
        return tuple(dict.fromkeys(self.names.get(name, name) for name in names)) if self.names else tuple(names)

    def forbids(self, event: Event, item: Item) -> str:
        """Return why an event that is not for everybody is not for the unit that it is by; nothing if it is."""
        if not self.keepers or not event.by or event.by in self.keepers:
            return ""
        what = word(f"event:{event.type}")
        if event.rule.by == "keeper":
            keepers = "、".join(sorted(self.keepers))
            return say(
                "{event} is for the keeper ({keepers}), not for {unit}", event=what, keepers=keepers, unit=event.by
            )
        lead = self.units(item.lead_units or item.responsible_units)
        if not lead or self.names.get(event.by, event.by) in lead:
            return ""
        units = "、".join(lead)
        return say("{event} is for its lead units ({units}), not for {unit}", event=what, units=units, unit=event.by)


MOST_TIMES: Final = 12
"""How many items a period has at most; what is to be done more often is one, with its count in the reports."""

_item: Final = maker(Item)
_set: Final = object.__setattr__
"""Sets a field of an item in the making, which nobody else has seen yet."""


def _way(stage: Stage, event: Event) -> str:
    """Return what would have to happen first, if one event would do."""
    wanted = event.rule.then.keys() - OVER
    ways = [word(f"event:{TYPE_OF[kind]}") for kind, rule in RULES.items() if rule.then.get(stage, stage) in wanted]
    return say("; first it has to be {ways}", ways=joined(ways, " or ")) if ways else ""


class Replay:
    """One obligation, as its events make it.

    Attributes:
        cycles: by period, its items, one a cycle. Recurring work stands under the empty period as a whole.
        conflicts: what did not fit.
        begun: the last day of the last period that has begun.
    """

    begun: pendulum.Date

    def __init__(self, context: Context) -> None:
        """Begin before its first event."""
        self.context: Context = context
        self.cycles: dict[str, list[Item]] = {}
        self.conflicts: list[Conflict] = []

    def run(self, events: Iterable[Event]) -> Replay:
        """Take in events, in their order; what does not fit is kept as a conflict."""
        for event in events:
            if reason := self.apply(event):
                self.conflicts.append(Conflict(event=event, reason=reason))
        return self

    def apply(self, event: Event) -> str:
        """Take in one event; return why it does not fit, and change nothing then."""
        if isinstance(event, Opened):
            return self._open(event)
        if not self.cycles:
            return say("the obligation is not on the books yet")
        whole = self.cycles[""][-1]
        if whole.obligation.comes_again:
            self._advance(event.at)
        if isinstance(event, Triggered):
            return self._trigger(whole, event)
        if event.period not in self.cycles:
            code = whole.obligation.code
            return say("{code} has no period {period!r} on {day}", code=code, period=event.period, day=event.at)
        item = self.cycles[event.period][-1]
        if event.period or not whole.obligation.comes_again:
            return self._happen(item, event)
        if not event.rule.of_series or getattr(event, "due", None):
            near = next((period for period, items in self.cycles.items() if items[-1].due), event.at)
            return say(
                "{code} comes again and again: say which period, such as {near!r}", code=item.code, near=str(near)
            )
        reason = self._happen(item, event)
        for items in () if reason else [items for period, items in self.cycles.items() if period]:
            self._happen(items[-1], event)
        return reason

    def _happen(self, item: Item, event: Event) -> str:
        """Let an event change an item; return why it does not fit, and change nothing then."""
        stage, rule = item.stage, event.rule
        then = rule.then.get(stage)
        if then is None:
            return say(
                "{code} is {stage}{since}: {event} does not fit{way}",
                code=item.code,
                stage=word(stage),
                since=say(" (since {day})", day=item.closed) if item.closed else "",
                event=word(f"event:{event.type}"),
                way=_way(stage, event),
            )
        if reason := (rule.by and self.context.forbids(event, item)) or event.misfit(item):
            return joined([item.code, reason], ": ")
        if isinstance(event, Reopened):
            item = self._begin(item, item.period, event.at, event.due_day(event.due))
        for name, value in event.changes(item).items():
            _set(item, name, value)
        if then is not item.stage:
            _set(item, "stages", (*item.stages, (event.at, then)))
        _set(item, "history", (*item.history, event.id))
        return ""

    # --- how items begin ---

    def _open(self, event: Opened) -> str:
        obligation = event.obligation
        if self.cycles:
            return say("{code} is on the books already", code=obligation.code)
        self._begin(obligation, "", event.at, event.due_day(obligation.due), history=(event.id,))
        if obligation.comes_again:
            self.begun = days_after(event.at, -1)
        return ""

    def _trigger(self, whole: Item, event: Triggered) -> str:
        if whole.kind_of_work != "by_case":
            return say("{code} is not counted from an event: it has no cases", code=whole.code)
        if not event.period:
            return say("a case needs a number")
        if event.period in self.cycles:
            return say("the case {case!r} is there already", case=event.period)
        self._begin(whole, event.period, event.at, event.due_day(event.due), history=(event.id,))
        return ""

    def _advance(self, day: pendulum.Date) -> None:
        """Let the periods begin that begin by a day; one with several times has an item for each."""
        whole = self.cycles[""][-1]
        obligation, set_ = whole.obligation, whole.dues[0]
        if self.begun >= day or whole.is_over:
            return
        for due in dates_after(obligation.recurrence or "", self.begun, since=obligation.start):
            first, times = days_after(self.begun, 1), obligation.times or 1
            times = times if times <= MOST_TIMES else 1
            stages = ((first, Stage.SUSPENDED),) if whole.stage is Stage.SUSPENDED else ()
            for number in range(1, times + 1):
                period = due.isoformat() if times == 1 else f"{due}#{number}"
                self._begin(whole, period, first, attrs.evolve(set_, due=due), stages=stages)
            self.begun = due
            if due >= day:
                return

    def _begin(
        self,
        like: Item | Obligation,
        period: str,
        opened: pendulum.Date,
        due: DueDay,
        *,
        history: tuple[str, ...] = (),
        stages: tuple[tuple[pendulum.Date, Stage], ...] = (),
    ) -> Item:
        """Begin an item, or another cycle of one, with the class and the units of *like*."""
        cycles = self.cycles.setdefault(period, [])
        item: Item = _item(
            obligation=like.obligation if isinstance(like, Item) else like,
            period=period,
            cycle=len(cycles),
            kind_of_work=like.kind_of_work,
            opened=opened,
            stages=stages,
            dues=(due,),
            lead_units=like.lead_units,
            responsible_units=like.responsible_units,
            supporting_units=like.supporting_units,
            history=history,
        )
        cycles.append(item)
        return item

    # --- the result ---

    def items(self, day: pendulum.Date) -> Iterator[Item]:
        """Yield the items on a day, cycle by cycle."""
        comes_again = bool(self.cycles) and self.cycles[""][-1].obligation.comes_again
        if comes_again:
            self._advance(day)
        for period, cycles in self.cycles.items():
            if period or not comes_again:
                yield from cycles
