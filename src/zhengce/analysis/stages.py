"""Stages: the stages of a target: 6月底前完成率不低于40%；9月底前，75%；12月底前达到100%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import attrs
import pendulum

from ..lexicon import Lazy
from ..model import Deadline, Measure, Target
from .fields import placed_fields

__all__ = ["Stage", "stages", "words_before"]

_CLAUSE_MARKS: Final = Lazy(r"[，。；：、！？,;（）《》“”\n]")
_LONGEST: Final = 60
"""The most characters between the beginning of a clause and its number."""

_NO_NAME_BEFORE: Final = Lazy("(?:要|应|力争|争取|确保|实现|做到|使|将|全部|新增|完成(?!率)|累计)+")
_NO_NAME_BEHIND: Final = Lazy(
    "(?:分别|均|要|应|达到?|(?:提高|提升|增加|扩大|降低|压缩)[到至]|保持在|稳定在|控制在"
    "|不低于|不少于|不超过|超过|高于|低于|为|到|至|约)+$"
)
"""Words around the name of a quantity that are not part of it: 力争 诊断覆盖面 达到 60%."""

_LATEST: Final = 20
"""The number of recent series that a stage may continue: the stages of a target are close to one another."""


@attrs.frozen
class Stage:
    """A target on the day of the deadline that governs it.

    Attributes:
        target: the target.
        deadline: the deadline.
        due: its last day.
        value: the target's value, or the middle of its range.
        words: the words between the deadline, or the beginning of the clause, and the number: 力争诊断覆盖面达到.
        quantity: the name of the quantity: 诊断覆盖面; empty if the words name none.
    """

    target: Target
    deadline: Deadline
    due: pendulum.Date
    value: Decimal
    words: str
    quantity: str

    def goes_on(self, series: list[Stage]) -> bool:
        """Return whether it is a later stage of a series."""
        first, last = series[0], series[-1]
        same = first.quantity.endswith(self.quantity) or self.quantity.endswith(first.quantity)
        return same and first.target.unit == self.target.unit and last.due < self.due


def stages(measure: Measure) -> list[list[Stage]]:
    r"""Return the series of stages in a measure, each of two stages or more.

    The deadline that governs a target decides its stage. Targets form a series if they have the
    same unit and the words before them name the same quantity, in full, in part
    (岗位归集完成率, then 完成率), or not at all.

    >>> from zhengce import parse
    >>> notice = parse("2024年工作要点\n一、就业\n1.归集岗位。6月底前归集率达到40%，9月底前达到75%。（人社局牵头）")
    >>> [(stage.quantity, str(stage.due), stage.target.text) for stage in stages(notice.measures[0])[0]]
    [('归集率', '2024-06-30', '40%'), ('', '2024-09-30', '75%')]
    """
    found: list[list[Stage]] = []
    if len(measure.targets) < 2 or len(measure.deadlines) < 2:
        return found
    for stage in _stages(measure):
        series = next((series for series in found[: -_LATEST - 1 : -1] if stage.goes_on(series)), None)
        if series is None:
            found.append([stage])
        else:
            series.append(stage)
    return [series for series in found if len(series) > 1]


def _stages(measure: Measure) -> Iterator[Stage]:
    """Yield the targets that are governed by a deadline with a day."""
    deadline: Deadline | None = None
    begun = 0
    for placed in placed_fields(measure):
        match placed.field:
            case Deadline() if placed.start >= 0:
                deadline, begun = placed.field, placed.end
            case Target() as target if deadline and deadline.due and target.text in deadline.task:
                value = _value(target)
                if value is not None:
                    words = words_before(measure.text, placed.start, begun)
                    yield Stage(target, deadline, deadline.due, value, words, _quantity(words))


def words_before(text: str, end: int, start: int = 0) -> str:
    """Return the words of a clause before *end* and after *start*.

    >>> words_before("开通专窗，网上办理率达到90%以上", 12)
    '网上办理率达到'
    """
    start = max(start, end - _LONGEST)
    return _CLAUSE_MARKS.split(text[start:end])[-1]


def _quantity(words: str) -> str:
    before = _NO_NAME_BEFORE.match(words)
    return _NO_NAME_BEHIND.sub("", words[before.end() :] if before else words)


def _value(target: Target) -> Decimal | None:
    """Return the value, or the middle of a range."""
    if target.low is not None and target.high is not None:
        return (target.low + target.high) / 2
    return target.value
