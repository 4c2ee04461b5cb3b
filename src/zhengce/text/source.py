"""The original text of a document, and its clean reading."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import attrs

from .reading import Reading, read
from .spans import Lines, Place, Span, as_tuple, make_span


@attrs.frozen(kw_only=True)
class Source:
    """The original text of a document, and its clean reading.

    Attributes:
        text: the original, unchanged.
        name: the file it came from, or ``None``.
        places: which page or paragraph of the file the words came from, in text order.

    >>> source = Source(text="于 ６ 月底前,完成 98% 以上。")
    >>> source.clean
    '于6月底前，完成98%以上。'
    >>> span = source.span(1, 5)
    >>> source.text[span.start : span.end]
    '６ 月底前'
    """

    text: str
    name: str | None = None
    places: tuple[Place, ...] = attrs.field(default=(), converter=as_tuple)

    def __repr__(self) -> str:
        return f"<Source {self.name or 'text'}, {len(self.text)} characters>"

    @cached_property
    def lines(self) -> Lines:
        """The lines of the original, to find places in."""
        return Lines(self.text)

    @cached_property
    def _reading(self) -> Reading:
        return read(self.text)

    @property
    def clean(self) -> str:
        """The clean reading, one paragraph a line."""
        return self._reading.text

    @property
    def blanks(self) -> tuple[int, ...]:
        """The offsets into the clean reading where blanks were dropped from inside a line."""
        return self._reading.blanks

    def span(self, start: int, end: int) -> Span:
        """The place in the original of ``clean[start:end]``."""
        reading = self._reading
        starts, shifts = reading.starts, reading.shifts
        first = bisect_right(starts, start)
        begin = start + shifts[first - 1]
        if end <= start:
            return make_span(begin, begin)
        if first < len(starts) and starts[first] < end:
            first = bisect_right(starts, end - 1, first)
        return make_span(begin, end + shifts[first - 1])

    def clean_range(self, span: Span) -> tuple[int, int]:
        """Where the words of *span* stand in the clean reading; the inverse of :meth:`span`.

        >>> source = Source(text="于 ６ 月底前,完成")
        >>> source.clean_range(source.span(1, 5))
        (1, 5)
        """
        reading = self._reading
        return reading.offset(span.start), reading.offset(span.end)

    @property
    def mended(self) -> tuple[Span, ...]:
        r"""The gaps in the original at which a paragraph was cut, by a page break or a hard end of line.

        >>> Source(text="名录每季度更新，\n\n接受监督。").mended
        (Span(start=8, end=10),)
        """
        return tuple(self._reading.cuts(self.text))

    def place(self, span: Span) -> Place | None:
        r"""The page or paragraph of the file where *span* begins, or ``None`` where the file has none.

        >>> source = Source(text="封面\n6月底前完成。", places=[Place(start=0, page=1), Place(start=3, page=2)])
        >>> source.place(Span(start=4, end=6))
        Place(start=3, page=2, paragraph=None)
        """
        before = bisect_right(self.places, span.start, key=lambda place: place.start)
        return self.places[before - 1] if before else None
