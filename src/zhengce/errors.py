"""Errors: what went wrong, where, and what to do about it.

Exceptions are for a caller's mistakes: a missing file, bytes that are not text, JSON
that is not a notice, an expression that is not a time limit. What is wrong in the
text of a document never raises.
"""

from __future__ import annotations


class ZhengceError(Exception):
    """The base of every error that zhengce raises on purpose."""


class DeadlineError(ZhengceError, ValueError):
    """A text that should be one time limit is not.

    The message shows the line, and a caret under the character that is wrong. The
    caret is placed for a terminal, where a Chinese character is two columns wide.

    Attributes:
        text: the text that was passed in.
        position: the offset of the wrong character.
        expected: what was expected there.
        column: the number of terminal columns before it on its line.
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
    """A day that cannot be computed: its year's holidays are not announced, or it is outside the years 1 to 9999."""


class MissingExtraError(ZhengceError, ImportError):
    """An extra that is needed is not installed.

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
    """Data that is not a notice, or a notice that a format cannot hold.

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
    """No measure of a notice has this id.

    Attributes:
        id: the id that was asked for.
        known: the ids of the measures of the notice.
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
    """A rule cannot be registered or selected: its code is malformed, taken, retired or unknown."""


class LedgerError(ZhengceError, ValueError):
    """An event that does not fit into a ledger, or a question about something that it does not hold.

    Attributes:
        event: the event, or ``None``.
        reason: what is wrong with it.
    """

    def __init__(self, reason: str, event: object = None) -> None:
        super().__init__(reason, event)
        self.reason = reason
        self.event = event

    def __str__(self) -> str:
        return self.reason
