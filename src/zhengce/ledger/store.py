"""Store: a ledger as files of JSON Lines, one a writer, or as a database; only ever appended to.

Every writer's events are a chain: each has its number and the checksum of the one
before. A changed, missing, doubled or swapped line breaks it, and is told with its
number; nothing is repaired. What no chain can see, that its end was cut off, the
seal of an older review shows, if it is given as an *anchor*.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

import attrs

from ..errors import FileError, FormatError, LedgerError, refusing
from ..files.load import as_path
from ..findings import Finding, Severity
from ..saying import joined, say
from .events import Event
from .lines import checksum, line_of, read_line
from .sqlite import append_rows, read_rows

__all__ = ["Anchor", "Lock", "append", "check", "set_aside", "verify"]

Anchor = Mapping[str, tuple[int, str]]
"""By writer: the number of one of its events, and the beginning of its id, as a review prints them."""

MOST_BYTES: Final = 128 * 2**20
"""The largest file that is read."""


def is_database(path: Path) -> bool:
    """Return whether a ledger is kept by SQLite."""
    return path.suffix.lower() == ".db"


def check_name(path: Path) -> None:
    """Refuse the name of a file of another kind, which nothing else could open once it held a ledger.

    Raises:
        FileError: it is one.
    """
    with refusing(path):
        if path.suffix.lower() not in ("", ".jsonl", ".db") and not path.is_dir():
            raise FileError(path, say("is no name of a ledger: it ends in .jsonl or .db, or is that of a folder"))


# --- reading ------------------------------------------------------------------


@attrs.frozen
class Line:
    """A line of a file: its number, its text, and whether it was written to its end."""

    name: str
    number: int
    text: bytes
    is_whole: bool = True

    def finding(self, code: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
        """Return what is said about it."""
        where = say("{file}, line {number}", file=self.name, number=self.number)
        return Finding(code=code, severity=severity, message=joined([where, message], ": "))


def _lines(path: Path) -> Iterator[Line]:
    """Yield the lines of one file; a last one without an end is a write that did not finish."""
    with refusing(path):
        if path.stat().st_size > MOST_BYTES:
            raise FileError(path, say("more than {most} MiB; start a new ledger each year", most=MOST_BYTES // 2**20))
        data = b"" if is_database(path) else path.read_bytes()
    if is_database(path):
        yield from (Line(path.name, number, body.encode()) for number, body in read_rows(path))
    *whole, last = data.split(b"\n")
    for number, line in enumerate(whole, 1):
        yield Line(path.name, number, line.removesuffix(b"\r"))
    if last:
        yield Line(path.name, len(whole) + 1, last, is_whole=False)


def check(path: Path) -> tuple[list[Event], list[Finding]]:
    """Return the events of a ledger, a file or all of a folder, and what is wrong with its lines.

    Raises:
        FileError: it is not there, or cannot be read.
    """
    check_name(path)
    with refusing(path):
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not files or not files[0].exists():
            raise FileError(path, "no such ledger")
    events: list[Event] = []
    findings: list[Finding] = []
    chains: dict[str, dict[int, str]] = {}
    for line in (line for file in files for line in _lines(file)):
        if not line.is_whole:
            findings.append(line.finding("ZL203", say("the line was not finished"), Severity.WARNING))
            continue
        try:
            event = read_line(line.text.decode())
        except (UnicodeDecodeError, FormatError) as error:
            what = error.problems[0] if isinstance(error, FormatError) else say("not UTF-8")
            findings.append(line.finding("ZL201", joined([what, say("the lines before it can be read")], "; ")))
            continue
        chain = chains.setdefault(event.writer, {0: ""})
        last = next(reversed(chain))
        is_sound = event.id == checksum(line.text, event.id)
        if is_sound and event.seq == last + 1 and event.prev == chain[last]:
            events.append(event)
        else:
            code, message = _broken(event, chain, last, is_sound=is_sound)
            holds = say("the chain of {writer} holds up to its event {last}", writer=event.writer, last=last)
            findings.append(line.finding(code, joined([message, holds], "; ")))
        if not is_sound:
            chain[last + 1] = event.id  # its number may be what was changed
        elif event.seq > last:
            chain[event.seq] = event.id
    return events, findings


def _broken(event: Event, chain: dict[int, str], last: int, *, is_sound: bool) -> tuple[str, str]:
    """Return the code and the words of what does not fit."""
    which = {"seq": event.seq, "writer": event.writer}
    if not is_sound:
        return "ZL202", say("the content does not match its id")
    if chain.get(event.seq) == event.id:
        return "ZL205", say("event {seq} of {writer} stands there twice", **which)
    if event.seq in chain:
        return "ZL206", say("another event is number {seq} of {writer}: it wrote in two places (a fork)", **which)
    if event.seq != last + 1:
        return "ZL204", say("event {seq} of {writer}, where {next} should stand", **which, next=last + 1)
    return "ZL204", say("event {seq} of {writer} does not follow the one before it", **which)


def verify(path: str | os.PathLike[str], *, anchor: Anchor | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with the files of a ledger; nothing if every line is what was written, in order.

    Args:
        path: the file, or the folder.
        anchor: what an older review says of each writer, such as ``{"政务办": (1020, "dd574ceb")}``: an
            event that is no longer there was cut off, or written again.

    Raises:
        FileError: it cannot be read.
    """
    events, findings = check(as_path(path))
    found = {(event.writer, event.seq): event.id for event in events}
    for writer, (seq, id_) in (anchor or {}).items():
        there = found.get((writer, seq))
        if there is None or not there.startswith(id_):
            sealed = {"seq": seq, "writer": writer, "id": id_}
            if there is None:
                message = say("event {seq} of {writer}, sealed as {id}, is not there: the end was cut off", **sealed)
            else:
                message = say("event {seq} of {writer}, sealed as {id}, is another, {now}", **sealed, now=there[:8])
            findings.append(Finding(code="ZL207", severity=Severity.ERROR, message=message))
    return tuple(findings)


