"""Patterns that are compiled when they are first tried: a text holds few of the forms that a time limit can take."""

from __future__ import annotations

import re
from collections.abc import Callable


class Lazy:
    """A pattern, and what it matches at a place.

    Attributes:
        pattern: the regular expression.
        match: its ``match``, which the first call puts in place.
        names: those of its groups, once it is compiled.

    >>> Lazy("[0-9]+月").match("于12月", 1)[0]
    '12月'
    """

    __slots__ = ("match", "names", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.names: tuple[str, ...] = ()
        self.match: Callable[..., re.Match[str] | None] = self._match_first

    def _match_first(self, text: str, *bounds: int) -> re.Match[str] | None:
        pattern = re.compile(self.pattern)
        self.names = tuple(pattern.groupindex)
        self.match = pattern.match
        return self.match(text, *bounds)


def by_first(*forms: tuple[str, str]) -> dict[str, tuple[Lazy, ...]]:
    """Return the patterns that can match by the character they begin with, in their order.

    Args:
        forms: what such a pattern can begin with, and the pattern; ``0-9`` is any figure.

    >>> table = by_first(("0-9", "[0-9]月"), ("上下", "[上下]半年"))
    >>> [pattern.pattern for pattern in table["上"]]
    ['[上下]半年']
    """
    table: dict[str, tuple[Lazy, ...]] = {}
    for chars, pattern in forms:
        lazy = Lazy(pattern)
        for char in dict.fromkeys(chars.replace("0-9", "0123456789")):
            table[char] = (*table.get(char, ()), lazy)
    return table
