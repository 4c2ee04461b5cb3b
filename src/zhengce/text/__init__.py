r"""Text: the original, its clean reading, and the map between the two.

The original is never changed. The clean reading is what a clerk would retype: one
paragraph a line, page breaks mended, one form of every character, no space without a
meaning, no signs of Markdown or HTML. It is made in three passes, each in a module of its
own:

- :mod:`~zhengce.text.characters` gives every character one form, without a change of length;
- :mod:`~zhengce.text.signs` makes an edit for every sign whose reading differs from its
  characters, such as ``&nbsp;``, ``$98\%$`` or a table in HTML;
- :mod:`~zhengce.text.gaps` decides whether a gap between two words is nothing, a space, or
  the end of a paragraph.

The last two each make a map (:mod:`~zhengce.text.edits`). The two maps together lead from
every offset into the clean reading back to the original.
"""

from ..lexicon import HAN, ITEM, NUMERAL, TITLE_ENDS
from .characters import WIDE, columns
from .numerals import read_number
from .paragraphs import PRINTED_LINE, goes_on
from .source import Sign, Source
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
    "Sign",
    "Source",
    "Span",
    "as_tuple",
    "columns",
    "goes_on",
    "read_number",
]
