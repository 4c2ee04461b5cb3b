"""Patterns that are compiled at their first use, since most texts need few of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any


class Lazy:
    """A regular expression, with what a compiled one offers.

    Compiling all the patterns of the readers takes far longer than reading a notice.

    Attributes:
        pattern: the expression.
        flags: as those of :func:`re.compile`.
        match, search, fullmatch, findall, finditer, split, sub: as those of :class:`re.Pattern`.
        names: those of its groups.

    >>> Lazy("[0-9]+月").match("于12月", 1)[0]
    '12月'
    """

    __slots__ = ("findall", "finditer", "flags", "fullmatch", "match", "names", "pattern", "search", "split", "sub")
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]
    names: tuple[str, ...]
    pattern: str
    flags: int

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in Lazy.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)  # asked for the first time, or it would have been found
        self.match, self.search, self.fullmatch = compiled.match, compiled.search, compiled.fullmatch
        self.findall, self.finditer = compiled.findall, compiled.finditer
        self.split, self.sub = compiled.split, compiled.sub
        self.names = tuple(compiled.groupindex)
        return getattr(self, name)
