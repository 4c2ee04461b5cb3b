"""Official layout: a bulletin as DOCX, by GB/T 9704-2012."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from .bulletin import Bulletin, Table

__all__ = ["docx_of"]

_TITLE, _HEADING, _BODY, _SMALL = "方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"
_WIDTH: Final = 156
"""Millimetres between the margins."""
_BROADEST: Final = 24
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def docx_of(bulletin: Bulletin) -> bytes:
    """Return a bulletin as the bytes of a DOCX; the same bulletin makes the same bytes."""
    from .bulletin import Heading, Paragraph

    made = Document()
    _page(made.sections[0])
    _line(made, bulletin.title, _TITLE, 22, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)
    _line(made, "", _BODY, 16, indent=0)
    for block in bulletin.blocks:
        if isinstance(block, Heading):
            _line(made, block.text, _HEADING, 16)
        elif isinstance(block, Paragraph):
            _line(made, block.text, _BODY, 16)
        else:
            _table(made, block)
    _line(made, "", _BODY, 16, indent=0)
    _line(made, bulletin.issuer, _BODY, 16, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=0)
    day = f"{bulletin.day.year}年{bulletin.day.month}月{bulletin.day.day}日"
    _line(made, day, _BODY, 16, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=0)
    _line(made, f"校验码 {bulletin.seal}", _SMALL, 9, indent=0)
    properties = made.core_properties
    properties.title, properties.author = bulletin.title, bulletin.issuer
    day_made = dt.datetime(bulletin.day.year, bulletin.day.month, bulletin.day.day, tzinfo=dt.UTC)
    properties.created = properties.modified = day_made
    buffer = io.BytesIO()
    made.save(buffer)
    return _timeless(buffer.getvalue())


def _page(section: Any) -> None:
    """Set A4 and the margins of the standard: 37 mm above, 35 below, 28 left, 26 right."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _line(where: Any, text: str, font: str, size: float, *, align: Any = None, indent: int = 2) -> None:
    paragraph = where.add_paragraph()
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28 if size >= 16 else size * 1.4)
    layout.first_line_indent = Pt(size * indent)
    _write(paragraph, text, font, size)


def _write(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run("".join(char for char in text if char in "\t\n" or char >= " "))
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001  # no other way to it


def _table(made: Any, table: Table) -> None:
    _line(made, table.caption, _HEADING, 12, align=WD_ALIGN_PARAGRAPH.CENTER, indent=0)
    grid = made.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    grid.autofit = False
    for cell, head in zip(grid.rows[0].cells, table.heads, strict=True):
        _write(cell.paragraphs[0], head, _HEADING, 9)
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text, _SMALL, 9)
    for column, width in zip(grid.columns, _widths(table), strict=True):
        column.width = width  # LibreOffice goes by the column, Word by its cells
        for cell in column.cells:
            cell.width = width
    grid.rows[0]._tr.get_or_add_trPr().append(_repeated())  # noqa: SLF001


def _widths(table: Table) -> list[Any]:
    """Return the widths of the columns, by their longest words; long texts break into lines."""
    longest = [max(map(len, column)) for column in zip(table.heads, *table.rows, strict=True)]
    weights = [min(length, _BROADEST) + 2 for length in longest]
    return [Mm(_WIDTH * weight / sum(weights)) for weight in weights]


def _repeated() -> Any:
    """Return the mark by which the heads of a table come again on every page."""
    from docx.oxml import OxmlElement

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    return mark


def _timeless(content: bytes) -> bytes:
    """Set the times in the archive to its first, so that the clock leaves no trace."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), old.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
