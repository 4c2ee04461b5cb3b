"""Replay: from the events of one obligation to its items on a day.

Replay is total. What does not fit is a conflict with a reason, and the events after
it continue: logs of several offices, once merged, hold what no single one would have
written. The same function says what does not fit when an event is to be entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs
import pendulum

from ..dates import days_after
from ..made import maker
from ..rrule import next_date
from .events import (
    Assigned,
    Cancelled,
    Closed,
    Event,
    Extended,
    ExtensionAsked,
    ExtensionRefused,
    Merged,
    Opened,
    Reopened,
    Reported,
    Resumed,
    Returned,
    Revised,
    Split,
    Submitted,
    Suspended,
    Triggered,
    Urged,
)
from .model import OVER, DueDay, Evidence, Item, Obligation, Stage
from .stages import STAGES

__all__ = ["Conflict", "Context", "Replay"]

KEEPERS: Final = (Closed, Returned, Reopened, Extended, ExtensionRefused, Cancelled, Merged, Split, Suspended, Resumed)
"""What the keeper of the ledger alone may do."""


@attrs.frozen(kw_only=True)
class Conflict:
    """An event that does not fit, and why."""

    event: Event
    reason: str

    def __str__(self) -> str:
        return f"{self.event.type} on {self.event.at}: {self.reason}"


@attrs.frozen(kw_only=True)
class Context:
    """What holds for the whole ledger.

    Attributes:
        keepers: the units that keep it; empty if none is named.
        names: other names of units, and the units they are.
    """

    keepers: frozenset[str] = frozenset()
    names: dict[str, str] = attrs.field(factory=dict)

    def unit(self, name: str) -> str:
        """Return the unit of a name."""
        return self.names.get(name, name)

    def units(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the units of several names, each once."""
        return tuple(dict.fromkeys(self.names.get(name, name) for name in names)) if self.names else tuple(names)


_FOR_ALL: Final = (OVER - {Stage.CLOSED}) | {Stage.SUSPENDED}
"""The stages of what comes again and again that are those of its open items, too."""


class _Work:
    """An item in the making."""

    def __init__(self, obligation: Obligation, period: str, cycle: int, opened: pendulum.Date) -> None:
        self.obligation = obligation
        self.period = period
        self.cycle = cycle
        self.opened = opened
        self.stage = Stage.NOT_STARTED
        self.dues: tuple[DueDay, ...] = ()
        self.lead_units = obligation.lead_units
        self.responsible_units = obligation.responsible_units
        self.supporting_units = obligation.supporting_units
        self.person = self.text = self.problems = self.plan = ""
        self.progress: int | None = None
        self.last_report: pendulum.Date | None = None
        self.done: pendulum.Date | None = None
        self.closed: pendulum.Date | None = None
        self.evidence: tuple[Evidence, ...] = ()
        self.urged = self.returned = 0
        self.asked: pendulum.Date | None = None
        self.heirs: tuple[str, ...] = ()
        self.history: list[str] = []

    @property
    def due(self) -> pendulum.Date | None:
        return self.dues[-1].due if self.dues else None

    def set_due(self, day: pendulum.Date, due: pendulum.Date | None, event: str) -> None:
        self.dues = (*self.dues, DueDay(day=day, due=due, event=event))

    def item(self) -> Item:
        return _item(**{**self.__dict__, "history": tuple(self.history)})


_item = maker(Item)


