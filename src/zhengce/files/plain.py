"""Plain text and Markdown: bytes in some encoding."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from ..errors import FileError
from .extracted import Extracted
from .load import load

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


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
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, path)
    zero = data.find(0)
    if zero >= 0:
        raise FileError(path, f"not a text: byte {zero} is 0x00 (UTF-16 is read only with its byte order mark)")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        # GB18030 would read almost anything. Bytes that began as good UTF-8 are damaged UTF-8.
        if data[: error.start].isascii():
            return _strict(data, "gb18030", path)
        raise _undecodable(path, error) from error


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(path, error) from error


def _undecodable(path: Path, error: UnicodeDecodeError) -> FileError:
    byte = error.object[error.start]
    return FileError(path, f"byte {error.start} (0x{byte:02x}) is no {error.encoding.upper()}: {error.reason}")
