"""Review: the monthly review (月调度), in figures each of which opens to the items behind it.

A review has two days. What moved is counted in its month; verdicts are given on the
day of its view, since work that is due on the last day of a month cannot be judged on
that day. Before the month is over, a review says that it is not final.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from ..analysis.agenda import period
from ..dates import days_after
from ..errors import LedgerError
from ..findings import Finding, Severity
from .counting import UnitRow, unit_rows
from .events import (
    Assigned,
    Cancelled,
    Event,
    Extended,
    Merged,
    Published,
    Reopened,
    Resumed,
    Revised,
    Split,
    Suspended,
)
from .model import Item, Stage, Timeliness
from .verdicts import owed_since
from .view import View

if TYPE_CHECKING:
    from pendulum import Date

    from .bulletin import Bulletin
    from .log import Ledger

__all__ = ["CLASSES", "Flow", "Review", "recount"]

CLASSES: Final = ("dated", "undated", "recurring", "by_case")
"""The classes of the balance."""

CHANGES: Final = (Assigned, Extended, Revised, Suspended, Resumed, Cancelled, Merged, Split, Reopened)
"""The events that adjust what has to be done (动态调整)."""

_ENDS: Final = {"closed": Stage.CLOSED, "cancelled": Stage.CANCELLED, "merged": Stage.MERGED, "split": Stage.SPLIT}


@attrs.frozen(kw_only=True)
class Flow:
    """台账变动: a line of the balance; it adds up, or there is no review.

    Attributes:
        name: the class, or ``total``.
        opening: how many items were on the books before the month.
        moved: how many came from another class, less those that went to one, since a notice was amended.
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
    moved: int = 0
    new: int = 0
    reopened: int = 0
    closed: int = 0
    cancelled: int = 0
    merged: int = 0
    split: int = 0
    closing: int = 0

    def __attrs_post_init__(self) -> None:
        gained = self.opening + self.moved + self.new + self.reopened
        if gained - self.closed - self.cancelled - self.merged - self.split != self.closing:
            raise AssertionError(f"the balance does not add up: {self}")


