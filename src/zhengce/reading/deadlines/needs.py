"""Which characters a pattern cannot do without, so that it need not be tried where none of them stands."""

from __future__ import annotations

import re
from typing import Any, Final

_parser: Final[Any] = re._parser  # type: ignore[attr-defined]  # noqa: SLF001  # the only parser of patterns there is
_constants: Final[Any] = re._constants  # type: ignore[attr-defined]  # noqa: SLF001

_MOST: Final = 60
"""A class of more characters than this rules nothing out."""


def needs(pattern: str) -> frozenset[str] | None:
    """Characters of which each match has at least one, ``None`` where there is no such set.

    >>> sorted(needs("截[至止][到至]?"))
    ['截']
    >>> needs("[^，]{0,4}") is None
    True
    """
    return _of_sequence(_parser.parse(pattern))


def ends(pattern: str) -> frozenset[str] | None:
    """Characters of which one is the last of each match, ``None`` where it can be any.

    >>> sorted(ends("截[至止][到至]?"))
    ['到', '止', '至']
    """
    return _last(list(_parser.parse(pattern)))


def _of_sequence(items: Any) -> frozenset[str] | None:
    """The smallest set that one of the items needs."""
    found = [chars for op, value in items if (chars := _of(op, value)) is not None]
    return min(found, key=_cost) if found else None


_COMMON: Final = (
    "、，。的业务企市工政（）和保人产发化区部等用资服地展0实行对2责一关建国局1作单合位省设加机进持中各农动生管“”全推力支新情制理通定：委办医施疫大开提金公会要"
    "信在防分任府有经院及度项体门重高期监技强不年创方费品.改科能商点民应月控时策员规场平社标营上按成基为法入级税融障出源前财相息家负导优厅困以准头收立贫现性主程职小目件3效补数统"
)
"""The commonest characters of notices, in order: a set with one of them rules little out."""
_WEIGHT: Final = {char: 40 / (3 + place) for place, char in enumerate(_COMMON)}


def _cost(chars: frozenset[str]) -> float:
    return sum(_WEIGHT.get(char, 0.08) for char in chars)


def _of(op: Any, value: Any) -> frozenset[str] | None:
    c = _constants
    if op is c.LITERAL:
        return frozenset(chr(value))
    if op is c.IN:
        return _of_class(value)
    if op is c.BRANCH:
        branches = [_of_sequence(branch) for branch in value[1]]
        return None if any(b is None for b in branches) else frozenset().union(*branches)  # type: ignore[arg-type]
    if op is c.SUBPATTERN:
        return _of_sequence(value[3])
    if op in (c.MAX_REPEAT, c.MIN_REPEAT):
        return _of_sequence(value[2]) if value[0] > 0 else None
    if op is c.ASSERT:
        return _of_sequence(value[1])
    return None


def _of_class(items: Any) -> frozenset[str] | None:
    chars: set[str] = set()
    for op, value in items:
        if op is _constants.LITERAL:
            chars.add(chr(value))
        elif op is _constants.RANGE and value[1] - value[0] < _MOST:
            chars.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(chars)


def _last(items: list[Any]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for op, value in reversed(items):
        c = _constants
        if op in (c.AT, c.ASSERT, c.ASSERT_NOT):
            if op is c.ASSERT and value[0] < 0 and (behind := _last(list(value[1]))) is not None:
                return found | behind
            continue
        chars = _last_of(op, value)
        if chars is None:
            return None
        found |= chars
        if not _may_be_empty(op, value):
            return found
    return None  # it can be empty


def _last_of(op: Any, value: Any) -> frozenset[str] | None:
    c = _constants
    if op is c.LITERAL:
        return frozenset(chr(value))
    if op is c.IN:
        return _of_class(value)
    if op is c.BRANCH:
        lasts = [_last(list(b)) if len(b) else frozenset() for b in value[1]]
        return None if any(x is None for x in lasts) else frozenset().union(*lasts)  # type: ignore[arg-type]
    if op is c.SUBPATTERN:
        return _last(list(value[3]))
    if op in (c.MAX_REPEAT, c.MIN_REPEAT):
        return _last(list(value[2]))
    return None


def _may_be_empty(op: Any, value: Any) -> bool:
    c = _constants
    if op is c.SUBPATTERN:
        return bool(value[3].getwidth()[0] == 0)
    if op in (c.MAX_REPEAT, c.MIN_REPEAT):
        return bool(value[0] == 0 or value[2].getwidth()[0] == 0)
    if op is c.BRANCH:
        return any(b.getwidth()[0] == 0 for b in value[1])
    return False
