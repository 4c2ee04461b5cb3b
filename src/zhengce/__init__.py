"""Chinese government policy documents as typed, exact, checkable data."""

from .errors import DeadlineError
from .reading.deadlines import find_deadlines

__all__ = ["DeadlineError", "find_deadlines"]
