"""The straight lines that are drawn on a page: upright and level ones, each as it looks, not as it was drawn.

One line of a table may be drawn as many: a border for each cell, thin bars, dots. What
lies on one line, end to end, is one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from .sheet import Box

SNAP: Final = 3.0
"""In points: what lies closer together is meant to be one."""


@attrs.frozen
class Rule:
    """A straight line: its place (y of a horizontal one, x of a vertical one), its start and its end."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Return whether the line passes a place."""
        return self.start - SNAP <= place <= self.end + SNAP


def read_rules(lines: Iterable[Box]) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical rules that the lines on a page make."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for left, bottom, right, top in lines:
        if top - bottom < right - left:
            level.append(Rule((bottom + top) / 2, left, right))
        else:
            upright.append(Rule((left + right) / 2, bottom, top))
    return list(_merged(level)), list(_merged(upright))


def snapped(places: Iterable[float]) -> list[float]:
    """Return the places in order, those within the tolerance only once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > SNAP:
            kept.append(place)
    return kept


def _merged(rules: list[Rule]) -> Iterator[Rule]:
    """Yield the rules; those on one line without a gap are joined."""
    by_line: dict[int, list[Rule]] = {}
    lines = snapped(rule.at for rule in rules)
    line = 0
    for rule in sorted(rules, key=lambda rule: rule.at):
        while line + 1 < len(lines) and rule.at >= lines[line + 1]:
            line += 1
        by_line.setdefault(line, []).append(rule)
    for line, parts in by_line.items():
        start = end = None
        for part in sorted(parts, key=lambda rule: rule.start):
            if start is None or end is None:
                start, end = part.start, part.end
            elif part.start <= end + SNAP:
                end = max(end, part.end)
            else:
                yield Rule(lines[line], start, end)
                start, end = part.start, part.end
        if start is not None and end is not None:
            yield Rule(lines[line], start, end)
