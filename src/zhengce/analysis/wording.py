"""Wording: the words of a part that were changed, apart from its units, time limits and targets.

Only letters and digits are compared: punctuation, blanks and widths make no difference. The
fields, which are compared by their meaning, stand for themselves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, TypeAlias

import attrs

from ..lexicon import Lazy
from ..model import Citation, Deadline, Domain, Notice, Section, Target
from ..text import Source, Span
from .changes import Change, Kind, Words
from .fields import placed_fields
from .matching import folded
from .placed import Part

__all__ = ["changed_words", "plain_words", "words_at"]

_YEAR: Final = Lazy("(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_BRIDGE: Final = 1
"""Equal characters between two changes that are too few to be worth an end and a beginning."""

_LONGEST: Final = 20_000
"""The most characters of a part that are compared one by one; no real part has a tenth of it."""

_Token: TypeAlias = tuple[str, int, int]
"""What is compared, and where it stands in the text of the part."""


def plain_words(part: Part, source: Source | None = None) -> str:
    """Return the words of a part without its number and its unit clauses.

    >>> import zhengce
    >>> plain_words(zhengce.sample()["1.1"])[:12]
    '推行企业开办“一张表”。'
    """
    text, kept = _text(part), []
    at = 0
    for start, end in _left_out(part, source):
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]]).strip()


def changed_words(old: Part, new: Part, notices: tuple[Notice, Notice], *, yearly: bool = False) -> Iterator[Change]:
    """Yield the words of a part that are other words in its counterpart, with their places in both originals.

    Args:
        old: a part.
        new: its counterpart.
        notices: the notices that they are from.
        yearly: take the year of each notice for the same.
    """
    sides = (_Side.of(old, notices[0], yearly), _Side.of(new, notices[1], yearly))
    found = False
    for before, after in _different(*(side.tokens for side in sides)):
        words = (sides[0].words(*before), sides[1].words(*after))
        if folded(words[0].text) != folded(words[1].text):  # else a field on one side alone, a change of its own
            found = True
            yield Change(field="words", kind=Kind.CHANGED, old=words[0], new=words[1], old_part=old, new_part=new)
    titles = (_title(old), _title(new))
    within = titles[0] in _text(old) and titles[1] in _text(new)  # and compared with the text
    if not found and not within and not isinstance(old, Domain) and folded(titles[0]) != folded(titles[1]):
        words = (Words(titles[0]), Words(titles[1]))
        yield Change(field="words", kind=Kind.CHANGED, old=words[0], new=words[1], old_part=old, new_part=new)


def _title(part: Part) -> str:
    return part.name if isinstance(part, Domain) else part.title


def _text(part: Part) -> str:
    return part.text or ("" if isinstance(part, Domain) else part.title)


# --- a side -----------------------------------------------------------------


@attrs.frozen
class _Side:
    part: Part
    source: Source
    tokens: list[_Token]

    @classmethod
    def of(cls, part: Part, notice: Notice, yearly: bool) -> _Side:  # noqa: FBT001
        source, text = notice.source, _text(part)
        fields = [
            (placed.start, placed.end, f"\0{placed.kind}")
            for placed in placed_fields(part, source)
            if placed.start >= 0 and isinstance(placed.field, Deadline | Target | Citation)
        ]
        year = notice.year if yearly else None
        years = [(m.start(), m.end(), f"\0{int(m[0]) - year}") for m in _YEAR.finditer(text)] if year else []
        nothing = [(start, end, "") for start, end in _left_out(part, source)]
        return cls(part, source, list(_tokens(text[:_LONGEST], sorted([*nothing, *fields, *years]))))

    def words(self, first: int, last: int) -> Words:
        """Return the words of some tokens; without any, the place between two."""
        if first == last:
            at = self.tokens[first - 1][2] if first else (self.tokens[0][1] if self.tokens else 0)
            return words_at(self.part, self.source, at, at)
        return words_at(self.part, self.source, self.tokens[first][1], self.tokens[last - 1][2])


def words_at(part: Part, source: Source, start: int, end: int) -> Words:
    """Return a stretch of the text of a part, with its place in the original; nothing is between two characters.

    >>> import zhengce
    >>> notice = zhengce.sample()
    >>> words = words_at(notice["1.1"], notice.source, 2, 8)
    >>> str(words) == notice.source.text[words.span.start : words.span.end]
    True
    """
    words = _text(part)[start:end]
    places = _places(part.text, source, part.span) if part.span and source.text and part.text else None
    if not places:
        return Words(words)
    if start == end:
        at = places[start - 1] + 1 if start else places[0]
        return Words("", source.span(at, at))
    return Words(words, source.span(places[start], places[end - 1] + 1))


def _places(text: str, source: Source, span: Span) -> list[int] | None:
    """Return where each character of a text stands in the clean reading; line ends may have been added to it."""
    at, last = source.clean_range(span)
    places: list[int] = []
    for i, char in enumerate(text):
        if not source.clean.startswith(char, at):
            if char == "\n":
                places.append(at)
                continue
            at = source.clean.find(text[i : i + 12].split("\n", maxsplit=1)[0], at, last)
            if at < 0:
                return None
        places.append(at)
        at += 1
    return places


def _left_out(part: Part, source: Source | None) -> list[tuple[int, int]]:
    """Return the stretches of the text of a part that are its number and its unit clauses."""
    text, number = _text(part), part.number
    found = [(0, len(number))] if number and text.startswith(number) else []
    if source and source.text and not isinstance(part, Section):
        at = 0
        for clause in part.clauses:
            first, last = source.clean_range(clause)
            words = source.clean[first:last]
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append((start, at))
    return found


def _tokens(text: str, fields: list[tuple[int, int, str]]) -> Iterator[_Token]:
    """Yield the letters and digits of a text, and each field as one token."""
    at = 0
    for start, end, name in [*fields, (len(text), len(text), "")]:
        if start < at:
            continue
        yield from (
            (plain, i, i + 1)
            for i, char in enumerate(text[at:start], at)
            if (plain := unicodedata.normalize("NFKC", char))[:1].isalnum()
        )
        if name:
            yield name, start, end
        at = max(at, end)


# --- differences ------------------------------------------------------------

_Range: TypeAlias = tuple[int, int]


def _different(olds: list[_Token], news: list[_Token]) -> Iterator[tuple[_Range, _Range]]:
    """Yield the ranges of tokens that differ; which side is old makes no difference."""
    before, after = ([token[0] for token in tokens] for tokens in (olds, news))
    if before == after:
        return
    turned = after < before
    one, other = (after, before) if turned else (before, after)
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    joined: list[tuple[int, int, int, int]] = []
    for step, i, k, j, m in steps:
        if step == "equal":
            continue
        if joined and i - joined[-1][1] <= _BRIDGE and j - joined[-1][3] <= _BRIDGE:
            joined[-1] = (joined[-1][0], k, joined[-1][2], m)
        else:
            joined.append((i, k, j, m))
    for i, k, j, m in joined:
        if any(not token.startswith("\0") for token in (*one[i:k], *other[j:m])):
            yield ((j, m), (i, k)) if turned else ((i, k), (j, m))
