"""Plain text and Markdown: bytes in some encoding."""

from __future__ import annotations

import codecs
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

from ..errors import FileError
from ..saying import say
from .extracted import Extracted

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_CHARACTERS: Final = 4_000_000  # a hundred notices
_CHINESE: Final = "\u0800"  # from here on UTF-8 has three bytes
_BIG5: Final = "big5hkscs"

_PRIVATE: Final = str.maketrans(
    "\ue5e5\ue7c7\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796"
    "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864",
    "\u3000\u1e3f\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
    "\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb",
)
"""Private characters of GB18030-2000, which Python implements, by their present code in Unicode (GB 18030-2022); and
A3 A0, which old encoders write for an indent."""


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of a file, as it is.

    Raises:
        FileError: it is not text, or longer than any document.
    """
    text = decode(data, path)
    if len(text) > _MOST_CHARACTERS:
        raise FileError(path, say("refused: it has more than {most:,} characters; split it", most=_MOST_CHARACTERS))
    return Extracted(text=text)


def decode(data: bytes, path: Path) -> str:
    """Return the text of *data*: UTF-8, UTF-16 with its byte order mark, GB18030 or Big5.

    Raises:
        FileError: it is in none of these encodings; the message names the byte at which decoding failed.
    """
    mark, encoding = _encoding(data, path)
    return _strict(data[len(mark) :], encoding, path, len(mark))


def encode(text: str, like: bytes, path: Path) -> bytes:
    """Return *text* in the encoding of the bytes *like* that it was read from, with their byte order mark.

    Raises:
        FileError: other bytes of the file would change, because encoding its text does not give the same bytes.
    """
    mark, encoding = _encoding(like, path)
    if mark + decode(like, path).encode(encoding) != like:
        raise FileError(
            path,
            say("cannot be written back as it was in {encoding}; save it as UTF-8 first", encoding=encoding.upper()),
        )
    return mark + text.encode(encoding)


def _encoding(data: bytes, path: Path) -> tuple[bytes, str]:
    """Return the byte order mark of *data*, empty if it has none, and its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return mark, encoding
    zero = data.find(0)
    if zero >= 0:
        raise FileError(
            path, say("not a text: byte {zero} is 0x00 (UTF-16 is read only with its byte order mark)", zero=zero)
        )
    try:
        data.decode()
    except UnicodeDecodeError as error:
        # GB18030 would decode almost anything. Bytes that begin as valid UTF-8 are damaged UTF-8; but a
        # character of two bytes is no evidence of UTF-8, since 一 in GB18030 looks like one.
        if max(data[: error.start].decode(), default="") < _CHINESE:
            return b"", _BIG5 if _is_big5(data) else "gb18030"
        raise _undecodable(path, error) from error
    return b"", "utf-8"


def _is_big5(data: bytes) -> bool:
    """Return whether *data* is more likely Big5 than GB18030.

    Either decodes most of the other, but into characters that no one writes: a comma of
    GB18030 is ㄛ in Big5, one of Big5 is a private character of GB18030.
    """
    try:
        as_big5 = data.decode(_BIG5)
    except UnicodeDecodeError:
        return False
    return _unusual(as_big5) < _unusual(data.decode("gb18030", errors="replace"))


def _unusual(text: str) -> int:
    """Return the number of characters that are not among the usual ones."""
    usual = _usual()
    return sum(count for char, count in Counter(text).items() if char not in usual)


@cache
def _usual() -> frozenset[str]:
    """Return ASCII, the usual punctuation, and the characters that both standards place first, by frequency of use."""
    rows = (("gb2312", 0xA1, 0xA1), ("gb2312", 0xA3, 0xA3), ("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6))
    pairs = ((name, bytes((lead, trail))) for name, a, z in rows for lead in range(a, z + 1) for trail in range(256))
    return frozenset(map(chr, range(128))).union(*(pair.decode(name, errors="ignore") for name, pair in pairs))


def _strict(data: bytes, encoding: str, path: Path, skipped: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(path, error, skipped) from error
    return text.translate(_PRIVATE) if encoding == "gb18030" else text


def _undecodable(path: Path, error: UnicodeDecodeError, skipped: int = 0) -> FileError:
    byte = error.object[error.start]
    return FileError(
        path,
        say(
            "byte {at} (0x{byte:02x}) is no {encoding}: {reason}",
            at=error.start + skipped,
            byte=byte,
            encoding=error.encoding.upper(),
            reason=error.reason,
        ),
    )
