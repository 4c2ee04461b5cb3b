"""Read the bytes of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..errors import FileError

MOST_BYTES: Final = 64 * 2**20
"""The largest file that is read; a notice with all its annexes and pictures is smaller."""


def load(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file of at most *most* bytes.

    Raises:
        FileError: it is missing, cannot be read, or is too large for a notice.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FileError(path, getattr(error, "strerror", None) or str(error)) from error
    if len(data) > most:
        raise FileError(path, f"larger than {most // 2**20} MB; split it, or leave its pictures out")
    return data
