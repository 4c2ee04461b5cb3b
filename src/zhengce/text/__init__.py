"""Text: the original, its clean reading, and the map between the two.

The original is never changed. The clean reading is what a clerk would retype:
page breaks inside a paragraph mended, widths folded, spaces dropped where they
carry no meaning, Markdown marks left out; one paragraph a line. Every offset
into the clean reading can be taken back to the original.
"""

from .characters import HAN, WIDE, columns
from .lexicon import ITEM, TITLE_ENDS
from .numerals import NUMERAL, read_number
from .paragraphs import PRINTED_LINE, goes_on
from .source import Source
from .spans import Lines, Place, Span, as_tuple

__all__ = [
    "HAN",
    "ITEM",
    "NUMERAL",
    "PRINTED_LINE",
    "TITLE_ENDS",
    "WIDE",
    "Lines",
    "Place",
    "Source",
    "Span",
    "as_tuple",
    "columns",
    "goes_on",
    "read_number",
]
