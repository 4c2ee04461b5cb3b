"""What comes out of a file: its text, one paragraph a line, and where each line stood."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..text import Place, as_tuple


@attrs.frozen(kw_only=True)
class Extracted:
    """The text of a file.

    Attributes:
        text: its words in reading order, one paragraph or table row a line.
        places: which page or paragraph they came from, in text order; empty
            for plain text, where the text is the file.
    """

    text: str
    places: tuple[Place, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen
class Line:
    """A line of the text to be, and the page or paragraph of the file it stood in.

    A line of print that goes on from the one before says what comes between the two.
    """

    text: str
    page: int | None = None
    paragraph: int | None = None
    before: str = "\n"


_NOTHING = str.maketrans("", "", "\u200b\u200e\u200f\u2060\ufeff\xad")


def tidy(text: str) -> str:
    r"""The words of one paragraph: indents and invisible characters dropped, runs of blanks one space.

    >>> tidy("\u3000\u3000一、总体  要求\xa0")
    '一、总体 要求'
    """
    return " ".join(text.translate(_NOTHING).split())


def assemble(lines: Iterable[Line]) -> Extracted:
    """The lines one under another, blank ones left out, with a place wherever page or paragraph changes."""
    text: list[str] = []
    places: list[Place] = []
    here: tuple[int | None, int | None] = (None, None)
    start = 0
    for line in lines:
        words = tidy(line.text)
        if not words:
            continue
        if text:
            text.append(line.before)
            start += len(line.before)
        there = (line.page, line.paragraph)
        if there != here:
            places.append(Place(start=start, page=line.page, paragraph=line.paragraph))
            here = there
        text.append(words)
        start += len(words)
    return Extracted(text="".join(text), places=places)