class Review:
    """月调度 of one month; made by :meth:`View.review`.

    Attributes:
        month: such as ``2024-09``.
        view: the ledger on the day of the verdicts.
        before: the ledger on the day before the month.
        end: the ledger on its last day, or on that of the view if that is earlier.
        final: whether the month is over.
    """

    def __init__(self, view: View, month: str) -> None:
        """Compare the ledger before and after the month.

        Raises:
            LedgerError: the month has not begun on the day of the view, or is no month.
        """
        if len(month) != 7:
            raise LedgerError(f"expected a month such as 2024-09, got {month!r}")
        try:
            first, last = period(month)
        except ValueError as error:
            raise LedgerError(str(error)) from None
        if view.day < first:
            raise LedgerError(f"{month} has not begun on {view.day}")
        self.first: Date = first
        self.last: Date = last
        self.month: str = month
        self.view: View = view
        self.final: bool = view.day > last
        self.before: View = view.ledger.as_of(days_after(first, -1), known=view.known)
        self.end: View = view.ledger.as_of(min(last, view.day), known=view.known) if self.final else view

    def __repr__(self) -> str:
        return f"<Review of {self.month} on {self.view.day}, {dict(self.figures)}>"

    # --- what moved ---

    @cached_property
    def balance(self) -> tuple[Flow, ...]:
        """台账变动, by class, and in total at the end."""
        flows = {name: Counter[str]() for name in CLASSES}
        for item in self.before.items:
            if not item.is_over:
                now = self.end.by_key[item.key].obligation.kind_of_work
                flows[item.obligation.kind_of_work].update(opening=1, moved=-1)
                flows[now].update(moved=1)
        for name in ("new", "reopened", *_ENDS):
            for item in self.groups[name]:
                flows[item.obligation.kind_of_work][name] += 1
        for item in self.end.items:
            flows[item.obligation.kind_of_work]["closing"] += not item.is_over
        total = Counter[str]()
        for flow in flows.values():
            total.update(flow)
        return tuple(Flow(name=name, **flow) for name, flow in {**flows, "total": total}.items())

    @cached_property
    def groups(self) -> dict[str, tuple[Item, ...]]:
        """The items behind each figure, by its name."""
        known, end = self.before.by_key, self.end.items
        fresh = [item for item in end if item.key not in known]
        over = [item for item in end if item.is_over and not (item.key in known and known[item.key].is_over)]
        found: dict[str, Iterable[Item]] = {
            "opening": (item for item in self.before.items if not item.is_over),
            "new": (item for item in fresh if not item.cycle),
            "reopened": (item for item in fresh if item.cycle),
            **{name: [item for item in over if item.stage is stage] for name, stage in _ENDS.items()},
            "closing": (item for item in end if not item.is_over),
        }
        view, day = self.view, self.view.day
        live = [item for item in view.items if not item.is_over]
        later = days_after(self.last, 1), days_after(self.last, 1).end_of("month")
        found |= {
            "due": (item for item in view.items if self._is_due(item)),
            **{str(kind): self._judged(kind) for kind in (Timeliness.ON_TIME, Timeliness.LATE)},
            "missed": self._judged(Timeliness.OVERDUE),
            "undecided": self._judged(Timeliness.OPEN, Timeliness.DUE_TODAY),
            "overdue": (item for item in live if view.verdict(item).timeliness is Timeliness.OVERDUE),
            "born_late": (item for item in live if view.verdict(item).timeliness is Timeliness.BORN_LATE),
            "soon": (it for it in live if it.due and not it.done and 0 <= (it.due - day).days <= view.policy.soon),
            "next_month": (it for it in live if it.due and not it.done and later[0] <= it.due <= later[1]),
            "returned": (item for item in live if item.returned and item.stage is Stage.IN_PROGRESS),
            "owed": self._owed,
            "not_reported": (item for item in self._owed if not self._is_reported(item)),
            "problems": (item for item in live if item.problems),
            "undated": (item for item in live if item.obligation.kind_of_work == "undated"),
        }
        return {name: tuple(items) for name, items in found.items()}

    def behind(self, figure: str) -> tuple[Item, ...]:
        """Return the items that a figure counts.

        Raises:
            LedgerError: there is no such figure.
        """
        if figure not in self.groups:
            raise LedgerError(f"no figure {figure!r}; known are {', '.join(self.groups)}")
        return self.groups[figure]

    def _is_due(self, item: Item) -> bool:
        """Whether an item is judged in this month."""
        due = item.due_that_counts
        if due is None or not self.first <= due <= self.last:
            return False
        if item.is_born_late and self.view.policy.born_late == "exempt":
            return False
        return self.view.verdict(item).timeliness not in (Timeliness.EXEMPT, Timeliness.PAUSED)

    def _judged(self, *kinds: Timeliness) -> list[Item]:
        return [it for it in self.view.items if self._is_due(it) and self.view.verdict(it).timeliness in kinds]

    # --- reports ---

    @cached_property
    def _report_view(self) -> View:
        day = min(self.first.replace(day=self.view.policy.report_day), self.view.day)
        return self.view.ledger.as_of(day, known=self.view.known)

    @cached_property
    def _owed(self) -> list[Item]:
        """The items on which a report was owed in this month, as they were on the day for reports."""
        there = self._report_view
        return [item for item in there.items if owed_since(item, there.day, self.view.policy)]

    def _is_reported(self, item: Item) -> bool:
        since = owed_since(item, self._report_view.day, self.view.policy)
        return bool(since and item.last_report and item.last_report >= since)

    # --- what changed ---

    @cached_property
    def changes(self) -> tuple[tuple[Event, Item], ...]:
        """动态调整: what was extended, reassigned, revised, suspended, taken off or brought back in the month."""
        owner = {id_: item for item in self.end.items for id_ in item.history}
        return tuple(
            (event, owner[event.id])
            for event in self.view.ledger.events
            if isinstance(event, CHANGES) and event.id in owner and self.first <= event.at <= self.last
        )

    @cached_property
    def late_entries(self) -> tuple[Event, ...]:
        """补录: what happened before the last review went out and was entered after it."""
        last = self._published
        if last is None:
            return ()
        heads = {writer: int(seq) for writer, seq, _ in last.heads}
        return tuple(
            event
            for event in self.view.ledger.events
            if not event.OF_LEDGER and event.at <= last.as_of and event.seq > heads.get(event.writer, 0)
        )

    @cached_property
    def changed_verdicts(self) -> tuple[Item, ...]:
        """The items on which the last review that went out would say something else today."""
        last = self._published
        if last is None or not self.late_entries:
            return ()
        then = _as_published(self.view.ledger, last)
        now = self.view.ledger.as_of(last.as_of, known=self.view.known)
        old = {item.key: then.verdict(item).timeliness for item in then.items}
        return tuple(item for item in now.items if old.get(item.key) not in (None, now.verdict(item).timeliness))

    @property
    def _published(self) -> Published | None:
        voided = self.view.ledger.voided(self.view.known)
        found = [e for e in self.view.ledger.of_ledger if isinstance(e, Published) and e.id not in voided]
        return next((event for event in reversed(found) if event.at <= self.view.day), None)

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
        from .sheets import save_review

        save_review(self, path)

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
        known = self.view.known
        found: dict[str, Event] = {}
        for event in self.view.ledger.events:
            if known is None or event.recorded <= known:
                found[event.writer] = max(found.get(event.writer, event), event, key=lambda event: event.seq)
        return tuple((writer, str(event.seq), event.id) for writer, event in sorted(found.items()))

    @property
    def seal(self) -> str:
        """校验码: what :func:`zhengce.ledger.verify` takes as an anchor, for the last line of a bulletin."""
        return "；".join(f"{writer} {seq}:{id_[:8]}" for writer, seq, id_ in self.heads)


def _as_published(ledger: Ledger, published: Published) -> View:
    """Return the view that a review had when it went out."""
    heads = {writer: int(seq) for writer, seq, _ in published.heads}
    known = type(ledger)(event for event in ledger.events if event.seq <= heads.get(event.writer, 0))
    return known.as_of(published.as_of)


def recount(ledger: Ledger) -> tuple[Finding, ...]:
    """Return the published figures that do not come out again from what was known when they went out."""
    findings: list[Finding] = []
    for event in ledger.of_ledger:
        if isinstance(event, Published) and event.id not in ledger.voided():
            now = dict(Review(_as_published(ledger, event), event.month).figures)
            for name, text in event.figures:
                if now.get(name) != text:
                    message = (
                        f"{event.what} of {event.month}: {name} was published as {text}, and comes to {now.get(name)}"
                    )
                    findings.append(Finding(code="ZL305", severity=Severity.ERROR, message=message))
    return tuple(findings)
