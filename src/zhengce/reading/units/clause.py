"""The units that a unit clause names."""

from __future__ import annotations

from typing import NamedTuple

from ...model import Role

__all__ = ["Clause", "Named", "Role"]


class Named(NamedTuple):
    """A unit named in a clause, with its place in the clean text."""

    role: Role
    name: str
    start: int
    end: int


class Clause(NamedTuple):
    """A unit clause, with its place in the clean text, brackets included.

    ``open_end`` is the place of the words that leave its list open: 等有关部门.
    """

    start: int
    end: int
    units: tuple[Named, ...]
    open_end: tuple[int, int] | None = None
    commander: str | None = None
    of_domain: bool = False

    @property
    def open_ended(self) -> bool:
        """True if its list is open."""
        return self.open_end is not None
