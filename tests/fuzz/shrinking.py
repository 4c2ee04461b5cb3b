"""Shrinking: find the smallest text that fails like the whole one."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def shrink(pieces: Sequence[str], fails: Callable[[str], bool]) -> str:
    """Leave out pieces, then lines, then characters, as long as the rest still *fails*.

    >>> shrink(["一、", "建点", "（牵头）", "。"], lambda text: "牵" in text)
    '牵'
    """
    text = "".join(_fewest(list(pieces), fails))
    text = "".join(_fewest(text.splitlines(keepends=True), fails))
    while True:
        shorter = "".join(_fewest(list(text), fails))
        if shorter == text:
            return text
        text = shorter


def _fewest(pieces: list[str], fails: Callable[[str], bool]) -> list[str]:
    """Leave out halves, then quarters, down to single pieces."""
    size = len(pieces)
    while size:
        at = 0
        while at < len(pieces):
            rest = pieces[:at] + pieces[at + size :]
            if fails("".join(rest)):
                pieces = rest
            else:
                at += size
        size //= 2
    return pieces
