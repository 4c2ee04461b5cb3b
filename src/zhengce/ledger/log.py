"""Log: the ledger itself, which is its events and nothing else; every state is worked out from them."""

from __future__ import annotations

import datetime as dt
import os
from bisect import insort
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from operator import attrgetter
from typing import Final

import attrs
import pendulum

from ..dates import as_date
from ..errors import FileError, LedgerError, expect, expect_all
from ..files.load import as_path
from ..saying import joined, say
from ..terms import word
from .events import Begun, Event, Merged, Named, Opened, Ruled, Unknown, Voided
from .lines import check_event, seal
from .model import Item, Obligation
from .policy import Policy
from .replay import Conflict, Context, Replay
from .store import append, check_name
from .view import View

__all__ = ["Ledger", "lineage", "merge"]

_ORDER = attrgetter("order")

A_LEDGER: Final = ("a ledger", "zhengce.load_ledger returns one")


class Ledger:
    """工作台账: events in their order, each once. It never changes; :meth:`record` returns another.

    >>> from zhengce.ledger import Obligation, Opened, Reported
    >>> work = Obligation(id="A1", code="1.1-1", title="改造老旧管网", kind="by", due=dt.date(2024, 9, 30))
    >>> ledger = Ledger().record(
    ...     Opened(on="A1", at=dt.date(2024, 4, 1), obligation=work),
    ...     Reported(on="1.1-1", at=dt.date(2024, 5, 20), progress=40),
    ...     writer="政务办",
    ... )
    >>> ledger.as_of(dt.date(2024, 5, 1)).items[0].stage.value, ledger.as_of(dt.date(2024, 6, 1)).items[0].stage.value
    ('not_started', 'in_progress')

    Attributes:
        by_id: the events by their ids.
        of_ledger: the events that are about the ledger as a whole, in their order.
        by_subject: the events of each obligation, in their order.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        """Take in events, in any order, of any number of writers; an event that comes twice stands once."""
        self.by_id: dict[str, Event] = {event.id: event for event in expect_all(events, Event, "events")}
        self.of_ledger: list[Event] = []
        self.by_subject: dict[str, list[Event]] = {}
        for event in self.events:
            self._about(event).append(event)

    def _about(self, event: Event) -> list[Event]:
        """Return the events with which one belongs."""
        return self.of_ledger if event.is_of_ledger else self.by_subject.setdefault(event.on, [])

    def __repr__(self) -> str:
        return f"<Ledger, {len(self.by_id)} events, {len(self.opened)} obligations>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ledger) and self.by_id.keys() == other.by_id.keys()

    def __hash__(self) -> int:
        return hash(frozenset(self.by_id))

    # --- what it holds ---

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events, in their order."""
        return tuple(sorted(self.by_id.values(), key=_ORDER))

    @cached_property
    def opened(self) -> dict[str, Obligation]:
        """The obligations by their ids, as they came on the books and in that order."""
        found: dict[str, Obligation] = {}
        for event in self.events:
            if isinstance(event, Opened):
                found.setdefault(event.on, event.obligation)
        return found

    @cached_property
    def heads(self) -> dict[str, Event]:
        """The last event of each writer."""
        found: dict[str, Event] = {}
        for event in self.by_id.values():
            if event.writer not in found or found[event.writer].seq < event.seq:
                found[event.writer] = event
        return found

    @property
    def last_day(self) -> pendulum.Date:
        """The day of its last event; the first of the calendar without any."""
        return self.events[-1].at if self.events else pendulum.Date(1, 1, 1)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that have work on the books on its last day."""
        return self.as_of(self.last_day).units

    def find(self, name: str) -> str:
        """Return the id of an obligation, by its id or its code.

        Raises:
            LedgerError: there is none, or several notices have one of this code.
        """
        expect(name, str, "the id or the code of an obligation")
        if name in self.opened:
            return name
        found = [id_ for id_, obligation in self.opened.items() if obligation.code == name]
        if len(found) == 1:
            return found[0]
        if found:
            ids = joined((f"{id_} ({self.opened[id_].document})" for id_ in found), ", ")
            words = "{count} obligations have the code {code!r}; say which by its id: {ids}"
            raise LedgerError(say(words, count=len(found), code=name, ids=ids))
        known = dict.fromkeys([*(obligation.code for obligation in self.opened.values()), *self.opened])
        near = get_close_matches(name, known, 3, 0.5)
        hint = say("; did you mean {near}?", near=joined(near, " or ")) if near else ""
        raise LedgerError(say("no obligation {name!r}{hint}", name=name, hint=hint))

    # --- what it is on a day ---

    def as_of(self, day: dt.date | str, *, known: dt.date | str | None = None) -> View:
        """Return the ledger on a day.

        Args:
            day: what happened later is left out.
            known: what was entered later is left out, too: the ledger as one knew it on that day.
        """
        context = self._context(as_date(day), None if known is None else as_date(known))
        items: list[Item] = []
        unknown = (event for event in self.of_ledger if isinstance(event, Unknown) and context.holds(event))
        conflicts = [Conflict(event=event, reason=_foreign(event)) for event in unknown]
        for on in dict.fromkeys([*self.opened, *self.by_subject]):  # in the order in which they came on the books
            replay = self._replay(on, context)
            items += replay.items(context.day)
            conflicts += replay.conflicts
        conflicts.sort(key=lambda conflict: conflict.event.order)
        return View(ledger=self, context=context, items=tuple(items), conflicts=tuple(conflicts))

    def _context(self, day: pendulum.Date, known: pendulum.Date | None = None) -> Context:
        """Return what holds for the whole ledger on a day.

        What was voided never was: it counts on no day, not only from the day of the voiding.
        """
        of_ledger = [event for event in self.of_ledger if known is None or event.recorded <= known]
        context = Context(day=day, known=known, voided=frozenset(e.event for e in of_ledger if isinstance(e, Voided)))
        holding = [event for event in of_ledger if context.holds(event)]
        names: dict[str, str] = {}
        for event in holding:
            if isinstance(event, Named):
                names |= dict.fromkeys(event.names, event.unit)
        ruled = [event.policy for event in holding if isinstance(event, Ruled)]
        return attrs.evolve(
            context,
            policy=ruled[-1] if ruled else Policy(),
            keepers=frozenset(event.keeper for event in of_ledger if isinstance(event, Begun) and event.keeper),
            names=names,
        )

    def _replay(self, on: str, context: Context) -> Replay:
        return Replay(context).run(filter(context.holds, self.by_subject.get(on, ())))

    # --- writing ---

    def record(self, *events: Event, writer: str) -> Ledger:
        """Return the ledger with events added; one that says what another says already is not added again.

        Args:
            events: what happened; ``on`` may be an id or a code.
            writer: who writes it down: each writer has a chain of events.

        Raises:
            LedgerError: an event does not fit, and why; then none is added.
        """
        expect(writer, str, "the name of who writes")
        made = Ledger()
        made.by_id = dict(self.by_id)
        made.of_ledger = [*self.of_ledger]
        made.by_subject = {on: [*there] for on, there in self.by_subject.items()}
        made.opened.update(self.opened)
        head = self.heads.get(writer)
        seq, prev = (head.seq, head.id) if head else (0, "")
        clock = max((event.clock for event in self.by_id.values()), default=0)
        for event in expect_all(events, Event, "events"):
            check_event(event)
            fitting = made._resolved(event)
            if made._has(fitting):
                continue
            if reason := made._misfit(fitting):
                raise LedgerError(reason, event)
            seq, clock = seq + 1, clock + 1
            fitting = seal(attrs.evolve(fitting, writer=writer, seq=seq, clock=clock, prev=prev))
            prev = fitting.id
            made.by_id[prev] = fitting
            insort(made._about(fitting), fitting, key=_ORDER)
            if isinstance(fitting, Opened):
                made.opened[fitting.on] = fitting.obligation
        del made.events, made.opened  # they are worked out anew, in the order of days
        return made

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write all events to a new file, of JSON Lines or a ``.db`` of SQLite; nothing is lost between the two.

        Raises:
            FileError: it is there already, its name is that of a file of another kind, or it cannot be written.
        """
        path = as_path(path)
        check_name(path)
        if path.exists():
            raise FileError(path, "is there already")
        append(path, sorted(self.by_id.values(), key=attrgetter("writer", "seq")))

    def _resolved(self, event: Event) -> Event:
        """Return an event on an id, not on a code."""
        if event.is_of_ledger:
            return attrs.evolve(event, on="")
        if isinstance(event, Opened):
            return attrs.evolve(event, on=event.obligation.id)
        event = attrs.evolve(event, on=self.find(event.on))
        return attrs.evolve(event, into=self.find(event.into)) if isinstance(event, Merged) else event

    def _has(self, event: Event) -> bool:
        """Return whether another event says the same."""
        if isinstance(event, Opened):
            return self.opened.get(event.on) == event.obligation
        alike = [old for old in self._about(event) if old.at == event.at and old == event]
        return any(map(self._context(event.at).holds, alike))

    def _misfit(self, event: Event) -> str:
        """Return why an event does not fit on its day; nothing if it does."""
        if event.recorded < event.at:
            return say("recorded on {recorded}, before it happened ({day})", recorded=event.recorded, day=event.at)
        if isinstance(event, Voided):
            old = self.by_id.get(event.event)
            if old is None:
                return say("no event {id!r} to void", id=event.event)
            fits = not isinstance(old, Begun | Voided)
            return "" if fits else say("a {event} event cannot be voided", event=word(f"event:{old.type}"))
        if isinstance(event, Unknown):
            return _foreign(event)
        if event.is_of_ledger:
            return ""
        context = self._context(event.at)
        if isinstance(event, Merged):
            if event.on in lineage(self, event.into):
                return say("{into} is, or went into, {on}: that would be a circle", into=event.into, on=event.on)
            target = self._replay(event.into, context).cycles.get("")
            if not target or target[-1].is_over:
                return say("{code} is not on the books on {day}", code=self.opened[event.into].code, day=event.at)
        return self._replay(event.on, context).apply(event)


def _foreign(event: Unknown) -> str:
    return say("only a later version knows {kind!r}: it is kept, and changes nothing", kind=event.kind)


def merge(*ledgers: Ledger) -> Ledger:
    """Return the union of ledgers: order and repetition do not matter."""
    return Ledger(event for ledger in expect_all(ledgers, Ledger, *A_LEDGER) for event in ledger.by_id.values())


def lineage(ledger: Ledger, name: str) -> Iterator[str]:
    """Yield the ids of what an obligation was merged or split into, and itself first."""
    expect(ledger, Ledger, *A_LEDGER)
    seen, left = set[str](), [ledger.find(name)]
    while left:
        on = left.pop()
        if on not in seen:
            seen.add(on)
            yield on
            for event in ledger.by_subject.get(on, ()):
                into = getattr(event, "into", ())
                left += [into] if isinstance(into, str) else into
