"""Sources: every document that paths, folders, patterns, archives and contents stand for, one after the other."""

from __future__ import annotations

import glob
import os
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeGuard

import attrs

from ..errors import ArgumentError, FileError, ZhengceError, ZhengceWarning, expect, refusing
from ..files.kinds import KINDS
from ..files.load import MOST_BYTES, as_path
from ..files.ours import is_ours
from ..formats import MOST_BYTES as MOST_OF_A_LINE
from ..saying import say

__all__ = ["Source", "Sources", "Task", "existing", "tasks"]

Source: TypeAlias = str | os.PathLike[str] | tuple[str, bytes]
"""A file, a folder, a pattern such as ``notices/**/*.docx``, an archive, or a name and the bytes of a file."""

Sources: TypeAlias = Source | Iterable[Source]
"""One source, or many."""

_REFUSED: Final = frozenset({".mht", ".mhtml", ".ppt", ".pptx"})
"""Documents that cannot be read, or only if their content is of another kind: a folder does not pass over them."""


@attrs.frozen
class Member:
    """A file in an archive, which stays open as long as one of its members is wanted."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo


@attrs.frozen
class Task:
    """One document to be read.

    Attributes:
        source: what :class:`~zhengce.Outcome` calls it; also its name.
        content: where it is, what it holds, or why it cannot be read.
        name: its name with the suffix that tells its kind, if *source* has another.
        stands_for_nothing: whether the caller named what is not there.
    """

    source: str
    content: Path | bytes | Member | ZhengceError
    name: str | None = None
    stands_for_nothing: bool = False

    def packed(self) -> Task:
        """Return the task as another process can take it: with the content of a member of an archive."""
        return attrs.evolve(self, content=_unpacked(self)) if isinstance(self.content, Member) else self

    def loaded(self) -> Path | bytes:
        """Return where the document is, or what it holds.

        Raises:
            ZhengceError: why it cannot be read.
        """
        content = _unpacked(self) if isinstance(self.content, Member) else self.content
        if isinstance(content, ZhengceError):
            raise content
        return content

    def stamp(self) -> str:
        """Return a text that changes when the document does: its size and time, or a checksum."""
        match self.content:
            case Path():
                try:
                    state = self.content.stat()
                except OSError as error:
                    return str(error.strerror)
                return f"{state.st_size} {state.st_mtime_ns}"
            case Member(info=info):
                return f"{info.file_size} {info.CRC:x}"
            case bytes():
                return sha256(self.content).hexdigest()
            case _:
                return str(self.content)


def tasks(sources: Sources) -> Iterator[Task]:
    """Yield what is to be read, in the order of the sources, and of names in folders and archives.

    What stands for nothing (a folder without documents, a pattern that matches none) is a
    task, too, that fails and says so.
    """
    given: Any = sources
    if isinstance(given, str | bytes | os.PathLike) or _is_content(given):
        given = (given,)
    expect(given, Iterable, "a path, or many")
    for source in given:
        yield from _tasks(source)


def existing(sources: Sources) -> Iterator[Task]:
    """Yield what is to be read, as :func:`tasks` does, and refuse what stands for nothing.

    Raises:
        ArgumentError: there is no source.
        FileError: a source is not there.
    """
    task = None
    for task in tasks(sources):
        if task.stands_for_nothing:
            task.loaded()
        yield task
    if not task:
        raise ArgumentError(say("a source or more"), say("none"))


def _is_content(source: object) -> TypeGuard[tuple[str, bytes]]:
    return isinstance(source, tuple) and len(source) == 2 and isinstance(source[1], bytes | bytearray | memoryview)


def _tasks(source: object) -> Iterator[Task]:
    if _is_content(source):
        name, content = source
        yield Task(str(name), bytes(content))
    elif isinstance(source, str | os.PathLike):
        try:
            found = _given(as_path(source))
        except FileError as error:
            found = iter([Task(str(error.path), error, stands_for_nothing=True)])
        yield from found
    else:
        expect(source, (), "a path or a pair of a name and bytes", "zhengce.read takes bytes alone")


def _given(path: Path) -> Iterator[Task]:
    if not os.path.lexists(path) and glob.has_magic(str(path)):
        return _matching(str(path))
    with refusing(path):
        path.stat()
    return _of_folder(path) if _is_folder(path) else _of_file(path)


def _of_file(path: Path) -> Iterator[Task]:
    match path.suffix.lower():
        case ".zip":
            yield from _of_archive(path)
        case ".jsonl":
            yield from _of_lines(path)
        case _:
            yield Task(str(path), path)


# --- folders and patterns -----------------------------------------------------


def _matching(pattern: str) -> Iterator[Task]:
    found = sorted(path for path in map(Path, glob.glob(pattern, recursive=True)) if _may_be_read(path))  # noqa: PTH207
    for path in found:
        yield from _of_file(path)
    if not found:
        yield _nothing(pattern, say("no file matches it"))


def _of_folder(folder: Path) -> Iterator[Task]:
    empty = True
    for path in _walk(folder):
        empty = False
        if isinstance(path, Path):
            yield from _of_file(path)
        else:
            yield attrs.evolve(path, stands_for_nothing=path.source == str(folder))
    if empty:
        yield _nothing(folder, say("no document in this folder; known are {kinds}", kinds=", ".join([*KINDS, ".zip"])))


def _walk(folder: Path) -> Iterator[Path | Task]:
    """Yield the documents and archives in a folder and those below it, by name, without what zhengce made of them."""
    try:
        with refusing(folder):
            found = sorted(folder.iterdir())
    except FileError as error:
        yield Task(str(folder), error)
        return
    for path in found:
        if _is_folder(path):
            if not path.is_symlink():  # which may lead back here
                yield from _walk(path)
        elif (_is_document(path.name) or path.suffix.lower() == ".zip") and _may_be_read(path):
            if is_ours(path):
                said = say("{path}: passed over, zhengce wrote this workbook; to read it, name it", path=path)
                warnings.warn(ZhengceWarning(said), stacklevel=2)
            else:
                yield path


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  # unlike Path, it has an answer for names that no system takes


def _may_be_read(path: Path) -> bool:
    """Return whether it is a file, or a link that leads nowhere, which is told; a pipe would be waited for."""
    return os.path.isfile(path) or not os.path.exists(path)  # noqa: PTH110, PTH113  # as above


def _is_document(name: str) -> bool:
    """Return whether a file in a folder or archive is to be read; Word keeps the file ``~$…`` of one that is open."""
    path = Path(name)
    return (
        not name.endswith("/")
        and not path.name.startswith((".", "~$"))
        and path.suffix.lower() in KINDS.keys() | _REFUSED
    )


def _failed(source: object, reason: str) -> Task:
    return Task(str(source), FileError(source, reason))


def _nothing(source: object, reason: str) -> Task:
    return attrs.evolve(_failed(source, reason), stands_for_nothing=True)


# --- archives and lines -------------------------------------------------------


def _of_archive(path: Path) -> Iterator[Task]:
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield _failed(path, getattr(error, "strerror", None) or say("a broken archive ({error})", error=error))
        return
    named = [(_name(info), info) for info in archive.infolist()]
    found = [(name, info) for name, info in named if _is_document(name) and not name.startswith("__MACOSX/")]
    for name, info in sorted(found, key=itemgetter(0)):
        yield Task(f"{path}/{name}", Member(archive, info))
    if not found:
        yield _failed(path, say("no document in this archive; known are {kinds}", kinds=", ".join(KINDS)))


_ENCRYPTED: Final = 0x1
_UTF_8: Final = 0x800
"""The flag of a name in UTF-8; Windows in China writes GB18030 without it, which zipfile takes for CP437."""

_FIRST_OF_THREE: Final = "\u0800"
"""The first character of three bytes in UTF-8, as all Chinese ones are; shorter ones may be GB18030: 通知 is ֪ͨ, too."""


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF_8 or info.filename.isascii():
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            name = info.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
        if max(name) >= _FIRST_OF_THREE:
            return name
    return info.filename


def _unpacked(task: Task) -> bytes | ZhengceError:
    member = task.content
    assert isinstance(member, Member)  # noqa: S101
    try:
        with member.archive.open(member.info) as file:
            content = file.read(MOST_BYTES + 1)  # one more than is read of a file, so that reading it says so
    except Exception as error:  # noqa: BLE001  # each way to pack has errors of its own, and memory may not be enough
        if member.info.flag_bits & _ENCRYPTED:
            return FileError(task.source, say("it is protected by a password; unpack it first"))
        return FileError(task.source, say("it cannot be unpacked ({error})", error=str(error) or type(error).__name__))
    return content


def _of_lines(path: Path) -> Iterator[Task]:
    """Yield the notices in a file of JSON Lines, without holding more than one of them."""
    try:
        with refusing(path), path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(MOST_OF_A_LINE + 1), b""), 1):
                if line.strip():
                    yield Task(f"{path}:{number}", line, name=str(path))
    except FileError as error:
        yield Task(str(path), error)
