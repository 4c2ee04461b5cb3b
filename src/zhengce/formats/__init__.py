"""Formats: one module each, all with the same verb; the suffix says which."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Final

from ..errors import FileError
from ..model import Notice
from . import json

_WRITERS: Final[dict[str, Callable[[Notice], bytes]]] = {
    ".json": lambda notice: json.dumps(notice).encode(),
}


def write(notice: Notice, path: str | os.PathLike[str]) -> None:
    """Write a notice to a file, in the format that its suffix names.

    The file is written beside and then renamed: a failed write leaves the old one in place.

    Args:
        notice: what to write.
        path: where to; ``.json`` keeps everything, see :func:`dumps`.

    Raises:
        FileError: the suffix names no known format, or the file cannot be written.
    """
    path = Path(path)
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise FileError(path, f"no format has the suffix {path.suffix!r}; known are {', '.join(sorted(_WRITERS))}")
    _replace(path, writer(notice))


def _replace(path: Path, content: bytes) -> None:
    """Write beside, then rename; a link goes on pointing where it does, a file keeps its mode."""
    beside = None
    try:
        path = Path(os.path.realpath(path))
        beside = path.with_name(f".{token_hex(4)}.tmp")
        with beside.open("xb") as file:
            file.write(content)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except (OSError, ValueError) as error:
        if beside:
            beside.unlink(missing_ok=True)
        raise FileError(path, getattr(error, "strerror", None) or str(error)) from error
