"""DOCX: paragraphs and tables in document order, numbered as a word processor numbers them.

Tracked changes are read as accepted: deleted words are out, inserted ones in. Hidden
text, page headers and footers, comments and tables of contents are out. What stands
in a text box comes before the paragraph that holds it, a footnote after the one that
refers to it.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from ...errors import FileError
from ..extracted import Extracted, assemble
from ..load import load
from .numbering import W
from .package import Package
from .reader import Reader


def extract(path: Path) -> Extracted:
    """The text of a DOCX, with the paragraph that each line comes from.

    Paragraphs are counted as they stand in the body, empty ones and those in table cells too.

    Raises:
        FileError: it is missing, broken, encrypted, made to do harm, or holds its text in a form of its own.
    """
    package = Package(path, load(path))
    body: etree._Element | None = package.main.find(f"{W}body")
    if body is None:
        raise FileError(path, "a broken document: it has no body; open it in a word processor and save it anew")
    found = assemble(Reader(package).blocks(body))
    if not found.text and body.find(f".//{W}altChunk") is not None:
        raise FileError(path, "its text is an embedded web page; open it in a word processor and save it anew")
    return found
