"""Book: a ledger on disk that is open for writing, with a verb for each thing that an office does."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias, TypeVar

import attrs

from ..analysis.matching import Revision
from ..dates import as_date
from ..errors import ArgumentError, FileError, LedgerError, ZhengceError, expect, expect_all, refusing
from ..files.load import as_path
from ..findings import Severity
from ..model import Notice
from ..saying import joined, say
from . import events as e
from . import store
from .events import Event
from .identity import id_of, obligations
from .log import Ledger
from .model import Approval, Evidence, Obligation

if TYPE_CHECKING:
    from .forms import Form
    from .review import Review

__all__ = ["LedgerFile", "Taken", "load_ledger", "open_ledger"]


Verb: TypeAlias = Callable[..., Event | None]
"""Records one event: on what, then the fields of the event by name; returns it, or ``None`` if it is there already."""

NO_FILE_NAME: Final = re.compile(r'[\\/:*?<>|"\x00-\x1f\ud800-\udfff]')
"""What no system takes in the name of a file."""


def open_ledger(path: str | os.PathLike[str], *, writer: str, keeper: str | None = None) -> LedgerFile:
    """Open a ledger to write in it; it is made if it is not there.

    Args:
        path: a file, or a folder with a file for each writer, so that several offices can
            write at once and their files be kept together by git or a shared drive.
        writer: who writes; nobody else can write to the same file meanwhile.
        keeper: the office that keeps the ledger and closes work out; by default the writer. Empty for
            a unit that reports for itself.

    Raises:
        FileError: its name is that of a file of another kind, it cannot be read or written, or a line is not what
            was written.
        LedgerError: it is open in another process.

    >>> import tempfile, zhengce
    >>> with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/台账.jsonl", writer="政务办") as book:
    ...     taken = book.take(zhengce.sample(), at=dt.date(2024, 5, 6))
    ...     len(taken.opened), len(taken.born_late), len(book.take(zhengce.sample(), at=dt.date(2024, 5, 6)).opened)
    (57, 1, 0)
    """
    return LedgerFile(as_path(path), writer, writer if keeper is None else keeper)


def load_ledger(path: str | os.PathLike[str]) -> Ledger:
    """Read a ledger, and check every line of it.

    An unfinished last line is left out; :func:`zhengce.ledger.verify` reports it.

    Raises:
        FileError: it is not there, cannot be read, or a line is not what was written: then which,
            and up to where it holds.
    """
    found, findings = store.check(as_path(path))
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors and not found and errors[0].code == "ZL201":
        raise FileError(path, say("is no ledger: its first line is no event"))
    if errors:
        more = [say(" (and {more} more)", more=len(errors) - 1)] if len(errors) > 1 else []
        raise FileError(path, joined([errors[0].message, *more], ""))
    return Ledger(found)


@attrs.frozen(kw_only=True)
class Taken:
    """What was entered when a notice was taken.

    Attributes:
        opened: the obligations that came on the books.
        known: those that were there already.
        born_late: those of the opened whose day was over: somebody must decide about them.
    """

    opened: tuple[Obligation, ...]
    known: tuple[Obligation, ...]
    born_late: tuple[Obligation, ...]


_Kind = TypeVar("_Kind", bound=Event)

_AN_OBLIGATION: Final = "the id or the code of an obligation"
_KINDS: Final[dict[str, tuple[type | tuple[type, ...], str, str]]] = {
    "at": ((dt.date, str), "at, the day on which it happened", ""),
    "approval": (Approval, "an approval", "Approval(by=…, reference=…) says who allowed it, and where that is written"),
    "progress": (int, "a whole number from 0 to 100", ""),
    "on": (str, _AN_OBLIGATION, ""),
}
"""By field: its class, what it is called, and what makes one."""


def _event(kind: type[_Kind], **said: Any) -> _Kind:
    """Return an event of the fields that are said, which ``None`` is not.

    Raises:
        ArgumentError: a field is missing, is none of the event, or of another class than its own.
        LedgerError: a field cannot be that.
    """
    said = {name: value for name, value in said.items() if value is not None}
    fields = attrs.fields_dict(kind)
    for name, field in fields.items():
        if name not in said and (field.default is attrs.NOTHING or (name == "on" and kind in e.RULES)):
            _, wanted, advice = _KINDS.get(name, (str, name, ""))
            raise ArgumentError(say(wanted), say("nothing"), advice and say(advice))
    for name, value in said.items():
        if name not in fields:
            raise ArgumentError(say("one of {names}", names=", ".join(fields)), repr(name))
        if name in _KINDS:
            class_, wanted, advice = _KINDS[name]
            expect(value, class_, say(wanted), advice and say(advice))
        if name == "evidence":
            expect_all(value, Evidence, say("several evidences"), say("Evidence.of(path) makes one of a file"))
    try:
        return kind(**said)
    except ZhengceError:
        raise
    except (TypeError, ValueError) as error:
        raise LedgerError(say("{type} cannot be written: {error}", type=e.TYPE_OF[kind], error=error)) from error


def _verb(kind: type[Event], *places: str) -> Verb:
    """Make a method that writes an event: those of its fields that *places* names come by place, all others by name."""

    def write(self: LedgerFile, *values: Any, **fields: Any) -> Event | None:
        if len(values) > len(places):
            raise TypeError(f"{len(values)} arguments by place, where {len(places)} are expected: {', '.join(places)}")
        return self._one(_event(kind, **dict(zip(places, values, strict=False)), **fields))

    write.__doc__ = f"Write a :class:`~zhengce.ledger.{kind.__name__}`: {kind.__doc__}"
    return write


class LedgerFile:
    """A ledger that is open for writing; made by :func:`open_ledger`, closed by ``with``.

    Every verb takes the day ``at`` and, if need be, ``recorded``, ``by``, ``person`` and
    ``note``, as :class:`~zhengce.ledger.Event` has them; ``by`` is the writer by default.
    ``on`` is an obligation's code or id; ``period`` says which of several.

    Attributes:
        path: where it stands.
        writer: who writes.
        ledger: what it holds now.
        torn: where an unfinished line of an earlier writer was put, or ``None``.
    """

    def __init__(self, path: Path, writer: str, keeper: str) -> None:
        """Lock and read; see :func:`open_ledger`."""
        expect(writer, str, "the name of who writes")
        if not writer.strip():
            raise LedgerError("a ledger needs to know who writes: writer is empty")
        if NO_FILE_NAME.search(writer):
            raise LedgerError(say("the name of a writer is that of a file, too: {name!r} cannot be one", name=writer))
        store.check_name(path)
        self.path: Path = path
        self.writer: str = writer
        self._keeper = keeper
        with refusing(path):
            folder = path.is_dir() or not (path.suffix or path.is_file())
            self._file = path / f"{writer}.jsonl" if folder else path
        with refusing(self._file.parent):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = store.Lock(self._file, writer)
        try:
            self.torn: Path | None = store.set_aside(self._file) if self._file.exists() else None
            self.ledger: Ledger = load_ledger(path) if self._file.exists() or any(path.glob("*.jsonl")) else Ledger()
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close_file()

    def close_file(self) -> None:
        """Give the file back to others; ``with`` does it."""
        self._lock.release()

    # --- writing ---

    def append(self, *events: Event) -> tuple[Event, ...]:
        """Write events that fit and are not there yet; return those that were written.

        Raises:
            LedgerError: one does not fit; then none is written.
            FileError: the file cannot be written.
        """
        if not expect_all(events, Event, "events"):
            return ()
        if self.writer not in self.ledger.heads:
            events = (e.Begun(at=min(event.at for event in events), keeper=self._keeper), *events)
        named = (event if event.by else attrs.evolve(event, by=self.writer) for event in events)
        grown = self.ledger.record(*named, writer=self.writer)
        fresh = [*grown.by_id.values()][len(self.ledger.by_id) :]
        if fresh:
            store.append(self._file, fresh)
            self.ledger = grown
        return tuple(event for event in fresh if not isinstance(event, e.Begun))

    def _one(self, event: Event) -> Event | None:
        written = self.append(event)
        return written[0] if written else None

    # --- on the books ---

    def take(self, notice: Notice, *, at: dt.date | str, **more: Any) -> Taken:
        """立账: put the obligations of a notice on the books; those that are there stay as they are."""
        at, found = as_date(at), obligations(notice)
        source = hashlib.sha256(notice.source.text.encode("utf-8", "surrogatepass")).hexdigest()
        known = tuple(it for it in found if it.id in self.ledger.opened)
        fresh = tuple(it for it in found if it.id not in self.ledger.opened)
        self.append(*(_event(e.Opened, on=it.id, at=at, obligation=it, source=source, **more) for it in fresh))
        late = tuple(it for it in fresh if it.due and it.due <= at)
        return Taken(opened=fresh, known=known, born_late=late)

    def revise(self, revision: Revision[Obligation], *, at: dt.date | str, approval: Approval, **more: Any) -> None:
        """修订: let an amended notice change what is on the books, take on what is new, and cancel what is gone.

        Args:
            revision: what :func:`zhengce.ledger.match` says, with every doubt decided.
            at: the day.
            approval: the amended notice itself.
            more: as for every verb.

        Raises:
            LedgerError: something is still in doubt.
        """
        expect(revision, Revision, "what became of obligations", "zhengce.ledger.match returns it")
        if revision.doubtful:
            codes = "、".join(pair.old.code for pair in revision.doubtful)
            words = "a person must decide first about {codes}: revision.decide(old id, new id or None)"
            raise LedgerError(say(words, codes=codes))
        common = {"at": at, "approval": approval, **more}
        written: list[Event] = []
        removed, added = [*revision.removed], [*revision.added]
        for pair in revision.changed:
            now = attrs.evolve(pair.new, id=pair.old.id, code=pair.old.code, parents=pair.old.parents)
            fields = tuple(change.field for change in pair.changes)
            revised = _event(e.Revised, on=pair.old.id, obligation=now, fields=fields, **common)
            if revised.is_alike(pair.old):
                written.append(revised)
            else:  # recurring work that is now due once: other items, with lives of their own
                removed.append(pair.old)
                added.append(pair.new)
        written += (_event(e.Cancelled, on=gone.id, reason="修订后不再列入", **common) for gone in removed)
        written += (_event(e.Opened, on=it.id, at=at, obligation=it, source=str(approval), **more) for it in added)
        self.append(*written)

    def trigger(
        self,
        on: str,
        case: str,
        *,
        since: dt.date | str,
        at: dt.date | str,
        due: dt.date | str | None = None,
        **more: Any,
    ) -> Event | None:
        """受理: a case came in; its last day is counted from *since*, unless it is given.

        Raises:
            CalendarError: the working days of that year have not been announced: give *due*.
            MissingExtraError: working days need the extra ``workdays``.
        """
        amount = self.ledger.opened[self.ledger.find(on)].amount
        due = amount.after(as_date(since)) if due is None and amount else due
        return self._one(_event(e.Triggered, on=on, period=case, at=at, since=since, due=due, **more))

    def close(self, on: str, *, at: dt.date | str, done: dt.date | str | None = None, **more: Any) -> Event | None:
        """销号: confirm that it is done; since the day that the unit claims, if no other is given."""
        if done is None:
            period = more.get("period", "")
            done = next((it.done for it in reversed(self.ledger.as_of(at).of(on)) if it.period == period), None)
        return self._one(_event(e.Closed, on=on, at=at, done=done or at, **more))

    def split(
        self, on: str, parts: Sequence[Obligation], *, approval: Approval, at: dt.date | str, **more: Any
    ) -> tuple[str, ...]:
        """拆分: several take its place; return their ids, which are made of its own and their numbers."""
        parts = expect_all(parts, Obligation, "obligations")
        parent = self.ledger.find(on)
        ids = tuple(id_of(parent, str(number)) for number in range(1, len(parts) + 1))
        heirs = (attrs.evolve(part, id=id_, parents=(parent,)) for part, id_ in zip(parts, ids, strict=True))
        opened = (_event(e.Opened, on=heir.id, at=at, obligation=heir, **more) for heir in heirs)
        self.append(_event(e.Split, on=parent, at=at, into=ids, approval=approval, **more), *opened)
        return ids

    # --- the rest: a verb for each event; what it takes are the fields of the event --------------

    assign: Verb = _verb(e.Assigned, "on")
    report: Verb = _verb(e.Reported, "on")
    submit: Verb = _verb(e.Submitted, "on")
    send_back: Verb = _verb(e.Returned, "on")
    reopen: Verb = _verb(e.Reopened, "on")
    urge: Verb = _verb(e.Urged, "on")
    remark: Verb = _verb(e.Noted, "on", "text")
    ask: Verb = _verb(e.ExtensionAsked, "on")
    extend: Verb = _verb(e.Extended, "on")
    refuse: Verb = _verb(e.ExtensionRefused, "on")
    suspend: Verb = _verb(e.Suspended, "on")
    resume: Verb = _verb(e.Resumed, "on")
    cancel: Verb = _verb(e.Cancelled, "on")
    merge: Verb = _verb(e.Merged, "on", "into")
    rule: Verb = _verb(e.Ruled, "policy")
    void: Verb = _verb(e.Voided, "event")

    def name(self, *names: str, unit: str, **more: Any) -> Event | None:
        """单位归并: these names are one unit."""
        return self._one(_event(e.Named, names=names, unit=unit, **more))

    # --- what goes out, and is checked ---

    def form(self, unit: str, *, month: str, at: dt.date | str) -> Form:
        """Return the form of a unit, with its open items as they are on a day."""
        return self.ledger.as_of(at).form(unit, month)

    def publish(self, review: Review, *, at: dt.date | str, what: str = "bulletin", **more: Any) -> Event | None:
        """发布: keep the figures of a published review, so that they can be computed again and corrections listed."""
        from .review import Review

        expect(review, Review, "a review", "View.review returns one")
        day, figures, heads = review.view.day, review.figures, review.heads
        return self._one(
            _event(e.Published, at=at, what=what, month=review.month, as_of=day, figures=figures, heads=heads, **more)
        )
