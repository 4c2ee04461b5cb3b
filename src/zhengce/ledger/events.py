"""Events: what happened to an obligation, when it happened, and when it was entered.

An event says on what (``on``, and ``period`` where an obligation has several), when
it happened (``at``), when it was entered (``recorded``), by whom, and what. A ledger
adds who wrote it down and what that writer wrote before. No event is ever changed:
a wrong one is voided by another.

A class says all about its events: what they hold, in which stages they may come and where
those lead (``THEN``), who may do it (``BY``), what else must hold (:meth:`Event.misfit`), and
what they change (:meth:`Event.changes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

import attrs
import pendulum

from ..fields import as_day, as_decimal
from ..made import pickled
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

_NOT, _GOING, _SUBMITTED, _SUSPENDED = Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.SUBMITTED, Stage.SUSPENDED
_UNITS: Final = ("lead_units", "responsible_units", "supporting_units")
_BOOKS: Final = (_NOT, _GOING, _SUBMITTED, _SUSPENDED)


def _leads(then: Stage, *when: Stage) -> dict[Stage, Stage]:
    return dict.fromkeys(when, then)


def _stays(*when: Stage) -> dict[Stage, Stage]:
    return {stage: stage for stage in when}


def _day(value: date) -> pendulum.Date:
    """Return a day of any make; there must be one."""
    made = as_day(value)
    if made is None:
        raise ValueError("expected a date, got None")
    return made


def _decimals(values: Iterable[Decimal | int | str | None]) -> tuple[Decimal | None, ...]:
    return tuple(map(as_decimal, values))


@attrs.frozen(kw_only=True)
class Event:
    """办理记录: what every event says. Two are equal that say the same; their ids tell them apart.

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
    at: pendulum.Date = attrs.field(converter=_day)
    recorded: pendulum.Date = attrs.field(
        default=attrs.Factory(lambda self: self.at, takes_self=True), converter=_day, eq=False
    )
    by: str = ""
    person: str = ""
    note: str = ""
    writer: str = attrs.field(default="", eq=False)
    seq: int = attrs.field(default=0, eq=False)
    clock: int = attrs.field(default=0, eq=False)
    prev: str = attrs.field(default="", eq=False)
    id: str = attrs.field(default="", eq=False)

    OF_LEDGER: ClassVar[bool] = False
    """Whether it is about the ledger, not about one obligation."""
    OF_SERIES: ClassVar[bool] = True
    """Whether it may be about recurring work as a whole; then it is about each period that is on the books."""
    BY: ClassVar[str] = ""
    """Who may do it: the ``keeper``, the ``lead`` units (or the keeper for them); empty: whoever writes."""
    THEN: ClassVar[Mapping[Stage, Stage]] = {}
    """The stages in which it may come, and those to which it leads."""

    __repr__ = call

    def __reduce__(self) -> tuple[object, ...]:
        return pickled(self)

    @property
    def type(self) -> str:
        """The type as it is written: ``extension_asked``."""
        return _TYPE_OF[type(self)]

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
    OF_LEDGER: ClassVar[bool] = True


@attrs.frozen(kw_only=True)
class Ruled(Event):
    """口径: from now on it is judged and counted by these rules."""

    policy: Policy
    OF_LEDGER: ClassVar[bool] = True


@attrs.frozen(kw_only=True)
class Named(Event):
    """单位归并、更名: several names are one unit. A person says so, never the library."""

    names: tuple[str, ...] = attrs.field(converter=as_tuple)
    unit: str
    OF_LEDGER: ClassVar[bool] = True


@attrs.frozen(kw_only=True)
class Voided(Event):
    """冲销: an event was entered by mistake. It stays where it is, and counts no longer."""

    event: str
    reason: str
    OF_LEDGER: ClassVar[bool] = True


