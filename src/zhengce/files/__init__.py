"""Files: one module a file type; bytes in, text with its places out.

A module for a kind of file has one function, ``extract(path)``. What a file is, its first bytes
say where they leave no doubt, and its suffix where they do not.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final

from ..errors import MissingExtraError
from . import plain
from .extracted import Extracted
from .load import load, recognise
from .save import save

__all__ = ["Extracted", "extract", "load", "plain", "recognise", "save"]

_PACKAGES: Final = frozenset({"lxml", "pypdfium2", "pypdfium2_raw"})
"""What the extras bring along; an extra has the name of its kind of file."""


def extract(path: Path) -> Extracted:
    """The text of a file, one paragraph or table row a line, and where each of them stood.

    Raises:
        FileError: it is missing, broken, encrypted, too large, or of no known type.
        MissingExtraError: its type needs an extra that is not installed.
    """
    kind = recognise(path, load(path))
    try:
        module = import_module(f".{kind}", __package__)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in _PACKAGES:
            raise
        raise MissingExtraError(kind, f"reading {path.name}") from error
    extracted: Extracted = module.extract(path)
    return extracted
