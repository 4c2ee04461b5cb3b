"""What was not read of unit clauses: brackets left open, labels without names, labels in no clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from .finder import labels
from .words import CLOSERS, OPENERS

_ROLES: Final = frozenset({"lead", "responsible", "supporting", "domain"})
_NOTHING = re.compile(rf"[\s*]*(?:[；;。/{re.escape(CLOSERS)}]|$)")
_OF_A_SITE = re.compile("主办|承办")  # who runs a web site stands at its foot


def unread(clean: str, clauses: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of the clean text, in no order, that speak of units but gave none.

    *clauses* are the places of those that were read.
    """
    known = sorted(clauses)
    starts = [start for start, _ in known]
    for start, end in known:
        if clean[start] in OPENERS and clean[end - 1] not in CLOSERS:
            yield start, end
    for start, label in labels(clean):
        if label.lastgroup not in _ROLES or not label[0].endswith("："):
            continue
        end = start + len(label[0])
        if clean.startswith("_", end):  # a form, to be filled in
            continue
        i = bisect_right(starts, start) - 1
        if i < 0 or start >= known[i][1]:
            if not _OF_A_SITE.match(label[0]):
                yield start, end
        elif _NOTHING.match(clean, end, known[i][1]):
            yield start, end
