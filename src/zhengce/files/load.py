"""Load: the bytes of a file, and the name that tells its kind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Final, TypeAlias

from ..errors import ArgumentError, FileError, expect, refusing
from ..saying import say

FileSource: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes]
"""A path, the content of a file, or a binary stream."""

MOST_BYTES: Final = 64 * 2**20
"""The largest file that is read; a notice with all its annexes and pictures is smaller."""

UNNAMED: Final = Path("<bytes>")
"""The name of content that has none, for messages."""


def as_path(path: str | os.PathLike[str]) -> Path:
    """Return a path.

    Raises:
        ArgumentError: it is none.
        FileError: it is empty: nobody means the current folder by that.
    """
    expect(path, (str, os.PathLike), "a path")
    if not os.fspath(path):
        raise FileError("", "the path is empty")
    return Path(path)


def named(source: FileSource, name: str | None = None) -> Path:
    """Return the name of a file: *name* if given, or its path, or the name of the stream, or :data:`UNNAMED`."""
    if name is not None:
        expect(name, str, "the name of a file")
    else:
        name = getattr(source, "name", None) if hasattr(source, "read") else None
    if isinstance(name, str):
        return Path(name)
    return Path(source) if isinstance(source, str | os.PathLike) else UNNAMED


def load(source: FileSource, most: int = MOST_BYTES, *, path: Path | None = None) -> bytes:
    """Return the bytes of a file of at most *most* bytes.

    Args:
        source: a path, the bytes themselves, or a binary stream.
        most: the most bytes that are read.
        path: its name for messages, if it is not that of :func:`named`.

    Raises:
        ArgumentError: it is none of these, or a stream of text.
        FileError: it is missing, cannot be read, or is too large for a notice.
    """
    path = path or named(source)
    with refusing(path):
        data = _bytes(source, most + 1)
    if len(data) > most:
        raise FileError(path, say("larger than {most} MB; split it, or leave its pictures out", most=most // 2**20))
    return data


def _bytes(source: FileSource, most: int) -> bytes:
    if isinstance(source, str | os.PathLike):
        with as_path(source).open("rb") as file:
            return file.read(most)
    read = getattr(source, "read", None)
    data: object = read(most) if read else source
    if not isinstance(data, bytes | bytearray | memoryview):
        raise ArgumentError("a path, bytes or a binary stream", type(data).__name__, "zhengce.parse takes a text")
    return bytes(data)
