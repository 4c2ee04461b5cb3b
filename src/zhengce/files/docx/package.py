"""The parts of a DOCX: XML files in a ZIP archive (ECMA-376, part 2), opened with care.

An archive may lie. How much it would unpack to is summed up before anything is
unpacked, and no part is read beyond the size that was declared for it. XML is
parsed without entities, network, or unbounded depth; a document type declaration,
which the standard forbids here, is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final

from lxml import etree

from ...errors import FileError

_MOST_UNPACKED: Final = 256 * 2**20
_MOST_XML: Final = 64 * 2**20  # one part; a notice of 500 pages has five
_MOST_PARTS: Final = 10_000
_MOST_RATIO: Final = 200  # XML packs 10 to 50 times smaller
_RATIO_COUNTS_FROM: Final = 4 * 2**20

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (  # ISO/IEC 29500 Strict: the same words under other names
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


class Package:
    """A DOCX, open for reading: its main part, and the parts that this refers to."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Look at the archive without unpacking it.

        Raises:
            FileError: it is broken, encrypted, or would unpack to far more than a document needs.
        """
        self._path = path
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._broken(error) from error
        self._check(len(data))
        self._names = {info.filename.lstrip("/"): info for info in self._archive.infolist()}
        self._main = self._related("", "officeDocument") or "word/document.xml"

    @property
    def main(self) -> etree._Element:
        """The root of the main part.

        Raises:
            FileError: there is none, or it is broken.
        """
        root = self._xml(self._main)
        if root is None:
            raise FileError(self._path, f"a broken document: the archive has no part {self._main}")
        return root

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that the main part refers to as *kind* (``styles``), ``None`` if there is none.

        Raises:
            FileError: it is broken.
        """
        name = self._related(self._main, kind)
        return self._xml(name) if name else None

    def _check(self, size: int) -> None:
        parts = self._archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
            raise FileError(
                self._path,
                f"refused: {len(parts)} parts that would unpack to {unpacked / 2**20:.0f} MB, "
                f"more than a document needs; save it anew from a word processor",
            )
        if unpacked > _RATIO_COUNTS_FROM and unpacked > size * _MOST_RATIO:
            raise FileError(
                self._path,
                f"refused: it would unpack to {unpacked // max(size, 1)} times its size, as archives made to do harm; "
                "save it anew from a word processor",
            )
        if any(part.flag_bits & 1 for part in parts):
            raise FileError(self._path, "the archive is protected by a password; save a copy without one")

    def _related(self, source: str, kind: str) -> str | None:
        folder, name = posixpath.split(source)
        root = self._xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if root is None else root.iterfind(_RELATION):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                if target in self._names:
                    return target
        return None

    def _xml(self, name: str) -> etree._Element | None:
        info = self._names.get(name)
        if info is None:
            return None
        if info.file_size > _MOST_XML:
            raise FileError(self._path, f"refused: its part {name} alone has {info.file_size / 2**20:.0f} MB")
        try:
            data = self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise self._broken(error) from error
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(f"{name}: {error.msg}") from error
        if root.getroottree().docinfo.doctype:
            raise FileError(self._path, f"refused: its part {name} declares a document type, which no DOCX may")
        return root

    def _broken(self, why: object) -> FileError:
        return FileError(self._path, f"a broken document ({why}); open it in a word processor and save it anew")
