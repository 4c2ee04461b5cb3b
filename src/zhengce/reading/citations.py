"""Citations: the documents that a notice cites between 《 and 》."""

from __future__ import annotations

from ..lexicon import Lazy
from ..model import Citation
from ..text import Source
from .frontmatter import read_document_number
from .titles import NUMBER

_TITLE = r"《(?P<title>(?:[^《》\n]|《[^《》\n]{1,100}》){1,200})》"
_CITATION = Lazy(rf"{_TITLE}(?:（(?P<number>{NUMBER.pattern})）)?")


def find_citations(source: Source) -> tuple[Citation, ...]:
    """Return every cited document in the clean text, in text order.

    >>> [found] = find_citations(Source(text="根据《云州市工作规则》（云政发〔2023〕5号）制定"))
    >>> found.title, str(found.document_number)
    ('云州市工作规则', '云政发〔2023〕5号')
    """
    return tuple(
        Citation(
            title=match["title"],
            document_number=read_document_number(source, *match.span("number")) if match["number"] else None,
            text=match[0],
            span=source.span(*match.span()),
        )
        for match in _CITATION.finditer(source.clean)
    )
