"""Review: the monthly review (月调度), in figures each of which opens to the items behind it.

A review has two days. What moved is counted in its month; verdicts are given on the
day of its view, since work that is due on the last day of a month cannot be judged on
that day. Before the month is over, a review says that it is not final.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import attrs

from ..analysis.periods import as_month, period
from ..dates import days_after
from ..errors import LedgerError, expect
from ..files.save import save_as
from ..findings import Finding, Severity
from ..saying import joined, say
from . import events as e
from .counting import UnitRow, unit_rows
from .events import Event
from .log import A_LEDGER, Ledger
from .model import Item, Stage, Timeliness
from .verdicts import owed_since, targets_missed
from .view import View

if TYPE_CHECKING:
    from pendulum import Date

    from .official import Bulletin

__all__ = ["CLASSES", "Flow", "Review", "recount"]

CLASSES: Final = ("dated", "undated", "recurring", "by_case")
"""The classes of the balance."""

CHANGES: Final = (e.Assigned, e.Extended, e.Revised, e.Suspended, e.Resumed, e.Cancelled, e.Merged, e.Split, e.Reopened)
"""The events that adjust what has to be done (动态调整)."""

FIGURES: Final = (
    "opening new reopened closed cancelled merged split closing due on_time late missed undecided overdue born_late"
    " soon next_month returned owed not_reported reported_late problems undated"
).split()
"""The names of the figures that count items."""

_JUDGED: Final = {
    Timeliness.ON_TIME: "on_time",
    Timeliness.LATE: "late",
    Timeliness.OVERDUE: "missed",
    Timeliness.OPEN: "undecided",
    Timeliness.DUE_TODAY: "undecided",
}


@attrs.frozen(kw_only=True)
class Flow:
    """台账变动: a line of the balance; a review whose balance does not add up is refused.

    Attributes:
        name: the class, or ``total``.
        opening: how many items were on the books before the month.
        new: how many came on the books.
        reopened: how many came back.
        closed: how many were closed out.
        cancelled: how many were cancelled.
        merged: how many were merged into others.
        split: how many were split into others.
        closing: how many are on the books at the end.
    """

    name: str
    opening: int = 0
    new: int = 0
    reopened: int = 0
    closed: int = 0
    cancelled: int = 0
    merged: int = 0
    split: int = 0
    closing: int = 0

    def __attrs_post_init__(self) -> None:
        gained = self.opening + self.new + self.reopened
        if gained - self.closed - self.cancelled - self.merged - self.split != self.closing:
            raise AssertionError(f"the balance does not add up: {self}")


class Review:
    """月调度 of one month; made by :meth:`View.review`.

    Attributes:
        month: such as ``2024-09``.
        first: its first day.
        last: its last day.
        view: the ledger on the day of the verdicts.
        final: whether the month is over.
    """

    def __init__(self, view: View, month: str) -> None:
        """Look at a month from the day of a view.

        Raises:
            CalendarError: it is no month.
            LedgerError: it has not begun on the day of the view.
        """
        month = as_month(month)
        first, last = period(month)
        if view.day < first:
            raise LedgerError(say("{month} has not begun on {day}", month=month, day=view.day))
        self.first: Date = first
        self.last: Date = last
        self.month: str = month
        self.view: View = view
        self.final: bool = view.day > last
        following = days_after(last, 1)
        self._next = (following.year, following.month)

    def __repr__(self) -> str:
        return f"<Review of {self.month} on {self.view.day}, {dict(self.figures)}>"

    # --- what moved, what is due ---

    @cached_property
    def groups(self) -> dict[str, tuple[Item, ...]]:
        """The items behind each figure, by its name."""
        found: dict[str, list[Item]] = {name: [] for name in FIGURES}
        for item in self.view.items:
            for name in (*self._moves(item), *self._judgement(item), *self._reporting(item)):
                found[name].append(item)
        return {name: tuple(items) for name, items in found.items()}

    def _moves(self, item: Item) -> Iterator[str]:
        """Yield the figures of the balance that an item is in."""
        if item.opened > self.last:
            return
        closed = item.closed
        if item.opened >= self.first:
            yield "reopened" if item.cycle else "new"
        elif closed is None or closed >= self.first:
            yield "opening"
        if closed is None or closed > self.last:
            yield "closing"
        elif closed >= self.first:
            yield str(item.stage)

    def _judgement(self, item: Item) -> Iterator[str]:
        """Yield the figures that rest on the day of the view."""
        view, due, timeliness = self.view, item.due, self.view.verdict(item).timeliness
        counts = item.due_that_counts
        is_exempt = item.is_born_late and view.policy.born_late == "exempt"
        if counts and self.first <= counts <= self.last and timeliness in _JUDGED and not is_exempt:
            yield "due"
            yield _JUDGED[timeliness]
        if item.is_over:
            return
        if timeliness in (Timeliness.OVERDUE, Timeliness.BORN_LATE):
            yield str(timeliness)
        if due and not item.done:
            if 0 <= due.toordinal() - view.day.toordinal() <= view.policy.soon:
                yield "soon"
            if (due.year, due.month) == self._next:
                yield "next_month"
        if item.returned and item.stage is Stage.IN_PROGRESS:
            yield "returned"
        if item.problems:
            yield "problems"
        if item.kind_of_work == "undated":
            yield "undated"

    def _reporting(self, item: Item) -> Iterator[str]:
        """Yield whether a report was owed on the day for reports, missing then, and made later in the month."""
        day = min(self.view.policy.report_by(self.first), self.view.day)
        since = owed_since(item, day, self.view.policy)
        if since:
            yield "owed"
            events = map(self.view.ledger.by_id.__getitem__, item.history)
            days = [event.at for event in events if isinstance(event, e.Reported | e.Submitted) and event.at >= since]
            if not any(at <= day for at in days):
                yield "not_reported"
                if any(at <= self.last for at in days):
                    yield "reported_late"

    def behind(self, figure: str) -> tuple[Item, ...]:
        """Return the items that a figure counts.

        Raises:
            LedgerError: there is no such figure.
        """
        if figure not in self.groups:
            raise LedgerError(
                say("no figure {name!r}; known are {known}", name=figure, known=joined(self.groups, ", "))
            )
        return self.groups[figure]

    @cached_property
    def balance(self) -> tuple[Flow, ...]:
        """台账变动, by class, and in total at the end."""
        moves = [field.name for field in attrs.fields(Flow) if field.name != "name"]
        counts = {name: Counter(item.kind_of_work for item in self.groups[name]) for name in moves}
        flows = [Flow(name=kind, **{name: counts[name][kind] for name in moves}) for kind in CLASSES]
        return (*flows, Flow(name="total", **{name: counts[name].total() for name in moves}))

    # --- what changed ---

    @cached_property
    def changes(self) -> tuple[tuple[Event, Item], ...]:
        """动态调整: what was extended, reassigned, revised, suspended, taken off or brought back in the month."""
        by_id, found = self.view.ledger.by_id, dict[str, tuple[Event, Item]]()
        for item in self.view.items:
            for id_ in item.history:
                event = by_id[id_]
                if isinstance(event, CHANGES) and self.first <= event.at <= self.last:
                    found.setdefault(id_, (event, item))
        return tuple(sorted(found.values(), key=lambda pair: pair[0].order))

    @cached_property
    def late_entries(self) -> tuple[Event, ...]:
        """补录: what happened before the last review went out and was entered after it."""
        return _late(self.view.ledger, self._published) if self._published else ()

    @cached_property
    def changed_verdicts(self) -> tuple[Item, ...]:
        """The items on which the last review that went out would say something else today."""
        if self._published is None or not self.late_entries:
            return ()
        then = _as_published(self.view.ledger, self._published)
        now = self.view.ledger.as_of(then.day, known=self.view.context.known)
        old = {item.key: then.verdict(item).timeliness for item in then.items}
        return tuple(item for item in now.items if old.get(item.key) not in (None, now.verdict(item).timeliness))

    @cached_property
    def _published(self) -> e.Published | None:
        """The last review that went out before the day of the view."""
        context = self.view.context
        found = (event for event in reversed(self.view.ledger.of_ledger) if isinstance(event, e.Published))
        return next(filter(context.holds, found), None)

    # --- what goes out ---

    def bulletin(self, *, issuer: str = "") -> Bulletin:
        """Return the bulletin (通报), issued by the keeper of the ledger if nobody else is named."""
        from .bulletin import bulletin

        return bulletin(self, issuer=issuer)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write its lines to ``.xlsx``, ``.csv`` or ``.json``, or its bulletin to ``.md``, ``.html`` or ``.docx``.

        Raises:
            FileError: the suffix is another, or the file cannot be written.
            MissingExtraError: ``.xlsx`` needs the extra ``xlsx``, ``.docx`` the extra ``bulletin``.
        """
        from . import sheets

        out = self.bulletin()
        writers: dict[str, Callable[[], str | bytes]] = {
            ".xlsx": lambda: sheets.workbook(self.view, self),
            ".csv": lambda: sheets.table(self.view),
            ".json": lambda: sheets.review_json(self),
            ".md": out.markdown,
            ".html": out.html,
            ".docx": out.docx,
        }
        save_as(path, "a review", writers)

    # --- figures ---

    @cached_property
    def units(self) -> tuple[UnitRow, ...]:
        """各单位: who was on time, who was not, in the order of their ranks."""
        return unit_rows(self)

    @property
    def judged(self) -> int:
        """How many items are judged in the month: done, or over."""
        return sum(len(self.groups[name]) for name in ("on_time", "late", "missed"))

    @property
    def rate(self) -> Fraction | None:
        """按期完成率: on time, of all that are judged, overdue ones included; ``None`` where none is."""
        return Fraction(len(self.groups["on_time"]), self.judged) if self.judged else None

    @property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """Every figure, by its name, as text: what :class:`zhengce.ledger.Published` keeps."""
        counts = tuple((name, str(len(items))) for name, items in self.groups.items())
        return (*counts, ("judged", str(self.judged)))

    @property
    def heads(self) -> tuple[tuple[str, str, str], ...]:
        """The last event of each writer that the review knows: writer, number, id."""
        known, events = self.view.context.known, sorted(self.view.ledger.events, key=attrgetter("seq"))
        last = {event.writer: event for event in events if known is None or event.recorded <= known}
        return tuple((writer, str(event.seq), event.id) for writer, event in sorted(last.items()))

    @property
    def seal(self) -> str:
        """校验码: what :func:`zhengce.ledger.verify` takes as an anchor, for the last line of a bulletin."""
        return "；".join(f"{writer} {seq}:{id_[:8]}" for writer, seq, id_ in self.heads)


