"""Docx: blocks of a paper as DOCX, in the fonts, sizes and places of GB/T 9704-2012."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ..text import columns
from .paper import LONG, Block, Look, Table

__all__ = ["dumps"]

_TITLE, _HEADING, _SUBHEADING, _BODY, _CELL = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
_SIZE: Final = 16
"""三号, in points; a line takes 28, so that a page has 22."""
_WIDTH, _PADDING = 156.0, 1.0
"""Millimetres: between the margins, and on either side of the words of a cell."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def dumps(blocks: Iterable[Block], *, title: str, author: str, day: dt.date | None) -> bytes:
    """Return blocks as the bytes of a DOCX; the same blocks make the same bytes.

    Args:
        blocks: what it says, in order.
        title: for the properties of the file.
        author: for those, too.
        day: when it was made; the clock is not read.
    """
    made = Document()
    _set_page(made)
    for block in blocks:
        _set_block(made, block)
    properties = made.core_properties
    properties.title, properties.author = title, author
    properties.created = properties.modified = dt.datetime.combine(day or dt.date(*_EPOCH[:3]), dt.time(), dt.UTC)
    buffer = io.BytesIO()
    made.save(buffer)
    return _timeless(buffer.getvalue())


def _set_block(made: Any, block: Block) -> None:
    lines = block.text.split("\n") if block.text else []
    if block.table:
        _set_table(made, block.table)
    elif block.look == "signed":
        _line(made, "")
        for line, right in zip(lines, _indents(*lines), strict=True):
            _line(made, line, align="right", indent=0, right=right)
    else:
        for line in ["", *lines] if block.look == "annexes" and lines else lines:
            _line(made, line, **_LOOKS.get(block.look, {}))
        if block.look == "title":
            _line(made, "")


_LOOKS: Final[dict[Look, dict[str, Any]]] = {
    "title": {"font": _TITLE, "size": 22, "align": "center", "indent": 0},
    "to": {"indent": 0},
    "heading": {"font": _HEADING},
    "subheading": {"font": _SUBHEADING},
    "annex": {"font": _HEADING, "indent": 0, "breaks": True},
    "caption": {"font": _TITLE, "size": 18, "align": "center", "indent": 0},
}
"""What :func:`_line` is told of blocks that are no plain text."""


def _indents(issuer: str, day: str) -> tuple[float, float]:
    """Return how many characters are left free behind issuer and date, which begins two later (7.3.5.3)."""
    one, other = columns(issuer) / 2, columns(day) / 2
    behind = max(2, one - other)
    return behind + other + 2 - one, behind


def _set_page(made: Any) -> None:
    """Set A4, the margins of the standard, and its page numbers: outside, between dashes, in 四号 宋体."""
    properties = made.styles["Normal"].element.get_or_add_rPr()
    properties.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    made.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = _align(align)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        _write(paragraph, "— ", _CELL, 14)
        run = _write(paragraph, "", _CELL, 14)
        run.append(_element("w:fldChar", fldCharType="begin"))
        run.append(_element("w:instrText", "PAGE"))
        run.append(_element("w:fldChar", fldCharType="end"))
        _write(paragraph, " —", _CELL, 14)


def _line(
    made: Any,
    text: str,
    font: str = _BODY,
    size: float = _SIZE,
    *,
    align: str = "left",
    indent: float = 2,
    right: float = 0,
    breaks: bool = False,
) -> None:
    """Add a paragraph; indents are in characters."""
    paragraph = made.add_paragraph()
    paragraph.alignment = _align(align)
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = Pt(34 if size > _SIZE else 28)
    layout.first_line_indent, layout.right_indent = Pt(size * indent), Pt(size * right)
    layout.page_break_before, layout.keep_with_next = breaks, font != _BODY
    _write(paragraph, text, font, size)


def _write(paragraph: Any, text: str, font: str, size: float) -> Any:
    run = paragraph.add_run("".join(char for char in text if char in "\t\n" or char >= " "))
    run.font.size, run.font.name = Pt(size), "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001  # no other way to it
    return run._element  # noqa: SLF001


def _align(name: str) -> Any:
    return WD_ALIGN_PARAGRAPH.from_xml(name)


def _element(name: str, text: str = "", **values: str) -> Any:
    made = OxmlElement(name)
    made.text = text or None
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _set_table(made: Any, table: Table) -> None:
    grid = made.add_table(rows=1 + len(table.rows), cols=len(table.heads), style="Table Grid")
    grid.autofit = False
    padding = _element("w:tblCellMar")
    twips = str(round(_PADDING * 56.7))
    padding.extend(_element(f"w:{side}", w=twips, type="dxa") for side in ("left", "right"))
    grid._tbl.tblPr.insert_element_before(padding, "w:tblLook")  # noqa: SLF001
    size = 9 if len(table.heads) > 10 else 10.5
    are_long, widths = [most > LONG for most in table.most], _widths(table, size)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice goes by the column, Word by its cells
    for number, (row, texts) in enumerate(zip(grid.rows, (table.heads, *table.rows), strict=True)):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001
        for cell, text, is_long, width in zip(row.cells, texts, are_long, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = 1
            paragraph = cell.paragraphs[0]
            paragraph.alignment = _align("left" if is_long and number else "center")
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            _write(paragraph, text, _CELL if number else _HEADING, size)
    grid.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))  # noqa: SLF001


def _widths(table: Table, size: float) -> Sequence[float]:
    """Return the widths of the columns in millimetres: short ones fit their words, long ones share the rest."""
    half = size * 0.18  # half a character, with some room
    short = [0 if most > LONG else most * half + 2 * _PADDING for most in table.most]
    means = [sum(map(columns, column)) / len(column) for column in zip(*table.rows, strict=True)]
    weights = [0 if width else mean + LONG for width, mean in zip(short, means, strict=True)]
    rest = max(_WIDTH - sum(short), 24 * short.count(0))
    widths = [width or rest * weight / sum(weights) for width, weight in zip(short, weights, strict=True)]
    return [width * _WIDTH / sum(widths) for width in widths]


def _timeless(content: bytes) -> bytes:
    """Set the times in the archive to its first, so that the clock leaves no trace."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), old.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
