"""Patterns that are compiled at their first use: a text has few of the forms of time limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any


class Lazy:
    """A regular expression, with what a compiled one offers.

    Attributes:
        pattern: the expression.
        match, search, fullmatch, findall, finditer, sub: as those of :class:`re.Pattern`.
        names: those of its groups; all of them are named.

    >>> Lazy("[0-9]+月").match("于12月", 1)[0]
    '12月'
    """

    __slots__ = ("findall", "finditer", "fullmatch", "match", "names", "pattern", "search", "sub")
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[str]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    names: tuple[str, ...]
    pattern: str

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name not in Lazy.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)  # asked for the first time, or it would have been found
        self.match, self.search, self.fullmatch = compiled.match, compiled.search, compiled.fullmatch
        self.findall, self.finditer, self.sub = compiled.findall, compiled.finditer, compiled.sub
        self.names = tuple(compiled.groupindex)
        return getattr(self, name)


def by_first(*forms: tuple[str, str]) -> dict[str, tuple[Lazy, ...]]:
    """Return the possible patterns for each first character, in their order.

    Args:
        forms: pairs of the first characters and the pattern; ``0-9`` is any figure.

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
