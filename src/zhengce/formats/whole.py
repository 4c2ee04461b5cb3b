"""Whole: the version and the bounds shared by all formats that keep the whole notice."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONDecodeError
from typing import Final

from ..analysis.placed import as_notice
from ..errors import FormatError, expect
from ..model import Measure, Notice, Section
from ..saying import Saying, say
from . import MOST_BYTES

SCHEMA: Final = "zhengce/2"
"""The version of the schema that is written, under the key ``schema``."""

FIRST_SCHEMA: Final = "zhengce/1"
"""The version of the first release, which is read, too."""

DEEPEST: Final = 100
"""How deep sections, or measures, may be nested. No numbering goes deeper than a dozen levels."""

TOO_DEEP: Final = say("$: sections or measures are nested more than {most} deep", most=DEEPEST)


def check_length(content: str | bytes, most: int = MOST_BYTES) -> None:
    """Refuse content that is too long for a notice before parsing it, which takes many times its memory.

    Raises:
        ArgumentError: it is neither text nor bytes.
        FormatError: it is longer than *most*.
    """
    expect(content, (str, bytes, bytearray), "the text of a notice as data, or its bytes", "zhengce.read reads a file")
    if len(content) > most:
        raise FormatError(
            [
                say(
                    "$: {count:,} characters are too many for a notice; {most:,} are the most",
                    count=len(content),
                    most=most,
                )
            ]
        )


def not_json(error: Exception) -> Saying:
    """Return what is wrong with a text that is not JSON, and where."""
    if not isinstance(error, JSONDecodeError):
        return say("$: not JSON: {error}", error=error)
    words = "$: not JSON: line {line}, column {column}: {what}"
    return say(words, line=error.lineno, column=error.colno, what=error.msg)


def check_depth(notice: Notice) -> None:
    """Refuse a notice that is nested too deeply, before anything recurses into it.

    Raises:
        ArgumentError: it is no notice.
        FormatError: sections or measures are nested more than :data:`DEEPEST` deep.
    """
    for depth, _ in enumerate(levels(as_notice(notice))):
        if depth == DEEPEST:
            raise FormatError([TOO_DEEP])


def levels(notice: Notice) -> Iterator[list[Section | Measure]]:
    """Yield the sections and the measures of a notice level by level, the outermost first."""
    level: list[Section | Measure] = [*notice.sections, *(m for domain in notice.domains for m in domain.measures)]
    while level:
        yield level
        level = [part for above in level for part in (above.sections if isinstance(above, Section) else above.measures)]
