"""Forms: the parts of a stretch as a notice writes them, and which may follow which.

The forms are rows of :mod:`.words`. A pattern is compiled when one of its first characters is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from ...lexicon import COUNTING, Lazy
from .words import (
    BARE_DAY,
    CLOCK,
    DAY,
    EDGE,
    FESTIVAL,
    FIGURES,
    HALVES,
    ISO,
    LUNAR,
    LUNAR_DAY,
    MONTH_EDGE,
    MONTHS,
    NEAR,
    NOTE,
    PLAN,
    QUARTERS,
    THIRD,
    WEEKDAY,
    WEEKS,
    WHOLE,
    YEAR_EDGE,
    YEARS,
)


class _Form(NamedTuple):
    """A form of a part of a stretch.

    Attributes:
        pattern: its pattern; all of its groups are named.
        then: the forms that may follow it.
    """

    pattern: Lazy
    then: Mapping[str, tuple[_Form, ...]]


_Forms: TypeAlias = Mapping[str, tuple[_Form, ...]]
"""The possible forms for each first character, in their order."""


def _forms(*rows: tuple[str, str], then: _Forms = MappingProxyType({})) -> _Forms:
    """Return a table of forms by their first characters (``0-9``: any figure), with what may follow each."""
    table: dict[str, tuple[_Form, ...]] = {}
    for chars, pattern in rows:
        form = _Form(Lazy(pattern), then)
        for char in dict.fromkeys(chars.replace("0-9", "0123456789")):
            table[char] = (*table.get(char, ()), form)
    return table


def _any_of(*tables: _Forms) -> _Forms:
    """Return one table of several, in their order."""
    chars = dict.fromkeys(char for table in tables for char in table)
    return {char: tuple(form for table in tables for form in table.get(char, ())) for char in chars}


def _with_of(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield forms that 的 may follow: 2024年的6月."""
    return ((chars, f"(?:{pattern})的?") for chars, pattern in rows)


_DIGIT: Final = f"0-9{COUNTING}"
_NOTE: Final = ("（【〔周星礼", NOTE)
_CLOCK: Final = _forms((f" T{_DIGIT}零上下早晚中凌傍", f"[ T]?(?P<clock>{CLOCK})"), then=_forms(_NOTE))
_OF_DAY: Final = _any_of(_CLOCK, _forms(_NOTE, then=_CLOCK))
_EDGE: Final = _forms(("底末初", f"(?P<edge>{EDGE})"))
_OUTRIGHT: Final = _any_of(
    _forms(("12", ISO), then=_OF_DAY),
    _forms(('“‘"「十', PLAN)),
    _forms(*WEEKS, then=_forms(("一二三四五六日天末", WEEKDAY), then=_OF_DAY)),
    _forms(*NEAR, ("0-9", FIGURES), then=_OF_DAY),
)
_IN_LUNAR_MONTH: Final = _any_of(
    _forms((f"初廿{_DIGIT}", LUNAR_DAY), then=_OF_DAY), _forms(("上中下", "(?P<lunar_third>[上中下]旬)")), _EDGE
)
_IN_MONTH: Final = _any_of(
    _forms((_DIGIT, f"(?<!年){DAY}"), then=_OF_DAY),
    _forms((_DIGIT, BARE_DAY), ("上中下", f"(?<!年){THIRD}"), ("月底末初", f"(?<!年){MONTH_EDGE}")),
)
_IN_YEAR: Final = _any_of(
    _forms(('“‘"「元春清五六七八劳端中国十重腊除大农', FESTIVAL)),
    _forms(*HALVES, *QUARTERS, then=_EDGE),
    _forms(("全年", WHOLE), ("年底末初中终岁", YEAR_EDGE)),
    _forms(*LUNAR, then=_IN_LUNAR_MONTH),
    _forms(*_with_of(MONTHS), then=_IN_MONTH),
    _IN_MONTH,
)
_STRETCH: Final = _any_of(_OUTRIGHT, _forms(*_with_of(YEARS), then=_IN_YEAR), _IN_YEAR)

Part: TypeAlias = tuple[Lazy, tuple[str | None, ...]]
"""A form, and the groups that it matched."""


def match_parts(text: str, position: int) -> tuple[tuple[Part, ...], int]:
    """Return the matches of year, month and day, and the end of the stretch."""
    parts: tuple[Part, ...] = ()
    forms = _STRETCH
    while forms:
        for pattern, then in forms.get(text[position : position + 1], ()):
            if match := pattern.match(text, position):
                parts, position, forms = (*parts, (pattern, match.groups())), match.end(), then
                break
        else:
            break
    return parts, position


def end_of_clock(text: str, position: int) -> int:
    """Return the end of an hour that may stand at *position*."""
    for form in _CLOCK.get(text[position : position + 1], ()):
        if match := form.pattern.match(text, position):
            return match.end()
    return position
