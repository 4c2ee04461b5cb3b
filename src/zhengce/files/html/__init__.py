"""HTML: the article of a web page, or a fragment of one, as paragraphs and tables.

Navigation, scripts, forms, page feet, hidden elements and what else stands around an
article are left out; the numbers of ordered lists are written out.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from pathlib import Path
from typing import Final

from lxml import etree

from ...errors import FileError
from ..extracted import Extracted, Line, assemble
from ..load import load
from ..plain import decode
from .article import find_article
from .reader import Reader

_CHARSET: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?([\w-]{1,20})""", re.IGNORECASE
)
_BIG5: Final = frozenset({"big5", "big5-hkscs", "x-x-big5"})
_MOST_BYTES: Final = 8 * 2**20
_MOST_ELEMENTS: Final = 100_000  # a list of a thousand tasks has some twenty thousand


def extract(path: Path) -> Extracted:
    """The text of a web page's article, with a count of its paragraphs and table rows.

    Raises:
        FileError: it is missing, in no known encoding, or nested too deeply or too large to be a web page.
    """
    data = load(path)
    if len(data) > _MOST_BYTES:
        raise FileError(path, f"larger than {_MOST_BYTES // 2**20} MB, which no web page with a notice is")
    root = _parse(path, _decode(data, path))
    if root is None:
        return Extracted(text="")
    lines = Reader().lines(find_article(root))
    return assemble(Line(line.text, paragraph=i) for i, line in enumerate(lines, start=1))


def _decode(data: bytes, path: Path) -> str:
    """The text of *data*: UTF-8 where that fits, whatever the page says of itself; else Big5 if it says so, or GB18030.

    Pages that were saved again keep the name of their first encoding; what reads as UTF-8 is UTF-8.
    """
    named = _CHARSET.search(data[:4096])
    if named and named[1].decode("ascii").lower() in _BIG5 and not data.startswith(codecs.BOM_UTF8):
        try:
            return data.decode()
        except UnicodeDecodeError:
            data = data.decode("big5hkscs", errors="replace").encode()
    return decode(data, path)


def _parse(path: Path, text: str) -> etree._Element | None:
    """The root of the page, ``None`` if it is empty."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        if not text.strip():
            return None
        raise FileError(path, f"a broken web page: {error.msg}") from error
    limited = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    if limited or (root is not None and sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS):
        raise FileError(path, "refused: its elements are nested deeper, or more, than those of any web page")
    return root
