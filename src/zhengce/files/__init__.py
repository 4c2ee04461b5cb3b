"""Files: one module a file type; bytes in, text with its places out.

Each module has one function, ``extract(path)``. What a file is, its first bytes
say where they leave no doubt, and its suffix where they do not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from . import plain
from .extracted import Extracted
from .load import load, recognise

__all__ = ["Extracted", "extract"]

_EXTRACTORS: Final[dict[str, Callable[[Path], Extracted]]] = {
    "plain": plain.extract,
}


def extract(path: Path) -> Extracted:
    """The text of a file, one paragraph or table row a line, and where each of them stood.

    Raises:
        FileError: it is missing, broken, encrypted, too large, or of no known type.
        MissingExtraError: its type needs an extra that is not installed.
    """
    return _EXTRACTORS[recognise(path, load(path))](path)
