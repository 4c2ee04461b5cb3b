"""Rooms: a package whose public names are each imported from their module when they are first used."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

__all__ = ["open_on_demand"]


def open_on_demand(package: str, rooms: Mapping[str, str]) -> None:
    """Give a package the functions ``__getattr__`` and ``__dir__``, by which its names are found.

    Args:
        package: its name.
        rooms: by module, relative to the package, the names that it has, separated by spaces.
    """
    home = {name: room for room, names in rooms.items() for name in names.split()}
    held = vars(sys.modules[package])

    def find(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        held[name] = getattr(import_module(f".{home[name]}", package), name)
        return held[name]

    held.update(__getattr__=find, __dir__=lambda: sorted({*held, *home}))
