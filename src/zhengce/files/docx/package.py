"""The parts of a DOCX: XML files in a ZIP archive (ECMA-376, part 2), read with limits.

An archive may state wrong sizes. So the unpacked size of a part is limited, and XML is
checked before it is parsed, without entities, network or unbounded depth; a document type
declaration, which the standard forbids here, is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import BytesIO
from pathlib import Path
from typing import Final

from lxml import etree

from ...errors import FileError
from ...saying import say
from ..markup import MOST_BYTES, look_at

_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # no others are allowed here
_MOST_TAGS: Final = 600_000  # four hundred pages, where every second word has a font of its own
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (  # ISO/IEC 29500 Strict: the same words under other names
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


class Package:
    """An open DOCX: its main part, and the parts to which that refers."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Check the archive without unpacking it.

        Raises:
            FileError: it is broken or encrypted.
        """
        self._path = path
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._broken(error) from error
        if any(part.flag_bits & 1 for part in self._archive.infolist()):
            raise FileError(path, "the archive is protected by a password; save a copy without one")
        if any(part.compress_type not in _PACKED for part in self._archive.infolist()):
            raise self._broken("it is packed as no document is")
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
            raise FileError(self._path, say("a broken document: the archive has no part {main}", main=self._main))
        return root

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part to which the main part refers as *kind* (``styles``), or ``None``.

        Raises:
            FileError: it is broken.
        """
        name = self._related(self._main, kind)
        return self._xml(name) if name else None

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
        try:
            with self._archive.open(info) as file:
                data = file.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise self._broken(error) from error
        look_at(data, self._path, f"its part {name}", _MOST_TAGS)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        encoding = None if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"  # no other is allowed here
        parser = etree.XMLParser(
            encoding=encoding,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._broken(f"{name}: {error.msg}") from error
        if root.getroottree().docinfo.doctype:
            raise FileError(
                self._path, say("refused: its part {name} declares a document type, which no DOCX may", name=name)
            )
        return root

    def _broken(self, why: object) -> FileError:
        return FileError(
            self._path, say("a broken document ({why}); open it in a word processor and save it anew", why=why)
        )
