"""Check markup before it is parsed: a tree takes far more memory and time than its text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from ..errors import FileError
from ..saying import say

MOST_BYTES: Final = 16 * 2**20
"""Of one part; five hundred pages have five million."""

_MOST_ATTRIBUTES: Final = 2_000  # of one element
_LONG_TAG = re.compile(rb"<[^<>]{20000,}")  # with a picture in an attribute, perhaps


def look_at(data: bytes, path: Path, part: str, tags: int) -> None:
    """Refuse markup that is larger than that of any document.

    Args:
        data: the markup.
        path: the file that it comes from.
        part: its name in the message.
        tags: the most tags that it may have, closing tags included.

    Raises:
        FileError: it is too large, has too many elements, or one with too many attributes.
    """
    if len(data) > MOST_BYTES:
        raise FileError(
            path,
            say(
                "refused: {part} has more than {most} MB without its pictures; split it",
                part=part,
                most=MOST_BYTES // 2**20,
            ),
        )
    if data.count(b"<") > tags:
        raise FileError(path, say("refused: {part} has more than {tags:,} tags; split it", part=part, tags=tags))
    if any(tag[0].count(b"=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(data)):
        raise FileError(
            path,
            say("refused: {part} has an element with more than {most:,} attributes", part=part, most=_MOST_ATTRIBUTES),
        )
