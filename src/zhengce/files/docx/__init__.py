"""DOCX: paragraphs and tables in document order, numbered as a word processor numbers them.

Tracked changes are read as accepted: deleted words are left out, inserted ones are read.
Hidden text, page headers and footers, comments and tables of contents are left out. A text
box comes before the paragraph that holds it, a note after the paragraph that refers to it.
Docs/files.md has the details.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from ...errors import FileError
from ..archive import Package
from ..extracted import Extracted, assemble, holds_pictures, needs_recognition
from .body import ALIEN, Reader
from .numbering import W


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of a DOCX, with the paragraph that each line comes from.

    All paragraphs of the body are counted, including empty ones and those in table cells.

    Raises:
        FileError: it is broken, encrypted, exceeds a limit, or holds its text as an embedded web page.
    """
    package = Package(path, data, "word/document.xml")
    body: etree._Element | None = package.main.find(f"{W}body")
    if body is None:
        raise FileError(path, "a broken document: it has no body; open it in a word processor and save it anew")
    found = assemble(Reader(package).blocks(body), path)
    if holds_pictures(found.text):
        if body.find(f".//{ALIEN}") is not None:
            raise FileError(path, "its text is an embedded web page; open it in a word processor and save it anew")
        raise needs_recognition(path)
    return found
