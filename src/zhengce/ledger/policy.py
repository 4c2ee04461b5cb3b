"""Policy: the rules by which work is judged and counted (口径)."""

from __future__ import annotations

from typing import Final

import attrs
import pendulum

from ..fields import check_choice, check_whole
from ..made import Pickled
from ..saying import say
from ..shown import call

__all__ = ["Policy"]

_CHOICES: Final = {
    "standing": ("month", "quarter", "year", "never"),
    "share": ("each", "first"),
    "born_late": ("exempt", "count"),
}


@attrs.frozen(kw_only=True)
class Policy(Pickled):
    """口径: what is judged, and how. It is an event of the ledger, so that an old review keeps its rules.

    Attributes:
        soon: how many days before its last day an item turns yellow.
        lag_yellow: how many points progress may lag the time that has passed before it turns yellow.
        lag_red: how many before it turns red.
        report_day: the day of the month by which units report.
        standing: how often work without a day is reported on: ``month``, ``quarter``, ``year``, ``never``.
        least: how many judged items a unit must have to be ranked.
        share: whether an item with several lead units counts for ``each`` of them, or for the ``first``.
        born_late: whether a day that was over when the notice was taken is ``exempt``, or does ``count``.

    Raises:
        ValueError: a number is no whole number, or a choice is none of those.

    >>> Policy(soon=15)
    Policy(soon=15)
    """

    soon: int = 10
    lag_yellow: int = 10
    lag_red: int = 30
    report_day: int = 25
    standing: str = "quarter"
    least: int = 3
    share: str = "each"
    born_late: str = "exempt"

    __repr__ = call

    def report_by(self, month: pendulum.Date) -> pendulum.Date:
        """Return the last day for the reports of a month, of which any day is given."""
        return month.replace(day=self.report_day)

    def __attrs_post_init__(self) -> None:
        for name in ("soon", "lag_yellow", "lag_red", "report_day", "least"):
            check_whole(self, name)
        for name, choices in _CHOICES.items():
            check_choice(self, name, choices)
        if not 1 <= self.report_day <= 28:
            raise ValueError(say("Policy.report_day must be a day from 1 to 28, got {day}", day=self.report_day))
