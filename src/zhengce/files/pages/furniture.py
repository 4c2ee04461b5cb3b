"""Page headers, footers and page numbers, which are not part of the text.

A line at the edge of a page is one of these if it is a page number, or if other pages have
the same words, digits aside, in the same place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from .printed import Printed

_EDGE: Final = 0.12  # of the height of a page; the widest margin of GB/T 9704-2012 is 37 mm of 297
_NEAR: Final = 3  # the most lines of a page header or footer
_SHARE: Final = 0.3  # of the pages; left and right ones may differ

_PAGE_NUMBER = re.compile(
    r"[—–\-－―─·•]*\s*(?:第\s*)?[0-9０-９IVXivx]{1,4}\s*(?:页)?\s*(?:[/／,，]?\s*共?\s*[0-9]{1,4}\s*页?)?\s*[—–\-－―─·•]*"
)

Key = tuple[str, int]


def without_furniture(pages: Sequence[Sequence[Printed]], heights: Sequence[float]) -> list[list[Printed]]:
    """Return the lines of every page that are text.

    Args:
        pages: the lines of every page, from above to below.
        heights: the height of every page.
    """
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(key for edge in edges for key in {key for line in edge for key in _keys(line)})
    often = max(2.0, _SHARE * len(pages))
    kept = []
    for lines, edge in zip(pages, edges, strict=True):
        dropped = {id(line) for line in edge if _is_number(line) or any(seen[key] >= often for key in _keys(line))}
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _edges(lines: Sequence[Printed], height: float) -> list[Printed]:
    ordered = sorted(lines, key=lambda line: -line.base)
    top = [line for line in ordered[:_NEAR] if line.base > (1 - _EDGE) * height]
    return top + [line for line in ordered[len(top) :][-_NEAR:] if line.base < _EDGE * height]


def _keys(line: Printed) -> list[Key]:
    """Return the words without digits, with two bands of their place, so that small differences do not matter."""
    words = re.sub(r"[0-9]+|\s+", "", line.text)
    return [(words, round(line.base / 4) * 2), (words, round(line.base / 4 + 0.5) * 2 + 1)]


def _is_number(line: Printed) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None
