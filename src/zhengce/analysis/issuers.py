"""Issuers: the place whose authorities issued a notice; in it 市财政局 names one office."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from ..lexicon import NATIONAL_OFFICES, NO_LEVELS, NO_PLACES, NOT_IN_PLACES, Lazy, any_of
from ..model import Notice

__all__ = ["place_named", "place_of", "places_of", "several", "told_apart"]

_LEVEL: Final = f"(?!{any_of(NO_LEVELS)})(?:自治区|自治州|地区|省|市|盟|县|区|旗|街道|镇|乡)"
_NAME: Final = f"(?!{any_of(NO_PLACES)})" rf"[^省市盟县区旗镇乡{NOT_IN_PLACES}关于《》【】“”，、：；！？\s]{{1,16}}?"
_NO_PLACE: Final = "".join(f"(?<!和{word})" for word in NO_PLACES)
_ABOVE: Final = any_of(["中共", "中国共产党", "共青团", *NATIONAL_OFFICES])
_PLACE: Final = Lazy(f"[【《]*{_ABOVE}?((?:{_NAME}{_LEVEL}{_NO_PLACE})+)")


def place_of(notice: Notice) -> str:
    """Return the place of a notice: the beginning of its authority's name, or else the whole, its file or its title.

    >>> place_of(Notice(title="【东海省云州市】关于促进房地产市场发展的通知"))
    '东海省云州市'
    >>> [
    ...     place_of(Notice(issuing_authorities=[name]))
    ...     for name in (
    ...         "中共云州市委办公室",
    ...         "东海省云州市市场监督管理局",
    ...         "澄澜湾高新技术产业开发区管理委员会",
    ...         "国务院",
    ...     )
    ... ]
    ['云州市', '东海省云州市', '澄澜湾高新技术产业开发区', '国务院']
    """
    return place_named(next(iter(notice.issuing_authorities), ""), notice.title, notice.source.name or "")


def place_named(authority: str, title: str, file: str) -> str:
    """Return the place of a notice from the words of its head."""
    named = _PLACE.match(authority or title)
    return named[1] if named else authority or PurePath(file).name or title


def places_of(notices: Iterable[Notice]) -> list[str]:
    """Return the place of each notice, if they are of several places; otherwise an empty text for each."""
    return several(map(place_of, notices))


def several(places: Iterable[str]) -> list[str]:
    """Return places, if there are several; otherwise an empty text for each."""
    held = list(places)
    return held if len(set(held)) > 1 else [""] * len(held)


def told_apart(unit: str, place: str) -> str:
    """Return the place, if it tells a unit from others of its name; empty if the name says it.

    >>> told_apart("市财政局", "云州市"), told_apart("云州市财政局", "云州市")
    ('云州市', '')
    """
    return "" if place in unit else place
