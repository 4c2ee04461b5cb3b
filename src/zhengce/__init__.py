"""Chinese government policy documents as typed, exact, checkable data."""

from .errors import DeadlineError
from .reading.deadlines import find_deadlines, parse_deadline

__all__ = ["DeadlineError", "find_deadlines", "parse_deadline"]
