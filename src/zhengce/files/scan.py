"""Draw one page of a PDF with PDFium: a program for :mod:`.bounded`.

Its input is the index of the page in four bytes, then the PDF. Its output is the width and
the height in pixels, in four bytes each, then the pixels from above, each in four bytes
(blue, green, red, nothing).
"""

from __future__ import annotations

from ctypes import c_char, c_ubyte
from typing import Final

import pypdfium2_raw as pdfium

_RESOLUTION: Final = 150  # pixels to an inch
_MOST_PIXELS: Final = 2_500  # of a side


def main(data: bytes) -> bytes:
    """Return a picture of a page, in the form that the docstring of the module describes."""
    pdfium.FPDF_InitLibrary()
    memory = (c_ubyte * (len(data) - 4)).from_buffer_copy(data, 4)  # read while the document is open
    document = pdfium.FPDF_LoadMemDocument64(memory, len(memory), None)
    page = pdfium.FPDF_LoadPage(document, int.from_bytes(data[:4], "big"))
    size = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(_RESOLUTION / 72, _MOST_PIXELS / max(*size, 1))
    width, height = (max(1, round(side * scale)) for side in size)
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    pixels = (c_char * (width * height * 4)).from_address(pdfium.FPDFBitmap_GetBuffer(bitmap))
    drawn: bytes = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes(pixels)
    return drawn
