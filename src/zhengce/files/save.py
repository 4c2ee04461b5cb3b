"""Save a file completely, or leave the old one unchanged."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from secrets import token_hex

from ..errors import FileError, refusing
from ..saying import joined, say
from .load import as_path


def save(path: Path, content: bytes) -> None:
    """Write to a temporary file beside, then rename it; symbolic links and the mode of the file are kept.

    A rename checks only the permissions of the folder. So a read-only file is refused here,
    and so is a device or a pipe, which the rename would replace.

    Raises:
        FileError: it cannot be written; the old file is unchanged.
    """
    with refusing(path):
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            raise FileError(path, "exists, and is not a file")
        if path.exists() and not os.access(path, os.W_OK):
            raise FileError(path, "the file is read-only")
        if not path.parent.is_dir():
            raise FileError(path, say("there is no folder {folder}", folder=path.parent))
        beside = path.with_name(f".{token_hex(4)}.tmp")
        try:
            with beside.open("xb") as file:
                file.write(content)
            if path.exists():
                beside.chmod(path.stat().st_mode)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def save_as(path: str | os.PathLike[str], noun: str, writers: Mapping[str, Callable[[], str | bytes]]) -> None:
    """Write to a file what the writer of its suffix makes.

    Args:
        path: the file.
        noun: what is written, for the error: ``a review``.
        writers: what makes the content, by suffix.

    Raises:
        FileError: the suffix is another, or the file cannot be written.
    """
    path = as_path(path)
    write = writers.get(path.suffix.lower())
    if write is None:
        known = joined(writers, ", ")
        raise FileError(
            path,
            say("{noun} is written as {known}, not as {suffix!r}", noun=say(noun), known=known, suffix=path.suffix),
        )
    content = write()
    save(path, content.encode(errors="replace") if isinstance(content, str) else content)
