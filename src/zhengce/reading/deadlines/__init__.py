"""The language of time limits: every way a notice says "by when"."""

from __future__ import annotations

from datetime import date

from ...dates import as_date
from ...model import Deadline
from ...text import Source
from .reader import read_deadlines

__all__ = ["find_deadlines", "read_deadlines"]


def find_deadlines(text: str, *, reference_date: date | None) -> tuple[Deadline, ...]:
    reference = as_date(reference_date) if reference_date else None
    return read_deadlines(Source(text=text), reference=reference)
