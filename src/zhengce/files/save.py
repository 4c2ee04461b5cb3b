"""Saving: a file is written whole, or stays as it was."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from ..errors import FileError


def save(path: Path, content: bytes) -> None:
    """Write beside, then rename; a link goes on pointing where it does, a file keeps its mode.

    Raises:
        FileError: it cannot be written; what stood there stands there still.
    """
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
