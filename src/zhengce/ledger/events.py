"""Events: what happened to an obligation, when it happened, and when it was entered.

An event says on what (``on``, and ``period`` where an obligation has several), when
it happened (``at``), when it was entered (``recorded``), by whom, and what. A ledger
adds who wrote it down and what that writer wrote before. No event is ever changed:
a wrong one is voided by another.
"""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Final

import attrs
import pendulum

from ..fields import as_day
from ..made import pickled
from ..shown import call
from ..text import as_tuple
from .model import Approval, Evidence, Obligation
from .policy import Policy

__all__ = [
    "TYPES",
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
    "Unknown",
    "Urged",
    "Voided",
]

SCHEMA: Final = "zhengce-ledger/1"
"""The version of the events that are written."""


def _day(value: date) -> pendulum.Date:
    """Return a day of any make; there must be one."""
    made = as_day(value)
    if made is None:
        raise ValueError("expected a date, got None")
    return made


@attrs.frozen(kw_only=True)
class Event:
    """办理记录: what every event says.

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
    recorded: pendulum.Date = attrs.field(default=attrs.Factory(lambda self: self.at, takes_self=True), converter=_day)
    by: str = ""
    person: str = ""
    note: str = ""
    writer: str = ""
    seq: int = 0
    clock: int = 0
    prev: str = ""
    id: str = ""

    OF_LEDGER: ClassVar[bool] = False
    """Whether it is about the ledger, not about one obligation."""

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

    @property
    def content(self) -> Event:
        """The event without what a ledger adds: two that are equal say the same."""
        return attrs.evolve(self, writer="", seq=0, clock=0, prev="", id="", recorded=self.at)


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


# --- how an obligation comes on the books and off them ------------------------


@attrs.frozen(kw_only=True)
class Opened(Event):
    """立账: the obligation as a whole, so that no better reading ever changes it."""

    obligation: Obligation
    source: str = ""


@attrs.frozen(kw_only=True)
class Triggered(Event):
    """受理: a case came in, ``period`` is its number; from now on it has a day of its own."""

    since: pendulum.Date = attrs.field(converter=_day)
    due: pendulum.Date | None = attrs.field(default=None, converter=as_day)


@attrs.frozen(kw_only=True)
class Closed(Event):
    """销号: the keeper confirms that it is done, and on which day."""

    done: pendulum.Date = attrs.field(converter=_day)


@attrs.frozen(kw_only=True)
class Reopened(Event):
    """恢复: it turned out not to be done. The first verdict stands, a new cycle begins."""

    reason: str
    due: pendulum.Date = attrs.field(converter=_day)


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


@attrs.frozen(kw_only=True)
class Split(Event):
    """拆分 into others, which are opened beside it."""

    into: tuple[str, ...] = attrs.field(converter=as_tuple)
    approval: Approval


# --- the work -----------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Assigned(Event):
    """交办、改派: who does it; empty units stay as they are."""

    lead_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    responsible_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    supporting_units: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    approval: Approval | None = None


@attrs.frozen(kw_only=True)
class Reported(Event):
    """报送进展."""

    progress: int | None = None
    text: str = ""
    problems: str = ""
    plan: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Submitted(Event):
    """申请销号: a unit says that it is done, since which day, and shows it."""

    done: pendulum.Date = attrs.field(converter=_day)
    text: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Returned(Event):
    """退回: it is not done, or not shown."""

    reason: str


@attrs.frozen(kw_only=True)
class Urged(Event):
    """催办."""

    reference: str = ""


@attrs.frozen(kw_only=True)
class Noted(Event):
    """批示、批注."""

    text: str


# --- changes ------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class ExtensionAsked(Event):
    """申请延期. It moves nothing."""

    until: pendulum.Date = attrs.field(converter=_day)
    reason: str


@attrs.frozen(kw_only=True)
class Extended(Event):
    """同意延期."""

    until: pendulum.Date = attrs.field(converter=_day)
    approval: Approval


@attrs.frozen(kw_only=True)
class ExtensionRefused(Event):
    """不同意延期."""

    reason: str


@attrs.frozen(kw_only=True)
class Revised(Event):
    """修订: an amended notice says it otherwise; the obligation as it is now, under its old id and code."""

    obligation: Obligation
    fields: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    source: str = ""


@attrs.frozen(kw_only=True)
class Suspended(Event):
    """中止 for a time."""

    reason: str
    approval: Approval


@attrs.frozen(kw_only=True)
class Resumed(Event):
    """恢复推进, with another day if one is given."""

    due: pendulum.Date | None = attrs.field(default=None, converter=as_day)
    approval: Approval | None = None


@attrs.frozen(kw_only=True)
class Unknown(Event):
    """An event of a type that a later version wrote: kept as it is, part of the chain, without effect."""

    body: str
    OF_LEDGER: ClassVar[bool] = True


# --- the types ------------------------------------------------------------------

_CLASSES: Final[tuple[type[Event], ...]] = (
    *(Begun, Ruled, Named, Voided, Published, Opened, Triggered, Closed, Reopened, Cancelled, Merged, Split),
    *(Assigned, Reported, Submitted, Returned, Urged, Noted),
    *(ExtensionAsked, Extended, ExtensionRefused, Revised, Suspended, Resumed),
)
_TYPE_OF: Final[dict[type[Event], str]] = {
    kind: re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower() for kind in (*_CLASSES, Unknown)
}
TYPES: Final[dict[str, type[Event]]] = {_TYPE_OF[kind]: kind for kind in _CLASSES}
"""The types of events, by the name under which they are written."""
