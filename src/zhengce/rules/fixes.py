"""Fixes: apply the safe fixes of the rules to a text."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ..findings import Edit, Fix
from ..reading.notice import parse
from .checking import check

__all__ = ["apply", "fix"]

_MOST_PASSES: Final = 20
"""The most passes: a fix may make another possible."""


def fix(
    text: str, *, select: Sequence[str] = (), ignore: Sequence[str] = (), reference_date: date | str | None = None
) -> str:
    r"""Return a text with all safe fixes applied, and otherwise unchanged.

    Safe fixes cannot change what a notice says. Fixing the result again changes nothing.

    Args:
        text: the original text of a notice.
        select: as for :func:`zhengce.check`.
        ignore: as for :func:`zhengce.check`.
        reference_date: as for :func:`zhengce.parse`.

    >>> fix("一、优化服务\n1.开通专窗 and 热线。（牵头单位：综合服务局）")
    '一、优化服务\n1.开通专窗和热线。（牵头单位：综合服务局）'
    """
    for _ in range(_MOST_PASSES):
        report = check(parse(text, reference_date=reference_date), select=select, ignore=ignore)
        mended = apply(text, (found.fix for found in report if found.fix and found.fix.safe))
        if mended == text:
            break
        text = mended
    return text


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """Apply fixes to a text; one that overlaps an earlier one waits for the next pass."""
    taken: list[Edit] = []
    for proposed in fixes:
        places = [bisect(taken, _place(edit), key=_place) for edit in proposed.edits]
        near = [taken[max(i - 1, 0) : i + 1] for i in places]  # what is taken is in order, and does not overlap
        if not any(
            _overlap(edit, other) for edit, others in zip(proposed.edits, near, strict=True) for other in others
        ):
            for edit in proposed.edits:
                insort(taken, edit, key=_place)
    pieces, end = list[str](), 0
    for edit in taken:
        pieces += [text[end : edit.span.start], edit.replacement]
        end = edit.span.end
    return "".join([*pieces, text[end:]])


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _overlap(a: Edit, b: Edit) -> bool:
    return a.span == b.span or (a.span.start < b.span.end and b.span.start < a.span.end)
