"""Spans: places in a text and in the file that it comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from ..lexicon import Lazy
from ..made import Pickled, maker
from ..saying import say

_LINE_END = Lazy(r"\r\n|[\n\r]")


class Lines:
    """A text in lines, with the line ends of editors and SARIF."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]

    def place(self, offset: int) -> tuple[int, int]:
        r"""Return line and column of an offset, both counted from 1, columns in characters.

        >>> Lines("一、\n6月底前").place(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def around(self, offset: int) -> tuple[int, int]:
        """Return where the line of an offset starts and ends, without its line end."""
        line = bisect_right(self._starts, offset)
        return self._starts[line - 1], self._stops[line - 1]


@attrs.frozen(kw_only=True)
class Span(Pickled):
    """A half-open range of offsets into the original text.

    >>> span = Span(start=2, end=6)
    >>> "于是6月底前完成"[span.start : span.end]
    '6月底前'

    Raises:
        ValueError: it starts before the text, or ends before it starts.
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        start, end = self.start, self.end
        if type(start) is not int or type(end) is not int or not 0 <= start <= end:
            words = "a span must satisfy 0 <= start <= end, got start={start!r}, end={end!r}"
            raise ValueError(say(words, start=start, end=end))


make_span: Callable[..., Span] = maker(Span)


def as_tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    """Return a tuple of the items, so that an object that holds them is hashable.

    Raises:
        ValueError: it is a text, whose letters nobody means.
    """
    if type(items) is tuple:
        return items
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        raise ValueError(say("expected several items, got {items!r}", items=items))
    return tuple(items)


@attrs.frozen(kw_only=True)
class Place:
    """The page or paragraph of a file for the words from one offset of its text up to the next place.

    Attributes:
        start: the offset, into the text that was extracted from the file.
        page: the page, counted from 1; ``None`` if the file has no pages.
        paragraph: the paragraph, counted from 1; ``None`` if unknown.

    Raises:
        ValueError: it starts before the text, or counts from less than 1.
    """

    start: int = attrs.field(validator=attrs.validators.ge(0))
    page: int | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.ge(1)))
    paragraph: int | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.ge(1)))