class Replay:
    """One obligation, as its events make it."""

    def __init__(self, context: Context) -> None:
        """Begin before its first event."""
        self.context = context
        self.obligation: Obligation | None = None
        self.works: dict[str, list[_Work]] = {}
        self.conflicts: list[Conflict] = []

    def run(self, events: Iterable[Event]) -> Replay:
        """Take in events, in their order; what does not fit is kept as a conflict."""
        for event in events:
            reason = self.apply(event)
            if reason:
                self.conflicts.append(Conflict(event=event, reason=reason))
        return self

    def apply(self, event: Event) -> str:
        """Take in one event; return why it does not fit, and change nothing then."""
        if isinstance(event, Opened):
            return self._open(event)
        if self.obligation is None:
            return "the obligation is not on the books yet"
        if isinstance(event, Triggered):
            return self._trigger(self.obligation, event)
        work, reason = self._work(self.obligation, event)
        if work is None:
            return reason
        then = STAGES[event.type].get(work.stage)
        if then is None:
            since = f" (since {work.closed})" if work.closed else ""
            return f"{self._name(work)} is {work.stage.replace('_', ' ')}{since}: {event.type} does not fit"
        check = _CHECKS.get(type(event))
        reason = self._who(work, event) or (check(work, event) if check else "")
        if reason:
            return f"{self._name(work)}: {reason}"
        if isinstance(event, Reopened):
            work = self._reopened(work)
        work.stage = then
        if effect := _EFFECTS.get(type(event)):
            effect(work, event)
        if isinstance(event, Revised) and work.period == "":
            self.obligation = work.obligation
        work.history.append(event.id)
        return ""

    # --- how items begin ---

    def _open(self, event: Opened) -> str:
        if self.obligation is not None:
            return f"{self.obligation.code} is on the books already"
        self.obligation = event.obligation
        work = _Work(event.obligation, "", 0, event.at)
        work.set_due(event.at, event.obligation.due, event.id)
        work.history.append(event.id)
        self.works[""] = [work]
        return ""

    def _trigger(self, obligation: Obligation, event: Triggered) -> str:
        if obligation.kind_of_work != "by_case":
            return f"{obligation.code} is not counted from an event: it has no cases"
        if not event.period or event.period in self.works:
            return f"the case {event.period!r} is there already" if event.period else "a case needs a number"
        work = self._begin(obligation, event.period, event.at)
        work.set_due(event.at, event.due, event.id)
        work.history.append(event.id)
        return ""

    def _begin(self, obligation: Obligation, period: str, opened: pendulum.Date) -> _Work:
        work = _Work(obligation, period, 0, opened)
        series = self.works[""][-1]
        work.lead_units, work.responsible_units = series.lead_units, series.responsible_units
        work.supporting_units = series.supporting_units
        self.works[period] = [work]
        return work

    def _reopened(self, old: _Work) -> _Work:
        work = _Work(old.obligation, old.period, old.cycle + 1, old.opened)
        work.lead_units, work.responsible_units = old.lead_units, old.responsible_units
        work.supporting_units, work.progress = old.supporting_units, None
        self.works[old.period].append(work)
        return work

    # --- which item an event is about ---

    def _work(self, obligation: Obligation, event: Event) -> tuple[_Work | None, str]:
        series = self.works[""][-1]
        if event.period in self.works and (event.period or not _comes_again(obligation)):
            return self.works[event.period][-1], ""
        if not event.period:
            if isinstance(event, Reported | Submitted | Returned | Closed | Reopened | ExtensionAsked | Extended):
                near = next(_occurrences(obligation, series.opened, event.at), ("", event.at))[0]
                return None, f"{obligation.code} comes again and again: say which period, such as {near!r}"
            return series, ""
        if _comes_again(obligation):
            for period, due in _occurrences(obligation, series.opened, event.at):
                if period == event.period:
                    work = self._begin(obligation, period, series.opened)
                    work.set_due(series.opened, due, series.history[0])
                    return work, ""
        return None, f"{obligation.code} has no period {event.period!r} on {event.at}"

    def _name(self, work: _Work) -> str:
        return f"{work.obligation.code} {work.period}".strip()

    def _who(self, work: _Work, event: Event) -> str:
        keepers = self.context.keepers
        if not keepers or event.by in keepers or not event.by:
            return ""
        if isinstance(event, KEEPERS):
            return f"{event.type} is for the keeper ({'、'.join(sorted(keepers))}), not for {event.by}"
        own = self.context.units(work.lead_units or work.responsible_units)
        if isinstance(event, Reported | Submitted | ExtensionAsked) and own and self.context.unit(event.by) not in own:
            return f"{event.type} is for its lead units ({'、'.join(own)}), not for {event.by}"
        return ""

    # --- the result ---

    def items(self, day: pendulum.Date) -> Iterator[Item]:
        """Yield the items on a day, cycle by cycle."""
        if self.obligation is None:
            return
        series = self.works[""][-1]
        if _comes_again(self.obligation):
            last = min(day, series.closed) if series.closed else day
            for period, due in _occurrences(self.obligation, series.opened, last):
                if period not in self.works:
                    self._begin(self.obligation, period, series.opened).set_due(series.opened, due, series.history[0])
                work = self.works[period][-1]
                if series.stage in _FOR_ALL and work.stage not in OVER:
                    work.stage, work.closed, work.heirs = series.stage, series.closed, series.heirs
        for period, works in self.works.items():
            if period or not _comes_again(self.obligation):
                for work in works:
                    yield work.item()


def _comes_again(obligation: Obligation) -> bool:
    return obligation.kind_of_work == "recurring" and bool(obligation.recurrence)


def _occurrences(
    obligation: Obligation, opened: pendulum.Date, day: pendulum.Date
) -> Iterator[tuple[str, pendulum.Date]]:
    """Yield the periods that have begun by a day, each with its last day; the first of a period with several twice."""
    before, rule = days_after(opened, -1), obligation.recurrence or ""
    while before < day:
        due = next_date(rule, before, since=obligation.start)
        if due is None:
            return
        times = obligation.times or 1
        for number in range(1, times + 1):
            yield (due.isoformat() if times == 1 else f"{due}#{number}"), due
        before = due


# --- what must hold -------------------------------------------------------------


def _later(work: _Work, until: pendulum.Date) -> str:
    if work.due and until <= work.due:
        return f"until {until} is not later than the day in force, {work.due}"
    return ""