def _late(ledger: Ledger, published: e.Published) -> tuple[Event, ...]:
    """Return what happened before a review went out and was entered after it."""
    happened = (event for event in ledger.events if event.at <= published.as_of and not event.is_of_ledger)
    return tuple(event for event in happened if not published.knew(event))


def _as_published(ledger: Ledger, published: e.Published) -> View:
    """Return the view that a review had when it went out."""
    return Ledger(filter(published.knew, ledger.events)).as_of(published.as_of)


def recount(ledger: Ledger) -> tuple[Finding, ...]:
    """Return the figures of a ledger that no longer come out the same, and what was entered after they were published.

    ``ZL304`` is work that was closed out without the targets that its units report; ``ZL305`` a published figure
    that does not come out again from what was known then; ``ZL306`` says how much was entered later on days
    before (补录).
    """
    expect(ledger, Ledger, *A_LEDGER)
    findings = [
        Finding(
            code="ZL304",
            severity=Severity.WARNING,
            message=say("{code}: closed out with {value} of {target}", code=item.code, value=value, target=target.text),
        )
        for item in ledger.as_of(ledger.last_day).items
        if item.stage is Stage.CLOSED
        for target, value in targets_missed(item)
    ]
    for event in ledger.of_ledger:
        if isinstance(event, e.Published) and ledger.as_of(event.at).context.holds(event):
            which = {"what": event.what, "month": event.month}
            now = dict(Review(_as_published(ledger, event), event.month).figures)
            for figure, text in event.figures:
                if now.get(figure) != text:
                    message = say(
                        "{what} of {month}: {figure} was published as {then}, and comes to {now}",
                        **which,
                        figure=figure,
                        then=text,
                        now=now.get(figure),
                    )
                    findings.append(Finding(code="ZL305", severity=Severity.ERROR, message=message))
            if late := _late(ledger, event):
                message = say(
                    "{what} of {month}: {events} entered since on days up to {day}",
                    **which,
                    events=say("{count} event" if len(late) == 1 else "{count} events", count=len(late)),
                    day=event.as_of,
                )
                findings.append(Finding(code="ZL306", severity=Severity.INFO, message=message))
    return tuple(findings)
