"""Errors: what went wrong, where, and what to do about it.

Only a caller's own mistake raises: a missing file, bytes that are no text, JSON
that is no notice, an expression that is no time limit. What is wrong *in a
document* is never an exception.
"""

from __future__ import annotations


class ZhengceError(Exception):
    """The base of every error that zhengce raises on purpose."""


class DeadlineError(ZhengceError, ValueError):
    """A text that was meant to be one time limit is none.

    The message shows the line and a caret that stands under the character in
    question in a terminal, where a Chinese character is two columns wide.

    Attributes:
        text: the text that was given.
        position: the offset of the character in question.
        expected: what should have stood there.
        column: how many terminal columns stand before it on its line.
    """

    def __init__(self, text: str, position: int, expected: str, column: int) -> None:
        super().__init__(text, position, expected, column)
        self.text = text
        self.position = position
        self.expected = expected
        self.column = column

    def __str__(self) -> str:
        start = self.text.rfind("\n", 0, self.position) + 1
        line = self.text[start:].split("\n", 1)[0]
        shown = "".join(c if c.isprintable() else " " for c in line)
        return f"expected {self.expected}\n  {shown}\n  {' ' * self.column}^"


class CalendarError(ZhengceError, ValueError):
    """A day that no calendar has: the holidays of its year have not been announced, or it lies outside of 1 to 9999."""


class MissingExtraError(ZhengceError, ImportError):
    """Something needs a package that is installed with an extra.

    Attributes:
        extra: its name, as in ``pip install 'zhengce[workdays]'``.
        purpose: what it is needed for.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(extra, purpose)
        self.extra = extra
        self.purpose = purpose

    def __str__(self) -> str:
        return f"{self.purpose} needs the extra {self.extra!r}: pip install 'zhengce[{self.extra}]'"


class FileError(ZhengceError):
    """A file that cannot be read or written.

    Attributes:
        path: the file.
        reason: what is wrong with it.
    """

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class FormatError(ZhengceError, ValueError):
    """Data that is no notice, or a notice that a format cannot hold.

    Attributes:
        problems: all that is wrong, each with its path (``$.domains[1].name: …``).
    """

    _SHOWN = 20

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        more = len(self.problems) - self._SHOWN
        return "\n".join([*self.problems[: self._SHOWN], *([f"… and {more} more"] if more > 0 else [])])


class UnknownMeasureError(ZhengceError, KeyError):
    """No measure of a notice has the id that was asked for.

    Attributes:
        id: what was asked for.
        known: the ids of its measures.
    """

    def __init__(self, id: object, known: tuple[str, ...]) -> None:  # noqa: A002  # as the field of the measure
        super().__init__(id, known)
        self.id = id
        self.known = known

    def __str__(self) -> str:
        from difflib import get_close_matches

        near = get_close_matches(str(self.id), self.known)
        first = f"; its measures are {self.known[0]} to {self.known[-1]}" if self.known else "; it has no measures"
        return f"no measure has the id {self.id!r}" + (f"; did you mean {' or '.join(near)}?" if near else first)


class RuleError(ZhengceError, ValueError):
    """A rule cannot be made or chosen: its code is malformed, taken, retired, or not known."""
