"""HTML: the article of a web page, or a fragment of one, as paragraphs and tables.

Navigation, scripts, forms, page footers, hidden elements and everything else around an
article are left out; the numbers of ordered lists are written out.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from lxml import etree

from ...errors import FileError
from ...saying import say
from ..extracted import Extracted, Line, assemble, holds_pictures, needs_recognition
from ..markup import look_at
from ..plain import decode
from .article import find_article
from .elements import Reader

_CHARSET: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?([\w-]{1,20})""", re.IGNORECASE
)
_MOST_TAGS: Final = 200_000  # a list of a thousand tasks has forty thousand
_BIG5: Final = frozenset({"big5", "big5-hkscs", "x-x-big5"})


def extract(data: bytes, path: Path) -> Extracted:
    """Return the text of a web page's article; the places are the numbers of paragraphs and table rows.

    Raises:
        FileError: it is in no known encoding, or nested too deeply or too large to be a web page.
    """
    root = _parse(path, _decode(data, path))
    if root is None:
        return Extracted(text="")
    lines = Reader().lines(find_article(root))
    found = assemble((Line(line.text, paragraph=i) for i, line in enumerate(lines, start=1)), path)
    if holds_pictures(found.text):
        raise needs_recognition(path)
    return found


def _decode(data: bytes, path: Path) -> str:
    """Return the text of *data*: UTF-8 if it is valid, otherwise Big5 if the page declares it, or GB18030.

    A page that was saved in another encoding often keeps its old declaration, so valid UTF-8 takes precedence.
    """
    named = _CHARSET.search(data[:4096])
    if named and named[1].decode("ascii").lower() in _BIG5 and not data.startswith(codecs.BOM_UTF8):
        try:
            return data.decode()
        except UnicodeDecodeError:
            data = data.decode("big5hkscs", errors="replace").encode()
    return decode(data, path)


def _parse(path: Path, text: str) -> etree._Element | None:
    """Return the root of the page, ``None`` if it is empty."""
    data = text.encode()
    look_at(data, path, "the page", _MOST_TAGS)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if not text.strip():
            return None
        raise FileError(path, say("a broken web page: {msg}", msg=error.msg)) from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise FileError(path, "refused: its elements are nested deeper than those of any web page")
    return root
