"""The values of the grammar: what the words of a limit mean.

Nothing here is a date: which days are meant, :mod:`.resolve` works out. Each value
has a ``shape``: how much it says by itself that it is a limit.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

import attrs

from ...model import Amount
from .cue import Shape
from .stretch import Size, Stretch


@attrs.frozen(eq=False)  # what it means is kept by its identity
class By:
    """No later than: 6月底前. Without 底 or 末, a period is over before it begins: 8月前.

    ``included`` says whether the stretch itself is part of the time that is left, where the words say so: （含）前.
    """

    stretch: Stretch
    included: bool | None = None
    shape: ClassVar[Shape] = Shape.BY


@attrs.frozen
class At:
    """A stretch with no word that makes it a limit: 12月底, 三季度, 2月24日. The words around decide.

    ``framed`` says that they need not: 内 or 期间 follows. ``about``: 左右 follows.
    """

    stretch: Stretch
    framed: bool = False
    about: bool = False

    @property
    def shape(self) -> Shape:
        """What its words and the kind of its stretch say."""
        stretch = self.stretch
        if stretch.figures:
            return Shape.FIGURES
        if self.framed:
            return Shape.FRAMED
        if self.about or stretch.edge:
            return Shape.POINT
        if stretch.is_day:
            return Shape.DAY
        if stretch.whole and not stretch.has_year:
            return Shape.WHOLE
        return Shape.YEAR if stretch.size is Size.YEAR else Shape.PERIOD


@attrs.frozen
class From:
    """From one stretch to the end of another: 7月2日起至9月29日. ``None`` is 即日."""

    first: Stretch | None
    last: Stretch

    @property
    def shape(self) -> Shape:
        """A window, unless figures alone may be no dates: 1.2-1.5."""
        return Shape.FIGURES if self.last.figures else Shape.WINDOW


@attrs.frozen
class Until:
    """From a stretch, or today, to an event that has no day yet: 自6月1日起至汛期结束期间."""

    first: Stretch | None
    event: str
    shape: ClassVar[Shape] = Shape.WINDOW


@attrs.frozen
class Within:
    """A length of time after an event that the words to the left may name: 30日内."""

    amount: Amount | None
    shape: ClassVar[Shape] = Shape.WITHIN


@attrs.frozen
class Ahead:
    """A length of time before an event that the words to the left must name: (届满)30日前."""

    amount: Amount | None
    otherwise: By | None
    shape: ClassVar[Shape] = Shape.BY


@attrs.frozen
class Every:
    """Again and again. ``rule`` is an RRULE, ``None`` where none can say it.

    ``dated`` says that a day is named in the period (每年2月底前), which then
    governs the bare dates that follow: 次年3月底前. ``rhythm`` says that 按 or 逐
    opens the words: 按月. ``times`` says how often in each period: 每年至少2次.
    """

    rule: str | None
    unit: str = ""
    dated: bool = False
    rhythm: bool = False
    times: int | None = None

    @property
    def shape(self) -> Shape:
        """按月 says less than 每月."""
        return Shape.RHYTHM if self.rhythm else Shape.EVERY


@attrs.frozen
class Season:
    """Before an event that comes round with the year, on no fixed day: 汛期前."""

    event: str
    shape: ClassVar[Shape] = Shape.BY


@attrs.frozen
class Standing:
    """From now on, with no end: 立即 and 即日起, which are ``at_once``, or 长期坚持."""

    at_once: bool = False

    @property
    def shape(self) -> Shape:
        """立即 says more than 长期."""
        return Shape.AT_ONCE if self.at_once else Shape.ONGOING


Limit: TypeAlias = By | At | From | Until | Within | Ahead | Every | Season | Standing
