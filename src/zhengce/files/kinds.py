"""Kinds: recognise the kind of a file by its content, and read its text.

People send web pages named ``.doc`` and Word documents named ``.txt``. The first bytes
decide where they leave no doubt, otherwise the suffix.
"""

from __future__ import annotations

import re
import zipfile
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Final

from ..errors import FileError, MissingExtraError
from ..saying import say
from .extracted import Extracted
from .load import UNNAMED
from .office import CONVERTED, convert

_PLAIN: Final = {".txt": "plain", ".md": "plain", ".markdown": "plain", ".text": "plain"}
_MARKED: Final = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".xlsx": "xlsx",
}
_OLD: Final = {".doc": "doc", ".wps": "doc", ".rtf": "rtf", ".odt": "odt", ".ods": "ods", ".xls": "xls", ".et": "xls"}
KINDS: Final = _PLAIN | _MARKED | _OLD
"""The suffixes that are read, and the kind of each."""

_DECLARATION = rb"(?:<\?xml[^>]{0,200}\?>\s*)?"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*" + _DECLARATION + rb"(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS: Final = (
    (rb"\s*MIME-Version:", say("a web archive (.mht); save it as .html or .docx")),
    (
        rb"\x89PNG|\xff\xd8\xff|II\*\x00|MM\x00\*|GIF8|BM.{4}\x00{4}",
        say("a picture; it needs text recognition (OCR) first"),
    ),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", say("an archive; unpack it and read the files in it")),
    (
        rb"\s*" + _DECLARATION + rb"(?:<\?mso-application|<(?:w|pkg):)",
        say("a Word document in flat XML; save it as .docx"),
    ),
)
_PARTS: Final = {"docx": "word/", "ofd": "OFD.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}
"""The beginning of the name of a part that tells the kind of an archive."""

_PACKAGES: Final = (
    ("xl/workbook.bin", say("a binary workbook (.xlsb); save it as .xlsx")),
    ("ppt/presentation.xml", say("a presentation; copy its text into a .docx")),
)
_MOST_PARTS: Final = 10_000
_HEAD: Final = 200  # bytes, in which an OpenDocument says its kind
_EXTRAS: Final = frozenset({"lxml", "pypdfium2_raw"})
"""The packages that come with the extras; an extra has the name of its kind of file."""


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of a file, one paragraph or table row a line, with the place of each.

    Args:
        data: the content of the file.
        path: its name, for messages and for its suffix.

    Raises:
        FileError: it is broken, encrypted, of no known kind, or exceeds a limit.
        MissingExtraError: its kind needs an extra that is not installed.
    """
    kind = recognise(path, data)
    if kind in CONVERTED:
        data, kind = convert(data, path, kind), CONVERTED[kind]
    try:
        extracted: Extracted = import_module(f".{kind}", __package__).extract(data, path)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in _EXTRAS:
            raise
        raise MissingExtraError(kind, say("reading {name}", name=path.name)) from error
    except RecursionError as error:
        raise FileError(path, "refused: it is nested more deeply than any document; save it anew") from error
    return extracted


def recognise(path: Path, data: bytes) -> str:
    """Return the kind of a file: ``plain``, ``docx``, ``doc`` or another of :data:`KINDS`.

    Raises:
        FileError: it is of another kind; the message says which, and how to save it instead.
    """
    if data.startswith(b"PK\x03\x04"):
        return _package(path, data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(path, data)
    if data.startswith(rb"{\rtf"):
        return "rtf"
    if data.startswith(b"%PDF-") or (path.suffix.lower() == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if _PAGE.match(data):
        return "html"
    for mark, what in _OTHERS:
        if re.match(mark, data, re.DOTALL):
            raise FileError(path, say("this is {what}", what=what))
    return _by_suffix(path, data)


def _by_suffix(path: Path, data: bytes) -> str:
    kind = "plain" if path == UNNAMED else KINDS.get(path.suffix.lower())
    if kind is None:
        raise FileError(
            path,
            say(
                "no reader for the suffix {suffix!r}; known are {known}, .json, .yaml",
                suffix=path.suffix,
                known=", ".join(KINDS),
            ),
        )
    if kind not in ("plain", "html"):
        what = say("no {kind}: it begins with {data!r}", kind=kind.upper(), data=data[:8]) if data else say("empty")
        raise FileError(path, say("the file is {what}; it may not have been downloaded in full", what=what))
    return kind


def _package(path: Path, data: bytes) -> str:
    if data.count(b"PK\x01\x02") > _MOST_PARTS:  # the entry of each part begins with these bytes
        raise FileError(
            path, say("refused: an archive of more than {most:,} parts, which no document has", most=_MOST_PARTS)
        )
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileError(
            path, say("a broken archive ({error}); it may not have been downloaded in full", error=error)
        ) from error
    for kind, part in _PARTS.items():
        if any(name.lstrip("/").startswith(part) for name in names):
            return "ods" if kind == "odt" and b"opendocument.spreadsheet" in data[:_HEAD] else kind
    what = next(
        (what for name, what in _PACKAGES if name in names), say("an archive; read_many reads each document in it")
    )
    raise FileError(path, say("this is {what}", what=what))


def _compound(path: Path, data: bytes) -> str:
    """Return the kind of an OLE file, which is an old format of an office, or an encrypted document."""
    if _stream("EncryptedPackage") in data:
        raise FileError(path, say("the document is protected by a password; save a copy without one"))
    if _stream("PowerPoint Document") in data:
        raise FileError(path, say("this is {what}", what=say("a presentation; copy its text into a .docx")))
    return "xls" if _stream("Workbook") in data and _stream("WordDocument") not in data else "doc"


def _stream(name: str) -> bytes:
    """Return how an OLE file writes the name of a stream."""
    return name.encode("utf-16-le")
