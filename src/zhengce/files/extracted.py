"""The text of a file, one paragraph a line, with the place of each line in the file.

Where a file has something that a text cannot hold, the text has a sign, by the Unicode
Standard (section 23.8): U+FFFC for an object, U+FFFD for a character that is not known.
Rules report the signs with their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs

from ..errors import FileError
from ..saying import say
from ..text import Place, as_tuple

PICTURE: Final = "\ufffc"
"""The sign for a picture; words in it are not read."""

UNREADABLE: Final = "\ufffd"
"""The sign for a character that the file does not identify."""

MOST_CHARACTERS: Final = 400_000
"""Of a text: six hundred full pages; a list of a thousand tasks has two hundred thousand."""

_FEW_CHARS: Final = 30
"""A document of pictures may have a few of its own: a number, the name of the app that took them."""


@attrs.frozen(kw_only=True)
class Extracted:
    """The text of a file.

    Attributes:
        text: its words in reading order, one paragraph or table row a line, with
            :data:`PICTURE` for a picture and :data:`UNREADABLE` for what cannot be read.
        places: the pages or paragraphs that they come from, in text order; empty for
            plain text.
    """

    text: str
    places: tuple[Place, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen
class Line:
    """A line of the output, and the page or paragraph of the file that it comes from.

    A printed line that continues the line before it says what to put between the two.
    """

    text: str
    page: int | None = None
    paragraph: int | None = None
    before: str = "\n"


_NOTHING = str.maketrans("", "", "\u200b\u200e\u200f\u2060\ufeff\xad")
_SYMBOLS = re.compile(r"[\uf020-\uf0ff\s]+")  # Wingdings and others of its kind have their characters here
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffe\uffff]")


def tidy(text: str) -> str:
    r"""Return the words of one paragraph: indents and invisible characters dropped, runs of blanks one space.

    Symbols at the beginning are bullets and are dropped. Elsewhere a private character, which
    has a meaning only in its font, becomes :data:`UNREADABLE`.

    >>> tidy("\u3000\u3000一、总体  要求\xa0"), tidy("\uf06c 开通专窗\ue0a1")
    ('一、总体 要求', '开通专窗\ufffd')
    """
    words = " ".join(text.translate(_NOTHING).split())
    if words.isascii() or not _PRIVATE.search(words):
        return words
    symbols = _SYMBOLS.match(words)
    return _PRIVATE.sub(UNREADABLE, words[symbols.end() :] if symbols else words)


def assemble(lines: Iterable[Line], path: Path) -> Extracted:
    """Join the lines without the blank ones, with a place wherever the page or paragraph changes.

    A picture on a line of its own is put at the end of the line before it, so that it ends no paragraph.

    Raises:
        FileError: the text is longer than that of any document.
    """
    text: list[str] = []
    places: list[Place] = []
    here: tuple[int | None, int | None] = (None, None)
    start = 0
    for line in lines:
        words = tidy(line.text)
        if not words:
            continue
        if text:
            before = "" if words.strip(PICTURE) == "" else line.before
            text.append(before)
            start += len(before)
        there = (line.page, line.paragraph)
        if there != here:
            places.append(Place(start=start, page=line.page, paragraph=line.paragraph))
            here = there
        text.append(words)
        start += len(words)
        if start > MOST_CHARACTERS:
            raise FileError(
                path, say("refused: its text has more than {most:,} characters; split it", most=MOST_CHARACTERS)
            )
    return Extracted(text="".join(text), places=places)


def unreadable(text: str) -> int:
    """Return the number of unreadable characters in a text."""
    return text.count(UNREADABLE)


def holds_pictures(text: str) -> bool:
    """Return whether a text is that of pictures with hardly a word beside them."""
    pictures = text.count(PICTURE)
    return pictures > 0 and len(text) - pictures < _FEW_CHARS


def needs_recognition(path: Path) -> FileError:
    """Return the error for a file of pictures, which needs text recognition."""
    return FileError(path, "it holds pictures of pages, not their text; it needs text recognition (OCR) first")
