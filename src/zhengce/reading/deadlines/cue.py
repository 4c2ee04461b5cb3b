"""Cues: the classes for what the words around a candidate show."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

import attrs


class Shape(StrEnum):
    """How strongly the words of a candidate show by themselves that it is a time limit."""

    __hash__ = str.__hash__  # that of an enum is a function of Python's, and takes five times as long

    BY = "by"
    """前 says it: 6月底前."""
    POINT = "point"
    """A day that could be a time limit or a count: 2025年底, 2月20日左右."""
    PERIOD = "period"
    """A period that needs a word for it: 三季度, 6月."""
    YEAR = "year"
    """A year, which needs a word for it even more: it often stands in names."""
    WHOLE = "whole"
    """全年, which opens more plans than anything else."""
    FRAMED = "framed"
    """A period that has that word: 年内, “十四五”期间."""
    DAY = "day"
    """A day that needs a word for it: 2月24日."""
    FIGURES = "figures"
    """Figures that need a label to be a date at all: 20240630, 6.30."""
    WINDOW = "window"
    """From one day to another."""
    WITHIN = "within"
    """30日内."""
    EVERY = "every"
    """每季度."""
    RHYTHM = "rhythm"
    """按月, 逐年."""
    AT_ONCE = "at once"
    """立即, 即日起."""
    ONGOING = "ongoing"
    """长期坚持, 持续推进: verbs, unless stated as a time limit."""


PERIODS: Final = frozenset({Shape.PERIOD, Shape.YEAR, Shape.WHOLE})
DATES: Final = PERIODS | {Shape.BY, Shape.POINT, Shape.FRAMED, Shape.DAY, Shape.FIGURES, Shape.WINDOW}
LOOSE: Final = DATES - {Shape.BY, Shape.FRAMED}
BARE: Final = PERIODS | {Shape.DAY}
RHYTHMS: Final = frozenset({Shape.EVERY, Shape.RHYTHM, Shape.AT_ONCE, Shape.ONGOING})

# Shapes by themselves, and all of them.
ALL: Final = frozenset(Shape)
BY: Final = frozenset({Shape.BY})
DAY: Final = frozenset({Shape.DAY})
POINT: Final = frozenset({Shape.POINT})
WINDOW: Final = frozenset({Shape.WINDOW})
WITHIN: Final = frozenset({Shape.WITHIN})
EVERY: Final = frozenset({Shape.EVERY})
RHYTHM: Final = frozenset({Shape.RHYTHM})
AT_ONCE: Final = frozenset({Shape.AT_ONCE})
ONGOING: Final = frozenset({Shape.ONGOING})


class Reading(Enum):
    """The reading that a row gives to a candidate."""

    NO_LIMIT = "no limit"
    LIMIT = "limit"
    TARGET = "target"
    """到2025年: by its last day."""
    SINCE = "since"
    """2021年起: no time limit, but the year of what follows."""
    REPORTED = "reported"
    """2020年能耗下降15%: a goal if the period has not begun, else a report."""
    COMING = "coming"
    """截至6月30日24时前，…必须登记: a time limit if it lies ahead, else a count."""
    STATED = "stated"
    """完成时限：2025年12月: by its last day, by convention, and also if it is past."""


@attrs.frozen
class Cue:
    """A row for one expression around candidates.

    A row is tried only if the characters are present that it needs. Each of ``last``,
    ``first``, ``near`` and ``far`` lists characters of which one must be there, or after
    ``^`` characters of which none may be there. An empty one requires nothing.

    Attributes:
        name: a few words for it.
        why: what it shows.
        shapes: the candidates that it applies to.
        left: a pattern that ends where the candidate begins; empty matches anything.
        right: a pattern that begins where the candidate ends; empty matches anything.
        gap: the least and most Chinese characters before what *right* matches; no verb may begin among them.
        reading: the reading that it gives.
        last, first: the characters directly before the candidate and directly after it.
        near, far: the characters a few before it, and those further after it.
        decides: a sentence that it decides.
        spares: a similar sentence that it does not decide.
    """

    name: str
    why: str
    shapes: frozenset[Shape]
    left: str = ""
    right: str = ""
    gap: tuple[int, int] | None = None
    reading: Reading = Reading.NO_LIMIT
    last: str = ""
    first: str = ""
    near: str = ""
    far: str = ""
    decides: str = ""
    spares: str = ""
    refuses: bool = attrs.field(init=False, repr=False)
    """True if it says that the candidate is not a time limit."""

    @refuses.default  # pyright: ignore[reportAttributeAccessIssue]  # attrs makes a field of it
    def _refuses(self) -> bool:
        return self.reading is Reading.NO_LIMIT
