"""Log: the ledger itself, which is its events and nothing else; every state is worked out from them."""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from operator import attrgetter

import attrs
import pendulum

from ..dates import as_date
from ..errors import LedgerError
from .events import Begun, Event, Merged, Named, Opened, Ruled, Voided
from .lines import seal
from .policy import Policy
from .replay import Conflict, Context, Replay
from .view import View

__all__ = ["Ledger", "merge"]

_ORDER = attrgetter("order")


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
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        """Take in events, in any order, of any number of writers; an event that comes twice stands once."""
        found = {event.id: event for event in events}
        self.events: tuple[Event, ...] = tuple(sorted(found.values(), key=_ORDER))

    def __repr__(self) -> str:
        return f"<Ledger, {len(self.events)} events, {len(self.codes)} obligations>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ledger) and self.events == other.events

    def __hash__(self) -> int:
        return hash(self.events)

    # --- what it holds ---

    @cached_property
    def by_subject(self) -> dict[str, list[Event]]:
        """The events of each obligation, in their order."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            if not event.OF_LEDGER:
                found.setdefault(event.on, []).append(event)
        return found

    @cached_property
    def of_ledger(self) -> list[Event]:
        """The events that are about the ledger as a whole, in their order."""
        return [event for event in self.events if event.OF_LEDGER]

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """The events by their ids."""
        return {event.id: event for event in self.events}

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """The ids of the obligations, by their codes; several notices may share one."""
        found: dict[str, list[str]] = {}
        for event in self.events:
            if isinstance(event, Opened):
                found.setdefault(event.obligation.code, []).append(event.obligation.id)
        return found

    @cached_property
    def heads(self) -> dict[str, Event]:
        """The last event of each writer."""
        found: dict[str, Event] = {}
        for event in self.events:
            if event.writer not in found or found[event.writer].seq < event.seq:
                found[event.writer] = event
        return found

    @cached_property
    def last_day(self) -> pendulum.Date:
        """The day of its last event; the first of the calendar without any."""
        return self.events[-1].at if self.events else pendulum.Date(1, 1, 1)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that have open work on its last day, in the order in which it was taken."""
        view = self.as_of(self.last_day)
        return tuple(dict.fromkeys(unit for item in view.items if not item.is_over for unit in view.owners(item)))

    def find(self, name: str) -> str:
        """Return the id of an obligation, by its id or its code.

        Raises:
            LedgerError: there is none, or several notices have one of this code.
        """
        if name in self.by_subject:
            return name
        found = list(dict.fromkeys(self.codes.get(name, ())))
        if len(found) == 1:
            return found[0]
        if found:
            raise LedgerError(
                f"{len(found)} obligations have the code {name!r}; say which by its id: {', '.join(found)}"
            )
        near = get_close_matches(name, [*self.codes, *self.by_subject], 3, 0.5)
        raise LedgerError(f"no obligation {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else ""))

    # --- what it is on a day ---

    def as_of(self, day: dt.date, *, known: dt.date | None = None) -> View:
        """Return the ledger on a day.

        Args:
            day: what happened later is left out.
            known: what was entered later is left out, too: the ledger as one knew it on that day.
        """
        day, known = as_date(day), None if known is None else as_date(known)
        voided = self.voided(known)
        context = self.context(day, known=known)
        replays: dict[str, Replay] = {}
        conflicts: list[Conflict] = []
        for on, events in self.by_subject.items():
            replay = Replay(context).run(e for e in events if _holds(e, day, known, voided))
            if replay.obligation:
                replays[on] = replay
            conflicts += replay.conflicts
        ruled = [e.policy for e in self.of_ledger if isinstance(e, Ruled) and _holds(e, day, known, voided)]
        return View(
            ledger=self,
            day=day,
            known=known,
            policy=ruled[-1] if ruled else Policy(),
            context=context,
            items=tuple(item for on in self._in_order if on in replays for item in replays[on].items(day)),
            conflicts=tuple(sorted(conflicts, key=lambda conflict: conflict.event.order)),
            voided=tuple(voided),
        )

    @cached_property
    def _in_order(self) -> list[str]:
        """The ids of the obligations, in the order in which they came on the books."""
        return list(dict.fromkeys(event.on for event in self.events if isinstance(event, Opened)))

    def voided(self, known: dt.date | None = None) -> set[str]:
        """Return the ids of events that were voided, as far as it was known on a day.

        What was voided never was: it counts on no day, not only from the day of the voiding.
        """
        return {e.event for e in self.of_ledger if isinstance(e, Voided) and (known is None or e.recorded <= known)}

    def context(self, day: dt.date, *, known: dt.date | None = None) -> Context:
        """Return what holds for the whole ledger on a day."""
        voided = self.voided(known)
        names: dict[str, str] = {}
        for event in self.of_ledger:
            if isinstance(event, Named) and _holds(event, day, known, voided):
                names |= dict.fromkeys(event.names, event.unit)
        keepers = frozenset(e.keeper for e in self.of_ledger if isinstance(e, Begun) and e.keeper)
        return Context(keepers=keepers, names=names)

    # --- writing ---

    def record(self, *events: Event, writer: str) -> Ledger:
        """Return the ledger with events added; one that says what another says already is not added again.

        Args:
            events: what happened; ``on`` may be an id or a code.
            writer: who writes it down: each writer has a chain of events.

        Raises:
            LedgerError: an event does not fit, and why; then none is added.
        """
        log = _Growing(self, writer)
        for event in events:
            log.add(event)
        return log.ledger()


def merge(*ledgers: Ledger) -> Ledger:
    """Return the union of ledgers: order and repetition do not matter."""
    return Ledger(event for ledger in ledgers for event in ledger.events)


def _holds(event: Event, day: dt.date, known: dt.date | None, voided: set[str]) -> bool:
    return event.at <= day and (known is None or event.recorded <= known) and event.id not in voided


class _Growing(Ledger):
    """A ledger to which events are being added."""

    def __init__(self, ledger: Ledger, writer: str) -> None:
        self.events = ledger.events
        self.all = list(ledger.events)
        self.by_subject = {on: [*events] for on, events in ledger.by_subject.items()}
        self.of_ledger = [*ledger.of_ledger]
        self.by_id = dict(ledger.by_id)
        self.codes = {code: [*ids] for code, ids in ledger.codes.items()}
        self.writer = writer
        self.head = ledger.heads.get(writer)
        self.clock = max((event.clock for event in ledger.events), default=0)

    def ledger(self) -> Ledger:
        """Return what it has become."""
        made = Ledger()
        made.events = tuple(self.all)
        made.__dict__.update(by_subject=self.by_subject, of_ledger=self.of_ledger, by_id=self.by_id, codes=self.codes)
        return made

    def add(self, event: Event) -> None:
        """Add one event, unless it is there.

        Raises:
            LedgerError: it does not fit.
        """
        event = self._resolved(event)
        if event.recorded < event.at:
            raise LedgerError(f"recorded on {event.recorded}, before it happened ({event.at})", event)
        if self._is_there(event):
            return
        reason = self._reason(event)
        if reason:
            raise LedgerError(reason, event)
        self.clock += 1
        seq, prev = (self.head.seq + 1, self.head.id) if self.head else (1, "")
        event = seal(attrs.evolve(event, writer=self.writer, seq=seq, clock=self.clock, prev=prev, id=""))
        self.head = self.by_id[event.id] = event
        insort(self.all, event, key=_ORDER)
        insort(self.of_ledger if event.OF_LEDGER else self.by_subject.setdefault(event.on, []), event, key=_ORDER)
        if isinstance(event, Opened):
            self.codes.setdefault(event.obligation.code, []).append(event.obligation.id)

    def _resolved(self, event: Event) -> Event:
        if isinstance(event, Opened):
            return attrs.evolve(event, on=event.obligation.id)
        if event.OF_LEDGER:
            return event
        event = attrs.evolve(event, on=self.find(event.on))
        return attrs.evolve(event, into=self.find(event.into)) if isinstance(event, Merged) else event

    def _is_there(self, event: Event) -> bool:
        there = self.of_ledger if event.OF_LEDGER else self.by_subject.get(event.on, [])
        alike = [old for old in there if type(old) is type(event)]
        if isinstance(event, Opened):
            return any(isinstance(old, Opened) and old.obligation == event.obligation for old in alike)
        content, voided = event.content, self.voided()
        return any(old.at == event.at and old.content == content and old.id not in voided for old in alike)

    def _reason(self, event: Event) -> str:
        """Return why an event does not fit on its day; nothing if it does."""
        if isinstance(event, Voided):
            old = self.by_id.get(event.event)
            if old is None:
                return f"no event {event.event!r} to void"
            return f"a {old.type} event cannot be voided" if isinstance(old, Begun | Voided) else ""
        if event.OF_LEDGER:
            return ""
        if isinstance(event, Merged) and event.on in lineage(self, event.into):
            return f"{event.into} was itself merged or split into {event.on}: that would be a circle"
        voided = self.voided()
        before = [e for e in self.by_subject.get(event.on, ()) if _holds(e, event.at, None, voided)]
        return Replay(self.context(event.at)).run(before).apply(event)


def lineage(ledger: Ledger, name: str) -> Iterator[str]:
    """Yield the ids of what an obligation was merged or split into, and itself first."""
    seen, left = set[str](), [ledger.find(name)]
    while left:
        on = left.pop()
        if on in seen:
            continue
        seen.add(on)
        yield on
        for event in ledger.by_subject.get(on, ()):
            into = getattr(event, "into", ())
            left += [into] if isinstance(into, str) else into
