"""Lost line breaks: find where the lines of a document's head ended.

Some texts have no line breaks. Items are found by their numbers. The head has no numbers,
but its parts have an order (GB/T 9704-2012) and endings: the red head ends in 文件, the
document number in 号, the title in 通知 or the like before 各…, the addressees in a colon,
the signature in a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..lexicon import HANZI, TITLE_ENDS, YEAR, YEAR_AND_SERIAL, Lazy, without_names

_TITLE_END = "|".join(TITLE_ENDS)
_NUMBER = rf"{HANZI}{{2,12}}{without_names(YEAR_AND_SERIAL)}"
_DATE = rf"{YEAR}年[0-9]{{1,2}}月[0-9]{{1,2}}日"

_HEAD = Lazy(
    rf"(?P<red>[^，。：《》]{{2,120}}?文件(?={_NUMBER}))?"
    rf"(?P<number>(?:(?<=文件)|(?<![^\n])){_NUMBER})?"
    rf"(?P<title>(?:[^。《》：]|《[^《》]{{1,120}}》){{6,160}}(?:{_TITLE_END}))(?!的)(?P<behind>（[^（）]{{2,30}}）)?"
    rf"(?P<below>{_NUMBER})?"
    rf"(?=(?P<addressed>[^。；：“”]{{2,300}}：)|为{HANZI}|根据)"
)
_SIGNED = Lazy(
    rf"(?<=。)(?P<authority>{HANZI}{{4,80}})(?P<date>{_DATE})(?P<remark>（此[^（）]{{2,30}}）)?(?![前后至到起之止，、。；）日])"
)
_ENCLOSED = Lazy(
    rf"(?P<title>(?:[^。；，：《》]|《[^《》]{{1,80}}》){{4,80}}?(?:{_TITLE_END})(?:（[^（）]{{2,16}}）)?)(?=为{HANZI}|因{HANZI}|根据|按照|依据|围绕|一、|第一章)"
)
_ADDRESSED = Lazy(rf"(?:各|{HANZI}{{2,20}}各)[^。；：“”《》]{{2,300}}：")
"""The beginning of a text without its title."""
_MAX_HEAD: Final = 4000
_MAX_TAIL: Final = 200


def split_glued(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of ``clean[start:end]``, which is too long to be one."""
    cuts = sorted({start, *_head_cuts(clean, start, min(end, start + _MAX_HEAD), end), end})
    yield from pairwise(cuts)


def _head_cuts(clean: str, start: int, end: int, last: int) -> Iterator[int]:
    """Yield the line ends of a head that ends before *end*, and of a signature; the text continues to *last*."""
    head = _HEAD.match(clean, start, end)
    addressed = None if head else _ADDRESSED.match(clean, start, end)
    if addressed:
        start = addressed.end()
        yield start
    if head:
        start = head.end()
        yield from (head.end(part) for part in ("red", "number", "below") if head[part])
        yield head.end("behind") if head["behind"] else head.end("title")
        if head["addressed"]:
            yield head.end("addressed")
    signed = _SIGNED.search(clean, start, end) or _SIGNED.search(clean, max(start, last - _MAX_TAIL), last)
    if signed:
        yield from (signed.start(), signed.end("authority"), signed.end("date"), signed.end())
        enclosed = _ENCLOSED.match(clean, signed.end(), end)
        if enclosed:
            yield enclosed.end("title")
