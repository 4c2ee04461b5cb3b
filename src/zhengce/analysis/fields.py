"""Fields: the fields of a part, and their places in its text.

A span is a place in the original, and the text of a part is its clean reading, in which
characters are dropped and line ends added. So a field begins in the text, apart from added
line ends, no later after the beginning, and no earlier before the end, than in the
original. With the source at hand, the clean reading gives closer bounds. In a model built
by hand fields have no span: each is placed where its words first occur and no other field
is.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from ..model import Citation, Deadline, Domain, Target, Unit
from ..text import Source, Span
from .placed import Part
from .roles import units_by_role

__all__ = ["Field", "PlacedField", "fields", "placed_fields"]

Field: TypeAlias = Deadline | Target | Citation | Unit


@attrs.frozen
class PlacedField:
    """A field and its place.

    Attributes:
        kind: ``deadline``, ``target``, ``citation``, or the role of a unit.
        field: the object.
        start: where its words begin in the text of the part; -1 if they are not in it, such as a
            unit that a heading names for all parts below it.
    """

    kind: str
    field: Field
    start: int

    @property
    def words(self) -> str:
        """Its words in the clean reading."""
        return _words(self.field)

    @property
    def end(self) -> int:
        """The end of its words in the text of the part."""
        return self.start + len(self.words)


def _words(field: Field) -> str:
    if isinstance(field, Unit):
        return field.name
    return field.text or (f"《{field.title}》" if isinstance(field, Citation) else "")


def fields(part: Part) -> Iterator[tuple[str, Field]]:
    """Yield the fields of a part, each with its kind, kind by kind."""
    if not isinstance(part, Domain):
        yield from (("citation", citation) for citation in part.citations)
    yield from (("deadline", deadline) for deadline in part.deadlines)
    if not isinstance(part, Domain):
        yield from (("target", target) for target in part.targets)
    for role, units in units_by_role(part).items():
        yield from ((role.value, unit) for unit in units)


def placed_fields(part: Part, source: Source | None = None) -> list[PlacedField]:
    """Return the fields of a part in the order of its text, the wider first; those that are not in it come before.

    Args:
        part: a section, a domain or a measure.
        source: the source of the notice, if at hand.

    >>> from zhengce.model import Measure
    >>> deadline = Deadline(text="6月底前", kind="by")
    >>> placed_fields(Measure(title="开通专窗", text="开通专窗，6月底前完成", deadlines=[deadline]))
    [PlacedField(kind='deadline', field=Deadline(text='6月底前', kind='by'), start=5)]
    """
    held = list(fields(part))
    starts = _starts(part.text, part.span, [field for _, field in held], source if source and source.text else None)
    found = [PlacedField(kind, field, start) for (kind, field), start in zip(held, starts, strict=True)]
    return sorted(found, key=lambda each: (each.start, -each.end * (each.start >= 0)))


def _starts(text: str, home: Span | None, held: list[Field], source: Source | None) -> list[int]:
    """Return where each field begins in *text*, whose place in the original is *home*; -1 for nowhere."""
    starts = [-1] * len(held)
    spans = [(field.span, i) for i, field in enumerate(held) if field.span]
    first, last = _range(home, source) if home else (0, 0)
    known = source.clean.count("\n", first, last) if source else 0
    slack = max(text.count("\n") - known, 0)  # the line ends that may have been added
    before, begun = -1, -1
    missed: dict[str, int] = {}  # the end of a search without success, so that no text is searched twice
    for span, i in sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end)):
        words = _words(held[i])
        low, high = before + (span.start > begun), len(text)
        if home:
            if not home.start <= span.start <= span.end <= home.end:
                continue  # it is named elsewhere
            start, _ = _range(span, source)
            low, high = max(low, len(text) - (last - start) - slack), min(high, start - first + slack + len(words))
        starts[i] = text.find(words, max(low, missed.get(words, 0)), high)
        if starts[i] >= 0:
            before, begun = starts[i], span.start
        else:
            missed[words] = high - len(words) + 1
    by_hand = {i: _words(field) for i, field in enumerate(held) if field.span is None}
    if by_hand:
        _place_by_hand(text, by_hand, starts)
    return starts


def _range(span: Span, source: Source | None) -> tuple[int, int]:
    return source.clean_range(span) if source else (span.start, span.end)


def _place_by_hand(text: str, left: dict[int, str], starts: list[int]) -> None:
    """Fill in the places of words without a span: the longest first, each where no other field is."""
    taken: list[tuple[int, int]] = []
    behind: dict[str, int] = {}
    for i, words in sorted(left.items(), key=lambda pair: -len(pair[1])):
        start = text.find(words, behind.get(words, 0))
        while start >= 0 and not _is_free(start, start + len(words), taken):
            start = text.find(words, start + 1)
        starts[i] = start
        behind[words] = start + len(words) if start >= 0 else len(text)
        if start >= 0:
            insort(taken, (start, behind[words]))


def _is_free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Return whether a stretch overlaps none of those taken, which are in order and do not overlap."""
    before = bisect_left(taken, (end, 0)) - 1
    return before < 0 or taken[before][1] <= start
