"""Saving: a file is written whole, or stays as it was."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from ..errors import FileError


def save(path: Path, content: bytes) -> None:
    """Write beside, then rename; a link goes on pointing where it does, a file keeps its mode.

    A rename asks only the folder. So a file that is read-only is refused here, and
    what is no file: a device or a pipe would give way to one.

    Raises:
        FileError: it cannot be written; what stood there before is unchanged.
    """
    beside = None
    try:
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            raise FileError(path, "is there already, and is no file")
        if path.exists() and not os.access(path, os.W_OK):
            raise FileError(path, "the file is read-only")
        beside = path.with_name(f".{token_hex(4)}.tmp")
        with beside.open("xb") as file:
            file.write(content)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    except (OSError, ValueError) as error:
        raise FileError(path, getattr(error, "strerror", None) or str(error)) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
