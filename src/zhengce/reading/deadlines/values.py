"""The values of the grammar: what the words of a limit mean.

Nothing here is a date: which days are meant, :mod:`.resolve` works out.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from ...model import Amount
from .stretch import Stretch


@attrs.frozen
class By:
    """No later than: 6月底前. Without 底 or 末, a period is over before it begins: 8月前."""

    stretch: Stretch


@attrs.frozen
class At:
    """A stretch with no word that makes it a limit: 12月底, 三季度, 2月24日. The words around decide.

    ``framed`` says that they need not: 内 or 期间 follows. ``about``: 左右 follows.
    """

    stretch: Stretch
    framed: bool = False
    about: bool = False


@attrs.frozen
class From:
    """From one stretch to the end of another: 7月2日起至9月29日. ``None`` is 即日."""

    first: Stretch | None
    last: Stretch


@attrs.frozen
class Within:
    """A length of time after an event that the words to the left may name: 30日内."""

    amount: Amount | None


@attrs.frozen
class Ahead:
    """A length of time before an event that the words to the left must name: (届满)30日前."""

    amount: Amount | None
    otherwise: By | None


@attrs.frozen
class Every:
    """Again and again. ``rule`` is an RRULE, ``None`` where none can say it.

    ``dated`` says that a day is named in the period (每年2月底前), which then
    governs the bare dates that follow: 次年3月底前.
    """

    rule: str | None
    unit: str = ""
    dated: bool = False


@attrs.frozen
class Season:
    """Before an event that comes round with the year, on no fixed day: 汛期前."""

    event: str


@attrs.frozen
class Standing:
    """From now on, with no end: 立即, 长期坚持."""


Limit: TypeAlias = By | At | From | Within | Ahead | Every | Season | Standing
