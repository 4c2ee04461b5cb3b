"""The unread parts of unit clauses: brackets left open, labels without names, labels outside of clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from ...lexicon import HANZI, Lazy
from .clause import Clause
from .words import CLOSERS, OPENERS

_ROLES: Final = frozenset({"lead", "responsible", "supporting", "domain"})
_NOTHING = Lazy(rf"[\s*]*(?:[；;。/{re.escape(CLOSERS)}]|$)")
_HAN = Lazy(f"(?<!^){HANZI}")  # the end of a longer name, such as that of an addressee: 各区商务主管部门：
_OF_A_SITE = Lazy("主办|承办")  # in the footer of a web site


def find_unread(
    clean: str, labels: Iterable[tuple[int, re.Match[str]]], clauses: Sequence[Clause]
) -> list[tuple[int, int]]:
    """Return the stretches of the clean text that should name units but gave none, in text order.

    *labels* has all labels in the text, *clauses* the clauses that were read, in text order.
    """
    found = [(c.start, c.end) for c in clauses if clean[c.start] in OPENERS and clean[c.end - 1] not in CLOSERS]
    starts = [clause.start for clause in clauses]
    for start, label in labels:
        if label.lastgroup not in _ROLES or not label[0].endswith("："):
            continue
        end = start + len(label[0])
        if clean.startswith("_", end):  # a form, to be filled in
            continue
        i = bisect_right(starts, start) - 1
        if i < 0 or start >= clauses[i].end:
            if not (_OF_A_SITE.match(label[0]) or _HAN.match(clean, start - 1)):
                found.append((start, end))
        elif _NOTHING.match(clean, end, clauses[i].end):
            found.append((start, end))
    return sorted(found)
