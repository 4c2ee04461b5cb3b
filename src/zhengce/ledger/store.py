"""Store: a ledger as files of JSON Lines, one a writer; read with every check, and only ever appended to.

Every writer's events are a chain: each has its number and the checksum of the one
before. A changed, missing, doubled or swapped line breaks it, and is told with its
number; nothing is repaired. What no chain can see, that its end was cut off, the
seal of an older review shows, if it is given as an *anchor*.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

import attrs

from ..errors import FileError, FormatError, LedgerError
from ..findings import Finding, Severity
from .events import Event
from .lines import canonical, checksum, line_of, read_line

__all__ = ["Anchor", "Line", "Lock", "append", "check", "files_of", "read_lines", "set_aside", "verify"]

Anchor = Mapping[str, tuple[int, str]]
"""By writer: the number of one of its events, and the beginning of its id, as a review prints them."""

MOST_BYTES: Final = 128 * 2**20
"""The largest file that is read."""


@attrs.frozen
class Line:
    """A line of a file: its number, its text, and the event in it, if it holds one."""

    path: Path
    number: int
    text: str
    event: Event | None
    problem: str = ""
    torn: bool = False

    def finding(self, code: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
        """Return what is said about it."""
        return Finding(code=code, severity=severity, message=f"{self.path.name}, line {self.number}: {message}")


# --- reading ------------------------------------------------------------------


def files_of(path: Path) -> list[Path]:
    """Return the files of a ledger: the file itself, or those in a folder."""
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path] if path.exists() else []


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of one file; a last one without an end is a write that did not finish.

    Raises:
        FileError: it cannot be read, or is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileError(path, f"more than {MOST_BYTES // 2**20} MiB; start a new ledger each year")
        data = path.read_bytes()
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error
    *whole, last = data.split(b"\n")
    for number, line in enumerate(whole, 1):
        yield _line(path, number, line)
    if last:
        yield Line(path, len(whole) + 1, last.decode("utf-8", "replace"), None, "the line was not finished", torn=True)


def _line(path: Path, number: int, line: bytes) -> Line:
    try:
        text = line.removesuffix(b"\r").decode()
        return Line(path, number, text, read_line(text))
    except UnicodeDecodeError:
        return Line(path, number, "", None, "not UTF-8")
    except FormatError as error:
        return Line(path, number, "", None, error.problems[0])


def check(lines: Sequence[Line]) -> tuple[list[Event], list[Finding]]:
    """Return the events of lines, and what is wrong with the lines."""
    events: list[Event] = []
    findings: list[Finding] = []
    heads: dict[str, Event] = {}
    seen: dict[tuple[str, int], str] = {}
    for line in lines:
        event = line.event
        if event is None:
            code, severity = ("ZL203", Severity.WARNING) if line.torn else ("ZL201", Severity.ERROR)
            findings.append(line.finding(code, line.problem, severity))
            continue
        head = heads.get(event.writer)
        problem = _broken(line, event, head, seen)
        if problem:
            findings.append(line.finding(*problem))
        else:
            events.append(event)
        seen.setdefault((event.writer, event.seq), event.id)
        if head is None or event.seq > head.seq:
            heads[event.writer] = event
    return events, findings


def _broken(line: Line, event: Event, head: Event | None, seen: dict[tuple[str, int], str]) -> tuple[str, str] | None:
    """Return the code and the words of what does not fit."""
    there = seen.get((event.writer, event.seq))
    after = f"the chain of {event.writer} holds up to its event {head.seq if head else 0}"
    if event.id != checksum(line.text, event.id) and event.id != checksum(_canonical(line.text), event.id):
        return "ZL202", f"the content does not match its id; {after}"
    if there is not None and there == event.id:
        return "ZL205", f"event {event.seq} of {event.writer} stands there twice"
    if there is not None:
        return "ZL206", f"two events are number {event.seq} of {event.writer}: it wrote in two places (a fork)"
    wanted, prev = (head.seq + 1, head.id) if head else (1, "")
    if event.seq != wanted:
        return "ZL204", f"event {event.seq} of {event.writer}, where {wanted} should stand; {after}"
    return None if event.prev == prev else ("ZL204", f"it does not follow the event before it; {after}")


def _canonical(text: str) -> str:
    """Return the same line as this library writes it, in case another program changed its blanks."""
    return canonical(json.loads(text))


def verify(path: str | os.PathLike[str], *, anchor: Anchor | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with the files of a ledger; nothing if every line is what was written, in order.

    Args:
        path: the file, or the folder.
        anchor: what an older review says of each writer, such as ``{"政务办": (1020, "dd574ceb")}``: an
            event that is no longer there was cut off, or written anew.

    Raises:
        FileError: it cannot be read.
    """
    files = files_of(Path(path))
    if not files:
        raise FileError(path, "no such ledger")
    events, findings = check([line for file in files for line in read_lines(file)])
    found = {(event.writer, event.seq): event.id for event in events}
    for writer, (seq, id_) in (anchor or {}).items():
        there = found.get((writer, seq))
        if there is None or not there.startswith(id_):
            what = "is not there: the end was cut off" if there is None else f"is another, {there[:8]}"
            message = f"event {seq} of {writer}, sealed as {id_}, {what}"
            findings.append(Finding(code="ZL207", severity=Severity.ERROR, message=message))
    return tuple(findings)


# --- writing --------------------------------------------------------------------


class Lock:
    """The right to write to a file, held as long as it is open: a lock on a file beside it."""

    def __init__(self, path: Path, writer: str) -> None:
        """Take it.

        Raises:
            LedgerError: somebody else has it, and who.
            FileError: the folder cannot be written to.
        """
        self.path: Path = path.with_name(f".{path.name}.lock")
        try:
            self.file: IO[str] = self.path.open("a+", encoding="utf-8")
        except OSError as error:
            raise FileError(self.path, error.strerror or str(error)) from error
        try:
            _lock(self.file)
        except OSError:
            self.file.seek(1)
            holder = self.file.read() or "unknown"
            self.file.close()
            raise LedgerError(f"{path} is open in another process ({holder})") from None
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
    content = "".join(line_of(event) + "\n" for event in events).encode()
    try:
        if path.exists() and path.stat().st_size + len(content) > MOST_BYTES:
            raise FileError(path, f"would grow beyond {MOST_BYTES // 2**20} MiB; start a new ledger")
        with path.open("ab", buffering=0) as file:
            file.write(content)
            os.fsync(file.fileno())
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error


def set_aside(path: Path) -> Path | None:
    """Move a last line that was not finished to a file of its own, beside; return that, or ``None`` without one."""
    data = path.read_bytes()
    rest = data[data.rfind(b"\n") + 1 :]
    if not rest:
        return None
    aside = path.with_name(path.name + ".torn")
    with aside.open("ab") as file:
        file.write(rest + b"\n")
    os.truncate(path, len(data) - len(rest))
    return aside
