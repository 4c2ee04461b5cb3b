"""A walk through the body of a DOCX, from its beginning to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs
from lxml import etree

from .. import tables
from ..extracted import Line
from .numbering import Numbering, W, attribute, number
from .package import Package
from .styles import Style, Styles

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_OPEN: Final = frozenset(
    W + name
    for name in "ins moveTo smartTag customXml sdt sdtContent hyperlink fldSimple dir bdo ruby rubyBase".split()
) | {_CHOICES}
"""What is looked through, as if its content stood in its place. Not among them: del, moveFrom, comments, rt."""

_CHARACTERS: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DRAWN: Final = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTES: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_PRIVATE: Final = range(0xE000, 0xF900)  # where symbol fonts keep their pictures


@attrs.define
class _Words:
    """What a paragraph holds: text, text boxes, and the notes that it refers to."""

    styles: list[tuple[str, Style]]
    text: list[str] = attrs.field(factory=list)
    boxes: list[etree._Element] = attrs.field(factory=list)
    notes: list[tuple[str, str]] = attrs.field(factory=list)


class Reader:
    """Reads the blocks of one document; it counts, so it reads them once and in order."""

    def __init__(self, package: Package) -> None:
        """Read the styles, lists and notes of a document.

        Raises:
            FileError: one of these parts is broken.
        """
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles.lists)
        self._notes = {kind: _notes(package.related(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self._paragraphs = 0
        self._cells = 0  # how many cells deep
        self._held: list[Line] = []  # notes of a table, which follow it
        self._carried = ""  # the words of a paragraph whose end was deleted: they open the next one

    def blocks(self, parent: etree._Element) -> Iterator[Line]:
        """The lines of what stands in *parent*: paragraphs, tables, and what wraps them."""
        for child in _content(parent):
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _OPEN:
                yield from self.blocks(child)

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
            lines += [Line(line, paragraph=here) for line in (label + text.lstrip()).split("\n")]
        notes = [line for kind, name in words.notes for line in self._note(kind, name)]
        if self._cells:
            self._held += notes
            return lines
        return lines + notes

    def _label(self, properties: etree._Element | None, styles: list[tuple[str, Style]]) -> str:
        """The number of a paragraph, by its own properties or those of its style."""
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

    def _note(self, kind: str, name: str) -> Iterable[Line]:
        note = self._notes[kind].pop(name, None)  # once, where it is first referred to
        return () if note is None else self._aside(note)

    def _aside(self, element: etree._Element) -> list[Line]:
        """The lines of a text box or note; its paragraphs are not counted, they stand beside the text."""
        here = self._paragraphs
        lines = [attrs.evolve(line, paragraph=here) for line in self.blocks(element)]
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
                words.notes.append((_NOTES[str(child.tag)], child.get(f"{W}id", "")))
            elif child.tag in _DRAWN:
                words.boxes.extend(_boxes(child))
            elif child.tag == f"{W}sym":
                words.text.append(_symbol(child.get(f"{W}char", "")))
            elif child.tag == _CHOICES:
                self._run(child, words)
            elif child.tag in _OPEN:  # ruby: its base is a run in a run
                self._inline(child, words)

    # --- tables -----------------------------------------------------------

    def _table(self, table: etree._Element) -> list[Line]:
        self._cells += 1
        rows = [self._row(row) for row in _all(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        self._cells -= 1
        lines = tables.render(rows)
        if self._cells:
            return lines
        held, self._held = self._held, []
        return lines + held

    def _row(self, row: etree._Element) -> list[tables.Cell]:
        before = number(attribute(row.find(f"{W}trPr"), "gridBefore")) or 0
        cells = [tables.Cell((), columns=before)] if before > 0 else []
        for element in _all(row, f"{W}tc"):
            properties = element.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                continue
            merged = None if properties is None else properties.find(f"{W}vMerge")
            cells.append(
                tables.Cell(
                    self.blocks(element),
                    columns=number(attribute(properties, "gridSpan")) or 1,
                    goes_on=merged is not None and merged.get(f"{W}val") != "restart",
                )
            )
        return cells


def _content(element: etree._Element) -> Iterable[etree._Element]:
    """The children of an element; of alternatives, those of the first; of a table of contents, none."""
    if element.tag == _CHOICES:
        return next(iter(element), ())
    if (
        element.tag == f"{W}sdt"
        and element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery[@{W}val='Table of Contents']") is not None
    ):
        return ()
    return element


def _all(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children with a tag, also those that are wrapped."""
    for child in _content(parent):
        if child.tag == tag:
            yield child
        elif child.tag in _OPEN:
            yield from _all(child, tag)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes in a drawing; a box inside a box is left to the outer one."""
    if element.tag == f"{W}txbxContent":
        yield element
        return
    for child in _content(element):
        yield from _boxes(child)


def _notes(part: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """The notes of a document by id, without the lines that separate them."""
    notes = () if part is None else part.iterfind(W + kind)
    return {note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type") in (None, "normal")}


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "" if value in _PRIVATE or not 0x20 <= value < 0xD800 else chr(value)
