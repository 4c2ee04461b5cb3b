"""What a unit clause says."""

from __future__ import annotations

import attrs

from ...model import Role

__all__ = ["Clause", "Named", "Role"]


@attrs.frozen
class Named:
    """A unit named in a clause, with its place in the clean text."""

    role: Role
    name: str
    start: int
    end: int


@attrs.frozen
class Clause:
    """A unit clause, with its place in the clean text, brackets included."""

    start: int
    end: int
    units: tuple[Named, ...]
    open_ended: bool = False
    commander: str | None = None
    of_domain: bool = False
