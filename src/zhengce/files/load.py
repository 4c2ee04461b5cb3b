"""The bytes of a file, and what they are, whatever its name says.

People send web pages named ``.doc`` and Word documents named ``.txt``. Where the
first bytes leave no doubt, they decide; the suffix decides the rest.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from ..errors import FileError

MOST_BYTES: Final = 64 * 2**20
"""A notice with all its annexes and pictures is smaller; what is larger is something else."""

_PLAIN: Final = {".txt": "plain", ".md": "plain", ".markdown": "plain", ".text": "plain"}
_MARKED: Final = {".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf"}
KINDS: Final = _PLAIN | _MARKED
"""The suffixes that are read, and as what."""

_DECLARATION = rb"(?:<\?xml[^>]{0,200}\?>\s*)?"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*" + _DECLARATION + rb"(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS: Final = (
    (rb"\{\\rtf", "a rich text document (.rtf); save it as .docx"),
    (rb"\s*MIME-Version:", "a web archive (.mht); save it as .html or .docx"),
    (rb"\x89PNG|\xff\xd8\xff|II\*\x00|MM\x00\*|GIF8|BM.{4}\x00{4}", "a picture; it needs text recognition (OCR) first"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", "an archive; unpack it and read the files in it"),
    (rb"\s*" + _DECLARATION + rb"(?:<\?mso-application|<(?:w|pkg):)", "a Word document in flat XML; save it as .docx"),
)
_PACKAGES: Final = (
    ("OFD.xml", "an OFD document; export it as .pdf"),
    ("xl/workbook.xml", "a spreadsheet; copy its table into a .docx"),
    ("ppt/presentation.xml", "a presentation; copy its text into a .docx"),
    ("content.xml", "an OpenDocument file (.odt); save it as .docx"),
)


def load(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file, of which there may be as many as *most*.

    Raises:
        FileError: it is missing, cannot be read, or is too large for a notice.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FileError(path, getattr(error, "strerror", None) or str(error)) from error
    if len(data) > most:
        raise FileError(path, f"larger than {most // 2**20} MB; split it, or leave its pictures out")
    return data


def recognise(path: Path, data: bytes) -> str:
    """What kind of file it is: ``plain``, ``html``, ``docx`` or ``pdf``.

    Raises:
        FileError: it is of another kind; the message says which, and what to save it as.
    """
    if data.startswith(b"PK\x03\x04"):
        return _package(path, data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise FileError(path, _compound(path, data))
    if data.startswith(b"%PDF-") or (path.suffix.lower() == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if _PAGE.match(data):
        return "html"
    for mark, what in _OTHERS:
        if re.match(mark, data, re.DOTALL):
            raise FileError(path, f"this is {what}")
    return _by_suffix(path, data)


def _by_suffix(path: Path, data: bytes) -> str:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise FileError(path, f"no reader for the suffix {path.suffix!r}; known are {', '.join(KINDS)}, .json, .yaml")
    if kind in ("docx", "pdf"):
        what = "empty" if not data else f"no {kind.upper()}: it begins with {data[:8]!r}"
        raise FileError(path, f"the file is {what}; it may not have been downloaded in full")
    return kind


def _package(path: Path, data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileError(path, f"a broken archive ({error}); it may not have been downloaded in full") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    what = next((what for name, what in _PACKAGES if name in names), "an archive; unpack it and read the files in it")
    raise FileError(path, f"this is {what}")


def _compound(path: Path, data: bytes) -> str:
    """What an OLE file is: the old binary formats, and the wrapper of encrypted new ones."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the document is protected by a password; save a copy without one"
    if path.suffix.lower() == ".wps" or b"WPS Office" in data:
        return "this is a document in the old format of WPS Office (.wps); save it as .docx"
    return "this is a document in the old binary format of Word (.doc); save it as .docx"
