"""Read the body of a DOCX from beginning to end."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from math import inf
from typing import Final

import attrs
from lxml import etree

from .. import tables
from ..archive import Package
from ..extracted import PICTURE, Line, tidy
from .numbering import Numbering, W, attribute, number
from .styles import Style, Styles

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_OPEN: Final = frozenset(
    W + name
    for name in "ins moveTo smartTag customXml sdt sdtContent hyperlink fldSimple dir bdo ruby rubyBase".split()
) | {_CHOICES}
"""Elements that are replaced by their content. Not among them: del, moveFrom, comments, rt."""

_CHARACTERS: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DRAWN: Final = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTES: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
ALIEN: Final = f"{W}altChunk"
"""A document of another kind, put into this one as it is."""

_BOX: Final = f"{W}txbxContent"
_LETTERS: Final = "{urn:schemas-microsoft-com:vml}textpath"  # WordArt of old
_EXTENT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"  # in 1/36000 mm
_STYLED_SIZE = re.compile(r"\b(width|height):([0-9]{1,5}(?:\.[0-9]{1,9})?)pt")
_LARGE: Final = 6_000  # square millimetres, a tenth of a page: a seal is smaller, a table is not
_SHOWN: Final = frozenset("pic imagedata chart relIds".split())
"""What shows something that is not read, in whatever namespace: a picture, one of old, a chart, a SmartArt."""


@attrs.define
class _Words:
    """The content of a paragraph: text with the signs of pictures, and text boxes."""

    styles: list[tuple[str, Style]]
    text: list[str] = attrs.field(factory=list)
    boxes: list[etree._Element] = attrs.field(factory=list)


class Reader:
    """Reads the blocks of one document, once and in order, because it counts their numbers."""

    def __init__(self, package: Package) -> None:
        """Read the styles, lists and notes of a document.

        Raises:
            FileError: one of these parts is broken.
        """
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles.lists)
        self._notes = {kind: _notes(package.related(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self._paragraphs = 0
        self._cells = 0  # the number of cells around the current place
        self._beside = 0  # the number of text boxes and notes around it
        self._referred: deque[etree._Element] = deque()  # notes that wait for the end of the paragraph or table
        self._carried = ""  # the words of a paragraph whose end was deleted: they open the next one

    def blocks(self, parent: etree._Element) -> Iterator[Line]:
        """Yield the lines of the paragraphs and tables in *parent*, also wrapped ones, each followed by its notes."""
        for child in _content(parent):
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == ALIEN:
                yield Line(PICTURE, paragraph=self._paragraphs or None)
            elif child.tag in _OPEN:
                yield from self.blocks(child)
            while self._referred and not self._cells and not self._beside:
                yield from self._aside(self._referred.popleft())

    # --- paragraphs -------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element) -> list[Line]:
        self._paragraphs += 1
        here = self._paragraphs
        properties = paragraph.find(f"{W}pPr")
        words = _Words(self._styles.of(properties))
        if any(style.is_contents for _, style in words.styles):
            return []
        self._inline(paragraph, words)
        lines = [line for box in words.boxes for line in self._aside(box)]
        text, self._carried = self._carried + "".join(words.text), ""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = text
            return lines
        label = self._label(properties, words.styles)
        if text.strip() or self._cells:  # a column of numbers is made of empty numbered paragraphs
            found = map(tidy, (label + text.lstrip()).split("\n"))
            lines += [Line(line, paragraph=here) for line in found if line]
        return lines

    def _label(self, properties: etree._Element | None, styles: list[tuple[str, Style]]) -> str:
        """Return the number of a paragraph, by its own properties or those of its style."""
        own = None if properties is None else properties.find(f"{W}numPr")
        name, depth = attribute(own, "numId"), number(attribute(own, "ilvl"))
        if name is None:
            name = next((style.list for _, style in styles if style.list), None)
        if name is None:
            return ""
        if depth is None:
            by_style = (self._depth(name, *each) for each in styles)
            depth = next((found for found in by_style if found is not None), 0)
        return self._numbering.next(name, depth)

    def _depth(self, name: str, style_name: str, style: Style) -> int | None:
        linked = self._numbering.level_of_style(name, style_name)
        return style.depth if linked is None else linked

    def _aside(self, element: etree._Element) -> list[Line]:
        """Return the lines of a text box or note; its paragraphs are not counted, since they are outside the body."""
        here = self._paragraphs
        self._beside += 1
        lines = [attrs.evolve(line, paragraph=here) for line in self.blocks(element)]
        self._beside -= 1
        self._paragraphs = here
        return lines

    # --- words ------------------------------------------------------------

    def _inline(self, parent: etree._Element, words: _Words) -> None:
        for child in _content(parent):
            if child.tag == f"{W}r":
                if not self._styles.hides(words.styles, child):
                    self._run(child, words)
            elif child.tag in _OPEN:
                self._inline(child, words)
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                words.text.extend(text.text or "" for text in child.iter(f"{_MATH}t"))

    def _run(self, run: etree._Element, words: _Words) -> None:
        for child in _content(run):
            if child.tag == f"{W}t":
                words.text.append((child.text or "").replace("\n", " "))
            elif child.tag in _CHARACTERS:
                words.text.append(_CHARACTERS[str(child.tag)])
            elif child.tag in _NOTES:
                note = self._notes[_NOTES[str(child.tag)]].pop(child.get(f"{W}id", ""), None)
                if note is not None:  # read once, at the first reference to it
                    self._referred.append(note)
            elif child.tag in _DRAWN:
                self._drawing(child, words)
            elif child.tag == f"{W}sym":
                words.text.append(_symbol(child.get(f"{W}char", "")))
            elif child.tag == _CHOICES:
                self._run(child, words)
            elif child.tag in _OPEN:  # ruby: its base is a run in a run
                self._inline(child, words)

    def _drawing(self, drawing: etree._Element, words: _Words) -> None:
        is_large = _area(drawing) > _LARGE
        for shown in _shown(drawing):
            if shown.tag == _BOX:
                words.boxes.append(shown)
            elif shown.tag == _LETTERS:
                words.text.append(shown.get("string", ""))
            elif is_large:
                words.text.append(PICTURE)

    # --- tables -----------------------------------------------------------

    def _table(self, table: etree._Element) -> list[Line]:
        self._cells += 1
        rows = [self._row(row) for row in _all(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        self._cells -= 1
        return tables.render(rows)

    def _row(self, row: etree._Element) -> list[tables.Cell]:
        before = number(attribute(row.find(f"{W}trPr"), "gridBefore")) or 0
        cells = [tables.Cell(columns=before)] if before > 0 else []
        for element in _all(row, f"{W}tc"):
            properties = element.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                continue
            merged = None if properties is None else properties.find(f"{W}vMerge")
            cells.append(
                tables.Cell(
                    tuple(self.blocks(element)),
                    columns=number(attribute(properties, "gridSpan")) or 1,
                    goes_on=merged is not None and merged.get(f"{W}val") != "restart",
                )
            )
        return cells


def _content(element: etree._Element) -> Iterable[etree._Element]:
    """Return the children of an element; of alternatives, those of the first; of a table of contents, none."""
    if element.tag == _CHOICES:
        return next(iter(element), ())
    if (
        element.tag == f"{W}sdt"
        and element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery[@{W}val='Table of Contents']") is not None
    ):
        return ()
    return element


def _all(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children with a tag, also those that are wrapped."""
    for child in _content(parent):
        if child.tag == tag:
            yield child
        elif child.tag in _OPEN:
            yield from _all(child, tag)


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what a drawing shows: text boxes, pictures, letters drawn as a picture; but not what is in a text box."""
    for child in _content(element):
        name = str(child.tag).rpartition("}")[2]
        if child.tag in (_BOX, _LETTERS) or name in _SHOWN:
            yield child
        else:
            yield from _shown(child)


def _area(drawing: etree._Element) -> float:
    """Return the area of a drawing in square millimetres; infinite if it is not given."""
    extent = next(drawing.iter(_EXTENT), None)
    if extent is not None:
        width, height = (number(extent.get(name), digits=12) for name in ("cx", "cy"))
        return inf if width is None or height is None else width * height / 36_000**2
    for shape in drawing:
        styled = dict(_STYLED_SIZE.findall(shape.get("style", "")))
        if len(styled) == 2:
            return float(styled["width"]) * float(styled["height"]) * 0.3528**2
    return inf


def _notes(part: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """Return the notes of a document by id, without the lines that separate them."""
    notes = () if part is None else part.iterfind(W + kind)
    return {note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type") in (None, "normal")}


def _symbol(code: str) -> str:
    value = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
    return chr(value) if 0x20 <= value < 0xD800 or value >= 0xE000 else ""
