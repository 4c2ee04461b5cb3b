"""Files: one module a file type; bytes in, text out.

Each module has one function, ``extract(path)``; the suffix says which.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ..errors import FileError
from . import plain

_EXTRACTORS: Final[dict[str, Callable[[Path], str]]] = {
    ".txt": plain.extract,
    ".md": plain.extract,
}


def extract(path: Path) -> str:
    """The text of a file, by its suffix.

    Raises:
        FileError: it is missing, cannot be read, or is of no known type.
    """
    extractor = _EXTRACTORS.get(path.suffix.lower())
    if extractor is None:
        raise FileError(path, f"no reader for the suffix {path.suffix!r}; known are {', '.join(sorted(_EXTRACTORS))}")
    return extractor(path)
