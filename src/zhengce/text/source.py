"""The original text of a document, and its clean reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from ..errors import expect
from .edits import OffsetMap
from .reading import Reading, read
from .spans import Lines, Place, Span, as_tuple, make_span


@attrs.frozen(kw_only=True)
class Sign:
    """A stretch of a text whose clean reading differs from it, or that cannot be read.

    Attributes:
        kind: ``entity``, ``escape``, ``formula``, ``tag``, ``edge`` (a bar or a line end in a cell),
            ``soft hyphen``, ``invisible``, ``pair`` (a surrogate pair), or ``unreadable``.
        reads: its clean reading: empty if it was dropped, the stretch itself if it cannot be read.
        span: its place in the original.
    """

    kind: str
    reads: str
    span: Span


def _is_text(_source: object, _field: object, text: Any) -> None:
    expect(text, str, "a text", "zhengce.read reads a file")


@attrs.frozen(kw_only=True)
class Source:
    """The original text of a document, and its clean reading.

    Attributes:
        text: the original, unchanged.
        name: the name of the file that it comes from, or ``None``.
        places: the pages or paragraphs of the file that the words come from, in text order.

    >>> source = Source(text="于 ６ 月底前,完成 98% 以上。")
    >>> source.clean
    '于6月底前，完成98%以上。'
    >>> span = source.span(1, 5)
    >>> source.text[span.start : span.end]
    '６ 月底前'
    """

    text: str = attrs.field(validator=_is_text)
    name: str | None = None
    places: tuple[Place, ...] = attrs.field(default=(), converter=as_tuple)

    def __repr__(self) -> str:
        return f"<Source {self.name or 'text'}, {len(self.text)} characters>"

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @property
    def lines(self) -> Lines:
        """The lines of the original, for line and column numbers."""
        return self._lines

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

    @property
    def cells(self) -> Mapping[int, tuple[int, int]]:
        """The merged cells of tables in HTML, by the offset of their bar into the clean reading.

        Each value has the number of columns that cells above take before the cell after the bar, and the number
        of columns of that cell.
        """
        return self._reading.cells

    @property
    def signs(self) -> tuple[Sign, ...]:
        r"""The signs, whose clean reading differs from their characters or that cannot be read, in text order.

        >>> [(sign.kind, sign.reads) for sign in Source(text="6&nbsp;\u200b月\ufffd").signs]
        [('entity', ' '), ('invisible', ''), ('unreadable', '�')]
        """
        return tuple(
            Sign(kind=edit.kind, reads=edit.reads.replace("\t", " "), span=make_span(edit.start, edit.end))
            for edit in self._reading.edits
        )

    @property
    def map(self) -> OffsetMap:
        """The map from the clean reading to the original, for readers that ask for many places."""
        return self._reading.map

    def span(self, start: int, end: int) -> Span:
        """Return the place in the original of ``clean[start:end]``."""
        return self._reading.map.span(start, end)

    def clean_range(self, span: Span) -> tuple[int, int]:
        """Return the place of *span* in the clean reading; the inverse of :meth:`span`.

        >>> source = Source(text="于 ６ 月底前,完成")
        >>> source.clean_range(source.span(1, 5))
        (1, 5)
        """
        offset, length = self._reading.map.offset, len(self._reading.text)
        return offset(span.start, length), offset(span.end, length)

    @property
    def mended(self) -> tuple[Span, ...]:
        r"""The gaps in the original at which a paragraph was divided, by a page break or a line break.

        >>> Source(text="名录每季度更新，\n\n接受监督。").mended
        (Span(start=8, end=10),)
        """
        reading = self._reading
        ends = (place - (reading.text[place - 1] == " ") for place in reading.mended)
        return tuple(
            make_span(reading.map.span(end - 1, end).end, reading.map.span(place, place).start)
            for end, place in zip(ends, reading.mended, strict=True)
        )

    @cached_property
    def _beside(self) -> dict[type, Any]:
        return {}

    @property
    def beside(self) -> dict[type, Any]:
        """Data that readers keep with the text, by its type; it takes no part in equality, and is never saved."""
        return self._beside

    def place(self, span: Span) -> Place | None:
        r"""Return the page or paragraph of the file in which *span* begins, or ``None`` if the file has none.

        >>> source = Source(text="封面\n6月底前完成。", places=[Place(start=0, page=1), Place(start=3, page=2)])
        >>> source.place(Span(start=4, end=6))
        Place(start=3, page=2, paragraph=None)
        """
        before = bisect_right(self.places, span.start, key=lambda place: place.start)
        return self.places[before - 1] if before else None
