"""Save a file completely, or leave the old one unchanged."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from ..errors import FileError


def save(path: Path, content: bytes) -> None:
    """Write to a temporary file beside, then rename it; symbolic links and the mode of the file are kept.

    A rename checks only the permissions of the folder. So a read-only file is refused here,
    and so is a device or a pipe, which the rename would replace.

    Raises:
        FileError: it cannot be written; the old file is unchanged.
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
