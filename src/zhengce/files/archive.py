"""Archives: the XML parts of a document that is a ZIP archive, read with limits.

An archive may state wrong sizes. So the unpacked size of its parts is limited, and XML is
checked before it is parsed, without entities, network or unbounded depth; a document type
declaration, which no such document may have, is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from ..errors import FileError
from ..saying import say
from .markup import MOST_BYTES, look_at

_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # no others are allowed here
_MOST_TAGS: Final = 600_000  # of one part: four hundred pages, where every second word has a font of its own
_MOST_TAGS_IN_ALL: Final = 2 * _MOST_TAGS
_MOST_BYTES_IN_ALL: Final = 8 * MOST_BYTES
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = tuple(  # ISO/IEC 29500 Strict: the same words under other names
    (b"http://purl.oclc.org/ooxml/" + strict, b"http://schemas.openxmlformats.org/" + transitional)
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    )
)


class Archive:
    """An open archive, and its parts as XML."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Check the archive without unpacking it.

        Raises:
            FileError: it is broken or encrypted.
        """
        self.path = path
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self.broken(error) from error
        if any(part.flag_bits & 1 for part in self._archive.infolist()):
            raise FileError(path, say("the archive is protected by a password; save a copy without one"))
        if any(part.compress_type not in _PACKED for part in self._archive.infolist()):
            raise self.broken(say("its compression is not that of a document"))
        self._parts = {info.filename.lstrip("/"): info for info in self._archive.infolist()}
        self._bytes = self._tags = 0  # of the parts that were read

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of a part, or ``None`` if there is no such part.

        Raises:
            FileError: it is broken, or too large.
        """
        info = self._parts.get(name)
        if info is None:
            return None
        try:
            with self._archive.open(info) as file:
                data = file.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise self.broken(error) from error
        look_at(data, self.path, say("its part {name}", name=name), _MOST_TAGS)
        self._count(data)
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
            raise self.broken(f"{name}: {error.msg}") from error
        if root.getroottree().docinfo.doctype:
            why = say("refused: its part {name} declares a document type, which no document may", name=name)
            raise FileError(self.path, why)
        return root

    def needed(self, name: str) -> etree._Element:
        """Return the root of a part without which there is no document.

        Raises:
            FileError: there is no such part, or it is broken or too large.
        """
        root = self.xml(name)
        if root is None:
            raise self.broken(say("the archive has no part {name}", name=name))
        return root

    def broken(self, why: object) -> FileError:
        """Return the error for a document that cannot be read as it is."""
        return FileError(
            self.path,
            say("a broken document ({why}); open it in the program it comes from and save it anew", why=why),
        )

    def _count(self, data: bytes) -> None:
        self._bytes += len(data)
        self._tags += data.count(b"<")
        whole, most = say("the document"), _MOST_BYTES_IN_ALL // 2**20
        if self._bytes > _MOST_BYTES_IN_ALL:
            why = say("refused: {part} has more than {most} MB without its pictures; split it", part=whole, most=most)
        elif self._tags > _MOST_TAGS_IN_ALL:
            why = say("refused: {part} has more than {tags:,} tags; split it", part=whole, tags=_MOST_TAGS_IN_ALL)
        else:
            return
        raise FileError(self.path, why)


class Relation(NamedTuple):
    """A reference from one part to another: its id, its kind (``styles``), and the name of the other part."""

    id: str
    kind: str
    target: str


class Package(Archive):
    """An open Office document (ECMA-376, part 2): its main part, and the parts to which that refers."""

    def __init__(self, path: Path, data: bytes, main: str) -> None:
        """Check the archive; *main* is the usual name of its main part.

        Raises:
            FileError: it is broken or encrypted.
        """
        super().__init__(path, data)
        found = (relation.target for relation in self._relations("") if relation.kind == "officeDocument")
        self._main = next(found, main)
        self.relations: tuple[Relation, ...] = tuple(self._relations(self._main))

    @property
    def main(self) -> etree._Element:
        """The root of the main part.

        Raises:
            FileError: there is none, or it is broken.
        """
        return self.needed(self._main)

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part to which the main part refers as *kind* (``styles``), or ``None``.

        Raises:
            FileError: it is broken.
        """
        return next((self.xml(relation.target) for relation in self.relations if relation.kind == kind), None)

    def _relations(self, source: str) -> Iterator[Relation]:
        folder, name = posixpath.split(source)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if root is None else root.iterfind(_RELATION):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            if relation.get("TargetMode") != "External" and target in self:
                yield Relation(relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target)
