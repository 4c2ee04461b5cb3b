"""Plain text and Markdown: bytes in some encoding."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from ..errors import FileError
from .extracted import Extracted
from .load import load

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE: Final = "\u0800"  # from here on UTF-8 has three bytes


def extract(path: Path) -> Extracted:
    """The text of the file, as it is.

    Raises:
        FileError: it cannot be read, or is no text.
    """
    return Extracted(text=decode(load(path), path))


def decode(data: bytes, path: Path) -> str:
    """The text of *data*: UTF-8, UTF-16 with its byte order mark, or GB18030.

    Raises:
        FileError: none of them fits; it names the byte at which decoding stopped.
    """
    mark, encoding = _encoding(data, path)
    return _strict(data[len(mark) :], encoding, path, len(mark))


def encode(text: str, like: bytes, path: Path) -> bytes:
    """The bytes of *text*, in the encoding of the file that it was read from, with its byte order mark.

    Raises:
        FileError: the file would change elsewhere, too: some of its bytes are not those that its text gives.
    """
    mark, encoding = _encoding(like, path)
    if mark + decode(like, path).encode(encoding) != like:
        raise FileError(path, f"cannot be written back as it was in {encoding.upper()}; save it as UTF-8 first")
    return mark + text.encode(encoding)


def _encoding(data: bytes, path: Path) -> tuple[bytes, str]:
    """The byte order mark of *data*, if any, and its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return mark, encoding
    zero = data.find(0)
    if zero >= 0:
        raise FileError(path, f"not a text: byte {zero} is 0x00 (UTF-16 is read only with its byte order mark)")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        # GB18030 would read almost anything. Bytes that began as good UTF-8 are damaged UTF-8; a letter
        # of two bytes is no sign of it, since 一 in GB18030 is one.
        if max(data[: error.start].decode(), default="") < _CHINESE:
            return b"", "gb18030"
        raise _undecodable(path, error) from error
    return b"", "utf-8"


def _strict(data: bytes, encoding: str, path: Path, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(path, error, skipped) from error


def _undecodable(path: Path, error: UnicodeDecodeError, skipped: int = 0) -> FileError:
    byte = error.object[error.start]
    return FileError(
        path, f"byte {error.start + skipped} (0x{byte:02x}) is no {error.encoding.upper()}: {error.reason}"
    )
