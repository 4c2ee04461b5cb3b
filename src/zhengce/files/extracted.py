"""What comes out of a file: its text, one paragraph a line, and where each line stood.

What a file has and a text cannot hold leaves a sign where it stood, as the Unicode
Standard (23.8) has it: U+FFFC is an object, U+FFFD a character that cannot be told.
So nothing goes without a word: rules find the signs, with their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs

from ..errors import FileError
from ..text import Place, as_tuple

PICTURE: Final = "\ufffc"
"""Stands for a picture, whose words, if it has some, are not read."""

UNREADABLE: Final = "\ufffd"
"""Stands for a character of which the file does not say which it is."""

MOST_CHARACTERS: Final = 400_000
"""Of a text: six hundred full pages; a list of a thousand tasks has two hundred thousand."""

_FEW_CHARS: Final = 30
"""A document of pictures may have a few of its own: a number, the name of the app that took them."""


@attrs.frozen(kw_only=True)
class Extracted:
    """The text of a file.

    Attributes:
        text: its words in reading order, one paragraph or table row a line; a
            picture is :data:`PICTURE`, what cannot be read :data:`UNREADABLE`.
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
_SYMBOLS = re.compile(r"[\uf020-\uf0ff\s]+")  # Wingdings and others of its kind have their characters here
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffe\uffff]")


def tidy(text: str) -> str:
    r"""Return the words of one paragraph: indents and invisible characters dropped, runs of blanks one space.

    A symbol before it, a bullet, is dropped; a private character elsewhere, which only
    its font knows, becomes :data:`UNREADABLE`.

    >>> tidy("\u3000\u3000一、总体  要求\xa0"), tidy("\uf06c 开通专窗\ue0a1")
    ('一、总体 要求', '开通专窗\ufffd')
    """
    words = " ".join(text.translate(_NOTHING).split())
    if words.isascii() or not _PRIVATE.search(words):
        return words
    symbols = _SYMBOLS.match(words)
    return _PRIVATE.sub(UNREADABLE, words[symbols.end() :] if symbols else words)


def assemble(lines: Iterable[Line], path: Path) -> Extracted:
    """Put the lines one under another, blank ones left out, with a place wherever page or paragraph changes.

    A picture that stands alone is put behind the line before it: it ends no paragraph.

    Raises:
        FileError: they are more than any document has.
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
            raise FileError(path, f"refused: its text has more than {MOST_CHARACTERS:,} characters; split it")
    return Extracted(text="".join(text), places=places)


def unreadable(text: str) -> int:
    """Return how many of the characters of a text cannot be told."""
    return text.count(UNREADABLE)


def holds_pictures(text: str) -> bool:
    """Whether a text is that of pictures, with hardly a word beside them."""
    pictures = text.count(PICTURE)
    return pictures > 0 and len(text) - pictures < _FEW_CHARS


def needs_recognition(path: Path) -> FileError:
    """Return the error that says so of a file of pictures."""
    return FileError(path, "it holds pictures of pages, not their text; it needs text recognition (OCR) first")
