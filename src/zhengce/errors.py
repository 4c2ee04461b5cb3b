"""Errors: what went wrong, where, and what to do about it.

Exceptions are for a caller's mistakes: a missing file, bytes that are not text, JSON
that is not a notice, an expression that is not a time limit. What is wrong in the
text of a document never raises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from .saying import LANGUAGES, Language, in_language, joined, say

T = TypeVar("T")


class ZhengceError(Exception):
    """The base of every error that zhengce raises on purpose; ``str`` gives its message in English."""

    def said(self) -> str:
        """Return the message, as a saying where it can be had in Chinese."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else super().__str__()

    def __str__(self) -> str:
        return str(self.said())

    def in_language(self, lang: Language = "en") -> str:
        """Return the message in a language.

        >>> print(MissingExtraError("cli", "the command").in_language("zh"))
        使用命令行需要可选组件“cli”：pip install 'zhengce[cli]'
        """
        return str(in_language(self.said(), lang))


class ArgumentError(ZhengceError, TypeError, ValueError):
    """An argument that a function does not take: bytes for a text, a text for a notice, a number out of range.

    Attributes:
        wanted: what it takes.
        given: what was passed: its class, or a value that is out of range.
        advice: what to do instead, if that is known.
    """

    def __init__(self, wanted: str, given: str, advice: str = "") -> None:
        super().__init__(wanted, given, advice)
        self.wanted = wanted
        self.given = given
        self.advice = advice

    def said(self) -> str:
        """Return what is wanted, what was passed, and what to do."""
        what = say("expected {wanted}, got {given}", wanted=self.wanted, given=self.given)
        return joined(filter(None, [what, self.advice]), "; ")


def expect(value: object, kinds: type | tuple[type, ...], wanted: str, advice: str = "") -> None:
    """Refuse an argument that is of none of some classes.

    Raises:
        ArgumentError: it is not.

    >>> expect(b"1.", str, "a text", "zhengce.read reads a file")
    Traceback (most recent call last):
    ...
    zhengce.errors.ArgumentError: expected a text, got bytes; zhengce.read reads a file
    """
    if not isinstance(value, kinds):
        raise ArgumentError(wanted, type(value).__name__, advice)


def expect_all(values: Iterable[T], kinds: type | tuple[type, ...], wanted: str, advice: str = "") -> list[T]:
    """Return what should be several things of some classes.

    Raises:
        ArgumentError: it cannot be gone through, or one of them is of another class.

    >>> expect_all(3, str, "texts")
    Traceback (most recent call last):
    ...
    zhengce.errors.ArgumentError: expected texts, got int
    """
    expect(values, Iterable, wanted, advice)
    found = list(values)
    for value in found:
        expect(value, kinds, wanted, advice)
    return found


def expect_one_of(value: object, known: Collection[str]) -> None:
    """Refuse an argument that is none of some words.

    Raises:
        ArgumentError: it is not.

    >>> expect_one_of("fatal", ("error", "warning"))
    Traceback (most recent call last):
    ...
    zhengce.errors.ArgumentError: expected 'error' or 'warning', got 'fatal'
    """
    if value not in known:
        raise ArgumentError(joined((repr(str(word)) for word in known), " or "), repr(value))


def expect_language(lang: object) -> None:
    """Refuse a language that is none of :data:`~zhengce.saying.LANGUAGES`.

    Raises:
        ArgumentError: it is not.
    """
    expect_one_of(lang, LANGUAGES)


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

    def said(self) -> str:
        """Return what was expected, and the line with a caret."""
        start = self.text.rfind("\n", 0, self.position) + 1
        line = self.text[start:].split("\n", 1)[0]
        shown = "".join(c if c.isprintable() else " " for c in line)
        return joined([say("expected {words}", words=self.expected), f"  {shown}", f"  {' ' * self.column}^"], "\n")


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

    def said(self) -> str:
        """Return what to install."""
        return say(
            "{purpose} needs the extra {extra!r}: pip install 'zhengce[{extra}]'",
            purpose=self.purpose,
            extra=self.extra,
        )


@contextmanager
def needing(extra: str, purpose: str) -> Iterator[None]:
    """Import what an extra installs.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("zhengce"):
            raise
        raise MissingExtraError(extra, purpose) from error


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

    def said(self) -> str:
        """Return the file and what is wrong with it."""
        return joined(filter(None, [str(self.path), self.reason]), ": ")


@contextmanager
def refusing(path: object) -> Iterator[None]:
    """Turn what a system says about a file, or about a name that no file can have, into an error of this library.

    Raises:
        FileError: something was said.
    """
    try:
        yield
    except ZhengceError:
        raise
    except (OSError, ValueError) as error:
        raise FileError(path, getattr(error, "strerror", None) or str(error)) from error


class FormatError(ZhengceError, ValueError):
    """Data that is not a notice, or a notice that a format cannot hold.

    Attributes:
        problems: all that is wrong, each with its path (``$.domains[1].name: …``).
    """

    _SHOWN = 20

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems)
        self.problems = problems

    def said(self) -> str:
        """Return the first problems, a line each."""
        more = len(self.problems) - self._SHOWN
        rest = [say("… and {more} more", more=more)] if more > 0 else []
        return joined([*self.problems[: self._SHOWN], *rest], "\n")


def in_file(path: object, error: FormatError) -> FileError:
    """Return what is wrong inside a file as an error of the file, on one line."""
    return FileError(path, joined(error.problems, "; "))


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

    def said(self) -> str:
        """Return the id, with those that are like it, or else the first and last of all."""
        from difflib import get_close_matches

        if near := get_close_matches(str(self.id), self.known):
            hint = say("; did you mean {near}?", near=joined(near, " or "))
        elif self.known:
            hint = say("; its measures are {first} to {last}", first=self.known[0], last=self.known[-1])
        else:
            hint = say("; it has no measures")
        return say("no measure has the id {id!r}{hint}", id=self.id, hint=hint)


class UnknownNameError(ZhengceError, KeyError):
    """No unit, or no domain, of the notices has this name.

    Attributes:
        kind: ``unit`` or ``domain``.
        name: the name that was asked for.
        known: the names that there are.
    """

    _SHOWN = 5

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(kind, name, known)
        self.kind = kind
        self.name = name
        self.known = known

    @property
    def near(self) -> list[str]:
        """The names that may have been meant, five at most: those that hold the name, or else those that are alike."""
        from difflib import get_close_matches

        name = str(self.name)  # somebody may have asked for anything
        holding = [known for known in self.known if name and name in known]
        return (holding or get_close_matches(name, self.known, cutoff=0.5))[: self._SHOWN]

    def said(self) -> str:
        """Return the name, with those that may have been meant."""
        hint: str = say("; did you mean {near}?", near="、".join(self.near)) if self.near else ""
        if self.known and not hint:
            more = "…" if len(self.known) > self._SHOWN else ""
            hint = say("; there are {known}", known="、".join(self.known[: self._SHOWN]) + more)
        if self.kind == "unit":
            return say("no unit has the name {name!r}{hint}", name=self.name, hint=hint)
        return say("no domain has the name {name!r}{hint}", name=self.name, hint=hint)


class ZhengceWarning(UserWarning):
    """Something was left out: a source that could not be read, or everything, so that the output is empty."""


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

    def said(self) -> str:
        """Return what is wrong."""
        return self.reason
