"""Events: what happened to an obligation, when it happened, and when it was entered.

An event says on what (``on``, and ``period`` where an obligation has several), when
it happened (``at``), when it was entered (``recorded``), by whom, and what. A ledger
adds who wrote it down and what that writer wrote before. No event is ever changed:
a wrong one is voided by another.

A class says what its events hold, what else must hold for them (:meth:`Event.misfit`), and what
they change (:meth:`Event.changes`). :data:`RULES` says in which stages each may come, where those
lead, and who may do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs
import pendulum

from ..dates import as_date
from ..fields import as_decimal
from ..made import Pickled
from ..saying import say
from ..shown import call
from ..text import as_tuple
from .model import Approval, DueDay, Evidence, Item, Obligation, Stage
from .policy import Policy

__all__ = [
    "Assigned",
    "Begun",
    "Cancelled",
    "Closed",
    "Event",
    "Extended",
    "ExtensionAsked",
    "ExtensionRefused",
    "Merged",
    "Named",
    "Noted",
    "Opened",
    "Published",
    "Reopened",
    "Reported",
    "Resumed",
    "Returned",
    "Revised",
    "Ruled",
    "Split",
    "Submitted",
    "Suspended",
    "Triggered",
    "Urged",
    "Voided",
]

SCHEMA: Final = "zhengce-ledger/1"
"""The version of the events that are written."""

_UNITS: Final = ("lead_units", "responsible_units", "supporting_units")


def _day(value: date | str | None) -> pendulum.Date | None:
    return None if value is None else as_date(value)


def _decimals(values: Iterable[Decimal | int | str | None]) -> tuple[Decimal | None, ...]:
    return tuple(map(as_decimal, values))


@attrs.frozen(kw_only=True)
class Event(Pickled):
    """办理记录: what every event says. Two events that say the same are equal; their ids differ.

    Attributes:
        on: the id of the obligation; a ledger takes its code, too.
        period: which of several: the day of a recurring obligation, the number of a case.
        at: when it happened.
        recorded: when it was entered; by default the same day.
        by: the unit that did it.
        person: who in that unit.
        note: a remark.
        writer: who keeps the file it was written to.
        seq: its number among the events of that writer, counted from 1.
        clock: one more than the largest that the writer had seen.
        prev: the id of the writer's event before it.
        id: its checksum.
    """

    on: str = ""
    period: str = ""
    at: pendulum.Date = attrs.field(converter=as_date)
    recorded: pendulum.Date = attrs.field(
        default=attrs.Factory(lambda self: self.at, takes_self=True), converter=as_date, eq=False
    )
    by: str = ""
    person: str = ""
    note: str = ""
    writer: str = attrs.field(default="", eq=False)
    seq: int = attrs.field(default=0, eq=False)
    clock: int = attrs.field(default=0, eq=False)
    prev: str = attrs.field(default="", eq=False)
    id: str = attrs.field(default="", eq=False)

    __repr__ = call

    @property
    def type(self) -> str:
        """The type as it is written: ``extension_asked``."""
        return TYPE_OF[type(self)]

    @property
    def rule(self) -> Rule:
        """When it may come, and who may do it."""
        return RULES.get(type(self), _NEVER)

    @property
    def is_of_ledger(self) -> bool:
        """True if it is about the ledger, not about one obligation."""
        return type(self) in _OF_LEDGER

    @property
    def order(self) -> tuple[pendulum.Date, int, str, int]:
        """What events are sorted by, whatever file they come from."""
        return self.at, self.clock, self.writer, self.seq

    def misfit(self, item: Item) -> str:
        """Return why it does not fit an item in the right stage; nothing if it does."""
        return ""

    def changes(self, item: Item) -> dict[str, Any]:
        """Return the fields of the item that it changes, and what they become."""
        return {}

    def due_day(self, due: pendulum.Date | None) -> DueDay:
        """Return the last day that this event sets."""
        return DueDay(day=self.at, due=due, event=self.id)


# --- of the ledger ----------------------------------------------------------


@attrs.frozen(kw_only=True)
class Begun(Event):
    """建账: the first event of every writer."""

    schema: str = SCHEMA
    keeper: str = ""


@attrs.frozen(kw_only=True)
class Ruled(Event):
    """口径: from now on it is judged and counted by these rules."""

    policy: Policy


@attrs.frozen(kw_only=True)
class Named(Event):
    """单位归并、更名: several names are one unit. A person says so, never the library."""

    names: tuple[str, ...] = attrs.field(converter=as_tuple)
    unit: str


@attrs.frozen(kw_only=True)
class Voided(Event):
    """冲销: an event was entered by mistake. It stays in the ledger, but no longer counts."""

    event: str
    reason: str


@attrs.frozen(kw_only=True)
class Published(Event):
    """发布: a review was published, with these figures, computed from what was known then."""

    what: str = "bulletin"
    month: str
    as_of: pendulum.Date = attrs.field(converter=as_date)
    figures: tuple[tuple[str, ...], ...] = ()
    heads: tuple[tuple[str, ...], ...] = ()

    def knew(self, event: Event) -> bool:
        """Return whether an event had been written when it went out."""
        return any(writer == event.writer and event.seq <= int(seq) for writer, seq, _ in self.heads)


@attrs.frozen(kw_only=True)
class Unknown(Event):
    """An event of a type that a later version writes: it is kept, letter for letter, and changes nothing."""

    kind: str
    line: str


# --- how an obligation comes on the books ----------------------------------------


@attrs.frozen(kw_only=True)
class Opened(Event):
    """立账: the obligation with all its fields, so that a later, better reading does not change it."""

    obligation: Obligation
    source: str = ""


@attrs.frozen(kw_only=True)
class Triggered(Event):
    """受理: a case came in, ``period`` is its number; from now on it has a day of its own."""

    since: pendulum.Date = attrs.field(converter=as_date)
    due: pendulum.Date | None = attrs.field(default=None, converter=_day)


# --- the work -----------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Assigned(Event):
    """交办、改派: who does it; empty units stay as they are. Another lead unit needs an approval."""

    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    responsible_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    approval: Approval | None = None

    def misfit(self, item: Item) -> str:
        moved = self.lead_units and item.lead_units and self.lead_units != item.lead_units
        return say("another lead unit needs an approval") if moved and self.approval is None else ""

    def changes(self, item: Item) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _UNITS if getattr(self, name)}


@attrs.frozen(kw_only=True)
class Reported(Event):
    """报送进展; ``values`` has the value reached for each target of the obligation, in order."""

    progress: int | None = None
    text: str = ""
    problems: str = ""
    plan: str = ""
    values: tuple[Decimal | None, ...] = attrs.field(default=(), converter=_decimals)
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=as_tuple)

    def misfit(self, item: Item) -> str:
        if self.progress is not None and not 0 <= self.progress <= 100:
            return say("progress is a whole number from 0 to 100, not {value}", value=self.progress)
        if len(self.values) > len(item.obligation.targets):
            return say("{given} values for {most} targets", given=len(self.values), most=len(item.obligation.targets))
        said = self.text or self.problems or self.plan or self.values or self.evidence or self.note
        return "" if said or self.progress is not None else say("a report that says nothing")

    def changes(self, item: Item) -> dict[str, Any]:
        return {
            "last_report": self.at,
            "progress": item.progress if self.progress is None else self.progress,
            "values": self.values or item.values,
            "text": self.text or item.text,
            "problems": self.problems,
            "plan": self.plan,
            "evidence": item.evidence + self.evidence,
        }


def _yet_to_come(done: pendulum.Date, day: pendulum.Date) -> str:
    return say("done on {done}, later than the day of the event ({day})", done=done, day=day) if done > day else ""


@attrs.frozen(kw_only=True)
class Submitted(Event):
    """申请销号: a unit says that it is done, on which day (by default that of the event), with evidence."""

    done: pendulum.Date = attrs.field(default=attrs.Factory(lambda self: self.at, takes_self=True), converter=as_date)
    text: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=as_tuple)

    def misfit(self, item: Item) -> str:
        if not self.evidence:
            return say("it needs at least one evidence")
        return _yet_to_come(self.done, self.at)

    def changes(self, item: Item) -> dict[str, Any]:
        said = {"last_report": self.at, "text": self.text or item.text}
        return {**said, "done": self.done, "evidence": item.evidence + self.evidence}


@attrs.frozen(kw_only=True)
class Returned(Event):
    """退回: the work is not done, or the evidence does not show it."""

    reason: str

    def changes(self, item: Item) -> dict[str, Any]:
        return {"done": None, "returned": item.returned + 1}


@attrs.frozen(kw_only=True)
class Closed(Event):
    """销号: the keeper confirms that it is done, and on which day."""

    done: pendulum.Date = attrs.field(converter=as_date)

    def misfit(self, item: Item) -> str:
        return _yet_to_come(self.done, self.at)

    def changes(self, item: Item) -> dict[str, Any]:
        return {"done": self.done}


@attrs.frozen(kw_only=True)
class Reopened(Event):
    """恢复: it turned out not to be done. The first verdict stands, a new cycle begins."""

    reason: str
    due: pendulum.Date = attrs.field(converter=as_date)

    def misfit(self, item: Item) -> str:
        if self.due > self.at:
            return ""
        return say("it needs a new day later than {day}, got {due}", day=self.at, due=self.due)


@attrs.frozen(kw_only=True)
class Urged(Event):
    """催办."""

    reference: str = ""


@attrs.frozen(kw_only=True)
class Noted(Event):
    """批示、批注."""

    text: str


# --- changes, each with an approval -----------------------------------------------


def _not_later(item: Item, until: pendulum.Date) -> str:
    late = item.due and until <= item.due
    return say("until {until} is not later than the day in force, {due}", until=until, due=item.due) if late else ""


@attrs.frozen(kw_only=True)
class ExtensionAsked(Event):
    """申请延期. It does not move the day."""

    until: pendulum.Date = attrs.field(converter=as_date)
    reason: str

    def misfit(self, item: Item) -> str:
        if item.due and self.at > item.due:
            return say("asked on {day}, after the day in force, {due}", day=self.at, due=item.due)
        return _not_later(item, self.until)

    def changes(self, item: Item) -> dict[str, Any]:
        return {"asked": self.until}


@attrs.frozen(kw_only=True)
class Extended(Event):
    """同意延期, asked for or not."""

    until: pendulum.Date = attrs.field(converter=as_date)
    approval: Approval

    def misfit(self, item: Item) -> str:
        lacks = "" if self.approval.reference else say("the approval needs a reference")
        return _not_later(item, self.until) or lacks

    def changes(self, item: Item) -> dict[str, Any]:
        return {"asked": None, "dues": (*item.dues, self.due_day(self.until))}


@attrs.frozen(kw_only=True)
class ExtensionRefused(Event):
    """不同意延期."""

    reason: str

    def misfit(self, item: Item) -> str:
        return "" if item.asked else say("no extension was asked for")

    def changes(self, item: Item) -> dict[str, Any]:
        return {"asked": None}


@attrs.frozen(kw_only=True)
class Revised(Event):
    """修订: an amended notice changed the obligation; this is how it reads now, under its old id and code."""

    obligation: Obligation
    fields: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    approval: Approval

    def misfit(self, item: Item) -> str:
        if self.obligation.id != item.obligation.id:
            return say("the obligation has another id, {id}", id=self.obligation.id)
        alike = self.is_alike(item.obligation)
        return "" if alike else say("work of another kind is cancelled, and taken on anew")

    def is_alike(self, old: Obligation) -> bool:
        """Return whether an obligation is recurring, or by case, as much as the new one is."""
        both = (old, self.obligation)
        return len({(each.comes_again, each.kind_of_work == "by_case") for each in both}) == 1

    def changes(self, item: Item) -> dict[str, Any]:
        changed: dict[str, Any] = {name: getattr(self.obligation, name) for name in _UNITS if name in self.fields}
        if "due" in self.fields and not item.period:
            changed["dues"] = (*item.dues, self.due_day(self.obligation.due))
        if "targets" in self.fields:
            changed["values"] = ()
        return {**changed, "obligation": self.obligation}


@attrs.frozen(kw_only=True)
class Suspended(Event):
    """中止 for a time."""

    reason: str
    approval: Approval


@attrs.frozen(kw_only=True)
class Resumed(Event):
    """恢复推进, with another day if one is given and approved."""

    due: pendulum.Date | None = attrs.field(default=None, converter=_day)
    approval: Approval | None = None

    def misfit(self, item: Item) -> str:
        return say("another day needs an approval") if self.due and self.approval is None else ""

    def changes(self, item: Item) -> dict[str, Any]:
        return {"dues": (*item.dues, self.due_day(self.due))} if self.due else {}


@attrs.frozen(kw_only=True)
class Cancelled(Event):
    """取消."""

    reason: str
    approval: Approval


@attrs.frozen(kw_only=True)
class Merged(Event):
    """合并 into another obligation."""

    into: str
    approval: Approval

    def misfit(self, item: Item) -> str:
        return say("it cannot be merged into itself") if self.into == item.obligation.id else ""


@attrs.frozen(kw_only=True)
class Split(Event):
    """拆分 into others, which are opened beside it."""

    into: tuple[str, ...] = attrs.field(converter=as_tuple)
    approval: Approval

    def misfit(self, item: Item) -> str:
        return "" if len(set(self.into)) > 1 else say("it is split into two at least")


# --- when they may come -----------------------------------------------------------


@attrs.frozen(kw_only=True)
class Rule:
    """When events of a type may come, and who may do it.

    Attributes:
        then: the stages in which it may come, and those to which it leads.
        by: the ``keeper``, the ``lead`` units (or the keeper for them); empty: whoever writes.
        of_series: whether it may be about recurring work as a whole; then it is about each period on the books.
    """

    then: dict[Stage, Stage] = attrs.field(factory=dict)
    by: str = ""
    of_series: bool = True


def _to(then: Stage, *when: Stage) -> dict[Stage, Stage]:
    return dict.fromkeys(when, then)


_NOT, _GOING, _SUBMITTED, _SUSPENDED = Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.SUBMITTED, Stage.SUSPENDED
_BOOKS: Final = (_NOT, _GOING, _SUBMITTED, _SUSPENDED)
_ALL: Final = {stage: stage for stage in Stage}
_OPEN: Final = {stage: stage for stage in _BOOKS}

RULES: Final[dict[type[Event], Rule]] = {
    Assigned: Rule(then=_OPEN),
    Reported: Rule(then=_to(_GOING, _NOT, _GOING) | {_SUBMITTED: _SUBMITTED}, by="lead", of_series=False),
    Submitted: Rule(then=_to(_SUBMITTED, _NOT, _GOING), by="lead", of_series=False),
    Returned: Rule(then=_to(_GOING, _SUBMITTED), by="keeper", of_series=False),
    Closed: Rule(then=_to(Stage.CLOSED, _SUBMITTED), by="keeper", of_series=False),
    Reopened: Rule(then=_to(_GOING, Stage.CLOSED, Stage.CANCELLED), by="keeper", of_series=False),
    Urged: Rule(then=_OPEN),
    Noted: Rule(then=_ALL),
    ExtensionAsked: Rule(then={_NOT: _NOT, _GOING: _GOING}, by="lead", of_series=False),
    Extended: Rule(then=_OPEN, by="keeper", of_series=False),
    ExtensionRefused: Rule(then=_OPEN, by="keeper", of_series=False),
    Revised: Rule(then=_OPEN),
    Suspended: Rule(then=_to(_SUSPENDED, _NOT, _GOING), by="keeper"),
    Resumed: Rule(then=_to(_GOING, _SUSPENDED), by="keeper"),
    Cancelled: Rule(then=_to(Stage.CANCELLED, *_BOOKS), by="keeper"),
    Merged: Rule(then=_to(Stage.MERGED, *_BOOKS), by="keeper"),
    Split: Rule(then=_to(Stage.SPLIT, *_BOOKS), by="keeper"),
}
"""The rules of events about work that is on the books."""

_NEVER: Final = Rule()
_OF_LEDGER: Final = frozenset({Begun, Ruled, Named, Voided, Published, Unknown})

TYPES: Final[dict[str, type[Event]]] = {
    re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower(): globals()[name] for name in __all__ if name != "Event"
}
"""The types of events, by the name under which they are written."""
TYPE_OF: Final[dict[type[Event], str]] = {**{kind: name for name, kind in TYPES.items()}, Unknown: "unknown_event"}