@attrs.frozen(kw_only=True)
class Published(Event):
    """发布: a review went out, with these figures, on what was known then."""

    what: str = "bulletin"
    month: str
    as_of: pendulum.Date = attrs.field(converter=_day)
    figures: tuple[tuple[str, ...], ...] = ()
    heads: tuple[tuple[str, ...], ...] = ()
    OF_LEDGER: ClassVar[bool] = True


# --- how an obligation comes on the books ----------------------------------------


@attrs.frozen(kw_only=True)
class Opened(Event):
    """立账: the obligation with all its fields, so that a later, better reading does not change it."""

    obligation: Obligation
    source: str = ""


@attrs.frozen(kw_only=True)
class Triggered(Event):
    """受理: a case came in, ``period`` is its number; from now on it has a day of its own."""

    since: pendulum.Date = attrs.field(converter=_day)
    due: pendulum.Date | None = attrs.field(default=None, converter=as_day)


# --- the work -----------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Assigned(Event):
    """交办、改派: who does it; empty units stay as they are. Another lead unit needs an approval."""

    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    responsible_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    approval: Approval | None = None
    THEN: ClassVar[Mapping[Stage, Stage]] = _stays(*_BOOKS)

    def misfit(self, item: Item) -> str:
        moved = self.lead_units and item.lead_units and self.lead_units != item.lead_units
        return say("another lead unit needs an approval") if moved and self.approval is None else ""

    def changes(self, item: Item) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _UNITS if getattr(self, name)}


@attrs.frozen(kw_only=True)
class Reported(Event):
    """报送进展; ``values`` says what was reached of each target of the obligation, in their order."""

    progress: int | None = None
    text: str = ""
    problems: str = ""
    plan: str = ""
    values: tuple[Decimal | None, ...] = attrs.field(default=(), converter=_decimals)
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=as_tuple)
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "lead"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(_GOING, _NOT, _GOING) | {_SUBMITTED: _SUBMITTED}

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


@attrs.frozen(kw_only=True)
class Submitted(Event):
    """申请销号: a unit says that it is done, since which day (by default the same), and shows it."""

    done: pendulum.Date = attrs.field(default=attrs.Factory(lambda self: self.at, takes_self=True), converter=_day)
    text: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=as_tuple)
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "lead"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(_SUBMITTED, _NOT, _GOING)

    def misfit(self, item: Item) -> str:
        if not self.evidence:
            return say("it needs at least one evidence")
        late = self.done > self.at
        return say("done on {done}, later than it is submitted ({day})", done=self.done, day=self.at) if late else ""

    def changes(self, item: Item) -> dict[str, Any]:
        said = {"last_report": self.at, "text": self.text or item.text}
        return {**said, "done": self.done, "evidence": item.evidence + self.evidence}


@attrs.frozen(kw_only=True)
class Returned(Event):
    """退回: it is not done, or not shown."""

    reason: str
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(_GOING, _SUBMITTED)

    def changes(self, item: Item) -> dict[str, Any]:
        return {"done": None, "returned": item.returned + 1}


@attrs.frozen(kw_only=True)
class Closed(Event):
    """销号: the keeper confirms that it is done, and on which day."""

    done: pendulum.Date = attrs.field(converter=_day)
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(Stage.CLOSED, _SUBMITTED)

    def misfit(self, item: Item) -> str:
        late = self.done > self.at
        return say("done on {done}, later than it is closed ({day})", done=self.done, day=self.at) if late else ""

    def changes(self, item: Item) -> dict[str, Any]:
        return {"done": self.done}


@attrs.frozen(kw_only=True)
class Reopened(Event):
    """恢复: it turned out not to be done. The first verdict stands, a new cycle begins."""

    reason: str
    due: pendulum.Date = attrs.field(converter=_day)
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(_GOING, Stage.CLOSED, Stage.CANCELLED)

    def misfit(self, item: Item) -> str:
        if self.due > self.at:
            return ""
        return say("it needs a new day later than {day}, got {due}", day=self.at, due=self.due)