# --- writing --------------------------------------------------------------------


class Lock:
    """The right to write to a file (to a database: as one writer), held as long as it is open: a lock beside it."""

    def __init__(self, path: Path, writer: str) -> None:
        """Take it.

        Raises:
            LedgerError: somebody else has it, and who.
            FileError: the folder cannot be written to.
        """
        self.path: Path = path.with_name(f".{path.name}.{writer}.lock" if is_database(path) else f".{path.name}.lock")
        with refusing(self.path):
            self.file: IO[str] = self.path.open("a+", encoding="utf-8")
        try:
            _lock(self.file)
        except OSError:
            self.file.seek(1)
            holder = self.file.read() or "unknown"
            self.file.close()
            raise LedgerError(say("{file} is open in another process ({holder})", file=path, holder=holder)) from None
        self.file.truncate(0)
        self.file.write(f" {writer}, pid {os.getpid()}")  # the first byte is what is locked where locks are of bytes
        self.file.flush()

    def release(self) -> None:
        """Give it back."""
        self.file.close()


if sys.platform == "win32":

    def _lock(file: IO[str]) -> None:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _lock(file: IO[str]) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def append(path: Path, events: Sequence[Event]) -> None:
    """Write events after what a file holds, in one write, and see that it is on the disk.

    Raises:
        FileError: it cannot be written.
    """
    lines = [line_of(event) for event in events]
    if is_database(path):
        append_rows(path, lines)
        return
    content = "".join(line + "\n" for line in lines).encode()
    with refusing(path):
        if path.exists() and path.stat().st_size + len(content) > MOST_BYTES:
            raise FileError(path, say("would grow beyond {most} MiB; start a new ledger", most=MOST_BYTES // 2**20))
        with path.open("ab", buffering=0) as file:
            file.write(content)
            os.fsync(file.fileno())


def set_aside(path: Path) -> Path | None:
    """Move a last line that was not finished to a file of its own, beside; return that, or ``None`` without one.

    Raises:
        FileError: it cannot be read or written.
    """
    if is_database(path):
        return None
    with refusing(path):
        data = path.read_bytes()
        rest = data[data.rfind(b"\n") + 1 :]
        if not rest:
            return None
        aside = path.with_name(path.name + ".torn")
        with aside.open("ab") as file:
            file.write(rest + b"\n")
        os.truncate(path, len(data) - len(rest))
    return aside
