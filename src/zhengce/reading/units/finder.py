"""Find unit clauses: brackets that begin with a label or end with a verb, and lines that begin with a label."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from ...lexicon import Lazy
from .clause import Clause
from .reader import read_clause
from .statements import carry_over
from .unparted import part_names
from .words import (
    ASSIGNS,
    BETWEEN_NAMES,
    CLOSERS,
    ENDS_CLAUSE,
    ENDS_LABEL,
    ENDS_SENTENCE,
    ENDS_WHOLE,
    FIRST_NAME,
    LABEL,
    MAX_LABEL,
    MAX_SENTENCE,
    MAX_VERB,
    OFFICE_LABEL,
    OFFICE_NAME,
    OPENERS,
    ROLE_BEHIND,
    VERB_AT_END,
)

MAX_CLAUSE: Final = 800
"""The longest clause: beyond it a missing end is not searched."""

Extent = tuple[int, int]
Label = tuple[int, re.Match[str]]
"""The start of a label, and its match."""

_OPENS: Final = frozenset(OPENERS)
_LABEL_CLOSERS: Final = frozenset("：】〕]")
_GOES_ON: Final = frozenset("：、，")
_BRACKET = Lazy(f"[{re.escape(OPENERS + CLOSERS)}]")


def find_clauses(
    clean: str, breaks: Sequence[int], blanks: Sequence[int], labels: Iterable[Label], *, assigns: bool = False
) -> tuple[Clause, ...]:
    """Return every unit clause in the clean text, in text order.

    *breaks* are the sorted places where lines and items begin, which no clause crosses. *blanks* are the places of
    dropped blanks, *labels* the result of :func:`find_labels`. With *assigns*, a part of a sentence may be one, as in
    minutes.
    """
    finder = _Finder(clean, breaks)
    found: list[Clause] = []
    for start, end in finder.extents(labels, assigns=assigns):
        clause = read_clause(clean, start, end, blanks) if not found or start >= found[-1].end else None
        if clause:
            found.append(clause)
    return tuple(carry_over(clean, part_names(found)))


def find_labels(clean: str) -> list[Label]:
    """Return the places of labels of unit clauses, with their matches; searched from colons, which are rare."""
    found: list[Label] = []
    for colon in ENDS_LABEL.finditer(clean):
        end = colon.end()
        low = max(0, end - 1 - MAX_LABEL)
        if clean[end - 2 : end - 1] != "）":  # no bracket stands inside the label
            low = max(
                low, clean.rfind("（", low, end) + 1, clean.rfind("；", low, end) + 1, clean.rfind("。", low, end) + 1
            )
        label = LABEL.match(clean, low, end + 1)
        if label is None or label.end() != end:
            label = next(filter(None, (LABEL.fullmatch(clean, at, end) for at in range(low, end))), None)
        if label:
            found.append((end - len(label[0]), label))
    return found


class _Finder:
    """Finds the stretches that may be clauses, brackets included."""

    def __init__(self, clean: str, breaks: Sequence[int]) -> None:
        self.clean = clean
        self.breaks = breaks
        self.opening_of, self.closing_of = _pair_brackets(clean, breaks)
        self.openings = sorted(self.closing_of)

    def extents(self, labels: Iterable[Label], *, assigns: bool) -> list[Extent]:
        """Return the stretches, in text order."""
        clean = self.clean
        extents: set[Extent | None] = set()
        taken = 0  # the end of the last list below a label on a line of its own
        for start, label in labels:
            if clean[start - 1 : start] in _OPENS:  # most labels follow the bracket directly
                extents.add((start - 1, self._closing(start - 1)))
            elif start >= taken:
                of_office = (
                    label["opened"] or OFFICE_LABEL.search(label[0]) or FIRST_NAME.match(clean, start + len(label[0]))
                )
                extent = self._labelled(start, of_office=bool(of_office))
                extents.add(extent)
                taken = extent[1] if extent and extent[0] == start else taken
        for place, opening in self.opening_of.items():
            if (opening, place + 1) not in extents and (  # most begin with a label
                clean.startswith("。", opening - 1)
                or self._stop(place) <= place + 1
                or VERB_AT_END.search(clean, max(0, place - MAX_VERB), place)
            ):
                extents.add(self._verbal(place))
            if place - opening <= MAX_VERB and ROLE_BEHIND.match(clean, opening, place + 1):  # 市民政局（牵头）
                around = self._around(opening - 1)
                extents.add(None if around is None else self._verbal(self.closing_of[around]))
        extents.update(self._assignments() if assigns else self._sentences())
        return sorted(extent for extent in extents if extent)

    def _sentences(self) -> Iterator[Extent]:
        """Yield the sentences that only say who does what."""
        clean = self.clean
        for end in (match.end() for match in ENDS_SENTENCE.finditer(clean)):
            low = max(self._start(end - 1), end - MAX_SENTENCE)
            start = max(low, clean.rfind("。", low, end) + 1)
            if self._only_says_who(start, end):
                yield start, end

    def _assignments(self) -> Iterator[Extent]:
        """Yield the parts of sentences that only say who does what."""
        first = last = 0
        for found in ASSIGNS.finditer(self.clean):
            start, end = found.span()
            if not self._only_says_who(start, end):
                continue
            if last and self.clean[last:start] != "，":
                yield first, last
                last = 0
            first, last = first if last else start, end
        if last:
            yield first, last

    def _only_says_who(self, start: int, end: int) -> bool:
        """Return whether there is nothing but names, and words that give them roles."""
        clause = read_clause(self.clean, start, end)
        if clause is None or not all(ENDS_WHOLE.search(unit.name) for unit in clause.units):
            return False
        ends = [start, *chain.from_iterable((unit.start, unit.end) for unit in clause.units), end]
        between = "".join(self.clean[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
        return BETWEEN_NAMES.fullmatch(between) is not None

    def _labelled(self, label: int, *, of_office: bool) -> Extent | None:
        """Return the bracket around the label, or the line that it begins, if that names an office."""
        before = self.clean[label - 1 : label]
        around = self._around(label - 1)
        if around is not None:
            return around, self._closing(around)
        if of_office and (before in ("", "。", "）", "|", " ", "\n") or self._stop(label - 1) == label):
            stop = min(self._listed_below(label, self._stop(label)), label + MAX_CLAUSE)
            ends = ENDS_CLAUSE.search(self.clean, label, stop)
            return label, ends.start() if ends else stop
        return None

    def _around(self, place: int) -> int | None:
        """Return the start of the bracket around a place, on the same line."""
        near = bisect_right(self.openings, place)
        for opening in reversed(self.openings[max(0, near - 8) : near]):
            if place - opening < MAX_CLAUSE and place < self.closing_of[opening]:
                return opening
        return None

    def _listed_below(self, label: int, stop: int) -> int:
        """Return the end of the names on the lines below a label."""
        if self.clean[stop - 1] not in _LABEL_CLOSERS:
            return stop
        while stop - label < MAX_CLAUSE and self._is_break(stop + 1):
            below = self._stop(stop + 1)
            line = self.clean[stop + 1 : below]
            if not (OFFICE_NAME.fullmatch(line) or LABEL.fullmatch(line)):
                break
            stop = below
        return stop

    def _start(self, place: int) -> int:
        """Return the start of the line or item around a place."""
        i = bisect_right(self.breaks, place)
        return self.breaks[i - 1] if i else 0

    def _is_break(self, place: int) -> bool:
        i = bisect_left(self.breaks, place)
        return i < len(self.breaks) and self.breaks[i] == place

    def _verbal(self, close: int) -> Extent | None:
        """Return the bracket that ends at *close*, if it began on the same line."""
        opening = self.opening_of.get(close, -MAX_CLAUSE)
        return (opening, close + 1) if close - opening < MAX_CLAUSE else None

    def _closing(self, opening: int) -> int:
        """Return the end of the bracket: after its closing one, or else at the end of its line."""
        close = self.closing_of.get(opening)
        end = self._closing_below(opening) if close is None else close + 1
        return min(end, opening + MAX_CLAUSE)

    def _closing_below(self, opening: int) -> int:
        """Return the end of a bracket that is not closed on its line: on the next, if the list goes on there."""
        stop = self._stop(opening)
        if self.clean[stop - 1] not in _GOES_ON or not self._is_break(stop + 1):
            return stop
        depth = 1
        for bracket in _BRACKET.finditer(self.clean, stop + 1, self._stop(stop + 1)):
            depth += 1 if bracket[0] in _OPENS else -1
            if depth == 0:
                return bracket.end()
        return stop

    def _stop(self, place: int) -> int:
        """Return the end of the line or item around a place."""
        i = bisect_right(self.breaks, place)
        stop = self.breaks[i] if i < len(self.breaks) else len(self.clean)
        while stop > place + 1 and self.clean[stop - 1] == "\n":
            stop -= 1
        return stop


def _pair_brackets(clean: str, breaks: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the matching pairs of brackets of all kinds, within each line."""
    opening_of: dict[int, int] = {}
    opened: list[int] = []
    edges = iter((*breaks, len(clean) + 1))
    edge = next(edges)
    for bracket in _BRACKET.finditer(clean):
        place = bracket.start()
        while place >= edge:
            edge = next(edges)
            opened.clear()
        if bracket[0] in _OPENS:
            opened.append(place)
        elif opened:
            opening_of[place] = opened.pop()
    return opening_of, {opening: close for close, opening in opening_of.items()}
