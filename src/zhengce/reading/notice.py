"""Read a notice: put the results of all readers together.

Time limits, unit clauses, targets and citations are each found once in the whole clean
text; the outline says where parts begin; each part takes what is inside it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from ..dates import as_date
from ..errors import expect
from ..model import Citation, Notice
from ..text import Source
from .citations import find_citations
from .deadlines import read_deadlines
from .frontmatter import Head
from .lines import Line
from .nouns import with_parts
from .parts import read_parts
from .structure import read_structure
from .trace import keep_trace


def parse(text: str, *, reference_date: dt.date | str | None = None, name: str | None = None) -> Notice:
    r"""Read a notice from its text.

    It never raises an exception, whatever the text: what belongs to no other part of a
    notice becomes a :class:`~zhengce.Section`.

    Args:
        text: the document, as it was typed, extracted or recognised.
        reference_date: the day whose year is that of months without a year, and from which
            明年 and 本月 are counted; by default the notice's issue date, or else the year of
            its document number or title. The clock is never read. A ``date``, or its text
            (``"2023-06-30"``).
        name: the name of the file, kept in ``notice.source``.

    >>> notice = parse(
    ...     "一、优化服务\n1.开通专窗。6月底前，开通专窗。（牵头单位：综合服务局）", reference_date=dt.date(2023, 5, 1)
    ... )
    >>> [measure] = notice.measures
    >>> measure.title, str(measure.lead_units[0]), str(measure.deadlines[0].due)
    ('开通专窗', '综合服务局', '2023-06-30')
    """
    expect(name, (str, type(None)), "the name of a file")
    return read_notice(Source(text=text, name=name), reference_date=reference_date)


def read_notice(source: Source, *, reference_date: dt.date | str | None = None) -> Notice:
    """Read a notice from a source, which may know its pages and paragraphs."""
    structure = read_structure(source)
    keep_trace(source, structure)
    front, clauses, tables = structure.front, structure.clauses, structure.tables
    notice = Notice(
        title=front.title,
        document_number=front.document_number,
        issuing_authorities=front.issuing_authorities,
        addressees=front.addressees,
        issue_date=front.issue_date,
        remarks=front.remarks,
        citations=_cited(source, [line for line, part in front.head if part is Head.TITLE_AGAIN]),
        source=source,
    )
    reference = front.issue_date if reference_date is None else as_date(reference_date)
    deadlines = read_deadlines(
        source,
        reference=reference,
        year=notice.year,
        breaks=sorted({*[item.start for item in structure.items], *[clause.end for clause in clauses]}),
        lines=[start for start, _ in front.body],
        stated=[cell for table in tables for cell in table.limits],
        undated=not (reference or notice.year),
        reported=structure.genre is not None,
    )
    sources = [source.span(*cell) for table in tables for cell in table.sources]
    deadlines = tuple(d for d in deadlines if not any(s.start <= d.span.start < s.end for s in sources if d.span))
    parts = read_parts(source.clean, structure.outline, front.body, clauses, [table for table in tables if table.rows])
    return with_parts(notice, parts, deadlines, front.body)


def _cited(source: Source, repeated: Sequence[Line]) -> tuple[Citation, ...]:
    """Return the citations of the document; a title that is printed twice counts once."""
    starts = [source.span(*line).start for line in repeated]
    ends = [source.span(*line).end for line in repeated]
    return tuple(
        c
        for c in find_citations(source)
        if c.span and bisect_right(starts, c.span.start) == bisect_right(ends, c.span.start)
    )