def _check_reported(_: _Work, event: Reported) -> str:
    if event.progress is not None and not 0 <= event.progress <= 100:
        return f"progress is a whole number from 0 to 100, not {event.progress}"
    said = event.progress is not None or event.text or event.problems or event.plan or event.evidence or event.note
    return "" if said else "a report that says nothing"


def _check_submitted(_: _Work, event: Submitted) -> str:
    if not event.evidence:
        return "it needs at least one evidence"
    return f"done on {event.done}, later than it is submitted ({event.at})" if event.done > event.at else ""


def _check_closed(_: _Work, event: Closed) -> str:
    return f"done on {event.done}, later than it is closed ({event.at})" if event.done > event.at else ""


def _check_reopened(_: _Work, event: Reopened) -> str:
    return "" if event.due > event.at else f"it needs a new day later than {event.at}, got {event.due}"


def _check_asked(work: _Work, event: ExtensionAsked) -> str:
    if work.due and event.at > work.due:
        return f"asked on {event.at}, after the day in force, {work.due}"
    return _later(work, event.until)


def _check_extended(work: _Work, event: Extended) -> str:
    return _later(work, event.until) or ("" if event.approval.reference else "the approval needs a reference")


def _check_refused(work: _Work, _: ExtensionRefused) -> str:
    return "" if work.asked else "no extension was asked for"


def _check_assigned(work: _Work, event: Assigned) -> str:
    moved = event.lead_units and event.lead_units != work.lead_units and work.lead_units
    return "another lead unit needs an approval" if moved and event.approval is None else ""


def _check_revised(work: _Work, event: Revised) -> str:
    fits = event.obligation.id == work.obligation.id
    return "" if fits else f"the obligation has another id, {event.obligation.id}"


def _check_merged(work: _Work, event: Merged) -> str:
    return "it cannot be merged into itself" if event.into == work.obligation.id else ""


def _check_split(_: _Work, event: Split) -> str:
    return "" if len(set(event.into)) > 1 else "it is split into two at least"


_CHECKS: Final[dict[type[Event], Callable[..., str]]] = {
    Assigned: _check_assigned,
    Closed: _check_closed,
    Extended: _check_extended,
    ExtensionAsked: _check_asked,
    ExtensionRefused: _check_refused,
    Merged: _check_merged,
    Reopened: _check_reopened,
    Reported: _check_reported,
    Revised: _check_revised,
    Split: _check_split,
    Submitted: _check_submitted,
}


# --- what they change -------------------------------------------------------------


def _report(work: _Work, event: Reported) -> None:
    work.last_report = event.at
    work.progress = work.progress if event.progress is None else event.progress
    work.text = event.text or work.text
    work.problems, work.plan = event.problems, event.plan
    work.evidence += event.evidence


def _submit(work: _Work, event: Submitted) -> None:
    work.last_report, work.done = event.at, event.done
    work.text = event.text or work.text
    work.evidence += event.evidence


def _return(work: _Work, _: Returned) -> None:
    work.done = None
    work.returned += 1


def _close(work: _Work, event: Closed) -> None:
    work.done, work.closed = event.done, event.at


def _end(work: _Work, event: Cancelled | Merged | Split) -> None:
    work.closed = event.at
    into = getattr(event, "into", ())
    work.heirs = (into,) if isinstance(into, str) else into


def _reopen(work: _Work, event: Reopened) -> None:
    work.opened = event.at
    work.set_due(event.at, event.due, event.id)


def _assign(work: _Work, event: Assigned) -> None:
    work.lead_units = event.lead_units or work.lead_units
    work.responsible_units = event.responsible_units or work.responsible_units
    work.supporting_units = event.supporting_units or work.supporting_units
    work.person = event.person or work.person


def _ask(work: _Work, event: ExtensionAsked) -> None:
    work.asked = event.until


def _extend(work: _Work, event: Extended) -> None:
    work.asked = None
    work.set_due(event.at, event.until, event.id)


def _refuse(work: _Work, _: ExtensionRefused) -> None:
    work.asked = None


def _revise(work: _Work, event: Revised) -> None:
    work.obligation = event.obligation
    if "due" in event.fields:
        work.set_due(event.at, event.obligation.due, event.id)
    for name in ("lead_units", "responsible_units", "supporting_units"):
        if name in event.fields:
            setattr(work, name, getattr(event.obligation, name))


def _resume(work: _Work, event: Resumed) -> None:
    if event.due:
        work.set_due(event.at, event.due, event.id)


def _urge(work: _Work, _: Urged) -> None:
    work.urged += 1


_EFFECTS: Final[dict[type[Event], Callable[..., None]]] = {
    Assigned: _assign,
    Cancelled: _end,
    Closed: _close,
    Extended: _extend,
    ExtensionAsked: _ask,
    ExtensionRefused: _refuse,
    Merged: _end,
    Reopened: _reopen,
    Reported: _report,
    Resumed: _resume,
    Returned: _return,
    Revised: _revise,
    Split: _end,
    Submitted: _submit,
    Urged: _urge,
}
