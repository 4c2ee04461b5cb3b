"""Ours: workbooks that zhengce wrote, told by the keywords of the file, which Excel and WPS keep."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

__all__ = ["MARK", "is_ours"]

MARK: Final = "zhengce"
"""The keywords of a workbook that zhengce wrote."""

_MOST: Final = 1 << 16


def is_ours(path: Path) -> bool:
    """Return whether a file is a workbook that zhengce wrote; false for one that cannot be opened."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
            return f"keywords>{MARK}<".encode() in part.read(_MOST)
    except Exception:  # noqa: BLE001  # each way to pack has errors of its own; reading the file says what is wrong
        return False