@attrs.frozen(kw_only=True)
class Urged(Event):
    """催办."""

    reference: str = ""
    THEN: ClassVar[Mapping[Stage, Stage]] = _stays(*_BOOKS)


@attrs.frozen(kw_only=True)
class Noted(Event):
    """批示、批注."""

    text: str
    THEN: ClassVar[Mapping[Stage, Stage]] = _stays(*Stage)


# --- changes, each with an approval -----------------------------------------------


def _not_later(item: Item, until: pendulum.Date) -> str:
    late = item.due and until <= item.due
    return say("until {until} is not later than the day in force, {due}", until=until, due=item.due) if late else ""


@attrs.frozen(kw_only=True)
class ExtensionAsked(Event):
    """申请延期. It moves nothing."""

    until: pendulum.Date = attrs.field(converter=_day)
    reason: str
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "lead"
    THEN: ClassVar[Mapping[Stage, Stage]] = _stays(_NOT, _GOING)

    def misfit(self, item: Item) -> str:
        if item.due and self.at > item.due:
            return say("asked on {day}, after the day in force, {due}", day=self.at, due=item.due)
        return _not_later(item, self.until)

    def changes(self, item: Item) -> dict[str, Any]:
        return {"asked": self.until}


@attrs.frozen(kw_only=True)
class Extended(Event):
    """同意延期, asked for or not."""

    until: pendulum.Date = attrs.field(converter=_day)
    approval: Approval
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _stays(*_BOOKS)

    def misfit(self, item: Item) -> str:
        lacks = "" if self.approval.reference else say("the approval needs a reference")
        return _not_later(item, self.until) or lacks

    def changes(self, item: Item) -> dict[str, Any]:
        return {"asked": None, "dues": (*item.dues, self.due_day(self.until))}


@attrs.frozen(kw_only=True)
class ExtensionRefused(Event):
    """不同意延期."""

    reason: str
    OF_SERIES: ClassVar[bool] = False
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _stays(*_BOOKS)

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
    THEN: ClassVar[Mapping[Stage, Stage]] = _stays(*_BOOKS)

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
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(_SUSPENDED, _NOT, _GOING)


@attrs.frozen(kw_only=True)
class Resumed(Event):
    """恢复推进, with another day if one is given and approved."""

    due: pendulum.Date | None = attrs.field(default=None, converter=as_day)
    approval: Approval | None = None
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(_GOING, _SUSPENDED)

    def misfit(self, item: Item) -> str:
        return say("another day needs an approval") if self.due and self.approval is None else ""

    def changes(self, item: Item) -> dict[str, Any]:
        return {"dues": (*item.dues, self.due_day(self.due))} if self.due else {}


@attrs.frozen(kw_only=True)
class Cancelled(Event):
    """取消."""

    reason: str
    approval: Approval
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(Stage.CANCELLED, *_BOOKS)


@attrs.frozen(kw_only=True)
class Merged(Event):
    """合并 into another obligation."""

    into: str
    approval: Approval
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(Stage.MERGED, *_BOOKS)

    def misfit(self, item: Item) -> str:
        return say("it cannot be merged into itself") if self.into == item.obligation.id else ""


@attrs.frozen(kw_only=True)
class Split(Event):
    """拆分 into others, which are opened beside it."""

    into: tuple[str, ...] = attrs.field(converter=as_tuple)
    approval: Approval
    BY: ClassVar[str] = "keeper"
    THEN: ClassVar[Mapping[Stage, Stage]] = _leads(Stage.SPLIT, *_BOOKS)

    def misfit(self, item: Item) -> str:
        return "" if len(set(self.into)) > 1 else say("it is split into two at least")


TYPES: Final[dict[str, type[Event]]] = {
    re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower(): globals()[name] for name in __all__ if name != "Event"
}
"""The types of events, by the name under which they are written."""
_TYPE_OF: Final = {kind: name for name, kind in TYPES.items()}
