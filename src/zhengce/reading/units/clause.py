"""What a unit clause says."""

from __future__ import annotations

from enum import StrEnum

import attrs


class Role(StrEnum):
    """What a unit does for a measure."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"


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
