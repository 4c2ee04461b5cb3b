"""The values of the grammar: the meanings of time limits.

They hold no dates; :mod:`.resolve` computes those. Each value has a ``shape``, which says how
strongly its words show by themselves that it is a time limit.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

import attrs

from ...model import Amount
from .cue import Shape
from .stretch import Size, Stretch


@attrs.frozen(eq=False)  # hashed by identity, since resolved meanings are cached
class By:
    """A last day: 6月底前. A period without 底 or 末 means the day before it begins: 8月前.

    ``included`` is true or false if the words say whether the stretch itself counts: （含）前.
    """

    stretch: Stretch
    included: bool | None = None
    shape: ClassVar[Shape] = Shape.BY


@attrs.frozen
class At:
    """A stretch without 前: 12月底, 三季度, 2月24日. The words around decide whether it is a time limit.

    ``framed``: 内 or 期间 follows, so that they need not. ``about``: 左右 follows.
    """

    stretch: Stretch
    framed: bool = False
    about: bool = False

    @property
    def shape(self) -> Shape:
        """Its shape, by its words and the size of its stretch."""
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
    """From one stretch to the end of another: 7月2日起至9月29日. ``None`` stands for 即日."""

    first: Stretch | None
    last: Stretch

    @property
    def shape(self) -> Shape:
        """A window, unless it is only figures, which may not be dates: 1.2-1.5."""
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
    """A recurring time limit. ``rule`` is an RRULE, ``None`` if no rule can express it.

    ``dated``: a day is named in the period (每年2月底前), which then also governs dates that
    follow: 次年3月底前. ``rhythm``: the words begin with 按 or 逐: 按月. ``times``: the number of
    times in each period: 每年至少2次.
    """

    rule: str | None
    unit: str = ""
    dated: bool = False
    rhythm: bool = False
    times: int | None = None

    @property
    def shape(self) -> Shape:
        """Its shape; 按月 is weaker than 每月."""
        return Shape.RHYTHM if self.rhythm else Shape.EVERY


@attrs.frozen
class Season:
    """A time before an event of each year that has no fixed day, 汛期前, or with *throughout* all of it: 整个汛期."""

    event: str
    throughout: bool = False

    @property
    def shape(self) -> Shape:
        """Its shape: each has a word that says when."""
        return Shape.FRAMED if self.throughout else Shape.BY


@attrs.frozen
class Standing:
    """From now on, with no end: 立即 and 即日起, which are ``at_once``, or 长期坚持."""

    at_once: bool = False

    @property
    def shape(self) -> Shape:
        """Its shape; 立即 is stronger than 长期."""
        return Shape.AT_ONCE if self.at_once else Shape.ONGOING


Limit: TypeAlias = By | At | From | Until | Within | Ahead | Every | Season | Standing
